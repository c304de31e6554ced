import Languages
import Weighting

/// The answer of the AHP calculator as people read it.
struct AHPText {
    private let calculation: AHPCalculation
    private let language: Language

    init(_ calculation: AHPCalculation, _ language: Language) {
        self.calculation = calculation
        self.language = language
    }

    var text: String {
        [
            weights, consistency, experts, clusters, disagreements, missing, circles, influences,
            revisions,
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var node: NodeWeights { calculation.weights }

    private var isGroup: Bool { node.experts.count > 1 }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    private func ratio(_ value: Double?) -> String { value.map { fixed($0, 4) } ?? "—" }

    private var weights: String {
        var table = TextTable(
            [
                (say("指标", "item"), .leading), (say("权重", "weight"), .trailing),
                (say("名次", "rank"), .trailing),
            ] + (isGroup ? [("AIJ", .trailing), ("AIP", .trailing)] : []))
        let ranks = ranks(of: node.weights)
        for (index, label) in calculation.labels.enumerated() {
            let both = isGroup ? [ratio(node.aij?[index]), ratio(node.aip?[index])] : []
            table.add([label, fixed(node.weights[index], 4), String(ranks[index])] + both)
        }
        return table.text
    }

    private func ranks(of weights: [Double]) -> [Int] {
        weights.map { weight in 1 + weights.count { $0 > weight + 1e-9 } }
    }

    private var consistency: String {
        let verdict =
            calculation.isConsistent ? say("一致", "consistent") : say("不一致", "inconsistent")
        let missing = node.missing.count
        return """
            λmax \(node.lambdaMax.map { fixed($0, 6) } ?? "—")  CI \(node.ci.map { fixed($0, 6) } ?? "—")  \
            RI \(ratio(node.ri))  CR \(ratio(node.cr))  GCI \(ratio(node.gci))  \(verdict)
            \(say("方法", "method")) \(node.method?.rawValue ?? node.source.rawValue)  \
            \(say("RI 表", "RI table")) \(node.randomIndex?.rawValue ?? "—")  \
            \(say("标度", "scale")) \(calculation.scale)\
            \(missing > 0 ? say("  缺 \(missing) 对判断", "  \(missing) pairs not judged") : "")\n
            """
    }

    private var experts: String {
        guard isGroup else { return "" }
        var table = TextTable(
            [(say("专家", "expert"), .leading), (say("专家权重", "word"), .trailing)]
                + calculation.labels.map { ($0, .trailing) }
                + [("CR", .trailing), (say("去掉后最大变化", "change without"), .trailing)])
        for expert in node.experts {
            let weights = expert.weights.map { $0.map { fixed($0, 4) } }
            let change = expert.weightsWithout.map { without in
                zip(without, node.weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
            }
            let name =
                expert.excluded ? expert.expert + say("（剔除）", " (left out)") : expert.expert
            table.add(
                [name, fixed(expert.weight, 2)]
                    + (weights ?? calculation.labels.map { _ in "—" })
                    + [ratio(expert.cr), ratio(change)])
        }
        return table.text + consensus
    }

    private var consensus: String {
        guard let consensus = node.consensus else { return "" }
        return say("共识度", "consensus")
            + " \(fixed(consensus.value, 4))  α \(fixed(consensus.alpha, 4))  "
            + "β \(fixed(consensus.beta, 4))  γ \(fixed(consensus.gamma, 4))"
            + say("（最大比值取 ", " (largest ratio ") + fixed(consensus.largestRatio, 0)
            + say("）\n", ")\n")
    }

    private var clusters: String {
        guard isGroup, calculation.clusters.count < node.experts.count else { return "" }
        return calculation.clusters.enumerated().map { index, cluster in
            say("意见相近 ", "of one mind ") + "\(index + 1): "
                + cluster.experts.joined(separator: ", ")
                + (cluster.experts.count > 1
                    ? say("（相容指数至多 ", " (compatibility index at most ") + fixed(cluster.widest, 3)
                        + say("）", ")") : "") + "\n"
        }.joined()
    }

    private var disagreements: String {
        let disputed = calculation.disagreements.filter { $0.deviation > 0 }.prefix(5)
        guard !disputed.isEmpty else { return "" }
        var table = TextTable([
            (say("分歧最大的比较", "most at odds"), .leading), (say("平均", "mean"), .trailing),
            (say("对数标准差", "log deviation"), .trailing), (say("最低", "lowest"), .trailing),
            (say("最高", "highest"), .trailing),
        ])
        for pair in disputed {
            table.add([
                "\(pair.left) ÷ \(pair.right)", ratio(pair.mean), ratio(pair.deviation),
                "\(ratio(pair.lowest)) \(pair.lowestExpert)",
                "\(ratio(pair.highest)) \(pair.highestExpert)",
            ])
        }
        return table.text
    }

    private func range(_ ends: [Double]?) -> String {
        ends.map { "\(fixed($0[0], 4))…\(fixed($0[1], 4))" } ?? "—"
    }

    /// What is not judged, the question to ask next first.
    private var missing: String {
        guard !node.missing.isEmpty else { return "" }
        var table = TextTable([
            (say("未判断（先问在前）", "not judged (ask the first first)"), .leading),
            (say("推算值", "implied"), .trailing), (say("可接受范围", "acceptable"), .trailing),
        ])
        for pair in node.missing {
            table.add([
                "\(pair.left) ÷ \(pair.right)", ratio(pair.implied), range(pair.acceptable),
            ])
        }
        return table.text
    }

    private var circles: String {
        calculation.circles.map { circle in
            say("循环判断 ", "circle ") + "\(circle.expert): "
                + (circle.labels + circle.labels.prefix(1)).joined(separator: " ≥ ") + "\n"
        }.joined()
    }

    private var influences: String {
        guard !calculation.influences.isEmpty else { return "" }
        var table = TextTable([
            (say("专家", "expert"), .leading), (say("判断", "judgement"), .leading),
            (say("比值", "ratio"), .trailing), (say("偏离倍数", "deviation"), .trailing),
            ("∂CR/∂ln a", .trailing), (say("其余判断推算", "implied by the rest"), .trailing),
            (say("达标范围", "range that mends"), .trailing),
        ])
        let ordered = calculation.influences.enumerated().sorted {
            let (a, b) = (abs($0.element.slope), abs($1.element.slope))
            return a == b ? $0.offset < $1.offset : a > b
        }
        for influence in ordered.map(\.element) {
            table.add([
                influence.expert, "\(influence.left) ÷ \(influence.right)",
                ratio(influence.given), fixed(influence.deviation, 2), ratio(influence.slope),
                ratio(influence.implied), range(influence.acceptable),
            ])
        }
        return table.text
    }

    private var revisions: String {
        guard !calculation.revisions.isEmpty else { return "" }
        var table = TextTable([
            (say("专家", "expert"), .leading), (say("建议复核的判断", "to be asked again"), .leading),
            (say("原判断", "given"), .trailing), (say("建议", "suggested"), .trailing),
            (say("改后 CR", "CR then"), .trailing),
            (say("改后群组排序", "the group's order then"), .leading),
        ])
        for change in calculation.revisions {
            table.add([
                change.expert, "\(change.left) ÷ \(change.right)", ratio(change.given),
                ratio(change.suggested), ratio(change.crAfter),
                change.weightsAfter.map(order) ?? "—",
            ])
        }
        return table.text + say("仅为建议，没有改动任何判断。\n", "Suggestions only: no judgement was changed.\n")
    }

    /// The labels by weight, or that their order stays.
    private func order(under weights: [Double]) -> String {
        guard ranks(of: weights) != ranks(of: node.weights) else { return say("不变", "the same") }
        return weights.indices.sorted {
            weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
        }.map { calculation.labels[$0] }.joined(separator: " > ")
    }
}
