import FoundationEssentials
import Testing

@testable import SampleCities

@Suite("A sample")
struct SampleWriterTests {
    @Test("has equal bytes for an equal seed and others for another")
    func seeds() throws {
        let one = try SampleFolder(SampleParameters(units: 20, days: 3, seed: 7))
        let same = try SampleFolder(SampleParameters(units: 20, days: 3, seed: 7))
        let other = try SampleFolder(SampleParameters(units: 20, days: 3, seed: 8))
        let files = try one.files()
        #expect(try files == same.files())
        for file in files {
            #expect(try one.bytes(file) == same.bytes(file), "\(file)")
        }
        #expect(try one.bytes("forms/staff.csv") != other.bytes("forms/staff.csv"))
    }

    @Test("has as many rows as its parameters say")
    func sizes() throws {
        let parameters = SampleParameters(
            units: 50, respondents: 40, days: 2, experts: 3, plantsFacts: false)
        let folder = try SampleFolder(parameters)
        #expect(try folder.rows("forms/units.csv").count == 50)
        #expect(try folder.rows("forms/results.csv").count == 50)
        #expect(try folder.rows("survey/responses.csv").count == 50 * 40 * 4)
        // 38 judgements a head, whatever the number of units.
        #expect(try folder.rows("experts/judgements.csv").count == 3 * 38)
        #expect(try Set(folder.column("日期", "forms/timelog.csv")).count == 2)
    }

    @Test("has logs of as many units as are asked for, those with telling facts first")
    func loggingUnits() throws {
        let folder = try SampleFolder(
            SampleParameters(units: 45, respondents: 0, days: 12, loggingUnits: 3))
        let units = try Set(folder.column("单位编码", "forms/timelog.csv"))
        #expect(units == ["U017", "U021", "U027"])
        let months = try Set(folder.column("日期", "forms/timelog.csv").map { $0.prefix(7) })
        #expect(months.count == 12)
        let plain = try SampleFolder(
            SampleParameters(
                units: 5, respondents: 0, days: 1, loggingUnits: 2, plantsFacts: false))
        #expect(try Set(plain.column("单位编码", "forms/timelog.csv")) == ["U001", "U002"])
    }

    @Test("without days has no time log")
    func noTimeLog() throws {
        let folder = try SampleFolder(SampleParameters(units: 1, respondents: 0))
        #expect(try !folder.files().contains("forms/timelog.csv"))
    }

    @Test("appears whole: what is there is not touched, what was left behind goes")
    func wholeness() throws {
        let folder = try SampleFolder(SampleParameters(units: 1, respondents: 0))
        #expect(throws: SampleError.folderExists(path: folder.path)) {
            try writeSample(SampleParameters(units: 2), to: folder.path)
        }
        #expect(try folder.rows("forms/units.csv").count == 1)
        #expect(throws: SampleError.refused(path: "/nowhere/x", errorNumber: 2)) {
            try writeSample(SampleParameters(units: 1), to: "/nowhere/x")
        }
        let path = SampleFolder.freshPath()
        let cut = try #require(path.lastIndex(of: "/"))
        let partial = "\(path[...cut]).\(path[path.index(after: cut)...]).partial"
        try FileManager.default.createDirectory(
            atPath: partial + "/forms", withIntermediateDirectories: true)
        try writeSample(SampleParameters(units: 1, respondents: 0), to: path)
        #expect(!FileManager.default.fileExists(atPath: partial))
        try FileManager.default.removeItem(atPath: path)
    }
}

