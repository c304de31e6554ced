package import Diagnostics
internal import Indicators
internal import Languages
internal import Synchronization
package import Tables

extension SurveyMeans {
    /// Columns of the long table, as in an evaluation.
    package static let columns: [Column] = SurveyResult.columns

    /// Reads a table of any length and any names, without screening.
    ///
    /// Answers match exactly; the names are taken without blanks around them. The result depends on
    /// neither the order of the rows nor the number of threads.
    /// - Returns: Nil where it can't be read as a table; the reason was reported.
    package static func read(
        _ source: TableSource, _ settings: SurveySettings, screening: Bool,
        into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        let scale = settings.scale
        let names = AnswerTally.Names()
        var plainLog = DiagnosticLog()
        let careful = AnswerTally.Names()
        let means: SurveyMeans?
        if let tally = plainTally(source, scale, names, into: &plainLog) {
            log.merge(plainLog)
            means = SurveyMeans(tally, names: names, scale: scale)
        } else {
            means = tally(source, scale, careful, into: &log).map {
                SurveyMeans($0, names: careful, scale: scale)
            }
        }
        guard screening, let means, !log.hasErrors else { return means }
        return means.screened(source, settings, into: &log)
    }

    /// The means of the responses that are not suspicious, from a second look at the table.
    private func screened(
        _ source: TableSource, _ settings: SurveySettings, into log: inout DiagnosticLog
    ) -> SurveyMeans? {
        let frame = frame(settings)
        // Warnings about the header have been told.
        var again = DiagnosticLog()
        let read = ResponseBook.read(source, frame: frame, isTolerant: true, into: &again)
        guard let (book, _) = read, !again.hasErrors else {
            log.merge(again)
            return nil
        }
        let names = AnswerTally.Names(
            units: SharedNames(frame.units), groups: SharedNames(frame.groups.map(\.name)),
            items: SharedNames(frame.questionnaire.items.map(\.code)))
        let counts = CrossCounts(outcomeCount: settings.scale.labels.count)
        let aggregation = Aggregation(book, frame: frame)
        for number in aggregation.validResponses() {
            let response = book.responses[number]
            for item in 0..<book.itemCount {
                guard case .label(let label)? = book.answer(of: number, to: item) else { continue }
                counts.add(
                    1, first: Int(response.unit), second: Int(response.group), third: item,
                    outcome: label)
            }
        }
        let dropped = aggregation.dropCounts().map { (Reason.response($0.reason), $0.count) }
        return SurveyMeans(
            rows: rows, setAside: setAside + dropped, counts: counts, names: names,
            scale: settings.scale)
    }

    /// Who is asked what, as far as the answers tell: a group is asked what somebody of it answered.
    private func frame(_ settings: SurveySettings) -> SurveyFrame {
        var groupsOfItem: [String: Set<String>] = [:]
        forEach { groupsOfItem[$0.item, default: []].insert($0.group) }
        let items = itemNames.map { item in
            Questionnaire.Item(
                code: item, name: Wording(item), question: Wording(item),
                groups: groupsOfItem[item, default: []].sorted(), feeds: [])
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

    init(_ tally: AnswerTally, names: AnswerTally.Names, scale: AnswerScale) {
        self.init(
            rows: tally.rows, setAside: [(.noAnswer, tally.silent), (.offScale, tally.offScale)],
            counts: tally.counts, names: names, scale: scale)
    }

    /// The fast way; nil where the table needs care.
    static func plainTally(
        _ source: TableSource, _ scale: AnswerScale, _ names: AnswerTally.Names,
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
            workers: workerCount, from: { AnswerTally(scale: scale, names: names) },
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
    private static func tally(
        _ source: TableSource, _ scale: AnswerScale, _ names: AnswerTally.Names,
        into log: inout DiagnosticLog
    ) -> AnswerTally? {
        var tally = AnswerTally(scale: scale, names: names)
        let table = readTable(source, columns: columns, into: &log) { row, log in
            row.refuseIdentity(0, &log)
            let (unit, group) = (row.text(1, &log), row.text(2, &log))
            let item = row.text(3, &log)
            guard let unit, let group, let item else { return }
            tally.add(
                unit: Array(unit.utf8), group: Array(group.utf8), item: Array(item.utf8),
                answer: Array(row.exactBytes(4)))
        }
        return table == nil ? nil : tally
    }
}
