import Calendars
import Testing

@testable import Scoring

private let ledgerHeader =
    "problem_id,unit_id,found_on,source,rule,severity,state,due,closed_on"

@Suite("A11: compliance with approved functions and structure")
struct StructureComplianceTests {
    private let unnumberedBody = form(
        "establishment", "unit_id,body_id,quota_type,approved,approval_no",
        ["U1,B1,全额,9,批1", "U1,B2,全额,1,"])

    @Test("a body without approval −30, an idle duty −15, a missing board −5")
    func foundNow() throws {
        let unit = try MeasuredUnit(
            [
                "forms/units.csv": """
                unit_id,name,level,category,funding,class,signboard_approved,signboard_actual
                U1,甲中心,市,公益一类,全额,社会民生,甲中心、乙站,甲中心
                """
            ] + unnumberedBody
                + form("duties", "unit_id,duty_id,name,kind", ["U1,D1,甲,法定", "U1,D2,乙,法定"])
                + form(
                    "worklog", "unit_id,item_id,item,frequency,hours,duty_id", ["U1,W1,a,1,1,D1"]))
        #expect(try unit.scored("A11") == LeafScore(raw: 50, points: 50))
        let told = try unit.measurement("A11").working?.zh
        #expect(told == "问题：R10（重）、R11（轻）、R13（中）")
    }

    @Test("a problem of the ledger closed by its deadline counts half, a late one whole")
    func ledger() throws {
        let unit = try MeasuredUnit(
            form(
                "problems", ledgerHeader,
                [
                    "Q1,U1,2025-01-01,审计,R10,重,销号,2025-06-30,2025-06-30",  // 15
                    "Q2,U1,2025-01-01,审计,R12,中,销号,2025-06-30,2025-07-01",  // 15
                    "Q3,U1,2025-01-01,审计,R11,轻,整改中,2026-06-30,",  // 5
                    "Q4,U1,2025-01-01,审计,R10,重,登记,2025-06-30,",  // not confirmed
                    "Q5,U1,2025-01-01,审计,R10,重,备案,,",  // exempt
                    "Q6,U1,2025-01-01,审计,R24,重,认定,,",  // another rule
                    "Q7,U1,2026-01-01,审计,R10,重,认定,,",  // after the as-of date
                ]))
        #expect(try unit.scored("A11") == LeafScore(raw: 65, points: 65))
    }

    @Test("points stop at 0; the raw value tells how far below it goes")
    func floor() throws {
        let rows = (1...4).map { "Q\($0),U1,2025-01-01,审计,R10,重,认定,," }
        let unit = try MeasuredUnit(form("problems", ledgerHeader, rows))
        #expect(try unit.scored("A11") == LeafScore(raw: -20, points: 0))
    }

    @Test("nothing found is 100, nothing looked at is missing")
    func nothing() throws {
        let clean = form(
            "establishment", "unit_id,body_id,quota_type,approved,approval_no", ["U1,B1,全额,9,批1"])
        #expect(try MeasuredUnit(clean).scored("A11").points == 100)
        #expect(try MeasuredUnit([:]).scored("A11").points == nil)
        #expect(try MeasuredUnit([:]).measurement("A11").missingReason != nil)
    }
}

@Suite("A12: timely update of the duty list")
struct DutyTimelinessTests {
    private func duties(_ rows: String...) -> [String: String] {
        form(
            "duties", "unit_id,duty_id,name,kind,triggered,applied",
            rows.enumerated().map { "U1,D\($0),甲,法定,\($1)" })
    }

    // 3 March 2025 is a Monday; the tenth working day after it is Monday the 17th.
    @Test("the tenth working day is in time, the eleventh is late")
    func term() throws {
        let unit = try MeasuredUnit(
            duties("2025-03-03,2025-03-17", "2025-03-03,2025-03-18", ",", "2025-03-03,2025-03-04"))
        let leaf = try unit.scored("A12")
        #expect(isClose(leaf.raw, 200.0 / 3))
        #expect(isClose(leaf.points, 60 * (200.0 / 3 - 50) / 25))
    }

    @Test("holidays and worked weekends move the term")
    func holidays() throws {
        // From 28 September 2025, a worked Sunday: 29, 30, then 9, 10, 11 (worked), 13…17 October.
        #expect(try MeasuredUnit(duties("2025-09-28,2025-10-17")).scored("A12").raw == 100)
        #expect(try MeasuredUnit(duties("2025-09-28,2025-10-20")).scored("A12").raw == 0)
    }

