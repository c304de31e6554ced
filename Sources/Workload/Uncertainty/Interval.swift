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
        var draws = draws
        var start = 0
        // Ascending, so that what was put before a place need not be looked at again.
        let ends = [0.05, 0.16, 0.84, 0.95].map { share in
            let place = share * Double(draws.count - 1)
            let below = Int(place)
            draws.select(below, from: start)
            start = below
            let next = draws[(below + 1)...].min() ?? draws[below]
            return draws[below] + (place - Double(below)) * (next - draws[below])
        }
        self.init(ends68: [ends[1], ends[2]], ends90: [ends[0], ends[3]])
    }

    /// The interval of the value divided by a number above 0.
    package func divided(by divisor: Double) -> Interval {
        Interval(ends68: ends68.map { $0 / divisor }, ends90: ends90.map { $0 / divisor })
    }
}

extension [Double] {
    /// Puts the number that sorting would put at a place there, no greater ones before it, no lesser
    /// ones behind.
    ///
    /// - Parameter start: Numbers before it are no greater than those from there on.
    /// - Complexity: O(n) on average (C. A. R. Hoare, "Algorithm 65: find", 1961).
    mutating func select(_ place: Int, from start: Int) {
        var (low, high) = (start, count - 1)
        while low < high {
            let pivot = self[low + (high - low) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while self[left] < pivot { left += 1 }
                while pivot < self[right] { right -= 1 }
                if left <= right {
                    swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                return
            }
        }
    }
}
