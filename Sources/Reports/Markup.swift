/// Markup that data can't break: only literals go in as they are, every value is escaped.
///
/// `page += "<td>\(unit.name)</td>"` writes a cell whatever the unit is called, in a text or in a
/// quoted attribute.
struct Markup: Sendable, Hashable {
    /// UTF-8.
    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    static func += (markup: inout Markup, other: Markup) {
        markup.bytes.append(contentsOf: other.bytes)
    }

    static func + (first: Markup, second: Markup) -> Markup {
        var both = first
        both += second
        return both
    }

    var isEmpty: Bool { bytes.isEmpty }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Markup: ExpressibleByStringInterpolation {
    // A static literal is what the compiler has seen: no value can pass for markup.
    init(stringLiteral value: StaticString) {
        bytes.append(literal: value)
    }

    init(stringInterpolation: Interpolation) {
        bytes = stringInterpolation.bytes
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            bytes.append(literal: literal)
        }

        mutating func appendInterpolation(_ text: String) {
            bytes.append(escaping: text)
        }

        mutating func appendInterpolation(_ markup: Markup) {
            bytes.append(contentsOf: markup.bytes)
        }

        mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        /// A coordinate: at most two decimals, in the way SVG reads numbers.
        mutating func appendInterpolation(at coordinate: Double) {
            bytes.append(coordinate: coordinate)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func append(escaping text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append(literal: "&amp;")
            case UInt8(ascii: "<"): append(literal: "&lt;")
            case UInt8(ascii: ">"): append(literal: "&gt;")
            case UInt8(ascii: "\""): append(literal: "&quot;")
            case UInt8(ascii: "'"): append(literal: "&#39;")
            case 0x09, 0x0A, 0x0D: append(0x20)
            // Control characters are no characters of HTML.
            case 0..<0x20, 0x7F: append(literal: "\u{FFFD}")
            // U+FFFE and U+FFFF are no characters at all; U+FFFD begins with the same bytes.
            case 0xBE, 0xBF: append(suffix(2) == [0xEF, 0xBF] ? 0xBD : byte)
            default: append(byte)
            }
        }
    }

    fileprivate mutating func append(coordinate: Double) {
        guard coordinate.isFinite, abs(coordinate) < 1e7 else { return append(UInt8(ascii: "0")) }
        let hundredths = Int((coordinate * 100).rounded())
        if hundredths < 0 { append(UInt8(ascii: "-")) }
        let (whole, fraction) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        append(contentsOf: String(whole).utf8)
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        append(UInt8(ascii: "0") + UInt8(fraction / 10))
        if fraction % 10 > 0 { append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
    }
}
