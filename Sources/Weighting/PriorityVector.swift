/// The weights of siblings with the evidence that the judgements behind them agree.
public struct PriorityVector: Sendable, Hashable, Codable {
    /// One weight per sibling, in sibling order, each above 0, sum 1.
    public let weights: [Double]
    public let method: PriorityMethod
    public let randomIndex: RandomIndex
    /// The largest eigenvalue of the matrix, whatever the method; n where it is consistent.
    public let lambdaMax: Double
    /// Consistency index (λ − n) ÷ (n − 1); 0 for n ≤ 2.
    public let ci: Double
    /// Random index for the order and the number of missing judgements; nil beyond the table.
    public let ri: Double?
    /// Consistency ratio CI ÷ RI; 0 for n ≤ 2, nil where the table has no RI.
    public let cr: Double?
    /// Geometric consistency index, from the geometric-mean weights.
    public let gci: Double

    /// Whether the judgements agree well enough; where no RI exists, by the GCI.
    public func isConsistent(maximumRatio: Double) -> Bool {
        if let cr { return cr <= maximumRatio }
        return gci <= GeometricConsistency.threshold(order: weights.count)
    }
}
