internal import Glibc

/// Bytes that grow. Who writes reserves room first and then writes without further checks.
struct ByteBuffer: ~Copyable {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    /// What a store or a load of a whole vector may run over.
    private static let slack = 64

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(byteCount: capacity + Self.slack, alignment: 64)
    }

    deinit { base.deallocate() }

    /// What was written; valid until more is.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    mutating func clear() { count = 0 }

    /// Makes room for so many bytes more.
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(to: count + more) }
    }

    private mutating func grow(to least: Int) {
        capacity = max(2 * capacity, least)
        let larger = UnsafeMutableRawPointer.allocate(
            byteCount: capacity + Self.slack, alignment: 64)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }

    /// Up to 48 bytes that are written at a stroke.
    struct Piece: Sendable {
        private let vectors: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
        let count: Int

        init(_ text: String) {
            var bytes = Array(text.utf8)
            precondition(bytes.count <= 48, "a piece has room for 48 bytes")
            count = bytes.count
            bytes += repeatElement(0, count: 48 - bytes.count)
            vectors = (.init(bytes[..<16]), .init(bytes[16..<32]), .init(bytes[32...]))
        }

        @inline(__always)
        fileprivate func store(at place: UnsafeMutableRawPointer) {
            place.storeBytes(of: vectors.0, as: SIMD16<UInt8>.self)
            if count > 16 { (place + 16).storeBytes(of: vectors.1, as: SIMD16<UInt8>.self) }
            if count > 32 { (place + 32).storeBytes(of: vectors.2, as: SIMD16<UInt8>.self) }
        }
    }

    @inline(__always)
    mutating func append(_ piece: Piece) {
        piece.store(at: base + count)
        count += piece.count
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if let start = bytes.baseAddress { memcpy(base + count, start, bytes.count) }
        count += bytes.count
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Up to eight bytes.
    struct Digits {
        fileprivate let word: UInt64
        fileprivate let count: Int
    }

    @inline(__always)
    mutating func append(_ digits: Digits) {
        base.storeBytes(of: digits.word, toByteOffset: count, as: UInt64.self)
        count += digits.count
    }

    /// Writes a whole number below a hundred million, to be written again as it is.
    mutating func append(digitsOf number: Int) -> Digits {
        let start = count
        append(number)
        return Digits(
            word: base.loadUnaligned(fromByteOffset: start, as: UInt64.self), count: count - start)
    }

    /// A whole number in decimal digits.
    @inline(__always)
    mutating func append(_ number: Int) {
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        var end = count + 1
        var bound: UInt = 10
        while rest >= bound {
            end += 1
            let (next, overflows) = bound.multipliedReportingOverflow(by: 10)
            if overflows { break }
            bound = next
        }
        var place = end
        repeat {
            place -= 1
            base.storeBytes(
                of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: place, as: UInt8.self)
            rest /= 10
        } while place > count
        count = end
    }

    /// A number with the fewest digits that tell it, up to ten decimals: sixteen digits would show
    /// the noise of the last bit. At most 32 bytes.
    mutating func append(_ number: Double) {
        guard number.magnitude < 1e5 else { return appendLarge(number) }
        let units = Int((number * 1e10).rounded())
        if units == 0 || units.magnitude >= 1_000_000 {
            if units < 0 { append(UInt8(ascii: "-")) }
            append(decimal: units.magnitude)
        } else {
            append(exponential: (Double(units) / 1e10).description)
        }
    }

    /// Tenths of billionths as a decimal fraction without needless zeros. A double tells fifteen
    /// digits apart, so these are the digits that `description` would find.
    private mutating func append(decimal units: UInt) {
        append(Int(units / 10_000_000_000))
        var fraction = units % 10_000_000_000
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        var digits = 10
        while fraction % 10 == 0 {
            fraction /= 10
            digits -= 1
        }
        for place in (0..<digits).reversed() {
            base.storeBytes(
                of: UInt8(ascii: "0") + UInt8(fraction % 10), toByteOffset: count + place,
                as: UInt8.self)
            fraction /= 10
        }
        count += digits
    }

    private mutating func appendLarge(_ number: Double) {
        if number == number.rounded(), number.magnitude < 1e15 {
            append(Int(number))
        } else {
            append(exponential: number.description)
        }
    }

    /// A text of a cell behind `<t`, cleaned, its blanks kept.
    mutating func append(text: String) {
        var text = Spreadsheet.text(text)
        text.withUTF8 { bytes in
            if bytes.first.map(Self.isBlank) ?? false || bytes.last.map(Self.isBlank) ?? false {
                append(words: " xml:space=\"preserve\"")
            }
            append(UInt8(ascii: ">"))
            append(content: bytes)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// A clean text with what XML keeps for itself written as it asks.
    mutating func append(content: String) {
        var content = content
        content.withUTF8 { append(content: $0) }
    }

    private mutating func append(content bytes: UnsafeBufferPointer<UInt8>) {
        reserve(5 * bytes.count + 256)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): append(words: "&amp;")
            case UInt8(ascii: "<"): append(words: "&lt;")
            case UInt8(ascii: ">"): append(words: "&gt;")
            default: append(byte)
            }
        }
    }

    private mutating func append(words: String) {
        for byte in words.utf8 { append(byte) }
    }

    /// `1e-07` as the format writes it.
    private mutating func append(exponential: String) {
        for byte in exponential.utf8 {
            append(byte == UInt8(ascii: "e") ? UInt8(ascii: "E") : byte)
        }
    }
}
