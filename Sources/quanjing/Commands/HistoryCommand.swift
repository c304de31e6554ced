import ArgumentParser
import Archive
import Assessment
import Diagnostics
import Documents
import Languages
import Reports

/// `quanjing history`: one unit over the archived years.
struct HistoryCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "history",
            abstract: say("查看一个单位历年的评估结果（一单位一档案）", "One unit over the archived years"),
            discussion: say(
                "例：\n  quanjing history U021 --archive 档案.sqlite\n  quanjing history U021 --archive 档案.sqlite --json",
                "Examples:\n  quanjing history U021 --archive archive.sqlite\n  quanjing history U021 --archive archive.sqlite --json"
            ))
    }

    @Argument(help: .init(say("单位编码", "Code of the unit"), valueName: "unit"))
    var unit: String

    @Option(
        help: .init(say("档案文件", "The archive"), valueName: "file"),
        completion: .file(extensions: ["sqlite"]))
    var archive: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let archive = EvaluationArchive(path: archive)
            guard let history = try archive.history(ofUnit: unit) else {
                throw run.refusal(
                    Diagnostic(
                        .unknownReference, at: Place(file: archive.path), found: unit,
                        expected: Wording(
                            zh: "档案中单位的编码", en: "the code of a unit of the archive"),
                        message: Wording(
                            zh: "档案中没有单位“\(unit)”", en: "the archive has no unit “\(unit)”"),
                        remedy: Wording(
                            zh: "请核对单位编码；各轮评估见 quanjing report --list",
                            en: "check the code; quanjing report --list shows the rounds")))
            }
            try run.print(
                HistoryDocument(history),
                text: text(history, run.language))
        }
    }

    private func text(_ history: UnitHistory, _ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = TextTable([
            (say("年度", "year"), .trailing), (say("名称", "name"), .leading),
            (say("得分", "score"), .trailing), (say("等次", "grade"), .leading),
            (say("名次", "rank"), .trailing), (say("饱满度", "saturation"), .trailing),
            (say("核定编制", "quota"), .trailing), (say("在编", "in post"), .trailing),
        ])
        for round in history.rounds {
            let of = round.classUnitCount.map { "/\($0)" } ?? ""
            table.add([
                String(round.year), round.name, round.score.map { fixed($0, 1) } ?? "—",
                round.grade ?? "—", round.rank.map { "\($0)\(of)" } ?? "—",
                round.saturation?.labour.map { fixed(100 * $0, 1) + "%" } ?? "—",
                String(round.quotas.reduce(0) { $0 + $1.approved }),
                String(round.quotas.reduce(0) { $0 + $1.inPost }),
            ])
        }
        return table.text
    }
}
