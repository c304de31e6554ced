internal import Calendars

/// ID-card numbers (居民身份证号), which no form may hold and no message may show.
package enum IdentityNumber {
    /// Fewer UTF-8 bytes than this hold no number.
    package static let shortest = 15

    /// The first ID-card number in a text, in half-width digits: 17 digits and a digit or X, or 15
    /// digits, with the code of a province and a birth date that exists; nil where there is none.
    ///
    /// Full-width digits are digits. The check digit is not asked for: a mistyped number is as
    /// personal as a right one.
    /// - Source: GB 11643-1999; province codes GB/T 2260.
    package static func first(in text: String) -> String? {
        var text = text
        return text.withUTF8 { first(in: $0) }
    }

    /// The first ID-card number in UTF-8 bytes.
    package static func first(in text: UnsafeBufferPointer<UInt8>) -> String? {
        next(in: text, from: 0)?.number
    }

    /// Whether the text is a number and nothing else.
    package static func isWhole(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in next(in: bytes, from: 0)?.place == 0..<bytes.count }
    }

    /// A number as a message may show it: the middle hidden.
    package static func masked(_ number: String) -> String {
        String(number.prefix(4)) + String(repeating: "*", count: max(0, number.count - 6))
            + String(number.suffix(2))
    }

    /// A text as a message may show it: the middle of every number hidden.
    package static func masking(_ text: String) -> String {
        var text = text
        guard text.utf8.count >= shortest else { return text }
        let hidden: String? = text.withUTF8 { bytes in
            guard var found = next(in: bytes, from: 0) else { return nil }
            var (hidden, end) = ("", 0)
            while true {
                hidden += String(decoding: bytes[end..<found.place.lowerBound], as: UTF8.self)
                hidden += masked(found.number)
                end = found.place.upperBound
                guard let another = next(in: bytes, from: end) else { break }
                found = another
            }
            return hidden + String(decoding: bytes[end...], as: UTF8.self)
        }
        return hidden ?? text
    }

    /// The first number from a byte on, and the bytes that it takes.
    private static func next(
        in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (number: String, place: Range<Int>)? {
        var start = start
        while start + shortest <= text.count {
            guard let first = sign(text, start), first.digit != nil else {
                start += 1
                continue
            }
            var (digits, end) = ([Int](), start)
            var following = sign(text, end)
            while let next = following, let digit = next.digit {
                digits.append(digit)
                end += next.length
                following = sign(text, end)
            }
            switch (digits.count, following) {
            case (17, let x?) where isLong(digits):
                return (digits.text + "X", start..<end + x.length)
            case (18, nil) where isLong(digits),
                (15, nil) where isShort(digits) && !isDecimals(text, start):
                return (digits.text, start..<end)
            default: start = end
            }
        }
        return nil
    }

    /// Whether digits are the decimals of a number that is the whole text: a value told to 15
    /// places is nobody's old number.
    private static func isDecimals(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start > 1, text[start - 1] == UInt8(ascii: ".") else { return false }
        let signs = Array("0123456789.+-%eE".utf8)
        return text.allSatisfy { signs.contains($0) } && text.count { $0 == text[start - 1] } == 1
            && (0x30...0x39).contains(text[start - 2])
    }

    /// A digit or X (nil digit), half-width or full-width, and its length in bytes.
    private static func sign(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> (digit: Int?, length: Int)? {
        guard place < text.count else { return nil }
        let byte = text[place]
        if (0x30...0x39).contains(byte) { return (Int(byte) - 0x30, 1) }
        if byte | 0x20 == UInt8(ascii: "x") { return (nil, 1) }
        guard byte == 0xEF, place + 2 < text.count else { return nil }
        switch (text[place + 1], text[place + 2]) {
        case (0xBC, 0x90...0x99): return (Int(text[place + 2]) - 0x90, 3)
        case (0xBC, 0xB8), (0xBD, 0x98): return (nil, 3)
        default: return nil
        }
    }

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

extension [Int] {
    fileprivate var text: String { map(String.init).joined() }
}
