/// Finds the header among the first rows of a sheet, which may have a title above it and may
/// stretch over two rows with merged cells.
struct HeaderSearch {
    /// So many rows that aren't blank are looked at.
    static let depth = 20

    /// The header cells, each column's from the row that names it best.
    let header: SheetRow
    /// The first row behind the header, as an index among the rows.
    let next: Int
    /// Declared columns that the header names.
    let found: Set<Int>

    /// - Precondition: There is a row.
    init(_ rows: [SheetRow], _ columns: [Column]) {
        let names = columns.headerNames
        let matches = rows.map { row in
            row.texts.map { $0.isEmpty ? nil : names[Header.plain($0)] }
        }
        let counts = matches.map { Set($0.compactMap { $0 }).count }
        let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
        guard counts[best] > 0 else {
            (header, next, found) = (rows[0], 1, [])
            return
        }
        var cells = rows[best].texts
        var known = matches[best]
        /// Takes what another row names where the best names nothing known.
        func take(_ index: Int) {
            for (field, column) in matches[index].enumerated() {
                guard let column, !known.contains(column) else { continue }
                while cells.count <= field {
                    cells.append("")
                    known.append(nil)
                }
                guard known[field] == nil else { continue }
                (cells[field], known[field]) = (rows[index].text(field), column)
            }
        }
        if best > 0, counts[best - 1] > 0 { take(best - 1) }
        var next = best + 1
        if next < rows.count, HeaderSearch.isHeader(rows[next], matches[next]) {
            take(next)
            next += 1
        }
        var header = SheetRow()
        header.line = rows[best].line
        for cell in cells { header.add(Array(cell.utf8)) }
        self.header = header
        self.next = next
        found = Set(known.compactMap { $0 })
    }

    /// Whether every cell of a row is the name of a column.
    private static func isHeader(_ row: SheetRow, _ matches: [Int?]) -> Bool {
        row.texts.indices.allSatisfy { matches[$0] != nil || row.text($0).isEmpty }
    }
}

extension [Column] {
    /// Every header by which a column is known, in the form for comparison.
    var headerNames: [String: Int] {
        var names: [String: Int] = [:]
        for (index, column) in enumerated() {
            for header in column.headers where names[Header.plain(header)] == nil {
                names[Header.plain(header)] = index
            }
        }
        return names
    }
}
