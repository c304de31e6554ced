/// A record as the scanner found it: a stretch of the text, cut into fields.
///
/// Valid only while the text stays where it is.
@usableFromInline
struct RawRecord {
    /// Start of the text.
    @usableFromInline let base: UnsafePointer<UInt8>
    /// Per field, the offset just behind it; the field before ends one separator earlier, and
    /// `ends[-1]` is one less than the record's start.
    @usableFromInline let ends: UnsafePointer<Int>
    @usableFromInline let count: Int
    /// Physical line of the first byte, from 1.
    @usableFromInline let line: Int
    /// Holds what doesn't stand in the text as it is. Not counted as an owner, since the scanner
    /// outlives its records.
    @usableFromInline let scratch: Unmanaged<Scratch>

    @usableFromInline
    init(
        base: UnsafePointer<UInt8>, ends: UnsafePointer<Int>, count: Int, line: Int,
        scratch: Unmanaged<Scratch>
    ) {
        self.base = base
        self.ends = ends
        self.count = count
        self.line = line
        self.scratch = scratch
    }

    /// The field as it stands in the text, quotes included.
    @inlinable
    func source(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let start = ends[field - 1] + 1
        return UnsafeBufferPointer(start: base + start, count: ends[field] - start)
    }

    /// The field's value: without its quotes, doubled quotes made one.
    @inlinable
    func value(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let source = source(field)
        return source.first == 0x22 ? unquoted(source) : source
    }

    @usableFromInline
    func unquoted(_ source: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let inner = UnsafeBufferPointer(rebasing: source[1..<max(1, source.count - 1)])
        return inner.contains(0x22)
            ? scratch._withUnsafeGuaranteedRef { $0.withoutDoubledQuotes(inner) } : inner
    }

    /// The field's content was reported already and left out.
    func isCondemned(_ field: Int) -> Bool {
        scratch._withUnsafeGuaranteedRef { $0.condemned.contains(field) }
    }

    /// The field's value without blanks around it.
    @inlinable @inline(__always)
    func trimmed(_ field: Int) -> UnsafeBufferPointer<UInt8> {
        let source = source(field)
        if source.isEmpty { return source }
        let (first, last) = (source[0], source[source.count &- 1])
        // From # to ~ a byte is no blank, nor part of one, nor a quote.
        if first &- 0x23 < 0x5C && last &- 0x23 < 0x5C { return source }
        return trimmedSlowly(field, first, last)
    }

    @usableFromInline
    func trimmedSlowly(_ field: Int, _ first: UInt8, _ last: UInt8) -> UnsafeBufferPointer<UInt8> {
        // Chinese text, too, mostly shows by its outer bytes that it has no blanks.
        switch (first, last) {
        case (...0x22, _), (0x7F, _), (0xC2, _), (0xE2, _), (0xE3, _), (0xEF, _): break
        case (_, ...0x20), (_, 0x80), (_, 0x8B), (_, 0xA0), (_, 0xBF): break
        default: return source(field)
        }
        return withoutBlanks(value(field))
    }
}

/// Memory for values that have to be put together, valid until the next record.
@usableFromInline
final class Scratch {
    // Looked at with every record; only the scanner and the record in its hands touch it.
    @exclusivity(unchecked) private var chunks: [UnsafeMutablePointer<UInt8>] = []

    deinit { reset() }

    /// Fields of the record whose content was reported already and left out.
    var condemned: [Int] = []

    var isUsed: Bool { !chunks.isEmpty }

    func reset() {
        for chunk in chunks { chunk.deallocate() }
        chunks.removeAll(keepingCapacity: true)
    }

    func take(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
        chunks.append(chunk)
        return chunk
    }

    func withoutDoubledQuotes(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let target = take(text.count)
        var (count, position) = (0, 0)
        while position < text.count {
            let byte = text[position]
            target[count] = byte
            count += 1
            position += byte == 0x22 ? 2 : 1
        }
        return UnsafeBufferPointer(start: target, count: count)
    }
}

/// The text without the blanks around it: ASCII blanks and line ends, no-break space, zero-width
/// space, byte order mark, and the full-width blank of Chinese typing.
package func withoutBlanks(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, text.count)
    while start < end {
        let length = blankLength(text, from: start, to: end)
        if length == 0 { break }
        start += length
    }
    while start < end {
        if let length = [1, 2, 3].first(where: { length in
            end - length >= start && blankLength(text, from: end - length, to: end) == length
        }) {
            end -= length
        } else {
            break
        }
    }
    return UnsafeBufferPointer(rebasing: text[start..<end])
}

/// The length of the blank that starts at the position; 0 if there is none.
private func blankLength(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    let first = text[start]
    if first == 0x20 || (0x09...0x0D).contains(first) { return 1 }
    if first == 0xC2 && end - start >= 2 && text[start + 1] == 0xA0 { return 2 }
    guard end - start >= 3 else { return 0 }
    switch (first, text[start + 1], text[start + 2]) {
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF), (0xE2, 0x80, 0x8B): return 3
    default: return 0
    }
}
