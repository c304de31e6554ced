package import Diagnostics

/// The forms that an evaluation may have beside that of its units; nil where absent.
struct FormTables {
    var duties: FormTable<Duty>?
    var quotas: FormTable<QuotaLine>?
    var leaders: FormTable<LeaderQuota>?
    var staff: FormTable<Person>?
    var workItems: FormTable<WorkItem>?
    var results: FormTable<ResultsRow>?
    var tasks: FormTable<TaskRow>?
    var spotChecks: FormTable<SpotCheck>?
    var kpi: FormTable<KPIValue>?
    var payroll: FormTable<PayrollRow>?
    var problems: FormTable<ProblemRow>?
}

/// The rows of these forms; none where a form is absent.
struct FormRows: Sendable {
    var duties: [Duty]
    var quotas: [QuotaLine]
    var leaders: [LeaderQuota]
    var staff: [Person]
    var workItems: [WorkItem]
    var results: [ResultsRow]
    var tasks: [TaskRow]
    var spotChecks: [SpotCheck]
    var kpi: SuppliedValues
    var payroll: [PayrollRow]
    var problems: [ProblemRow]

    init(_ tables: FormTables) {
        duties = tables.duties?.records ?? []
        quotas = tables.quotas?.records ?? []
        leaders = tables.leaders?.records ?? []
        staff = tables.staff?.records ?? []
        workItems = tables.workItems?.records ?? []
        results = tables.results?.records ?? []
        tasks = tables.tasks?.records ?? []
        spotChecks = tables.spotChecks?.records ?? []
        kpi = tables.kpi?.records ?? SuppliedValues()
        payroll = tables.payroll?.records ?? []
        problems = tables.problems?.records ?? []
    }

    /// As they stood in their files, whatever order their units have since taken.
    init(_ forms: EvaluationForms) {
        duties = inFileOrder(forms.duties.rows)
        quotas = inFileOrder(forms.quotas.rows)
        leaders = inFileOrder(forms.leaders.rows)
        staff = inFileOrder(forms.staff.rows)
        workItems = inFileOrder(forms.workItems.rows)
        results = inFileOrder(forms.results.rows)
        tasks = inFileOrder(forms.tasks.rows)
        spotChecks = inFileOrder(forms.spotChecks.rows)
        kpi = inFileOrder(forms.kpi.rows)
        payroll = inFileOrder(forms.payroll.rows)
        problems = inFileOrder(forms.problems.rows)
    }
}

/// Rows of no file, whose line is 0, come last; equal lines keep their order.
private func inFileOrder<Rows: RowStore>(_ rows: Rows) -> Rows where Rows.Element: FormRecord {
    Rows(
        rows.enumerated().sorted { a, b in
            let lines = (a.element.line, b.element.line)
            if lines.0 == lines.1 { return a.offset < b.offset }
            return lines.1 == 0 || (lines.0 != 0 && lines.0 < lines.1)
        }.map(\.element))
}

