/// How far two lists of weights of the same siblings are from saying the same.
package enum Compatibility {
    /// Two experts agree up to here: the ratios of their weights differ by a tenth in the mean.
    ///
    /// - Source: [Saaty1994].
    package static let agreement = 1.10

    /// (1/n²) Σ_ij (w_i/w_j)(u_j/u_i): 1 for the same ratios, more for others; weights above 0.
    ///
    /// - Source: [Saaty1994].
    package static func index(_ first: [Double], _ second: [Double]) -> Double {
        precondition(first.count == second.count, "compatible weights are of the same siblings")
        var (forth, back) = (0.0, 0.0)
        for (w, u) in zip(first, second) {
            forth += w / u
            back += u / w
        }
        return forth * back / Double(first.count * first.count)
    }
}
