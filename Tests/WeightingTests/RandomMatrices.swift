import Draws
@testable import Weighting

extension ComparisonMatrix {
    /// Answers of the 1–9 grid, each as likely as another.
    static func random(order: Int, using generator: inout SplitMix64) -> ComparisonMatrix {
        let grid = JudgementScale.linear.grid.map(\.ratio)
        return ComparisonMatrix(
            order: order,
            upper: ComparedPair.all(order: order).map { _ in
                grid.randomElement(using: &generator) ?? 1
            })
    }

    /// Ratios of random weights, each judgement off by a factor of up to `noise`.
    static func noisy(
        order: Int, noise: Double, using generator: inout SplitMix64
    ) -> ComparisonMatrix {
        let weights = (0..<order).map { _ in Double.random(in: 1...6, using: &generator) }
        return ComparisonMatrix(
            order: order,
            upper: ComparisonMatrix(weights: weights).upper.map {
                $0.map { $0 * .random(in: 1 / noise...noise, using: &generator) }
            })
    }

    /// The same without so many of its judgements, connected all the same: the comparisons of each
    /// sibling with the one before it stay.
    func thinned(by count: Int, using generator: inout SplitMix64) -> ComparisonMatrix {
        let spare = pairs.filter { $0.right - $0.left > 1 }.shuffled(using: &generator)
        return spare.prefix(count).reduce(self) { $0.replacing($1, by: nil) }
    }
}

/// The largest difference between two lists of the same length.
func distance(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count)
    return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
