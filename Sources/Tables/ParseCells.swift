package import Calendars

/// A finite decimal number as forms write it, correctly rounded; nil if the bytes are none.
///
/// Understood: full-width digits and signs, thousands separators in groups of three, a sign, an
/// exponent as Excel writes it (1E+05), and a percent sign, which divides by 100. Blanks around
/// the number must be gone already. Chinese numerals are not understood.
@inlinable
package func parseNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    shortNumber(bytes) ?? longNumber(bytes)
}

/// A whole number as forms write it: 1234, 1,234, 12.0, 1E+05; nil if the bytes are none or it
/// doesn't fit. A percentage is no whole number.
@inlinable
package func parseWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    shortWhole(bytes) ?? longWhole(bytes)
}

@usableFromInline
func longNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? { Decimal(bytes)?.double }

@usableFromInline
func longWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? { Decimal(bytes)?.whole }

/// Up to 18 ASCII digits and nothing else.
@inlinable
func shortWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var value = 0
    for byte in bytes {
        let digit = byte &- 0x30
        guard digit < 10 else { return nil }
        value = value &* 10 &+ Int(digit)
    }
    return value
}

/// Up to 15 ASCII digits, perhaps with a point among them: both the digits and the power of ten
/// are exact in a Double, so their quotient is correctly rounded.
@inlinable
func shortNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count <= 16 else { return nil }
    var (value, digitCount, fractionCount, hasPoint) = (0, 0, 0, false)
    for byte in bytes {
        let digit = byte &- 0x30
        if digit < 10 {
            value = value &* 10 &+ Int(digit)
            digitCount &+= 1
            if hasPoint { fractionCount &+= 1 }
        } else if byte == 0x2E && !hasPoint {
            hasPoint = true
        } else {
            return nil
        }
    }
    guard digitCount > 0, digitCount <= 15 else { return nil }
    return fractionCount == 0 ? Double(value) : Double(value) / powerOfTen(fractionCount)
}

/// 10^n for n in 0…15, exact.
@inlinable
func powerOfTen(_ n: Int) -> Double {
    var (power, left) = (1, n)
    while left > 0 {
        power &*= 10
        left &-= 1
    }
    return Double(power)
}

/// 是/否, 1/0, true/false in any letter case; nil if the bytes are none of them.
package func parseFlag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let text = halfWidth(bytes).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    switch String(decoding: text, as: UTF8.self) {
    case "是", "1", "true": return true
    case "否", "0", "false": return false
    default: return nil
    }
}

/// A day as `yyyy-mm-dd` or `yyyy/m/d`, perhaps with a time of zero behind it as spreadsheets
/// export it; nil if the bytes are none or the day doesn't exist.
package func parseDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    shortDay(bytes) ?? longDay(bytes)
}

/// Ten bytes `yyyy-mm-dd`.
private func shortDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    var isDigits = true
    func digit(_ position: Int) -> Int {
        let digit = bytes[position] &- 0x30
        if digit > 9 { isDigits = false }
        return Int(digit)
    }
    let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
    let (month, day) = (digit(5) &* 10 &+ digit(6), digit(8) &* 10 &+ digit(9))
    return isDigits ? Day(year: year, month: month, day: day) : nil
}

private func longDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard bytes.count >= 8, bytes.count <= 64 else { return nil }
    var rest = halfWidth(bytes)[...]
    func number(_ lengths: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return lengths.contains(digits.count)
            ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
    guard let year = number(4...4), let separator = rest.popFirst(),
        separator == 0x2D || separator == 0x2F, let month = number(1...2),
        rest.popFirst() == separator, let day = number(1...2)
    else { return nil }
    if let mark = rest.popFirst() {
        guard mark == 0x20 || mark == 0x54, isZeroTime(rest) else { return nil }
    }
    return Day(year: year, month: month, day: day)
}

/// 0:00, 00:00, 00:00:00, 00:00:00.000
private func isZeroTime(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    return (2...3).contains(parts.count)
        && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 == 0x30 || $0 == 0x2E } }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// The bytes with full-width ASCII made half-width.
func halfWidth(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var narrow: [UInt8] = []
    narrow.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        let byte = bytes[position]
        if byte == 0xEF, position + 2 < bytes.count,
            let ascii = halfWidth(bytes[position + 1], bytes[position + 2])
        {
            narrow.append(ascii)
            position += 3
        } else {
            narrow.append(byte)
            position += 1
        }
    }
    return narrow
}

/// U+FF01…U+FF5E are EF BC 81…BF and EF BD 80…9E.
private func halfWidth(_ second: UInt8, _ third: UInt8) -> UInt8? {
    switch (second, third) {
    case (0xBC, 0x81...0xBF): third - 0x60
    case (0xBD, 0x80...0x9E): third - 0x20
    default: nil
    }
}
