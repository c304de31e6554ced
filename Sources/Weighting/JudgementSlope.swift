package import LinearAlgebra

/// How a node's weights move when one expert's answer to one question moves.
package struct JudgementSlope: Sendable, Hashable {
    package let expert: String
    package let pair: ComparedPair
    /// The expert's ratio left ÷ right.
    package let ratio: Double
    /// ∂ weight of each child ÷ ∂ ln ratio, sum 0; all 0 where the expert doesn't count.
    package let weightSlopes: [Double]
}

extension JudgementGroup {
    /// The slopes of the group's weights by every answer, the experts in their order, their answers
    /// in the order of the pairs. Who is left out for inconsistency stays so.
    ///
    /// Requires that the judgements of those who count connect the siblings.
    package func slopes(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [JudgementSlope] {
        let parts = try parts(under: rules)
        let counts = parts.map { !$0.isExcluded && $0.weight > 0 }
        let ownWeights = zip(parts, counts).map { $1 ? $0.priorities?.weights : nil }
        if rules.group == .aip, ownWeights.contains(where: { $0 != nil }) {
            return try slopesOfAveragedPriorities(ownWeights, rules)
        }
        return try slopesOfAveragedJudgements(counts, rules)
    }

    /// An answer moves the average of its pair by its share of the weight.
    private func slopesOfAveragedJudgements(
        _ counts: [Bool], _ rules: WeightingRules
    ) throws(LinearAlgebraError) -> [JudgementSlope] {
        let kept = JudgementGroup(zip(opinions, counts).filter(\.1).map(\.0))
        let averaged = try kept.aggregatedJudgements.weightSlopes(
            by: rules.method, implying: rules.implied)
        let ofPair = Dictionary(
            averaged.map { ($0.pair, $0.slopes) }, uniquingKeysWith: { first, _ in first })
        let totals = ComparedPair.all(order: order).indices.map { place in
            kept.opinions.reduce(0) { $0 + ($1.matrix.upper[place] == nil ? 0 : $1.weight) }
        }
        return zip(opinions, counts).flatMap { opinion, isCounted in
            opinion.answers.map { pair, ratio in
                let share = isCounted ? opinion.weight / totals[pair.place(order: order)] : 0
                let slopes = ofPair[pair] ?? []
                return JudgementSlope(
                    expert: opinion.expert, pair: pair, ratio: ratio,
                    weightSlopes: isCounted ? slopes.map { share * $0 } : zeros)
            }
        }
    }

    /// An answer moves the expert's own weights, and these the average of their logarithms.
    private func slopesOfAveragedPriorities(
        _ own: [[Double]?], _ rules: WeightingRules
    ) throws(LinearAlgebraError) -> [JudgementSlope] {
        let counted = zip(opinions, own).compactMap { opinion, weights in
            weights.map { ($0, opinion.weight) }
        }
        let group = aggregatedPriorities(counted)
        let total = counted.reduce(0) { $0 + $1.1 }
        var slopes: [JudgementSlope] = []
        for (opinion, weights) in zip(opinions, own) {
            guard let weights else {
                slopes += opinion.answers.map { pair, ratio in
                    JudgementSlope(
                        expert: opinion.expert, pair: pair, ratio: ratio, weightSlopes: zeros)
                }
                continue
            }
            let moving = try opinion.matrix.weightSlopes(by: rules.method, implying: rules.implied)
            for (pair, slope) in moving {
                let logarithmic = zip(slope, weights).map { $0 / $1 * opinion.weight / total }
                let drift = zip(logarithmic, group).reduce(0) { $0 + $1.0 * $1.1 }
                slopes.append(
                    JudgementSlope(
                        expert: opinion.expert, pair: pair,
                        ratio: opinion.matrix[pair.left, pair.right] ?? 1,
                        weightSlopes: zip(logarithmic, group).map { ($0 - drift) * $1 }))
            }
        }
        return slopes
    }

    private var zeros: [Double] { [Double](repeating: 0, count: order) }
}

extension ExpertOpinion {
    /// What the expert judged, in the order of the pairs.
    var answers: [(pair: ComparedPair, ratio: Double)] {
        zip(matrix.pairs, matrix.upper).compactMap { pair, ratio in ratio.map { (pair, $0) } }
    }
}
