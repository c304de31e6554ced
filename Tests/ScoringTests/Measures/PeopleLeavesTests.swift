import Testing

@testable import Scoring

private func payroll(_ rows: [String]) -> [String: String] {
    form("payroll", "person_id,unit_id,source,paid_until", rows)
}

/// Pay of the people whom `staff(alike:)` makes.
private func pay(of count: Int) -> [String] { (0..<count).map { "P\($0),U1,财政," } }

@Suite("A13: consistency of real-name data")
struct RealNameTests {
    @Test("an impossible date touches one of forty")
    func implausible() throws {
        let unit = try MeasuredUnit(
            staff("birth_year,joined", alike: 39, "1980,2005-07-01", ["X1,U1,全额,1990,1999-07-01"]))
        let leaf = try unit.scored("A13")
        #expect(isClose(leaf.raw, 97.5))
        #expect(isClose(leaf.points, 60 + 20 * 2.5 / 3))
        #expect(try unit.measurement("A13").evidence.first?.lines == [41])
    }

    @Test("paid and unknown, known and unpaid, gone and not removed: each person once")
    func payrolls() throws {
        let people = staff(
            "status,status_since", alike: 97, ",",
            ["X1,U1,全额,,", "X2,U1,全额,,", "X3,U1,全额,,", "X4,U1,全额,退休,2025-05-31"])
        // X1 is not paid, Y1 is a stranger: R17 names both; the numbers agree, so R18 doesn't.
        let rows = pay(of: 97) + ["X2,U1,财政,", "X3,U1,财政,", "Y1,U1,财政,"]
        let unit = try MeasuredUnit(people + payroll(rows))
        // X4 left in May and is still listed: R28. Three of a hundred.
        #expect(isClose(try unit.scored("A13").raw, 97))
        // Two more strangers: 102 paid for 100; R18 touches those of R17 again.
        let more = try MeasuredUnit(people + payroll(rows + ["Y2,U1,财政,", "Y3,U1,财政,"]))
        #expect(isClose(try more.scored("A13").raw, 95))
        #expect(isClose(try more.scored("A13").points, 60))
    }

    @Test(
        "points on and between the anchors",
        arguments: [
            (200, 1, 100.0), (200, 2, 93 + 1.0 / 3), (100, 10, 0), (100, 50, 0), (10, 11, 0),
        ])
    func anchors(people: Int, strangers: Int, points: Double) throws {
        let rows = pay(of: people) + (0..<strangers).map { "Y\($0),U1,财政," }
        let unit = try MeasuredUnit(staff("", alike: people) + payroll(rows))
        #expect(isClose(try unit.scored("A13").points, points))
    }

    @Test("nobody on the establishment, or no staff form: missing")
    func missing() throws {
        #expect(try MeasuredUnit([:]).scored("A13").points == nil)
        let outside = form("staff", "person_id,unit_id,quota_type", ["P1,U1,编外"])
        #expect(try MeasuredUnit(outside).scored("A13").points == nil)
    }
}

@Suite("A23: match of people and quotas")
struct PersonMatchTests {
    private let columns = "working_unit_id,loan_document,status,status_since"
    private let units = [
        "forms/units.csv": """
        unit_id,name,level,category,funding,class
        U1,甲中心,县,公益一类,全额,社会民生
        U2,乙局,县,行政,全额,社会民生
        U3,丙局,市,行政,全额,社会民生
        """
    ]

    private func unit(_ rows: [String]) throws -> MeasuredUnit {
        let people = staff(columns, alike: 40 - rows.count, ",,,", rows)
        return try MeasuredUnit(people + units)
    }

    @Test("mixed posts, working elsewhere, long loans, encroachment: each person once")
    func rules() throws {
        #expect(try unit([]).scored("A23") == LeafScore(raw: 100, points: 100))
        // An administrative post in an institution: R03.
        #expect(isClose(try unit(["X1,U1,行政,,,,"]).scored("A23").raw, 97.5))
        // Elsewhere without a document, and mixed there: R04 and R03 together.
        #expect(isClose(try unit(["X1,U1,全额,U2,,,"]).scored("A23").raw, 97.5))
        // On loan to a higher level, with a document, for long: R22 and R05.
        let lent = "X1,U1,全额,U3,文1,借出,2025-01-01"
        #expect(isClose(try unit([lent]).scored("A23").raw, 97.5))
        let three = try unit([lent, "X2,U1,行政,,,,", "X3,U1,全额,,,离岗,2025-06-01"])
        #expect(isClose(try three.scored("A23").raw, 92.5))
        #expect(isClose(try three.scored("A23").points, 30))
    }

