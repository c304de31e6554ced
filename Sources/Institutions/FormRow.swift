internal import Calendars
internal import Diagnostics
internal import Languages
internal import Tables

/// A row of a form whose cells are understood: each is a value of its column's kind, or nil.
package struct FormRow {
    /// Address of the row, as `RowAddress` puts it.
    package let line: Int
    private let schema: FormSchema
    private var cells: [CellValue?] = []
    private(set) var notices: [Notice] = []

    /// Something to say of a cell that can be read.
    struct Notice {
        let key: String
        let code: DiagnosticCode
        let found: String
        let expected: Wording
        let message: Wording
        let remedy: Wording
    }

    /// Reads the cells as the kinds of their columns ask; what is wrong is reported at its cell.
    init(
        _ row: borrowing Row, _ schema: FormSchema, table: Int, _ log: inout DiagnosticLog
    ) {
        line = RowAddress(table: table, line: row.line).number
        self.schema = schema
        cells.reserveCapacity(schema.form.columns.count)
        for index in schema.form.columns.indices {
            cells.append(schema.cell(index, of: row, &log))
        }
    }

    func value(_ key: String) -> CellValue? {
        guard let index = schema.indexOfKey[key] else {
            preconditionFailure("the form \(schema.form.name) has a column \(key)")
        }
        return cells[index]
    }

    func text(_ key: String) -> String? {
        if case .text(let text) = value(key) { text } else { nil }
    }

    func number(_ key: String) -> Double? {
        if case .number(let number) = value(key) { number } else { nil }
    }

    func whole(_ key: String) -> Int? {
        number(key).map { Int($0) }
    }

    func day(_ key: String) -> Day? {
        if case .day(let day) = value(key) { day } else { nil }
    }

    func flag(_ key: String) -> Bool? {
        if case .flag(let flag) = value(key) { flag } else { nil }
    }

    func choice<T: RawRepresentable<String>>(_ key: String, _ type: T.Type) -> T? {
        text(key).flatMap(T.init(rawValue:))
    }

    /// Warns of a cell once the row is read.
    mutating func warn(_ notice: Notice) {
        notices.append(notice)
    }
}

/// A form prepared for reading.
final class FormSchema: Sendable {
    let form: Form
    let indexOfKey: [String: Int]
    let columns: [Column]
    /// The column that says whose row it is.
    let unitIndex: Int?
    private let choices: [Choices?]

    init(_ form: Form) {
        self.form = form
        indexOfKey = Dictionary(
            uniqueKeysWithValues: form.columns.enumerated().map { ($1.key, $0) })
        columns = form.columns.map {
            Column(
                key: $0.key, name: $0.name, otherNames: $0.otherNames, isRequired: $0.isRequired)
        }
        unitIndex = indexOfKey["unit_id"]
        choices = form.columns.map {
            if case .choice(let names) = $0.kind { Choices(names) } else { nil }
        }
    }

    /// Whether a row says that there is nothing to report (零报告) and, at most, for which unit.
    func isZeroReport(_ row: borrowing Row) -> Bool {
        var isSaid = false
        for index in columns.indices where !row.isBlank(index) {
            if FormSchema.saysNothing(row, index) {
                isSaid = true
            } else if index != unitIndex {
                return false
            }
        }
        return isSaid
    }

    /// Whether a cell says that there is nothing.
    static func saysNothing(_ row: borrowing Row, _ index: Int) -> Bool {
        nothing.index(of: row.bytes(index)) != nil
    }

    private static let nothing = Choices(["零报告", "无", "无问题", "无数据", "无此项", "/", "—"])

    /// The cell as its column's kind asks; nil where it is blank or wrong.
    func cell(_ index: Int, of row: borrowing Row, _ log: inout DiagnosticLog) -> CellValue? {
        switch form.columns[index].kind {
        case .text, .code:
            return .text(row.text(index, &log))
        case .number(let range):
            guard let number = row.number(index, &log) else { return nil }
            if range.contains(number) { return .number(number) }
            report(index, range.lowerBound, range.upperBound, row, &log)
        case .whole(let range):
            guard let number = row.whole(index, &log) else { return nil }
            if range.contains(number) { return .number(Double(number)) }
            report(index, Double(range.lowerBound), Double(range.upperBound), row, &log)
        case .day:
            return .day(row.day(index, &log))
        case .flag:
            return .flag(row.flag(index, &log))
        case .choice(let names):
            guard let choices = choices[index] else { return nil }
            return row.choice(index, from: choices, &log).map { .text(names[$0]) }
        }
        return nil
    }

    private func report(
        _ index: Int, _ low: Double, _ high: Double, _ row: borrowing Row,
        _ log: inout DiagnosticLog
    ) {
        let column = form.columns[index]
        let limits = "\(numeral(low))…\(numeral(high))"
        row.report(
            .outOfRange, index, expected: Wording(limits),
            message: Wording(
                zh: "“\(column.name)”应在 \(limits) 之间", en: "“\(column.key)” must lie in \(limits)"),
            remedy: Wording(zh: "请核对后改正", en: "check it and correct the cell"), into: &log)
    }
}
