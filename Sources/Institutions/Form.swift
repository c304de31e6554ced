package import Languages

/// A form of an evaluation: its file, its columns and what must hold among them.
package struct Form: Sendable {
    /// Stable name, such as `units`; trees name columns as `units.outside_cap`.
    package let name: String
    /// Path inside the evaluation folder.
    package let file: String
    package let title: Wording
    /// In the order in which templates write them.
    package let columns: [FormColumn]
    /// Columns that together may not repeat; empty where rows may.
    package let keys: [String]
    /// What its rows register, and by which columns.
    package let registers: (name: RegisteredName, columns: [String])?
    /// Pairs of columns of which the first counts a part of the second.
    package let parts: [(part: String, whole: String)]
    /// Pairs of dates of which the second may not be earlier.
    package let orders: [(earlier: String, later: String)]
    /// Its rows are people: its page repeats that ID-card numbers are refused, as they are everywhere.
    package let concernsPersons: Bool

    package func column(_ key: String) -> FormColumn? {
        columns.first { $0.key == key }
    }
}

extension Form {
    /// Every form that this room reads, in the order in which they are read and explained.
    package static let all: [Form] = [
        Unit.form, Duty.form, QuotaLine.form, LeaderQuota.form, Person.form, WorkItem.form,
        ResultsRow.form, TaskRow.form, SpotCheck.form, KPIValue.form, PayrollRow.form,
        ProblemRow.form,
    ]
}
