internal import Calendars
internal import Institutions
internal import Languages
internal import Tables
internal import Workbooks

/// A form as a sheet that people fill: lists, checks and hints come from its declaration.
struct FormSheet {
    let form: Form
    let rows: [TemplateRow]

    var sheet: Sheet {
        Sheet(
            name: form.title.zh,
            columns: form.columns.map { Sheet.Column($0.name, $0.sheetKind, width: $0.width) },
            rows: rows.map { row in form.columns.map { $0.cell(row[$0.key] ?? "") } },
            frozenColumns: 2,
            filling: Filling(
                columns: form.columns.map {
                    .init($0.entry, isRequired: $0.isRequired, hint: $0.hint)
                }))
    }
}

/// The sheet that explains the columns of forms.
struct InstructionSheet {
    static let name = "填表说明"

    let forms: [Form]
    let example: Example
    let notes: [String]

    var sheet: Sheet {
        let columns: [Sheet.Column] = [
            .init("表", width: 20), .init("列名", width: 18), .init("必填", width: 6),
            .init("可填的值", .prose, width: 30), .init("单位", width: 10),
            .init("示例", .literal, width: 18), .init("说明", .prose, width: 60),
        ]
        return Sheet(
            name: Self.name, columns: columns,
            rows: notes.map { [.blank, .blank, .blank, .blank, .blank, .blank, .text($0)] }
                + forms.flatMap(rows), frozenColumns: 2)
    }

    private func rows(of form: Form) -> [[Sheet.Cell]] {
        let rows = example.rows(of: form)
        return form.columns.map { column in
            let shown = rows.lazy.compactMap { $0[column.key] }.first { !$0.isEmpty }
            return [
                .text(form.title.zh), .text(column.name), .text(column.isRequired ? "⋆" : ""),
                .text(column.valuesWording.zh), .text(column.unit?.zh ?? ""),
                .text(shown ?? ""), .text(column.note.zh + column.fallbackWords),
            ]
        }
    }
}

extension FormColumn {
    /// What a blank cell means, as an end of its explanation.
    var fallbackWords: String { fallback.map { "；空白即“\($0)”" } ?? "" }

    fileprivate var hint: String {
        let required = isRequired ? "必填。" : ""
        return "\(required)\(kindWording.zh)。\(note.zh)\(fallbackWords)"
    }

    fileprivate var entry: Filling.Entry {
        switch kind {
        case .text, .code: .text
        case .number(let range): .number(range)
        case .whole(let range): .whole(range)
        case .day: .day
        case .flag: .choice(["是", "否"])
        case .choice(let names): .choice(names)
        }
    }

    fileprivate var sheetKind: Sheet.Kind {
        switch kind {
        case .text, .code, .flag, .choice: .literal
        case .number, .whole: .plain
        case .day: .day
        }
    }

    fileprivate var width: Double {
        switch kind {
        case .text: 18
        case .day: 12
        case .code: 12
        default: max(9, 2.2 * Double(name.count))
        }
    }

    /// A cell of the sheet from the text of the CSV.
    fileprivate func cell(_ text: String) -> Sheet.Cell {
        guard !text.isEmpty else { return .blank }
        switch kind {
        case .number, .whole: return Double(text).map(Sheet.Cell.number) ?? .text(text)
        case .day:
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2])
            else { return .text(text) }
            return .day(day)
        default: return .text(text)
        }
    }
}
