internal import Glibc

/// The ends of an interval, low and high, at the two levels of confidence in use.
package struct Interval: Sendable, Hashable, Codable {
    package let ends68: [Double]
    package let ends90: [Double]

    package init(ends68: [Double], ends90: [Double]) {
        self.ends68 = ends68
        self.ends90 = ends90
    }

    /// Standard deviations to the 84th and the 95th percentile of a normal distribution.
    static let deviations68 = 0.994457883209753
    static let deviations90 = 1.6448536269514722

    /// Around a value above 0 that is known up to a factor: log-normal, its median the value.
    init(around value: Double, coefficientOfVariation: Double) {
        let spread = Glibc.log(1 + coefficientOfVariation * coefficientOfVariation).squareRoot()
        func ends(_ deviations: Double) -> [Double] {
            let factor = exp(deviations * spread)
            return [value / factor, value * factor]
        }
        self.init(ends68: ends(Self.deviations68), ends90: ends(Self.deviations90))
    }

    /// From draws, by their percentiles.
    ///
    /// - Precondition: at least one draw.
    init(percentilesOf draws: [Double]) {
        let sorted = draws.sorted()
        func percentile(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        self.init(
            ends68: [percentile(0.16), percentile(0.84)],
            ends90: [percentile(0.05), percentile(0.95)])
    }

    /// The interval of the value divided by a number above 0.
    package func divided(by divisor: Double) -> Interval {
        Interval(ends68: ends68.map { $0 / divisor }, ends90: ends90.map { $0 / divisor })
    }
}
