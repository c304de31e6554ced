/// Supplied values (指标值) in 24 bytes each: units and codes, which come again and again, are held
/// once.
package struct SuppliedValues: RowStore {
    private var lines: [Int] = []
    private var values: [Double] = []
    private var unitNumbers: [UInt32] = []
    private var codeNumbers: [UInt32] = []
    private var units = NumberedNames()
    private var codes = NumberedNames()

    package init() {}

    package var startIndex: Int { 0 }
    package var endIndex: Int { values.count }

    package subscript(position: Int) -> KPIValue {
        get {
            KPIValue(
                line: lines[position], unitID: units[unitNumbers[position]],
                code: codes[codeNumbers[position]], value: values[position])
        }
        set {
            lines[position] = newValue.line
            values[position] = newValue.value
            unitNumbers[position] = units.number(of: newValue.unitID)
            codeNumbers[position] = codes.number(of: newValue.code)
        }
    }

    /// The first row of a code among some.
    func firstPosition(of code: String, in range: Range<Int>) -> Int? {
        codes.known(code).flatMap { number in range.first { codeNumbers[$0] == number } }
    }

    package mutating func append(_ row: KPIValue) {
        lines.append(row.line)
        values.append(row.value)
        unitNumbers.append(units.number(of: row.unitID))
        codeNumbers.append(codes.number(of: row.code))
    }

    package mutating func replaceSubrange(
        _ range: Range<Int>, with rows: some Collection<KPIValue>
    ) {
        let unitNumbers = rows.map { units.number(of: $0.unitID) }
        let codeNumbers = rows.map { codes.number(of: $0.code) }
        lines.replaceSubrange(range, with: rows.lazy.map(\.line))
        values.replaceSubrange(range, with: rows.lazy.map(\.value))
        self.unitNumbers.replaceSubrange(range, with: unitNumbers)
        self.codeNumbers.replaceSubrange(range, with: codeNumbers)
    }
}

/// Different names, each with a number from 0.
private struct NumberedNames: Sendable {
    private var names: [String] = []
    private var numbers: [String: UInt32] = [:]
    private var last = 0

    subscript(number: UInt32) -> String { names[Int(number)] }

    /// The number of a name; nil where it has none.
    func known(_ name: String) -> UInt32? { numbers[name] }

    /// The number of a name, a new one where it has none yet.
    mutating func number(of name: String) -> UInt32 {
        // Mostly the name of the row before, or the one that followed that.
        for guess in last...last + 1 where guess < names.count && names[guess] == name {
            last = guess
            return UInt32(guess)
        }
        let number = numbers[name] ?? UInt32(names.count)
        if number == names.count {
            names.append(name)
            numbers[name] = number
        }
        last = Int(number)
        return number
    }
}
