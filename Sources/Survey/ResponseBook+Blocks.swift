internal import Diagnostics
internal import Synchronization
internal import Tables

/// What the rows of a block of a table say, to be added to a book in file order.
struct ResponseBlock: Sendable {
    /// Rows that follow each other and belong to one response.
    struct Run: Sendable {
        /// The first one, counted in the block.
        let row: Int
        let head: ResponseBook.Head
        /// Where the respondent's name ends in the texts; it starts where the one before ends.
        let nameEnd: Int
    }

    var runs: [Run] = []
    var texts: [UInt8] = []
    /// Per row: the item times 32, 16 for an answer off the scale, and the code of the answer.
    let codes: [Int32]
    /// Per row, how many lines it stands behind the first one; empty where each row is a line.
    let lines: [Int32]

    func lineOffset(_ row: Int) -> Int { lines.isEmpty ? row : Int(lines[row]) }
}

/// Reads long tables of answers the fast way, on several threads.
struct ResponseReader {
    /// What all threads number together.
    struct Names: Sendable {
        let units: SharedNames
        let groups: SharedNames
        let items: SharedNames
        let addresses = AddressNumbers()
        /// Whether names that weren't met before are taken; otherwise such a table needs care.
        let areOpen: Bool

        /// Any names.
        init() {
            (units, groups, items) = (SharedNames(), SharedNames(), SharedNames())
            areOpen = true
        }

        init(_ frame: SurveyFrame) {
            units = SharedNames(frame.units)
            groups = SharedNames(frame.groups.map(\.name))
            items = SharedNames(frame.questionnaire.items.map(\.code))
            areOpen = false
        }

        func number(_ name: [UInt8], in names: SharedNames) -> Int {
            areOpen ? names.number(of: name) : names.known(name) ?? -1
        }
    }

    /// What was read of a table.
    struct Reading {
        let table: TableSummary
        /// Rows without an answer, and rows whose answers are off the scale.
        let silent: Int
        let offScale: Int
    }

    let names: Names
    private let scale: AnswerScale
    private let isTolerant: Bool
    private let gathered: Gathered

    /// - Parameter isTolerant: Takes an answer off the scale for none, and answers as they stand.
    init(names: Names, scale: AnswerScale, isTolerant: Bool) {
        (self.names, self.scale, self.isTolerant) = (names, scale, isTolerant)
        gathered = Gathered(itemCount: names.items.count)
    }

    private final class Gathered: Sendable {
        let state: Mutex<(book: ResponseBook, isSound: Bool)>

        init(itemCount: Int) {
            state = Mutex((ResponseBook(itemCount: itemCount), true))
        }
    }

    /// Adds the responses of some tables, each behind those of the table before it.
    ///
    /// Small tables are read at the same time, large ones block by block.
    /// - Returns: One reading per table; nil where anything in them needs care or is to be told
    ///   about.
    func read(
        _ sources: [TableSource], workers: Int = workerCount, into log: inout DiagnosticLog
    ) -> [Reading]? {
        var readings: [Reading] = []
        var rest = sources[...]
        while let first = rest.first {
            let small = sources.count > 1 ? Array(rest.prefix { $0.isShort }) : []
            let found =
                small.count > 1
                ? readTogether(small, workers, into: &log)
                : read(first, workers, into: &log).map { [$0] }
            guard let found else { return nil }
            readings += found
            rest = rest.dropFirst(found.count)
        }
        return readings
    }

    private func read(
        _ source: TableSource, _ workers: Int, into log: inout DiagnosticLog
    ) -> Reading? {
        begin(source)
        let reading = scan(source, workers, into: &log) { add($0, line: $1) }
        return gathered.state.withLock { $0.isSound } ? reading : nil
    }

    /// What was read of a table by one thread.
    private struct Scan: Sendable {
        let reading: Reading?
        let blocks: [(block: ResponseBlock?, line: Int)]
        let log: DiagnosticLog
    }

    private func readTogether(
        _ sources: [TableSource], _ workers: Int, into log: inout DiagnosticLog
    ) -> [Reading]? {
        let told = Mutex((log: DiagnosticLog(), readings: [Reading]()))
        inOrder(sources.count, workers: workers, tools: {}) { _, number in
            let blocks = Mutex<[(ResponseBlock?, Int)]>([])
            var log = DiagnosticLog()
            guard gathered.state.withLock({ $0.isSound }) else {
                return Scan(reading: nil, blocks: [], log: log)
            }
            let reading = scan(sources[number].inShortBlocks, 1, into: &log) { block, line in
                blocks.withLock { $0.append((block, line)) }
            }
            return Scan(reading: reading, blocks: blocks.withLock { $0 }, log: log)
        } deliver: { (scan: Scan) in
            told.withLock { told in
                guard let reading = scan.reading else {
                    gathered.state.withLock { $0.isSound = false }
                    return
                }
                begin(sources[told.readings.count])
                for (block, line) in scan.blocks { add(block, line: line) }
                told.log.merge(scan.log)
                told.readings.append(reading)
            }
        }
        let (found, readings) = told.withLock { ($0.log, $0.readings) }
        guard readings.count == sources.count, gathered.state.withLock({ $0.isSound }) else {
            return nil
        }
        log.merge(found)
        return readings
    }

