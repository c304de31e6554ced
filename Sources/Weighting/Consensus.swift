import Glibc

/// How much experts agree on the weights of siblings, from Shannon entropies.
public struct Consensus: Sendable, Hashable, Codable {
    /// Mean entropy of one expert's weights, in nats.
    public let alpha: Double
    /// Entropy between experts: γ − α.
    public let beta: Double
    /// Entropy of the mean weights.
    public let gamma: Double
    /// 0 (every expert prefers something else altogether) to 1 (all weights equal).
    ///
    /// (e^−β − e^αmin ÷ e^γmax) ÷ (1 − e^αmin ÷ e^γmax), where γmax = ln n and αmin is the entropy
    /// of one sibling preferred over all others with `largestRatio`.
    public let value: Double
    /// The constant in αmin: the largest judgement, 9.
    public let largestRatio: Double

    /// Experts count equally here: consensus is among people, whatever their word weighs.
    ///
    /// - Returns: nil for one expert or one sibling, where there is nothing to agree on.
    /// - Source: [Goepel2013], [Jost2006].
    package init?(of opinions: [[Double]], largestRatio: Double = 9) {
        guard opinions.count >= 2, let order = opinions.first?.count, order >= 2 else { return nil }
        let experts = Double(opinions.count)
        alpha = opinions.reduce(0) { $0 + entropy($1) } / experts
        gamma = entropy((0..<order).map { i in opinions.reduce(0) { $0 + $1[i] } / experts })
        beta = gamma - alpha
        let rest = 1 / (Double(order) + largestRatio - 1)
        let least = entropy([largestRatio * rest] + [Double](repeating: rest, count: order - 1))
        let floor = exp(least) / Double(order)
        value = min(1, max(0, (exp(-beta) - floor) / (1 - floor)))
        self.largestRatio = largestRatio
    }
}

/// −Σ p ln p
private func entropy(_ shares: [Double]) -> Double {
    -shares.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
}
