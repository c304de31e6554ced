internal import Glibc

/// Texts numbered in the order in which they were first met.
///
/// Lines of one response, or of one person's day, follow each other, and so do people from day to
/// day: what was found last is tried first, then what came after it the time before.
/// - Complexity: O(length) per look-up; the bytes of each text once, and at most 20 bytes more.
package struct ByteIndex: Sendable {
    @usableFromInline var bytes: [UInt8] = []
    /// Where each text ends.
    @usableFromInline var ends: [Int] = []
    /// Number of a text plus 1, at its hash or behind it; 0 is free. A power of two in length.
    private var slots = [UInt32](repeating: 0, count: 64)
    /// The text found last.
    @usableFromInline var last = 0
    /// Per text, the one that was found after it.
    @usableFromInline var next: [UInt32] = []

    package var count: Int { ends.count }

    package init() {}

    package init(_ texts: [String]) {
        for text in texts {
            let bytes = Array(text.utf8)
            _ = insert(bytes.span)
        }
    }

    @inlinable
    package mutating func find(_ text: Span<UInt8>) -> Int? {
        guess(text) ?? findByHash(text)
    }

    /// The number of the text found last, or of the one that came after it the time before.
    @inlinable
    mutating func guess(_ text: Span<UInt8>) -> Int? {
        guard last < ends.count else { return nil }
        if isEqual(last, text) { return last }
        let guess = Int(next[last])
        guard isEqual(guess, text) else { return nil }
        last = guess
        return guess
    }

    @usableFromInline
    mutating func findByHash(_ text: Span<UInt8>) -> Int? {
        let slot = slot(of: text)
        guard slots[slot] != 0 else { return nil }
        follow(Int(slots[slot]) - 1)
        return last
    }

    private mutating func follow(_ number: Int) {
        if last < next.count { next[last] = UInt32(number) }
        last = number
    }

    /// The number of a text, a new one where it isn't known yet.
    package mutating func insert(_ text: Span<UInt8>) -> Int {
        if let guessed = guess(text) { return guessed }
        var slot = slot(of: text)
        if slots[slot] != 0 {
            follow(Int(slots[slot]) - 1)
            return last
        }
        if (count + 1) * 2 > slots.count {
            grow()
            slot = self.slot(of: text)
        }
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        next.append(0)
        slots[slot] = UInt32(count)
        follow(count - 1)
        return last
    }

    package func text(_ number: Int) -> String {
        String(decoding: bytes[range(number)], as: UTF8.self)
    }

    /// The bytes of a text.
    package func bytes(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

    /// Numbers of the texts in their byte order.
    package var byteOrder: [Int] {
        (0..<count).map { SortKey(bytes($0), number: $0) }.sorted { a, b in
            a.precedes(b) ?? precedes(a.number, b.number)
        }.map(\.number)
    }

    /// Byte order of two texts.
    package func precedes(_ a: Int, _ b: Int) -> Bool {
        bytes[range(a)].lexicographicallyPrecedes(bytes[range(b)])
    }

    @inlinable
    func range(_ number: Int) -> Range<Int> {
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

    @usableFromInline
    func isEqual(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        return bytes.withUnsafeBytes { all in
            text.withUnsafeBytes { wanted in
                guard let known = all.baseAddress, let bytes = wanted.baseAddress else {
                    return range.isEmpty
                }
                return memcmp(known + range.lowerBound, bytes, range.count) == 0
            }
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            let slot = slot(of: bytes.span.extracting(range(number)))
            slots[slot] = UInt32(number + 1)
        }
    }

    /// Eight bytes at a time, each folded in by the two halves of a product (after wyhash, W. Yi;
    /// public domain).
    private func hash(_ text: Span<UInt8>) -> UInt64 {
        text.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
            var offset = 0
            while offset < bytes.count {
                let left = bytes.count - offset
                let word =
                    left >= 8
                    ? bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    : bytes[offset...].reduce(0) { $0 << 8 | UInt64($1) }
                let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
                hash = product.high ^ product.low
                offset += 8
            }
            return hash
        }
    }
}