    @Test("a short loan with a document, and somebody who has left, are no matter")
    func innocent() throws {
        let loan = "X1,U1,全额,U2,文1,借出,2025-09-01"
        #expect(try unit([loan, "X2,U1,全额,U2,,退休,2025-12-20"]).scored("A23").raw == 100)
    }

    @Test("pay after leaving touches the person: R06")
    func pay() throws {
        let people = staff(
            "status,status_since", alike: 50, ",", ["X1,U1,全额,退休,2025-03-31"])
        let unit = try MeasuredUnit(people + payroll(["X1,U1,财政,2025-12-31"]))
        #expect(isClose(try unit.scored("A23").raw, 98))
        #expect(isClose(try unit.scored("A23").points, 80))
    }

    @Test("without the staff form it is missing")
    func missing() throws {
        #expect(try MeasuredUnit([:]).scored("A23").points == nil)
    }
}

@Suite("C11: level of education")
struct EducationTests {
    @Test(
        "share of 本科 and above among those whose education is given",
        arguments: [
            (["本科", "硕士", "博士", "大专"], 75.0, 80.0), (["本科", "中专", "高中", "其他"], 25, 0),
            (["本科", "", "", "大专"], 50, 40), (["本科", "本科", ""], 100, 100),
        ])
    func share(education: [String], raw: Double, points: Double) throws {
        let rows = education.enumerated().map { "X\($0),U1,全额,\($1)," }
        let others = ["Y1,U1,编外,大专,", "Y2,U1,全额,大专,退休"]
        let unit = try MeasuredUnit(staff("education,status", alike: 0, "", rows + others))
        #expect(try unit.scored("C11") == LeafScore(raw: raw, points: points))
    }

    @Test("nobody's education given, or no column of it: missing")
    func missing() throws {
        #expect(try MeasuredUnit(staff("education", alike: 3)).scored("C11").points == nil)
        #expect(try MeasuredUnit(staff("", alike: 3)).scored("C11").points == nil)
        #expect(try MeasuredUnit([:]).scored("C11").points == nil)
        let reason = try MeasuredUnit(staff("", alike: 3)).measurement("C11").missingReason?.zh
        #expect(reason == "《人员信息表》没有“学历”一列")
    }
}

@Suite("C12: balance of ages")
struct AgeBalanceTests {
    private func leaf(_ births: [Int?], asOf year: Int = 2025) throws -> LeafScore {
        let rows = births.enumerated().map { "X\($0),U1,全额,\($1.map { "\($0)" } ?? "")" }
        let unit = try MeasuredUnit(
            staff("birth_year", alike: 0, "", rows), asOf: .init(lastOf: year), year: year)
        return try unit.scored("C12")
    }

    @Test("two in each of four classes is 1; the borders are 35, 45 and 54")
    func even() throws {
        // At the end of 2025: 35 and 30, 36 and 45, 46 and 54, 55 and 60.
        let leaf = try leaf([1990, 1995, 1989, 1980, 1979, 1971, 1970, 1965])
        #expect(isClose(leaf.raw, 1))
        #expect(leaf.points == 100)
    }

    @Test("half in one class, a quarter in two: 1.5 ln 2 ÷ ln 4 = 0.75")
    func uneven() throws {
        let leaf = try leaf([1995, 1995, 1995, 1995, 1985, 1985, 1975, 1975])
        #expect(isClose(leaf.raw, 0.75))
        #expect(isClose(leaf.points, 60 + 20 * 0.1 / 0.15))
    }

    @Test("all of one class is 0; a year later they are older")
    func single() throws {
        let births = [1990, 1990, 1990, 1990, 1989, 1989, 1989, 1989]
        #expect(try leaf(births, asOf: 2024) == LeafScore(raw: 0, points: 0))
        #expect(isClose(try leaf(births).raw, 0.5))
    }

    @Test("fewer than eight with a birth year: missing")
    func few() throws {
        let seven: [Int?] = [1990, 1995, 1989, 1980, 1979, 1971, 1970]
        #expect(try leaf(seven).points == nil)
        #expect(try leaf(seven + [nil]).points == nil)
        #expect(try leaf(seven + [1965]).points != nil)
        let outside = seven.enumerated().map { "X\($0),U1,全额,\($1 ?? 0)" } + ["Y1,U1,编外,1960"]
        let unit = try MeasuredUnit(staff("birth_year", alike: 0, "", outside))
        #expect(try unit.scored("C12").points == nil)
        #expect(try MeasuredUnit(staff("", alike: 9)).scored("C12").points == nil)
    }
}

