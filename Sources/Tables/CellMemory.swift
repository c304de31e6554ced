internal import CBytes

/// Remembers what cells mean: a number for each, found by the bytes as they stand in the table.
///
/// One thread uses it at a time.
package final class CellMemory: @unchecked Sendable {
    // Sendable because its memory belongs to it alone and its owner hands it from thread to thread
    // whole, never using it on two at once.

    /// Cells are told apart by up to 24 bytes as three numbers; shorter ones are padded with zeros.
    /// Since no cell holds a NUL, cells are equal where their keys are.
    fileprivate typealias Key = bytes_24

    private struct Slot {
        let key: Key
        /// −1: free.
        let meaning: Int32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var mask = 63
    private var count = 0
    private var meaningOfEmpty: Int32 = -1
    /// Cells beyond 24 bytes, and what each means.
    private var longCells = ByteIndex()
    private var longMeanings: [Int32] = []

    package init() {
        slots = CellMemory.freeSlots(64)
    }

    deinit { slots.deallocate() }

    private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(
            repeating: Slot(key: Key(low: 0, middle: 0, high: 0), meaning: -1), count: count)
        return slots
    }

    /// More slots than these don't fit the nearest caches; then they are asked for some cells ahead.
    private static let nearSlots = 4096
    private static let ahead = 12

    /// Cells that are remembered.
    package var cellCount: Int { count + longMeanings.count }

    // MARK: Columns

    /// What every cell of a column means.
    ///
    /// - Parameters:
    ///   - meanings: One per row at its start; it grows where it is too short.
    ///   - meaning: What a cell's value means that isn't remembered, at least 0; negative where a
    ///     cell may not hold it.
    /// - Returns: Whether every cell may hold what it holds.
    package func read(
        _ block: PlainBlock, _ field: Int, into meanings: inout [Int32],
        _ meaning: ([UInt8]) -> Int
    ) -> Bool {
        read(Spans(block, field, field), block.rowCount, into: &meanings) {
            meaning(block.value($0, field))
        }
    }

    /// What the cells of some rows mean, in their order.
    package func read(
        _ block: PlainBlock, _ field: Int, rows: [Int32], into meanings: inout [Int32],
        _ meaning: ([UInt8]) -> Int
    ) -> Bool {
        rows.withUnsafeBufferPointer { numbers in
            let spans = Spans(block, field, field, rows: numbers.baseAddress)
            return read(spans, numbers.count, into: &meanings) {
                meaning(block.value(Int(numbers[$0]), field))
            }
        }
    }

    /// What every row's cells from one field through another mean together.
    ///
    /// - Parameter meaning: What the cells of a row mean that aren't remembered.
    package func read(
        _ block: PlainBlock, from first: Int, through last: Int, into meanings: inout [Int32],
        _ meaning: (_ row: Int) -> Int
    ) -> Bool {
        read(Spans(block, first, last), block.rowCount, into: &meanings, meaning)
    }

    /// Which bytes of a block are looked up.
    private struct Spans {
        let block: PlainBlock
        let first: Int
        let last: Int
        /// The row's last field alone may have a carriage return behind it.
        let endsRow: Bool
        /// Numbers of the rows; nil: every row.
        let rows: UnsafePointer<Int32>?

        init(_ block: PlainBlock, _ first: Int, _ last: Int, rows: UnsafePointer<Int32>? = nil) {
            (self.block, self.first, self.last, self.rows) = (block, first, last, rows)
            endsRow = last == block.fieldCount - 1
        }

        @inline(__always)
        subscript(index: Int) -> (start: Int, count: Int) {
            let row = rows.map { Int($0[index]) } ?? index
            let start = block.start(row, first)
            let end = endsRow ? block.end(row, last) : block.innerEnd(row, last)
            return (start, end &- start)
        }
    }

    private func read(
        _ spans: Spans, _ count: Int, into meanings: inout [Int32], _ meaning: (Int) -> Int
    ) -> Bool {
        if meanings.count < count {
            meanings += repeatElement(-1, count: count - meanings.count)
        }
        var index = 0
        while true {
            index = meanings.withUnsafeMutableBufferPointer {
                read(spans, index..<count, into: $0)
            }
            if index == count { return true }
            let found = meaning(index)
            if found < 0 { return false }
            let (start, length) = spans[index]
            remember(spans.block.bytes(start, start + length), Int32(found))
        }
    }

    /// - Returns: The first index whose cells aren't remembered.
    private func read(
        _ spans: Spans, _ range: Range<Int>, into meanings: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        let (slots, mask, block) = (slots, mask, spans.block)
        var last = Key(low: .max, middle: .max, high: .max)
        var meaning: Int32 = -1
        let asksAhead = mask >= CellMemory.nearSlots
        for index in range {
            if asksAhead, index &+ CellMemory.ahead < range.upperBound {
                expect(spans[index &+ CellMemory.ahead], block, slots, mask)
            }
            let (start, count) = spans[index]
            if count > Key.longest {
                meaning = longMeaning(block.bytes(start, start &+ count))
                last = Key(low: .max, middle: .max, high: .max)
            } else {
                let key = bytes_key(block.text + start, UInt32(truncatingIfNeeded: count))
                if !(key == last) {
                    meaning = self.meaning(of: key, slots, mask)
                    last = key
                }
            }
            if meaning < 0 { return index }
            meanings[index] = meaning
        }
        return range.upperBound
    }

    @inline(__always)
    private func expect(
        _ span: (start: Int, count: Int), _ block: PlainBlock,
        _ slots: UnsafeMutablePointer<Slot>, _ mask: Int
    ) {
        let count = UInt32(truncatingIfNeeded: min(span.count, Key.longest))
        bytes_prefetch(slots + (bytes_key(block.text + span.start, count).hash & mask))
    }

    @inline(__always)
    private func meaning(of key: Key, _ slots: UnsafeMutablePointer<Slot>, _ mask: Int) -> Int32 {
        if key.low == 0 { return meaningOfEmpty }
        var place = key.hash & mask
        while true {
            if slots[place].key == key { return slots[place].meaning }
            if slots[place].meaning < 0 { return -1 }
            place = (place &+ 1) & mask
        }
    }

    @inline(never)
    private func longMeaning(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        longCells.find(bytes.span).map { longMeanings[$0] } ?? -1
    }

    private func remember(_ cell: UnsafeBufferPointer<UInt8>, _ meaning: Int32) {
        guard cell.count <= Key.longest else {
            _ = longCells.insert(cell.span)
            longMeanings.append(meaning)
            return
        }
        var bytes: [UInt8] = Array(cell)
        bytes += repeatElement(0, count: Key.longest - cell.count)
        remember(bytes_key(bytes, UInt32(cell.count)), meaning)
    }

    private func remember(_ key: Key, _ meaning: Int32) {
        if key.low == 0 {
            meaningOfEmpty = meaning
            return
        }
        if (count + 1) * 2 > mask { grow() }
        put(Slot(key: key, meaning: meaning))
        count += 1
    }

    private func put(_ slot: Slot) {
        var place = slot.key.hash & mask
        while slots[place].meaning >= 0 { place = (place + 1) & mask }
        slots[place] = slot
    }

    private func grow() {
        let (old, size) = (slots, mask + 1)
        mask = size * 2 - 1
        slots = CellMemory.freeSlots(size * 2)
        for place in 0..<size where old[place].meaning >= 0 { put(old[place]) }
        old.deallocate()
    }

    // MARK: Groups of numbers

    /// What a group of three numbers means; −1 where it isn't remembered.
    func meaning(of numbers: (Int32, Int32, Int32)) -> Int32 {
        meaning(of: key(numbers), slots, mask)
    }

    /// Remembers a group of three numbers that isn't remembered yet. A memory of numbers is not
    /// also one of cells.
    func remember(_ numbers: (Int32, Int32, Int32), _ meaning: Int32) {
        remember(key(numbers), meaning)
    }

    /// Asks for the place where a group of three numbers will be looked for soon.
    @inline(__always)
    func expect(_ numbers: (Int32, Int32, Int32)) {
        bytes_prefetch(slots + (key(numbers).hash & mask))
    }

    @inline(__always)
    private func key(_ numbers: (Int32, Int32, Int32)) -> Key {
        func word(_ number: Int32) -> UInt64 { UInt64(UInt32(bitPattern: number)) }
        return Key(
            low: word(numbers.0) &<< 32 | 1, middle: word(numbers.1), high: word(numbers.2))
    }
}

extension bytes_24 {
    fileprivate static let longest = 24

    @inline(__always)
    fileprivate static func == (a: bytes_24, b: bytes_24) -> Bool {
        (a.low ^ b.low) | (a.middle ^ b.middle) | (a.high ^ b.high) == 0
    }

    /// Both halves of a product depend on every bit of the numbers.
    @inline(__always)
    fileprivate var hash: Int {
        let product = (low ^ high &<< 29 ^ 0x9E37_79B9_7F4A_7C15)
            .multipliedFullWidth(by: middle ^ high &>> 31 ^ 0xD6E8_FEB8_6659_FD93)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
