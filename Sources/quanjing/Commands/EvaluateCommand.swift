import ArgumentParser
import Assessment
import Documents
import Languages
import Reports

/// `quanjing evaluate`: one folder in, the 全景图 out.
struct EvaluateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "evaluate",
            abstract: say(
                "评估一个文件夹：生成全景图、工作簿和 JSON，并存入档案",
                "Evaluate a folder: reports, workbook, JSON, and its place in the archive"),
            discussion: say(
                """
                例：
                  quanjing evaluate 示例市
                  quanjing evaluate 示例市 --output 结果 --archive 档案.sqlite
                  quanjing evaluate 示例市 --json > result.json
                """,
                """
                Examples:
                  quanjing evaluate city
                  quanjing evaluate city --output result --archive archive.sqlite
                  quanjing evaluate city --json > result.json
                """))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Option(
        help: .init(
            say(
                "写到哪里（默认：评估文件夹下的 output）",
                "Where to write (default: output in the folder)"),
            valueName: "dir"), completion: .directory)
    var output: String?

    @Option(
        help: .init(
            say(
                "档案文件（默认：输出文件夹下的 archive.sqlite）",
                "The archive (default: archive.sqlite in the output)"),
            valueName: "file"), completion: .file(extensions: ["sqlite"]))
    var archive: String?

    @Option(
        help: .init(
            say(
                "只为这些单位生成全景图，逗号分隔；none 为一个也不要（默认全部，超过3000个单位时不生成）",
                "Pages for these units only, by commas; none for no unit (default: all, beyond 3000 units none)"
            ), valueName: "units"))
    var pages: String?

    @Flag(
        help: .init(
            say(
                "有警告或未销号的重大问题时以状态 1 结束",
                "End with status 1 where there are warnings or open major findings")))
    var strict = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var bar = ProgressBar(say("评估", "evaluating"))
            let job = EvaluationRun(folder: folder, output: output, archive: archive)
            let (evaluation, files) = try job.perform(run.language, pagesOf: chosen) {
                bar.show(done: $0, of: $1)
            }
            bar.finish()
            keepUntilExit(evaluation)
            run.printer.print(evaluation.log)
            let result = evaluation.result
            if options.wantsJSON {
                try Terminal.write(file: job.output + "/result.json")
            } else {
                try Terminal.write(
                    RoundSummary(result, run.language).text
                        + closing(job, files, run.language))
            }
            if strict, evaluation.log.warningCount > 0 || result.hasOpenMajorFindings {
                throw ExitStatus.findings
            }
        }
    }

    /// Units that get a page; nil: not said.
    private var chosen: Set<String>? {
        pages.map { $0 == "none" ? [] : Set($0.split(separator: ",").map(String.init)) }
    }

    private func closing(
        _ job: EvaluationRun, _ files: [String], _ language: Language
    ) -> String {
        let (folder, archive) = (job.output, job.archive.path)
        return Wording(
            zh: """

                全景图：  \(folder)/round.html （各单位见 \(folder)/units/）
                工作簿：  \(folder)/round.xlsx
                结果数据：\(folder)/result.json
                档案：    \(archive)
                共写出 \(files.count) 个文件。\n
                """,
            en: """

                Whole picture: \(folder)/round.html (each unit under \(folder)/units/)
                Workbook:      \(folder)/round.xlsx
                Data:          \(folder)/result.json
                Archive:       \(archive)
                \(files.count) files written.\n
                """)[language]
    }
}

extension RoundResult {
    fileprivate var hasOpenMajorFindings: Bool {
        units.overviews.contains { $0.findings.hasOpenMajor }
    }
}
