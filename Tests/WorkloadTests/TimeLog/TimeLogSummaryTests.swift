import Draws
import Diagnostics
import FoundationEssentials
import Tables
import Testing

@testable import Workload

/// A file that is gone when the test is over.
private final class TemporaryFile {
    let path: String

    init(_ text: String = "") throws {
        path = FileManager.default.temporaryDirectory.path + "/timelog-\(UUID()).csv"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var source: TableSource { TableSource(path: path, name: "log.csv") }

    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}

private let items = ItemCoefficients([
    ("T01", 1), ("T02", 0.5), ("事项名称很长的一项", 1.2), ("none", 0),
])

private let header = "unit_id,person_id,date,item_id,count,minutes\r\n"

private func summary(
    _ text: String, year: Int? = 2024, listing: RejectedRows? = nil
) throws -> TimeLogSummary {
    let file = try TemporaryFile(text)
    var log = DiagnosticLog()
    let summary = TimeLogSummary.read(
        file.source, items: items, year: year, into: &log, listing: listing)
    #expect(!log.hasErrors)
    return try #require(summary)
}

private func counts(_ summary: TimeLogSummary) -> [String: Int] {
    Dictionary(
        uniqueKeysWithValues: summary.setAside.filter { $0.count > 0 }.map {
            ($0.fault.code, $0.count)
        })
}

@Suite("A time log by hand")
struct TimeLogByHandTests {
    @Test("counts 60 + 100 × ½ + 100 × 1.2 minutes of one person's two days")
    func plain() throws {
        let log = try summary(
            header + "U1,P1,2024-03-01,T01,1,60\r\nU1,P1,2024-03-01,T02,2,100\r\n"
                + "U1,P1,2024-03-04,事项名称很长的一项,0,100\r\n")
        #expect(log.units == [UnitTimeLog(unit: "U1", effectiveMinutes: 230, employeeDays: 2)])
        #expect(log.units.first?.saturation == 230.0 / 960)
        #expect(log.validRows == 3)
    }

    @Test("counts at most 720 minutes of a day, and a day of a coefficient of 0 as a day")
    func limits() throws {
        let log = try summary(
            header + "U1,P1,2024-03-01,T01,1,700\r\nU1,P1,2024-03-01,T01,1,700\r\n"
                + "U1,P2,2024-03-01,none,1,480\r\nU0,P1,2024-03-01,T02,1,1\r\n")
        #expect(
            log.units == [
                UnitTimeLog(unit: "U0", effectiveMinutes: 0.5, employeeDays: 1),
                UnitTimeLog(unit: "U1", effectiveMinutes: 720, employeeDays: 2),
            ])
    }

    @Test(
        "sets a row aside for its first fault",
        arguments: [
            ("U1,P1,2024-03-01,T99,1,30", "item-unknown"),
            ("U1,P1,2024-03-01,,1,30", "item-unknown"),
            ("U1,P1,2024-03-01,T01,,30", "count-invalid"),
            ("U1,P1,2024-03-01,T01,x,30", "count-invalid"),
            ("U1,P1,2024-03-01,T01,-1,30", "count-invalid"),
            ("U1,P1,2024-03-01,T01,1.5,30", "count-invalid"),
            ("U1,P1,2024-03-01,T01,1,", "minutes-invalid"),
            ("U1,P1,2024-03-01,T01,1,0", "minutes-invalid"),
            ("U1,P1,2024-03-01,T01,1,961", "minutes-invalid"),
            ("U1,P1,2024-03-01,T01,1,-5", "minutes-invalid"),
            ("U1,P1,2024-03-01,T01,1,30.5", "minutes-invalid"),
            ("U1,P1,2024-02-30,T01,1,30", "date-invalid"),
            ("U1,P1,,T01,1,30", "date-invalid"), ("U1,P1,2023-12-29,T01,1,30", "date-outside-year"),
            (",P1,2024-03-01,T01,1,30", "unit-missing"),
            ("U1,,2024-03-01,T01,1,30", "person-missing"),
            ("U1,P1,2023-12-29,T99,x,0", "item-unknown"),
        ])
    func faults(row: String, code: String) throws {
        let valid = "U1,P1,2024-03-01,T01,1,30"
        for rows in [[valid, row, valid], [row, valid, valid]] {
            let log = try summary(header + rows.joined(separator: "\r\n"))
            #expect(counts(log) == [code: 1])
            #expect(log.units.map(\.effectiveMinutes) == [60])
        }
    }

    @Test("understands what forms may hold: blanks, other dates, other columns")
    func tolerant() throws {
        let log = try summary(
            "备注,人员编码,单位编码,事项编码,日期,分钟\n,P1, U1 ,T01,2024/3/1,\"1,0\"\n,P1,U1,T01 ,2024-3-1, 30\n")
        #expect(counts(log) == ["minutes-invalid": 1])
        #expect(log.units == [UnitTimeLog(unit: "U1", effectiveMinutes: 30, employeeDays: 1)])
        let spaced = try summary(
            header + " U1 ,P1,2024-03-01 ,T01 , 1,６０\nU1,P1,2024-03-01,T01,1,1\n")
        #expect(spaced.units == [UnitTimeLog(unit: "U1", effectiveMinutes: 61, employeeDays: 1)])
    }

    @Test("without a year takes that of most rows")
    func year() throws {
        let rows =
            header
            + "U1,P1,2023-12-29,T01,1,30\nU1,P1,2024-01-02,T01,1,30\nU1,P1,2024-01-03,T01,1,9"
        let log = try summary(rows, year: nil)
        #expect(log.year == 2024)
        #expect(counts(log) == ["date-outside-year": 1])
        #expect(log.units.map(\.effectiveMinutes) == [39])
    }

