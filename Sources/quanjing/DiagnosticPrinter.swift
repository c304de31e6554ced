import Diagnostics
import Documents
import Languages

/// Writes diagnostics to standard error: for people, or as JSON lines.
struct DiagnosticPrinter {
    let options: CommonOptions

    func print(_ log: DiagnosticLog) {
        for diagnostic in log.kept { print(diagnostic) }
        guard !options.wantsJSON, log.errorCount + log.warningCount > 0 else { return }
        Terminal.line(summary(of: log), to: .error)
    }

    /// Problems of the input with their sum; what the system refused by itself.
    func print(_ refusal: Refusal) {
        if refusal.isAboutInput { return print(refusal.log) }
        for diagnostic in refusal.log.kept { print(diagnostic) }
    }

    func print(_ diagnostic: Diagnostic) {
        Terminal.line(options.wantsJSON ? json(diagnostic).line : text(diagnostic), to: .error)
    }

    private func text(_ diagnostic: Diagnostic) -> String {
        let language = options.language
        let severity =
            switch diagnostic.severity {
            case .error: Colour.red(Wording(zh: "错误", en: "error")[language], on: .error)
            case .warning: Colour.yellow(Wording(zh: "警告", en: "warning")[language], on: .error)
            }
        let remedy = Wording(zh: "处理：", en: "remedy: ")[language]
        return """
            \(Colour.bold(diagnostic.place.description, on: .error)): \
            \(severity)[\(diagnostic.code.rawValue)]: \(diagnostic.message[language])
              \(remedy)\(diagnostic.remedy[language])
            """
    }

    private func json(_ diagnostic: Diagnostic) -> JSONValue {
        let (language, place) = (options.language, diagnostic.place)
        // Text files have neither sheets nor cells.
        let ofWorkbook: [JSONMember] =
            place.sheet.map {
                [JSONMember("sheet", .string($0)), JSONMember("cell", .init(place.cell))]
            } ?? []
        return .object(
            [
                JSONMember("code", .string(diagnostic.code.rawValue)),
                JSONMember("severity", .string(diagnostic.severity.rawValue)),
                JSONMember("file", .string(place.file)), JSONMember("line", .init(place.line)),
                JSONMember("column", .init(place.column)),
            ] + ofWorkbook + [
                JSONMember("found", .init(diagnostic.found)),
                JSONMember("expected", .init(diagnostic.expected?[language])),
                JSONMember("message", .string(diagnostic.message[language])),
                JSONMember("remedy", .string(diagnostic.remedy[language])),
            ])
    }

    private func summary(of log: DiagnosticLog) -> String {
        let omitted = log.omittedCount
        let rest = Wording(
            zh: omitted > 0 ? "（其中 \(omitted) 个未逐一列出）" : "",
            en: omitted > 0 ? " (\(omitted) of them not listed)" : "")
        return Wording(
            zh: "共 \(log.errorCount) 个错误，\(log.warningCount) 个警告\(rest.zh)",
            en: "\(log.errorCount) errors, \(log.warningCount) warnings\(rest.en)"
        )[options.language]
    }
}
