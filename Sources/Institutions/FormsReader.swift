package import Diagnostics
internal import Languages
package import Tables

/// Reads the forms of an evaluation folder and checks them, each and against each other.
package struct FormsReader {
    private let folder: FormsFolder
    private let encoding: TextEncoding?
    private var log = DiagnosticLog()
    private var registry = NameRegistry()
    private var summaries: [FormSummary] = []

    /// Every form under a folder.
    ///
    /// All problems of all files are reported in one pass. Rows with a wrong required cell, and rows
    /// of an unknown unit, are left out of what is returned; there is an error in the log then.
    /// - Parameter encoding: What the files are in unless a mark says otherwise; nil: found out.
    /// - Returns: nil where the units form can't be read.
    /// - Complexity: O(rows) plus the sorting of names where one is unknown.
    package static func read(
        _ folder: String, encoding: TextEncoding? = nil, into log: inout DiagnosticLog
    ) -> EvaluationForms? {
        var reader = FormsReader(folder: FormsFolder(path: folder), encoding: encoding)
        let forms = reader.forms()
        log.merge(reader.log)
        return forms
    }

    private init(folder: FormsFolder, encoding: TextEncoding?) {
        self.folder = folder
        self.encoding = encoding
    }

    private mutating func forms() -> EvaluationForms? {
        folder.reportUnknownFiles(&log)
        let units = table(Unit.self, isRequired: true)
        let tables = FormTables(
            duties: table(Duty.self), quotas: table(QuotaLine.self),
            leaders: table(LeaderQuota.self), staff: table(Person.self),
            workItems: table(WorkItem.self), results: table(ResultsRow.self),
            tasks: table(TaskRow.self), spotChecks: table(SpotCheck.self),
            kpi: table(KPIValue.self), payroll: table(PayrollRow.self),
            problems: table(ProblemRow.self))
        check(tables)
        guard let units else { return nil }
        return EvaluationForms(
            units: units, namedUnits: registry.candidates(.unit, owner: nil), tables: tables,
            summaries: summaries)
    }

    /// One form; nil where its file is absent or can't be read as a table.
    private mutating func table<Record: FormRecord>(
        _ type: Record.Type, isRequired: Bool = false
    ) -> FormTable<Record>? {
        let form = Record.form
        let isThere = folder.offersTable(form, &log)
        guard isThere || (isRequired && !folder.hasWorkbook(form)) else { return nil }
        let source = TableSource(
            path: folder.path(of: form.file), name: form.file, encoding: encoding)
        let schema = FormSchema(form)
        var records: [Record] = []
        var names = FormNames(form: form)
        let summary = readTable(source, columns: schema.columns, into: &log) { row, log in
            var cells = FormRow(row, schema, &log)
            names.note(cells, row, &log)
            if let record = Record(&cells) { records.append(record) }
            for notice in cells.notices { report(notice, row, schema, &log) }
        }
        guard let summary else { return nil }
        names.enter(&registry)
        summaries.append(
            FormSummary(file: form.file, rows: summary.rows, sha256: summary.sha256))
        let fields = zip(form.columns, summary.positions).compactMap { column, position in
            position.map { (column.key, $0 + 1) }
        }
        return FormTable(
            file: form.file, records: records,
            fieldNumbers: Dictionary(uniqueKeysWithValues: fields))
    }

    private mutating func check(_ tables: FormTables) {
        check(tables.duties)
        check(tables.quotas)
        check(tables.leaders)
        check(tables.staff)
        check(tables.workItems)
        check(tables.results)
        check(tables.tasks)
        check(tables.spotChecks)
        check(tables.kpi)
        check(tables.payroll)
        check(tables.problems)
        if let quotas = tables.quotas { quotas.checkTotals(&log) }
        if let staff = tables.staff { staff.checkStatuses(hasLeaders: tables.leaders != nil, &log) }
        if let problems = tables.problems { problems.checkClosings(&log) }
    }

    private mutating func check<Record>(_ table: FormTable<Record>?) {
        guard let table else { return }
        table.checkReferences(registry, &log)
        table.checkParts(&log)
        table.checkOrders(&log)
    }
}

