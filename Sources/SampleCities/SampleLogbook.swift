internal import Draws
import Calendars

/// What the people of a unit write down day by day, in keeping with its work log.
///
/// Minutes follow the hours of the items, body by body; an item longer than a day is counted on the
/// day on which it is finished.
struct SampleLogbook {
    /// What a person did on a day: an item, its minutes, how many were finished.
    struct Row {
        let item: Int
        let minutes: Int
        let count: Int
    }

    /// The work of an inner body.
    fileprivate struct Work {
        let items: [Int]
        /// Hours of the items up to each, as a share of all of them.
        let shares: [Double]
        /// Hours of a year ÷ hours of its people.
        let load: Double
        /// Where the next stretch of work falls in the shares.
        var place: Double

        /// The item of the next stretch: steps of the golden ratio spread evenly over the shares.
        mutating func next() -> Int {
            place += 0.618_033_988_749_895
            if place >= 1 { place -= 1 }
            return items[shares.firstIndex { $0 > place } ?? items.count - 1]
        }
    }

    private let unit: SampleUnit
    private let items: [SampleItem]
    private var bodies: [Work?]
    private var generator: SplitMix64

    /// - Parameter people: Those of the unit who keep the log.
    init(_ unit: SampleUnit, items: [SampleItem], people: [SamplePerson]) {
        self.unit = unit
        self.items = items
        var generator = SplitMix64(
            seed: unit.parameters.seed, .timeLog, unit.index, unit.parameters.year)
        bodies = unit.bodies.indices.map { body -> Work? in
            let staff = people.filter { $0.body == body }.reduce(0) { $0 + $1.months }
            return Work(
                of: unit, items: items, body: body, staff: Double(staff) / 12,
                place: generator.share())
        }
        self.generator = generator
    }

    /// The rows of one person, day by day.
    mutating func rows(
        of person: SamplePerson, on days: [Day]
    ) -> [(day: Day, rows: [Row])] {
        guard let load = bodies[person.body]?.load else { return [] }
        // Minutes already spent on what isn't finished yet.
        var begun = items.map { generator.share() * Double($0.minutes) }
        return days.map { day in
            let rhythm = Self.rhythm[day.components.month - 1]
            let wanted = 480 * load * rhythm * (1 + 0.06 * generator.bell())
            let minutes = Int(min(690, max(60, wanted)) / 5) * 5
            return (day, stretches(minutes, in: person.body, begun: &begun))
        }
    }

    /// One day's minutes, laid on two to four items.
    private mutating func stretches(
        _ minutes: Int, in body: Int, begun: inout [Double]
    ) -> [Row] {
        let count = min(generator.int(2...4), max(1, minutes / 60))
        var left = minutes
        return (0..<count).compactMap { stretch in
            let rest = count - stretch
            let even = Double(left / rest) * (1 + 0.15 * generator.bell())
            let taken = rest == 1 ? left : min(left, max(15, Int(even / 5) * 5))
            guard taken > 0, let item = bodies[body]?.next() else { return nil }
            left -= taken
            begun[item] += Double(taken)
            let finished = Int(begun[item] / Double(items[item].minutes))
            begun[item] -= Double(finished * items[item].minutes)
            return Row(item: item, minutes: taken, count: finished)
        }
    }

    /// How busy the months are, 1 on average: quiet around the Spring Festival, busy at the end.
    private static let rhythm = [
        0.94, 0.84, 1.03, 1.02, 0.98, 1.01, 0.95, 0.93, 1.02, 0.98, 1.12, 1.18,
    ]
}

extension SampleLogbook.Work {
    /// - Returns: Nil for a body without work or without people.
    fileprivate init?(
        of unit: SampleUnit, items: [SampleItem], body: Int, staff: Double, place: Double
    ) {
        let year = unit.parameters.year
        let own = items.indices.filter { items[$0].body == body }
        let hours = own.map { index in
            let item = items[index]
            return Double(
                unit.frequency(of: item, place: index, in: year) * item.hoursHundredths
                    * item.people) / 100
        }
        let total = hours.reduce(0, +)
        guard total > 0, staff > 0 else { return nil }
        var sum = 0.0
        let shares = hours.map { each in
            sum += each
            return sum / total
        }
        self.init(
            items: own, shares: shares,
            load: total / (staff * Double(unit.parameters.workdays) * 8), place: place)
    }
}

extension SampleItem {
    /// Minutes each time.
    fileprivate var minutes: Int { max(1, hoursHundredths * 60 / 100) }
}

extension SampleParameters {
    /// The days that the log covers, spread over the weekdays of the year without its fixed holidays.
    var loggedDays: [Day] {
        let newYear = Day(lastOf: year - 1).advanced(byDays: 1)
        let weekdays = (0..<366).map { newYear.advanced(byDays: $0) }.filter {
            $0.year == year && $0.weekday <= 5 && !$0.isFixedHoliday
        }
        return (0..<days).map { weekdays[(2 * $0 + 1) * weekdays.count / (2 * days)] }
    }

    /// Whether a unit keeps the log: first those whose planted facts it shows best.
    func keepsLog(_ unit: Int) -> Bool {
        guard days > 0 else { return false }
        guard let loggingUnits, loggingUnits < units else { return true }
        let first = plantsFacts ? Self.firstToLog.filter { $0 < units } : []
        if let rank = first.firstIndex(of: unit) { return rank < loggingUnits }
        return first.count + unit - first.count { $0 < unit } < loggingUnits
    }

    private static let firstToLog =
        [PlantedFact.overloadedFull, .idleWithVacancies, .unbalancedBodies].compactMap(\.unit)
}

extension Day {
    fileprivate var isFixedHoliday: Bool {
        let (month, day) = (components.month, components.day)
        return month == 1 && day == 1 || month == 5 && day <= 3 || month == 10 && day <= 7
    }
}
