internal import Documents

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
            bytes.append(decimal: number)
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
        if ByteBuffer.isPlain(markup: text) { return append(contentsOf: text.utf8) }
        var escaped = ByteBuffer(capacity: text.utf8.count + 16)
        escaped.append(markup: text)
        escaped.withBytes { append(contentsOf: $0) }
    }

    fileprivate mutating func append(decimal number: Int) {
        guard (0..<1000).contains(number) else { return append(contentsOf: String(number).utf8) }
        if number >= 100 { append(UInt8(ascii: "0") + UInt8(number / 100)) }
        if number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    fileprivate mutating func append(coordinate: Double) {
        guard coordinate.isFinite, abs(coordinate) < 1e7 else { return append(UInt8(ascii: "0")) }
        let hundredths = (coordinate * 100).nearestInteger
        if hundredths < 0 { append(UInt8(ascii: "-")) }
        let (whole, fraction) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        append(decimal: whole)
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        append(UInt8(ascii: "0") + UInt8(fraction / 10))
        if fraction % 10 > 0 { append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
    }
}
