internal import Calendars

/// One table of a workbook, as values.
struct Sheet {
    let name: String
    let columns: [Column]
    /// One cell per column; a row may be shorter.
    let rows: [[Cell]]
    /// Columns that stay in sight when the reader scrolls to the right.
    var frozenColumns = 0
    /// Columns of scores that are shaded from pale to dark.
    var shadedColumns: ClosedRange<Int>?

    struct Column {
        let title: String
        let kind: Kind
        /// In characters of Latin type.
        let width: Double

        init(_ title: String, _ kind: Kind = .text, width: Double? = nil) {
            self.title = title
            self.kind = kind
            self.width = width ?? (kind == .text ? 14 : 10)
        }
    }

    /// What a column holds, which is how its numbers are shown.
    enum Kind: Hashable, CaseIterable {
        case text, whole, points, value, weight, share, hours, day
    }

    enum Cell: ExpressibleByStringLiteral {
        case text(String)
        case number(Double)
        case day(Day)
        case blank

        init(stringLiteral value: String) { self = .text(value) }

        init(_ text: String?) { self = text.map(Cell.text) ?? .blank }
        init(_ number: Double?) { self = number.map(Cell.number) ?? .blank }
        init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .blank }
        init(_ day: Day?) { self = day.map(Cell.day) ?? .blank }
    }
}

/// A native chart over columns of a sheet.
struct SheetChart {
    enum Kind {
        case bars, dots
    }

    let kind: Kind
    let title: String
    /// Name of the sheet with the data.
    let sheet: String
    /// Rows of the data below the header, from 0.
    let rows: ClosedRange<Int>
    /// Column of the names of bars, or of the places of dots across.
    let categories: Int
    let values: Int
    let categoriesTitle: String
    let valuesTitle: String
}
