internal import CBytes

/// A block column by column: what a reader folds without a call for each cell.
extension PlainBlock {
    /// Rows whose fields from one through another aren't, byte for byte, those of the row before.
    ///
    /// - Precondition: the last of the fields isn't the row's last.
    /// - Returns: Ascending, the first row among them.
    package func changes(from first: Int, through last: Int) -> [Int] {
        precondition(first <= last && last < fieldCount - 1, "something stands behind the fields")
        var rows: [Int] = []
        var (before, length) = (0, -1)
        for row in 0..<rowCount {
            let start = start(row, first)
            let count = innerEnd(row, last) &- start
            if count != length || !isSame(start, before, count: count) {
                rows.append(row)
                (before, length) = (start, count)
            }
        }
        return rows
    }

    /// Rows some of whose fields aren't, byte for byte, those of the row before.
    ///
    /// - Parameters:
    ///   - fields: Stretches of fields next to each other.
    ///   - rows: Becomes the rows, ascending, the first row among them.
    package func changes(in fields: [ClosedRange<Int>], into rows: inout [Int32]) {
        rows.removeAll(keepingCapacity: true)
        if let only = fields.first, fields.count == 1, only.upperBound < fieldCount - 1 {
            let (first, last) = (only.lowerBound, only.upperBound)
            addChanges(to: &rows) { (start($0, first), innerEnd($0, last)) }
            return
        }
        for row in 0..<rowCount where row == 0 || !isRepeated(row, fields) {
            rows.append(Int32(row))
        }
    }

    @inline(__always)
    private func addChanges(to rows: inout [Int32], span: (Int) -> (start: Int, end: Int)) {
        var (before, length) = (0, -1)
        for row in 0..<rowCount {
            let (start, end) = span(row)
            if end &- start != length || !isSame(start, before, count: length) {
                rows.append(Int32(row))
                (before, length) = (start, end &- start)
            }
        }
    }

    private func isRepeated(_ row: Int, _ fields: [ClosedRange<Int>]) -> Bool {
        for range in fields {
            let (first, last) = (range.lowerBound, range.upperBound)
            let (start, before) = (start(row, first), start(row &- 1, first))
            let count = end(row, last) &- start
            guard end(row &- 1, last) &- before == count, isSame(start, before, count: count)
            else { return false }
        }
        return true
    }

    @inline(__always)
    private func isSame(_ a: Int, _ b: Int, count: Int) -> Bool {
        count <= 32
            ? bytes_same_32(text + a, text + b, UInt32(truncatingIfNeeded: count)) != 0
            : isEqual(a, b, count: count)
    }

    /// Per row, a field of one to eight bytes as a number, its first byte lowest; 0 where the field
    /// is empty or longer.
    package func words(_ field: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: rowCount) { words, count in
            for row in 0..<rowCount {
                let start = start(row, field)
                let length = end(row, field) &- start
                words[row] = length > 0 && length <= 8 ? word(start, count: length) : 0
            }
            count = rowCount
        }
    }

    /// Per row, a field of one to six digits as a number; −1 where it is something else.
    package func wholes(_ field: Int) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: rowCount) { wholes, count in
            for row in 0..<rowCount { wholes[row] = whole(start(row, field), end(row, field)) }
            count = rowCount
        }
    }

    @inline(__always)
    private func whole(_ start: Int, _ end: Int) -> Int32 {
        let count = UInt32(truncatingIfNeeded: end &- start)
        return count > 0 && count <= 6 ? bytes_whole(text + start, count) : -1
    }
}
