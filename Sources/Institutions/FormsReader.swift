package import Diagnostics
internal import Languages
package import Tables

/// Reads the forms of an evaluation folder and checks them, each and against each other.
package struct FormsReader {
    private let folder: FormsFolder
    private let encoding: TextEncoding?
    private var log: DiagnosticLog
    private var registry = NameRegistry()
    private var summaries: [FormSummary] = []
    private var deliveries: Deliveries
    private var owners: [String: DeliveryOwner] = [:]
    private var formsRead: [Form] = []

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
        readAll(folder, encoding: encoding, into: &log).forms
    }

    /// The same, with the places of the other tables that stand among the forms, by path, and whose
    /// the deliveries under `forms/units/` are.
    package static func readAll(
        _ folder: String, encoding: TextEncoding? = nil, into log: inout DiagnosticLog
    ) -> (
        forms: EvaluationForms?, others: [FolderTable: [FolderTableSource]],
        owners: [String: DeliveryOwner]
    ) {
        var findings = DiagnosticLog()
        let folder = FormsFolder(path: folder, into: &findings)
        var reader = FormsReader(folder: folder, encoding: encoding, log: findings)
        let forms = reader.forms()
        log.merge(reader.log)
        return (forms, reader.others(), reader.owners)
    }

    private init(folder: FormsFolder, encoding: TextEncoding?, log: DiagnosticLog) {
        self.folder = folder
        self.encoding = encoding
        self.log = log
        deliveries = Deliveries(folder.deliveries)
    }

    private func others() -> [FolderTable: [FolderTableSource]] {
        var others: [FolderTable: [FolderTableSource]] = [:]
        for table in FolderTable.allCases {
            others[table] = folder.sources[table.rawValue]?.map { source in
                FolderTableSource(
                    file: source.file, sheet: source.sheet,
                    delivery: source.delivery.map { .init(name: $0, owner: owners[$0]) })
            }
        }
        return others
    }

    private mutating func forms() -> EvaluationForms? {
        let units = table(Unit.self, isRequired: true)
        let tables = FormTables(
            duties: table(Duty.self), quotas: table(QuotaLine.self),
            leaders: table(LeaderQuota.self), staff: table(Person.self),
            workItems: table(WorkItem.self), results: table(ResultsRow.self),
            tasks: table(TaskRow.self), spotChecks: table(SpotCheck.self),
            kpi: table(KPIValue.self), payroll: table(PayrollRow.self),
            problems: table(ProblemRow.self))
        check(tables)
        let codes = registry.candidates(.unit, owner: nil)
        let names = Dictionary(
            (units?.records ?? []).map { ($0.unitID, $0.name) }, uniquingKeysWith: { a, _ in a })
        let known = codes.map { (code: $0, name: names[$0]) }
        deliveries.check(units: known, forms: formsRead, into: &log)
        owners = deliveries.owners(among: known)
        guard let units else { return nil }
        return EvaluationForms(
            units: units, namedUnits: registry.candidates(.unit, owner: nil), tables: tables,
            summaries: summaries)
    }

    /// One form from all its tables; nil where there is none, or none that can be read.
    private mutating func table<Record: FormRecord>(
        _ type: Record.Type, isRequired: Bool = false
    ) -> FormTable<Record>? {
        let form = Record.form
        var sources = folder.sources[form.name] ?? []
        if sources.isEmpty, isRequired, !folder.brokenForms.contains(form.name) {
            sources = [FormSource(file: form.file, sheet: nil, delivery: nil)]
        }
        var reading = FormReading<Record>(form)
        for source in sources { read(source, &reading) }
        // What is wrong with a broken table isn't told again of all that refer to it.
        guard reading.isThere else { return nil }
        if reading.hasNames { reading.names.enter(&registry) }
        formsRead.append(form)
        return FormTable(parts: reading.parts, records: reading.records)
    }

    private mutating func read<Record: FormRecord>(
        _ source: FormSource, _ reading: inout FormReading<Record>
    ) {
        let schema = reading.schema
        var table = TableSource(
            path: folder.path(of: source.file), name: source.file, encoding: encoding)
        table.sheet = source.sheet
        table.refusesIdentityNumbers = true
        table.memory = folder.memory
        let number = reading.parts.count
        // Taken out and put back, so that what grows isn't copied.
        var (records, names, deliveries) = (reading.records, reading.names, self.deliveries)
        (reading.records, reading.names) = (Record.Rows(), FormNames(schema))
        self.deliveries = Deliveries([])
        var count = 0
        var cells = FormRow(schema)
        let summary = readTable(table, columns: schema.columns, into: &log) { row, log in
            let isZero = schema.isZeroReport(row)
            deliveries.note(row, schema, isZero: isZero, in: source)
            if isZero { return }
            count += 1
            cells.read(row, table: number, &log)
            names.note(cells, row, table: number, &log)
            if let record = Record(&cells) { records.append(record) }
            for notice in cells.notices { report(notice, row, schema, &log) }
        }
        (reading.records, reading.names) = (records, names)
        self.deliveries = deliveries
        guard let summary else { return }
        if count == 0 { self.deliveries.noteEmpty(schema.form, in: source) }
        note(source.file, rows: summary.rows, sha256: summary.sha256)
        let fields = zip(schema.form.columns, summary.positions).compactMap { column, position in
            position.map { (column.key, $0 + 1) }
        }
        if let registers = schema.form.registers,
            !registers.columns.allSatisfy({ name in fields.contains { $0.0 == name } })
        {
            reading.hasNames = false
        }
        reading.parts.append(
            FormPart(
                place: summary.place, fieldNumbers: Dictionary(uniqueKeysWithValues: fields)))
        if count > 0 || !source.isOneOfMany { reading.isThere = true }
    }

    /// A file counts once, however many of its sheets are read.
    private mutating func note(_ file: String, rows: Int, sha256: String) {
        if let index = summaries.firstIndex(where: { $0.file == file }) {
            let known = summaries[index]
            summaries[index] = FormSummary(
                file: file, rows: known.rows + rows, sha256: known.sha256)
        } else {
            summaries.append(FormSummary(file: file, rows: rows, sha256: sha256))
        }
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
        table.checkReferences(&registry, &log)
        table.checkParts(&log)
        table.checkOrders(&log)
    }
}

