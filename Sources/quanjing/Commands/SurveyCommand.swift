import ArgumentParser
import Diagnostics
import Documents
import Languages
import Survey
import Tables

/// `quanjing survey`: a survey of any length folded into means.
struct SurveyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "survey",
            abstract: say(
                "汇总问卷：各单位、题号、评议主体的份数和均值",
                "Fold a survey: answers and mean per unit, item and respondent group"),
            discussion: say(
                """
                量表为1至5（很不满意1、不满意2、一般3、满意4、很满意5），--settings 换成评估设置里的量表。
                不在量表上的答案不计入，按原因计数写到标准错误。多个文件合起来是一份问卷，顺序不影响结果。
                例：
                  quanjing survey 答卷.csv --out 均值.csv
                  quanjing survey 答卷.csv --settings 评估/evaluation.yaml --no-screening
                """,
                """
                The scale is 1…5 (很不满意 1, 不满意 2, 一般 3, 满意 4, 很满意 5); --settings takes an
                evaluation's. Answers off the scale don't count and are counted by reason on standard
                error. Several files are one survey together, in any order.
                Examples:
                  quanjing survey answers.csv --out means.csv
                  quanjing survey answers.csv --settings city/evaluation.yaml --no-screening
                """))
    }

    @Argument(
        help: .init(
            say("问卷长表（CSV），可有多个", "The long table of answers (CSV), one file or several"),
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var files: [String]

    @Option(
        help: .init(
            say("评估设置，取其中的 survey", "Settings of an evaluation, for their survey"),
            valueName: "evaluation.yaml"), completion: .file(extensions: ["yaml"]))
    var settings: String?

    @Flag(
        inversion: .prefixedNo,
        help: .init(say("剔除可疑答卷", "Leave out suspicious responses")))
    var screening = true

    @OptionGroup var target: TableOutput

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            var survey = SurveySettings.standAlone
            if let settings {
                survey = SurveySettings.read(file: settings, into: &log) ?? survey
            }
            try log.check()
            let sources = files.map { file in
                var source = TableSource(path: file, name: file)
                source.wantsDigest = false
                return source
            }
            let means = SurveyMeans.read(sources, survey, screening: screening, into: &log)
            try log.check()
            guard let means else { throw ExitStatus.internalError }
            run.printer.print(log)
            try write(means, run)
        }
    }

    private func write(_ means: SurveyMeans, _ run: CommandRun) throws(FileError) {
        try target.write { take throws(FileError) in try means.write(take) }
        if options.wantsJSON {
            try Terminal.write(document(means).text)
            return
        }
        if target.out == nil {
            try means.write { piece throws(FileError) in try Terminal.write(piece) }
        }
        Terminal.line(text(means, run.language), to: .error)
    }

    /// Means stand in the document where they aren't written to a file.
    private func document(_ means: SurveyMeans) -> JSONValue {
        var rows: [JSONValue] = []
        if target.out == nil {
            means.forEach { mean in
                rows.append([
                    "unit": .string(mean.unit), "item": .string(mean.item),
                    "group": .string(mean.group), "n": .integer(mean.count),
                    "mean": .number(mean.mean),
                ])
            }
        }
        return [
            "rows": .integer(means.rows), "answers": .integer(means.answers),
            "setAside": .array(
                means.setAside.map {
                    ["reason": .string($0.reason.code), "count": .integer($0.count)]
                }),
            "count": .integer(means.count), "means": .array(rows),
            "files": .init([target.out].compactMap { $0 }),
        ]
    }

    private func text(_ means: SurveyMeans, _ language: Language) -> String {
        let head = Wording(
            zh: "\(means.rows) 行，计入答案 \(means.answers) 个，均值 \(means.count) 个",
            en: "\(means.rows) rows, \(means.answers) answers count, \(means.count) means")
        let reasons = means.setAside.map {
            "\n  \($0.reason.name[language]) (\($0.reason.code)): \($0.count)"
        }
        return head[language] + reasons.joined()
    }
}
