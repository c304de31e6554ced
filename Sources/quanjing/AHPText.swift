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
        weights + consistency + experts + missing + revisions
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    private var weights: String {
        var table = TextTable([
            (say("指标", "item"), .leading), (say("权重", "weight"), .trailing),
        ])
        for (label, weight) in zip(calculation.labels, calculation.weights.weights) {
            table.add([label, fixed(weight, 4)])
        }
        return table.text
    }

    private var consistency: String {
        let node = calculation.weights
        let ratio = node.cr.map { fixed($0, 4) } ?? "—"
        let verdict =
            calculation.isConsistent ? say("一致", "consistent") : say("不一致", "inconsistent")
        let method = node.method?.rawValue ?? node.source.rawValue
        let table = node.randomIndex?.rawValue ?? "—"
        return """
            λmax \(node.lambdaMax.map { fixed($0, 6) } ?? "—")  CI \(node.ci.map { fixed($0, 6) } ?? "—")  \
            CR \(ratio)（\(verdict)）
            \(say("方法", "method")) \(method)  RI \(table)\n
            """
    }

    private var experts: String {
        guard calculation.weights.experts.count > 1 else { return "" }
        var table = TextTable(
            [(say("专家", "expert"), .leading)]
                + calculation.labels.map { ($0, .trailing) } + [("CR", .trailing)])
        for expert in calculation.weights.experts {
            let weights = expert.weights.map { $0.map { fixed($0, 4) } }
            table.add(
                [expert.expert] + (weights ?? calculation.labels.map { _ in "—" })
                    + [expert.cr.map { fixed($0, 4) } ?? "—"])
        }
        return "\n" + table.text
    }

    private var missing: String {
        calculation.weights.missing.map { pair in
            say("缺失判断", "not judged")
                + " \(pair.left) ÷ \(pair.right) → \(fixed(pair.implied, 4))\n"
        }.joined()
    }

    private var revisions: String {
        calculation.revisions.map { change in
            say("建议修改", "suggested")
                + " \(change.expert): \(change.left) ÷ \(change.right) "
                + "\(fixed(change.given, 4)) → \(fixed(change.suggested, 4))  CR \(fixed(change.crAfter, 4))\n"
        }.joined()
    }
}
