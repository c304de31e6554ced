internal import Glibc

/// Reads ratios and remembers what the last texts meant: a table of judgements holds few different
/// ones, and a long decimal takes longer to read than to look up.
package struct RatioMemory: ~Copyable {
    private static let places = 256
    private static let longest = 32
    private let texts: UnsafeMutablePointer<UInt8>
    private let lengths: UnsafeMutablePointer<Int>
    private let values: UnsafeMutablePointer<Double>

    package init() {
        texts = .allocate(capacity: Self.places * Self.longest)
        lengths = .allocate(capacity: Self.places)
        values = .allocate(capacity: Self.places)
        texts.initialize(repeating: 0, count: Self.places * Self.longest)
        lengths.initialize(repeating: -1, count: Self.places)
        values.initialize(repeating: 0, count: Self.places)
    }

    deinit {
        texts.deallocate()
        lengths.deallocate()
        values.deallocate()
    }

    /// What `parseRatio` gives.
    package mutating func ratio(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let base = bytes.baseAddress, (1...Self.longest).contains(bytes.count) else {
            return parseRatio(bytes)
        }
        let mixed = Int(bytes[0]) &* 31 &+ Int(bytes[bytes.count - 1]) &* 7
        let slot = (mixed &+ Int(bytes[bytes.count / 2]) &* 13 &+ bytes.count) & (Self.places - 1)
        let text = texts + slot * Self.longest
        if lengths[slot] == bytes.count, memcmp(text, base, bytes.count) == 0 {
            return values[slot]
        }
        guard let value = parseRatio(bytes) else { return nil }
        text.update(from: base, count: bytes.count)
        (lengths[slot], values[slot]) = (bytes.count, value)
        return value
    }
}

/// Tells whether a cell holds what it held in the row before.
package struct RepeatedCell: ~Copyable {
    private var text: UnsafeMutablePointer<UInt8>
    private var capacity = 64
    private var count = -1

    package init() { text = .allocate(capacity: 64) }

    deinit { text.deallocate() }

    /// Whether the bytes are those of the last call; remembers them.
    package mutating func isRepeated(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else {
            defer { count = 0 }
            return count == 0
        }
        if count == bytes.count, memcmp(text, base, bytes.count) == 0 { return true }
        if bytes.count > capacity {
            text.deallocate()
            capacity = bytes.count
            text = .allocate(capacity: capacity)
        }
        text.update(from: base, count: bytes.count)
        count = bytes.count
        return false
    }
}
