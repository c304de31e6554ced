internal import Diagnostics
internal import Synchronization
internal import Tables

extension ResponseBook {
    /// The fast way to read the responses of a long table, on several threads.
    ///
    /// - Returns: Nil where anything in it needs care or is to be told about.
    static func readPlain(
        _ source: TableSource, _ frame: SurveyFrame, _ isTolerant: Bool,
        into log: inout DiagnosticLog
    ) -> (book: ResponseBook, table: TableSummary)? {
        guard
            let table = PlainTable(
                source, columns: SurveyResult.columns, allowsQuotes: true,
                countsLines: true, into: &log),
            let layout = ResponseTally.Layout(table.positions)
        else { return nil }
        let names = ResponseTally.Names(frame)
        let isWhole = Mutex(true)
        let read = table.read(
            workers: workerCount,
            from: { ResponseTally(frame: frame, names: names, isTolerant: isTolerant) },
            { tally, block in tally.read(block, layout) },
            deliver: { isGood, _ in if !isGood { isWhole.withLock { $0 = false } } })
        guard let (parts, summary) = read, isWhole.withLock({ $0 }) else { return nil }
        var book = parts[0].book
        for part in parts.dropFirst() where !book.merge(part.book) { return nil }
        return Aggregation(book, frame: frame).undatedTwins().isEmpty ? (book, summary) : nil
    }
}

/// Responses as far as some rows of a survey tell, where nothing is wrong with them.
///
/// Each thread has one of its own; the names' numbers are the same for all.
private struct ResponseTally: Sendable {
    /// Which field of a row is what.
    struct Layout: Sendable {
        let respondent, unit, group, item, answer: Int
        let seconds, submitted, address: Int?
        /// Fields that all rows of a response have in common.
        let common: [Int]

        /// - Returns: Nil where a column is missing.
        init?(_ positions: [Int?]) {
            guard let respondent = positions[0], let unit = positions[1], let group = positions[2],
                let item = positions[3], let answer = positions[4]
            else { return nil }
            (self.respondent, self.unit, self.group) = (respondent, unit, group)
            (self.item, self.answer) = (item, answer)
            (seconds, submitted, address) = (positions[5], positions[6], positions[7])
            common = [respondent, unit, group] + [seconds, submitted, address].compactMap { $0 }
        }
    }

    /// What all threads number together.
    struct Names: Sendable {
        let respondents = SharedNames()
        let addresses = SharedNames()
        let units: SharedNames
        let groups: SharedNames
        let items: SharedNames

        init(_ frame: SurveyFrame) {
            units = SharedNames(frame.units)
            groups = SharedNames(frame.groups.map(\.name))
            items = SharedNames(frame.questionnaire.items.map(\.code))
        }
    }

    private let names: Names
    private let scale: AnswerScale
    private let isTolerant: Bool
    private(set) var book: ResponseBook
    private var items = NumberedColumn()
    private var answers = NumberedColumn()

    init(frame: SurveyFrame, names: Names, isTolerant: Bool) {
        self.names = names
        self.isTolerant = isTolerant
        scale = frame.settings.scale
        book = ResponseBook(
            itemCount: frame.questionnaire.items.count, respondents: names.respondents)
    }

    /// - Returns: Whether nothing is wrong with the rows.
    mutating func read(_ block: PlainBlock, _ layout: Layout) -> Bool {
        guard items.read(block, layout.item, { names.items.known($0) ?? -1 }),
            answers.read(block, layout.answer, code)
        else { return false }
        var common: Common?
        for row in 0..<block.rowCount {
            if row == 0 || !block.isRepeated(row, layout.common) {
                common = Common(block, row, layout, names)
            }
            guard let common else { return false }
            let entry = ResponseBook.Entry(
                respondent: common.respondent, unit: common.unit, group: common.group,
                item: Int(items.numbers[row]), answer: answer(answers.numbers[row]),
                submitted: common.submitted, seconds: common.seconds, address: common.address,
                line: block.line(of: row))
            if !book.add(entry).isEmpty { return false }
        }
        return true
    }

    /// A label's index, or their number for no answer; −1 for what is off the scale.
    private func code(of text: [UInt8]) -> Int {
        let answer =
            isTolerant
            ? scale.answer(text.span) ?? .silent
            : text.withoutBlanks.withUnsafeBufferPointer { scale.answer(typed: $0) }
        return switch answer {
        case .label(let label)?: label
        case .silent?: scale.labels.count
        case nil: -1
        }
    }

    private func answer(_ code: Int32) -> Answer {
        code < scale.labels.count ? .label(Int(code)) : .silent
    }

    /// What the rows of a response have in common.
    private struct Common {
        let respondent, unit, group: Int
        let address: Int?
        let submitted: Int64?
        let seconds: Double?

        /// - Returns: Nil where something is wrong with it.
        init?(_ block: PlainBlock, _ row: Int, _ layout: Layout, _ names: Names) {
            func text(_ field: Int?) -> [UInt8] {
                field.map { block.value(row, $0).withoutBlanks } ?? []
            }
            let name = text(layout.respondent)
            // An ID-card number is told at its cell, the careful way.
            if name.count >= IdentityNumber.shortest,
                name.withUnsafeBufferPointer({ IdentityNumber.first(in: $0) }) != nil
            {
                return nil
            }
            respondent = names.respondents.number(of: name)
            guard respondent >= 0, let unit = names.units.known(text(layout.unit)),
                let group = names.groups.known(text(layout.group))
            else { return nil }
            (self.unit, self.group) = (unit, group)
            let address = names.addresses.number(of: text(layout.address))
            self.address = address < 0 ? nil : address
            let (submitted, seconds) = (text(layout.submitted), text(layout.seconds))
            self.submitted = submitted.withUnsafeBufferPointer { parseMoment($0) }
            self.seconds = seconds.withUnsafeBufferPointer { parseNumber($0) }
            if self.submitted == nil && !submitted.isEmpty { return nil }
            if self.seconds == nil && !seconds.isEmpty { return nil }
        }
    }
}
