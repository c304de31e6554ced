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
                  quanjing ahp 甲.csv 乙.csv --group aip --expert-weight 2,1 --inconsistent exclude
                  quanjing ahp --batch 判断.csv --out 权重.csv
                """,
                """
                Labels in the first row and column, 1 on the diagonal, a blank where nothing
                was judged, the lower triangle optional; judgements from 1/9 to 9.
                Examples:
                  quanjing ahp a.csv
                  quanjing ahp a.csv b.csv c.csv --random-index saaty --suggest
                  quanjing ahp a.csv b.csv --group aip --expert-weight 2,1 --inconsistent exclude
                  quanjing ahp --batch judgements.csv --out weights.csv
                """))
    }

    @Argument(
        help: .init(
            say(
                "每位专家一个方阵 CSV，或长表（专家、上级指标、指标甲、指标乙、甲比乙）",
                "One square CSV per expert, or the long form"),
            valueName: "file"))
    var files: [String] = []

    @Option(
        help: .init(
            say(
                "批量：一个文件中的许多矩阵（上三角，每行一个判断）",
                "Many matrices in one file, upper triangles, one judgement a row"),
            valueName: "file"))
    var batch: String?

    @Option(
        help: .init(
            say("批量结果写入此文件（默认标准输出）", "Where the batch's CSV goes (default: standard output)"),
            valueName: "file"))
    var out: String?

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
            say("不一致专家的处理：保留并警告、剔除、拒绝", "What becomes of inconsistent experts"),
            valueName: "warn|exclude|reject"))
    var inconsistent: WeightingRules.InconsistencyPolicy = .warn

    @Option(
        help: .init(
            say("判断标度：", "Judgement scale: ")
                + JudgementScale.all.map(\.name).joined(separator: ", ")
                + say("，或九个递增的比值，如 1,1.5,2,3,4,5,6,7,9", ", or nine rising ratios"),
            valueName: "name"))
    var scale: JudgementScale = .linear

    @Option(
        help: .init(
            say("一致性比率上限", "Largest consistency ratio accepted"), valueName: "cr"))
    var maxCr = 0.10

    @Option(
        help: .init(
            say(
                "专家权重：按专家次序，可重复或用逗号分隔，也可写 专家=权重（默认相等）",
                "Weights of the experts in order, repeated or with commas, or as expert=weight (default: equal)"
            ),
            valueName: "w"))
    var expertWeight: [ExpertWeights] = []

    @Flag(
        help: .init(
            say(
                "逐个判断说明对 CR 的影响，并给出使判断一致的最小修改",
                "Each judgement's effect on CR, and the least changes that make judgements consistent"
            )))
    var suggest = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard (batch == nil) != files.isEmpty else {
            throw ValidationError(
                say("请给出判断文件，或用 --batch 给出一个批量文件", "name judgement files, or one file with --batch")
            )
        }
        guard out == nil || batch != nil else {
            throw ValidationError(say("--out 只用于 --batch", "--out goes with --batch"))
        }
        guard batch == nil || (!suggest && expertWeight.isEmpty) else {
            throw ValidationError(
                say(
                    "--suggest 和 --expert-weight 不用于 --batch",
                    "--suggest and --expert-weight don't go with --batch"))
        }
        guard maxCr > 0, maxCr.isFinite else {
            throw ValidationError(say("--max-cr 应大于 0", "--max-cr is above 0"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            if let batch {
                try solve(batch: batch, run)
            } else {
                try weigh(run)
            }
        }
    }

    private func weigh(_ run: CommandRun) throws {
        var log = DiagnosticLog()
        let read = files.map { file in
            var source = TableSource(path: file, name: file)
            source.refusesIdentityNumbers = true
            return SquareJudgements.readAny(source, expert: expert(of: file), into: &log)
        }
        try log.check()
        let sheets = try ExpertWeights.applied(
            expertWeight, to: withUniqueNames(read.compactMap(\.self).flatMap(\.self)))
        let calculation = try AHPCalculation(sheets, rules: rules, suggesting: suggest, into: &log)
        try log.check()
        guard let calculation else { throw ExitStatus.internalError }
        run.printer.print(log)
        try run.print(calculation.json, text: AHPText(calculation, run.language).text)
    }

    private func solve(batch: String, _ run: CommandRun) throws {
        var log = DiagnosticLog()
        let judgements = JudgementBatch.read(TableSource(path: batch, name: batch), into: &log)
        try log.check()
        let priorities = try judgements.flatMap {
            try BatchPriorities($0, rules: rules, into: &log)
        }
        try log.check()
        guard let priorities else { throw ExitStatus.internalError }
        run.printer.print(log)
        if let out { try write(priorities.csv(), to: out) }
        if run.options.wantsJSON {
            try Terminal.write(priorities.json(rules: rules).text)
        } else if out == nil {
            for piece in priorities.csv() { try Terminal.write(piece) }
        }
    }

    private func write(_ pieces: [[UInt8]], to path: String) throws(FileError) {
        let file = try WholeFile(path: path)
        for piece in pieces { try file.append(piece) }
        try file.commit()
    }

    private var rules: WeightingRules {
        WeightingRules(
            method: method, randomIndex: randomIndex, group: group, maximumRatio: maxCr,
            inconsistent: inconsistent, incomplete: incomplete, scale: scale)
    }

    /// The file's name without folder and extension.
    private func expert(of file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let ending = ([".csv"] + TableSource.workbookEndings).first {
            name.lowercased().hasSuffix($0)
        }
        return ending.map { String(name.dropLast($0.count)) } ?? name
    }

    /// Experts of one name are told apart by a number.
    private func withUniqueNames(_ sheets: [SquareJudgements]) -> [SquareJudgements] {
        let names = sheets.map(\.expert)
        return sheets.enumerated().map { index, sheet in
            let number = names[...index].count { $0 == sheet.expert }
            let isUnique = names.count { $0 == sheet.expert } == 1
            return isUnique ? sheet : sheet.renamed("\(sheet.expert)#\(number)")
        }
    }
}

extension PriorityMethod: ExpressibleByArgument {}
extension RandomIndex: ExpressibleByArgument {}
extension WeightingRules.GroupAggregation: ExpressibleByArgument {}
extension WeightingRules.IncompletenessPolicy: ExpressibleByArgument {}
extension WeightingRules.InconsistencyPolicy: ExpressibleByArgument {}

extension JudgementScale: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
    public var defaultValueDescription: String { name }
}
