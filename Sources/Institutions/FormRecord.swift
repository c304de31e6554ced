package import Calendars
package import Languages

/// A row of a form as a value that knows where it stood.
package protocol FormRecord: Sendable {
    /// What many of its rows are held in.
    associatedtype Rows: RowStore = [Self] where Rows.Element == Self
    static var form: Form { get }
    /// The columns of the form, each with the way to read it off a record.
    static var fields: [Field<Self>] { get }
    /// Address of the row, as `RowAddress` puts it: in a form of one file its physical line, from 1;
    /// 0 for a row that stands in no file.
    var line: Int { get }
    /// The unit it belongs to.
    var unitID: String { get }
    /// The units among whose bodies, duties and items its references may lie, the likeliest first.
    var owners: [String] { get }
    /// Values that follow from the columns and that measures may name like one.
    static var derived: [DerivedColumn<Self>] { get }
    /// nil where a required cell is wrong; the row has reported it then.
    init?(_ row: inout FormRow)
}

/// A column and its value in a record.
package struct Field<Record>: Sendable {
    package let column: FormColumn
    let value: @Sendable (Record) -> CellValue?
}

/// A value that follows from the columns of a record.
package struct DerivedColumn<Record>: Sendable {
    package let key: String
    package let note: Wording
    let value: @Sendable (Record) -> CellValue?
}

extension FormRecord {
    package var owners: [String] { [unitID] }
    package static var derived: [DerivedColumn<Self>] { [] }

    /// The way to read a column, or a derived one, off a record; nil where the key is unknown.
    package static func reading(_ key: String) -> (@Sendable (Self) -> CellValue?)? {
        fields.first { $0.column.key == key }?.value ?? derived.first { $0.key == key }?.value
    }

    /// The value of any column by its English key; nil where it is blank or the key unknown.
    package func value(_ key: String) -> CellValue? {
        Self.reading(key)?(self)
    }

    /// The number in a column; a flag counts 1 or 0; nil where it is blank or holds no number.
    package func number(_ key: String) -> Double? {
        switch value(key) {
        case .number(let number): number
        case .flag(let flag): flag ? 1 : 0
        case .text, .day, nil: nil
        }
    }

    /// The text in a column, a choice by its name, a day as `yyyy-mm-dd`, a flag as 是/否; nil where
    /// it is blank or holds a number.
    package func text(_ key: String) -> String? {
        switch value(key) {
        case .text(let text): text
        case .day(let day): day.description
        case .flag(let flag): flag ? "是" : "否"
        case .number, nil: nil
        }
    }

    package func day(_ key: String) -> Day? {
        if case .day(let day) = value(key) { day } else { nil }
    }
}

extension Field {
    /// A column that must be there, with every cell filled.
    static func required(
        _ key: String, _ name: String, or otherNames: [String] = [], _ kind: ColumnKind = .text,
        unit: Wording? = nil, names reference: RegisteredName? = nil, zh: String, en: String,
        _ value: @escaping @Sendable (Record) -> CellValue?
    ) -> Field {
        Field(
            column: FormColumn(
                key: key, name: name, otherNames: otherNames, isRequired: true, kind: kind,
                unit: unit, fallback: nil, note: Wording(zh: zh, en: en), reference: reference),
            value: value)
    }

    /// A column that may be absent, and whose cells may be blank.
    static func optional(
        _ key: String, _ name: String, or otherNames: [String] = [], _ kind: ColumnKind = .text,
        unit: Wording? = nil, fallback: String? = nil, names reference: RegisteredName? = nil,
        zh: String, en: String, _ value: @escaping @Sendable (Record) -> CellValue?
    ) -> Field {
        Field(
            column: FormColumn(
                key: key, name: name, otherNames: otherNames, isRequired: false, kind: kind,
                unit: unit, fallback: fallback, note: Wording(zh: zh, en: en),
                reference: reference),
            value: value)
    }

    /// 单位编码, the first column of nearly every form.
    static func unitID(_ value: @escaping @Sendable (Record) -> CellValue?) -> Field {
        .required(
            "unit_id", "单位编码", .code, names: .unit, zh: "单位基本情况表中的单位编码",
            en: "code of the unit, as in the units form", value)
    }
}

extension Form {
    init<Record>(
        _ name: String, file: String? = nil, zh: String, en: String, fields: [Field<Record>],
        keys: [String], registers: (name: RegisteredName, columns: [String])? = nil,
        parts: [(part: String, whole: String)] = [],
        orders: [(earlier: String, later: String)] = [], concernsPersons: Bool = false
    ) {
        self.init(
            name: name, file: file ?? "forms/\(name).csv", title: Wording(zh: zh, en: en),
            columns: fields.map(\.column), keys: keys, registers: registers, parts: parts,
            orders: orders, concernsPersons: concernsPersons)
    }
}
