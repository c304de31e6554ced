import ArgumentParser
import Diagnostics
import Documents
import Languages
import Tables
import Weighting

/// `quanjing ahp`: weights from experts' square tables.
struct AHPCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ahp",
            abstract: say(
                "由专家判断矩阵计算权重和一致性（每位专家一个方阵 CSV）",
                "Weights and consistency from square judgement tables, one CSV per expert"),
            discussion: say(
                """
                方阵首行首列为指标名，对角线为 1，空格为未判断，下三角可省略；判断值为 1/9 至 9。
                例：
                  quanjing ahp 甲.csv
                  quanjing ahp 甲.csv 乙.csv 丙.csv --random-index saaty --suggest
                """,
                """
                Labels in the first row and column, 1 on the diagonal, a blank where nothing was judged, the lower
                triangle optional; judgements from 1/9 to 9.
                Examples:
                  quanjing ahp a.csv
                  quanjing ahp a.csv b.csv c.csv --random-index saaty --suggest
                """))
    }

    @Argument(help: .init(say("每位专家一个方阵 CSV", "One square CSV per expert"), valueName: "file"))
    var files: [String]

    @Option(
        help: .init(
            say("排序方法", "How weights are won from a matrix"),
            valueName: "eigenvector|geometric-mean|column-mean"))
    var method: PriorityMethod = .eigenvector

    @Option(
        help: .init(
            say("随机一致性指标表", "Table of the random index"),
            valueName: "alonso-lamata|saaty|textbook"))
    var randomIndex: RandomIndex = .alonsoLamata

    @Option(
        help: .init(
            say("群组集结方式", "How the group's weights are won"), valueName: "aij|aip"))
    var group: WeightingRules.GroupAggregation = .aij

    @Option(
        help: .init(
            say("缺失判断的处理", "What becomes of missing judgements"),
            valueName: "completion|harker|reject"))
    var incomplete: WeightingRules.IncompletenessPolicy = .completion

    @Option(
        help: .init(
            say("判断标度：", "Judgement scale: ")
                + JudgementScale.all.map(\.name).joined(separator: ", "),
            valueName: "name"))
    var scale: String = JudgementScale.linear.name

    @Option(
        help: .init(
            say("一致性比率上限", "Largest consistency ratio accepted"), valueName: "cr"))
    var maxCr = 0.10

    @Option(
        help: .init(
            say("各文件的专家权重，依次列出（默认相等）", "Weights of the experts in file order (default: equal)"),
            valueName: "w"))
    var expertWeight: [Double] = []

    @Flag(
        help: .init(
            say("给出使判断一致的最小修改建议", "Suggest the least changes that make judgements consistent")))
    var suggest = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard JudgementScale.all.contains(where: { $0.name == scale }) else {
            throw ValidationError(
                say("没有标度“\(scale)”", "there is no scale “\(scale)”"))
        }
        guard maxCr > 0, maxCr <= 1 else {
            throw ValidationError(say("--max-cr 应在 0 与 1 之间", "--max-cr lies between 0 and 1"))
        }
        guard expertWeight.isEmpty || expertWeight.count == files.count else {
            throw ValidationError(
                say("--expert-weight 应与文件一样多", "give as many --expert-weight as files"))
        }
        guard expertWeight.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            throw ValidationError(say("专家权重应大于 0", "weights of experts are above 0"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let sheets = files.enumerated().compactMap { index, file in
                SquareJudgements.read(
                    TableSource(path: file, name: file), expert: expert(of: index),
                    weight: expertWeight.isEmpty ? 1 : expertWeight[index], into: &log)
            }
            try log.check()
            let calculation = try AHPCalculation(
                sheets, rules: rules, suggesting: suggest, into: &log)
            try log.check()
            guard let calculation else { throw ExitStatus.internalError }
            run.printer.print(log)
            run.print(calculation.json, text: AHPText(calculation, run.language).text)
        }
    }

    private var rules: WeightingRules {
        WeightingRules(
            method: method, randomIndex: randomIndex, group: group, maximumRatio: maxCr,
            incomplete: incomplete,
            scale: JudgementScale.all.first { $0.name == scale } ?? .linear)
    }

    /// The file's name without folder and extension; with its number where two are alike.
    private func expert(of index: Int) -> String {
        let names = files.map { file in
            let name = file.split(separator: "/").last.map(String.init) ?? file
            return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
        }
        let isUnique = names.count { $0 == names[index] } == 1
        return isUnique ? names[index] : "\(names[index])#\(index + 1)"
    }
}

extension PriorityMethod: ExpressibleByArgument {}
extension RandomIndex: ExpressibleByArgument {}
extension WeightingRules.GroupAggregation: ExpressibleByArgument {}
extension WeightingRules.IncompletenessPolicy: ExpressibleByArgument {}
