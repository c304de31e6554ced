internal import CXlsxWriter
internal import Diagnostics
internal import Glibc

/// Writes the rows of one worksheet as the text that libxlsxwriter would keep of them.
///
/// In its mode of constant memory the library writes each row to a temporary file of the worksheet
/// and copies that file into the workbook when it closes. Rows of plain cells go into that file
/// directly: a number by `printf`, a copy of every text and a search of its place in the row made
/// half of the time of a large workbook. Whatever else a cell may be the library writes itself.
struct RowWriter: ~Copyable {
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    /// Of each column: a cell up to the number of its row, and what follows that for a number and
    /// for a text.
    private let columns: [Column]
    private var bytes: [UInt8] = []

    private struct Column {
        let start: [UInt8]
        let number: [UInt8]
        let text: [UInt8]
    }

    private static let blockSize = 1 << 16

    /// - Parameter looks: Format of each column.
    init(
        _ worksheet: UnsafeMutablePointer<lxw_worksheet>,
        looks: [UnsafeMutablePointer<lxw_format>?]
    ) {
        self.worksheet = worksheet
        columns = looks.enumerated().map { index, look in
            let style = lxw_format_get_xf_index(look)
            return Column(
                start: Array("<c r=\"\(Place.letters(ofColumn: index + 1))".utf8),
                number: Array("\" s=\"\(style)\"><v>".utf8),
                text: Array("\" s=\"\(style)\" t=\"inlineStr\"><is><t".utf8))
        }
        // What the library has in hand comes before what follows.
        lxw_worksheet_write_single_row(worksheet)
        bytes.reserveCapacity(Self.blockSize + 4096)
    }

    /// Whether all cells are such as this writer takes.
    static func takes(_ cells: [Sheet.Cell]) -> Bool {
        cells.allSatisfy { cell in
            switch cell {
            case .text, .number, .day, .blank: true
            case .formula, .marked: false
            }
        }
    }

    /// - Parameter row: From 0, the header's.
    mutating func write(_ cells: [Sheet.Cell], at row: Int) {
        worksheet.pointee.dim_rowmax = max(worksheet.pointee.dim_rowmax, lxw_row_t(row))
        let number = Array(String(row + 1).utf8)
        append("<row r=\"")
        bytes += number
        append("\">")
        for index in 0..<min(cells.count, columns.count) {
            switch cells[index] {
            case .text(let text) where !text.isEmpty:
                open(index, number, columns[index].text)
                write(Spreadsheet.text(text))
                append("</t></is></c>")
            case .number(let value) where value.isFinite:
                open(index, number, columns[index].number)
                write(Spreadsheet.number(value))
                append("</v></c>")
            case .day(let day):
                open(index, number, columns[index].number)
                write(Double(Spreadsheet.serial(day)))
                append("</v></c>")
            default: continue
            }
        }
        append("</row>")
        if bytes.count >= Self.blockSize { flush() }
    }

    /// Hands over what has been written; the library may go on then.
    mutating func flush() {
        // A write that fails is found when the library copies and closes the file.
        fwrite(bytes, 1, bytes.count, worksheet.pointee.optimize_tmpfile)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func open(_ column: Int, _ row: [UInt8], _ rest: [UInt8]) {
        bytes += columns[column].start
        bytes += row
        bytes += rest
    }

    private mutating func write(_ value: Double) {
        if value == value.rounded(), abs(value) < 1e15 {
            bytes += String(Int(value)).utf8
        } else {
            bytes += value.description.utf8.lazy.map {
                $0 == UInt8(ascii: "e") ? UInt8(ascii: "E") : $0
            }
        }
    }

    /// A cleaned text, with the blanks at its ends kept.
    private mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { all in
            let hasBlankEnd =
                all.first.map(Self.isBlank) ?? false || all.last.map(Self.isBlank) ?? false
            append(hasBlankEnd ? " xml:space=\"preserve\">" : ">")
            var written = 0
            for index in all.indices {
                let escape: StaticString
                switch all[index] {
                case UInt8(ascii: "&"): escape = "&amp;"
                case UInt8(ascii: "<"): escape = "&lt;"
                case UInt8(ascii: ">"): escape = "&gt;"
                default: continue
                }
                bytes += UnsafeBufferPointer(rebasing: all[written..<index])
                append(escape)
                written = index + 1
            }
            bytes += UnsafeBufferPointer(rebasing: all[written...])
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }
}
