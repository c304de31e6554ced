internal import Institutions

/// How people's logged time is used, beside what the work log says.
package struct TimeUse: Sendable, Hashable, Codable {
    /// A work item that the log names, reported and logged.
    package struct Comparison: Sendable, Hashable, Codable {
        package let item: String
        package let name: String
        /// Times a year.
        package let reportedFrequency: Double
        /// The same from the log; nil where it is too short to tell a year.
        package let loggedFrequency: Double?
        /// Hours a year.
        package let reportedHours: Double
        /// The same from the log's minutes.
        package let loggedHours: Double?
        /// Hours per time and person.
        package let reportedEach: Double
        /// Logged minutes ÷ logged cases, in hours; nil without cases.
        package let loggedEach: Double?
        /// Physical line in the work log.
        package let line: Int
    }

    /// Days of people with at least one row that counts.
    package let personDays: Int
    package let people: Int
    package let effectiveHours: Double
    /// Effective hours ÷ hours of full days; nil without any day.
    package let saturation: Double?
    /// Part of the year that the log covers, 0…1; nil where it is too short to tell a year.
    package let shareOfYear: Double?
    /// Monthly rhythm: months with rows that count.
    package let months: [UnitLog.Month]
    /// In the order of the work log.
    package let comparisons: [Comparison]

    init(_ log: UnitLog, of items: [ReportedWork], time: WorkingTime) {
        personDays = log.personDays.count
        people = log.people
        effectiveHours = log.effectiveMinutes / 60
        saturation =
            personDays > 0 ? effectiveHours / (Double(personDays) * time.hoursPerDay) : nil
        let share = log.shareOfYear(time)
        shareOfYear = share
        months = log.months
        let reported = Dictionary(items.map { ($0.item, $0) }) { first, _ in first }
        comparisons = log.items.compactMap { logged in
            reported[logged.item].map { Comparison(logged, $0, shareOfYear: share) }
        }
    }

    /// Fewest person-days from which the use of time is judged.
    package static let leastPersonDays = 20

    /// The saturation, where there are enough days to judge it by.
    package var judgedSaturation: Double? {
        personDays >= TimeUse.leastPersonDays ? saturation : nil
    }
}

extension TimeUse.Comparison {
    fileprivate init(_ logged: UnitLog.Item, _ reported: ReportedWork, shareOfYear: Double?) {
        item = reported.item
        name = reported.name
        reportedFrequency = reported.frequency
        loggedFrequency = shareOfYear.flatMap { reported.frequency(logged, shareOfYear: $0) }
        reportedHours = reported.annualHours
        loggedHours = shareOfYear.map { logged.minutes / 60 / $0 }
        reportedEach = reported.hours
        loggedEach = logged.count.flatMap { $0 > 0 ? logged.minutes / 60 / $0 : nil }
        line = reported.line
    }

    /// Logged ÷ reported hours; nil where either is unknown or nothing was reported.
    package var ratio: Double? {
        reportedHours > 0 ? loggedHours.map { $0 / reportedHours } : nil
    }
}

extension ReportedWork {
    /// Times a year from a log, everyone who takes part counting the case: cases ÷ people ÷ share of
    /// the year. Where no case is counted or finished, the minutes tell them at the reported time.
    func frequency(_ logged: UnitLog.Item, shareOfYear: Double) -> Double? {
        guard people > 0 else { return nil }
        let finished = logged.count.flatMap { $0 > 0 ? $0 : nil }
        let cases = finished ?? (hours > 0 ? logged.minutes / 60 / hours : nil)
        return cases.map { $0 / people / shareOfYear }
    }
}

extension [ReportedWork] {
    /// The items with the frequencies of a log in the place of the reported ones, where it has them.
    func replacingFrequencies(by log: UnitLog?, time: WorkingTime) -> [ReportedWork] {
        guard let log, let share = log.shareOfYear(time) else { return self }
        let logged = Dictionary(log.items.map { ($0.item, $0) }) { first, _ in first }
        return map { item in
            guard let found = logged[item.item],
                let frequency = item.frequency(found, shareOfYear: share)
            else { return item }
            var item = item
            item.frequency = frequency
            return item
        }
    }
}
