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

/// All forms of an evaluation as records, grouped by unit.
package struct EvaluationForms: Sendable {
    /// In file order.
    package let units: [Unit]
    /// Codes that rows of the units form name but whose rows have an error, in alphabetical order;
    /// other files may refer to them all the same.
    package let brokenUnits: [String]
    /// One per file that was read, in the order of `Form.all`.
    package let summaries: [FormSummary]
    /// Field numbers by form and column, of the forms that are there.
    private let fieldNumbers: [String: [String: Int]]
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

    init(
        units: FormTable<Unit>, namedUnits: [String], tables: FormTables,
        summaries: [FormSummary]
    ) {
        let list = units.records
        let indexes = Dictionary(
            list.enumerated().map { ($1.unitID, $0) }, uniquingKeysWith: { first, _ in first })
        func grouped<Record: FormRecord>(_ table: FormTable<Record>?) -> GroupedRows<Record> {
            GroupedRows(table?.records ?? [], unitCount: list.count) { indexes[$0.unitID] }
        }
        self.units = list
        brokenUnits = namedUnits.filter { indexes[$0] == nil }
        self.summaries = summaries
        indexOfUnit = indexes
        duties = grouped(tables.duties)
        quotas = grouped(tables.quotas)
        leaders = grouped(tables.leaders)
        let people = grouped(tables.staff)
        staff = people
        guests = GroupedRows(
            people.rows.filter { $0.workplaceID != $0.unitID }, unitCount: list.count
        ) { indexes[$0.workplaceID] }
        workItems = grouped(tables.workItems)
        results = grouped(tables.results)
        tasks = grouped(tables.tasks)
        spotChecks = grouped(tables.spotChecks)
        kpi = grouped(tables.kpi)
        payroll = grouped(tables.payroll)
        problems = grouped(tables.problems)
        let persons = Dictionary(
            people.rows.enumerated().map { ($1.personID, $0) },
            uniquingKeysWith: { first, _ in first })
        indexOfPerson = persons
        payOfStaff = GroupedRows(payroll.rows, unitCount: list.count) { row in
            persons[row.personID].flatMap { indexes[people.rows[$0].unitID] }
        }
        fieldNumbers = tables.fieldNumbers(units: units)
    }

    /// Whether the form was there and could be read.
    package func has(_ form: String) -> Bool { fieldNumbers[form] != nil }

    /// Whether the form was there with this column.
    package func has(_ form: String, _ column: String) -> Bool {
        fieldNumbers[form]?[column] != nil
    }

    /// The cell of a row; its whole line where the file lacks the column.
    package func place(_ form: Form, line: Int, _ column: String) -> Place {
        Place(file: form.file, line: line, column: fieldNumbers[form.name]?[column])
    }

    package func unit(_ id: String) -> Unit? { indexOfUnit[id].map { units[$0] } }

    /// The person's row of the staff form.
    package func person(_ id: String) -> Person? { indexOfPerson[id].map { staff.rows[$0] } }

    /// One per unit, in file order.
    package var dossiers: some RandomAccessCollection<Dossier> {
        units.indices.lazy.map { Dossier(forms: self, index: $0) }
    }
}

extension FormTables {
    func fieldNumbers(units: FormTable<Unit>) -> [String: [String: Int]] {
        var numbers = ["units": units.fieldNumbers]
        numbers["duties"] = duties?.fieldNumbers
        numbers["establishment"] = quotas?.fieldNumbers
        numbers["leaders"] = leaders?.fieldNumbers
        numbers["staff"] = staff?.fieldNumbers
        numbers["worklog"] = workItems?.fieldNumbers
        numbers["results"] = results?.fieldNumbers
        numbers["tasks"] = tasks?.fieldNumbers
        numbers["spotchecks"] = spotChecks?.fieldNumbers
        numbers["kpi"] = kpi?.fieldNumbers
        numbers["payroll"] = payroll?.fieldNumbers
        numbers["problems"] = problems?.fieldNumbers
        return numbers
    }
}