@Suite("C13: structure of posts")
struct PostStructureTests {
    private func unit(_ structure: String, _ managers: Int, _ experts: Int, _ support: Int) throws
        -> MeasuredUnit
    {
        let classes = [("管理", managers), ("专技", experts), ("工勤", support)]
        let rows = classes.flatMap { name, count in
            (0..<count).map { "\(name)\($0),U1,全额,\(name)" }
        }
        return try MeasuredUnit(
            staff("post_class", alike: 0, "", rows + ["Y1,U1,编外,工勤", "Y2,U1,全额,"]) + [
                "forms/units.csv": """
                unit_id,name,level,category,funding,class,post_structure
                U1,甲中心,市,公益一类,全额,社会民生,\(structure)
                """
            ])
    }

    @Test(
        "the share that the structure asks for, less 5 per point of manual posts over the cap",
        arguments: [
            ("管理型", 10, 6, 4, 50.0, 100.0), ("管理型", 8, 8, 4, 40, 80), ("管理型", 9, 6, 5, 45, 65),
            ("管理型", 2, 8, 10, 10, 0), ("专技型", 4, 14, 2, 70, 100), ("专技型", 6, 7, 7, 35, 0),
            ("专技型", 3, 14, 3, 70, 75), ("专技型", 0, 20, 0, 100, 100), ("技能型", 4, 4, 12, 60, 100),
            ("技能型", 7, 7, 6, 30, 50),
        ])
    func shares(
        structure: String, managers: Int, experts: Int, support: Int, raw: Double, points: Double
    ) throws {
        let leaf = try unit(structure, managers, experts, support).scored("C13")
        #expect(isClose(leaf.raw, raw))
        #expect(isClose(leaf.points, points))
    }

    @Test("a unit whose structure isn't said, or whose posts have no class, is not rated")
    func missing() throws {
        let unit = try unit("", 3, 3, 3)
        let measurement = try unit.measurement("C13")
        #expect(measurement.value == nil)
        #expect(measurement.missingReason != nil)
        #expect(try MeasuredUnit(staff("post_class", alike: 3)).scored("C13").points == nil)
        #expect(try MeasuredUnit(staff("", alike: 3)).scored("C13").points == nil)
    }
}

@Suite("C21: training met")
struct TrainingTests {
    @Test("ninety hours or twelve days, of everybody in 在编")
    func share() throws {
        let rows = [
            "X1,U1,全额,90,,", "X2,U1,全额,89.5,12,", "X3,U1,全额,,11.5,", "X4,U1,全额,,,",
            "Y1,U1,编外,100,20,", "Y2,U1,全额,100,20,离职",
        ]
        let unit = try MeasuredUnit(
            staff("training_hours,training_days,status", alike: 0, "", rows))
        #expect(try unit.scored("C21") == LeafScore(raw: 50, points: 0))
    }

    @Test("one of the two columns is enough; neither, or both empty, is missing")
    func columns() throws {
        let hours = staff("training_hours", alike: 3, "100", ["X1,U1,全额,10"])
        #expect(try MeasuredUnit(hours).scored("C21") == LeafScore(raw: 75, points: 60))
        #expect(try MeasuredUnit(staff("", alike: 3)).scored("C21").points == nil)
        let blank = staff("training_hours,training_days", alike: 3, ",")
        #expect(try MeasuredUnit(blank).scored("C21").points == nil)
    }
}

@Suite("C22: fit of people and posts")
struct PostFitTests {
    @Test("share of yes among those with an answer")
    func share() throws {
        let rows = ["X1,U1,全额,否", "X2,U1,全额,", "X3,U1,全额,", "X4,U1,编外,否"]
        let unit = try MeasuredUnit(staff("post_fit", alike: 3, "是", rows))
        let leaf = try unit.scored("C22")
        #expect(leaf.raw == 75)
        #expect(isClose(leaf.points, 60 + 20 * 5.0 / 15))
    }

    @Test("all no is 0; no answer at all is missing")
    func edges() throws {
        #expect(
            try MeasuredUnit(staff("post_fit", alike: 3, "否")).scored("C22")
                == LeafScore(raw: 0, points: 0))
        #expect(try MeasuredUnit(staff("post_fit", alike: 3)).scored("C22").points == nil)
        #expect(try MeasuredUnit(staff("", alike: 3)).scored("C22").points == nil)
    }
}
