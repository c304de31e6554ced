internal import CBytes
package import Diagnostics
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A table whose text needs no care: every quote where it belongs, characters only, as many fields
/// in each row as in the header. Its blocks can be read by several threads.
///
/// Most large tables are of this kind; whoever meets one that isn't reads it with `readTable`,
/// which says what is wrong with it, if anything is.
package final class PlainTable: Sendable {
    /// Header cells as they stand, without blanks around them.
    package let names: [String]
    /// Per declared column, the 0-based field; nil where the file hasn't the column.
    package let positions: [Int?]
    package var fieldCount: Int { names.count }
    private let source: TableSource
    private let allowsQuotes: Bool

    /// - Parameters:
    ///   - allowsQuotes: Otherwise a table with a quote in it needs care.
    /// - Returns: Nil where the file or its header needs care; nothing is reported then. Warnings
    ///   about the header are.
    package init?(
        _ source: TableSource, columns: [Column], blockSize: Int? = nil,
        allowsQuotes: Bool = false, into log: inout DiagnosticLog
    ) {
        guard !source.isWorkbook else { return nil }
        var source = source
        source.blockSize = max(blockSize ?? source.blockSize, 1)
        let room = BlockRoom(size: source.blockSize)
        guard let feed = BlockFeed(source, allowsQuotes: allowsQuotes),
            let cells = feed.header(in: room)
        else { return nil }
        var headerLog = DiagnosticLog()
        let place = Place(file: source.name, line: 1)
        let found = Header(cells, columns: columns, at: place, into: &headerLog)
        guard cells.count > 1, !headerLog.hasErrors else { return nil }
        log.merge(headerLog)
        self.source = source
        self.allowsQuotes = allowsQuotes
        (names, positions) = (found.names, found.positions)
    }

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
        read(workers: workers, from: { initial }, fold, deliver: deliver)?.states
    }

    /// The same, with states that each thread makes for itself, and what was read of the file.
    package func read<State: Sendable, Note: Sendable>(
        workers: Int, from initial: @Sendable () -> State,
        _ fold: @Sendable (inout State, PlainBlock) -> Note,
        deliver: @Sendable (Note, _ firstLine: Int) -> Void
    ) -> (states: [State], summary: TableSummary)? {
        let first = BlockRoom(size: source.blockSize)
        guard
            let feed = BlockFeed(source, allowsQuotes: allowsQuotes),
            feed.header(in: first) != nil
        else { return nil }
        let progress = Mutex(Progress<State, Note>(line: 1 + feed.headerLines))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var state = initial()
            let room = BlockRoom(size: source.blockSize)
            while let number = feed.next(into: room) {
                guard let block = room.cut(fieldCount: fieldCount),
                    !source.refusesIdentityNumbers || !block.holdsIdentityNumber(in: nil),
                    !block.hasLongField
                else {
                    feed.giveUp()
                    return
                }
                let note = fold(&state, block)
                progress.withLock { $0.put(note, of: block, number: number, deliver) }
            }
            progress.withLock { [state] in $0.states.append(state) }
        }
        guard let text = feed.summary() else { return nil }
        return progress.withLock { progress in
            let summary = TableSummary(
                rows: progress.rows, sha256: text.sha256, byteCount: text.byteCount,
                encoding: text.encoding, header: names, positions: positions,
                place: Place(file: source.name))
            return (progress.states, summary)
        }
    }
}

/// What threads share while they read a table.
private struct Progress<State: Sendable, Note: Sendable>: Sendable {
    var states: [State] = []
    private(set) var rows = 0
    private var delivered = 0
    /// Line of the first row of the next block to deliver.
    private var line: Int
    /// Blocks that are done before one that precedes them.
    private var waiting: [Int: (note: Note, lines: Int)] = [:]

    init(line: Int) { self.line = line }

    mutating func put(
        _ note: Note, of block: PlainBlock, number: Int, _ deliver: (Note, Int) -> Void
    ) {
        rows += block.rowCount
        waiting[number] = (note, block.rowCount + block.quotedLineFeeds.count)
        while let (note, lines) = waiting.removeValue(forKey: delivered) {
            deliver(note, line)
            line += lines
            delivered += 1
        }
    }
}

/// Hands out the text of a table in stretches of whole rows.
///
/// The number of quotes read so far tells which line ends are inside a quoted field, so a stretch
/// can be ended without being cut into fields.
final class BlockFeed: @unchecked Sendable {
    // Sendable because whatever changes it holds `turn`, and the header is read by its maker before
    // anybody else has it.
    private let turn = Mutex(())
    private let input: TextInput
    private let file: String
    private let allowsQuotes: Bool
    /// What was read of a row that the last stretch doesn't hold whole.
    private var rest: [UInt8] = []
    private var number = 0
    private(set) var headerLines = 0
    /// Something was met that only the careful way can tell.
    private var needsCare = false

    /// A row that is longer is left to the careful way.
    private static let rowLimit = 16 << 20

    /// - Returns: Nil where the file can't be read as text.
    init?(_ source: TableSource, allowsQuotes: Bool) {
        do throws(FileError) {
            input = try source.open()
            if try input.foreignFormat() != nil { return nil }
        } catch {
            return nil
        }
        self.allowsQuotes = allowsQuotes
        file = source.name
    }

