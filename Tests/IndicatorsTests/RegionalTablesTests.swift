import BundledIndicators
import Calendars
import Diagnostics
import Testing

@testable import Indicators

@Suite("The bundled regional tables")
struct RegionalTablesTests {
    private func workdays() throws -> WorkdayTable {
        let bytes = try #require(bundledIndicator(named: "workdays-cn"))
        var log = DiagnosticLog()
        let table = WorkdayTable.read(bytes, file: "workdays-cn.yaml", into: &log)
        #expect(log.kept.map { "\($0.place) \($0.message.en)" } == [])
        return try #require(table)
    }

    @Test(
        "give 250 working days through 2024 and 248 from 2025",
        arguments: [(2007, nil), (2008, 250), (2024, 250), (2025, 248), (2040, 248)])
    func statutory(year: Int, days: Int?) throws {
        #expect(try workdays().workdays(in: year) == days)
    }

    // Counted from the text of each notice: weekdays − free weekdays + worked weekend days.
    @Test(
        "give the days that were really worked in a year",
        arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func worked(year: Int, days: Int) throws {
        let calendar = try workdays().calendar
        #expect(
            calendar.workingDays(after: Day(lastOf: year - 1), through: Day(lastOf: year)) == days)
    }

    @Test("end a term of 10 working days over the National Day of 2025 on 20 October")
    func term() throws {
        let start = try #require(Day("2025-09-29"))
        let end = try workdays().calendar.day(after: start, workingDays: 10)
        // 30 September, 9–11 October (11 worked in exchange), 13–17, 20.
        #expect(end == Day("2025-10-20"))
    }

    @Test("allow leaders by the number of posts")
    func leadership() throws {
        let bytes = try #require(bundledIndicator(named: "leadership-example"))
        var log = DiagnosticLog()
        let table = try #require(
            LeadershipTable.read(bytes, file: "leadership-example.yaml", into: &log))
        #expect(log.kept.isEmpty)
        #expect(table.row(forKind: "事业单位", posts: 10)?.max == 2)
        #expect(table.row(forKind: "事业单位", posts: 11)?.max == 3)
        #expect(table.row(forKind: "事业单位", posts: 5_000)?.max == 8)
        #expect(table.row(forKind: "处室", posts: 2) == nil)
        #expect(table.row(forKind: "别的", posts: 20) == nil)
    }
}

@Suite("Reading regional tables")
struct RegionalTableReadingTests {
    private func workdayProblems(_ text: String) -> [Seen] {
        var log = DiagnosticLog()
        let table = WorkdayTable.read(Array(text.utf8), file: "w.yaml", into: &log)
        #expect((table == nil) == log.hasErrors)
        return log.kept.map { Seen($0) }
    }

    private func leadershipProblems(_ rows: String) -> [Seen] {
        var log = DiagnosticLog()
        let text = "id: a\ntitle: 表\ntable:\n" + rows
        let table = LeadershipTable.read(Array(text.utf8), file: "l.yaml", into: &log)
        #expect((table == nil) == log.hasErrors)
        return log.kept.map { Seen($0) }
    }

    @Test("reports holidays of another year, or on the wrong side of the week")
    func days() {
        let head =
            "workdays: [{ from: 2025, days: 248, basis: 依据 }]\ncalendars:\n  2025:\n    basis: 通知\n"
        // 1 January 2025 was a Wednesday, the 4th a Saturday.
        #expect(
            workdayProblems(head + "    holidays: [2025-01-01]\n    exchanged: [2025-01-04]\n")
                == [])
        #expect(
            workdayProblems(
                head + "    holidays: [2024-01-01, 2025-01-04]\n    exchanged: [2025-01-01]\n")
                == [
                    Seen(5, 16, .valueInvalid), Seen(5, 28, .valueInvalid),
                    Seen(6, 17, .valueInvalid),
                ])
    }

    @Test("reports years and days that can't be")
    func years() {
        #expect(
            workdayProblems("workdays: [{ from: 2025, through: 2020, days: 400, basis: 依据 }]\n")
                == [Seen(1, 35, .valueInvalid), Seen(1, 47, .valueInvalid)])
        #expect(
            workdayProblems(
                "workdays: [{ from: 2025, days: 248, basis: 依据 }]\ncalendars: { 今年: {} }\n")
                == [Seen(2, 18, .valueInvalid)])
        #expect(workdayProblems("workdays: []\n") == [Seen(1, 11, .valueInvalid)])
    }

    @Test("reports ranges that overlap or run backwards")
    func ranges() {
        #expect(
            leadershipProblems(
                "- { kind: 甲, from: 1, to: 10, max: 2 }\n- { kind: 甲, from: 10, max: 3 }\n")
                == [Seen(5, 3, .valueInvalid)])
        #expect(
            leadershipProblems("- { kind: 甲, from: 5, to: 4, min: 3, max: 2 }\n")
                == [Seen(4, 27, .valueInvalid), Seen(4, 35, .valueInvalid)])
    }
}
