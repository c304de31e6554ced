internal import Diagnostics
import FoundationEssentials
internal import Languages
internal import Tables

/// A scenario as it was read.
struct ScenarioFile: Sendable {
    let scenario: Scenario
    let input: InputRecord

    /// Reads a scenario by its path, or by its name among the `scenarios/` of an evaluation folder.
    ///
    /// - Returns: Nil after an error, with every problem of the file in the log.
    init?(_ name: String, ofFolder folder: String, into log: inout DiagnosticLog) {
        guard let path = Self.path(of: name, in: folder) else {
            let known = Self.names(in: folder)
            let near = nearestName(to: name.scenarioName, among: known)
            log.report(
                Diagnostic(
                    .fileMissing, at: Place(file: name.isEmpty ? "\"\"" : name), found: name,
                    expected: Wording(
                        zh: "方案文件的路径，或 scenarios/ 下方案的名称",
                        en: "the path of a scenario, or its name under scenarios/"),
                    message: Wording(zh: "没有这个推演方案", en: "there is no such scenario"),
                    remedy: near.map(Wording.didYouMean)
                        ?? (known.isEmpty
                            ? Wording(zh: "请核对路径", en: "check the path")
                            : Wording(
                                zh: "可用的有：\(known.joined(separator: "、"))",
                                en: "there are: \(known.joined(separator: ", "))"))))
            return nil
        }
        guard let text = readText(path: path, name: name, into: &log) else { return nil }
        guard let scenario = Scenario(yaml: Array(text.text.utf8), file: name, into: &log) else {
            return nil
        }
        self.scenario = scenario
        input = InputRecord(file: name, sha256: text.sha256, rows: nil)
    }

    private static func path(of name: String, in folder: String) -> String? {
        let places = [name, "\(folder)/scenarios/\(name)", "\(folder)/scenarios/\(name).yaml"]
        return places.first { path in
            var isFolder = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
        }
    }

    /// Names of the scenarios of a folder, in order.
    private static func names(in folder: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/scenarios"))
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
            .sorted()
    }
}
