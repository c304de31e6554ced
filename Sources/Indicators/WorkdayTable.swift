package import Calendars
package import Languages

/// How many days a year are worked by statute, and which ones where a notice says so.
package struct WorkdayTable: Sendable, Hashable, Codable {
    /// Statutory working days of every year in a span.
    package struct Span: Sendable, Hashable, Codable {
        package let from: Int
        /// nil: until further notice.
        package let through: Int?
        package let days: Int
        package let basis: Wording

        package init(from: Int, through: Int?, days: Int, basis: Wording) {
            self.from = from
            self.through = through
            self.days = days
            self.basis = basis
        }
    }

    /// The free weekdays and worked weekend days of one year.
    package struct Year: Sendable, Hashable, Codable {
        package let year: Int
        package let holidays: [Day]
        package let exchanged: [Day]
        package let basis: Wording

        package init(year: Int, holidays: [Day], exchanged: [Day], basis: Wording) {
            self.year = year
            self.holidays = holidays
            self.exchanged = exchanged
            self.basis = basis
        }

        /// Days of the year that are worked.
        package var workdays: Int {
            let calendar = WorkCalendar(holidays: Set(holidays), exchanged: Set(exchanged))
            return calendar.workingDays(after: Day(lastOf: year - 1), through: Day(lastOf: year))
        }
    }

    package let spans: [Span]
    package let years: [Year]

    package init(spans: [Span], years: [Year]) {
        self.spans = spans
        self.years = years
    }

    /// Statutory working days of a year; nil where the table is silent.
    package func workdays(in year: Int) -> Int? {
        spans.first { year >= $0.from && year <= $0.through ?? .max }?.days
    }

    /// The same table with another calendar of one year.
    package func replacing(_ year: Year?) -> WorkdayTable {
        guard let year else { return self }
        return WorkdayTable(
            spans: spans, years: years.filter { $0.year != year.year } + [year])
    }

    /// The years whose holidays are known; a term that leaves them counts weekends only.
    package var knownYears: [Int] { years.map(\.year) }

    /// One calendar over all years of the table.
    package var calendar: WorkCalendar {
        WorkCalendar(
            holidays: Set(years.flatMap(\.holidays)), exchanged: Set(years.flatMap(\.exchanged)))
    }
}
