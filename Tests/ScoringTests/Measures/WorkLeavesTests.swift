import Testing

@testable import Scoring

/// A year of one person: 248 days of 8 hours.
private let personYear = 1984.0

@Suite("A31: workload saturation")
struct SaturationLeafTests {
    /// Two people on the establishment, one of them for half a year, and one 编外: 2.5 person-years.
    private let people = staff("months", alike: 1, "12", ["X1,U1,全额,6", "X2,U1,编外,"])

    private func work(_ hours: Double) -> [String: String] {
        form("worklog", "unit_id,item_id,item,frequency,hours,people", ["U1,W1,甲,\(hours / 2),1,2"])
    }

    @Test(
        "points on and between the anchors",
        arguments: [
            (0.4, 0.0), (0.5, 0), (0.6, 30), (0.7, 60), (0.75, 70), (0.8, 80), (0.9, 100), (1, 100),
            (1.1, 100), (1.15, 95), (1.2, 90), (1.35, 75), (1.5, 60), (3, 60),
        ])
    func anchors(saturation: Double, points: Double) throws {
        let leaf = try MeasuredUnit(people + work(saturation * 2.5 * personYear)).scored("A31")
        #expect(isClose(leaf.raw, saturation))
        #expect(isClose(leaf.points, points))
    }

    @Test("who is lent out, off the post or on long leave doesn't count; a guest does")
    func presence() throws {
        let rows = [
            "X1,U1,全额,U2,借出,2025-11-01,", "X2,U1,全额,,离岗,2025-11-01,",
            "X3,U1,全额,,病休,2025-10-01,", "X4,U1,全额,,病休,2025-12-01,",
            "X5,U1,全额,,事假,2025-11-03,", "X6,U1,全额,,事假,2025-12-15,",
            "X7,U1,全额,,退休,2025-05-31,", "X8,U2,全额,U1,借出,2025-03-01,文1",
        ]
        let units = """
            unit_id,name,level,category,funding,class
            U1,甲中心,市,公益一类,全额,社会民生
            U2,乙中心,市,公益一类,全额,社会民生
            """
        let staff = staff(
            "working_unit_id,status,status_since,loan_document", alike: 1, ",,,", rows)
        let unit = try MeasuredUnit(
            staff + work(4 * personYear) + ["forms/units.csv": units])
        // At work: P0, X4 and X6, whose leave is short, and the guest X8.
        #expect(isClose(try unit.scored("A31").raw, 1))
    }

    @Test("hours that the field refutes are scaled before they are divided")
    func verified() throws {
        let checks = form(
            "spotchecks", "unit_id,item_id,observed_hours", ["U1,W1,0.7", "U1,W1,0.7"])
        let unit = try MeasuredUnit(people + work(2.5 * personYear) + checks)
        #expect(isClose(try unit.scored("A31").raw, 0.7))
        let near = form("spotchecks", "unit_id,item_id,observed_hours", ["U1,W1,0.9"])
        #expect(
            isClose(try MeasuredUnit(people + work(2.5 * personYear) + near).scored("A31").raw, 1))
    }

    @Test("difficulty counts for the need of posts only")
    func difficulty() throws {
        let hard = form(
            "worklog", "unit_id,item_id,item,frequency,hours,difficulty",
            ["U1,W1,甲,\(2.5 * personYear),1,1.5"])
        #expect(isClose(try MeasuredUnit(people + hard).scored("A31").raw, 1))
    }

    @Test("without work items, or without people, it is missing")
    func missing() throws {
        #expect(try MeasuredUnit(people).scored("A31").points == nil)
        #expect(try MeasuredUnit(work(1000)).scored("A31").points == nil)
        let away = staff("status", alike: 2, "离岗")
        #expect(try MeasuredUnit(away + work(1000)).scored("A31").points == nil)
    }
}

@Suite("A32: balance of load between inner bodies")
struct BalanceLeafTests {
    private let bodies = form(
        "establishment", "unit_id,body_id,quota_type,approved",
        ["U1,B1,全额,5", "U1,B2,全额,5", "U1,B3,全额,1"])

    private func work(_ hours: [String: Double]) -> [String: String] {
        form(
            "worklog", "unit_id,item_id,item,frequency,hours,body_id",
            hours.sorted { $0.key < $1.key }.map { "U1,W\($0),甲,\($1),1,\($0)" })
    }

