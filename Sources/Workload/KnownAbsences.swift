package import Calendars
package import Institutions

/// Leave that the staff form tells of single people, in the place of the usual days.
package struct KnownAbsences: Sendable {
    private let calendar: WorkCalendar
    private let asOf: Day
    private let time: WorkingTime

    /// - Parameter asOf: Absences count from the beginning of its year through this day.
    package init(calendar: WorkCalendar, asOf: Day, time: WorkingTime) {
        self.calendar = calendar
        self.asOf = asOf
        self.time = time
    }

    /// What a person's year is of a post filled all year: months in post ÷ 12, less the working days
    /// of a known leave as far as they exceed the usual ones.
    package func years(of person: Person) -> Double {
        let share = person.months / 12
        let usual = time.leaveDays * share
        let absent = Double(workingDaysAbsent(person))
        guard absent > usual else { return share }
        let worked = max(0, time.workdays * share - absent)
        return worked / (time.workdays - time.leaveDays)
    }

    /// Working days of sick or private leave in the year.
    private func workingDaysAbsent(_ person: Person) -> Int {
        guard person.status == .sickLeave || person.status == .privateLeave,
            let since = person.statusSince
        else { return 0 }
        let beforeYear = Day(lastOf: asOf.year - 1)
        let last = min(person.statusUntil ?? asOf, asOf)
        return calendar.workingDays(
            after: max(since.advanced(byDays: -1), beforeYear), through: last)
    }
}
