import Calendars

/// What a person did on a day: an item, its minutes, how many were finished.
struct TimeLogRow {
    let person: Int
    let day: Day
    let item: Int
    let minutes: Int
    let count: Int
}

extension SampleUnit {
    /// The working days covered: Monday to Friday from the second day of the year on.
    static func loggedDays(of parameters: SampleParameters) -> [Day] {
        let first = Day(lastOf: parameters.year - 1).advanced(byDays: 1)
        return (1..<366).lazy.map { first.advanced(byDays: $0) }.filter { $0.weekday <= 5 }
            .prefix(parameters.days).map { $0 }
    }

    /// One person's rows of one day: items of their inner body, about as long as the work takes.
    func timeLog(
        of person: Int, body: Int, on day: Day, items: [SampleItem], itemsByBody: [[Int]],
        load: Double
    ) -> [TimeLogRow] {
        let own = itemsByBody[body].isEmpty ? Array(items.indices) : itemsByBody[body]
        var generator = SplitMix64(
            seed: parameters.seed, .timeLog, index, person, Int(day.number))
        var left = Int(480 * min(1.35, max(0.4, load * (1 + 0.08 * generator.bell()))))
        var rows: [TimeLogRow] = []
        while left > 0, rows.count < 4 {
            let minutes = rows.count == 3 ? left : min(left, generator.int(60...240))
            let item = generator.pick(own)
            let each = items[item].hoursHundredths * 60 / 100
            rows.append(
                TimeLogRow(
                    person: person, day: day, item: item, minutes: minutes,
                    count: max(0, minutes / max(1, each))))
            left -= minutes
        }
        return rows
    }
}
