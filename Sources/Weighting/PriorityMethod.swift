/// How weights are drawn from a comparison matrix.
public enum PriorityMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// The principal right eigenvector [Saaty1980].
    case eigenvector
    /// The geometric mean of each row, 方根法 [Crawford1985].
    case geometricMean = "geometric-mean"
    /// The mean of the columns after each is scaled to sum 1, 和积法.
    case columnMean = "column-mean"
}
