internal import Calendars
internal import Diagnostics
internal import Languages
internal import Tables

/// A row of a form whose cells are understood: each is a value of its column's kind, or nil.
package struct FormRow {
    /// Address of the row, as `RowAddress` puts it.
    package private(set) var line = 0
    private let schema: FormSchema
    private var cells: [CellValue?]
    private(set) var notices: [Notice] = []
    /// The column behind the one that was asked for last: records ask in the order of the form.
    private var next = 0

    /// Something to say of a cell that can be read.
    struct Notice {
        let key: String
        let code: DiagnosticCode
        let found: String
        let expected: Wording
        let message: Wording
        let remedy: Wording
    }

    init(_ schema: FormSchema) {
        self.schema = schema
        cells = Array(repeating: nil, count: schema.keys.count)
    }

    /// Becomes another row: reads its cells as the kinds of their columns ask; what is wrong is
    /// reported at its cell.
    mutating func read(_ row: borrowing Row, table: Int, _ log: inout DiagnosticLog) {
        line = RowAddress(table: table, line: row.line).number
        if !notices.isEmpty { notices.removeAll() }
        next = 0
        for index in cells.indices { cells[index] = schema.cell(index, of: row, &log) }
    }

    mutating func value(_ key: String) -> CellValue? {
        for _ in cells {
            let index = next
            next = index + 1 == cells.count ? 0 : index + 1
            if schema.keys[index] == key { return cells[index] }
        }
        preconditionFailure("the form \(schema.form.name) has a column \(key)")
    }

    /// The text of a column by its index; nil where it is blank, wrong or no text.
    func text(_ index: Int) -> String? {
        if case .text(let text) = cells[index] { text } else { nil }
    }

    mutating func text(_ key: String) -> String? {
        if case .text(let text) = value(key) { text } else { nil }
    }

    mutating func number(_ key: String) -> Double? {
        if case .number(let number) = value(key) { number } else { nil }
    }

    mutating func whole(_ key: String) -> Int? {
        number(key).map { Int($0) }
    }

    mutating func day(_ key: String) -> Day? {
        if case .day(let day) = value(key) { day } else { nil }
    }

    mutating func flag(_ key: String) -> Bool? {
        if case .flag(let flag) = value(key) { flag } else { nil }
    }

    mutating func choice<T: RawRepresentable<String>>(_ key: String, _ type: T.Type) -> T? {
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
    /// Of the columns, in their order.
    let keys: [String]
    let columns: [Column]
    /// The column that says whose row it is.
    let unitIndex: Int?
    /// The columns that name a row of the form; empty where none do.
    let keyIndexes: [Int]
    /// The columns by which other forms refer to its rows; empty where none do.
    let nameIndexes: [Int]
    private let cells: [Cell]
    private let choices: [Choices]

    /// What is needed to read a cell.
    private struct Cell {
        let kind: Kind
        let isRequired: Bool

        enum Kind {
            case text, day, flag
            case number(ClosedRange<Double>)
            case whole(ClosedRange<Int>)
            /// By position among the choices.
            case choice(Int)
        }
    }

    init(_ form: Form) {
        self.form = form
        keys = form.columns.map(\.key)
        columns = form.columns.map {
            Column(
                key: $0.key, name: $0.name, otherNames: $0.otherNames, isRequired: $0.isRequired)
        }
        unitIndex = keys.firstIndex(of: "unit_id")
        keyIndexes = form.keys.compactMap(keys.firstIndex)
        nameIndexes = form.registers?.columns.compactMap(keys.firstIndex) ?? []
        var choices: [Choices] = []
        cells = form.columns.map { column in
            let kind: Cell.Kind
            switch column.kind {
            case .text, .code: kind = .text
            case .number(let range): kind = .number(range)
            case .whole(let range): kind = .whole(range)
            case .day: kind = .day
            case .flag: kind = .flag
            case .choice(let names):
                kind = .choice(choices.count)
                choices.append(Choices(names))
            }
            return Cell(kind: kind, isRequired: column.isRequired)
        }
        self.choices = choices
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
        let cell = cells[index]
        if !cell.isRequired && row.isBlank(index) { return nil }
        switch cell.kind {
        case .text:
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
        case .choice(let position):
            return row.choice(index, from: choices[position], &log).map {
                .text(choices[position].names[$0])
            }
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
