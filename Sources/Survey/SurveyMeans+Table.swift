package import Diagnostics
internal import Indicators
internal import Languages
internal import Synchronization
package import Tables

extension SurveyMeans {
    /// Columns of the long table, as in an evaluation.
    package static let columns: [Column] = SurveyResult.columns

    /// Reads tables of any length and any names, which together are one survey.
    ///
    /// Answers match exactly; the names are taken without blanks around them. The result depends on
    /// neither the order of the rows nor the number of threads, nor on which table a row stands in.
    ///
    /// - Parameter workers: Threads that read a table.
    /// - Returns: Nil where one can't be read as a table; the reason was reported.
    package static func read(
        _ sources: [TableSource], _ settings: SurveySettings, screening: Bool,
        workers: Int = workerCount, into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        var plainLog = DiagnosticLog()
        let plain =
            screening
            ? plainScreened(sources, settings, workers, into: &plainLog)
            : plainMeans(sources, settings.scale, workers, into: &plainLog)
        if let plain {
            log.merge(plainLog)
            return plain
        }
        let names = AnswerTally.Names()
        var tally = AnswerTally(scale: settings.scale, names: names)
        var isWhole = true
        for source in sources {
            isWhole = Self.add(source, to: &tally, into: &log) && isWhole
        }
        guard isWhole else { return nil }
        let means = SurveyMeans(tally, names: names, scale: settings.scale)
        guard screening, !log.hasErrors else { return means }
        return means.screened(sources, settings, into: &log)
    }

    // MARK: Screening

    /// The means of the responses that are not suspicious, the fast way; nil where a table needs care.
    private static func plainScreened(
        _ sources: [TableSource], _ settings: SurveySettings, _ workers: Int,
        into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        let reader = ResponseReader(names: .init(), scale: settings.scale, isTolerant: true)
        var (rows, silent, offScale) = (0, 0, 0)
        guard let readings = reader.read(sources, workers: workers, into: &log) else { return nil }
        for reading in readings {
            rows += reading.table.rows
            silent += reading.silent
            offScale += reading.offScale
        }
        guard let book = reader.finishedBook() else { return nil }
        let names = reader.names
        return SurveyMeans(
            of: book, settings, asked: answeredItems(book, groupCount: names.groups.count),
            names: .init(units: names.units, groups: names.groups, items: names.items), rows: rows,
            setAside: [(.noAnswer, silent), (.offScale, offScale)])
    }

