import Calendars
import Testing

@testable import Scoring

/// The results form with one row of the unit.
private func results(_ cells: KeyValuePairs<String, String>) -> [String: String] {
    let header = (["unit_id"] + cells.map(\.key)).joined(separator: ",")
    return form("results", header, [(["U1"] + cells.map(\.value)).joined(separator: ",")])
}

@Suite("B12: completion of key tasks")
struct TaskCompletionTests {
    private let header = "unit_id,task_id,weight,target,achieved,better"

    @Test("weighted, each at most 100 %, target over achieved where less is better")
    func weighted() throws {
        let rows = ["U1,T1,2,100,90,高", "U1,T2,,50,80,", "U1,T3,1,5,6.25,低", "U1,T4,0,100,0,高"]
        // (2·0.9 + 1·1 + 1·0.8) ÷ 4 = 0.9.
        let leaf = try MeasuredUnit(form("tasks", header, rows)).scored("B12")
        #expect(isClose(leaf.raw, 90))
        #expect(isClose(leaf.points, 80))
    }

    @Test("a target of 0 is met; none achieved where less is better is met too")
    func zeros() throws {
        let rows = ["U1,T1,1,0,0,高", "U1,T2,1,3,0,低", "U1,T3,1,0,0,低", "U1,T4,1,4,0,高"]
        #expect(isClose(try MeasuredUnit(form("tasks", header, rows)).scored("B12").raw, 75))
        // Less was to be 0 and was not.
        let missed = form("tasks", header, ["U1,T1,1,0,2,低"])
        #expect(try MeasuredUnit(missed).scored("B12") == LeafScore(raw: 0, points: 0))
    }

    @Test("without tasks or with weights of 0: missing")
    func missing() throws {
        #expect(try MeasuredUnit([:]).scored("B12").points == nil)
        #expect(try MeasuredUnit(form("tasks", header, [])).scored("B12").points == nil)
        let weightless = form("tasks", header, ["U1,T1,0,1,1,"])
        #expect(try MeasuredUnit(weightless).scored("B12").points == nil)
    }
}

@Suite("B13: tasks done on time")
struct TaskPunctualityTests {
    private func unit(_ rows: [String], asOf: Day = Day(lastOf: 2025)) throws -> MeasuredUnit {
        let tasks = rows.enumerated().map { "U1,T\($0),1,1,\($1)" }
        return try MeasuredUnit(
            form("tasks", "unit_id,task_id,target,achieved,due,done", tasks), asOf: asOf)
    }

    @Test("on the day is on time, the day after is late, undone is late")
    func days() throws {
        let rows = [
            "2025-06-30,2025-06-30", "2025-06-30,2025-07-01", "2025-06-30,",
            "2025-06-30,2025-01-02",
        ]
        #expect(try unit(rows).scored("B13") == LeafScore(raw: 50, points: 0))
    }

    @Test("due on the as-of date: it counts, done or not; due after it: not yet")
    func border() throws {
        #expect(try unit(["2025-12-31,2025-12-31"]).scored("B13").raw == 100)
        #expect(try unit(["2025-12-31,"]).scored("B13").raw == 0)
        #expect(try unit(["2026-01-01,", "2025-03-01,2025-03-01"]).scored("B13").raw == 100)
        #expect(try unit(["2026-01-01,2025-11-01"]).scored("B13").points == nil)
        #expect(try unit(["2025-12-30,2026-01-02"]).scored("B13").raw == 0)
        let midyear = try unit(["2025-06-30,", "2025-07-01,"], asOf: Day(lastOf: 2024))
        #expect(try midyear.scored("B13").points == nil)
    }

    @Test("without due days, or without the column that says when they were done: missing")
    func missing() throws {
        #expect(try unit([",2025-06-30", ","]).scored("B13").points == nil)
        #expect(try MeasuredUnit([:]).scored("B13").points == nil)
        for header in ["due", "done"] {
            let tasks = form(
                "tasks", "unit_id,task_id,target,achieved,\(header)", ["U1,T,1,1,2025-06-30"])
            #expect(try MeasuredUnit(tasks).scored("B13").points == nil, "\(header)")
        }
    }
}

@Suite("B21: quality of work")
struct QualityTests {
    private func unit(_ accepted: String, _ bad: [String], audit: String) throws -> MeasuredUnit {
        try MeasuredUnit(
            results([
                "accepted": accepted, "returned": bad[0], "corrected": bad[1],
                "lost_cases": bad[2], "audit_findings": audit,
            ]))
    }

