package import Calendars
internal import Languages

/// What the daily time log of an evaluation says of one unit.
package struct UnitLog: Sendable, Hashable {
    /// One item of the work log that rows name.
    package struct Item: Sendable, Hashable {
        package let item: String
        /// Σ of the cases that rows state; nil where the log has no counts.
        package let count: Double?
        package let minutes: Double
        package let rows: Int

        package init(item: String, count: Double?, minutes: Double, rows: Int) {
            self.item = item
            self.count = count
            self.minutes = minutes
            self.rows = rows
        }
    }

    /// One person on one day.
    package struct PersonDay: Sendable, Hashable {
        /// Minutes of the rows that count.
        package let minutes: Double
        /// Hours that the cases of the day take at the times of the work log.
        package let normHours: Double

        package init(minutes: Double, normHours: Double) {
            self.minutes = minutes
            self.normHours = normHours
        }
    }

    package struct Month: Sendable, Hashable, Codable {
        /// 1…12.
        package let month: Int
        package let minutes: Double
        package let personDays: Int

        package init(month: Int, minutes: Double, personDays: Int) {
            self.month = month
            self.minutes = minutes
            self.personDays = personDays
        }

        /// Logged hours ÷ hours of full days.
        package func saturation(hoursPerDay: Double) -> Double {
            minutes / 60 / (Double(personDays) * hoursPerDay)
        }
    }

    /// Rows that don't count, and where the first of them stand.
    package struct SetAside: Sendable, Hashable {
        package let fault: TimeLogFault
        package let count: Int
        /// Addresses of rows, as `RowAddress` puts them, ascending; at most twenty.
        package let lines: [Int]

        package init(fault: TimeLogFault, count: Int, lines: [Int]) {
            self.fault = fault
            self.count = count
            self.lines = lines
        }
    }

    package let rows: Int
    package let people: Int
    /// In the order of the work log.
    package let items: [Item]
    /// By person, then day.
    package let personDays: [PersonDay]
    /// Months with rows that count, in their order.
    package let months: [Month]
    /// Days with rows that count.
    package let days: Int
    package let firstDay: Day?
    package let lastDay: Day?
    /// In the order of the faults; empty where all rows count.
    package let setAside: [SetAside]

    package init(
        rows: Int, people: Int, items: [Item], personDays: [PersonDay], months: [Month],
        days: Int, firstDay: Day?, lastDay: Day?, setAside: [SetAside]
    ) {
        self.rows = rows
        self.people = people
        self.items = items
        self.personDays = personDays
        self.months = months
        self.days = days
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.setAside = setAside
    }

    /// Days of log from which a year is told.
    package static let daysForYear = 5

    /// Part of a full day that a log of whole days has at least, on the middle one of its days.
    private static let wholeDayShare = 1.0 / 3

    /// Part of the year's work that the log covers, 0…1; nil where it is too short to tell a year.
    ///
    /// A log kept on most weekdays between its first and its last day covers these. One with gaps
    /// covers its days where it tells whole days (a sample of them), else the months in which it has
    /// rows (a meeting a month).
    package func shareOfYear(_ time: WorkingTime) -> Double? {
        guard days >= UnitLog.daysForYear, let firstDay, let lastDay else { return nil }
        let year = firstDay.year
        let newYear = Day(lastOf: year - 1).advanced(byDays: 1)
        let spanned = UnitLog.weekdays(firstDay, lastDay)
        if 2 * days >= spanned {
            return Double(spanned) / Double(UnitLog.weekdays(newYear, Day(lastOf: year)))
        }
        return tellsWholeDays(time)
            ? min(1, Double(days) / time.workdays) : Double(months.count) / 12
    }

    /// Whether people log all that they do in a day rather than single events.
    func tellsWholeDays(_ time: WorkingTime) -> Bool {
        let sorted = personDays.map(\.minutes).sorted()
        guard !sorted.isEmpty else { return false }
        return sorted[sorted.count / 2] >= UnitLog.wholeDayShare * 60 * time.hoursPerDay
    }

    /// Items whose frequencies it tells; none where it is too short to tell a year.
    func covered(_ time: WorkingTime) -> Set<String> {
        shareOfYear(time) == nil ? [] : Set(items.map(\.item))
    }

    /// Mondays to Fridays from one day through another; at least 1.
    private static func weekdays(_ first: Day, _ last: Day) -> Int {
        let days = (0...max(0, first.days(to: last))).count {
            first.advanced(byDays: $0).weekday <= 5
        }
        return max(1, days)
    }

    /// Minutes of the rows that count, at most 720 a person and day.
    package var effectiveMinutes: Double {
        let limit = Double(TimeLogLimits.effectiveMinutesPerDay)
        return personDays.reduce(0) { $0 + min($1.minutes, limit) }
    }
}