    @Test("not applied for: late once the term has passed, pending before")
    func pending() throws {
        // Ten working days after 16 December 2025 end on the 30th, after the 17th on the 31st.
        let unit = try MeasuredUnit(duties("2025-12-16,", "2025-12-17,", "2025-12-30,"))
        #expect(try unit.scored("A12").raw == 0)
        #expect(try unit.measurement("A12").evidence.first?.lines == [2])
        #expect(try MeasuredUnit(duties("2025-12-17,")).scored("A12").points == nil)
        #expect(
            try MeasuredUnit(duties("2025-12-17,"), asOf: day("2026-01-01")).scored("A12").raw == 0)
    }

    @Test("an application after the as-of date is none yet")
    func future() throws {
        #expect(try MeasuredUnit(duties("2025-03-03,2026-01-05")).scored("A12").raw == 0)
        #expect(try MeasuredUnit(duties("2026-01-02,2026-01-05")).scored("A12").raw == nil)
    }

    @Test("causes of other years are not this year's")
    func otherYears() throws {
        let unit = try MeasuredUnit(duties("2024-03-04,2024-12-02", "2025-03-03,2025-03-04"))
        #expect(try unit.scored("A12").raw == 100)
        #expect(try MeasuredUnit(duties("2024-03-04,")).scored("A12").points == nil)
    }

    @Test("without causes, dates, columns or the form it is missing")
    func missing() throws {
        #expect(try MeasuredUnit(duties(",")).scored("A12").points == nil)
        #expect(try MeasuredUnit([:]).scored("A12").points == nil)
        let undated = form("duties", "unit_id,duty_id,name,kind", ["U1,D1,甲,法定"])
        #expect(try MeasuredUnit(undated).scored("A12").points == nil)
        let unapplied = form(
            "duties", "unit_id,duty_id,name,kind,triggered", ["U1,D1,甲,法定,2025-03-03"])
        #expect(try MeasuredUnit(unapplied).scored("A12").points == nil)
        let reason = try MeasuredUnit(unapplied).measurement("A12").missingReason
        #expect(reason?.zh == "《职责任务清单表》没有“申请日”一列")
    }
}

@Suite("A21: quota use")
struct QuotaUseTests {
    private func unit(_ quotas: [String], _ people: [String: Int], others: [String] = []) throws
        -> LeafScore
    {
        var rows: [String] = []
        for (type, count) in people.sorted(by: { $0.key < $1.key }) {
            rows += (0..<count).map { "\(type)\($0),U1,\(type)," }
        }
        return try MeasuredUnit(
            form("establishment", "unit_id,body_id,quota_type,approved", quotas)
                + form("staff", "person_id,unit_id,quota_type,status", rows + others)
        ).scored("A21")
    }

    @Test(
        "points on and between the anchors",
        arguments: [
            (8, 0.0), (10, 0), (12, 30), (14, 60), (15, 70), (16, 80), (18, 100), (20, 100),
            (21, 50), (22, 0), (40, 0),
        ])
    func anchors(people: Int, points: Double) throws {
        let leaf = try unit(["U1,,全额,20"], ["全额": people])
        #expect(isClose(leaf.raw, Double(people) * 5))
        #expect(isClose(leaf.points, points))
    }

    @Test("the worst quota type counts")
    func worst() throws {
        let leaf = try unit(["U1,,全额,10", "U1,,工勤,4"], ["全额": 10, "工勤": 3])
        #expect(leaf == LeafScore(raw: 75, points: 70, decisive: "工勤"))
    }

    @Test("the lines of bodies are added up where no line is the unit's")
    func bodies() throws {
        #expect(try unit(["U1,B1,全额,6", "U1,B2,全额,4"], ["全额": 8]).raw == 80)
        #expect(try unit(["U1,,全额,16", "U1,B1,全额,6"], ["全额": 8]).raw == 50)
    }

    @Test("在编: not those who left nor the 编外, but those on loan")
    func established() throws {
        let others = ["X1,U1,全额,退休", "X2,U1,全额,死亡", "X3,U1,全额,离职", "X4,U1,编外,", "X5,U1,全额,借出"]
        #expect(try unit(["U1,,全额,10"], ["全额": 7], others: others).raw == 80)
    }

