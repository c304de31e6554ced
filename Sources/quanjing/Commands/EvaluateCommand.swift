import ArgumentParser
import Archive
import Assessment
import Documents
import Languages
import Reports

/// `quanjing evaluate`: one folder in, the 全景图 out.
struct EvaluateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "evaluate",
            abstract: say("评估一个文件夹：生成全景图、工作簿、JSON，并存入档案", "Evaluate a folder"),
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

    @Argument(help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"))
    var folder: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let evaluation = try Evaluation(ofFolder: folder)
            run.printer.print(evaluation.log)
            Terminal.write(
                String(
                    decoding: ResultDocument(evaluation.result, language: run.language).json(),
                    as: UTF8.self))
        }
    }
}
