package import Diagnostics
internal import Institutions
internal import Workload

/// Working-time saturation of a folder's units, without evaluating the rest.
package struct FolderSaturations: Sendable {
    package struct Unit: Sendable {
        package let unit: String
        package let name: String
        /// Nil for a unit without work items.
        package let saturation: SaturationRecord?
    }

    /// In the order of the units form.
    package let units: [Unit]
    /// Warnings only.
    package let log: DiagnosticLog

    /// - Throws: `InvalidInput` with every problem of the folder at once.
    package init(ofFolder path: String) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, weighing: false, into: &log).folder
        try log.check()
        guard let folder else {
            preconditionFailure("a folder without an error has been read")
        }
        units = folder.dossiers.map { dossier, opinion in
            let headcount = Headcount(
                dossier, asOf: folder.settings.asOf, limits: folder.leaveLimits)
            let workload = UnitWorkload(
                folder.workplace(of: dossier, headcount: headcount, opinion: opinion),
                time: folder.settings.workingTime)
            return Unit(
                unit: dossier.unit.unitID, name: dossier.unit.name,
                saturation: workload.map {
                    SaturationRecord($0, in: folder)
                })
        }
        self.log = log
    }
}
