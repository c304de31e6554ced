/// A number as sentences show it: rounded half away from zero, thousands set off by commas.
///
/// −0 is 0. Full precision belongs in data, not in sentences.
///
/// - Parameter keepsZeros: Whether there are always as many decimals, as in a table; zeros at the
///   end of the decimals are left out else.
package func numeral(_ value: Double, decimals: Int = 1, keepsZeros: Bool = false) -> String {
    var text = ""
    withNumeral(value, decimals: decimals, keepsZeros: keepsZeros) {
        text = String(decoding: $0, as: UTF8.self)
    }
    return text
}

/// The same as bytes in UTF-8, for a text that is written as bytes.
package func withNumeral(
    _ value: Double, decimals: Int = 1, keepsZeros: Bool = false,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
    precondition((0...6).contains(decimals), "a sentence shows at most six decimals")
    guard value.isFinite, abs(value) < 1e12 else {
        return Array("\(value)".utf8).withUnsafeBufferPointer(body)
    }
    let units = UInt64((abs(value) * powersOfTen[decimals]).rounded())
    return withDigits(
        units, decimals: decimals, keepsZeros: keepsZeros, isNegative: value < 0 && units != 0,
        body)
}

private let powersOfTen: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

/// A share of one as per cent: 0.4567 is `45.7%`.
package func percent(_ share: Double, decimals: Int = 1) -> String {
    numeral(share * 100, decimals: decimals) + "%"
}

/// A whole number, thousands set off by commas.
package func numeral(_ value: Int) -> String {
    var text = ""
    withNumeral(value) { text = String(decoding: $0, as: UTF8.self) }
    return text
}

/// The same as bytes in UTF-8.
package func withNumeral(_ value: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withDigits(
        UInt64(value.magnitude), decimals: 0, keepsZeros: false, isNegative: value < 0, body)
}

/// The digits are written from the last to the first; most numbers of a page fit into a string
/// that takes no memory of its own.
///
/// - Parameter units: The number in units of its last decimal.
private func withDigits(
    _ units: UInt64, decimals: Int, keepsZeros: Bool, isNegative: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { room in
        var start = room.count
        func put(_ byte: UInt8) {
            start -= 1
            room[start] = byte
        }
        var rest = units
        var isKept = keepsZeros
        for _ in 0..<decimals {
            isKept = isKept || rest % 10 > 0
            if isKept { put(UInt8(ascii: "0") + UInt8(rest % 10)) }
            rest /= 10
        }
        if decimals > 0, isKept { put(UInt8(ascii: ".")) }
        var count = 0
        repeat {
            if count > 0, count % 3 == 0 { put(UInt8(ascii: ",")) }
            put(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            count += 1
        } while rest > 0
        if isNegative { for byte in "−".utf8.reversed() { put(byte) } }
        body(UnsafeBufferPointer(rebasing: room[start...]))
    }
}
