import ArgumentParser
import Diagnostics
import Documents
import Languages
import Survey
import Tables
import Templates

/// `quanjing survey-columns`: which question of an export is what, as far as its text tells.
struct SurveyColumnsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "survey-columns",
            abstract: say(
                "由题目文字推荐问卷星导出文件各题的用途", "Propose what each question of a survey export is"),
            discussion: say(
                """
                输出可以直接粘贴到 evaluation.yaml 的 survey 之下；请逐行核对。
                例：
                  quanjing survey-columns 问卷.csv
                  quanjing survey-columns 问卷.xlsx --indicators 我的指标.yaml
                """,
                """
                The output can be pasted under survey in evaluation.yaml; look it over line by line.
                Examples:
                  quanjing survey-columns export.csv
                  quanjing survey-columns export.xlsx --indicators my-tree.yaml
                """))
    }

    @Argument(
        help: .init(say("问卷星或腾讯问卷的导出文件", "The export of the survey tool"), valueName: "file"),
        completion: .file(extensions: ["csv", "xlsx"]))
    var file: String

    @Option(
        help: .init(
            say("指标体系：随附体系的名称，或 YAML 文件", "Indicators: a bundled tree, or a YAML file"),
            valueName: "name|file"), completion: .file(extensions: ["yaml", "yml"]))
    var indicators = "puyang-style"

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let tree = TreeChoice.read(indicators, into: &log)?.tree
            let proposal = tree?.questionnaire.flatMap {
                WideProposal.read(
                    TableSource(path: file, name: file), questionnaire: $0, into: &log)
            }
            if let tree, tree.questionnaire == nil { log.report(.noQuestionnaire(indicators)) }
            try log.check()
            run.printer.print(log)
            guard let proposal else { throw ExitStatus.internalError }
            try run.print(document(proposal), text: text(proposal))
        }
    }

    private func document(_ proposal: WideProposal) -> JSONValue {
        [
            "columns": .object(
                proposal.matches.map { JSONMember($0.role, .string($0.number)) }),
            "questions": .array(
                proposal.matches.map {
                    [
                        "role": .string($0.role), "question": .string($0.question),
                        "likeness": .number($0.likeness),
                    ]
                }),
            "others": .array(proposal.others.map { .string($0) }),
            "missing": .array(proposal.missing.map { .string($0) }),
        ]
    }

    private func text(_ proposal: WideProposal) -> String {
        var lines = ["survey:", "  columns:"]
        for match in proposal.matches {
            let question = match.question.split(whereSeparator: \.isNewline).joined(separator: " ")
            lines.append("    \(match.role): \(match.number)    # \(question)")
        }
        for role in ["unit_id", "respondent_group"]
        where !proposal.matches.contains(where: { $0.role == role }) {
            let words = say("请写明是第几题", "say which question it is")
            lines.append("    # \(role):    # \(words)")
        }
        for item in proposal.missing {
            lines.append("    # \(item):    # \(say("没有找到相近的题目", "no question is like it"))")
        }
        for other in proposal.others {
            let question = other.split(whereSeparator: \.isNewline).joined(separator: " ")
            lines.append("    # \(say("未用", "not used")): \(question)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Diagnostic {
    fileprivate static func noQuestionnaire(_ tree: String) -> Diagnostic {
        Diagnostic(
            .unknownReference, at: Place(file: tree), found: tree,
            expected: Wording(zh: "有问卷的指标体系", en: "a tree with a questionnaire"),
            message: Wording(zh: "这个指标体系没有问卷", en: "this tree has no questionnaire"),
            remedy: Wording(
                zh: "请用 --indicators 指明有问卷（survey）的指标体系",
                en: "name a tree with a questionnaire by --indicators"))
    }
}
