/// Rows sorted by unit, each unit's in file order, so that those of one unit are a slice.
struct GroupedRows<Row: FormRecord>: Sendable {
    let rows: Row.Rows
    /// Where the rows of each unit start; one more at the end.
    private let starts: [Int]

    /// - Parameter unit: The unit of a row by position; rows of none are left out.
    /// - Complexity: O(rows + units): a stable counting sort.
    init(_ rows: Row.Rows, unitCount: Int, unit: (Row) -> Int?) {
        var counts = [Int](repeating: 0, count: unitCount + 1)
        let units = rows.map { unit($0).map(Int32.init) ?? -1 }
        for unit in units where unit >= 0 { counts[Int(unit) + 1] += 1 }
        for index in 0..<unitCount { counts[index + 1] += counts[index] }
        starts = counts
        // Files are often in this order already; the rows stand once then.
        if units.first ?? 0 >= 0, zip(units, units.dropFirst()).allSatisfy({ $0 <= $1 }) {
            self.rows = rows
            return
        }
        var order = [Int](repeating: 0, count: counts[unitCount])
        for (position, unit) in units.enumerated() where unit >= 0 {
            order[counts[Int(unit)]] = position
            counts[Int(unit)] += 1
        }
        self.rows = Row.Rows(order.lazy.map { rows[$0] })
    }

    /// Places of a unit's rows.
    func range(of unit: Int) -> Range<Int> { starts[unit]..<starts[unit + 1] }

    subscript(unit: Int) -> Row.Rows.SubSequence { rows[starts[unit]..<starts[unit + 1]] }
}
