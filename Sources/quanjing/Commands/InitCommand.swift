import ArgumentParser
import Diagnostics
import Documents
import Languages
import Templates

/// `quanjing init`: a ready folder to be filled.
struct InitCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: say(
                "新建评估文件夹：带说明的设置、各表模板和填表说明",
                "Make a folder to fill: commented settings, every form, and how to fill them"),
            discussion: say(
                """
                表中有两个虚构单位的示例行，可以立即检查和评估；--blank 只写表头。已有的文件夹从不覆盖。
                例：
                  quanjing init 濮阳2025 --year 2025 --title 濮阳市2025年度机构编制评估
                  quanjing init 空表 --blank
                  quanjing init 我的评估 --indicators 我的指标.yaml
                """,
                """
                Example rows of two fictional units let the folder be checked and evaluated
                at once; --blank writes headers only. Nothing is ever overwritten.
                Examples:
                  quanjing init city2025 --year 2025 --title "City 2025"
                  quanjing init empty --blank
                  quanjing init mine --indicators my-tree.yaml
                """))
    }

    @Argument(help: .init(say("要建立的文件夹", "The folder to make"), valueName: "folder"))
    var folder: String

    @Option(help: .init(say("评估年度", "Year evaluated"), valueName: "yyyy"))
    var year = 2025

    @Option(help: .init(say("评估名称（默认由年度而来）", "Title (default: from the year)"), valueName: "text"))
    var title: String?

    @Option(
        help: .init(
            say(
                "指标体系：随附体系的名称，或 YAML 文件（会复制到文件夹中）",
                "Indicators: a bundled tree, or a YAML file (copied into the folder)"),
            valueName: "name|file"), completion: .file(extensions: ["yaml", "yml"]))
    var indicators = "puyang-style"

    @Option(
        help: .init(
            say(
                "各表的文件格式：xlsx 带下拉列表和填写检查的工作簿；csv 纯文本",
                "Tables as xlsx (workbooks with lists and checks) or csv (plain text)"),
            valueName: "xlsx|csv"))
    var format = StarterFolder.TableFormat.xlsx

    @Flag(help: .init(say("只写表头，不写示例行", "Headers only, no example rows")))
    var blank = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard (2000...2100).contains(year) else {
            throw ValidationError(
                say("--year 应在 2000 至 2100 之间，现为 \(year)", "--year lies in 2000…2100, not \(year)"))
        }
        guard !folder.isEmpty else {
            throw ValidationError(say("请写文件夹的名称", "name the folder"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let tree = TreeChoice.read(indicators, into: &log)
            try log.check()
            guard let tree else { throw ExitStatus.internalError }
            run.printer.print(log)
            let starter = StarterFolder(
                .init(year: year, title: title, isBlank: blank, format: format), tree: tree)
            try starter.write(to: folder)
            let files = starter.files.map { "\(folder)/\($0.path)" }
            try run.print(
                ["files": .array(files.map { .string($0) })] as JSONValue,
                text: Wording(
                    zh: """
                        已建立 \(folder)（\(files.count) 个文件）。
                        先看 \(folder)/填表说明.md，填好各表后：quanjing check \(folder)

                        """,
                    en: """
                        made \(folder) (\(files.count) files).
                        Read \(folder)/填表说明.md, fill the forms, then: quanjing check \(folder)

                        """)[run.language])
        }
    }
}

extension StarterFolder.TableFormat: ExpressibleByArgument {}