/// All forms of an evaluation as records, grouped by unit.
///
/// One object for all who read it: its many tables needn't be counted with each of their owners.
package final class EvaluationForms: Sendable {
    /// In file order.
    package let units: [Unit]
    /// Codes that rows of the units form name but whose rows have an error, in alphabetical order;
    /// other files may refer to them all the same.
    package let brokenUnits: [String]
    /// One per file that was read, in the order of `Form.all`.
    package let summaries: [FormSummary]
    /// The tables of the forms that are there, by form.
    private let parts: [String: [FormPart]]
    /// The same by the file that the form is where it is one text file.
    private let partsByFile: [String: [FormPart]]
    private let indexOfUnit: [String: Int]
    private let indexOfPerson: [String: Int]
    let duties: GroupedRows<Duty>
    let quotas: GroupedRows<QuotaLine>
    let leaders: GroupedRows<LeaderQuota>
    let staff: GroupedRows<Person>
    /// People by the unit in which they work, where that isn't the one whose post they hold.
    let guests: GroupedRows<Person>
    let workItems: GroupedRows<WorkItem>
    let results: GroupedRows<ResultsRow>
    let tasks: GroupedRows<TaskRow>
    let spotChecks: GroupedRows<SpotCheck>
    let kpi: GroupedRows<KPIValue>
    let payroll: GroupedRows<PayrollRow>
    /// Pay by the unit whose post the paid person holds.
    let payOfStaff: GroupedRows<PayrollRow>
    let problems: GroupedRows<ProblemRow>

    convenience init(
        units: FormTable<Unit>, namedUnits: [String], tables: FormTables,
        summaries: [FormSummary]
    ) {
        self.init(
            units: units.records, namedUnits: namedUnits, rows: FormRows(tables),
            summaries: summaries, parts: tables.parts(units: units))
    }

    /// The same files with other rows.
    func replacing(units: [Unit], rows: FormRows) -> EvaluationForms {
        EvaluationForms(
            units: units, namedUnits: brokenUnits, rows: rows, summaries: summaries,
            parts: parts)
    }

    private init(
        units list: [Unit], namedUnits: [String], rows: FormRows, summaries: [FormSummary],
        parts: [String: [FormPart]]
    ) {
        let indexes = Dictionary(
            list.enumerated().map { ($1.unitID, $0) }, uniquingKeysWith: { first, _ in first })
        func grouped<Rows: RowStore>(_ rows: Rows) -> GroupedRows<Rows.Element>
        where Rows.Element: FormRecord, Rows.Element.Rows == Rows {
            // Rows of a unit mostly stand together.
            var last: (id: String, index: Int?) = ("", nil)
            return GroupedRows(rows, unitCount: list.count) { row in
                if row.unitID != last.id { last = (row.unitID, indexes[row.unitID]) }
                return last.index
            }
        }
        units = list
        brokenUnits = namedUnits.filter { indexes[$0] == nil }
        self.summaries = summaries
        self.parts = parts
        partsByFile = Dictionary(
            uniqueKeysWithValues: Form.all.compactMap { form in
                parts[form.name].map { (form.file, $0) }
            })
        indexOfUnit = indexes
        duties = grouped(rows.duties)
        quotas = grouped(rows.quotas)
        leaders = grouped(rows.leaders)
        let people = grouped(rows.staff)
        staff = people
        guests = GroupedRows(
            people.rows.filter { $0.workplaceID != $0.unitID }, unitCount: list.count
        ) { indexes[$0.workplaceID] }
        workItems = grouped(rows.workItems)
        results = grouped(rows.results)
        tasks = grouped(rows.tasks)
        spotChecks = grouped(rows.spotChecks)
        kpi = grouped(rows.kpi)
        payroll = grouped(rows.payroll)
        problems = grouped(rows.problems)
        let persons = Dictionary(
            people.rows.enumerated().map { ($1.personID, $0) },
            uniquingKeysWith: { first, _ in first })
        indexOfPerson = persons
        payOfStaff = GroupedRows(payroll.rows, unitCount: list.count) { row in
            persons[row.personID].flatMap { indexes[people.rows[$0].unitID] }
        }
    }

    /// Whether the form was there and could be read.
    package func has(_ form: String) -> Bool { parts[form] != nil }

    /// Whether the form was there with this column, if only in one of its tables.
    package func has(_ form: String, _ column: String) -> Bool {
        parts[form]?.contains { $0.fieldNumbers[column] != nil } ?? false
    }

    /// The cell of a row by its address; its whole line where the table lacks the column.
    package func place(_ form: Form, line: Int, _ column: String) -> Place {
        parts[form.name]?.place(line, column)
            ?? Place(file: form.file, line: RowAddress(line).line)
    }

    /// The files, with their sheets, and the physical lines that evidence means, in the order of
    /// reading; nil where it is of no form that was read.
    package func origins(of evidence: Evidence) -> [(place: String, lines: [Int])]? {
        guard let parts = partsByFile[evidence.file] else { return nil }
        guard let last = evidence.lines.last else {
            return [(parts.count == 1 ? parts[0].name : evidence.file, [])]
        }
        // The addresses of rows of the first table are their lines.
        if RowAddress(last).table == 0 { return [(parts[0].name, evidence.lines)] }
        let addresses = evidence.lines.map { RowAddress($0) }
        return parts.indices.compactMap { index in
            let lines = addresses.filter { $0.table == index }.map(\.line)
            return lines.isEmpty ? nil : (parts[index].name, lines)
        }
    }

    package func unit(_ id: String) -> Unit? { indexOfUnit[id].map { units[$0] } }

    /// The person's row of the staff form.
    package func person(_ id: String) -> Person? { indexOfPerson[id].map { staff.rows[$0] } }

    /// One per unit, in file order.
    package var dossiers: some RandomAccessCollection<Dossier> {
        units.indices.lazy.map { Dossier(forms: self, index: $0) }
    }

    /// The one of a unit by its place in the file.
    package func dossier(of unit: Int) -> Dossier { Dossier(forms: self, index: unit) }
}

extension FormTables {
    func parts(units: FormTable<Unit>) -> [String: [FormPart]] {
        var all = ["units": units.parts]
        all["duties"] = duties?.parts
        all["establishment"] = quotas?.parts
        all["leaders"] = leaders?.parts
        all["staff"] = staff?.parts
        all["worklog"] = workItems?.parts
        all["results"] = results?.parts
        all["tasks"] = tasks?.parts
        all["spotchecks"] = spotChecks?.parts
        all["kpi"] = kpi?.parts
        all["payroll"] = payroll?.parts
        all["problems"] = problems?.parts
        return all
    }
}
