import ArgumentParser
import Diagnostics
import Documents
import Languages
import Tables
import Workload

/// `quanjing timelog`: a log of any length folded by unit.
struct TimeLogCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "timelog",
            abstract: say(
                "汇总每日工时记录：各单位有效工时、人日和时间利用饱和度",
                "Fold a daily time log by unit: effective minutes, person-days, saturation"),
            discussion: say(
                """
                一行有效：事项在清单中、件数为整数、分钟为1至960的整数、日期在当年。
                有效分钟 = 分钟 × 系数，每人每天至多720；饱和度 = 有效分钟之和 ÷（480 × 人日）。
                例：
                  quanjing timelog 工时.csv --items 事项.csv --year 2025 --out 汇总.csv --rejects 剔除.csv
                """,
                """
                A row counts if its item is listed, count is whole, minutes is whole in 1…960 and the
                date is in the year. Effective = minutes × coefficient, at most 720 a person and day;
                saturation = Σ effective ÷ (480 × person-days).
                Example:
                  quanjing timelog log.csv --items items.csv --year 2025 --out units.csv --rejects bad.csv
                """))
    }

    @Argument(
        help: .init(say("每日工时记录（CSV）", "The time log (CSV)"), valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        help: .init(
            say("事项清单：item_id,coefficient", "The items: item_id,coefficient"),
            valueName: "items.csv"), completion: .file(extensions: ["csv"]))
    var items: String

    @Option(
        help: .init(
            say("年度（默认为记录最多的一年）", "The year (default: the one with the most rows)"),
            valueName: "yyyy"))
    var year: Int?

    @OptionGroup var target: TableOutput

    @Option(
        help: .init(say("逐行列出未计入的记录", "List the rows set aside there"), valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var rejects: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard year.map((1...9999).contains) ?? true else {
            throw ValidationError(say("--year 应在 1 至 9999 之间", "--year lies in 1…9999"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let coefficients = ItemCoefficients.read(
                TableSource(path: items, name: items), into: &log)
            try log.check()
            let listing = try rejects.map { path throws(FileError) in
                try RejectedRows(path: path)
            }
            var source = TableSource(path: file, name: file)
            source.refusesIdentityNumbers = true
            source.wantsDigest = false
            let summary = coefficients.flatMap {
                TimeLogSummary.read(source, items: $0, year: year, into: &log, listing: listing)
            }
            try log.check()
            guard let summary else { throw ExitStatus.internalError }
            run.printer.print(log)
            try listing?.finish()
            try write(summary, run)
        }
    }

    private func write(_ summary: TimeLogSummary, _ run: CommandRun) throws(FileError) {
        if let out = target.out { try writeWhole(summary.csv, to: out) }
        if options.wantsJSON {
            try Terminal.write(document(summary).text)
        } else {
            if target.out == nil { try Terminal.write(summary.csv) }
            Terminal.line(text(summary, run.language), to: .error)
        }
    }

    private func document(_ summary: TimeLogSummary) -> JSONValue {
        [
            "year": .init(summary.year), "rows": .integer(summary.rows),
            "valid": .integer(summary.validRows),
            "setAside": .array(
                summary.setAside.filter { $0.count > 0 }.map {
                    ["reason": .string($0.fault.code), "count": .integer($0.count)]
                }),
            "units": .array(summary.units.map(\.json)),
            "files": .init([target.out, rejects].compactMap { $0 }),
        ]
    }

    private func text(_ summary: TimeLogSummary, _ language: Language) -> String {
        let year = summary.year.map { String($0) } ?? "—"
        let head = Wording(
            zh: "\(year) 年：\(summary.rows) 行，计入 \(summary.validRows) 行，\(summary.units.count) 个单位",
            en: "\(year): \(summary.rows) rows, \(summary.validRows) count, "
                + "\(summary.units.count) units")
        let reasons = summary.setAside.filter { $0.count > 0 }.map {
            "\n  \($0.fault.name[language]) (\($0.fault.code)): \($0.count)"
        }
        return head[language] + reasons.joined()
    }
}
