internal import Synchronization

/// Names numbered once for all threads that read a table: its units, say.
package final class SharedNames: Sendable {
    private let index: Mutex<ByteIndex>

    /// - Parameter names: Those that are known from the start, numbered in their order.
    package init(_ names: [String] = []) {
        index = Mutex(ByteIndex(names))
    }

    /// The number of a name, a new one where it wasn't met before; −1 where it is blank.
    package func number(of name: [UInt8]) -> Int {
        let name = name.withoutBlanks
        return name.isEmpty ? -1 : index.withLock { $0.insert(name.span) }
    }

    /// The number of a name that was met before.
    package func known(_ name: [UInt8]) -> Int? {
        let name = name.withoutBlanks
        return name.isEmpty ? nil : index.withLock { $0.find(name.span) }
    }

    package func text(_ number: Int) -> String { index.withLock { $0.text(number) } }

    package var count: Int { index.withLock { $0.count } }

    /// Names by number.
    package func all() -> [[UInt8]] {
        index.withLock { index in (0..<index.count).map { Array(index.bytes($0)) } }
    }
}

/// Names by number, and their numbers in byte order.
package struct SortedNames: Sendable {
    package let names: [[UInt8]]
    /// Numbers, by name in UTF-8 byte order.
    package let order: [Int]
    /// Per number, its place in `order`.
    package let rank: [Int]

    package init(_ names: [[UInt8]]) {
        self.names = names
        order = names.enumerated().map { SortKey($1[...], number: $0) }.sorted { a, b in
            a.precedes(b) ?? names[a.number].lexicographicallyPrecedes(names[b.number])
        }.map(\.number)
        var rank = [Int](repeating: 0, count: names.count)
        for (place, number) in order.enumerated() { rank[number] = place }
        self.rank = rank
    }

    /// The names in byte order.
    package var texts: [String] { order.map { String(decoding: names[$0], as: UTF8.self) } }
}

/// The first sixteen bytes, compared as two numbers.
struct SortKey {
    let first: UInt64
    let second: UInt64
    let number: Int

    init(_ name: ArraySlice<UInt8>, number: Int) {
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for offset in start..<start + 8 {
                let byte = offset < name.count ? name[name.startIndex + offset] : 0
                word = word << 8 | UInt64(byte)
            }
            return word
        }
        (first, second) = (word(0), word(8))
        self.number = number
    }

    /// Nil where the bytes don't tell.
    func precedes(_ other: SortKey) -> Bool? {
        if first != other.first { return first < other.first }
        return second != other.second ? second < other.second : nil
    }
}

/// A column of a block as the numbers that its cells stand for.
package struct NumberedColumn: Sendable {
    private let memory = CellMemory()
    /// Per row of the last block, and perhaps more.
    package private(set) var numbers: [Int32] = []

    package init() {}

    /// Numbers the cells of a column.
    ///
    /// - Parameter number: The number of a cell's value that wasn't met before; negative where the
    ///   cell may not hold it.
    /// - Returns: Whether every cell may hold what it holds.
    package mutating func read(
        _ block: PlainBlock, _ field: Int, _ number: ([UInt8]) -> Int
    ) -> Bool {
        memory.read(block, field, into: &numbers, number)
    }

    /// The same of some rows; the numbers are in their order.
    package mutating func read(
        _ block: PlainBlock, _ field: Int, rows: [Int32], _ number: ([UInt8]) -> Int
    ) -> Bool {
        memory.read(block, field, rows: rows, into: &numbers, number)
    }
}

/// Two columns of a block as the numbers that their cells stand for together.
package struct NumberedPair: Sendable {
    /// Pairs that are looked up by all their bytes at once, where the columns are neighbours; nil
    /// once there are too many.
    private var memory: CellMemory? = CellMemory()
    private var first = NumberedColumn()
    private var second = NumberedColumn()
    /// Per row of the last block, and perhaps more.
    package private(set) var numbers: [Int32] = []

    private static let limit = 4096

    package init() {}

    /// Numbers the cells of two columns.
    ///
    /// - Parameters:
    ///   - one: The number of a value of the first column that wasn't met before; negative where the
    ///     cell may not hold it.
    ///   - other: Likewise of the second.
    ///   - together: The number of both, at least 0.
    /// - Returns: Whether every cell may hold what it holds.
    package mutating func read(
        _ block: PlainBlock, _ firstField: Int, _ secondField: Int, _ one: ([UInt8]) -> Int,
        _ other: ([UInt8]) -> Int, together: (Int, Int) -> Int
    ) -> Bool {
        if let memory, secondField == firstField + 1 {
            if memory.cellCount > Self.limit { self.memory = nil }
            return memory.read(block, from: firstField, through: secondField, into: &numbers) {
                let number = one(block.value($0, firstField))
                let next = number < 0 ? -1 : other(block.value($0, secondField))
                return next < 0 ? -1 : together(number, next)
            }
        }
        guard first.read(block, firstField, one), second.read(block, secondField, other) else {
            return false
        }
        if numbers.count < block.rowCount {
            numbers += repeatElement(0, count: block.rowCount - numbers.count)
        }
        for row in 0..<block.rowCount {
            let number = together(Int(first.numbers[row]), Int(second.numbers[row]))
            numbers[row] = Int32(number)
        }
        return true
    }
}

extension PlainBlock {
    /// The numbers of a column.
    ///
    /// - Parameter numbers: One per row at its start; it grows where it is too short.
    /// - Returns: Whether every cell holds a number, perhaps with blanks around it.
    package func read(_ field: Int, into numbers: inout [Double]) -> Bool {
        if numbers.count < rowCount {
            numbers += repeatElement(0, count: rowCount - numbers.count)
        }
        for row in 0..<rowCount {
            let cell = source(row, field)
            guard let number = shortNumber(cell) ?? parseNumber(value(row, field).withoutBlanks)
            else { return false }
            numbers[row] = number
        }
        return true
    }
}

private func parseNumber(_ text: [UInt8]) -> Double? {
    text.withUnsafeBufferPointer { parseNumber($0) }
}

extension [UInt8] {
    /// The text without blanks around it.
    package var withoutBlanks: [UInt8] {
        withUnsafeBufferPointer { Array(Tables.withoutBlanks($0)) }
    }
}
