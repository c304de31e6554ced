package import Languages

/// Reading any column of any form by name, as a tree of indicators asks for them.
extension Dossier {
    /// Hands the unit's rows of a form, cell by cell, to a closure.
    ///
    /// - Parameters:
    ///   - form: Name of the form, such as `staff`.
    ///   - columns: English keys, derived ones included; a cell is nil where it is blank, and
    ///     throughout where the file lacks the column.
    /// - Returns: false where the form is absent or unknown; nothing was handed on then.
    package func forEachRow(
        of form: String, columns: [String], _ body: (_ line: Int, _ cells: [CellValue?]) -> Void
    ) -> Bool {
        guard forms.has(form) else { return false }
        switch form {
        case "units": hand(CollectionOfOne(unit), columns, body)
        case "duties": hand(duties, columns, body)
        case "establishment": hand(quotas, columns, body)
        case "leaders": hand(leaders, columns, body)
        case "staff": hand(staff, columns, body)
        case "worklog": hand(workItems, columns, body)
        case "results": hand(forms.results[index], columns, body)
        case "tasks": hand(tasks, columns, body)
        case "spotchecks": hand(spotChecks, columns, body)
        case "kpi": hand(kpi, columns, body)
        case "payroll": hand(payroll, columns, body)
        case "problems": hand(problems, columns, body)
        default: return false
        }
        return true
    }

    private func hand<Rows: Collection>(
        _ rows: Rows, _ columns: [String], _ body: (Int, [CellValue?]) -> Void
    ) where Rows.Element: FormRecord {
        let values = columns.map(Rows.Element.reading)
        var cells = [CellValue?](repeating: nil, count: values.count)
        for index in rows.indices {
            for (place, value) in values.enumerated() { cells[place] = value?(rows[index]) }
            body(rows[index].line, cells)
        }
    }
}

extension Form {
    /// Columns of every form by their English keys, derived ones included.
    package static var vocabulary: [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: all.map {
                ($0.name, $0.columns.map(\.key) + $0.derived.map(\.key))
            })
    }

    /// Columns that no file has: they follow from others.
    package var derived: [(key: String, note: Wording)] {
        switch name {
        case Person.form.name: Person.derived.map { ($0.key, $0.note) }
        case WorkItem.form.name: WorkItem.derived.map { ($0.key, $0.note) }
        default: []
        }
    }
}