private func report(
    _ notice: FormRow.Notice, _ row: borrowing Row, _ schema: FormSchema,
    _ log: inout DiagnosticLog
) {
    guard let index = schema.indexOfKey[notice.key] else { return }
    row.report(
        notice.code, index, severity: .warning, expected: notice.expected,
        message: notice.message, remedy: notice.remedy, into: &log)
}

/// Keys and names that the rows of one form give, noted even where another cell is wrong.
private struct FormNames {
    let form: Form
    private var lineOfKey: [String: Int] = [:]
    private var registered: [[String]] = []
    private let keyIndexes: [Int]
    private let textIndexes: [Int]

    init(form: Form) {
        self.form = form
        keyIndexes = form.keys.compactMap { key in form.columns.firstIndex { $0.key == key } }
        textIndexes = form.columns.indices.filter {
            form.concernsPersons && [.text, .code].contains(form.columns[$0].kind)
        }
    }

    mutating func note(_ cells: FormRow, _ row: borrowing Row, _ log: inout DiagnosticLog) {
        noteKey(cells, row, &log)
        if let registers = form.registers {
            let parts = registers.columns.compactMap { cells.text($0) }
            if parts.count == registers.columns.count { registered.append(parts) }
        }
        for index in textIndexes { lookForPersonalData(index, row, &log) }
    }

    private mutating func noteKey(
        _ cells: FormRow, _ row: borrowing Row, _ log: inout DiagnosticLog
    ) {
        guard !form.keys.isEmpty else { return }
        var parts: [String] = []
        for index in keyIndexes {
            let column = form.columns[index]
            let part = cells.text(column.key)
            if part == nil, column.isRequired { return }
            parts.append(part ?? "")
        }
        let first = lineOfKey.updateValue(row.line, forKey: parts.joined(separator: "\u{1F}"))
        guard let first else { return }
        lineOfKey[parts.joined(separator: "\u{1F}")] = first
        let names = Wording(
            zh: keyIndexes.map { form.columns[$0].name }.joined(separator: "+"),
            en: form.keys.joined(separator: " + "))
        let shown = parts.filter { !$0.isEmpty }.joined(separator: " / ")
        log.report(
            Diagnostic(
                .duplicateKey, at: row.place(keyIndexes.last ?? 0), found: shown,
                expected: Wording(zh: "“\(names.zh)”不重复", en: "\(names.en) given once"),
                message: Wording(
                    zh: "与第 \(first) 行重复：\(shown)", en: "repeats line \(first): \(shown)"),
                remedy: Wording(
                    zh: "请合并或删去其中一行，或更正编码",
                    en: "merge or delete one of the rows, or correct the code")))
    }

    private func lookForPersonalData(
        _ index: Int, _ row: borrowing Row, _ log: inout DiagnosticLog
    ) {
        // Shorter cells can't hold one; most are.
        guard row.bytes(index).count >= 15, let text = row.text(index),
            let number = IdentityNumber.first(in: text)
        else { return }
        let column = form.columns[index]
        log.report(
            Diagnostic(
                .personalData, at: row.place(index), found: IdentityNumber.masked(number),
                expected: Wording(zh: "化名编码", en: "a pseudonym"),
                message: Wording(
                    zh: "“\(column.name)”中有身份证号", en: "“\(column.key)” holds an ID-card number"),
                remedy: Wording(
                    zh: "请改用化名或散列编码，各表一致，并删去身份证号",
                    en: "use a pseudonym, the same in all forms, and delete the number")))
    }

    func enter(_ registry: inout NameRegistry) {
        guard let registers = form.registers else { return }
        registry.open(registers.name)
        for parts in registered { registry.register(registers.name, parts) }
    }
}
