internal import CBytes
package import Diagnostics
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Whole rows of a table without quotes, and where their fields end.
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

    /// A field without blanks around it.
    package func trimmed(_ row: Int, _ field: Int) -> UnsafeBufferPointer<UInt8> {
        withoutBlanks(bytes(start(row, field), end(row, field)))
    }
}

/// A table whose text needs no care: UTF-8, no quotes, as many fields in each line as in the
/// header. Its blocks can be read by several threads.
///
/// Most large tables are of this kind; whoever meets one that isn't reads it with `readTable`,
/// which says what is wrong with it, if anything is.
package final class PlainTable: Sendable {
    /// Per declared column, the 0-based field; nil where the file hasn't the column.
    package let positions: [Int?]
    package let fieldCount: Int
    private let descriptor: Int32
    /// Rows in the file; blank lines at the end are not.
    private let body: Range<Int>
    private let blockSize: Int

    /// No line is longer.
    private static let lineLimit = 1 << 12

    /// - Returns: Nil where the file or its header needs care, or where it is no file at all;
    ///   nothing is reported then. Warnings about the header are.
    package init?(
        _ source: TableSource, columns: [Column], blockSize: Int = 1 << 17,
        into log: inout DiagnosticLog
    ) {
        guard case .file(let path) = source.origin, source.encoding ?? .utf8 == .utf8 else {
            return nil
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let end = PlainTable.bodyEnd(descriptor, size: Int(status.st_size)),
            let header = PlainTable.header(descriptor, source.name, columns)
        else {
            close(descriptor)
            return nil
        }
        log.merge(header.log)
        (positions, fieldCount) = (header.found.positions, header.found.names.count)
        self.descriptor = descriptor
        self.blockSize = max(blockSize, 64)
        body = min(header.length, end)..<end
    }

    deinit { close(descriptor) }

    /// Where the last line that isn't blank ends, its line end left out.
    private static func bodyEnd(_ descriptor: Int32, size: Int) -> Int? {
        var tail = [UInt8](repeating: 0, count: min(size, 1 << 12))
        let start = size - tail.count
        guard read(descriptor, at: start, into: &tail) else { return nil }
        let last = tail.lastIndex { $0 != lineFeed && $0 != carriageReturn }
        return last.map { start + $0 + 1 }
    }

    private static func header(
        _ descriptor: Int32, _ file: String, _ columns: [Column]
    ) -> (found: Header, length: Int, log: DiagnosticLog)? {
        var first = [UInt8](repeating: 0, count: lineLimit)
        var count = 0
        first.withUnsafeMutableBytes {
            count = max(0, pread(descriptor, $0.baseAddress, $0.count, 0))
        }
        guard let end = first[..<count].firstIndex(of: lineFeed) else { return nil }
        let mark = first.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = first[mark..<max(end, mark)]
        if line.last == carriageReturn { line.removeLast() }
        guard !line.isEmpty, !line.contains(quote), !line.contains(0),
            !line.contains(carriageReturn), let text = String(validating: line, as: UTF8.self)
        else { return nil }
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map { cell in
            Array(cell.utf8).withUnsafeBufferPointer {
                String(decoding: withoutBlanks($0), as: UTF8.self)
            }
        }
        var log = DiagnosticLog()
        let place = Place(file: file, line: 1)
        let found = Header(names, columns: columns, at: place, into: &log)
        guard names.count > 1, !log.hasErrors else { return nil }
        return (found, end + 1, log)
    }

    private static func read(_ descriptor: Int32, at offset: Int, into bytes: inout [UInt8]) -> Bool
    {
        bytes.withUnsafeMutableBytes { fill($0, descriptor, at: offset) == $0.count }
    }

    /// Bytes read; fewer than asked for only at the end or where the system refuses.
    private static func fill(
        _ block: UnsafeMutableRawBufferPointer, _ descriptor: Int32, at offset: Int
    ) -> Int {
        var filled = 0
        while filled < block.count {
            let target = block.baseAddress.map { $0 + filled }
            let count = pread(descriptor, target, block.count - filled, off_t(offset + filled))
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            filled += count
        }
        return filled
    }

    // MARK: Reading

    /// Reads every row, blocks at a time, each block on one of several threads.
    ///
    /// - Parameters:
    ///   - workers: Threads; each folds the blocks that it happens to get into a state of its own.
    ///   - fold: Takes the rows of a block in their order. What it returns is delivered in file
    ///     order.
    ///   - deliver: Called for one block after the other, with the line of its first row.
    /// - Returns: The states; nil as soon as something turns out to need care. What was folded and
    ///   delivered up to then means nothing.
    package func fold<State: Sendable, Note: Sendable>(
        workers: Int, from initial: State,
        _ fold: @Sendable (inout State, PlainBlock) -> Note,
        deliver: @Sendable (Note, _ firstLine: Int) -> Void
    ) -> [State]? {
        let progress = Mutex(Progress<State, Note>())
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var state = initial
            let room = BlockRoom(size: blockSize + PlainTable.lineLimit)
            while let number = progress.withLock({ $0.take(of: blockCount) }) {
                guard let block = block(number, in: room) else {
                    progress.withLock { $0.needsCare = true }
                    return
                }
                let note = fold(&state, block)
                progress.withLock { $0.put(note, rows: block.rowCount, of: number, deliver) }
            }
            progress.withLock { [state] in $0.states.append(state) }
        }
        return progress.withLock { $0.needsCare ? nil : $0.states }
    }

    private var blockCount: Int { (body.count + blockSize - 1) / blockSize }

    /// The rows that start in a stretch of the file; nil where they need care.
    private func block(_ number: Int, in room: BlockRoom) -> PlainBlock? {
        let from = body.lowerBound + number * blockSize
        // The byte before tells whether a row starts right here.
        let lead = number == 0 ? 0 : 1
        let wanted = min(from + blockSize + PlainTable.lineLimit, body.upperBound) - from + lead
        let target = UnsafeMutableRawBufferPointer(rebasing: room.bytes[..<wanted])
        guard PlainTable.fill(target, descriptor, at: from - lead) == wanted else { return nil }
        let text = room.text
        var count = wanted
        let reachesEnd = from + blockSize + PlainTable.lineLimit >= body.upperBound
        if reachesEnd {
            // The last line may lack its end.
            text[count] = lineFeed
            count += 1
        }
        var start = 0
        if lead == 1 {
            guard let end = lineEnd(text, 0..<count) else { return nil }
            start = end + 1
        }
        let limit = from + blockSize >= body.upperBound ? count : blockSize + lead
        if start >= limit { return PlainBlock(room, rowCount: 0, fieldCount: fieldCount) }
        guard let last = lineEnd(text, limit - 1..<count) else { return nil }
        return room.cut(start..<last + 1, fieldCount: fieldCount)
    }

    private func lineEnd(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard
            let found = memchr(text + range.lowerBound, Int32(lineFeed), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(text)
    }
}

/// What threads share while they read a table.
private struct Progress<State: Sendable, Note: Sendable>: Sendable {
    var states: [State] = []
    var needsCare = false
    private var next = 0
    private var delivered = 0
    /// Line of the first row of the next block to deliver.
    private var line = 2
    /// Blocks that are done before one that precedes them.
    private var waiting: [Int: (note: Note, rows: Int)] = [:]

    /// The next block that nobody reads yet.
    mutating func take(of count: Int) -> Int? {
        guard next < count, !needsCare else { return nil }
        next += 1
        return next - 1
    }

    mutating func put(
        _ note: Note, rows: Int, of number: Int, _ deliver: (Note, Int) -> Void
    ) {
        waiting[number] = (note, rows)
        while let (note, rows) = waiting.removeValue(forKey: delivered) {
            deliver(note, line)
            line += rows
            delivered += 1
        }
    }
}

/// Memory of one thread: the text of a block and where its fields end.
private final class BlockRoom {
    let bytes: UnsafeMutableRawBufferPointer
    private let storage: UnsafeMutablePointer<UInt32>
    private let endLimit: Int

    var text: UnsafeMutablePointer<UInt8> {
        guard let base = bytes.baseAddress else { preconditionFailure("a block has room") }
        return base.assumingMemoryBound(to: UInt8.self)
    }

    init(size: Int) {
        // Two bytes beyond a block, and whole vectors behind it.
        let room = size + 2 + 64
        bytes = .allocate(byteCount: room, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        endLimit = size + 2
        storage = .allocate(capacity: endLimit + 1 + 64)
    }

    deinit {
        bytes.deallocate()
        storage.deallocate()
    }

    var ends: UnsafeMutablePointer<UInt32> { storage + 1 }

    /// Cuts lines, the last one ended, into fields; nil where that needs care.
    func cut(_ range: Range<Int>, fieldCount: Int) -> PlainBlock? {
        let (text, ends) = (text, ends)
        var (count, doubt, beyondASCII) = (0, UInt64(0), UInt64(0))
        var (feeds, returns, pairs, carry) = (0, 0, 0, UInt64(0))
        var position = range.lowerBound
        while position < range.upperBound {
            let found = bytes_classify(text + position)
            let left = range.upperBound &- position
            let valid: UInt64 = left >= 64 ? .max : (1 &<< UInt64(left)) &- 1
            doubt |= (found.quote | found.nul) & valid
            beyondASCII |= found.beyond_ascii & valid
            let lineFeeds = found.line_feed & valid
            let carriageReturns = found.carriage_return & valid
            feeds &+= lineFeeds.nonzeroBitCount
            returns &+= carriageReturns.nonzeroBitCount
            pairs &+= (lineFeeds & (carriageReturns &<< 1 | carry)).nonzeroBitCount
            carry = carriageReturns &>> 63
            var bits = (found.comma & valid) | lineFeeds
            while bits != 0 {
                ends[count] = UInt32(truncatingIfNeeded: position &+ bits.trailingZeroBitCount)
                bits &= bits &- 1
                count &+= 1
            }
            position &+= 64
        }
        guard doubt == 0, returns == pairs, count == feeds &* fieldCount,
            isRegular(text, feeds, fieldCount), beyondASCII == 0 || isUTF8(range)
        else { return nil }
        ends[-1] = UInt32(truncatingIfNeeded: range.lowerBound &- 1)
        return PlainBlock(self, rowCount: feeds, fieldCount: fieldCount)
    }

    /// Whether every row's last separator is a line end; no other one is then.
    private func isRegular(_ text: UnsafePointer<UInt8>, _ rows: Int, _ fieldCount: Int) -> Bool {
        var isRegular = true
        var last = fieldCount &- 1
        for _ in 0..<rows {
            if text[Int(ends[last])] != lineFeed { isRegular = false }
            last &+= fieldCount
        }
        return isRegular
    }

    private func isUTF8(_ range: Range<Int>) -> Bool {
        let bytes = UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
        return (try? UTF8Span(validating: bytes.span)) != nil
    }
}

extension PlainBlock {
    fileprivate init(_ room: BlockRoom, rowCount: Int, fieldCount: Int) {
        text = UnsafePointer(room.text)
        ends = UnsafePointer(room.ends)
        self.rowCount = rowCount
        self.fieldCount = fieldCount
    }
}
