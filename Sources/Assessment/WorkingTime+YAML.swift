internal import Diagnostics
internal import Indicators
internal import Languages
internal import Workload

extension WorkingTime {
    /// What the law said until 2024, for a year before the table begins.
    private static let earliestWorkdays = 250

    /// The working time of settings, and the calendar that they state for the year, if any.
    ///
    /// Workdays are those that the settings state, else those of their calendar, else the law's.
    static func read(
        _ value: YAMLValue?, year: Int, byLaw table: WorkdayTable
    ) -> (time: WorkingTime, calendar: WorkdayTable.Year?) {
        let statutory = WorkingTime(
            workdays: Double(table.workdays(in: year) ?? earliestWorkdays))
        return value?.mapping { read($0, year: year, statutory) } ?? (statutory, nil)
    }

    private static func read(
        _ map: YAMLMapping, year: Int, _ statutory: WorkingTime
    ) -> (WorkingTime, WorkdayTable.Year?)? {
        func number(
            _ key: String, _ range: ClosedRange<Double>, _ fallback: Double
        ) -> Double? {
            map.optional(key).map { $0.number(in: range) } ?? fallback
        }
        let calendar = map.optional("calendar").flatMap { WorkdayTable.Year($0, year: year) }
        let counted = calendar.map { Double($0.workdays) } ?? statutory.workdays
        let workdays = number("workdays", workdaysRange, counted)
        if calendar != nil, let stated = map.optional("workdays"), workdays != counted {
            stated.report(
                expected: Wording(
                    zh: "calendar 所列的 \(plain(counted)) 天，或不写",
                    en: "the \(plain(counted)) days of `calendar`, or nothing"))
        }
        let hours = number("hours_per_day", hoursPerDayRange, statutory.hoursPerDay)
        let allowance = number("allowance", allowanceRange, statutory.allowance)
        let leave = map.optional("leave_days")
        let leaveDays = leave.map { $0.number(in: 0...366) } ?? 0
        let target = number("target", targetRange, statutory.target)
        guard let workdays, let hours, let allowance, let leaveDays, let target else { return nil }
        guard leaveDays < workdays else {
            return leave?.refuse(
                .outOfRange,
                expected: Wording(zh: "小于 workdays 的天数", en: "fewer days than workdays"))
        }
        let time = WorkingTime(
            workdays: workdays, hoursPerDay: hours, allowance: allowance, leaveDays: leaveDays,
            target: target)
        return (time, calendar)
    }

    private static func plain(_ days: Double) -> String { numeral(days, decimals: 0) }
}
