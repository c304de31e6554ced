import Draws
import Calendars
import Diagnostics
import Institutions
import Languages
import Tables
import Testing

@testable import Workload

private let units = [
    TimeLogForm.Unit(unit: "U1", items: [("A", 0.5), ("B", 2)]),
    TimeLogForm.Unit(unit: "U2", items: [("A", 1)]),
    TimeLogForm.Unit(unit: "U3", items: nil),
]

private func read(_ rows: [String], header: String = "unit_id,person_id,date,item_id,minutes,count")
    throws -> (logs: [UnitLog?], problems: [String])
{
    var log = DiagnosticLog()
    let text = ([header] + rows).joined(separator: "\n")
    let source = TableSource(bytes: Array(text.utf8), name: TimeLogForm.file)
    let (logs, tables) = TimeLogForm.read([.init(source)], units: units, year: 2025, into: &log)
    _ = try #require(tables.first ?? nil)
    return (
        logs,
        log.kept.map {
            "\($0.code.rawValue):\($0.place.line ?? 0):\($0.place.column ?? 0)"
        }
    )
}

@Suite("The daily log of an evaluation")
struct TimeLogFormTests {
    private func part(_ rows: [String], header: String, name: String, of unit: String?)
        -> TimeLogForm.Part
    {
        let text = ([header] + rows).joined(separator: "\n")
        return TimeLogForm.Part(
            TableSource(bytes: Array(text.utf8), name: name),
            delivery: .init(
                name: name, owner: unit.map { .init(unit: $0, reason: Wording("its name")) }))
    }

