import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages
import Reallocation
import Reports

/// `quanjing whatif`: an evaluation as it would be under a scenario.
struct WhatIfCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "whatif",
            abstract: say(
                "推演：照方案改动后重新评估，说明哪些变了", "What would be if: evaluate again under a scenario"),
            discussion: say(
                """
                方案是 YAML 文件，可写路径，也可写评估文件夹 scenarios/ 下的名称；几个方案按先后叠加。
                例：
                  quanjing whatif 示例市 合并
                  quanjing whatif 示例市 合并 红线 --json
                  quanjing whatif 示例市 合并 --output 推演
                """,
                """
                A scenario is a YAML file, by its path or by its name under scenarios/ of the folder;
                several apply one after another.
                Examples:
                  quanjing whatif city merger
                  quanjing whatif city merger redline --json
                  quanjing whatif city merger --output study
                """))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Argument(
        help: .init(say("推演方案，至少一个", "Scenarios, at least one"), valueName: "scenario"),
        completion: .file(extensions: ["yaml"]))
    var scenarios: [String]

    @OptionGroup var report: ReportOutput

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var bar = ProgressBar(say("推演", "evaluating"))
            let study = try WhatIf(ofFolder: folder, scenarios: scenarios, solver: .ofProcess) {
                bar.show(done: $0, of: $1)
            }
            bar.finish()
            run.printer.print(study.log)
            let files = try report.output.map {
                try WhatIfReport(study, language: run.language).write(to: $0)
            }
            try run.print(
                WhatIfDocument(study, language: run.language),
                text: WhatIfText(study, run.language).text + toldFiles(files, in: report.output))
        }
    }
}

/// `quanjing compare`: two scenarios side by side.
struct CompareCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "compare",
            abstract: say("比较两个推演方案", "Two scenarios side by side"),
            discussion: say(
                "例：\n  quanjing compare 示例市 合并 红线\n  quanjing compare 示例市 合并 红线 --json",
                "Examples:\n  quanjing compare city merger redline\n  quanjing compare city merger redline --json"
            ))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Argument(
        help: .init(say("第一个方案", "The first scenario"), valueName: "first"),
        completion: .file(extensions: ["yaml"]))
    var first: String

    @Argument(
        help: .init(say("第二个方案", "The second scenario"), valueName: "second"),
        completion: .file(extensions: ["yaml"]))
    var second: String

    @OptionGroup var report: ReportOutput

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var bar = ProgressBar(say("推演", "evaluating"))
            let comparison = try ScenarioComparison(
                ofFolder: folder, first: first, second: second, solver: .ofProcess
            ) { bar.show(done: $0, of: $1) }
            bar.finish()
            run.printer.print(comparison.log)
            let files = try report.output.map {
                try WhatIfReport(comparison.change, kind: .comparison, language: run.language)
                    .write(to: $0)
            }
            try run.print(
                ComparisonDocument(comparison, language: run.language),
                text: ComparisonText(comparison, run.language).text
                    + toldFiles(files, in: report.output))
        }
    }
}
