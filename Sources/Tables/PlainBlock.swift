internal import CBytes
internal import Diagnostics

/// Whole rows of a table that needs no care, and where their fields end.
///
/// Valid only during the call that it was handed to.
package struct PlainBlock {
    /// The rows and at least 64 readable bytes behind them.
    @usableFromInline let text: UnsafePointer<UInt8>
    /// Per row and field, the offset of the separator behind it; `ends[-1]` is one less than the
    /// first row's start, wrapped around where that is 0.
    @usableFromInline let ends: UnsafePointer<UInt32>
    /// Fields of each row.
    package let fieldCount: Int
    package let rowCount: Int
    /// Where the line feeds inside quotes are, ascending.
    let quotedLineFeeds: [UInt32]

    /// Where a field starts in the block.
    @inlinable @inline(__always)
    package func start(_ row: Int, _ field: Int) -> Int {
        Int(ends[row &* fieldCount &+ field &- 1] &+ 1)
    }

    /// Just behind a field that is not the row's last.
    @inlinable @inline(__always)
    package func innerEnd(_ row: Int, _ field: Int) -> Int {
        Int(ends[row &* fieldCount &+ field])
    }

    /// Just behind a field.
    @inlinable @inline(__always)
    package func end(_ row: Int, _ field: Int) -> Int {
        let end = Int(ends[row &* fieldCount &+ field])
        guard field == fieldCount &- 1 else { return end }
        return end > start(row, field) && text[end &- 1] == 0x0D ? end &- 1 : end
    }

    /// Whether two stretches of the block hold the same bytes.
    @inlinable @inline(__always)
    package func isEqual(_ a: Int, _ b: Int, count: Int) -> Bool {
        var offset = 0
        while offset &+ 8 <= count {
            if eight(a &+ offset) != eight(b &+ offset) { return false }
            offset &+= 8
        }
        return word(a &+ offset, count: count &- offset)
            == word(b &+ offset, count: count &- offset)
    }

    /// Up to eight bytes as a number, the first byte lowest; bytes beyond the count are 0.
    @inlinable @inline(__always)
    package func word(_ start: Int, count: Int) -> UInt64 {
        count >= 8 ? eight(start) : eight(start) & ((1 &<< (UInt64(count) &* 8)) &- 1)
    }

    @inlinable @inline(__always)
    func eight(_ start: Int) -> UInt64 {
        UInt64(
            littleEndian: UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self))
    }

    /// The byte at an offset.
    @inlinable
    package subscript(_ offset: Int) -> UInt8 {
        @inline(__always) get { text[offset] }
    }

    /// A stretch of the block.
    @inlinable @inline(__always)
    package func bytes(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text + start, count: end &- start)
    }

    /// A field as it stands, quotes included.
    @inlinable @inline(__always)
    package func source(_ row: Int, _ field: Int) -> UnsafeBufferPointer<UInt8> {
        bytes(start(row, field), end(row, field))
    }

    /// A field without blanks around it, in a table without quotes.
    package func trimmed(_ row: Int, _ field: Int) -> UnsafeBufferPointer<UInt8> {
        withoutBlanks(source(row, field))
    }

    /// A field's value: without its quotes, doubled quotes made one.
    package func value(_ row: Int, _ field: Int) -> [UInt8] {
        let source = source(row, field)
        guard source.first == quote else { return Array(source) }
        var value: [UInt8] = []
        var position = 1
        while position < source.count - 1 {
            value.append(source[position])
            position += source[position] == quote ? 2 : 1
        }
        return value
    }

    /// Whether a field is longer than a table may have.
    var hasLongField: Bool {
        let size = rowCount > 0 ? Int(ends[rowCount * fieldCount - 1]) - start(0, 0) : 0
        guard size > RecordScanner.fieldLimit else { return false }
        return (0..<rowCount).contains { row in
            (0..<fieldCount).contains { source(row, $0).count > RecordScanner.fieldLimit }
        }
    }

    /// Whether a cell holds an ID-card number.
    ///
    /// - Parameter field: The only field that is looked at; nil: every one.
    package func holdsIdentityNumber(in field: Int?) -> Bool {
        guard rowCount > 0 else { return false }
        if let field {
            return longest(field) >= IdentityNumber.shortest
                && holdsIdentityNumber(among: field..<field + 1)
        }
        // Most tables have no cell that is long enough.
        let count = rowCount * fieldCount
        if bytes_has_gap(ends - 1, Int64(count + 1), UInt32(IdentityNumber.shortest)) == 0 {
            return false
        }
        let (start, end) = (start(0, 0), Int(ends[count - 1]))
        return bytes_may_hold_number(text + start, Int64(end - start)) != 0
            && holdsIdentityNumber(among: 0..<fieldCount)
    }

    private func holdsIdentityNumber(among fields: Range<Int>) -> Bool {
        for row in 0..<rowCount {
            for field in fields {
                let length = self.end(row, field) &- self.start(row, field)
                if length >= IdentityNumber.shortest,
                    IdentityNumber.first(in: trimmed(row, field)) != nil
                {
                    return true
                }
            }
        }
        return false
    }

    /// Bytes of a field's longest cell, perhaps with a carriage return behind it.
    private func longest(_ field: Int) -> Int {
        var (place, longest) = (field, UInt32(0))
        for _ in 0..<rowCount {
            longest = max(longest, ends[place] &- ends[place &- 1])
            place &+= fieldCount
        }
        return Int(longest) - 1
    }

    /// A field's value without blanks around it.
    package func trimmedValue(_ row: Int, _ field: Int) -> [UInt8] {
        let source = source(row, field)
        return source.first == quote
            ? value(row, field).withoutBlanks : Array(withoutBlanks(source))
    }

    /// Per row, how many physical lines it begins behind the first row; empty where every row is one
    /// line.
    package func lineOffsets() -> [Int32] {
        if quotedLineFeeds.isEmpty { return [] }
        var feeds = 0
        return (0..<rowCount).map { row in
            let start = start(row, 0)
            while feeds < quotedLineFeeds.count, quotedLineFeeds[feeds] < start { feeds += 1 }
            return Int32(row + feeds)
        }
    }

    init(
        text: UnsafePointer<UInt8>, ends: UnsafePointer<UInt32>, fieldCount: Int, rowCount: Int,
        quotedLineFeeds: [UInt32]
    ) {
        self.text = text
        self.ends = ends
        self.fieldCount = fieldCount
        self.rowCount = rowCount
        self.quotedLineFeeds = quotedLineFeeds
    }
}