    @Test("tables that units deliver are one log; a row of another unit is an error")
    func deliveries() throws {
        let header = "unit_id,person_id,date,item_id,minutes"
        var log = DiagnosticLog()
        let parts = [
            part(
                ["U1,P1,2025-01-06,A,60,2", "U1,P1,2025-01-07,A,x,2"], header: header + ",count",
                name: "forms/units/甲.csv", of: "U1"),
            part(
                ["U1,P1,2025-01-06,A,1380", "U2,P2,2025-01-06,A,30", "U1,P1,2025-01-08,A,0"],
                header: header, name: "forms/units/乙.csv", of: nil),
        ]
        let (logs, tables) = TimeLogForm.read(parts, units: units, year: 2025, into: &log)
        #expect(tables.map { $0?.rows } == [2, 3])
        #expect(
            log.kept.map { "\($0.code.rawValue) \($0.place)" } == [
                "unit-foreign forms/units/乙.csv:3:1"
            ])
        let first = try #require(logs[0])
        #expect(first.rows == 4)
        // One of the tables tells no counts, so the number of cases isn't known.
        #expect(first.items == [.init(item: "A", count: nil, minutes: 60, rows: 1)])
        #expect(
            first.setAside.flatMap(\.lines).map { RowAddress($0) } == [
                .init(table: 0, line: 3), .init(table: 1, line: 2), .init(table: 1, line: 4),
            ])
    }

    @Test("is folded by unit, item, person-day and month")
    func byHand() throws {
        let (logs, problems) = try read([
            "U1,P2,2025-01-06,A,30,1", "U1,P1,2025-01-06,A,60,2", "U1,P1,2025-01-06,B,90,1",
            "U1,P1,2025-02-03,B,600,4", "U1,P1,2025-02-03,B,200,1",
        ])
        #expect(problems == [])
        let log = try #require(logs[0])
        #expect(logs[1] == nil)
        #expect(log.rows == 5)
        #expect(log.people == 2)
        #expect(
            log.items == [
                .init(item: "A", count: 3, minutes: 90, rows: 2),
                .init(item: "B", count: 6, minutes: 890, rows: 3),
            ])
        // By person, then day; hours of the cases at 0.5 and 2.
        #expect(
            log.personDays == [
                .init(minutes: 150, normHours: 3), .init(minutes: 800, normHours: 10),
                .init(minutes: 30, normHours: 0.5),
            ])
        #expect(
            log.months == [
                .init(month: 1, minutes: 180, personDays: 2),
                .init(month: 2, minutes: 800, personDays: 1),
            ])
        #expect(log.days == 2)
        #expect(log.effectiveMinutes == 150 + 720 + 30)
        #expect(log.setAside == [])
    }

    @Test("sets rows aside with their reasons and lines")
    func setAside() throws {
        let (logs, problems) = try read([
            "U1,P1,2025-01-06,A,30,1", "U1,,2025-01-06,A,30,1", "U1,P1,2025-01-06,,30,1",
            "U1,P1,2025-01-06,A,0,1", "U1,P1,2025-01-06,A,30,x", "U1,P1,2025-02-30,A,30,1",
            "U1,P1,2024-01-08,A,30,1", "U1,P1,2025-01-07,A,961,1",
        ])
        #expect(problems == [])
        let log = try #require(logs[0])
        #expect(
            log.setAside == [
                .init(fault: .personMissing, count: 1, lines: [3]),
                .init(fault: .itemUnknown, count: 1, lines: [4]),
                .init(fault: .countInvalid, count: 1, lines: [6]),
                .init(fault: .minutesInvalid, count: 2, lines: [5, 9]),
                .init(fault: .dateInvalid, count: 1, lines: [7]),
                .init(fault: .dateOutsideYear, count: 1, lines: [8]),
            ])
        #expect(log.personDays == [.init(minutes: 30, normHours: 0.5)])
    }

    @Test(
        "refuses what names nothing, and a day of more than 1,440 minutes",
        arguments: [
            (["U9,P1,2025-01-06,A,30,1"], "unknown-reference:2:1"),
            (["U2,P1,2025-01-06,B,30,1"], "unknown-reference:2:4"),
            ([",P1,2025-01-06,A,30,1"], "value-missing:2:1"),
            (
                [
                    "U1,P1,2025-01-06,A,960,1", "U1,P1,2025-01-07,A,960,1",
                    "U1,P1,2025-01-06,B,481,1", "U1,P1,2025-01-06,B,1,1",
                ], "day-too-long:4:5"
            ),
            (["U1,P1,2025-01-06,A,1441,1"], "day-too-long:2:5"),
        ])
    func refused(rows: [String], problem: String) throws {
        #expect(try read(rows).problems == [problem])
        let filler = "U1,P9,2025-03-03,A,960,1"
        #expect(try read(rows + [filler]).problems == [problem])
    }

    @Test("lets a day of exactly 1,440 minutes pass")
    func fullDay() throws {
        #expect(
            try read(["U1,P1,2025-01-06,A,960,1", "U1,P1,2025-01-06,B,480,1"]).problems == [])
    }

    @Test("is the same whatever the order of its rows", arguments: UInt64(0)..<20)
    func order(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var rows = (0..<300).map { _ in
            let day = Int.random(in: 1...28, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            let date = "2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            let item = ["A", "B"].randomElement(using: &generator) ?? "A"
            return "U1,P\(Int.random(in: 1...9, using: &generator)),\(date),\(item),"
                + "\(Int.random(in: 1...60, using: &generator)),1"
        }
        let first = try read(rows)
        rows.shuffle(using: &generator)
        let second = try read(rows)
        #expect(first.logs == second.logs)
    }

    /// A cell of a log that mostly counts, of which the first is the likeliest.
    private func cell(_ values: [String], _ generator: inout SplitMix64) -> String {
        Int.random(in: 0..<10, using: &generator) > 0
            ? values[0] : values.randomElement(using: &generator) ?? ""
    }

    @Test("is the same by the fast and by the careful way", arguments: UInt64(0)..<40)
    func ways(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let rows = (0..<Int.random(in: 1...900, using: &generator)).map { row in
            let day = "2025-0\(row / 90 % 9 + 1)-1\(row / 9 % 10)"
            let unit = row % 20 < 12 ? "U1" : row % 20 < 19 ? "U2" : "U3"
            return [
                unit, cell(["P\(row % 7)", "", " P1", "张三"], &generator),
                cell([day, "2025-02-30", "2024-05-06", "\(day) ", "x"], &generator),
                cell(["A", "", " A"], &generator),
                cell(["\(row % 50 + 1)", "0", "961", "007", "x", " 5", "1.0"], &generator),
                cell(["\(row % 4)", "", "-1", "12345678", "二"], &generator),
            ].joined(separator: ",")
        }
        let fast = try read(rows)
        #expect(fast.problems == [])
        // A quote anywhere makes a table one that is read carefully.
        let quoted =
            rows.dropLast() + [rows.last.map { "\"\($0.prefix(2))\"\($0.dropFirst(2))" } ?? ""]
        let careful = try read(Array(quoted))
        #expect(careful.problems == [])
        #expect(fast.logs == careful.logs)
    }

    @Test("without counts tells them from the minutes")
    func noCounts() throws {
        let (logs, _) = try read(
            ["U1,P1,2025-01-06,A,90"], header: "unit_id,person_id,date,item_id,minutes")
        #expect(logs[0]?.items.first?.count == nil)
        #expect(logs[0]?.personDays == [.init(minutes: 90, normHours: 1.5)])
    }
}

