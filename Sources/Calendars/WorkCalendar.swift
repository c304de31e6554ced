/// Which days are worked: Monday to Friday, less the holidays, plus the days worked in exchange.
public struct WorkCalendar: Sendable, Hashable {
    /// Free days that fall on a weekday.
    public let holidays: Set<Day>
    /// Weekend days that are worked in exchange (调休上班).
    public let exchanged: Set<Day>

    public init(holidays: Set<Day> = [], exchanged: Set<Day> = []) {
        self.holidays = holidays
        self.exchanged = exchanged
    }

    public func isWorked(_ day: Day) -> Bool {
        day.weekday <= 5 ? !holidays.contains(day) : exchanged.contains(day)
    }

    /// Working days after the first day, up to and including the last; 0 if the last is not later.
    ///
    /// - Complexity: O(days between).
    public func workingDays(after first: Day, through last: Day) -> Int {
        guard first < last else { return 0 }
        return (1...first.days(to: last)).count { isWorked(first.advanced(byDays: $0)) }
    }

    /// The day on which a term of working days ends, the first day not counted.
    public func day(after first: Day, workingDays: Int) -> Day {
        var (day, left) = (first, workingDays)
        while left > 0 {
            day = day.advanced(byDays: 1)
            if isWorked(day) { left -= 1 }
        }
        return day
    }
}
