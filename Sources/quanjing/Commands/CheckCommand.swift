import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages

/// `quanjing check`: every problem of a folder, at once.
struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: say("检查评估文件夹的全部文件，一次列出所有问题", "Check every file of an evaluation folder"),
            discussion: say(
                """
                例：
                  quanjing check 示例市
                  quanjing check 示例市 --json 2> problems.jsonl
                """,
                """
                Examples:
                  quanjing check city
                  quanjing check city --json 2> problems.jsonl
                """))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Flag(help: .init(say("有警告时以状态 1 结束", "End with status 1 where there are warnings")))
    var strict = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let check = try FolderCheck(folder)
            run.printer.print(check.log)
            try run.print(document(check), text: text(check, run.language))
            if check.log.hasErrors { throw ExitStatus.refusing(check.log) }
            if strict, check.log.warningCount > 0 { throw ExitStatus.findings }
        }
    }

    private func document(_ check: FolderCheck) -> JSONValue {
        [
            "errors": .integer(check.log.errorCount),
            "warnings": .integer(check.log.warningCount),
            "files": .array(
                check.files.map { ["file": .string($0.file), "rows": .init($0.rows)] }),
        ]
    }

    private func text(_ check: FolderCheck, _ language: Language) -> String {
        var table = TextTable([
            (Wording(zh: "文件", en: "file")[language], .leading),
            (Wording(zh: "行数", en: "rows")[language], .trailing),
        ])
        for file in check.files { table.add([file.file, file.rows.map(String.init) ?? ""]) }
        let verdict =
            check.log.hasErrors
            ? Wording(zh: "有错误，不能评估。", en: "There are errors: it can't be evaluated.")
            : Wording(zh: "可以评估。", en: "It can be evaluated.")
        return table.text + verdict[language] + "\n"
    }
}