    @Test("people of a type with no approved post score 0; no post and nobody is nothing to rate")
    func noPosts() throws {
        let over = try unit(["U1,,全额,10", "U1,,工勤,0"], ["全额": 10, "工勤": 1])
        #expect(over == LeafScore(raw: 200, points: 0, decisive: "工勤"))
        #expect(try unit(["U1,,全额,10"], ["全额": 10, "工勤": 1]).points == 0)
        #expect(try unit(["U1,,全额,10", "U1,,工勤,0"], ["全额": 10]).points == 100)
        let none = try unit(["U1,,工勤,0"], [:], others: ["X1,U1,编外,"])
        #expect(none == LeafScore(raw: nil, points: nil))
    }

    @Test("a form that is absent, or has nothing of the unit, is not an empty unit")
    func missing() throws {
        let quotas = form("establishment", "unit_id,quota_type,approved", ["U1,全额,10"])
        #expect(try MeasuredUnit(quotas).scored("A21").points == nil)
        #expect(try MeasuredUnit(staff("", alike: 3)).scored("A21").points == nil)
        let units = """
            unit_id,name,level,category,funding,class
            U1,甲中心,市,公益一类,全额,社会民生
            U2,乙中心,市,公益一类,全额,社会民生
            """
        let elsewhere = form("staff", "person_id,unit_id,quota_type", ["P1,U2,全额"])
        let unit = try MeasuredUnit(quotas + elsewhere + ["forms/units.csv": units])
        #expect(try unit.scored("A21").points == nil)
        let noLine = form("establishment", "unit_id,quota_type,approved", ["U2,全额,10"])
        #expect(
            try MeasuredUnit(noLine + staff("", alike: 3) + ["forms/units.csv": units])
                .scored("A21").points == nil)
    }
}

@Suite("A22: compliance of leadership posts")
struct LeadershipTests {
    private let columns = "leader,job_level,above_level,above_level_document"

    private func unit(_ people: [String]) throws -> MeasuredUnit {
        try MeasuredUnit(
            form("leaders", "unit_id,job_level,approved", ["U1,正科,1", "U1,副科,2"])
                + staff(columns, alike: 5, ",,,", people))
    }

    @Test("−25 per leader over, −15 per rank above level without a document")
    func points() throws {
        let leaders = ["L1,U1,全额,是,正科,,", "L2,U1,全额,是,副科,,", "L3,U1,全额,是,副科级,,"]
        let over = ["L4,U1,全额,是,副科,,", "L5,U1,全额,是,正科,,", "X1,U1,全额,,科员,是,"]
        let documented = ["X2,U1,全额,,科员,是,文1", "X3,U1,编外,是,副科,是,", "X4,U1,全额,否,副科,,"]
        #expect(try unit(leaders).scored("A22") == LeafScore(raw: 0, points: 100))
        #expect(try unit(leaders + over).scored("A22") == LeafScore(raw: 3, points: 35))
        #expect(try unit(leaders + over + documented).scored("A22").points == 35)
    }

    @Test("a level without a line has no approved post; a vacancy costs nothing")
    func levels() throws {
        #expect(try unit([]).scored("A22") == LeafScore(raw: 0, points: 100))
        #expect(try unit(["L1,U1,全额,是,副处,,"]).scored("A22") == LeafScore(raw: 1, points: 75))
        let five = (1...6).map { "L\($0),U1,全额,是,正科,," }
        #expect(try unit(five).scored("A22") == LeafScore(raw: 5, points: 0))
    }

    @Test("without the form, its lines or a column it is missing")
    func missing() throws {
        let leaders = form("leaders", "unit_id,job_level,approved", ["U1,正科,1"])
        #expect(try MeasuredUnit(staff(columns, alike: 2, ",,,")).scored("A22").points == nil)
        #expect(try MeasuredUnit(leaders).scored("A22").points == nil)
        for absent in ["leader", "job_level", "above_level"] {
            let kept = columns.split(separator: ",").filter { $0 != absent }
            let blank = String(repeating: ",", count: kept.count - 1)
            let unit = try MeasuredUnit(
                leaders + staff(kept.joined(separator: ","), alike: 2, blank))
            #expect(try unit.scored("A22").points == nil, "\(absent)")
        }
    }

    @Test("without the column of documents, nobody above level is known to lack one")
    func documents() throws {
        let leaders = form("leaders", "unit_id,job_level,approved", ["U1,正科,1"])
        let plain = staff("leader,job_level,above_level", alike: 2, ",,")
        #expect(try MeasuredUnit(leaders + plain).scored("A22").points == 100)
        let above = staff("leader,job_level,above_level", alike: 2, ",,", ["X1,U1,全额,,,是"])
        #expect(try MeasuredUnit(leaders + above).scored("A22").points == nil)
    }
}

func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is a day") }
    return day
}
