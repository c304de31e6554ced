/// What the forms say of one unit. Slices keep the order of the files; an absent form is empty.
package struct Dossier: Sendable {
    /// All forms, for what lies in other units.
    package let forms: EvaluationForms
    /// Position of the unit in the units form, from 0.
    package let index: Int

    package var unit: Unit { forms.units[index] }
    package var duties: ArraySlice<Duty> { forms.duties[index] }
    package var quotas: ArraySlice<QuotaLine> { forms.quotas[index] }
    package var leaders: ArraySlice<LeaderQuota> { forms.leaders[index] }
    /// People who hold a post of the unit, or stand outside the establishment in it.
    package var staff: ArraySlice<Person> { forms.staff[index] }
    /// People who work here and hold a post elsewhere.
    package var guests: ArraySlice<Person> { forms.guests[index] }
    package var workItems: ArraySlice<WorkItem> { forms.workItems[index] }
    package var results: ResultsRow? { forms.results[index].first }
    package var tasks: ArraySlice<TaskRow> { forms.tasks[index] }
    package var spotChecks: ArraySlice<SpotCheck> { forms.spotChecks[index] }
    package var kpi: Slice<SuppliedValues> { forms.kpi[index] }
    /// The value supplied for a code; of several the first.
    package func suppliedValue(of code: String) -> KPIValue? {
        let range = forms.kpi.range(of: index)
        return forms.kpi.rows.firstPosition(of: code, in: range).map { forms.kpi.rows[$0] }
    }
    /// Pay in the unit's name.
    package var payroll: ArraySlice<PayrollRow> { forms.payroll[index] }
    /// Pay, in any unit's name, of the people in `staff`.
    package var payOfStaff: ArraySlice<PayrollRow> { forms.payOfStaff[index] }
    package var problems: ArraySlice<ProblemRow> { forms.problems[index] }

    /// Inner bodies in the order of the establishment form.
    package var bodies: [Body] {
        var bodies: [Body] = []
        var positions: [String: Int] = [:]
        for line in quotas {
            guard let id = line.bodyID else { continue }
            if let position = positions[id] {
                bodies[position].lines.append(line)
            } else {
                positions[id] = bodies.count
                bodies.append(Body(id: id, lines: [line]))
            }
        }
        return bodies
    }
}

/// An inner body (内设机构) of a unit: its lines of the establishment form.
package struct Body: Sendable, Hashable {
    package let id: String
    /// At least one.
    package fileprivate(set) var lines: [QuotaLine]

    package var name: String { lines.lazy.compactMap(\.bodyName).first ?? id }
    package var level: GradeLevel? { lines.lazy.compactMap(\.bodyLevel).first }
    package var levelApproved: GradeLevel? { lines.lazy.compactMap(\.bodyLevelApproved).first }
    package var approvalNumber: String? { lines.lazy.compactMap(\.approvalNumber).first }
    /// Posts of all types.
    package var approved: Int { lines.reduce(0) { $0 + $1.approved } }
}
