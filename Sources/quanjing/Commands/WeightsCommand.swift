import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages
import Reports
import Weighting

/// `quanjing weights`: the weights of a folder's tree, per unit class.
struct WeightsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "weights",
            abstract: say(
                "由专家判断计算指标体系各级权重（按评估序列）", "Weights of the tree from judgements, per unit class"),
            discussion: say(
                """
                例：
                  quanjing weights 示例市
                  quanjing weights 示例市 --sensitivity          每个专家、每个判断、每个权重对得分和排名的影响
                  quanjing weights 示例市 --swap U001,U002       改变哪个权重、改变多少，两个单位的先后会互换
                  quanjing weights 示例市 --output 权重          写出权重报告 weights.html 和 weights.xlsx
                """,
                """
                Examples:
                  quanjing weights city
                  quanjing weights city --sensitivity          what each expert, judgement and weight does to scores and ranks
                  quanjing weights city --swap U001,U002       which weight, changed by how much, swaps two units
                  quanjing weights city --output weights       write the weights page, weights.html and weights.xlsx
                """)
        )
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @Flag(
        help: .init(
            say(
                "一并给出敏感性：去掉每位专家、逐条修改建议、每个判断的导数、名次互换和等次变化所需的最小权重改变",
                "Add the sensitivity: without each expert, after each repair, slopes by every judgement, the least changes of one weight that swap units or change grades"
            )))
    var sensitivity = false

    @Option(
        help: .init(
            say(
                "同一序列的两个单位：互换先后所需的权重改变",
                "Two units of a class: the changes of weights that swap them"),
            valueName: "unit,unit"))
    var swap: UnitPair?

    @Option(
        help: .init(
            say(
                "权重报告 weights.html 和 weights.xlsx 写入此文件夹",
                "Folder for the weights page, weights.html and weights.xlsx"),
            valueName: "folder"))
    var output: String?

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            guard sensitivity || swap != nil || output != nil else {
                let weights = try FolderWeights(ofFolder: folder)
                run.printer.print(weights.log)
                try run.print(
                    WeightsDocument(weights).json,
                    text: WeightsText(run.language).text(of: weights.classes))
                return
            }
            let study = try WeightStudy(
                ofFolder: folder, swapping: swap.map { ($0.first, $0.second) })
            run.printer.print(study.log)
            let files = try output.map {
                try WeightsReport(study, language: run.language).write(to: $0)
            }
            try run.print(
                WeightsDocument(study, files: files).json,
                text: WeightsText(run.language).text(of: study, wholly: sensitivity)
                    + toldFiles(files, in: output))
        }
    }
}

/// Two units as `U001,U002`.
struct UnitPair: ExpressibleByArgument {
    let first: String
    let second: String

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        (first, second) = (parts[0], parts[1])
    }
}
