package import Languages

/// A column of a form as data: it drives reading, templates and documentation alike.
package struct FormColumn: Sendable {
    /// English key, the header by which everything names the column.
    package let key: String
    /// Chinese header.
    package let name: String
    /// Further headers by which it is known.
    package let otherNames: [String]
    /// The column must be there and its cells filled.
    package let isRequired: Bool
    package let kind: ColumnKind
    /// Unit of a number, such as hours; nil where it has none.
    package let unit: Wording?
    /// What a blank cell means; nil where it means «not given».
    package let fallback: String?
    package let note: Wording
    /// What a filled cell must name.
    package let reference: RegisteredName?
}

/// What the cells of a column hold.
package enum ColumnKind: Sendable, Hashable {
    /// Any text of one line or more.
    case text
    /// A code by which other rows name this one.
    case code
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// `yyyy-mm-dd`, `yyyy/m/d` or an Excel date cell.
    case day
    /// 是/否, 1/0, true/false.
    case flag
    /// One of a closed list.
    case choice([String])

    /// A count of things or people.
    static let count = ColumnKind.whole(0...1_000_000_000)
    /// An amount that isn't negative.
    static let amount = ColumnKind.number(0...1e15)

    static func choice<T: CaseIterable & RawRepresentable<String>>(_ type: T.Type) -> ColumnKind {
        .choice(T.allCases.map(\.rawValue))
    }
}

/// What rows of one form register, so that cells of others may name it.
package enum RegisteredName: String, Sendable, CaseIterable {
    case unit
    /// An inner body of a unit; known by unit and body.
    case body
    /// A duty of a unit; known by unit and duty.
    case duty
    /// A work item of a unit; known by unit and item.
    case item
}
