/// Rows of text in columns that line up on a terminal, Chinese included.
struct TextTable {
    enum Alignment {
        case leading, trailing
    }

    private let alignments: [Alignment]
    private var rows: [[String]]

    init(_ columns: [(title: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.title)]
    }

    mutating func add(_ cells: [String]) {
        precondition(cells.count == alignments.count, "a row has a cell for every column")
        rows.append(cells)
    }

    /// The table with a rule under its head, each line ended.
    var text: String {
        let widths = alignments.indices.map { column in
            rows.reduce(0) { max($0, $1[column].displayWidth) }
        }
        var lines = rows.map { line($0, widths) }
        lines.insert(
            widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (column, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: widths[column] - cell.displayWidth)
            if column > 0 { text += "  " }
            text += alignments[column] == .leading ? cell + padding : padding + cell
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension String {
    /// Cells that a terminal gives this text: two for East Asian wide characters.
    ///
    /// Source: Unicode Standard Annex #11, the ranges that occur in Chinese text.
    var displayWidth: Int {
        unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: width
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3,
                0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
                0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}
