/// A day of the Gregorian calendar, without time or zone.
public struct Day: Sendable, Hashable {
    /// Days since 1970-01-01.
    public let number: Int32

    public init(number: Int32) {
        self.number = number
    }

    /// nil unless the day exists in the years 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        number = Day.number(year: year, month: month, day: day)
    }

    /// The last day of a year: when a round looks back unless it says otherwise.
    public init(lastOf year: Int) {
        precondition((1...9999).contains(year), "a year lies in 1…9999")
        number = Day.number(year: year, month: 12, day: 31)
    }

    /// Source: H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month and day of month.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    public var year: Int { components.year }

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        let shifted = (Int(number) + 3) % 7
        return (shifted < 0 ? shifted + 7 : shifted) + 1
    }

    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public func advanced(byDays days: Int) -> Day {
        Day(number: number + Int32(days))
    }

    /// The same day of a later month, or that month's last day where it is shorter.
    public func advanced(byMonths months: Int) -> Day {
        let (year, month, day) = components
        let count = year * 12 + month - 1 + months
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
        return Day(number: Day.number(year: newYear, month: newMonth, day: newDay))
    }

    /// Calendar days from this day to another; negative if the other is earlier.
    public func days(to other: Day) -> Int {
        Int(other.number) - Int(number)
    }
}

extension Day: Comparable {
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: CustomStringConvertible {
    /// `yyyy-mm-dd`.
    public var description: String {
        let (year, month, day) = components
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension Day: LosslessStringConvertible {
    /// Reads `yyyy-mm-dd` or `yyyy/m/d`.
    public init?(_ text: String) {
        let separator: Character = text.contains("/") ? "/" : "-"
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } && (1...4) ~= $0.count }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Day: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a day: \(text)")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