    @Test("1 − (returned + corrected + lost) ÷ accepted, less 2 per audit finding")
    func share() throws {
        let leaf = try unit("1000", ["20", "8", "2"], audit: "3").scored("B21")
        #expect(isClose(leaf.raw, 97))
        #expect(isClose(leaf.points, 74))
        #expect(leaf.deducted == 6)
    }

    @Test(
        "points on and between the anchors, floor 0",
        arguments: [
            (0, 0, 100.0), (10, 0, 100), (20, 0, 90), (50, 0, 70), (70, 0, 60), (110, 0, 30),
            (150, 0, 0), (1000, 0, 0), (0, 49, 2), (0, 60, 0),
        ])
    func anchors(bad: Int, audit: Int, points: Double) throws {
        let leaf = try unit("1000", ["\(bad)", "0", "0"], audit: "\(audit)").scored("B21")
        #expect(isClose(leaf.points, points))
    }

    @Test("nothing accepted, or any part not given: missing")
    func missing() throws {
        #expect(try unit("0", ["0", "0", "0"], audit: "0").scored("B21").points == nil)
        #expect(try unit("", ["1", "1", "1"], audit: "0").scored("B21").points == nil)
        #expect(try unit("100", ["1", "", "1"], audit: "0").scored("B21").points == nil)
        let unaudited = try unit("100", ["1", "0", "0"], audit: "")
        #expect(try unaudited.scored("B21").points == nil)
        #expect(try unaudited.measurement("B21").missingReason != nil)
        #expect(try MeasuredUnit([:]).scored("B21").points == nil)
        let narrow = results(["accepted": "100", "returned": "1", "audit_findings": "0"])
        #expect(try MeasuredUnit(narrow).scored("B21").points == nil)
    }
}

@Suite("B22: service matters closed on time")
struct ServicePunctualityTests {
    @Test(
        "four points per point below 90 %",
        arguments: [(100, 100.0), (90, 100), (89, 96), (80, 60), (65, 0), (0, 0)])
    func slope(closed: Int, points: Double) throws {
        let unit = try MeasuredUnit(results(["accepted": "100", "closed_on_time": "\(closed)"]))
        #expect(isClose(try unit.scored("B22").raw, Double(closed)))
        #expect(isClose(try unit.scored("B22").points, points))
    }

    @Test("nothing accepted, or not given: missing")
    func missing() throws {
        for (accepted, closed) in [("0", "0"), ("", ""), ("10", ""), ("", "")] {
            let unit = try MeasuredUnit(results(["accepted": accepted, "closed_on_time": closed]))
            #expect(try unit.scored("B22").points == nil)
        }
        #expect(try MeasuredUnit(results(["accepted": "10"])).scored("B22").points == nil)
    }
}

@Suite("B31: budget execution")
struct BudgetTests {
    @Test(
        "100 up to 100 % exactly, 60 above it",
        arguments: [
            ("50", 0.0), ("60", 0), ("70", 30), ("80", 60), ("85", 70), ("90", 80), ("92.5", 90),
            ("95", 100), ("100", 100), ("100.000001", 60), ("106", 60), ("200", 60),
        ])
    func jump(spent: String, points: Double) throws {
        let unit = try MeasuredUnit(results(["budget": "100", "spent": spent]))
        #expect(isClose(try unit.scored("B31").points, points))
    }

    @Test("a sum that is only binary dust above 100 % is 100 %")
    func dust() throws {
        let unit = try MeasuredUnit(results(["budget": "0.3", "spent": "0.3"]))
        #expect(try unit.scored("B31") == LeafScore(raw: 100, points: 100))
        let odd = try MeasuredUnit(results(["budget": "1234.57", "spent": "1234.57"]))
        #expect(try odd.scored("B31").points == 100)
    }

    @Test("no budget, or nothing said of what was spent: missing")
    func missing() throws {
        for (budget, spent) in [("0", "0"), ("0", "5"), ("", "5"), ("5", "")] {
            let unit = try MeasuredUnit(results(["budget": budget, "spent": spent]))
            #expect(try unit.scored("B31").points == nil)
        }
        #expect(try MeasuredUnit(results(["budget": "5", "spent": "0"])).scored("B31").points == 0)
    }
}

@Suite("B32: change of the three public expenses")
struct PublicExpensesTests {
    @Test(
        "ten points per percentage point of increase",
        arguments: [
            ("0", 100.0), ("99", 100), ("100", 100), ("101", 90), ("104.5", 55), ("110", 0),
            ("200", 0),
        ])
    func slope(now: String, points: Double) throws {
        let unit = try MeasuredUnit(results(["three_public": now, "three_public_prev": "100"]))
        #expect(isClose(try unit.scored("B32").points, points))
    }