    @Test("one at 0.8 and one at 1.2: mean 1, deviation 0.2")
    func two() throws {
        let people = staff("body_id", alike: 0, "", ["X1,U1,全额,B1", "X2,U1,全额,B2"])
        let hours = ["B1": 0.8 * personYear, "B2": 1.2 * personYear]
        let leaf = try MeasuredUnit(bodies + people + work(hours)).scored("A32")
        #expect(isClose(leaf.raw, 0.2))
        #expect(isClose(leaf.points, 80))
    }

    @Test("weighted by staff: three at 0.9 and one at 1.3")
    func weighted() throws {
        let people = staff(
            "body_id", alike: 3, "B1", ["X1,U1,编外,B2"])
        let hours = ["B1": 2.7 * personYear, "B2": 1.3 * personYear]
        // Mean 1; variance (3·0.01 + 0.09) ÷ 4 = 0.03.
        let leaf = try MeasuredUnit(bodies + people + work(hours)).scored("A32")
        #expect(isClose(leaf.raw, 0.03.squareRoot()))
    }

    @Test("a staffed body without work counts as idle, a body without staff not at all")
    func idle() throws {
        let people = staff("body_id", alike: 0, "", ["X1,U1,全额,B1", "X2,U1,全额,B2"])
        let hours = ["B1": personYear, "B3": 500]
        let leaf = try MeasuredUnit(bodies + people + work(hours)).scored("A32")
        #expect(leaf == LeafScore(raw: 1, points: 0))
    }

    @Test("fewer than two staffed bodies, or none known: missing")
    func missing() throws {
        let one = staff("body_id", alike: 2, "B1")
        #expect(try MeasuredUnit(bodies + one + work(["B1": 100])).scored("A32").points == nil)
        let unknown = staff("", alike: 2)
        #expect(try MeasuredUnit(bodies + unknown + work(["B1": 100])).scored("A32").points == nil)
        #expect(try MeasuredUnit(bodies + one).scored("A32").points == nil)
    }
}

@Suite("A33: share of hours on core duties")
struct CoreShareTests {
    private func unit(_ duties: [String], _ items: [String]) throws -> MeasuredUnit {
        try MeasuredUnit(
            form("duties", "unit_id,duty_id,name,kind,core", duties)
                + form("worklog", "unit_id,item_id,item,frequency,hours,duty_id", items))
    }

    @Test("core hours over all hours, those of no duty included")
    func share() throws {
        let unit = try unit(
            ["U1,D1,甲,法定,是", "U1,D2,乙,法定,否", "U1,D3,丙,法定,"],
            ["U1,W1,a,70,1,D1", "U1,W2,b,10,1,D2", "U1,W3,c,10,1,D3", "U1,W4,d,10,1,"])
        let leaf = try unit.scored("A33")
        #expect(isClose(leaf.raw, 70))
        #expect(isClose(leaf.points, 80))
    }

    @Test("all, none, and what isn't known")
    func edges() throws {
        let duties = ["U1,D1,甲,法定,是", "U1,D2,乙,法定,否"]
        #expect(try unit(duties, ["U1,W1,a,1,1,D1"]).scored("A33").points == 100)
        #expect(try unit(duties, ["U1,W1,a,1,1,D2"]).scored("A33").points == 0)
        #expect(try unit(["U1,D1,甲,法定,"], ["U1,W1,a,1,1,D1"]).scored("A33").points == nil)
        #expect(try unit(duties, ["U1,W1,a,1,1,"]).scored("A33").points == nil)
        #expect(try unit(duties, ["U1,W1,a,0,1,D1"]).scored("A33").points == nil)
        #expect(try MeasuredUnit([:]).scored("A33").points == nil)
    }
}

@Suite("B11: coverage of statutory duties")
struct StatutoryCoverageTests {
    private func duties(_ states: [String]) -> [String: String] {
        form(
            "duties", "unit_id,duty_id,name,kind,status",
            states.enumerated().map { "U1,D\($0 + 1),甲,\($1)" })
    }

    private func work(_ rows: String...) -> [String: String] {
        form("worklog", "unit_id,item_id,item,frequency,hours,duty_id", rows)
    }

    @Test("hours or a task perform a duty; cancelled, moved and other duties don't count")
    func share() throws {
        let unit = try MeasuredUnit(
            duties(["法定,在行", "法定,", "法定,新增", "法定,弱化", "法定,取消", "法定,划转", "重点,在行"])
                + work("U1,W1,a,10,1,D1", "U1,W2,b,0,1,D2", "U1,W3,c,10,1,D7")
                + form(
                    "tasks", "unit_id,task_id,target,achieved,duty_id",
                    ["U1,T1,1,0,D3", "U1,T2,1,1,"]))
        #expect(try unit.scored("B11") == LeafScore(raw: 50, points: 0))
        #expect(try unit.measurement("B11").working?.zh.hasSuffix("未履行：D2、D4") == true)
    }

