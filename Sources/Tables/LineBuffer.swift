/// Puts lines of text together in memory, field by field, without looking at what they hold.
package struct LineBuffer: ~Copyable {
    fileprivate var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    package private(set) var count = 0

    package init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Makes sure that so many bytes fit behind what is there; `put` doesn't look.
    @inline(__always)
    package mutating func reserve(_ room: Int) {
        if count &+ room > capacity { grow(room) }
    }

    @inline(never)
    private mutating func grow(_ room: Int) {
        capacity = max(capacity * 2, count + room)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    package mutating func put(_ byte: UInt8) {
        base[count] = byte
        count &+= 1
    }

    /// Adds a field of a list with the separator behind it.
    package mutating func put(_ list: FieldList, _ number: Int) {
        let (source, count) = list.field(number)
        reserve(count + 64)
        put(source, count)
    }

    /// Adds bytes; as many as `FieldList.padding` more can be read and fit behind them.
    @inline(__always)
    mutating func put(_ source: UnsafePointer<UInt8>, _ count: Int) {
        let target = base + self.count
        if count <= FieldList.padding {
            // Two fixed steps cost less than a call.
            let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
            to.storeBytes(
                of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
            to.storeBytes(
                of: from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self),
                toByteOffset: 16, as: SIMD16<UInt8>.self)
        } else {
            target.update(from: source, count: count)
        }
        self.count &+= count
    }

    /// Adds a CSV field, quoted where it must be; makes room for it.
    package mutating func putField(_ text: ArraySlice<UInt8>) {
        text.withUnsafeBufferPointer { bytes in
            reserve(2 * bytes.count + 2)
            guard bytes.contains(where: mustBeQuoted) else { return put(bytes) }
            put(quote)
            for byte in bytes {
                if byte == quote { put(quote) }
                put(byte)
            }
            put(quote)
        }
    }

    /// Adds the shortest decimal that reads back as the same number; at most 28 bytes.
    ///
    /// - Precondition: The number is finite.
    package mutating func put(_ number: Double) {
        precondition(number.isFinite, "a cell holds a finite number")
        var text = (number == 0 ? 0 : number).description
        text.withUTF8 { text in
            let isWhole = text.count > 2 && text[text.count - 2] == 0x2E && text.last == 0x30
            put(UnsafeBufferPointer(rebasing: text[..<(text.count - (isWhole ? 2 : 0))]))
        }
    }

    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        (base + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// Adds a number as digits; at most 20 bytes.
    package mutating func put(_ number: Int) {
        if (0..<10).contains(number) { return put(0x30 &+ UInt8(truncatingIfNeeded: number)) }
        var rest = number.magnitude
        if number < 0 { put(UInt8(ascii: "-")) }
        var digits = 1
        var power: UInt = 10
        while digits < 19, rest >= power {
            digits += 1
            power *= 10
        }
        for place in (0..<digits).reversed() {
            base[count + place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// Hands out the bytes and forgets them.
    package mutating func takeBytes() -> [UInt8] {
        defer { count = 0 }
        return Array(UnsafeBufferPointer(start: base, count: count))
    }
}

/// Writes numbers as their shortest decimals and remembers the last ones: means of few answers are
/// few.
package struct NumberTexts: ~Copyable {
    private static let places = 2048
    private static let longest = FieldList.padding
    private let numbers: UnsafeMutablePointer<UInt64>
    private let texts: UnsafeMutablePointer<UInt8>
    private let lengths: UnsafeMutablePointer<Int>

    package init() {
        numbers = .allocate(capacity: Self.places)
        texts = .allocate(capacity: (Self.places + 1) * Self.longest)
        lengths = .allocate(capacity: Self.places)
        numbers.initialize(repeating: 0, count: Self.places)
        texts.initialize(repeating: 0, count: (Self.places + 1) * Self.longest)
        lengths.initialize(repeating: 0, count: Self.places)
    }

    deinit {
        numbers.deallocate()
        texts.deallocate()
        lengths.deallocate()
    }

    /// Adds the shortest decimal that reads back as the same number; at most 28 bytes.
    ///
    /// - Precondition: The number is finite.
    package mutating func put(_ number: Double, into lines: inout LineBuffer) {
        let bits = number.bitPattern
        let mixed = bits &* 0x9E37_79B9_7F4A_7C15
        let place = Int(truncatingIfNeeded: mixed &>> 53) & (Self.places - 1)
        let text = texts + place * Self.longest
        lines.reserve(64)
        if lengths[place] > 0, numbers[place] == bits {
            lines.put(UnsafePointer(text), lengths[place])
            return
        }
        let start = lines.count
        lines.put(number)
        numbers[place] = bits
        lengths[place] = lines.count - start
        text.update(from: lines.base + start, count: lengths[place])
    }
}

/// Texts as CSV fields, each with the separator behind it, one behind the other.
package final class FieldList: @unchecked Sendable {
    // Sendable because nothing in it changes once it is made.
    /// Bytes that can be read behind the last field.
    static let padding = 32

    let bytes: UnsafeMutablePointer<UInt8>
    private let starts: UnsafeMutablePointer<Int>

    package init(_ texts: [String]) {
        var writer = CSVWriter()
        starts = .allocate(capacity: texts.count + 1)
        starts.initialize(repeating: 0, count: texts.count + 1)
        for (number, text) in texts.enumerated() {
            writer.add(text)
            // The separator comes with the next field.
            starts[number + 1] = writer.bytes.count + 1
        }
        let all = writer.bytes + [comma]
        bytes = .allocate(capacity: all.count + Self.padding)
        bytes.update(from: all, count: all.count)
        (bytes + all.count).update(repeating: 0, count: Self.padding)
    }

    deinit {
        bytes.deallocate()
        starts.deallocate()
    }

    @inline(__always)
    func field(_ number: Int) -> (bytes: UnsafePointer<UInt8>, count: Int) {
        let start = starts[number]
        return (UnsafePointer(bytes + start), starts[number &+ 1] &- start)
    }
}
