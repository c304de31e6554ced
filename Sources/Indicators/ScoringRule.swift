/// How a raw value becomes points in 0…100 (标度), less what other values take off.
package struct ScoringRule: Sendable, Hashable, Codable {
    package let curve: ScoringCurve
    /// Subtracted from the points of the curve, floor 0.
    package let deductions: [ExtraDeduction]

    package init(_ curve: ScoringCurve, minus deductions: [ExtraDeduction] = []) {
        self.curve = curve
        self.deductions = deductions
    }
}

/// Points taken off for another measure: per unit of it beyond a limit.
package struct ExtraDeduction: Sendable, Hashable, Codable {
    package let measure: MeasureDeclaration
    /// Points per unit of the measure, > 0.
    package let points: Double
    /// What is free of deduction.
    package let beyond: Double

    package init(measure: MeasureDeclaration, points: Double, beyond: Double) {
        self.measure = measure
        self.points = points
        self.beyond = beyond
    }
}

/// One point of a piecewise curve.
package struct Anchor: Sendable, Hashable, Codable {
    /// Raw value, in the unit of the leaf.
    package let x: Double
    /// Points, 0…100.
    package let y: Double

    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

package enum ScoringCurve: Sendable, Hashable, Codable {
    /// Linear between anchors, clamped at the ends; x non-decreasing. An x given twice is a jump:
    /// at x itself the first-listed y holds, beyond it the last.
    case piecewise([Anchor])
    /// 100 from a value upwards; below it so many points less per unit, floor 0.
    case slopeBelow(full: Double, points: Double)
    /// 100 up to a value; above it so many points less per unit, floor 0.
    case slopeAbove(full: Double, points: Double)
    /// From each anchor's x upwards its y holds (half-open); before the first, `below`.
    case steps(below: Double, [Anchor])
    /// 100 less points per count, floor 0.
    case deduct([Deduction])
    /// 100 · achieved ÷ target, at most 100; target ÷ achieved where lower is better.
    case target(Double, lowerIsBetter: Bool)
    /// The value is already points: 0…100, clamped.
    case likert

    /// Points for each counted thing of one kind.
    package struct Deduction: Sendable, Hashable, Codable {
        /// A severity, or what else the measure counts.
        package let key: String
        package let points: Double

        package init(key: String, points: Double) {
            self.key = key
            self.points = points
        }
    }
}

/// The rule of a leaf: one for all units, or one per value of a column of the units form.
package enum ScoringChoice: Sendable, Hashable, Codable {
    case one(ScoringRule)
    /// `class` is a column too. Units with another value take the last rule, if there is one.
    case byColumn(String, [Case], otherwise: ScoringRule?)

    package struct Case: Sendable, Hashable, Codable {
        package let value: String
        package let rule: ScoringRule

        package init(value: String, rule: ScoringRule) {
            self.value = value
            self.rule = rule
        }
    }

    /// The rule for a unit, given what its row of the units form has in a column.
    ///
    /// - Returns: nil where no rule is for that unit.
    package func rule(forColumn value: (String) -> String?) -> ScoringRule? {
        switch self {
        case .one(let rule): return rule
        case .byColumn(let column, let cases, let otherwise):
            let found = value(column)
            return cases.first { $0.value == found }?.rule ?? otherwise
        }
    }

    /// Every rule that a unit may fall under, in the order written.
    package var rules: [ScoringRule] {
        switch self {
        case .one(let rule): [rule]
        case .byColumn(_, let cases, let otherwise):
            cases.map(\.rule) + (otherwise.map { [$0] } ?? [])
        }
    }
}
