package import Calendars
package import Institutions

/// One unit on one day, as audit rules look at it.
package struct AuditCase: Sendable {
    package let dossier: Dossier
    package let headcount: Headcount
    package let asOf: Day
    package let limits: LeaveLimits
    /// Own people on the establishment, in file order.
    let established: [Person]

    /// - Parameter limits: How long a leave is still presence; holds the calendar of working days.
    package init(_ dossier: Dossier, asOf: Day, limits: LeaveLimits) {
        self.dossier = dossier
        self.asOf = asOf
        self.limits = limits
        headcount = Headcount(dossier, asOf: asOf, limits: limits)
        established = dossier.staff.filter(\.isEstablished)
    }

    var unit: Unit { dossier.unit }
    var forms: EvaluationForms { dossier.forms }
    var calendar: WorkCalendar { limits.calendar }

    /// The staff form is there and has rows of the unit.
    var hasStaff: Bool { !dossier.staff.isEmpty }

    /// The payroll and the staff form are there, both with rows of the unit.
    var hasPayroll: Bool { hasStaff && !dossier.payroll.isEmpty }
}