    private func begin(_ source: TableSource) {
        gathered.state.withLock { $0.book.begin(Place(file: source.name)) }
    }

    /// Adds a block of the table in hand; nil for one in which something is wrong.
    private func add(_ block: ResponseBlock?, line: Int) {
        gathered.state.withLock { state in
            guard state.isSound else { return }
            state.isSound =
                block.map { state.book.add($0, line: line, itemCount: names.items.count) } ?? false
        }
    }

    /// Hands on the blocks of a table in file order.
    private func scan(
        _ source: TableSource, _ workers: Int, into log: inout DiagnosticLog,
        deliver: @Sendable (ResponseBlock?, _ firstLine: Int) -> Void
    ) -> Reading? {
        guard
            let table = PlainTable(
                source, columns: SurveyResult.columns, allowsQuotes: true, into: &log),
            let layout = ResponseTally.Layout(table.positions)
        else { return nil }
        let (names, scale, isTolerant) = (names, scale, isTolerant)
        let read = table.read(
            workers: workers,
            from: { ResponseTally(names: names, scale: scale, isTolerant: isTolerant) },
            { tally, block in tally.read(block, layout) }, deliver: deliver)
        guard let (parts, summary) = read else { return nil }
        return Reading(
            table: summary, silent: parts.reduce(0) { $0 + $1.silent },
            offScale: parts.reduce(0) { $0 + $1.offScale })
    }

    /// Hands out the book, for somebody else to add tables behind those that were read.
    func takeBook() -> ResponseBook {
        gathered.state.withLock { state in
            let book = state.book
            state.book = ResponseBook(itemCount: 0)
            return book
        }
    }

    /// Takes a book back, to go on with it.
    func put(_ book: ResponseBook) {
        gathered.state.withLock { $0.book = book }
    }

    /// Hands out all responses that were read, once.
    ///
    /// - Returns: Nil where some of them are to be told about.
    func finishedBook() -> ResponseBook? {
        gathered.state.withLock { state in
            state.book.finish()
            return state.book.undatedTwins().isEmpty ? state.book : nil
        }
    }
}

extension TableSource {
    /// Whether it is a text so short that several threads would hardly share it.
    fileprivate var isShort: Bool { byteCount.map { $0 < 4 * blockSize } ?? false }

    /// The same, with no more room for its text than it takes.
    fileprivate var inShortBlocks: TableSource {
        var source = self
        source.blockSize = min(blockSize, (byteCount ?? blockSize) + 1)
        return source
    }
}

/// Cuts blocks into runs of responses, each thread for itself.
private struct ResponseTally: Sendable {
    /// Which field of a row is what.
    struct Layout: Sendable {
        let respondent, unit, group, item, answer: Int
        let seconds, submitted, address: Int?
        /// Fields that all rows of a response have in common.
        let common: [ClosedRange<Int>]

        /// - Returns: Nil where a column is missing.
        init?(_ positions: [Int?]) {
            guard let respondent = positions[0], let unit = positions[1], let group = positions[2],
                let item = positions[3], let answer = positions[4]
            else { return nil }
            (self.respondent, self.unit, self.group) = (respondent, unit, group)
            (self.item, self.answer) = (item, answer)
            (seconds, submitted, address) = (positions[5], positions[6], positions[7])
            common = neighbours(
                [respondent, unit, group] + [seconds, submitted, address].compactMap { $0 })
        }
    }

    private let names: ResponseReader.Names
    private let scale: AnswerScale
    private let isTolerant: Bool
    private(set) var silent = 0
    private(set) var offScale = 0
    private var rows: [Int32] = []
    private var units = NumberedColumn()
    private var groups = NumberedColumn()
    private var answers = NumberedPair()
    private var moments = MomentReader()

    private static let offScaleBit = 16

    init(names: ResponseReader.Names, scale: AnswerScale, isTolerant: Bool) {
        (self.names, self.scale, self.isTolerant) = (names, scale, isTolerant)
    }

    /// - Returns: Nil where something is wrong with a row.
    mutating func read(_ block: PlainBlock, _ layout: Layout) -> ResponseBlock? {
        block.changes(in: layout.common, into: &rows)
        let names = names
        guard
            answers.read(
                block, layout.item, layout.answer, { names.number($0, in: names.items) }, code,
                together: { $0 << 5 | $1 }),
            units.read(block, layout.unit, rows: rows, { names.number($0, in: names.units) }),
            groups.read(block, layout.group, rows: rows, { names.number($0, in: names.groups) })
        else { return nil }
        var found = ResponseBlock(
            codes: Array(answers.numbers[..<block.rowCount]), lines: block.lineOffsets())
        found.runs.reserveCapacity(rows.count)
        for index in rows.indices {
            guard let head = head(block, index, layout),
                add(block, Int(rows[index]), layout.respondent, to: &found.texts)
            else { return nil }
            found.runs.append(
                .init(row: Int(rows[index]), head: head, nameEnd: found.texts.count))
        }
        count(found.codes)
        return found
    }

