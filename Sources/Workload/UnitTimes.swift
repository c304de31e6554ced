internal import Glibc

/// Times of items of one name in all units of a round, to tell which of them are far off.
///
/// Robust: the median of the logarithms and their median distance from it, which one wild value
/// can't move.
/// - Source: [IglewiczHoaglin1993]: a modified z-score beyond 3.5.
package struct UnitTimes: Sendable {
    private struct Centre: Sendable {
        let median: Double
        let spread: Double
        let units: Int
    }

    private let centres: [String: Centre]

    /// Units from which times are compared.
    package static let leastUnits = 5
    package static let scoreLimit = 3.5
    /// Median distances below this count as this: equal times everywhere would make every other one
    /// an outlier. A logarithm: five per cent.
    private static let leastSpread = 0.05
    /// The median distance of a normal distribution in standard deviations is 1 ÷ this.
    private static let consistency = 1.4826

    /// - Parameter units: The items of every unit; a name counts once per unit, with its mean.
    package init(_ units: [[ReportedWork]]) {
        var logarithms: [String: [Double]] = [:]
        for items in units {
            let named = Dictionary(grouping: items.filter { $0.hours > 0 }, by: \.name)
            for (name, items) in named {
                let mean = items.reduce(0) { $0 + log($1.hours) } / Double(items.count)
                logarithms[name, default: []].append(mean)
            }
        }
        centres = logarithms.compactMapValues { values in
            guard values.count >= UnitTimes.leastUnits else { return nil }
            let median = UnitTimes.median(of: values)
            let distance = UnitTimes.median(of: values.map { abs($0 - median) })
            return Centre(
                median: median,
                spread: UnitTimes.consistency * max(distance, UnitTimes.leastSpread),
                units: values.count)
        }
    }

    /// An item whose time lies far from the others'.
    struct Outlier {
        /// Median hours per time of all units.
        let median: Double
        let score: Double
        let units: Int
    }

    func outlier(_ item: ReportedWork) -> Outlier? {
        guard item.hours > 0, let centre = centres[item.name] else { return nil }
        let score = (log(item.hours) - centre.median) / centre.spread
        guard abs(score) > UnitTimes.scoreLimit else { return nil }
        return Outlier(median: exp(centre.median), score: score, units: centre.units)
    }

    private static func median(of values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
