import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages
import Reports

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
                  quanjing check 示例市 --report        # 写出可退回单位的问题清单
                """,
                """
                Examples:
                  quanjing check city
                  quanjing check city --json 2> problems.jsonl
                  quanjing check city --report          # lists to send back to the units
                """))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Flag(help: .init(say("有警告时以状态 1 结束", "End with status 1 where there are warnings")))
    var strict = false

    @Flag(
        help: .init(
            say(
                "写出问题清单（HTML 和 XLSX，总的一份、每个单位一份），每个问题在它的格子旁边",
                "Write the problems beside their cells (HTML and XLSX, of all and of each unit)")))
    var report = false

    @Option(
        help: .init(
            say("问题清单写到哪里（默认 文件夹/output）", "Where to (default: FOLDER/output)"),
            valueName: "folder"), completion: .directory)
    var output: String?

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let check = try FolderCheck(folder)
            run.printer.print(check.log)
            let files = try written(check, run.language)
            try run.print(document(check, files), text: text(check, files, run.language))
            if check.log.hasErrors { throw ExitStatus.refusing(check.log) }
            if strict, check.log.warningCount > 0 { throw ExitStatus.findings }
        }
    }

    /// The problem lists that were asked for.
    private func written(_ check: FolderCheck, _ language: Language) throws -> [String] {
        guard report else { return [] }
        let target = output ?? (folder.hasSuffix("/") ? folder : folder + "/") + "output"
        try ReportWriter.prepare(target)
        let list = ProblemList(check.log, folder: folder)
        return try ProblemReport(list, language: language).write(to: target)
            .map { "\(target)/\($0)" }
    }

    private func document(_ check: FolderCheck, _ written: [String]) -> JSONValue {
        let files = check.files.map { file -> JSONValue in
            ["file": .string(file.file), "rows": .init(file.rows)]
        }
        var members = [
            JSONMember("errors", .integer(check.log.errorCount)),
            JSONMember("warnings", .integer(check.log.warningCount)),
            JSONMember("files", .array(files)),
        ]
        if report { members.append(JSONMember("report", .array(written.map { .string($0) }))) }
        return .object(members)
    }

    private func text(_ check: FolderCheck, _ written: [String], _ language: Language) -> String {
        var table = TextTable([
            (Wording(zh: "文件", en: "file")[language], .leading),
            (Wording(zh: "行数", en: "rows")[language], .trailing),
        ])
        for file in check.files { table.add([file.file, file.rows.map(String.init) ?? ""]) }
        let verdict =
            check.log.hasErrors
            ? Wording(zh: "有错误，不能评估。", en: "There are errors: it can't be evaluated.")
            : Wording(zh: "可以评估。", en: "It can be evaluated.")
        let lists =
            written.isEmpty
            ? ""
            : Wording(
                zh: "问题清单：\(written[0]) 等 \(written.count) 个文件\n",
                en: "problem lists: \(written[0]) and \(written.count - 1) more\n")[language]
        return table.text + verdict[language] + "\n" + lists
    }
}
