/// A number taken from one form of a unit: rows counted, or a column added up.
package struct Quantity: Sendable, Hashable, Codable {
    package enum Aggregate: Sendable, Hashable, Codable {
        /// Number of rows that meet the condition.
        case rows
        /// Sum of the columns over the rows; several columns are added together.
        case sum([String])
        /// Sum over the rows of the product of the columns.
        case sumOfProducts([String])
    }

    /// English key of a form: `staff`, `results` ….
    package let form: String
    package let aggregate: Aggregate
    /// What a row must meet to be counted; nil: every row.
    package let condition: Condition?

    package init(form: String, _ aggregate: Aggregate, where condition: Condition? = nil) {
        self.form = form
        self.aggregate = aggregate
        self.condition = condition
    }

    /// Every column it reads, each once, in order of first mention.
    package var columns: [String] {
        var columns: [String] = []
        switch aggregate {
        case .rows: break
        case .sum(let names), .sumOfProducts(let names): columns = names
        }
        for column in condition?.columns ?? [] where !columns.contains(column) {
            columns.append(column)
        }
        return columns
    }
}

/// What a row of a form must meet.
///
/// A blank cell meets only `filled(false)` and `isNoneOf`. A column that the form lacks makes the
/// quantity missing, except in `any`, which is missing only if all its branches are.
package indirect enum Condition: Sendable, Hashable, Codable {
    case all([Condition])
    case any([Condition])
    case column(String, Test)

    package enum Test: Sendable, Hashable, Codable {
        case isOneOf([String])
        case isNoneOf([String])
        /// A yes/no column, or a derived flag such as `established` (在编).
        case flag(Bool)
        case filled(Bool)
        case within(Limits)
    }

    /// A range of numbers; a bound that is nil doesn't limit.
    package struct Limits: Sendable, Hashable, Codable {
        package let atLeast: Double?
        package let above: Double?
        package let atMost: Double?
        package let below: Double?

        package init(
            atLeast: Double? = nil, above: Double? = nil, atMost: Double? = nil,
            below: Double? = nil
        ) {
            self.atLeast = atLeast
            self.above = above
            self.atMost = atMost
            self.below = below
        }

        package func contains(_ value: Double) -> Bool {
            if let atLeast, value < atLeast { return false }
            if let above, value <= above { return false }
            if let atMost, value > atMost { return false }
            if let below, value >= below { return false }
            return true
        }
    }

    /// Every column it looks at, in order of mention, possibly repeated.
    package var columns: [String] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.columns)
        case .column(let name, _): [name]
        }
    }
}