    @Test("nothing the year before, or a year not given: missing")
    func missing() throws {
        for (now, before) in [("5", "0"), ("0", "0"), ("", "5"), ("5", "")] {
            let unit = try MeasuredUnit(
                results(["three_public": now, "three_public_prev": before]))
            #expect(try unit.scored("B32").points == nil)
        }
    }
}

@Suite("D21: satisfaction with the handling of complaints")
struct ComplaintTests {
    @Test(
        "points on and between the anchors",
        arguments: [
            (0, 0.0), (160, 0), (170, 30), (180, 60), (185, 70), (190, 80), (193, 90), (196, 100),
            (200, 100),
        ])
    func anchors(satisfied: Int, points: Double) throws {
        let unit = try MeasuredUnit(
            results(["complaints": "200", "complaints_satisfied": "\(satisfied)"]))
        #expect(isClose(try unit.scored("D21").raw, Double(satisfied) / 2))
        #expect(isClose(try unit.scored("D21").points, points))
    }

    @Test("no complaint, or not given: missing")
    func missing() throws {
        for (all, satisfied) in [("0", "0"), ("", ""), ("5", "")] {
            let unit = try MeasuredUnit(
                results(["complaints": all, "complaints_satisfied": satisfied]))
            #expect(try unit.scored("D21").points == nil)
        }
    }
}

@Suite("D22: reports and rectification")
struct RectificationTests {
    private let header = "problem_id,unit_id,found_on,source,rule,severity,state,due,closed_on"

    private func ledger(_ rows: String...) -> [String: String] {
        form("problems", header, rows.enumerated().map { "Q\($0),U1,2025-01-01,审计,R24,轻,\($1)" })
    }

    private func upheld(_ count: String) -> [String: String] {
        results(["reports_upheld": count, "issues_due": "10", "issues_closed": "9"])
    }

    @Test("of the problems due, those closed on time, less 10 per upheld report")
    func fromLedger() throws {
        let ledger = ledger(
            "销号,2025-06-30,2025-06-30", "销号,2025-06-30,2025-07-01", "整改中,2025-12-31,",
            "销号,2025-12-31,2025-12-31", "整改中,2026-01-01,", "整改中,,", "备案,2025-03-31,",
            "销号,2025-05-31,2025-03-01", "销号,2025-05-31,2025-05-01")
        // Six were due: four in time, one late, one open on the day.
        let unit = try MeasuredUnit(ledger + upheld("0"))
        #expect(isClose(try unit.scored("D22").raw, 200.0 / 3))
        #expect(isClose(try unit.scored("D22").points, 60 * (200.0 / 3 - 60) / 25))
        #expect(try MeasuredUnit(ledger + upheld("2")).scored("D22").points == 0)
    }

    @Test("the ledger goes before the results form; nothing due is 100")
    func precedence() throws {
        let none = try MeasuredUnit(ledger() + upheld("1")).scored("D22")
        #expect(none == LeafScore(raw: 100, points: 90, deducted: 10))
        let reported = try MeasuredUnit(upheld("0")).scored("D22")
        #expect(isClose(reported.raw, 90))
        #expect(isClose(reported.points, 70))
        let nothing = results(["reports_upheld": "0", "issues_due": "0", "issues_closed": "0"])
        #expect(try MeasuredUnit(nothing).scored("D22").points == 100)
    }

    @Test("upheld reports not given, or no source of problems: missing")
    func missing() throws {
        #expect(try MeasuredUnit(ledger()).scored("D22").points == nil)
        #expect(try MeasuredUnit(ledger() + upheld("")).scored("D22").points == nil)
        #expect(try MeasuredUnit([:]).scored("D22").points == nil)
        let half = results(["reports_upheld": "0", "issues_due": "3"])
        #expect(try MeasuredUnit(half).scored("D22").points == nil)
        let blank = results(["reports_upheld": "0", "issues_due": "3", "issues_closed": ""])
        #expect(try MeasuredUnit(blank).scored("D22").points == nil)
    }

    @Test("a ledger without days tells nothing of terms")
    func undated() throws {
        let bare = form(
            "problems", "problem_id,unit_id,found_on,source,rule,severity,state",
            ["Q1,U1,2025-01-01,审计,R24,轻,整改中"])
        #expect(try MeasuredUnit(bare + upheld("0")).scored("D22").points == nil)
    }
}
