package import Diagnostics
internal import Languages
package import Tables

/// The items that a time log may name, each with what a minute of it counts.
///
/// Coefficients are kept as whole numbers of a decimal unit, so that sums don't depend on the order
/// of the rows.
package struct ItemCoefficients: Sendable {
    /// Units of a coefficient of 1: a power of ten.
    package let scale: UInt64
    /// Coefficients in units.
    private let coefficients: [UInt64]
    /// Items of at most eight bytes by these bytes; 0 is free. A power of two in length.
    private var shortKeys: [UInt64]
    private var shortItems: [Int32]
    /// Longer items, and the number of each.
    private var longKeys = ByteIndex()
    private var longItems: [Int] = []

    /// Decimals of a coefficient that count.
    private static let decimalLimit = 12

    /// - Parameter items: Distinct, not blank, with coefficients in 0…1000.
    package init(_ items: [(item: String, coefficient: Double)]) {
        let decimals = items.map { ItemCoefficients.decimals(of: $0.coefficient) }.max() ?? 0
        scale = (0..<min(decimals, Self.decimalLimit)).reduce(1) { power, _ in power * 10 }
        let unit = Double(scale)
        coefficients = items.map { UInt64(($0.coefficient * unit).rounded()) }
        var size = 64
        while size < 4 * items.count { size *= 2 }
        shortKeys = Array(repeating: 0, count: size)
        shortItems = Array(repeating: -1, count: size)
        for (number, item) in items.enumerated() {
            let bytes = Array(item.item.utf8)
            if bytes.count > 8 {
                _ = longKeys.insert(bytes.span)
                longItems.append(number)
                continue
            }
            let key = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var slot = slot(of: key)
            while shortKeys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            (shortKeys[slot], shortItems[slot]) = (key, Int32(number))
        }
    }

    /// Decimals of the shortest decimal that reads back as the number.
    private static func decimals(of number: Double) -> Int {
        let text = number.description
        let parts = text.split(separator: "e")
        let point = parts[0].firstIndex(of: ".")
        let fraction = point.map { parts[0][parts[0].index(after: $0)...] } ?? ""
        let digits = fraction == "0" ? 0 : fraction.count
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        return max(0, digits - exponent)
    }

    /// What a minute of an item counts, in units.
    @inline(__always)
    func coefficient(_ item: Int) -> UInt64 { coefficients[item] }

    /// The number of an item by its bytes, at most eight, as a number with the first byte lowest;
    /// −1 if there is none.
    @inline(__always)
    func item(short key: UInt64) -> Int {
        var slot = slot(of: key)
        while shortKeys[slot] != key {
            if shortKeys[slot] == 0 { return -1 }
            slot = (slot &+ 1) & (shortKeys.count &- 1)
        }
        return Int(shortItems[slot])
    }

    /// The number of an item by its bytes; nil if there is none.
    mutating func item(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if bytes.isEmpty { return nil }
        if bytes.count > 8 { return longKeys.find(bytes.span).map { longItems[$0] } }
        let number = item(short: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        return number < 0 ? nil : number
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        // Fibonacci hashing: the golden ratio spreads keys that differ in few bits.
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & (shortKeys.count &- 1)
    }
}

extension ItemCoefficients {
    static let columns: [Column] = [
        .required("item_id", "事项编码"), .required("coefficient", "系数"),
    ]
    private static let coefficientRange = 0.0...1000

    /// Reads a table of items; further columns are left out with a warning.
    ///
    /// - Returns: Nil where it can't be read as a table; with errors in the log it lacks rows.
    package static func read(
        _ source: TableSource, into log: inout DiagnosticLog
    ) -> ItemCoefficients? {
        var items: [(item: String, coefficient: Double)] = []
        var lineOfItem: [String: Int] = [:]
        let table = readTable(source, columns: columns, into: &log) { row, log in
            let (item, coefficient) = (row.text(0, &log), row.number(1, &log))
            guard let item, let coefficient else { return }
            if let first = lineOfItem[item] {
                row.report(
                    .duplicateKey, 0, expected: Wording(zh: "事项不重复", en: "an item given once"),
                    message: Wording(
                        zh: "与第 \(first) 行重复：\(item)", en: "repeats line \(first): \(item)"),
                    remedy: Wording(zh: "请只保留一行", en: "keep one of the rows"), into: &log)
                return
            }
            lineOfItem[item] = row.line
            guard coefficientRange.contains(coefficient) else {
                row.report(
                    .outOfRange, 1, expected: Wording("0…1000"),
                    message: Wording(
                        zh: "系数应在 0 至 1000 之间", en: "a coefficient lies in 0…1000"),
                    remedy: Wording(zh: "请核对系数", en: "check the coefficient"), into: &log)
                return
            }
            items.append((item, coefficient))
        }
        return table == nil ? nil : ItemCoefficients(items)
    }
}
