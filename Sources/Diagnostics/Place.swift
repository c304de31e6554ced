public import Languages

/// Where in supplied material a problem stands.
public struct Place: Sendable, Hashable {
    /// Path relative to the evaluation folder, or as the user gave it.
    public let file: String
    /// The sheet of a workbook; nil in a text file, and for a whole workbook.
    public let sheet: String?
    /// Physical line, from 1, of the record's first byte, or the row of a sheet; nil for a whole
    /// file, sheet or folder.
    public let line: Int?
    /// Column (field of a table, column of a sheet, character of a text), from 1; nil for a whole
    /// line.
    public let column: Int?

    public init(file: String, sheet: String? = nil, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.sheet = sheet
        self.line = line
        self.column = column
    }

    /// A line, or a cell of it, in the same file and sheet.
    public func at(line: Int?, column: Int? = nil) -> Place {
        Place(file: file, sheet: sheet, line: line, column: column)
    }

    /// The cell as a spreadsheet names it, such as `F214`; nil outside workbooks and for what is
    /// no cell.
    public var cell: String? {
        guard sheet != nil, let line, let column, column >= 1 else { return nil }
        return Place.letters(ofColumn: column) + String(line)
    }

    /// A, B, … Z, AA, AB … of a column from 1.
    package static func letters(ofColumn column: Int) -> String {
        var (rest, letters) = (column, "")
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

extension Place {
    /// How a message about another place names this one: by its line alone in the same table.
    public func wording(seenFrom other: Place) -> Wording {
        guard file == other.file, sheet == other.sheet, let line else {
            return Wording(zh: " \(self) ", en: description)
        }
        return Wording(zh: "第 \(line) 行", en: "line \(line)")
    }
}

extension Place: CustomStringConvertible {
    /// `file:line:column`, as compilers print it; `file · sheet · F214` in a workbook.
    public var description: String {
        guard let sheet else {
            return [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
                .joined(separator: ":")
        }
        return [file, sheet, cell ?? line.map(String.init)].compactMap { $0 }
            .joined(separator: " · ")
    }
}

extension Place: Comparable {
    /// By file, then sheet, line and column; what has none comes before what has one.
    public static func < (a: Place, b: Place) -> Bool {
        (a.file, a.sheet ?? "", a.line ?? 0, a.column ?? 0)
            < (b.file, b.sheet ?? "", b.line ?? 0, b.column ?? 0)
    }
}
