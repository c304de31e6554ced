import Testing

@testable import Calendars

@Suite("A day")
struct DayTests {
    @Test("counts from 1970 and knows its weekday")
    func anchors() throws {
        #expect(try #require(Day(year: 1970, month: 1, day: 1)).number == 0)
        // 2025-12-31 is 20,453 days after 1970-01-01 and a Wednesday (`date -d` says so).
        let day = Day(lastOf: 2025)
        #expect((day.number, day.weekday, day.description) == (20_453, 3, "2025-12-31"))
    }

    @Test("returns to itself through its components, every day of 1600…2400")
    func roundTrip() {
        var day = Day(number: -135_140)
        while day.year < 2400 {
            let (year, month, dayOfMonth) = day.components
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
            day = day.advanced(byDays: 1)
        }
    }

    @Test("is read as forms write it", arguments: ["2024-02-29", "2024/2/29", "2024/02/29"])
    func reading(text: String) {
        #expect(Day(text)?.description == "2024-02-29")
    }

    @Test(
        "that does not exist is refused",
        arguments: ["2023-02-29", "2024-13-01", "2024-1", "24-01-01", "2024-01-0a", "", "2024/1-1"])
    func refusing(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("moves by months and stays within the month")
    func months() {
        #expect(Day("2024-08-31")?.advanced(byMonths: 6).description == "2025-02-28")
    }
}

@Suite("A work calendar")
struct WorkCalendarTests {
    @Test("counts working days after the first day, holidays and exchanged days respected")
    func counting() throws {
        // National Day 2025: 1–8 October free, Sunday 28 September and Saturday 11 October worked.
        let october = (1...8).compactMap { Day(year: 2025, month: 10, day: $0) }
        let exchanged = [Day("2025-09-28"), Day("2025-10-11")].compactMap { $0 }
        let calendar = WorkCalendar(holidays: Set(october), exchanged: Set(exchanged))
        let first = try #require(Day("2025-09-26"))
        // 28 (exchanged), 29, 30 September, 9, 10, 11 October.
        #expect(calendar.workingDays(after: first, through: try #require(Day("2025-10-12"))) == 6)
        #expect(calendar.day(after: first, workingDays: 6).description == "2025-10-11")
    }
}