/// A form while its tables are read.
private struct FormReading<Record: FormRecord> {
    let schema: FormSchema
    var parts: [FormPart] = []
    var records = Record.Rows()
    var names: FormNames
    /// A table can be read and isn't just an empty sheet among others.
    var isThere = false
    /// Every table has the columns by which others refer to its rows.
    var hasNames = true

    init(_ form: Form) {
        schema = FormSchema(form)
        names = FormNames(schema)
    }
}

private func report(
    _ notice: FormRow.Notice, _ row: borrowing Row, _ schema: FormSchema,
    _ log: inout DiagnosticLog
) {
    guard let index = schema.keys.firstIndex(of: notice.key) else { return }
    row.report(
        notice.code, index, severity: .warning, expected: notice.expected,
        message: notice.message, remedy: notice.remedy, into: &log)
}

/// Keys and names that the rows of one form give, noted even where another cell is wrong.
private struct FormNames {
    private let schema: FormSchema
    private var keys = KeyIndex()
    /// Names by which others refer to the rows, where they are not the keys.
    private var names = KeyIndex()
    /// Per table, where its keys stand.
    private var places: [Place] = []
    /// Room for the key in hand.
    private var key: [UInt8] = []

    init(_ schema: FormSchema) { self.schema = schema }

    private var namesAreKeys: Bool { schema.nameIndexes == schema.keyIndexes }

    /// - Parameter table: Position of the table among those of the form.
    mutating func note(
        _ cells: FormRow, _ row: borrowing Row, table: Int, _ log: inout DiagnosticLog
    ) {
        if !schema.keyIndexes.isEmpty, join(schema.keyIndexes, of: cells, allowsBlanks: true),
            let first = keys.insert(key, at: cells.line)
        {
            reportRepeated(cells, row, first: RowAddress(first), table: table, &log)
        }
        if let index = schema.keyIndexes.last {
            // A table without rows is asked for by none.
            while places.count <= table { places.append(row.place(index)) }
        }
        if !schema.nameIndexes.isEmpty, !namesAreKeys,
            join(schema.nameIndexes, of: cells, allowsBlanks: false)
        {
            _ = names.insert(key, at: cells.line)
        }
    }

    /// Makes the key of some columns.
    ///
    /// - Parameter allowsBlanks: Columns that may be blank may be so in the key.
    /// - Returns: Whether it has all its parts.
    private mutating func join(
        _ indexes: [Int], of cells: FormRow, allowsBlanks: Bool
    ) -> Bool {
        key.removeAll(keepingCapacity: true)
        for (position, index) in indexes.enumerated() {
            if position > 0 { key.append(NameRegistry.separator) }
            if let part = cells.text(index) {
                key += part.utf8
            } else if !allowsBlanks || schema.columns[index].isRequired {
                return false
            }
        }
        return true
    }

    private func reportRepeated(
        _ cells: FormRow, _ row: borrowing Row, first: RowAddress, table: Int,
        _ log: inout DiagnosticLog
    ) {
        let indexes = schema.keyIndexes
        let here = row.place(indexes.last ?? 0)
        let place = first.table < places.count ? places[first.table] : here
        let other = place.at(line: first.line, column: place.column).wording(seenFrom: here)
        let names = Wording(
            zh: indexes.map { schema.form.columns[$0].name }.joined(separator: "+"),
            en: schema.form.keys.joined(separator: " + "))
        let shown = indexes.compactMap(cells.text).joined(separator: " / ")
        log.report(
            Diagnostic(
                .duplicateKey, at: here, found: shown,
                expected: Wording(zh: "“\(names.zh)”不重复", en: "\(names.en) given once"),
                message: Wording(
                    zh: "与\(other.zh)重复：\(shown)", en: "repeats \(other.en): \(shown)"),
                remedy: Wording(
                    zh: "请合并或删去其中一行，或更正编码",
                    en: "merge or delete one of the rows, or correct the code")))
    }

    func enter(_ registry: inout NameRegistry) {
        guard let registers = schema.form.registers else { return }
        registry.enter(registers.name, namesAreKeys ? keys : names)
    }
}
