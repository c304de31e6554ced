internal import Glibc

/// A stretch of ratios from 1/highest to highest, drawn from left to right by their logarithms.
struct LogarithmicScale: Sendable {
    let highest: Double

    /// Place of a ratio, 0…100 from left to right; what lies outside stands at the end.
    func callAsFunction(_ ratio: Double) -> Double {
        guard ratio > 0 else { return 0 }
        return min(100, max(0, 50 + 50 * log(ratio) / log(highest)))
    }
}
