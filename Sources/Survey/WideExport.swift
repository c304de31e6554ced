package import Diagnostics
internal import Indicators
internal import Languages
package import Tables

/// Reads a wide export, one response a row, as 问卷星 and 腾讯问卷 give it.
///
/// Every cell that counts is checked where it stands; what is left is the long table that the same
/// answers would have made, so both give equal results.
package struct WideExport {
    /// What the reading of a file brought.
    package struct Reading: Sendable {
        /// Nil after an error in the file.
        package let result: SurveyResult?
        /// The responses themselves; nil with the result.
        package let book: SurveyBook?
        /// Responses, the header not among them.
        package let rows: Int
        package let sha256: String
    }

    private let frame: SurveyFrame
    /// Codes of units by code and by name; nil where several units have the name.
    private let units: [String: String?]
    private var columns: [Column] = []
    private var header = WideHeader([])
    private var long = CSVWriter()
    /// Line of the file for each line of the long table, whose header is line 1.
    private var lines: [Int] = [0]
    private var isFirst = true

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

    /// - Parameter unitNames: Names of the units with their codes, in any order.
    /// - Returns: Nil when the file could not be read at all; the reason was reported.
    package static func read(
        _ source: TableSource, frame: SurveyFrame, unitNames: [(code: String, name: String)],
        into log: inout DiagnosticLog
    ) -> Reading? {
        var export = WideExport(frame: frame, unitNames: unitNames)
        let errors = log.errorCount
        let records = readRecords(source, into: &log) { record, log in
            if export.isFirst {
                export.begin(record, &log)
            } else {
                export.add(record, &log)
            }
            export.isFirst = false
        }
        guard let records else { return nil }
        let read =
            log.errorCount > errors ? nil : export.result(named: source.name, into: &log)
        return Reading(
            result: read?.result, book: read?.book, rows: records.records - 1,
            sha256: records.sha256)
    }

    private init(frame: SurveyFrame, unitNames: [(code: String, name: String)]) {
        self.frame = frame
        var units: [String: String?] = [:]
        for (code, name) in unitNames {
            units[name] = units[name] == nil ? .some(code) : .some(nil)
        }
        for code in frame.units { units[code] = .some(code) }
        self.units = units
        long.addRecord(SurveyResult.columns.map(\.key))
    }

    // MARK: Header

    private mutating func begin(_ record: borrowing Record, _ log: inout DiagnosticLog) {
        header = WideHeader(record.texts)
        let place = record.place
        if header.respondent == nil {
            log.report(.lacks(Wording(zh: "序号", en: "序号 (number of the response)"), at: place))
        }
        let items = Set(frame.questionnaire.items.map(\.code))
        for line in frame.settings.columns.lines { add(line, items, &log) }
        let roles = Set(columns.map(\.role))
        let settings = Place(file: "evaluation.yaml")
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
            log.report(.unknownRole(line, items: frame.questionnaire.items.map(\.code)))
            return
        }
        switch header.column(of: question) {
        case .column(let field):
            if let other = columns.first(where: { $0.role == role || $0.field == field }) {
                log.report(.mappedTwice(line, header.names[other.field]))
            }
            columns.append(Column(role: role, field: field, options: line.options))
        case .several(let names): log.report(.severalColumns(line, question, names))
        case .none: log.report(.noColumn(line, question, header.names))
        }
    }

    // MARK: Rows

    private mutating func add(_ record: borrowing Record, _ log: inout DiagnosticLog) {
        guard let respondentField = header.respondent else { return }
        let respondent = record.text(respondentField)
        if respondent.isEmpty {
            log.report(
                .lacks(
                    Wording(zh: "序号", en: "the response's number"),
                    at: record.place(respondentField)))
        }
        let (submitted, seconds) = (submitted(record, &log), seconds(record, &log))
        let address = header.address.map { Self.address(record.text($0)) } ?? ""
        var (unit, group): (String?, String?) = (nil, nil)
        for column in columns {
            switch column.role {
            case .unit: unit = self.unit(record, column, &log)
            case .group: group = self.group(record, column, &log)
            case .item: break
            }
        }
        for column in columns {
            guard case .item(let item) = column.role else { continue }
            guard let answer = answer(record, column, &log), let unit, let group,
                !answer.isEmpty || isAsked(item, of: group)
            else { continue }
            long.addRecord([
                respondent, unit, group, item, answer, seconds, submitted, address, "",
            ])
            lines.append(record.line)
        }
    }

    private func isAsked(_ item: String, of group: String) -> Bool {
        frame.questionnaire.items.first { $0.code == item }?.groups.contains(group) == true
    }

    /// The cell, or what its option means.
    private func text(_ record: borrowing Record, _ column: Column) -> String {
        let text = record.text(column.field)
        return column.options[text] ?? text
    }

    private func unit(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> String? {
        let text = text(record, column)
        if let code = units[text] {
            if let code { return code }
            log.report(.severalUnits(text, at: record.place(column.field)))
            return nil
        }
        log.report(
            .unknown(
                text, Wording(zh: "单位基本情况表中的单位编码或名称", en: "a unit's code or name"),
                among: units.keys.sorted(), at: record.place(column.field)))
        return nil
    }

    private func group(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> String? {
        let text = text(record, column)
        let known = frame.groups.map(\.name)
        if known.contains(text) { return text }
        log.report(
            .unknown(
                text, Wording(zh: "问卷的评议主体", en: "a respondent group of the questionnaire"),
                among: known, at: record.place(column.field)))
        return nil
    }

    /// The answer as a text of the scale, empty for none; nil where it is off the scale.
    private func answer(
        _ record: borrowing Record, _ column: Column, _ log: inout DiagnosticLog
    ) -> String? {
        var text = text(record, column)
        text = frame.settings.columns.options[text] ?? text
        if Self.silent.contains(text) { return "" }
        let scale = frame.settings.scale
        let isOnScale =
            scale.noAnswer.contains(text) || scale.labels.contains { $0.text == text }
            || Int(text).map { (1...scale.labels.count).contains($0) } == true
        if isOnScale { return text }
        log.report(
            .offScale(text, labels: scale.labels.map(\.text), at: record.place(column.field)))
        return nil
    }

    private func submitted(_ record: borrowing Record, _ log: inout DiagnosticLog) -> String {
        guard let field = header.submitted else { return "" }
        let text = record.text(field)
        if text.isEmpty || parseMoment(record.bytes(field)) != nil { return text }
        log.report(.noTime(text, at: record.place(field)))
        return ""
    }

    /// What the response took, from its own column or from its begin and end.
    private func seconds(_ record: borrowing Record, _ log: inout DiagnosticLog) -> String {
        if let field = header.seconds {
            let text = record.text(field)
            if text.isEmpty { return "" }
            if let seconds = parseDuration(text) { return plainNumber(seconds) }
            log.report(.noDuration(text, at: record.place(field)))
            return ""
        }
        guard let start = header.started, let end = header.submitted,
            let begun = parseMoment(record.bytes(start)),
            let ended = parseMoment(record.bytes(end)), ended >= begun
        else { return "" }
        return String(ended - begun)
    }

    private func plainNumber(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    /// `127.0.0.1(本地)` without its place.
    private static func address(_ text: String) -> String {
        String(text.prefix { $0 != "(" && $0 != "（" })
    }

    // MARK: Result

    private consuming func result(
        named name: String, into log: inout DiagnosticLog
    ) -> (result: SurveyResult, book: SurveyBook)? {
        let (lines, frame) = (lines, frame)
        var inner = DiagnosticLog()
        let reading = SurveyResult.readBook(
            TableSource(bytes: long.bytes, name: name + ".csv"), frame: frame, into: &inner)
        for problem in inner.kept {
            let line = problem.place.line.flatMap {
                lines.indices.contains($0 - 1) ? lines[$0 - 1] : nil
            }
            log.report(
                Diagnostic(
                    problem.code, problem.severity, at: Place(file: name, line: line),
                    found: problem.found, expected: problem.expected, message: problem.message,
                    remedy: problem.remedy))
        }
        return reading.map { read in
            (
                read.result.withLines { lines.indices.contains($0 - 1) ? lines[$0 - 1] : $0 },
                read.book
            )
        }
    }
}

extension SurveyResult {
    /// The same, where the lines of what was dropped are those of another file.
    fileprivate func withLines(_ line: (Int) -> Int) -> SurveyResult {
        SurveyResult(
            received: received, valid: valid, answers: answers, dropCounts: dropCounts,
            dropped: dropped.map {
                DroppedResponse(
                    respondent: $0.respondent, unit: $0.unit, group: $0.group,
                    reasons: $0.reasons, line: line($0.line))
            }, units: units)
    }
}
