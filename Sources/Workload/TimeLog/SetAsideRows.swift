internal import Institutions

/// Rows of a log that don't count, per unit and fault, with the first of them.
struct SetAsideRows: Sendable {
    private var found: [(count: Int, lines: [Int])]

    private static let faults = TimeLogFault.allCases
    private static let linesKept = 20

    init(unitCount: Int) {
        found = Array(repeating: (0, []), count: unitCount * Self.faults.count)
    }

    /// Adds a row; rows come in file order.
    mutating func add(_ fault: TimeLogFault, of unit: Int, at row: RowAddress) {
        let place = unit * Self.faults.count + fault.rawValue
        found[place].count += 1
        if found[place].lines.count < Self.linesKept { found[place].lines.append(row.number) }
    }

    /// In the order of the faults, those that were met.
    func of(_ unit: Int) -> [UnitLog.SetAside] {
        Self.faults.compactMap { fault in
            let (count, lines) = found[unit * Self.faults.count + fault.rawValue]
            return count == 0 ? nil : .init(fault: fault, count: count, lines: lines)
        }
    }
}