/// A bit per byte of a batch of chunks: separators outside quotes, and the row ends among them.
private struct BatchBits {
    let separators: UnsafeMutablePointer<UInt64>
    let rowEnds: UnsafeMutablePointer<UInt64>

    init(chunks: Int) {
        separators = .allocate(capacity: chunks)
        rowEnds = .allocate(capacity: chunks)
    }

    func deallocate() {
        separators.deallocate()
        rowEnds.deallocate()
    }
}

/// The text of one thread's block and where its fields end.
final class BlockRoom {
    var text: TextBuffer
    private var storage: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private let classes: UnsafeMutablePointer<bytes_of_text>
    private let bits: BatchBits
    private var quotedLineFeeds: [UInt32] = []

    /// So many fit the innermost cache with what they are made from.
    private static let chunksAtATime = 64

    init(size: Int) {
        classes = .allocate(capacity: BlockRoom.chunksAtATime)
        bits = BatchBits(chunks: BlockRoom.chunksAtATime)
        text = TextBuffer(capacity: size)
        capacity = size + 64
        storage = .allocate(capacity: capacity + 1)
    }

    deinit {
        storage.deallocate()
        classes.deallocate()
        bits.deallocate()
    }

    /// Cuts the text, whose last line is ended, into rows; nil where that needs care.
    func cut(fieldCount: Int) -> PlainBlock? {
        if text.count + 128 > capacity {
            storage.deallocate()
            capacity = text.count + 128
            storage = .allocate(capacity: capacity + 1)
        }
        // Vectors are classified whole: nothing behind the text may look like a bad character.
        (text.base + text.end).update(repeating: 0x20, count: TextBuffer.padding)
        let (base, ends) = (UnsafePointer(text.base), storage + 1)
        var chunk = ChunkReader()
        var (count, rows, position) = (0, 0, text.start)
        quotedLineFeeds.removeAll(keepingCapacity: true)
        ends[-1] = UInt32(truncatingIfNeeded: position &- 1)
        while position < text.end {
            let chunks = min(BlockRoom.chunksAtATime, (text.end &- position &+ 63) / 64)
            guard read(chunks, from: position, with: &chunk) else { return nil }
            let from = UInt32(truncatingIfNeeded: position)
            count &+= Int(bytes_places(bits.separators, Int32(chunks), from, ends + count))
            rows &+= Int(bytes_count(bits.rowEnds, Int32(chunks)))
            position &+= chunks &* 64
        }
        guard count == rows &* fieldCount, isRegular(ends, rows, fieldCount) else { return nil }
        return PlainBlock(
            text: base, ends: UnsafePointer(ends), fieldCount: fieldCount, rowCount: rows,
            quotedLineFeeds: quotedLineFeeds)
    }

    /// Finds the separators of some chunks.
    ///
    /// - Returns: False where something needs care.
    private func read(_ chunks: Int, from position: Int, with chunk: inout ChunkReader) -> Bool {
        let (base, end, bits) = (UnsafePointer(text.base), text.end, bits)
        // The bytes before decide only about a character that goes on in the first chunk.
        let before = position > text.start ? base + position - 32 : nil
        let isFast = bytes_classify_fast(base + position, Int32(chunks), before, classes) != 0
        for number in 0..<chunks {
            let here = position &+ number &* 64
            let found =
                isFast
                ? chunk.read(classes[number], base, here, end) : chunk.read(base, here, end)
            if found.isDoubtful { return false }
            bits.separators[number] = found.events & ~found.inside
            bits.rowEnds[number] = found.lineEnds & ~found.inside
            if found.inside & found.lineEnds != 0, !addQuotedLineFeeds(found, at: here) {
                return false
            }
        }
        return true
    }

    /// Notes line feeds inside quotes.
    ///
    /// - Returns: False where another line end is among them.
    private func addQuotedLineFeeds(_ found: ChunkEvents, at position: Int) -> Bool {
        var bits = found.inside & found.lineEnds
        while bits != 0 {
            let here = position + bits.trailingZeroBitCount
            if text.base[here] != lineFeed { return false }
            quotedLineFeeds.append(UInt32(here))
            bits &= bits - 1
        }
        return true
    }

    /// Whether every row's last separator is a line feed; no other one is then.
    private func isRegular(
        _ ends: UnsafePointer<UInt32>, _ rows: Int, _ fieldCount: Int
    ) -> Bool {
        let base = text.base
        var isRegular = true
        var last = fieldCount &- 1
        for _ in 0..<rows {
            if base[Int(ends[last])] != lineFeed { isRegular = false }
            last &+= fieldCount
        }
        return isRegular
    }
}
