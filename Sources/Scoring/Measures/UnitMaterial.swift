package import Calendars
package import Institutions
package import Oversight
package import Survey
package import Workload

/// All that is known of one unit when its leaves are measured.
package final class UnitMaterial: Sendable {
    package let dossier: Dossier
    package let headcount: Headcount
    package let audit: UnitAudit
    /// Nil for a unit without work items.
    package let workload: UnitWorkload?
    /// Nil where there is no survey.
    package let opinion: UnitOpinion?
    package let asOf: Day
    /// The year that is evaluated.
    package let year: Int
    package let calendar: WorkCalendar

    package init(
        dossier: Dossier, headcount: Headcount, audit: UnitAudit, workload: UnitWorkload?,
        opinion: UnitOpinion?, asOf: Day, year: Int, calendar: WorkCalendar
    ) {
        self.dossier = dossier
        self.headcount = headcount
        self.audit = audit
        self.workload = workload
        self.opinion = opinion
        self.asOf = asOf
        self.year = year
        self.calendar = calendar
    }
}