    /// Per group, the items that somebody of it answered: as far as the answers tell, those that it
    /// was asked.
    private static func answeredItems(_ book: ResponseBook, groupCount: Int) -> [[UInt64]] {
        var asked = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: book.stride), count: groupCount)
        for number in 0..<book.count {
            let group = book.group(of: number)
            for index in 0..<book.stride {
                asked[group][index] |= labels(in: book.word(index, of: number)) &* 15
            }
        }
        for (number, item) in book.lateLabels {
            asked[book.group(of: number)][item / 16] |= 15 << UInt64(item % 16 * 4)
        }
        return asked
    }

    /// The same from a second look, the careful way.
    private func screened(
        _ sources: [TableSource], _ settings: SurveySettings, into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        let frame = frame(settings)
        // Warnings about the header have been told.
        var again = DiagnosticLog()
        var reader = AnswerReader(frame: frame, isTolerant: true)
        var book = ResponseBook(itemCount: itemNames.count)
        for source in sources {
            guard reader.read(source, into: &book, &again) != nil else { break }
        }
        book.finish(into: &again)
        guard !again.hasErrors else {
            log.merge(again)
            return nil
        }
        return SurveyMeans(
            of: book, settings,
            asked: Self.answeredItems(book, groupCount: frame.groups.count),
            names: .init(
                units: SharedNames(frame.units), groups: SharedNames(frame.groups.map(\.name)),
                items: SharedNames(frame.questionnaire.items.map(\.code))),
            rows: rows, setAside: setAside)
    }

    /// - Parameter asked: Per group, the items that it was asked, as responses hold answers.
    private init(
        of book: ResponseBook, _ settings: SurveySettings, asked: [[UInt64]],
        names: AnswerTally.Names, rows: Int, setAside: [(reason: Reason, count: Int)]
    ) {
        let flags = Suspicion(book, settings, asked: asked).flags()
        let counts = CrossCounts(outcomeCount: settings.scale.labels.count)
        counts.add(book) { !flags[$0].drop }
        let dropped = ScreeningReason.allCases.map { reason in
            let own = ScreeningReasons([reason])
            return (Reason.response(reason), flags.count { $0.drop && $0.contains(own) })
        }
        self.init(
            rows: rows, setAside: setAside + dropped, counts: counts, names: names,
            scale: settings.scale)
    }

    /// The names that were met, as a questionnaire.
    private func frame(_ settings: SurveySettings) -> SurveyFrame {
        let items = itemNames.map { item in
            Questionnaire.Item(
                code: item, name: Wording(item), question: Wording(item), groups: [], feeds: [])
        }
        var settings = settings
        settings.groups = []
        let units = unitNames
        return SurveyFrame(
            units: units, staff: units.map { _ in nil },
            questionnaire: Questionnaire(
                title: Wording(""), groups: groupNames.map { .init(name: Wording($0)) },
                items: items), settings: settings, leaves: [])
    }

    // MARK: Without screening

    init(_ tally: AnswerTally, names: AnswerTally.Names, scale: AnswerScale) {
        self.init(
            rows: tally.rows, setAside: [(.noAnswer, tally.silent), (.offScale, tally.offScale)],
            counts: tally.counts, names: names, scale: scale)
    }

    /// The fast way; nil where a table needs care.
    private static func plainMeans(
        _ sources: [TableSource], _ scale: AnswerScale, _ workers: Int,
        into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        let names = AnswerTally.Names()
        var whole: AnswerTally?
        for source in sources {
            guard let tally = plainTally(source, scale, names, workers, into: &log) else {
                return nil
            }
            whole?.merge(tally)
            whole = whole ?? tally
        }
        return whole.map { SurveyMeans($0, names: names, scale: scale) }
    }

    private static func plainTally(
        _ source: TableSource, _ scale: AnswerScale, _ names: AnswerTally.Names, _ workers: Int,
        into log: inout DiagnosticLog
    ) -> AnswerTally? {
        guard
            let table = PlainTable(
                source, columns: columns, allowsQuotes: true, into: &log),
            let unit = table.positions[1], let group = table.positions[2],
            let item = table.positions[3], let answer = table.positions[4]
        else { return nil }
        let layout = AnswerTally.Layout(unit: unit, group: group, item: item, answer: answer)
        let respondent = table.positions[0]
        let isWhole = Mutex(true)
        let read = table.read(
            workers: workers, from: { AnswerTally(scale: scale, names: names) },
            { tally, block in
                // An ID-card number is told at its cell, the careful way.
                tally.read(block, layout)
                    && respondent.map { !block.holdsIdentityNumber(in: $0) } ?? true
            },
            deliver: { isNamed, _ in if !isNamed { isWhole.withLock { $0 = false } } })
        guard let parts = read?.states, isWhole.withLock({ $0 }) else { return nil }
        var whole = parts[0]
        for part in parts.dropFirst() { whole.merge(part) }
        return whole
    }

    /// The careful way: every defect reported.
    ///
    /// - Returns: Whether it could be read as a table.
    private static func add(
        _ source: TableSource, to tally: inout AnswerTally, into log: inout DiagnosticLog
    ) -> Bool {
        readTable(source, columns: columns, into: &log) { row, log in
            row.refuseIdentity(0, &log)
            let (unit, group) = (row.text(1, &log), row.text(2, &log))
            let item = row.text(3, &log)
            guard let unit, let group, let item else { return }
            tally.add(
                unit: Array(unit.utf8), group: Array(group.utf8), item: Array(item.utf8),
                answer: Array(row.exactBytes(4)))
        } != nil
    }
}

extension CrossCounts {
    /// Counts the answers of some responses.
    fileprivate func add(_ book: ResponseBook, where isCounted: (Int) -> Bool) {
        let outcomeCount = outcomeCount
        // Per item and label.
        let codes = (0..<book.itemCount).flatMap { item in
            (0..<outcomeCount).map { Int32(code(third: item, outcome: $0)) }
        }
        var (runs, units, groups, rows): ([Int32], [Int32], [Int32], [Int32]) = ([], [], [], [])
        func count() {
            self.count(rows: rows.count, runs: runs, first: units, second: groups, codes: rows)
            runs.removeAll(keepingCapacity: true)
            units.removeAll(keepingCapacity: true)
            groups.removeAll(keepingCapacity: true)
            rows.removeAll(keepingCapacity: true)
        }
        for number in 0..<book.count where isCounted(number) {
            let start = rows.count
            for index in 0..<book.stride {
                let word = book.word(index, of: number)
                var places = labels(in: word)
                while places != 0 {
                    let shift = places.trailingZeroBitCount
                    let label = Int(word &>> UInt64(shift) & 15) - 1
                    rows.append(codes[(index * 16 + shift / 4) * outcomeCount + label])
                    places &= places - 1
                }
            }
            if rows.count == start { continue }
            runs.append(Int32(start))
            units.append(Int32(book.unit(of: number)))
            groups.append(Int32(book.group(of: number)))
            if rows.count > 1 << 14 { count() }
        }
        count()
    }
}
