import Glibc

/// One expert's comparisons of some siblings.
package struct ExpertOpinion: Sendable, Hashable {
    package let expert: String
    /// How much the expert's word weighs, 0 or more; only ratios between experts matter.
    package let weight: Double
    package let matrix: ComparisonMatrix

    package init(expert: String, weight: Double = 1, matrix: ComparisonMatrix) {
        precondition(weight >= 0 && weight.isFinite, "a word weighs something or nothing")
        self.expert = expert
        self.weight = weight
        self.matrix = matrix
    }
}

/// Several experts' comparisons of the same siblings.
package struct JudgementGroup: Sendable, Hashable {
    /// In the order in which they are reported.
    package let opinions: [ExpertOpinion]
    package let order: Int

    package init(_ opinions: [ExpertOpinion]) {
        guard let order = opinions.first?.matrix.order else {
            preconditionFailure("a group has an expert")
        }
        precondition(
            opinions.allSatisfy { $0.matrix.order == order }, "experts compare the same siblings")
        precondition(opinions.contains { $0.weight > 0 }, "someone's word weighs something")
        self.opinions = opinions
        self.order = order
    }

    /// AIJ: the weighted geometric mean of each pair over the experts who judged it, which keeps
    /// reciprocity; nil for a pair that nobody judged.
    ///
    /// - Source: [AczelSaaty1983].
    package var aggregatedJudgements: ComparisonMatrix {
        let places = order * (order - 1) / 2
        return ComparisonMatrix(
            order: order, upper: (0..<places).map { LogarithmicSum(opinions, at: $0).mean })
    }

    /// The same without each expert in turn; nil for experts who don't count.
    ///
    /// - Complexity: O(experts · n²).
    func aggregatedJudgements(withoutEachOf counts: [Bool]) -> [ComparisonMatrix?] {
        let counted = zip(opinions, counts).filter(\.1).map(\.0)
        let sums = (0..<order * (order - 1) / 2).map { LogarithmicSum(counted, at: $0) }
        return zip(opinions, counts).map { opinion, isCounted in
            guard isCounted else { return nil }
            return ComparisonMatrix(
                order: order,
                upper: sums.enumerated().map { place, sum in
                    sum.mean(without: opinion, among: counted, at: place)
                })
        }
    }
}

/// What goes into the mean of one pair.
private struct LogarithmicSum {
    private var logarithms = 0.0
    private var weights = 0.0
    private var count = 0
    private var only: Double?

    init(_ opinions: [ExpertOpinion], at place: Int) {
        for opinion in opinions {
            guard opinion.weight > 0, let ratio = opinion.matrix.upper[place] else { continue }
            logarithms += opinion.weight * log(ratio)
            weights += opinion.weight
            count += 1
            only = ratio
        }
    }

    /// One opinion is its own mean, to the last digit.
    var mean: Double? { count > 1 ? exp(logarithms / weights) : only }

    func mean(
        without opinion: ExpertOpinion, among opinions: [ExpertOpinion], at place: Int
    ) -> Double? {
        guard let ratio = opinion.matrix.upper[place] else { return mean }
        guard count > 2 else {
            let others = opinions.filter { $0.expert != opinion.expert }
            return LogarithmicSum(others, at: place).mean
        }
        return exp((logarithms - opinion.weight * log(ratio)) / (weights - opinion.weight))
    }
}

/// AIP: the weighted geometric mean of priorities, scaled to sum 1.
///
/// - Source: [FormanPeniwati1998].
package func aggregatedPriorities(_ opinions: [(weights: [Double], weight: Double)]) -> [Double] {
    guard let order = opinions.first?.weights.count else {
        preconditionFailure("a group has an expert")
    }
    let total = opinions.reduce(0) { $0 + $1.weight }
    return (0..<order).map { i in
        exp(opinions.reduce(0) { $0 + $1.weight * log($1.weights[i]) } / total)
    }.scaledToOne()
}
