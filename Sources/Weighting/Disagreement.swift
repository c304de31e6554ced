import Glibc

/// One comparison on which experts differ.
public struct Disagreement: Sendable, Hashable, Codable {
    public let left: String
    public let right: String
    /// How many experts judged it, at least two.
    public let count: Int
    /// Geometric mean of their ratios left ÷ right, by the weight of their words.
    public let mean: Double
    /// Standard deviation of the natural logarithms by the weight of their words; 0: all say the
    /// same. A typical expert is e to this off the mean.
    public let deviation: Double
    public let lowest: Double
    public let lowestExpert: String
    public let highest: Double
    public let highestExpert: String
}

extension JudgementGroup {
    /// Every comparison that two or more experts made, the one most at odds first, then by pair.
    ///
    /// - Parameter labels: Names of the siblings.
    package func disagreements(labels: [String]) -> [Disagreement] {
        let mean = aggregatedJudgements
        let all = ComparedPair.all(order: order).compactMap { pair -> Disagreement? in
            let place = pair.place(order: order)
            let given = opinions.compactMap { opinion in
                opinion.matrix.upper[place].map {
                    (expert: opinion.expert, ratio: $0, weight: opinion.weight)
                }
            }
            guard given.count > 1,
                let lowest = given.min(by: { $0.ratio < $1.ratio }),
                let highest = given.min(by: { $0.ratio > $1.ratio })
            else { return nil }
            return Disagreement(
                left: labels[pair.left], right: labels[pair.right], count: given.count,
                mean: mean.upper[place] ?? 1,
                deviation: logarithmicDeviation(given.map { ($0.ratio, $0.weight) }),
                lowest: lowest.ratio, lowestExpert: lowest.expert, highest: highest.ratio,
                highestExpert: highest.expert)
        }
        return all.indices.sorted {
            all[$0].deviation == all[$1].deviation
                ? $0 < $1 : all[$0].deviation > all[$1].deviation
        }.map { all[$0] }
    }
}

private func logarithmicDeviation(_ given: [(ratio: Double, weight: Double)]) -> Double {
    let total = given.reduce(0) { $0 + $1.weight }
    guard total > 0, given.contains(where: { $0.ratio != given[0].ratio }) else { return 0 }
    let mean = given.reduce(0) { $0 + $1.weight * log($1.ratio) } / total
    let squares = given.reduce(0) {
        $0 + $1.weight * (log($1.ratio) - mean) * (log($1.ratio) - mean)
    }
    return (squares / total).squareRoot()
}
