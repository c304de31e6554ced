internal import Calendars

/// A number of a sheet as the text that a CSV of the same content would have.
enum CellNumber {
    /// From here on a spreadsheet has dropped digits.
    static let digitLimit = 1e15

    /// Adds the number; false where the bytes are no number or no day.
    ///
    /// A number is rounded to the 15 digits that a spreadsheet shows, so that 0.1 + 0.2 is 0.3; a
    /// fraction keeps every digit. A day is `yyyy-mm-dd`, with ` hh:mm:ss` where it has a time.
    static func append(
        _ source: [UInt8], as meaning: NumberFormats.Meaning, from1904: Bool,
        to text: inout [UInt8]
    ) -> Bool {
        if meaning == .number, isShort(source) {
            text.append(contentsOf: source)
            return true
        }
        guard let value = value(source) else { return false }
        switch meaning {
        case .number: text += plain(value)
        case .fraction: text += Array("\(value)".utf8)
        case .padded(let count):
            let digits = plain(value)
            let isWhole = value >= 0 && digits.allSatisfy(isDigit)
            if isWhole { text += [UInt8](repeating: 0x30, count: max(0, count - digits.count)) }
            text += digits
        case .date, .time:
            guard let moment = SerialMoment(value, from1904: from1904) else { return false }
            text += Array(moment.text(isTime: meaning == .time).utf8)
        }
        return true
    }

    /// Finite, and written as XML Schema writes numbers.
    static func value(_ source: [UInt8]) -> Double? {
        let isPlain = source.allSatisfy {
            isDigit($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 | 0x20 == 0x65
        }
        return isPlain ? source.withUnsafeBufferPointer { parseNumber($0) } : nil
    }

    /// At most 15 digits, perhaps with a point among them: nothing to round or to leave out.
    private static func isShort(_ source: [UInt8]) -> Bool {
        guard let last = source.last, source.count <= 15, isDigit(last), isDigit(source[0])
        else { return false }
        return source.allSatisfy { isDigit($0) || $0 == 0x2E }
            && (last != 0x30 || !source.contains(0x2E)) && source.count { $0 == 0x2E } <= 1
    }

    /// The number with at most 15 digits.
    private static func plain(_ value: Double) -> [UInt8] {
        if value == 0 { return [0x30] }
        let shown = Array("\(abs(value))".utf8)
        let mark = shown.firstIndex { $0 == 0x65 } ?? shown.endIndex
        let mantissa = shown[..<mark]
        let point = mantissa.firstIndex(of: 0x2E) ?? mark
        var exponent = Int(String(decoding: shown[mark...].dropFirst(), as: UTF8.self)) ?? 0
        exponent += point
        var digits = mantissa.filter { $0 != 0x2E }
        let zeros = digits.prefix { $0 == 0x30 }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        if digits.count > 15 {
            let roundsUp = digits[15] >= 0x35
            digits.removeSubrange(15...)
            if roundsUp, increment(&digits) { exponent += 1 }
        }
        while digits.last == 0x30 { digits.removeLast() }
        return (value < 0 ? [0x2D] : []) + written(digits, exponent)
    }

    /// Adds one in the last place; true where a place is gained.
    private static func increment(_ digits: inout [UInt8]) -> Bool {
        for place in digits.indices.reversed() {
            if digits[place] < 0x39 {
                digits[place] += 1
                return false
            }
            digits[place] = 0x30
        }
        digits.insert(0x31, at: 0)
        return true
    }

    /// 0.digits · 10^exponent without an exponent, unless that is very long.
    private static func written(_ digits: [UInt8], _ exponent: Int) -> [UInt8] {
        let zero: UInt8 = 0x30
        switch exponent {
        case ...(-20), 25...:
            return digits[..<1] + [0x2E] + (digits.count > 1 ? Array(digits[1...]) : [zero])
                + Array("E\(exponent - 1)".utf8)
        case ...0:
            return [zero, 0x2E] + [UInt8](repeating: zero, count: -exponent) + digits
        case ..<digits.count: return digits[..<exponent] + [0x2E] + digits[exponent...]
        default: return digits + [UInt8](repeating: zero, count: exponent - digits.count)
        }
    }
}

/// A day and a second of it, as spreadsheets number them.
private struct SerialMoment {
    /// Days since the system's day 0.
    let serial: Int
    let second: Int
    let from1904: Bool

    /// nil before the system's first day and after the year 9999.
    init?(_ value: Double, from1904: Bool) {
        let limit = from1904 ? 2_957_004.0 : 2_958_466.0
        guard value >= 0, value < limit else { return nil }
        let seconds = Int((value * 86_400).rounded())
        (serial, second) = (seconds / 86_400, seconds % 86_400)
        self.from1904 = from1904
    }

    func text(isTime: Bool) -> String {
        // A format without a date shows a clock, or a duration of some days; not a moment of today.
        if isTime, serial < 366 { return clock(hours: serial * 24 + second / 3600) }
        return day + (second == 0 ? "" : " " + clock(hours: second / 3600))
    }

    private func clock(hours: Int) -> String {
        [hours, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }

    private var day: String {
        if from1904 { return day(Day.first1904 + serial) }
        // Spreadsheets count a 29 February 1900 that never was, and a day before the first.
        switch serial {
        case 0: return "1900-01-00"
        case 60: return "1900-02-29"
        case ..<60: return day(Day.first1904 - 1461 + serial)
        default: return day(Day.first1904 - 1462 + serial)
        }
    }

    private func day(_ number: Int) -> String { Day(number: Int32(number)).description }
}

extension Day {
    /// The number of 1 January 1904.
    fileprivate static let first1904 = -24_107
}
