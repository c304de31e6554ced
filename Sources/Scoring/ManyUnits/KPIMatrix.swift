internal import Tables

/// Values of units by leaf, as far as some rows of a table tell.
struct KPIMatrix: Sendable {
    let leafCount: Int
    /// Numbers of the units in the order in which they were met.
    private(set) var units: [Int32] = []
    /// Per unit's number, its row; −1 where it has none.
    private var rowOfUnit: [Int32] = []
    /// Row after row; 0 where nothing is filled in.
    private(set) var values: [Double] = []
    private(set) var isFilled: [Bool] = []

    init(leafCount: Int) { self.leafCount = leafCount }

    /// - Returns: Whether there was no value yet.
    mutating func put(_ value: Double, unit: Int32, leaf: Int32) -> Bool {
        let place = row(of: unit) * leafCount + Int(leaf)
        if isFilled[place] { return false }
        (values[place], isFilled[place]) = (value, true)
        return true
    }

    private mutating func row(of unit: Int32) -> Int {
        if Int(unit) < rowOfUnit.count, rowOfUnit[Int(unit)] >= 0 {
            return Int(rowOfUnit[Int(unit)])
        }
        if Int(unit) >= rowOfUnit.count {
            let missing = Int(unit) + 1 - rowOfUnit.count
            rowOfUnit += repeatElement(-1, count: max(missing, rowOfUnit.count / 2))
        }
        let row = units.count
        rowOfUnit[Int(unit)] = Int32(row)
        // A quarter at a time: doubling would hold up to three times what is needed.
        if values.count + leafCount > values.capacity {
            reserve(units: units.count + max(units.count / 4, 1024))
        }
        units.append(unit)
        values.append(contentsOf: repeatElement(0, count: leafCount))
        isFilled.append(contentsOf: repeatElement(false, count: leafCount))
        return row
    }

    private mutating func reserve(units count: Int) {
        units.reserveCapacity(count)
        values.reserveCapacity(count * leafCount)
        isFilled.reserveCapacity(count * leafCount)
    }

    /// Adds what another one holds.
    ///
    /// - Returns: Whether no value is in both; otherwise what it holds means nothing.
    mutating func merge(_ other: KPIMatrix) -> Bool {
        reserve(units: units.count + other.units.count)
        for (row, unit) in other.units.enumerated() {
            let (target, source) = (self.row(of: unit) * leafCount, row * leafCount)
            for leaf in 0..<leafCount where other.isFilled[source + leaf] {
                if isFilled[target + leaf] { return false }
                values[target + leaf] = other.values[source + leaf]
                isFilled[target + leaf] = true
            }
        }
        return true
    }

    /// Least and greatest value of a leaf; nil where nobody has one.
    func range(of leaf: Int) -> (low: Double, high: Double)? {
        var found: (low: Double, high: Double)?
        for place in stride(from: leaf, to: values.count, by: leafCount) where isFilled[place] {
            let value = values[place]
            found = found.map { (min($0.low, value), max($0.high, value)) } ?? (value, value)
        }
        return found
    }
}
