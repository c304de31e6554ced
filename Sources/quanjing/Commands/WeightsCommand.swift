import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages
import Weighting

/// `quanjing weights`: the weights of a folder's tree, per unit class.
struct WeightsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "weights",
            abstract: say(
                "由专家判断计算指标体系各级权重（按评估序列）", "Weights of the tree from judgements, per unit class"),
            discussion: say(
                "例：\n  quanjing weights 示例市\n  quanjing weights 示例市 --json > weights.json",
                "Examples:\n  quanjing weights city\n  quanjing weights city --json > weights.json")
        )
    }

    @Argument(help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"))
    var folder: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let weights = try FolderWeights(ofFolder: folder)
            run.printer.print(weights.log)
            run.print(weights.sets.json, text: text(weights, run.language))
        }
    }

    private func text(_ weights: FolderWeights, _ language: Language) -> String {
        weights.sets.sets.map { set in
            var table = TextTable([
                (Wording(zh: "上级指标", en: "node")[language], .leading),
                (Wording(zh: "下级指标与权重", en: "children and weights")[language], .leading),
                ("λmax", .trailing), ("CR", .trailing),
                (Wording(zh: "专家", en: "experts")[language], .trailing),
            ])
            for node in set.nodes {
                let children = zip(node.children, node.weights)
                    .map { "\($0) \(fixed($1, 4))" }.joined(separator: "  ")
                table.add([
                    node.node, children, node.lambdaMax.map { fixed($0, 4) } ?? "—",
                    node.cr.map { fixed($0, 4) } ?? "—", String(node.experts.count),
                ])
            }
            let title = Wording(zh: "评估序列：", en: "class: ")[language]
            let name = set.unitClass ?? Wording(zh: "全部", en: "all")[language]
            return "\(title)\(name)\n\(table.text)"
        }.joined(separator: "\n")
    }
}
