internal import Draws
internal import Glibc

/// Sums of a sample drawn again with replacement, as multiples of its own sum.
///
/// Of many clusters, runs of them are drawn together: every g-th cluster makes one of 250 groups.
/// - Source: [EfronTibshirani1993], ch. 6.
struct ClusterBootstrap: Sendable {
    /// One per draw; 1 on average.
    let ratios: [Double]

    private static let groupLimit = 250

    /// - Parameter clusters: In an order that doesn't depend on chance.
    /// - Returns: Nil with fewer than two clusters, or where they sum to nothing.
    init?(_ clusters: [Double], draws: Int, seed: UInt64) {
        guard clusters.count >= 2 else { return nil }
        var groups = [Double](repeating: 0, count: min(clusters.count, Self.groupLimit))
        for (index, cluster) in clusters.enumerated() { groups[index % groups.count] += cluster }
        let sum = groups.reduce(0, +)
        guard sum > 0 else { return nil }
        var generator = SplitMix64(seed: seed)
        ratios = groups.withUnsafeBufferPointer { groups in
            (0..<draws).map { _ in generator.sumOfDraws(from: groups) / sum }
        }
    }
}

extension SplitMix64 {
    /// A number above 0, at most 1.
    private mutating func unit() -> Double { (Double(next() >> 11) + 1) / 9_007_199_254_740_992 }

    /// A draw of the standard normal distribution (Box and Muller 1958).
    mutating func normal() -> Double {
        (-2 * log(unit())).squareRoot() * cos(2 * Double.pi * unit())
    }
}

/// A seed of a name: FNV-1a (Fowler, Noll, Vo; public domain).
package func randomSeed(of text: String, base: UInt64 = 1) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ base) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
