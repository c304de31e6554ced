package import Institutions
package import Languages

/// What was measured of one unit for one leaf: the raw value, and all that explains it.
package struct Measurement: Sendable, Hashable {
    /// One of several readings of which the worst counts, such as one per quota type.
    package struct Alternative: Sendable, Hashable {
        package let label: String
        package let value: Double

        package init(label: String, value: Double) {
            self.label = label
            self.value = value
        }
    }

    /// Things counted for a `deduct` rule.
    package struct Count: Sendable, Hashable {
        /// A severity, or what else the measure counts.
        package let key: String
        package let number: Double

        package init(key: String, number: Double) {
            self.key = key
            self.number = number
        }
    }

    /// In the unit of the leaf; nil where it could not be measured or where only the alternatives,
    /// once scored, decide.
    package var value: Double?
    package var alternatives: [Alternative]
    package var counts: [Count]
    /// Values of the measures that the rule takes off, in the order of the rule; nil: missing.
    package var deductions: [Double?]
    /// Why there is no value.
    package var missingReason: Wording?
    /// How the value came about, with its numbers.
    package var working: Wording?
    package var evidence: [Evidence]

    package init(
        value: Double?, alternatives: [Alternative] = [], counts: [Count] = [],
        deductions: [Double?] = [], missingReason: Wording? = nil, working: Wording? = nil,
        evidence: [Evidence] = []
    ) {
        self.value = value
        self.alternatives = alternatives
        self.counts = counts
        self.deductions = deductions
        self.missingReason = missingReason
        self.working = working
        self.evidence = evidence
    }

    /// Nothing could be measured: 无法评价.
    package static func missing(_ zh: String, _ en: String) -> Measurement {
        Measurement(value: nil, missingReason: Wording(zh: zh, en: en))
    }

    package var isMissing: Bool { value == nil && alternatives.isEmpty }
}