    @Test("lists the rows set aside with their lines, whether quoted or not")
    func rejects() throws {
        for quote in ["", "\""] {
            let target = try TemporaryFile()
            let listing = try RejectedRows(path: target.path)
            _ = try summary(
                header + "U1,P1,2024-03-01,\(quote)T01\(quote),1,30\nU1,P1,2024-03-01,T9,1,30\n"
                    + "U1,P1,2024-03-01,T01,1,x\nU1,P1,2023-03-01,T01,1,1\n"
                    + "U1,P1,2024-03-02,T01,1,1\n", year: nil, listing: listing)
            try listing.finish()
            #expect(
                target.text == """
                    line,reason,unit_id,person_id,date,item_id,count,minutes
                    3,item-unknown,U1,P1,2024-03-01,T9,1,30
                    4,minutes-invalid,U1,P1,2024-03-01,T01,1,x
                    5,date-outside-year,U1,P1,2023-03-01,T01,1,1

                    """)
        }
    }

    @Test("refuses a broken table with its place")
    func broken() throws {
        let file = try TemporaryFile(header + "U1,P1,2024-03-01,T01,1\n")
        var log = DiagnosticLog()
        _ = TimeLogSummary.read(file.source, items: items, year: 2024, into: &log)
        #expect(log.kept.map(\.code) == [.fieldCount])
        #expect(log.kept.map(\.place.line) == [2])
    }
}

@Suite("A time log obeys")
struct TimeLogLawTests {
    /// Rows of a few people on a few days, one in ten of them wrong.
    private func rows(_ count: Int, _ generator: inout SplitMix64) -> [[String]] {
        (0..<count).map { _ in
            func one(_ of: [String]) -> String { of.randomElement(using: &generator) ?? "" }
            let person = Int.random(in: 1...300, using: &generator)
            return [
                "U\(person % 7)", "P\(person)",
                one([
                    "2024-01-02", "2024-02-29", "2024-12-31", "2024/7/1", "2023-02-29",
                    "2023-12-31",
                ]),
                one(["T01", "T02", "事项名称很长的一项", "none", "T01", "T02", "T03", ""]),
                one(["1", "2", "10", "", "x"]),
                String(Int.random(in: 0...1000, using: &generator)),
            ]
        }
    }

    /// The same job by dictionaries.
    private func byDictionaries(_ rows: [[String]]) -> [UnitTimeLog] {
        let coefficients = ["T01": 10, "T02": 5, "事项名称很长的一项": 12, "none": 0]
        var days: [[String]: Int] = [:]
        for row in rows {
            guard let coefficient = coefficients[row[3]], Int(row[4]) != nil,
                let minutes = Int(row[5]), (1...960).contains(minutes), row[2].hasPrefix("2024")
            else { continue }
            let day = [row[0], row[1], row[2]]
            days[day] = min(7200, days[day, default: 0] + minutes * coefficient)
        }
        let units = Dictionary(grouping: days) { $0.key[0] }
        return units.keys.sorted().map { unit in
            let own = units[unit] ?? []
            return UnitTimeLog(
                unit: unit, effectiveMinutes: Double(own.reduce(0) { $0 + $1.value }) / 10,
                employeeDays: own.count)
        }
    }

    @Test(
        "any order of rows, quoted or not, gives what dictionaries give", arguments: UInt64(0)..<12)
    func order(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var rows = rows(6000, &generator)
        let expected = byDictionaries(rows)
        for quotes in [false, true] {
            let text =
                header
                + rows.map { row in
                    (quotes ? row.map { "\"\($0)\"" } : row).joined(separator: ",")
                }.joined(separator: "\n")
            let log = try summary(text)
            #expect(log.units == expected)
            #expect(log.rows == 6000)
            rows.shuffle(using: &generator)
        }
    }
}

@Suite("The items of a time log")
struct ItemCoefficientsTests {
    private func problems(_ text: String) -> [String] {
        var log = DiagnosticLog()
        _ = ItemCoefficients.read(
            TableSource(bytes: Array(text.utf8), name: "i.csv"), into: &log)
        return log.kept.map { "\($0.code.rawValue):\($0.place.line ?? 0)" }
    }

    @Test("are refused twice, with a wrong coefficient or without one")
    func refusals() {
        #expect(problems("item_id,coefficient\nT1,1\nT1,1\n") == ["duplicate-key:3"])
        #expect(problems("item_id,coefficient\nT1,1001\n") == ["out-of-range:2"])
        #expect(problems("item_id,coefficient\nT1,-1\n") == ["out-of-range:2"])
        #expect(problems("item_id,coefficient\nT1,\n") == ["value-missing:2"])
        #expect(problems("item_id\nT1\n") == ["column-missing:1"])
    }

    @Test("keep coefficients exactly, whatever their decimals")
    func decimals() {
        var items = ItemCoefficients([("a", 0.1), ("b", 0.123456), ("长长长长", 3)])
        #expect(items.scale == 1_000_000)
        let numbers = ["a", "b", "长长长长", "c"].map { name in
            Array(name.utf8).withUnsafeBufferPointer { items.item($0) }
        }
        #expect(numbers == [0, 1, 2, nil])
        #expect([0, 1, 2].map { items.coefficient($0) } == [100_000, 123_456, 3_000_000])
    }
}
