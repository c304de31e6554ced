internal import Diagnostics
import FoundationEssentials
internal import Languages

/// The files of an evaluation that hold forms.
struct FormsFolder {
    let path: String

    /// Files beside the forms that other rooms read.
    private static let otherFiles = ["forms/timelog.csv"]
    private static let workbookEndings = [".xlsx", ".xls", ".et"]

    func path(of file: String) -> String {
        path.isEmpty || path.hasSuffix("/") ? path + file : path + "/" + file
    }

    private func exists(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: path(of: file))
    }

    /// The workbook that stands where a form's CSV is expected.
    private func workbook(_ form: Form) -> String? {
        let stem = form.file.dropLast(".csv".count)
        return Self.workbookEndings.lazy.map { stem + $0 }.first(where: exists)
    }

    func hasWorkbook(_ form: Form) -> Bool { workbook(form) != nil }

    /// Whether the form's CSV is there; a workbook of the form is reported.
    func offersTable(_ form: Form, _ log: inout DiagnosticLog) -> Bool {
        let isThere = exists(form.file)
        guard let workbook = workbook(form) else { return isThere }
        log.report(isThere ? .twice(form, workbook) : .workbook(form, workbook))
        return isThere
    }

    /// Warns of files under `forms/` and `ledgers/` that no room reads.
    func reportUnknownFiles(_ log: inout DiagnosticLog) {
        let known = Form.all.map(\.file) + Self.otherFiles
        let stems = Set(known.map { String($0.dropLast(".csv".count)) })
        for folder in ["forms", "ledgers"] {
            let names = try? FileManager.default.contentsOfDirectory(atPath: path(of: folder))
            for name in (names ?? []).sorted() where !isIncidental(name) {
                let file = "\(folder)/\(name)"
                let stem = Self.workbookEndings.first { name.hasSuffix($0) }.map {
                    String(file.dropLast($0.count))
                }
                if known.contains(file) || stem.map(stems.contains) == true { continue }
                log.report(.unknown(file, nearest: nearestName(to: file, among: known)))
            }
        }
    }

    /// What file managers and office programs leave behind.
    private func isIncidental(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name == "Thumbs.db" || name == "desktop.ini"
    }
}

extension Diagnostic {
    fileprivate static func twice(_ form: Form, _ workbook: String) -> Diagnostic {
        Diagnostic(
            .fileDuplicate, at: Place(file: workbook), found: workbook,
            expected: Wording(form.file),
            message: Wording(
                zh: "\(form.title.zh)既有 \(form.file) 又有 \(workbook)",
                en: "both \(form.file) and \(workbook) are there"),
            remedy: Wording(zh: "请只保留一个文件", en: "keep one of the two"))
    }

    fileprivate static func workbook(_ form: Form, _ workbook: String) -> Diagnostic {
        Diagnostic(
            .formatUnsupported, at: Place(file: workbook), found: workbook,
            expected: Wording(form.file),
            message: Wording(
                zh: "\(form.title.zh)是工作簿，不是 CSV", en: "the form is a workbook, not CSV"),
            remedy: Wording(
                zh: "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，文件名 \(form.file)",
                en: "save it from Excel or WPS as “CSV UTF-8 (comma delimited)” to \(form.file)"))
    }

    fileprivate static func unknown(_ file: String, nearest: String?) -> Diagnostic {
        Diagnostic(
            .fileUnknown, .warning, at: Place(file: file), found: file,
            expected: nearest.map { Wording($0) },
            message: Wording(
                zh: "不认识的文件，未读入", en: "the file is not known and left out"),
            remedy: nearest.map {
                Wording(
                    zh: "若是指 \($0)，请改名；否则不必处理",
                    en: "if you meant \($0), rename it; otherwise nothing")
            } ?? Wording(zh: "不需要该文件则不必处理", en: "nothing, if the file isn't needed"))
    }
}
