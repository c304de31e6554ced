internal import Diagnostics
internal import Indicators
internal import Languages
internal import Tables

/// Reads wide exports, one response a row, as 问卷星 and 腾讯问卷 give them.
///
/// It fills the same book of responses as the long table does, so the same answers give equal
/// results.
struct WideExport {
    private let frame: SurveyFrame
    /// Numbers of units by code and by name; nil where several units have the name.
    private let units: [String: Int?]
    private let groups: [String: Int]
    /// Numbers of the items by code.
    private let items: [String: Int]
    private let addresses: AddressNumbers
    /// Of the export in hand.
    private var columns: [Column] = []
    private var header = WideHeader([])
    /// Of its header.
    private var place = Place(file: "")
    /// What is asked where a role was met first, and where.
    private var questions: [WideRole: (text: String, place: Place)] = [:]
    /// Problems of the settings that were told of another export.
    private var told: Set<String> = []

    /// A column of the file that counts.
    private struct Column {
        let role: WideRole
        let field: Int
        let options: [String: String]
    }

    /// What stands for no answer besides the settings' own: skipped and left empty.
    private static let silent: Set<String> = [
        "-3", "-2", "−3", "−2", "(跳过)", "（跳过）", "(空)", "（空）",
    ]

    /// What to do about codes of options.
    private static let explainOptions = Wording(
        zh: "请更正；选项写成代码的，在 survey.columns 中用 options 说明各代码的含义",
        en: "correct it; where options are codes, say under options what each means")

    /// - Parameter unitNames: Names of the units with their codes, in any order.
    init(
        frame: SurveyFrame, unitNames: [(code: String, name: String)],
        addresses: AddressNumbers = AddressNumbers()
    ) {
        self.frame = frame
        let numbers = Dictionary(
            frame.units.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var units: [String: Int?] = [:]
        for (code, name) in unitNames {
            units[name] = units[name] == nil ? .some(numbers[code]) : .some(nil)
        }
        for (code, number) in numbers { units[code] = .some(number) }
        self.units = units
        groups = Dictionary(
            frame.groups.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }
        )
        items = Dictionary(
            frame.questionnaire.items.enumerated().map { ($1.code, $0) },
            uniquingKeysWith: { first, _ in first })
        self.addresses = addresses
    }

    /// Adds the responses of an export to a book, every defect reported.
    ///
    /// - Returns: Nil where the file could not be read at all.
    mutating func read(
        _ source: TableSource, into book: inout ResponseBook, _ log: inout DiagnosticLog
    ) -> RecordsSummary? {
        (header, columns) = (WideHeader([]), [])
        var isFirst = true
        let records = readRecords(source, into: &log) { record, log in
            if isFirst {
                book.begin(record.place.at(line: nil), isExport: true)
                begin(record, &log)
            } else {
                add(record, to: &book, &log)
            }
            isFirst = false
        }
        if isFirst { book.begin(Place(file: source.name, sheet: source.sheet), isExport: true) }
        return records
    }

    // MARK: Header

    private mutating func begin(_ record: borrowing Record, _ log: inout DiagnosticLog) {
        header = WideHeader(record.texts)
        place = record.place
        if header.respondent == nil {
            log.report(.lacks(Wording(zh: "序号", en: "序号 (number of the response)"), at: place))
        }
        let items = Set(frame.questionnaire.items.map(\.code))
        for line in frame.settings.columns.lines { add(line, items, &log) }
        let roles = Set(columns.map(\.role))
        // Where lines are missing altogether, the header stands for them.
        let settings = frame.settings.columns.lines.first?.place.place ?? place
        let needed: [(WideRole, Wording)] = [
            (.unit, Wording(zh: "被评议单位（unit_id）", en: "the unit (unit_id)")),
            (.group, Wording(zh: "评议主体（respondent_group）", en: "the respondent group")),
        ]
        for (role, name) in needed where !roles.contains(role) {
            log.report(.unmapped(name, at: settings, file: place.file))
        }
        if !roles.contains(where: { if case .item = $0 { true } else { false } }) {
            log.report(
                .unmapped(Wording(zh: "题目", en: "any item"), at: settings, file: place.file))
        }
    }

    /// Takes a line of the settings: a role and a question, in either order.
    private mutating func add(
        _ line: WideColumns.Line, _ items: Set<String>, _ log: inout DiagnosticLog
    ) {
        let byKey = WideRole(line.key, items: items).map { ($0, line.value) }
        guard
            let (role, question) = byKey
                ?? WideRole(line.value, items: items).map({ ($0, line.key) })
        else {
            tellOnce(.unknownRole(line, items: frame.questionnaire.items.map(\.code)), &log)
            return
        }
        switch header.column(of: question) {
        case .column(let field):
            if let other = columns.first(where: { $0.role == role || $0.field == field }) {
                tellOnce(.mappedTwice(line, header.names[other.field]), &log)
            } else {
                compare(role, field, &log)
            }
            columns.append(Column(role: role, field: field, options: line.options))
        case .several(let names):
            log.report(.severalColumns(line, question, names, file: place.file))
        case .none: log.report(.noColumn(line, question, header.names, file: place.file))
        }
    }

    /// What is wrong with the settings alone is the same for every export.
    private mutating func tellOnce(_ problem: Diagnostic, _ log: inout DiagnosticLog) {
        if told.insert(problem.message.zh).inserted { log.report(problem) }
    }

