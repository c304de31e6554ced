package import Calendars

/// One table of a workbook, as values.
package struct Sheet: Sendable {
    package let name: String
    package let columns: [Column]
    package let rows: Rows
    /// Columns that stay in sight when the reader scrolls to the right.
    package var frozenColumns = 0
    /// Columns of scores that are shaded from pale to dark.
    package var shadedColumns: ClosedRange<Int>?
    /// How people fill it; nil for a sheet that is only read.
    package var filling: Filling?

    package struct Column: Sendable {
        package let title: String
        package let kind: Kind
        /// In characters of Latin type.
        package let width: Double

        package init(_ title: String, _ kind: Kind = .text, width: Double? = nil) {
            self.title = title
            self.kind = kind
            self.width = width ?? (kind == .text ? 14 : 10)
        }
    }

    package init(
        name: String, columns: [Column], rows: [[Cell]], frozenColumns: Int = 0,
        shadedColumns: ClosedRange<Int>? = nil, filling: Filling? = nil
    ) {
        self.init(
            name: name, columns: columns,
            rows: Rows(count: 1) { _, part in for row in rows { part.addRow(row) } },
            frozenColumns: frozenColumns, shadedColumns: shadedColumns, filling: filling)
    }

    package init(
        name: String, columns: [Column], rows: Rows, frozenColumns: Int = 0,
        shadedColumns: ClosedRange<Int>? = nil, filling: Filling? = nil
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.frozenColumns = frozenColumns
        self.shadedColumns = shadedColumns
        self.filling = filling
    }

    /// Rows of cells, one cell per column; a row may be shorter. They are made part by part when
    /// they are asked for, so that a sheet of many rows is never held whole.
    package struct Rows: Sequence, Sendable {
        /// Number of parts.
        let count: Int
        private let add: @Sendable (_ part: Int, _ rows: inout Part) -> Void

        /// - Parameters:
        ///   - count: Number of parts.
        ///   - add: Adds the rows of a part; equal ones whenever it is asked, on any thread.
        package init(
            count: Int, add: @escaping @Sendable (_ part: Int, _ rows: inout Part) -> Void
        ) {
            self.count = count
            self.add = add
        }

        /// Adds the rows of a part to others.
        func add(_ part: Int, to rows: inout Part) { add(part, &rows) }

        package var isEmpty: Bool { first { _ in true } == nil }

        package func makeIterator() -> some IteratorProtocol<[Cell]> {
            (0..<count).lazy.flatMap { number -> [[Cell]] in
                var part = Part()
                add(number, &part)
                return (0..<part.rowCount).map { Array(part[$0]) }
            }.makeIterator()
        }
    }

    /// Rows while they are made: their cells one after the other.
    package struct Part: Sendable {
        private var row = Row()
        /// Where each row ends among the cells.
        private var ends: [Int] = []
        /// What every row added from now on begins with.
        package var lead: [Cell] = []

        var rowCount: Int { ends.count }

        subscript(number: Int) -> ArraySlice<Cell> {
            row.cells[(number > 0 ? ends[number - 1] : 0)..<ends[number]]
        }

        package mutating func addRow(_ cells: [Cell]) {
            addRow { $0.add(cells) }
        }

        /// Adds a row of cells that are added one by one, which needs no array of them.
        package mutating func addRow(_ addCells: (inout Row) -> Void) {
            row.add(lead)
            addCells(&row)
            ends.append(row.cells.count)
        }

        mutating func clear() {
            row.cells.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            lead = []
        }
    }

    /// A row while it is made.
    package struct Row: Sendable {
        /// With those of the rows before it.
        fileprivate(set) var cells: [Cell] = []

        package mutating func add(_ cell: Cell) { cells.append(cell) }

        package mutating func add(_ cells: [Cell]) { self.cells += cells }
    }

    /// What a column holds, which is how its numbers are shown.
    package enum Kind: Hashable, Sendable, CaseIterable {
        case text, whole, points, value, weight, share, hours, day
        /// Texts that stay as they are typed: `0012`, `1/3`.
        case literal
        /// Numbers with the digits that they have.
        case plain
        /// Texts of several lines.
        case prose
    }

    package enum Cell: Sendable, ExpressibleByStringLiteral {
        case text(String)
        case number(Double)
        case day(Day)
        case blank
        /// A formula such as `='Sheet one'!$B$2`, with the text that it gives.
        indirect case formula(String, gives: String)
        /// A text in a cell that stands out, with a note on it.
        indirect case marked(String, note: String)

        package init(stringLiteral value: String) { self = .text(value) }

        package init(_ text: String?) { self = text.map(Cell.text) ?? .blank }
        package init(_ number: Double?) { self = number.map(Cell.number) ?? .blank }
        package init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .blank }
        package init(_ day: Day?) { self = day.map(Cell.day) ?? .blank }
    }
}

/// A native chart over columns of a sheet.
package struct SheetChart: Sendable {
    package enum Kind: Sendable {
        case bars, dots
    }

    package let kind: Kind
    package let title: String
    /// Name of the sheet with the data.
    package let sheet: String
    /// Rows of the data below the header, from 0.
    package let rows: ClosedRange<Int>
    /// Column of the names of bars, or of the places of dots across.
    package let categories: Int
    package let values: Int
    package let categoriesTitle: String
    package let valuesTitle: String

    package init(
        kind: Kind, title: String, sheet: String, rows: ClosedRange<Int>, categories: Int,
        values: Int, categoriesTitle: String, valuesTitle: String
    ) {
        self.kind = kind
        self.title = title
        self.sheet = sheet
        self.rows = rows
        self.categories = categories
        self.values = values
        self.categoriesTitle = categoriesTitle
        self.valuesTitle = valuesTitle
    }
}
