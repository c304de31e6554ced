package import Calendars

/// Whether a change of the list of duties was applied for in time.
package enum DutyTimeliness: Sendable, Hashable {
    case onTime
    case late
    /// Not applied for, and the term is still running.
    case pending
}

extension Duty {
    /// How the application kept its term, as known on a day; nil where nothing had to change by then.
    ///
    /// - Parameter workingDays: Working days after the cause, the day of the cause not counted.
    package func timeliness(
        within workingDays: Int, asOf: Day, calendar: WorkCalendar
    ) -> DutyTimeliness? {
        guard let triggered, triggered <= asOf else { return nil }
        let deadline = calendar.day(after: triggered, workingDays: workingDays)
        if let applied, applied <= asOf { return applied <= deadline ? .onTime : .late }
        return deadline < asOf ? .late : .pending
    }
}
