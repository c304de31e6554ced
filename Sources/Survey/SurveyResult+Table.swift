internal import Calendars
internal import Diagnostics
internal import Indicators
internal import Languages
package import Tables

extension SurveyResult {
    /// Columns of the long table of answers (调查问卷), one line per answer.
    package static let columns: [Column] = [
        .required("respondent_id", "答卷编号"), .required("unit_id", "单位编码"),
        .required("respondent_group", "评议主体"), .required("item", "题号"),
        .required("answer", "答案"), .optional("seconds", "用时"), .optional("submitted", "提交时间"),
        .optional("ip", "IP", or: "来自IP"), .optional("comment", "意见"),
    ]

    /// Headers of the columns that no output may show: addresses and free text.
    package static let confidentialHeaders: Set<String> = ["ip", "IP", "来自IP", "comment", "意见"]
}

/// Takes answers off the rows of a long table.
struct AnswerReader {
    private enum Field: Int {
        case respondent, unit, group, item, answer, seconds, submitted, address
    }

    private let frame: SurveyFrame
    private var units: ByteIndex
    private var groups: ByteIndex
    private var items: ByteIndex
    private let addresses: AddressNumbers
    private let isTolerant: Bool

    /// - Parameter isTolerant: Takes an answer off the scale for none, and answers as they stand.
    init(frame: SurveyFrame, isTolerant: Bool, addresses: AddressNumbers = AddressNumbers()) {
        self.frame = frame
        self.isTolerant = isTolerant
        self.addresses = addresses
        units = ByteIndex(frame.units)
        groups = ByteIndex(frame.groups.map(\.name))
        items = ByteIndex(frame.questionnaire.items.map(\.code))
    }

    /// Adds the lines of a table to a book, every defect reported.
    ///
    /// - Returns: Nil where it could not be read as a table.
    mutating func read(
        _ source: TableSource, into book: inout ResponseBook, _ log: inout DiagnosticLog
    ) -> TableSummary? {
        var isBegun = false
        let table = readTable(source, columns: SurveyResult.columns, into: &log) { row, log in
            if !isBegun { book.begin(row.place(0).at(line: nil)) }
            isBegun = true
            read(row, into: &book, &log)
        }
        if !isBegun { book.begin(Place(file: source.name, sheet: source.sheet)) }
        return table
    }

    private mutating func read(
        _ row: borrowing Row, into book: inout ResponseBook, _ log: inout DiagnosticLog
    ) {
        let respondent = row.bytes(Field.respondent.rawValue)
        if respondent.isEmpty { _ = row.text(Field.respondent.rawValue, &log) }
        row.refuseIdentity(Field.respondent.rawValue, &log)
        let unit = AnswerReader.number(row, .unit, in: &units, &log)
        let group = AnswerReader.number(row, .group, in: &groups, &log)
        let item = AnswerReader.number(row, .item, in: &items, &log)
        let answer = answer(row, &log)
        let seconds = row.number(Field.seconds.rawValue, &log)
        let submitted = time(row, &log)
        guard let unit, let group, let item, let answer, !respondent.isEmpty else { return }
        let head = ResponseBook.Head(
            unit: UInt32(unit), group: UInt32(group), submitted: submitted, seconds: seconds,
            address: addresses.number(of: row.bytes(Field.address.rawValue)))
        let entry = ResponseBook.Entry(
            respondent: Array(respondent), head: head, item: item, answer: answer,
            line: row.line)
        guard let conflict = book.add(entry) else { return }
        for contradiction in conflict.contradictions {
            report(contradiction, of: conflict.first, row, &log)
        }
    }

    /// The number of a name that must be known.
    private static func number(
        _ row: borrowing Row, _ field: Field, in index: inout ByteIndex,
        _ log: inout DiagnosticLog
    ) -> Int? {
        let name = row.bytes(field.rawValue)
        if let number = index.find(name.span) { return number }
        guard let text = row.text(field.rawValue, &log) else { return nil }
        let kind =
            switch field {
            case .unit: Wording(zh: "单位基本情况表中的单位", en: "a unit of the units form")
            case .group: Wording(zh: "问卷的评议主体", en: "a respondent group of the questionnaire")
            default: Wording(zh: "问卷的题号", en: "an item of the questionnaire")
            }
        let known = (0..<index.count).map { index.text($0) }
        log.report(
            .unknownName(
                text, kind, among: log.keepsErrors ? known : [], at: row.place(field.rawValue)))
        return nil
    }

    private func answer(_ row: borrowing Row, _ log: inout DiagnosticLog) -> Answer? {
        let scale = frame.settings.scale
        if isTolerant { return scale.answer(row.exactBytes(Field.answer.rawValue).span) ?? .silent }
        let bytes = row.bytes(Field.answer.rawValue)
        if let answer = scale.answer(typed: bytes) { return answer }
        let text = String(decoding: bytes, as: UTF8.self)
        log.report(.offScale(text, scale, at: row.place(Field.answer.rawValue)))
        return nil
    }

    private func time(_ row: borrowing Row, _ log: inout DiagnosticLog) -> Int64? {
        let bytes = row.bytes(Field.submitted.rawValue)
        if bytes.isEmpty { return nil }
        if let time = parseMoment(bytes) { return time }
        let text = String(decoding: bytes, as: UTF8.self)
        log.report(.noTime(text, at: row.place(Field.submitted.rawValue)))
        return nil
    }

    private func report(
        _ contradiction: ResponseBook.Contradiction, of first: Place, _ row: borrowing Row,
        _ log: inout DiagnosticLog
    ) {
        let field: Field =
            switch contradiction {
            case .group: .group
            case .seconds: .seconds
            case .address: .address
            }
        let column = row.column(field.rawValue)
        // An address is shown nowhere, not even here.
        let found = field == .address ? nil : row.text(field.rawValue)
        log.report(
            .conflict(
                in: Wording(zh: column.name, en: column.key), of: first, found: found,
                at: row.place(field.rawValue)))
    }
}

extension AnswerScale {
    /// What a cell means in an evaluation: full-width digits and «5.0» are numbers there, as
    /// everywhere else.
    func answer(typed bytes: UnsafeBufferPointer<UInt8>) -> Answer? {
        if let answer = answer(bytes.span) { return answer }
        guard let rank = parseWhole(bytes), (1...labels.count).contains(rank) else { return nil }
        return .label(labels.count - rank)
    }
}

/// Seconds since 1970 of `yyyy-mm-dd` or `yyyy/m/d`, perhaps with `h:mm` or `h:mm:ss` behind a
/// blank or a T; nil if the bytes are none.
func parseMoment(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let end = bytes.firstIndex { $0 == 0x20 || $0 == 0x54 } ?? bytes.count
    guard let day = parseDay(UnsafeBufferPointer(rebasing: bytes[..<end])) else { return nil }
    let midnight = Int64(day.number) * 86400
    let rest = bytes[end...].dropFirst().drop { $0 == 0x20 }
    if rest.isEmpty { return end == bytes.count ? midnight : nil }
    let parts = rest.split(separator: 0x3A, omittingEmptySubsequences: false).map {
        part -> Int64? in
        guard (1...2).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return part.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
        let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second < 60
    else { return nil }
    return midnight + hour * 3600 + minute * 60 + second
}