@Suite("The references of a sample")
struct SampleReferenceTests {
    @Test("all resolve, and codes are unique", arguments: UInt64(1)...20)
    func references(seed: UInt64) throws {
        let folder = try SampleFolder(
            SampleParameters(units: 45, respondents: 3, days: 1, seed: seed))
        let units = try unique(folder.column("单位编码", "forms/units.csv"))
        let bodies = try Set(folder.column("内设机构编码", "forms/establishment.csv"))
        let duties = try unique(folder.column("职责编码", "forms/duties.csv"))
        let items = try unique(folder.column("事项编码", "forms/worklog.csv"))
        let people = try unique(folder.column("人员编码", "forms/staff.csv"))
        _ = try unique(folder.column("任务编码", "forms/tasks.csv"))
        _ = try unique(folder.column("问题编号", "ledgers/problems.csv"))
        for (name, file, known) in [
            ("单位编码", "forms/duties.csv", units), ("承办机构", "forms/duties.csv", bodies),
            ("占编单位", "forms/staff.csv", units), ("实际工作单位", "forms/staff.csv", units),
            ("所在内设机构", "forms/staff.csv", bodies), ("单位编码", "forms/worklog.csv", units),
            ("承办机构", "forms/worklog.csv", bodies), ("职责编码", "forms/worklog.csv", duties),
            ("单位编码", "forms/results.csv", units), ("职责编码", "forms/tasks.csv", duties),
            ("事项编码", "forms/spotchecks.csv", items), ("人员编码", "forms/payroll.csv", people),
            ("事项编码", "forms/timelog.csv", items), ("人员编码", "forms/timelog.csv", people),
            ("单位编码", "survey/responses.csv", units), ("单位编码", "ledgers/problems.csv", units),
        ] {
            let strange = try Set(folder.column(name, file)).subtracting(known)
            #expect(strange.isEmpty, "\(file) \(name): \(strange.sorted().prefix(3))")
        }
    }

    @Test("keep every part within its whole, in all units", arguments: UInt64(1)...20)
    func parts(seed: UInt64) throws {
        let folder = try SampleFolder(SampleParameters(respondents: 0, seed: seed))
        for row in try folder.rows("forms/results.csv") {
            func number(_ name: String) throws -> Int { try #require(Int(row[name] ?? "")) }
            let accepted = try number("受理件数")
            #expect(try number("按时办结数") <= accepted)
            #expect(try number("退回数") + number("纠错数") + number("败诉数") <= accepted)
            #expect(try number("诉求满意数") <= number("诉求件数"))
            #expect(try number("按期整改数") <= number("应整改数"))
        }
    }

    @Test("give each response its own code")
    func responses() throws {
        let folder = try SampleFolder(SampleParameters(plantsFacts: false))
        let rows = try folder.rows("survey/responses.csv")
        let answers = try rows.map { try #require($0["答卷编号"]) + #require($0["题号"]) }
        _ = try unique(answers)
    }

    private func unique(_ codes: [String]) throws -> Set<String> {
        let set = Set(codes)
        try #require(set.count == codes.count, "a code is there twice")
        return set
    }
}

@Suite("The years of a sample")
struct SampleYearTests {
    @Test("continue each other: the former frequency is what was reported, people stay")
    func continuity() throws {
        let former = try SampleFolder(SampleParameters(respondents: 0, year: 2024))
        let latter = try SampleFolder(SampleParameters(respondents: 0, year: 2025))
        let reported = try former.rows("forms/worklog.csv")
            .reduce(into: [String: String]()) { $0[$1["事项编码", default: ""]] = $1["年频次"] }
        let items = try latter.rows("forms/worklog.csv").filter { $0["上年频次"] != "" }
        #expect(items.count > 1000)
        #expect(items.allSatisfy { reported[$0["事项编码", default: ""]] == $0["上年频次"] })
        let before = try Set(former.column("人员编码", "forms/staff.csv"))
        let after = try Set(latter.column("人员编码", "forms/staff.csv"))
        #expect(before.intersection(after).count > before.count * 9 / 10)
        #expect(before != after)
        let spending = try former.rows("forms/results.csv").map { $0["三公经费"] }
        #expect(try latter.rows("forms/results.csv").map { $0["上年三公经费"] } == spending)
    }

    @Test("do not know their people's future: nobody is younger than 20 or older than 60")
    func ages() throws {
        for year in [2008, 2024, 2060] {
            let folder = try SampleFolder(SampleParameters(respondents: 0, year: year))
            for row in try folder.rows("forms/staff.csv") where row["在岗状态"] != "退休" {
                let age = year - (try #require(Int(row["出生年"] ?? "")))
                #expect((20...60).contains(age), "\(row)")
            }
        }
    }
}