    /// Warns where a question isn't the one that it is in the exports before.
    private mutating func compare(_ role: WideRole, _ field: Int, _ log: inout DiagnosticLog) {
        let here = place.at(line: place.line, column: field + 1)
        let text = WideHeader.text(of: header.names[field])
        guard let known = questions[role] else {
            questions[role] = (text, here)
            return
        }
        if known.text.filter({ !$0.isWhitespace }) != text.filter({ !$0.isWhitespace }) {
            log.report(.otherQuestion(text, than: known.text, at: here, known.place))
        }
    }

    // MARK: Rows

    private func add(
        _ record: borrowing Record, to book: inout ResponseBook, _ log: inout DiagnosticLog
    ) {
        guard let respondentField = header.respondent else { return }
        let respondent = Array(record.bytes(respondentField)).withoutBlanks
        if respondent.isEmpty {
            log.report(
                .lacks(
                    Wording(zh: "序号", en: "the response's number"),
                    at: record.place(respondentField)))
        }
        if let number = identityNumber(of: record.bytes(respondentField)) {
            log.report(
                .personalData(
                    number, column: header.names[respondentField],
                    at: record.place(respondentField)))
        }
        let (submitted, seconds) = (submitted(record, &log), seconds(record, &log))
        let address = header.address.flatMap { field in
            Self.address(record.text(field)).withUnsafeBufferPointer(addresses.number)
        }
        var (unit, group): (Int?, Int?) = (nil, nil)
        for column in columns {
            switch column.role {
            case .unit: unit = self.unit(record, column, &log)
            case .group: group = self.group(record, column, &log)
            case .item: break
            }
        }
        for column in columns {
            guard case .item(let code) = column.role, let item = items[code],
                let answer = answer(record, column, &log), let unit, let group,
                !respondent.isEmpty, answer != .silent || isAsked(item, of: group)
            else { continue }
            let head = ResponseBook.Head(
                unit: UInt32(unit), group: UInt32(group), submitted: submitted, seconds: seconds,
                address: address)
            let entry = ResponseBook.Entry(
                respondent: respondent, head: head, item: item, answer: answer, line: record.line)
            guard let conflict = book.add(entry) else { continue }
            for contradiction in conflict.contradictions {
                report(contradiction, of: conflict.first, record, &log)
            }
        }
    }

    private func isAsked(_ item: Int, of group: Int) -> Bool {
        frame.questionnaire.items[item].groups.contains(frame.groups[group].name)
    }

    /// Two rows of one number, unit and time that contradict each other.
    private func report(
        _ contradiction: ResponseBook.Contradiction, of first: Place,
        _ record: borrowing Record, _ log: inout DiagnosticLog
    ) {
        let field: Int? =
            switch contradiction {
            case .group: columns.first { $0.role == .group }?.field
            case .seconds: header.seconds ?? header.submitted
            case .address: header.address
            }
        guard let field else { return }
        log.report(
            .conflict(
                in: Wording(header.names[field]), of: first,
                found: contradiction == .address ? nil : record.text(field),
                at: record.place(field)))
    }

    /// The cell, or what its option means.
    private func text(_ record: borrowing Record, _ column: Column) -> String {
        let text = record.text(column.field)
        return column.options[text] ?? text
    }

    private func unit(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> Int? {
        let text = text(record, column)
        if let number = units[text] {
            if let number { return number }
            log.report(.severalUnits(text, at: record.place(column.field)))
            return nil
        }
        log.report(
            .unknownName(
                text, Wording(zh: "单位基本情况表中的单位编码或名称", en: "a unit's code or name"),
                among: log.keepsErrors ? units.keys.sorted() : [], at: record.place(column.field),
                otherwise: Self.explainOptions))
        return nil
    }

    private func group(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> Int? {
        let text = text(record, column)
        if let number = groups[text] { return number }
        log.report(
            .unknownName(
                text, Wording(zh: "问卷的评议主体", en: "a respondent group of the questionnaire"),
                among: log.keepsErrors ? frame.groups.map(\.name) : [],
                at: record.place(column.field), otherwise: Self.explainOptions))
        return nil
    }

    /// Nil where the answer is off the scale.
    private func answer(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> Answer? {
        var text = text(record, column)
        text = frame.settings.columns.options[text] ?? text
        if Self.silent.contains(text) { return .silent }
        let scale = frame.settings.scale
        let bytes = Array(text.utf8)
        if let answer = bytes.withUnsafeBufferPointer({ scale.answer(typed: $0) }) {
            return answer
        }
        log.report(
            .offScale(
                text, scale, at: record.place(column.field), remedy: Self.explainOptions))
        return nil
    }

    private func submitted(_ record: borrowing Record, _ log: inout DiagnosticLog) -> Int64? {
        guard let field = header.submitted else { return nil }
        let bytes = record.bytes(field)
        if bytes.isEmpty { return nil }
        if let moment = parseMoment(bytes) { return moment }
        log.report(.noTime(record.text(field), at: record.place(field)))
        return nil
    }

    /// What the response took, from its own column or from its begin and end.
    private func seconds(_ record: borrowing Record, _ log: inout DiagnosticLog) -> Double? {
        if let field = header.seconds {
            let text = record.text(field)
            if text.isEmpty { return nil }
            if let seconds = parseDuration(text) { return seconds }
            log.report(.noDuration(text, at: record.place(field)))
            return nil
        }
        guard let start = header.started, let end = header.submitted,
            let begun = parseMoment(record.bytes(start)),
            let ended = parseMoment(record.bytes(end)), ended >= begun
        else { return nil }
        return Double(ended - begun)
    }

    /// `127.0.0.1(本地)` without its place.
    private static func address(_ text: String) -> [UInt8] {
        Array(text.prefix { $0 != "(" && $0 != "（" }.utf8).withoutBlanks
    }
}
