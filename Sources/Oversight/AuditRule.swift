package import Calendars
package import Institutions
package import Languages

/// A kind of violation, declared as data: what it is called, how grave it is, what it rests on.
package struct AuditRule: Sendable {
    /// `R01`….
    package let id: String
    package let title: Wording
    package let severity: Severity
    /// The clause it rests on.
    package let basis: Wording
    /// Where the clause can be read; empty where it is none's but ours.
    package let source: String
    /// nil: known from the ledger only.
    let detector: (any Detector)?

    /// Whether the forms can show it.
    package var isComputed: Bool { detector != nil }
}

/// The audit rules in force, in their order.
package struct AuditRules: Sendable {
    package let rules: [AuditRule]
    /// Months of sick leave that are absence.
    package let sickMonths: Int
    /// Working days of private leave that are absence.
    package let privateWorkingDays: Int

    /// The limits of leave under a calendar.
    package func leaveLimits(calendar: WorkCalendar) -> LeaveLimits {
        LeaveLimits(
            sickMonths: sickMonths, privateWorkingDays: privateWorkingDays, calendar: calendar)
    }

    package func rule(_ id: String) -> AuditRule? { rules.first { $0.id == id } }

    /// Everything there is to object to in one unit.
    package func audit(_ audit: AuditCase) -> UnitAudit {
        UnitAudit(audit, under: self)
    }
}
