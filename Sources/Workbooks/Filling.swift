/// How people fill a sheet: what each column takes, with words that show while a cell is chosen.
///
/// The header and locked columns are protected without a password, so that a slip of the hand
/// doesn't rename a column and an office that must can lift it.
package struct Filling: Sendable {
    /// One per column of the sheet.
    package let columns: [Column]

    package init(columns: [Column]) {
        self.columns = columns
    }

    package struct Column: Sendable {
        package let entry: Entry
        /// Shown in another colour at the head.
        package let isRequired: Bool
        /// Shown while a cell is chosen; the first 255 characters.
        package let hint: String

        package init(_ entry: Entry, isRequired: Bool = false, hint: String) {
            self.entry = entry
            self.isRequired = isRequired
            self.hint = hint
        }
    }

    /// What a cell takes; anything else is refused as it is typed.
    package enum Entry: Sendable, Hashable {
        case text
        /// One of these, offered as a list; 255 characters in all with commas between them.
        case choice([String])
        case number(ClosedRange<Double>)
        case whole(ClosedRange<Int>)
        case day
        /// What stands there can't be changed.
        case locked
    }

    /// Rows below the header in which entries are checked.
    static let rows = 10_000
}
