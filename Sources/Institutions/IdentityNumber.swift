internal import Calendars

/// ID-card numbers (居民身份证号), which no form may hold.
package enum IdentityNumber {
    /// The first ID-card number in a text: 17 digits and a digit or X, or 15 digits, with the code
    /// of a province and a birth date that exists; nil where there is none.
    ///
    /// The check digit is not asked for: a mistyped number is as personal as a right one.
    /// - Source: GB 11643-1999; province codes GB/T 2260.
    package static func first(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            guard isDigit(bytes[start]) else {
                start += 1
                continue
            }
            let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
            let digits = bytes[start..<end].map { Int($0) - 48 }
            let isFollowedByX = end < bytes.count && (bytes[end] | 0x20) == UInt8(ascii: "x")
            switch (digits.count, isFollowedByX) {
            case (17, true) where isLong(digits):
                return String(decoding: bytes[start...end], as: UTF8.self)
            case (18, false) where isLong(digits), (15, false) where isShort(digits):
                return String(decoding: bytes[start..<end], as: UTF8.self)
            default: start = end
            }
        }
        return nil
    }

    /// A number as a message may show it: the middle hidden.
    package static func masked(_ number: String) -> String {
        String(number.prefix(4)) + String(repeating: "*", count: max(0, number.count - 6))
            + String(number.suffix(2))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLong(_ digits: [Int]) -> Bool {
        isProvince(digits) && exists(year: number(digits[6..<10]), digits[10..<14])
            && (1850...2100).contains(number(digits[6..<10]))
    }

    private static func isShort(_ digits: [Int]) -> Bool {
        isProvince(digits) && exists(year: 1900 + number(digits[6..<8]), digits[8..<12])
    }

    private static func number(_ digits: ArraySlice<Int>) -> Int {
        digits.reduce(0) { $0 * 10 + $1 }
    }

    private static func isProvince(_ digits: [Int]) -> Bool {
        switch number(digits[0..<2]) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
        default: false
        }
    }

    private static func exists(year: Int, _ monthAndDay: ArraySlice<Int>) -> Bool {
        let value = number(monthAndDay)
        return Day(year: year, month: value / 100, day: value % 100) != nil
    }
}
