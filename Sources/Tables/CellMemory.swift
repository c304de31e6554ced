internal import CBytes

/// Remembers what cells mean: a number for each, found by the bytes as they stand in the table.
///
/// One thread uses it at a time.
package final class CellMemory: @unchecked Sendable {
    // Sendable because its memory belongs to it alone and its owner hands it from thread to thread
    // whole, never using it on two at once.

    /// Cells are told apart by up to 24 bytes as three numbers; shorter ones are padded with zeros.
    /// Since no cell holds a NUL, cells are equal where their keys are.
    fileprivate struct Key {
        let low: UInt64
        let middle: UInt64
        let high: UInt64

        static let longest = 24

        @inline(__always)
        static func == (a: Key, b: Key) -> Bool {
            (a.low ^ b.low) | (a.middle ^ b.middle) | (a.high ^ b.high) == 0
        }

        /// Both halves of a product depend on every bit of the two numbers.
        @inline(__always)
        var hash: Int {
            let product = (low ^ high &<< 29 ^ 0x9E37_79B9_7F4A_7C15)
                .multipliedFullWidth(by: middle ^ high &>> 31 ^ 0xD6E8_FEB8_6659_FD93)
            return Int(truncatingIfNeeded: product.high ^ product.low)
        }
    }

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
        if meanings.count < block.rowCount {
            meanings += repeatElement(-1, count: block.rowCount - meanings.count)
        }
        return meanings.withUnsafeMutableBufferPointer { meanings in
            var isSound = true
            var row = 0
            while isSound {
                row = read(block, field, meanings, from: row)
                if row == block.rowCount { break }
                isSound = enter(block, row, field, meaning)
            }
            return isSound
        }
    }

    /// - Returns: The first row whose cell isn't remembered.
    private func read(
        _ block: PlainBlock, _ field: Int, _ meanings: UnsafeMutableBufferPointer<Int32>,
        from first: Int
    ) -> Int {
        // The last field alone may have a carriage return behind it.
        field == block.fieldCount - 1
            ? read(block, field, meanings, from: first, isLast: true)
            : read(block, field, meanings, from: first, isLast: false)
    }

    @inline(__always)
    private func read(
        _ block: PlainBlock, _ field: Int, _ meanings: UnsafeMutableBufferPointer<Int32>,
        from first: Int, isLast: Bool
    ) -> Int {
        let (slots, mask) = (slots, mask)
        var last = Key(low: .max, middle: .max, high: .max)
        var meaning: Int32 = -1
        for row in first..<block.rowCount {
            let start = block.start(row, field)
            let end = isLast ? block.end(row, field) : block.innerEnd(row, field)
            let count = end &- start
            if count > Key.longest {
                meaning = longMeaning(block.bytes(start, end))
                last = Key(low: .max, middle: .max, high: .max)
            } else {
                let key = block.key(start, count)
                if !(key == last) {
                    meaning = self.meaning(of: key, slots, mask)
                    last = key
                }
            }
            if meaning < 0 { return row }
            meanings[row] = meaning
        }
        return block.rowCount
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

    /// Remembers a cell that isn't remembered yet.
    ///
    /// - Returns: Whether it may hold what it holds.
    private func enter(
        _ block: PlainBlock, _ row: Int, _ field: Int, _ meaning: ([UInt8]) -> Int
    ) -> Bool {
        let meaning = meaning(block.value(row, field))
        if meaning < 0 { return false }
        let source = block.source(row, field)
        if source.count > Key.longest {
            _ = longCells.insert(source.span)
            longMeanings.append(Int32(meaning))
        } else {
            remember(block.key(block.start(row, field), source.count), Int32(meaning))
        }
        return true
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

extension PlainBlock {
    /// The key of at most 24 bytes.
    @inline(__always)
    fileprivate func key(_ start: Int, _ count: Int) -> CellMemory.Key {
        if count <= 8 { return CellMemory.Key(low: word(start, upTo: count), middle: 0, high: 0) }
        if count <= 16 {
            return CellMemory.Key(
                low: eight(start), middle: word(start &+ 8, upTo: count &- 8), high: 0)
        }
        return CellMemory.Key(
            low: eight(start), middle: eight(start &+ 8),
            high: word(start &+ 16, upTo: count &- 16))
    }

    /// At most eight bytes.
    @inline(__always)
    private func word(_ start: Int, upTo count: Int) -> UInt64 {
        count == 0
            ? 0 : eight(start) & (UInt64.max &>> (64 &- UInt64(truncatingIfNeeded: count) &* 8))
    }
}
