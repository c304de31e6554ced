internal import Glibc

/// A decimal number as it is written: sign · digits · 10^exponent, not yet rounded to anything.
struct Decimal {
    private(set) var isNegative = false
    private(set) var isPercent = false
    /// ASCII digits; at least one.
    private(set) var digits: [UInt8] = []
    /// Power of ten by which the digits, read as a whole number, are multiplied.
    private(set) var exponent = 0

    /// Longer texts are no numbers that anybody meant.
    static let lengthLimit = 400

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= Decimal.lengthLimit else { return nil }
        var rest = halfWidth(bytes)[...]
        if let sign = rest.first, sign == 0x2D || sign == 0x2B {
            isNegative = sign == 0x2D
            rest.removeFirst()
        }
        guard takeWholePart(&rest), takeFraction(&rest), takeExponent(&rest) else { return nil }
        while rest.first == 0x20 { rest.removeFirst() }
        if rest.first == 0x25 {
            isPercent = true
            exponent -= 2
            rest.removeFirst()
        }
        guard rest.isEmpty else { return nil }
    }

    /// Digits, either plain or in groups of three; none only before a decimal point.
    private mutating func takeWholePart(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let part = rest.prefix { isDigit($0) || $0 == comma }
        rest = rest[part.endIndex...]
        let groups = part.split(separator: comma, omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard (1...3).contains(groups[0].count),
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return false }
        }
        for group in groups { digits += group }
        return !digits.isEmpty || rest.first == 0x2E
    }

    private mutating func takeFraction(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == 0x2E else { return true }
        rest.removeFirst()
        let part = rest.prefix(while: isDigit)
        rest = rest[part.endIndex...]
        digits += part
        exponent -= part.count
        return !digits.isEmpty
    }

    private mutating func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let mark = rest.first, mark == 0x45 || mark == 0x65 else { return true }
        rest.removeFirst()
        let isDownward = rest.first == 0x2D
        if isDownward || rest.first == 0x2B { rest.removeFirst() }
        let part = rest.prefix(while: isDigit)
        rest = rest[part.endIndex...]
        guard !part.isEmpty, part.count <= 4 else { return false }
        let power = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        exponent += isDownward ? -power : power
        return true
    }

    /// The nearest Double, never -0; nil if it isn't finite.
    var double: Double? {
        var text = digits
        text.append(0x65)
        text += Array(String(exponent).utf8)
        text.append(0)
        let magnitude = text.withUnsafeBufferPointer { text in
            text.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { strtod($0, nil) } ?? .nan
            }
        }
        guard magnitude.isFinite else { return nil }
        return isNegative && magnitude > 0 ? -magnitude : magnitude
    }

    /// The whole number that it is; nil if it is none, a percentage, or doesn't fit.
    var whole: Int? {
        if isPercent { return nil }
        var kept = digits.drop { $0 == 0x30 }
        if kept.isEmpty { return 0 }
        if exponent < 0 {
            guard kept.count > -exponent, kept.suffix(-exponent).allSatisfy({ $0 == 0x30 })
            else { return nil }
            kept = kept.dropLast(-exponent)
        }
        var value = 0
        for digit in kept { guard append(Int(digit - 0x30), to: &value) else { return nil } }
        for _ in 0..<max(0, exponent) { guard append(0, to: &value) else { return nil } }
        return isNegative ? -value : value
    }

    private func append(_ digit: Int, to value: inout Int) -> Bool {
        let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
        let (sum, isStillTooLarge) = tens.addingReportingOverflow(digit)
        value = sum
        return !isTooLarge && !isStillTooLarge
    }
}
