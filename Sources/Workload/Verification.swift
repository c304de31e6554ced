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

    /// - Parameter pairs: One pair per observed occurrence: what it took, and what the form claims
    ///   that one occurrence takes; hours per person.
    /// - Returns: Nil without observations, or where the form claims no time at all for them.
    package init?(pairs: [(observed: Double, reported: Double)]) {
        let observed = pairs.reduce(0) { $0 + $1.observed }
        let reported = pairs.reduce(0) { $0 + $1.reported }
        guard reported > 0 else { return nil }
        ratio = observed / reported
        observations = pairs.count
        verdict = VerificationVerdict(ratio: ratio)
    }

    /// What the reported hours of the class are multiplied by.
    package var factor: Double { verdict == .scaled ? ratio : 1 }
}