    private mutating func count(_ codes: [Int32]) {
        var (silent, offScale) = (0, 0)
        for code in codes {
            silent &+= code & 31 == 15 ? 1 : 0
            offScale &+= code & 31 == 31 ? 1 : 0
        }
        self.silent += silent
        self.offScale += offScale
    }

    /// The answer's code; −1 for what is off the scale, unless that is taken for no answer.
    private func code(of text: [UInt8]) -> Int {
        let answer =
            isTolerant
            ? scale.answer(text.span)
            : text.withoutBlanks.withUnsafeBufferPointer { scale.answer(typed: $0) }
        if let answer { return Int(answer.code) }
        return isTolerant ? Int(Answer.silent.code) | Self.offScaleBit : -1
    }

    /// Adds the name of a respondent.
    ///
    /// - Returns: Whether it may stand there: an ID-card number is told at its cell, the careful way.
    private func add(
        _ block: PlainBlock, _ row: Int, _ field: Int, to texts: inout [UInt8]
    ) -> Bool {
        block.withText(row, field) { name in
            guard !name.isEmpty, identityNumber(of: name) == nil else { return false }
            texts.append(contentsOf: name)
            return true
        }
    }

    /// - Returns: Nil where something is wrong with it.
    private mutating func head(
        _ block: PlainBlock, _ index: Int, _ layout: Layout
    ) -> ResponseBook.Head? {
        let row = Int(rows[index])
        var (submitted, seconds): (Int64?, Double?)
        if let field = layout.submitted {
            let isSound = block.withText(row, field) { text in
                submitted = moments.moment(text)
                return submitted != nil || text.isEmpty
            }
            if !isSound { return nil }
        }
        if let field = layout.seconds {
            let isSound = block.withText(row, field) { text in
                seconds = parseNumber(text)
                return seconds != nil || text.isEmpty
            }
            if !isSound { return nil }
        }
        let address = layout.address.flatMap { block.withText(row, $0, names.addresses.number) }
        return ResponseBook.Head(
            unit: UInt32(units.numbers[index]), group: UInt32(groups.numbers[index]),
            submitted: submitted, seconds: seconds, address: address)
    }
}

/// Numbers that stand for addresses: equal where the addresses are, byte for byte.
struct AddressNumbers: Sendable {
    /// Addresses that are not of the usual four numbers.
    private let others = SharedNames()

    /// - Returns: Nil where there is none.
    func number(of text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        if let number = AddressNumbers.number(ofFour: text) { return number }
        let other = text.isEmpty ? -1 : others.number(of: Array(text))
        return other < 0 ? nil : 1 << 32 | UInt64(other)
    }

    /// The number of `a.b.c.d` without needless zeros.
    private static func number(ofFour text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        var (number, part, digits, dots): (UInt64, UInt64, Int, Int) = (0, 0, 0, 0)
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                number = number << 8 | part
                (part, digits, dots) = (0, 0, dots + 1)
                continue
            }
            let digit = byte &- 0x30
            guard digit < 10, digits == 0 || part > 0 else { return nil }
            part = part * 10 + UInt64(digit)
            digits += 1
            if part > 255 { return nil }
        }
        return dots == 3 && digits > 0 ? number << 8 | part : nil
    }
}

/// Reads moments; the day is remembered, since lines of a table seldom change it.
struct MomentReader: Sendable {
    private var day: [UInt8] = []
    private var midnight: Int64 = 0

    /// - Returns: Nil where the text is no moment.
    mutating func moment(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if let time = timeOfDay(text) {
            if day.count == 10, day.elementsEqual(text[..<10]) { return midnight + time }
            guard let moment = parseMoment(text) else { return nil }
            (day, midnight) = (Array(text[..<10]), moment - time)
            return moment
        }
        return parseMoment(text)
    }

    /// Seconds since midnight of `yyyy-mm-dd hh:mm` or `hh:mm:ss`; nil where it isn't written so.
    private func timeOfDay(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count == 16 || text.count == 19, text[10] == 0x20 || text[10] == 0x54,
            text[13] == 0x3A
        else { return nil }
        func two(_ place: Int) -> Int64? {
            let (ten, one) = (text[place] &- 0x30, text[place + 1] &- 0x30)
            return ten < 10 && one < 10 ? Int64(ten) * 10 + Int64(one) : nil
        }
        guard let hour = two(11), let minute = two(14), hour < 24, minute < 60 else { return nil }
        if text.count == 16 { return hour * 3600 + minute * 60 }
        guard text[16] == 0x3A, let second = two(17), second < 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }
}

extension PlainBlock {
    /// Hands on a field's value without blanks around it, in place where it isn't quoted.
    fileprivate func withText<Result>(
        _ row: Int, _ field: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let source = source(row, field)
        if source.first != UInt8(ascii: "\"") { return body(withoutBlanks(source)) }
        return value(row, field).withoutBlanks.withUnsafeBufferPointer(body)
    }
}
