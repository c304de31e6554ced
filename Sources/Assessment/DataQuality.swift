/// How far the data behind a unit's score can be relied on.
package struct DataQuality: Sendable, Hashable {
    /// Share of leaves scored, 0…1.
    package let leavesScored: Double
    /// Share of work items that a system or a register bears out, 0…1; nil where none says.
    package let evidenceShare: Double?
    /// Observed ÷ reported hours of spot-checked items; nil without spot checks.
    package let verificationRatio: Double?
    /// Valid ÷ received responses; nil without a survey of the unit.
    package let validAnswerShare: Double?

    package enum Grade: String, Sendable, Hashable, CaseIterable, Comparable {
        case a = "A"
        case b = "B"
        case c = "C"
        case d = "D"

        /// A better grade comes first.
        package static func < (first: Self, second: Self) -> Bool {
            first.rawValue < second.rawValue
        }

        /// From a measure that is better the higher it is.
        fileprivate init(_ value: Double, _ a: Double, _ b: Double, _ c: Double) {
            let hair = 1e-9
            self = value >= a - hair ? .a : value >= b - hair ? .b : value >= c - hair ? .c : .d
        }
    }

    /// The worst of the four measures that are known.
    package var grade: Grade {
        let verification = verificationRatio.map { ratio in
            Grade(-abs(ratio - 1), -0.10, -0.20, -.infinity)
        }
        return [
            Grade(leavesScored, 0.95, 0.85, 0.70),
            evidenceShare.map { Grade($0, 0.60, 0.40, 0.20) }, verification,
            validAnswerShare.map { Grade($0, 0.90, 0.80, 0.60) },
        ].compactMap { $0 }.max() ?? .d
    }

    /// Good enough for posts to move on it.
    package var allowsMoves: Bool { grade <= .b }
}
