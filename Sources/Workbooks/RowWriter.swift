internal import Diagnostics
internal import Documents

/// How the cells of a sheet's columns begin, with the numbers of their formats.
struct RowLooks: Sendable {
    let columns: [Column]
    /// What follows the number of the row in a cell that stands out, with a text and without one.
    let markedText: ByteBuffer.Piece
    let markedBlank: ByteBuffer.Piece

    struct Column: Sendable {
        /// Up to the number of the row.
        let start: ByteBuffer.Piece
        /// What follows that for a number, a text and a formula.
        let number: ByteBuffer.Piece
        let text: ByteBuffer.Piece
        let formula: ByteBuffer.Piece
    }

    /// - Parameters:
    ///   - styles: Number of the format of each column.
    ///   - marked: That of cells that stand out.
    init(styles: [Int32], marked: Int32) {
        columns = styles.enumerated().map { index, style in
            Column(
                start: .init("<c r=\"\(Place.letters(ofColumn: index + 1))"),
                number: .init("\" s=\"\(style)\"><v>"), text: RowLooks.text(style),
                formula: .init("\" s=\"\(style)\" t=\"str\"><f>"))
        }
        markedText = RowLooks.text(marked)
        markedBlank = .init("\" s=\"\(marked)\"/>")
    }

    private static func text(_ style: Int32) -> ByteBuffer.Piece {
        .init("\" s=\"\(style)\" t=\"inlineStr\"><is><t")
    }
}

/// What somebody said of a cell.
struct CellNote: Sendable {
    /// From 0, the header's.
    let row: Int
    let column: Int
    let text: String
}

/// Writes rows of worksheets as XML.
///
/// The library could do it too: a number by `printf`, a copy of every text and a search of its
/// place in the row make half of the time of a large workbook.
struct RowWriter: ~Copyable {
    private let looks: RowLooks
    private let words = Words()
    /// What was written since it was cleared.
    private(set) var xml = ByteBuffer(capacity: RowWriter.blockSize + 1 << 14)
    private var notes: [CellNote] = []
    private var repeats: [Repeat]

    /// The text of a column in the row before: unit after unit it is the same in many rows.
    private struct Repeat {
        var text = ""
        /// From behind the number of the row on, once the text has come twice.
        var cell: [UInt8] = []
    }

    private struct Words {
        let rowStart = ByteBuffer.Piece("<row r=\"")
        let rowStartEnd = ByteBuffer.Piece("\">")
        let rowEnd = ByteBuffer.Piece("</row>")
        let valueEnd = ByteBuffer.Piece("</v></c>")
        let textEnd = ByteBuffer.Piece("</t></is></c>")
        let formulaEnd = ByteBuffer.Piece("</f><v>")
    }

    /// Bytes that are worth packing.
    private static let blockSize = 1 << 16

    init(_ looks: RowLooks) {
        self.looks = looks
        repeats = Array(repeating: Repeat(), count: looks.columns.count)
    }

    var isFull: Bool { xml.count >= Self.blockSize }

    mutating func clear() { xml.removeAll() }

    /// Notes on the rows written since they were taken last.
    mutating func takeNotes() -> [CellNote] {
        defer { notes = [] }
        return notes
    }

    /// - Parameter number: Of the row, from 0, the header's.
    mutating func write(_ cells: ArraySlice<Sheet.Cell>, at number: Int) {
        xml.append(words.rowStart)
        let digits = xml.append(digitsOf: number + 1)
        xml.append(words.rowStartEnd)
        var column = 0
        for cell in cells.prefix(looks.columns.count) {
            write(cell, column, digits)
            if case .marked(_, let note) = cell, !note.isEmpty {
                notes.append(CellNote(row: number, column: column, text: note))
            }
            column += 1
        }
        xml.append(words.rowEnd)
    }

    private mutating func write(_ cell: Sheet.Cell, _ number: Int, _ row: ByteBuffer.Digits) {
        let column = looks.columns[number]
        switch cell {
        case .text(let text) where !text.isEmpty:
            xml.append(column.start)
            xml.append(row)
            write(text, number)
        case .number(let value) where value.isFinite:
            open(column, row, column.number)
            xml.append(value: value)
            xml.append(words.valueEnd)
        case .day(let day):
            open(column, row, column.number)
            xml.append(decimal: Spreadsheet.serial(day))
            xml.append(words.valueEnd)
        case .marked(let text, _) where text.isEmpty:
            open(column, row, looks.markedBlank)
        case .marked(let text, _):
            open(column, row, looks.markedText)
            xml.append(text: text)
            xml.append(words.textEnd)
        case .formula(let formula, let result):
            open(column, row, column.formula)
            xml.append(content: formula.hasPrefix("=") ? String(formula.dropFirst()) : formula)
            xml.append(words.formulaEnd)
            xml.append(content: Spreadsheet.text(result))
            xml.append(words.valueEnd)
        case .text, .number, .blank: break
        }
    }

    private mutating func write(_ text: String, _ column: Int) {
        let isRepeated = text.hasBytes(of: repeats[column].text)
        if isRepeated, !repeats[column].cell.isEmpty {
            return xml.append(repeats[column].cell)
        }
        let start = xml.count
        xml.append(looks.columns[column].text)
        xml.append(text: text)
        xml.append(words.textEnd)
        if isRepeated {
            repeats[column].cell = xml.bytes(from: start)
        } else {
            repeats[column] = Repeat(text: text)
        }
    }

    @inline(__always)
    private mutating func open(
        _ column: RowLooks.Column, _ row: ByteBuffer.Digits, _ rest: ByteBuffer.Piece
    ) {
        xml.append(column.start)
        xml.append(row)
        xml.append(rest)
    }
}
