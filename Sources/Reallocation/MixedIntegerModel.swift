/// A linear model over 0/1 columns, as an MPS file says it.
struct MixedIntegerModel {
    struct Column {
        let cost: Double
        /// Most; the least is 0.
        let upper: Double
        let isInteger: Bool
        var entries: [(row: Int, value: Double)] = []
    }

    /// Σ entries ≤ most.
    struct Row {
        var most: Double
    }

    private(set) var columns: [Column] = []
    private(set) var rows: [Row] = []

    mutating func addColumn(cost: Double, upper: Double = 1, isInteger: Bool = true) -> Int {
        columns.append(Column(cost: cost, upper: upper, isInteger: isInteger))
        return columns.count - 1
    }

    mutating func addRow(_ terms: [(column: Int, value: Double)], most: Double) {
        for term in terms where term.value != 0 {
            columns[term.column].entries.append((rows.count, term.value))
        }
        rows.append(Row(most: most))
    }

    /// In free MPS; columns are `C0`, `C1` … and rows `R0`, `R1` ….
    var mps: String {
        var text = "NAME quanjing\nROWS\n N COST\n"
        for row in rows.indices { text += " L R\(row)\n" }
        text += "COLUMNS\n"
        var isMarked = false
        for (index, column) in columns.enumerated() {
            if column.isInteger != isMarked {
                let mark = column.isInteger ? "INTORG" : "INTEND"
                text += " M\(index) 'MARKER' '\(mark)'\n"
                isMarked = column.isInteger
            }
            text += " C\(index) COST \(column.cost)\n"
            for entry in column.entries { text += " C\(index) R\(entry.row) \(entry.value)\n" }
        }
        if isMarked { text += " M\(columns.count) 'MARKER' 'INTEND'\n" }
        text += "RHS\n"
        for (index, row) in rows.enumerated() where row.most != 0 {
            text += " RHS R\(index) \(row.most)\n"
        }
        text += "BOUNDS\n"
        for (index, column) in columns.enumerated() {
            text += " UP BND C\(index) \(column.upper)\n"
        }
        return text + "ENDATA\n"
    }
}
