/// Texts numbered in the order in which they were first met.
///
/// - Complexity: O(length) per look-up; the bytes of each text once, and at most 12 bytes more.
struct ByteIndex: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    /// Number of a text plus 1, at its hash or behind it; 0 is free. A power of two in length.
    private var slots = [UInt32](repeating: 0, count: 64)
    /// The text found last: lines of one response follow each other.
    private var last = 0

    var count: Int { ends.count }

    init() {}

    init(_ texts: [String]) {
        for text in texts {
            let bytes = Array(text.utf8)
            _ = insert(bytes.span)
        }
    }

    mutating func find(_ text: Span<UInt8>) -> Int? {
        if last < count, isEqual(last, text) { return last }
        let slot = slot(of: text)
        guard slots[slot] != 0 else { return nil }
        last = Int(slots[slot]) - 1
        return last
    }

    mutating func insert(_ text: Span<UInt8>) -> Int {
        if let number = find(text) { return number }
        var slot = slot(of: text)
        if (count + 1) * 2 > slots.count {
            grow()
            slot = self.slot(of: text)
        }
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        slots[slot] = UInt32(count)
        last = count - 1
        return last
    }

    func text(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    /// Byte order of two texts.
    func precedes(_ a: Int, _ b: Int) -> Bool {
        bytes[range(a)].lexicographicallyPrecedes(bytes[range(b)])
    }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    /// The slot that holds the text, or the free one where it would go.
    private func slot(of text: Span<UInt8>) -> Int {
        var slot = Int(truncatingIfNeeded: hash(text)) & (slots.count - 1)
        while slots[slot] != 0, !isEqual(Int(slots[slot]) - 1, text) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isEqual(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in text.indices where bytes[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            let slot = slot(of: bytes.span.extracting(range(number)))
            slots[slot] = UInt32(number + 1)
        }
    }

    /// FNV-1a, its high bits folded down (Fowler, Noll, Vo; public domain).
    private func hash(_ text: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }
}