    @Test(
        "points on and between the anchors",
        arguments: [(20, 100.0), (19, 80), (18, 70), (17, 60), (16, 48), (12, 0), (1, 0)])
    func anchors(performed: Int, points: Double) throws {
        let rows = (1...performed).map { "U1,W\($0),a,1,1,D\($0)" }
        let unit = try MeasuredUnit(
            duties([String](repeating: "法定,", count: 20))
                + form("worklog", "unit_id,item_id,item,frequency,hours,duty_id", rows))
        #expect(isClose(try unit.scored("B11").points, points))
    }

    @Test("without duties, or without anything that could perform them: missing")
    func missing() throws {
        #expect(try MeasuredUnit(work("U1,W1,a,1,1,")).scored("B11").points == nil)
        #expect(try MeasuredUnit(duties(["法定,"])).scored("B11").points == nil)
        let other = try MeasuredUnit(duties(["重点,", "法定,取消"]) + work("U1,W1,a,1,1,D1"))
        #expect(try other.scored("B11").points == nil)
        let mute = form("worklog", "unit_id,item_id,item,frequency,hours", ["U1,W1,a,1,1"])
        #expect(try MeasuredUnit(duties(["法定,"]) + mute).scored("B11").points == nil)
    }

    @Test("a unit that handed in neither hours nor tasks has not neglected its duties")
    func notHandedIn() throws {
        let units = """
            unit_id,name,level,category,funding,class
            U1,甲中心,市,公益一类,全额,社会民生
            U2,乙中心,市,公益一类,全额,社会民生
            """
        let elsewhere = form("worklog", "unit_id,item_id,item,frequency,hours", ["U2,W1,a,1,1"])
        let unit = try MeasuredUnit(duties(["法定,"]) + elsewhere + ["forms/units.csv": units])
        #expect(try unit.scored("B11").points == nil)
    }
}

@Suite("B23: change of the volume of work")
struct VolumeChangeTests {
    private let header =
        "unit_id,item_id,item,frequency,hours,people,frequency_prev1,frequency_prev2"

    @Test("this year over the mean of two years, at this year's hours and people")
    func change() throws {
        // 100·2·3 = 600 now; 110·6 = 660 and 140·6 = 840 before: mean 750.
        let leaf = try MeasuredUnit(form("worklog", header, ["U1,W1,a,100,2,3,110,140"]))
            .scored("B23")
        #expect(isClose(leaf.raw, -20))
        #expect(isClose(leaf.points, 80))
    }

    @Test(
        "points on and between the anchors",
        arguments: [
            (40.0, 0.0), (50, 0), (60, 30), (70, 60), (75, 70), (80, 80), (85, 90), (90, 100),
            (100, 100), (300, 100),
        ])
    func anchors(now: Double, points: Double) throws {
        let leaf = try MeasuredUnit(form("worklog", header, ["U1,W1,a,\(now),1,1,90,110"]))
            .scored("B23")
        #expect(isClose(leaf.points, points))
    }

    @Test("an item that doesn't say both years is left out; a new one says 0")
    func partial() throws {
        let rows = ["U1,W1,a,80,1,,100,100", "U1,W2,b,999,1,,,100", "U1,W3,c,999,1,,100,"]
        #expect(isClose(try MeasuredUnit(form("worklog", header, rows)).scored("B23").raw, -20))
        let added = rows + ["U1,W4,d,20,1,,0,0"]
        #expect(isClose(try MeasuredUnit(form("worklog", header, added)).scored("B23").raw, 0))
    }

    @Test("a log without the column of people counts one each")
    func people() throws {
        let bare = form(
            "worklog", "unit_id,item_id,item,frequency,hours,frequency_prev1,frequency_prev2",
            ["U1,W1,a,80,1,100,100"])
        #expect(isClose(try MeasuredUnit(bare).scored("B23").raw, -20))
    }

    @Test("one year alone, no year, or nothing before: missing")
    func missing() throws {
        let one = form(
            "worklog", "unit_id,item_id,item,frequency,hours,people,frequency_prev1",
            ["U1,W1,a,80,1,1,100"])
        #expect(try MeasuredUnit(one).scored("B23").points == nil)
        for row in ["U1,W1,a,80,1,1,,", "U1,W1,a,80,1,1,100,", "U1,W1,a,80,1,1,0,0"] {
            #expect(try MeasuredUnit(form("worklog", header, [row])).scored("B23").points == nil)
        }
        #expect(try MeasuredUnit([:]).scored("B23").points == nil)
    }
}