@Suite("A log in the place of reported frequencies")
struct TimeUseTests {
    private let items = [
        ReportedWork(item: "A", name: "受理", frequency: 1000, hours: 0.5, line: 2),
        ReportedWork(item: "B", name: "会议", frequency: 12, hours: 2, people: 3, line: 3),
        ReportedWork(item: "C", name: "其他", frequency: 10, hours: 1, line: 4),
    ]

    /// One person who logs the same minutes of A and the same cases on weekdays from a day on.
    private func log(
        from first: Day, days: Int, every step: Int = 1, minutes: Int = 240, cases: Int = 8
    ) -> UnitLog {
        var weekdays: [Day] = []
        var day = first
        while weekdays.count < days {
            if day.weekday <= 5 { weekdays.append(day) }
            day = day.advanced(byDays: step)
        }
        let months = Set(weekdays.map(\.components.month)).sorted()
        return UnitLog(
            rows: days, people: 1,
            items: [
                .init(
                    item: "A", count: Double(cases * days), minutes: Double(minutes * days),
                    rows: days)
            ],
            personDays: weekdays.map { _ in
                .init(minutes: Double(minutes), normHours: Double(cases) * 0.5)
            },
            months: months.map { month in
                let count = weekdays.count { $0.components.month == month }
                return .init(month: month, minutes: Double(minutes * count), personDays: count)
            },
            days: days, firstDay: weekdays.first, lastDay: weekdays.last, setAside: [])
    }

    private func day(_ month: Int, _ day: Int) throws -> Day {
        try #require(Day(year: 2025, month: month, day: day))
    }

    private func workload(
        _ log: UnitLog?, labour: Double = 1, watched: Int = 0
    ) throws -> UnitWorkload {
        var place = Workplace(items: items, labour: labour)
        place.log = log
        place.spotChecks = (0..<watched).map { _ in SpotObservation(item: "A", observedHours: 0.5) }
        return try #require(UnitWorkload(place, time: WorkingTime(workdays: 250)))
    }

    @Test("of 29 weekdays stands for a ninth of the 261 of a year")
    func daily() throws {
        // 1 January 2025 was a Wednesday: 29 weekdays end on 10 February.
        let log = log(from: try day(1, 1), days: 29)
        #expect(log.shareOfYear(WorkingTime(workdays: 250)) == 29.0 / 261)
        let load = try workload(log)
        // 8 cases on each of 261 days at half an hour.
        let hours = 8 * 261 * 0.5
        #expect(abs(load.demand.hours - (hours + 72 + 10)) < 1e-9)
        #expect(load.demand.reportedHours == 500 + 72 + 10)
        let compared = try #require(load.timeUse?.comparisons.first)
        #expect(abs((compared.loggedFrequency ?? 0) - 8 * 261) < 1e-9)
        #expect(abs((compared.loggedHours ?? 0) - 4 * 261) < 1e-9)
        #expect(compared.loggedEach == 0.5)
        #expect(load.flags.map(\.code).contains(.logDiffers))
        #expect(load.timeUse?.saturation == 0.5)
    }

