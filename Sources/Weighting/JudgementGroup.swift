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
            order: order, upper: (0..<places).map { weightedMean(ofPlace: $0) })
    }

    private func weightedMean(ofPlace place: Int) -> Double? {
        let given = opinions.compactMap { opinion in
            opinion.weight > 0 ? opinion.matrix.upper[place].map { ($0, opinion.weight) } : nil
        }
        // One opinion is its own mean, to the last digit.
        guard given.count > 1 else { return given.first?.0 }
        let sum = given.reduce(0) { $0 + $1.1 * log($1.0) }
        return exp(sum / given.reduce(0) { $0 + $1.1 })
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
