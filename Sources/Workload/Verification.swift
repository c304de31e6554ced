package import Languages

/// What watching the work on site says of the reported times (跟班作业).
package enum VerificationVerdict: Int, Sendable, Hashable, Codable, Comparable {
    /// Within 10 %.
    case accepted
    /// Within 20 %.
    case acceptedWithNote
    /// Beyond: the hours of the class are scaled by the ratio and the unit is flagged.
    case scaled

    package init(ratio: Double) {
        // 1.1 − 1 is a hair above 0.1 in binary.
        let hair = 1e-9
        let distance = abs(ratio - 1)
        self =
            distance <= 0.10 + hair
            ? .accepted : distance <= 0.20 + hair ? .acceptedWithNote : .scaled
    }

    /// A stable name for JSON.
    package var code: String {
        switch self {
        case .accepted: "accepted"
        case .acceptedWithNote: "noted"
        case .scaled: "scaled"
        }
    }

    package var name: Wording {
        switch self {
        case .accepted: Wording(zh: "核验一致", en: "confirmed")
        case .acceptedWithNote: Wording(zh: "基本一致，予以注明", en: "confirmed with a note")
        case .scaled: Wording(zh: "偏差较大，按实测折算", en: "scaled by what was observed")
        }
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Observed against reported time of the spot-checked occurrences of work.
package struct Verification: Sendable, Hashable, Codable {
    /// Σ observed hours ÷ Σ reported hours of the same occurrences.
    package let ratio: Double
    package let observations: Int
    package let verdict: VerificationVerdict
    /// Of the ratio; nil below two observations.
    package let interval: Interval?
    /// Relative standard error of the ratio as far as it speaks for the whole kind of work: the
    /// spread of the observations, mixed with what is usual, over their number.
    package let relativeError: Double

    /// - Parameter pairs: One pair per observed occurrence: what it took, and what the form claims
    ///   that one occurrence takes; hours per person.
    /// - Returns: Nil without observations, or where the form claims no time at all for them.
    package init?(pairs: [(observed: Double, reported: Double)]) {
        let observed = pairs.reduce(0) { $0 + $1.observed }
        let reported = pairs.reduce(0) { $0 + $1.reported }
        guard reported > 0 else { return nil }
        let found = observed / reported
        ratio = found
        observations = pairs.count
        verdict = VerificationVerdict(ratio: found)
        let residuals = pairs.reduce(0) { sum, pair in
            let distance = pair.observed - found * pair.reported
            return sum + distance * distance
        }
        interval = Verification.interval(
            of: found, residuals: residuals, count: pairs.count, reported: reported)
        relativeError = Verification.relativeError(
            residuals: residuals, count: pairs.count, observed: observed)
    }

    /// Of a ratio of sums, by Student's t with one degree of freedom less than observations.
    ///
    /// - Source: [Cochran1977], § 6.4.
    private static func interval(
        of ratio: Double, residuals: Double, count: Int, reported: Double
    ) -> Interval? {
        guard count >= 2 else { return nil }
        let n = Double(count)
        let error = (n / (n - 1) * residuals).squareRoot() / reported
        func ends(_ share: Double) -> [Double] {
            let distance = error * studentQuantile(share, freedom: count - 1)
            return [max(0, ratio - distance), ratio + distance]
        }
        return Interval(ends68: ends(0.84), ends90: ends(0.95))
    }

    /// σ² mixes the spread of the observations with 0.15² worth two of them; over n + 1, so that
    /// without any observation the error is 0.15 and falls with each.
    private static func relativeError(residuals: Double, count: Int, observed: Double) -> Double {
        let usual = WorkloadUncertainty.unwatchedError * WorkloadUncertainty.unwatchedError
        let mean = observed / Double(count)
        let spread = mean > 0 ? residuals / (mean * mean) : 0
        let variance = (2 * usual + spread) / Double(2 + count)
        return (variance / Double(count + 1)).squareRoot()
    }

    /// What the reported hours of the class are multiplied by.
    package var factor: Double { verdict == .scaled ? ratio : 1 }
}