    @Test("of a day in each of four months stands for a third of the year")
    func sparse() throws {
        // 6 January is a Monday; every four weeks another one.
        let log = log(from: try day(1, 6), days: 5, every: 28, minutes: 120)
        #expect(log.months.map(\.month) == [1, 2, 3, 4])
        #expect(log.shareOfYear(WorkingTime(workdays: 250)) == 4.0 / 12)
    }

    @Test("of 20 sampled whole days stands for 20 of the 250 workdays")
    func sampled() throws {
        let log = log(from: try day(1, 6), days: 20, every: 14)
        #expect(log.shareOfYear(WorkingTime(workdays: 250)) == 20.0 / 250)
        let load = try workload(log, labour: 2)
        #expect(abs((load.timeUse?.comparisons.first?.loggedFrequency ?? 0) - 8 * 250) < 1e-9)
        // One of two people keeps it.
        #expect(load.flags.first { $0.code == .logPartial }?.lines == [2])
        #expect(try !workload(log).flags.map(\.code).contains(.logPartial))
    }

    @Test("tells an item that is never finished by its minutes at the reported time")
    func unfinished() throws {
        let logged = UnitLog.Item(item: "B", count: 0, minutes: 36 * 120, rows: 36)
        #expect(items[1].frequency(logged, shareOfYear: 1) == 12)
    }

    @Test("too short to tell a year changes nothing and says so")
    func short() throws {
        let load = try workload(log(from: try day(3, 3), days: 4))
        #expect(load.demand.hours == 582)
        #expect(load.flags.map(\.code).contains(.logTooShort))
        #expect(load.uncertainty?.source == .sourceGrade)
        #expect(load.diagnosis == nil)
    }

    @Test("counts a case once, however many take part in it")
    func together() throws {
        let logged = UnitLog.Item(item: "B", count: 36, minutes: 36 * 120, rows: 36)
        #expect(items[1].frequency(logged, shareOfYear: 1) == 12)
    }

    @Test("narrows the interval the longer it is kept")
    func narrowing() throws {
        func varied(_ days: Int) throws -> UnitLog {
            let base = log(from: try day(1, 1), days: days)
            return UnitLog(
                rows: base.rows, people: 1, items: base.items,
                personDays: base.personDays.indices.map {
                    .init(minutes: 240, normHours: $0 % 2 == 0 ? 2 : 6)
                }, months: base.months, days: base.days, firstDay: base.firstDay,
                lastDay: base.lastDay, setAside: [])
        }
        func width(_ days: Int) throws -> Double {
            // Watched so often that the log's own spread is what remains.
            let load = try workload(try varied(days), watched: 20)
            #expect(load.uncertainty?.source == .timeLog)
            let interval = try #require(load.interval(on: \.labour))
            let value = try #require(load.saturation.ratio.labour)
            return (interval.ends90[1] - interval.ends90[0]) / value
        }
        #expect(try width(20) > width(80))
        #expect(try width(80) > width(240))
    }

    @Test("gives the same interval every time")
    func deterministic() throws {
        let log = log(from: try day(1, 1), days: 60)
        #expect(try workload(log) == workload(log))
    }

    @Test(
        "is read against the norm",
        arguments: [
            (1.2, 1.1, LoadDiagnosis.shortage), (0.5, 1.1, .padded), (1.2, 0.5, .elsewhere),
            (0.5, 0.5, .surplus), (0.9, 0.95, .consistent), (1.0, 1.3, .consistent),
            (0.8, 1.3, .consistent), (1.2, 0.8, .consistent),
        ])
    func grid(norm: Double, timeUse: Double, diagnosis: LoadDiagnosis) {
        #expect(LoadDiagnosis(norm: norm, timeUse: timeUse) == diagnosis)
    }

    @Test("flags a disagreement of the two readings with the rows of the work log")
    func conflict() throws {
        let load = try workload(log(from: try day(1, 1), days: 29, minutes: 600), labour: 2)
        #expect(load.diagnosis == .padded)
        #expect(load.flags.first { $0.code == .readingsConflict }?.lines == [2, 3, 4])
    }
}
