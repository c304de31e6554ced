import ArgumentParser
import Archive
import Assessment
import Diagnostics
import Documents
import Languages
import Reports

/// `quanjing report`: the reports of an archived round, written again.
struct ReportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: say("由档案重新生成一轮评估的报告", "Write the reports of an archived round again"),
            discussion: say(
                """
                例：
                  quanjing report --archive 档案.sqlite --list
                  quanjing report --archive 档案.sqlite --round 1 --output 报告 --lang en
                """,
                """
                Examples:
                  quanjing report --archive archive.sqlite --list
                  quanjing report --archive archive.sqlite --round 1 --output reports --lang zh
                """))
    }

    @Option(
        help: .init(say("档案文件", "The archive"), valueName: "file"),
        completion: .file(extensions: ["sqlite"]))
    var archive: String

    @Option(
        help: .init(
            say("评估编号（默认：最近年度的现行一轮）", "Number of the round (default: the latest current one)"),
            valueName: "n"))
    var round: Int64?

    @Option(
        help: .init(say("写到哪里", "Where to write"), valueName: "dir"), completion: .directory)
    var output: String?

    @Flag(help: .init(say("只列出档案中的各轮评估", "Only list the rounds of the archive")))
    var list = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard list || output != nil else {
            throw ValidationError(say("请用 --output 指明写到哪里", "name where to write with --output"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            let archive = EvaluationArchive(path: archive)
            let rounds = try archive.rounds()
            if list {
                try run.print(document(rounds), text: text(rounds, run.language))
                return
            }
            guard let id = round ?? rounds.last(where: \.isCurrent)?.id, let output else {
                throw run.refusal(
                    Diagnostic(
                        .archiveRoundUnknown, at: Place(file: archive.path),
                        message: Wording(zh: "档案中还没有评估", en: "the archive has no round yet"),
                        remedy: Wording(
                            zh: "先执行 quanjing evaluate", en: "run quanjing evaluate first")))
            }
            let result = try archive.round(id)
            let files = try ReportWriter(
                result, histories: try archive.histories(through: result.run.year),
                language: run.language
            ).write(to: output)
            try run.print(
                ["files": .array(files.map { .string("\(output)/\($0)") })] as JSONValue,
                text: Wording(
                    zh: "已写出 \(files.count) 个文件，见 \(output)/round.html\n",
                    en: "\(files.count) files written; see \(output)/round.html\n")[run.language])
        }
    }

    private func document(_ rounds: [ArchivedRound]) -> JSONValue {
        [
            "rounds": .array(
                rounds.map { round in
                    [
                        "round": .integer(Int(round.id)), "title": .string(round.title),
                        "year": .integer(round.year), "asOf": .string(round.asOf.description),
                        "units": .integer(round.unitCount), "current": .bool(round.isCurrent),
                        "digest": .string(round.digest), "version": .string(round.version),
                    ]
                })
        ]
    }

    private func text(_ rounds: [ArchivedRound], _ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = TextTable([
            (say("编号", "round"), .trailing), (say("年度", "year"), .trailing),
            (say("评估", "title"), .leading), (say("单位数", "units"), .trailing),
            (say("现行", "current"), .leading), (say("摘要", "digest"), .leading),
        ])
        for round in rounds {
            table.add([
                String(round.id), String(round.year), round.title, String(round.unitCount),
                round.isCurrent ? say("是", "yes") : "", String(round.digest.prefix(12)),
            ])
        }
        return table.text
    }
}
