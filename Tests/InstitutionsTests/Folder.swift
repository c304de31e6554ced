import Diagnostics
import FoundationEssentials

@testable import Institutions

/// An evaluation folder that lives as long as the value.
final class Folder {
    let path: String

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.path + "/forms-" + UUID().uuidString
        let manager = FileManager.default
        for folder in ["forms", "ledgers"] {
            try manager.createDirectory(
                atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
        for (file, text) in files {
            try Array(text.utf8).write(to: path + "/" + file)
        }
    }

    func write(_ bytes: [UInt8], to file: String) throws {
        let url = URL(filePath: path + "/" + file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension [UInt8] {
    fileprivate func write(to path: String) throws {
        try Data(self).write(to: URL(filePath: path))
    }
}

/// What the reader makes of some files.
struct Reading {
    let forms: EvaluationForms?
    let log: DiagnosticLog

    init(_ files: [String: String]) throws {
        try self.init(Folder(files))
    }

    init(_ folder: Folder) throws {
        var log = DiagnosticLog()
        forms = FormsReader.read(folder.path, into: &log)
        self.log = log
    }

    /// The files, with two units where they have no units form.
    init(withUnits files: [String: String]) throws {
        try self.init(files.merging(["forms/units.csv": twoUnits]) { own, _ in own })
    }

    /// `code file:line:column` of each error, in the order in which they were reported.
    var errors: [String] { told(.error) }
    var warnings: [String] { told(.warning) }

    private func told(_ severity: Diagnostic.Severity) -> [String] {
        log.kept.filter { $0.severity == severity }.map { "\($0.code.rawValue) \($0.place)" }
    }
}

let twoUnits = """
    单位编码,单位名称,层级,类别,经费形式,评估序列
    U1,甲局,市,行政,全额,综合保障
    U2,乙中心,市,公益一类,全额,社会民生
    """