    /// Reads the header's cells, without blanks around them; nil where it needs care.
    func header(in room: BlockRoom) -> [String]? {
        repeat {
            guard (try? input.fill(&room.text)) != nil else { return nil }
        } while !input.isAtEnd && !hasLine(room.text) && room.text.count < BlockFeed.rowLimit
        var scanner = RecordScanner(file: file)
        var log = DiagnosticLog()
        let base = UnsafePointer(room.text.base)
        let step = scanner.carefulStep(room.text, isLast: input.isAtEnd, &log)
        guard case .whole(let count, let next) = step, base[next - 1] == lineFeed,
            allowsQuotes || !room.text.has(quote, before: next)
        else { return nil }
        headerLines = lineEnds(base, room.text.start..<next)
        let scratch = Scratch()
        let record = RawRecord(
            base: base, ends: scanner.ends, count: count, line: 1,
            scratch: .passUnretained(scratch))
        let cells = (0..<count).map { String(decoding: record.trimmed($0), as: UTF8.self) }
        room.text.start = next
        rest = room.text.bytes
        return cells
    }

    /// Whether the header's end is likely there; a quoted line end in it only means another look.
    private func hasLine(_ text: borrowing TextBuffer) -> Bool {
        text.has(lineFeed, before: text.end) && !text.has(quote, before: text.end)
            || text.count > 1 << 16
    }

    /// Fills the room with the next rows, the last one ended.
    ///
    /// - Returns: The number of the stretch, from 0; nil at the end or where care is needed.
    func next(into room: BlockRoom) -> Int? {
        turn.withLock { _ in nextInTurn(room) }
    }

    /// Hands out nothing more, since what was handed out needs care.
    func giveUp() {
        turn.withLock { _ in needsCare = true }
    }

    private func nextInTurn(_ room: BlockRoom) -> Int? {
        guard !needsCare else { return nil }
        room.text.replace(with: rest)
        rest.removeAll(keepingCapacity: true)
        var isInside = false
        var counted = room.text.start
        while true {
            if !input.isAtEnd {
                guard (try? input.fill(&room.text)) != nil, room.text.count < BlockFeed.rowLimit
                else { return stop() }
            }
            if allowsQuotes {
                isInside = isInside != room.text.hasOddQuotes(from: counted)
            } else if room.text.hasQuote(from: counted) {
                return stop()
            }
            counted = room.text.end
            if input.isAtEnd { return last(room, isInside) }
            if let end = room.text.rowsEnd(isInside: isInside) {
                rest.append(contentsOf: room.text.bytes(from: end))
                room.text.end = end
                return hand(room)
            }
        }
    }

    private func stop() -> Int? {
        needsCare = true
        return nil
    }

    /// Ends the last line and takes away blank ones.
    private func last(_ room: BlockRoom, _ isInside: Bool) -> Int? {
        if isInside { return stop() }
        room.text.dropLineEnds()
        if room.text.count == 0 { return nil }
        room.text.append(lineFeed)
        return hand(room)
    }

    private func hand(_ room: BlockRoom) -> Int {
        number += 1
        return number - 1
    }

    /// What was read; nil where something needs care.
    func summary() -> TextSummary? {
        turn.withLock { _ in
            needsCare
                ? nil
                : TextSummary(
                    sha256: input.finishDigest() ?? "", byteCount: input.byteCount,
                    encoding: input.encoding)
        }
    }
}

extension TextBuffer {
    fileprivate var bytes: [UInt8] { Array(bytes(from: start)) }

    fileprivate func bytes(from position: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + position, count: end - position)
    }

    fileprivate func has(_ byte: UInt8, before limit: Int) -> Bool {
        UnsafeBufferPointer(start: base + start, count: limit - start).contains(byte)
    }

    fileprivate mutating func replace(with bytes: [UInt8]) {
        (start, end) = (0, 0)
        makeRoom(bytes.count)
        base.update(from: bytes, count: bytes.count)
        end = bytes.count
    }

    fileprivate mutating func append(_ byte: UInt8) {
        makeRoom(1)
        base[end] = byte
        end += 1
    }

    fileprivate mutating func dropLineEnds() {
        while end > start, base[end - 1] == lineFeed || base[end - 1] == carriageReturn { end -= 1 }
    }

    fileprivate func hasQuote(from position: Int) -> Bool {
        memchr(base + position, Int32(quote), end - position) != nil
    }

    fileprivate func hasOddQuotes(from position: Int) -> Bool {
        bytes_odd(base + position, end - position, quote) != 0
    }

    /// Behind the last row that is whole; blank lines at the end stay for the next stretch.
    ///
    /// - Parameter isInside: The text ends inside quotes.
    /// - Returns: Nil where no row is whole.
    fileprivate func rowsEnd(isInside: Bool) -> Int? {
        var isInside = isInside
        var position = end
        while position > start {
            position -= 1
            if base[position] == quote { isInside.toggle() }
            if base[position] == lineFeed && !isInside { break }
        }
        guard position > start else { return nil }
        while position > start, isLineEnd(position - 1) { position -= 1 }
        // The line feed that ends the last row that isn't blank.
        while position < end, base[position] != lineFeed { position += 1 }
        return position > start ? position + 1 : nil
    }

    private func isLineEnd(_ position: Int) -> Bool {
        base[position] == lineFeed || base[position] == carriageReturn
    }
}
