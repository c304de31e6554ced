/// How the raw value of a leaf comes from the material of a unit: declared, not coded.
///
/// Raw values that are shares carry percent points (0…100) where the declaration says `percent`,
/// and plain ratios otherwise. `docs/measures.md` describes every kind.
package indirect enum MeasureDeclaration: Sendable, Hashable, Codable {
    /// numerator ÷ denominator, or one minus that; missing where the denominator is 0.
    case ratio(Ratio)
    /// A count or sum as it stands.
    case quantity(Quantity)
    /// now ÷ mean(before) − 1 in percent points; all quantities needed, missing where the mean is 0.
    case change(Change)
    /// Opinion from the questionnaire, 0…100 points.
    case survey(SurveyMeasure)
    case workload(WorkloadReading)
    case audit(AuditMeasure)
    /// The value that `forms/kpi.csv` gives for a code.
    case table(code: String)
    /// A measure with a name, written in Swift because it joins forms or looks at dates.
    case builtIn(BuiltInMeasure)
    /// Another measure for each value of a column of the units form; missing for other values.
    case byColumn(String, [MeasureCase])
}

/// The measure for units that have one value in a column.
package struct MeasureCase: Sendable, Hashable, Codable {
    package let value: String
    package let measure: MeasureDeclaration

    package init(value: String, measure: MeasureDeclaration) {
        self.value = value
        self.measure = measure
    }
}

package struct Ratio: Sendable, Hashable, Codable {
    package let numerator: Quantity
    package let denominator: Quantity
    /// One minus the quotient.
    package let isComplement: Bool
    /// The result is in percent points.
    package let isPercent: Bool

    package init(
        _ numerator: Quantity, over denominator: Quantity, isComplement: Bool = false,
        isPercent: Bool
    ) {
        self.numerator = numerator
        self.denominator = denominator
        self.isComplement = isComplement
        self.isPercent = isPercent
    }
}

package struct Change: Sendable, Hashable, Codable {
    package let now: Quantity
    /// Earlier quantities; their mean is the base.
    package let before: [Quantity]

    package init(now: Quantity, before: [Quantity]) {
        precondition(!before.isEmpty, "a change is from something")
        self.now = now
        self.before = before
    }
}

/// Which answers make the opinion behind a leaf.
package struct SurveyMeasure: Sendable, Hashable, Codable {
    package enum Combination: String, Sendable, Hashable, Codable, CaseIterable {
        /// Equal mean of the respondent groups that are present.
        case equal
        /// One mean over the answers of all groups.
        case pooled
    }

    package struct Item: Sendable, Hashable, Codable {
        package let code: String
        /// Relative weight among the items of the leaf; items without valid answers drop out.
        package let weight: Double
        /// Groups whose answers to the item count.
        package let groups: [String]

        package init(code: String, weight: Double, groups: [String]) {
            self.code = code
            self.weight = weight
            self.groups = groups
        }
    }

    package let combination: Combination
    /// In the order of the questionnaire.
    package let items: [Item]

    package init(combination: Combination, items: [Item]) {
        self.combination = combination
        self.items = items
    }

    /// Every group that answers one of the items, in order of first mention.
    package var groups: [String] {
        items.flatMap(\.groups).reduce(into: []) { groups, group in
            if !groups.contains(group) { groups.append(group) }
        }
    }
}

/// What is read off the workload of a unit.
package enum WorkloadReading: Sendable, Hashable, Codable {
    /// Posts or people over which the hours are spread.
    package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
        /// Approved posts (核定编制).
        case quota
        /// People on the establishment who are at work (在编在岗).
        case inPost = "in_post"
        /// Those and the people outside the establishment (编外).
        case labour
    }

    /// Hours ÷ capacity, a plain ratio.
    case saturation(Basis)
    /// Coefficient of variation of saturation across inner bodies, weighted by staff; missing
    /// where there are fewer than two bodies.
    case balance
    /// Hours on core duties (主责主业) ÷ all hours, in percent points.
    case coreShare
}

/// What is read off the findings of audit rules.
package struct AuditMeasure: Sendable, Hashable, Codable {
    package enum Reading: Sendable, Hashable, Codable {
        /// Confirmed findings counted by severity (重, 中, 轻), for a `deduct` rule; raw value:
        /// points left of 100, not floored. A finding corrected by its deadline counts this part.
        case deduction(correctedInTime: Double)
        /// 1 − people or rows touched ÷ people on the establishment, in percent points.
        case cleanShare
    }

    /// Codes of the rules, `R10` ….
    package let rules: [String]
    package let reading: Reading

    package init(rules: [String], reading: Reading) {
        self.rules = rules
        self.reading = reading
    }
}

/// Measures that no declaration can say; `docs/measures.md` defines each.
package enum BuiltInMeasure: Sendable, Hashable, Codable {
    /// Share of triggered duties applied for within so many working days, percent points (A12).
    case dutyTimeliness(workingDays: Int)
    /// In post ÷ approved per quota type, percent points, one alternative per type (A21).
    case quotaUse
    /// Leaders over the approved posts (`over`) and above level without document (`above`), for a
    /// `deduct` rule; raw value: their number (A22).
    case leadershipExcess
    /// Statutory duties in force with hours or a task ÷ all of them, percent points (B11).
    case statutoryCoverage
    /// Weighted mean of min(achieved ÷ target, 1) over key tasks, percent points (B12).
    case taskCompletion
    /// Share of due tasks done on time, percent points (B13).
    case taskPunctuality
    /// Entropy of the age classes ÷ its maximum, 0…1. The bounds are the highest ages of all
    /// classes but the last; missing with fewer people than the minimum (C12).
    case ageBalance(bounds: [Int], minimumStaff: Int)
    /// Share of problems due that were closed on time, percent points; nothing due: 100 (D22).
    case rectification
}

extension MeasureDeclaration {
    /// Keys under which the measure counts for a `deduct` rule; nil if it measures a value.
    package var countKeys: [String]? {
        switch self {
        case .audit(let audit):
            if case .deduction = audit.reading { AuditMeasure.severities } else { nil }
        case .builtIn(.leadershipExcess): ["over", "above"]
        case .byColumn(_, let cases): cases.lazy.compactMap(\.measure.countKeys).first
        default: nil
        }
    }
}

extension AuditMeasure {
    /// Severities of a finding, gravest first.
    package static let severities = ["重", "中", "轻"]
}

extension MeasureDeclaration {
    /// Codes whose values `forms/kpi.csv` supplies.
    var suppliedCodes: [String] {
        switch self {
        case .table(let code): [code]
        case .byColumn(_, let cases): cases.flatMap(\.measure.suppliedCodes)
        default: []
        }
    }
}

extension IndicatorTree {
    /// Codes whose values `forms/kpi.csv` supplies, in the order of the leaves.
    package var suppliedCodes: [String] {
        leaves.compactMap { nodes[$0].indicator }.flatMap { indicator in
            indicator.scoring.rules.flatMap(\.deductions).reduce(
                into: indicator.measure.suppliedCodes
            ) {
                $0 += $1.measure.suppliedCodes
            }
        }
    }
}
