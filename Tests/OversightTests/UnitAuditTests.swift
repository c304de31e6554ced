import Calendars
import Diagnostics
import Institutions
import Testing

@testable import Oversight

private func ledger(_ rows: String...) -> [String: String] {
    [
        "ledgers/problems.csv":
            ([
                "problem_id,unit_id,found_on,source,rule,severity,state,due,closed_on,description"
            ] + rows).joined(separator: "\n")
    ]
}

@Suite("The ledger of problems is read as it stands on the day")
struct LedgerTests {
    @Test("confirmed from 认定 on, open until its end, overdue after its deadline")
    func states() throws {
        let audited = try Audited(
            ledger(
                "Q1,U1,2025-03-01,审计,R10,重,登记,2025-06-01,,",
                "Q2,U1,2025-03-01,审计,R10,重,认定,2025-12-31,,",
                "Q3,U1,2025-03-01,审计,R10,重,挂号督办,2025-12-30,,",
                "Q4,U1,2025-03-01,审计,R10,重,销号,2025-06-01,2025-06-01,",
                "Q5,U1,2025-03-01,审计,R10,重,备案,,,", "Q6,U1,2026-01-05,审计,R10,重,认定,,,",
                "Q7,U1,2025-03-01,审计,R10,重,销号,2025-06-01,2026-01-10,"))
        let findings = audited.units[0].findings(under: ["R10"])
        #expect(
            findings.map { $0.entry?.problem.problemID } == ["Q1", "Q2", "Q3", "Q4", "Q5", "Q7"])
        #expect(findings.map(\.isConfirmed) == [false, true, true, true, true, true])
        #expect(findings.map(\.isOpen) == [true, true, true, false, false, true])
        #expect(findings.map(\.isOverdue) == [true, false, true, false, false, true])
        let major = audited.units[0].openMajor.map { $0.entry?.problem.problemID }
        #expect(major == ["Q2", "Q3", "Q7"])
    }

    @Test("an entry says its course, with its dates")
    func detail() throws {
        let audited = try Audited(
            ledger(
                "Q1,U1,2025-05-19,12310,R25,轻,销号,2025-09-30,2025-10-20,清单有误",
                "Q2,U1,2025-05-19,巡察,干部问题,中,整改中,2025-12-01,,"))
        #expect(
            audited.units[0].findings.filter { $0.entry != nil }.map(\.detail.zh) == [
                "台账 Q1（12310，2025-05-19 发现）：清单有误；状态“销号”，整改期限 2025-09-30，2025-10-20 销号，逾期 20 天。",
                "台账 Q2（巡察，2025-05-19 发现）；状态“整改中”，整改期限 2025-12-01，逾期 30 天。",
            ])
        #expect(audited.units[0].findings.map(\.title.zh) == ["问题整改逾期", "权责清单逾期未调整", "干部问题"])
    }

    @Test("R27: overdue problems together, major when the longest is more than ninety days late")
    func overdue() throws {
        func told(_ due: String) throws -> [String] {
            try Audited(ledger("Q1,U1,2025-01-01,审计,R10,轻,整改中,\(due),,")).told("R27")
        }
        #expect(try told("2025-12-31") == [])
        #expect(try told("2025-12-30") == ["中 整改期限已过、未销号 1 项，最长逾期 1 天：Q1 2025-12-30（第 2 行）。"])
        #expect(try told("2025-10-02").first?.hasPrefix("中") == true)
        #expect(try told("2025-10-01").first?.hasPrefix("重") == true)
    }

    @Test("deadlines kept among those that have come")
    func rectification() throws {
        let audited = try Audited(
            ledger(
                "Q1,U1,2025-01-01,审计,R24,轻,销号,2025-06-30,2025-06-30,",
                "Q2,U1,2025-01-01,审计,R24,轻,销号,2025-06-30,2025-07-01,",
                "Q3,U1,2025-01-01,审计,R24,轻,整改中,2025-12-31,,",
                "Q4,U1,2025-01-01,审计,R24,轻,整改中,2026-01-01,,",
                "Q5,U1,2025-01-01,审计,R24,轻,移送,2025-06-30,,",
                "Q6,U1,2025-01-01,审计,R24,轻,销号,,2025-06-30,",
                "Q7,U1,2025-01-01,审计,R24,轻,销号,2025-06-30,,"))
        #expect(audited.units[0].rectification.due == 4)
        #expect(audited.units[0].rectification.closedOnTime == 1)
    }
}

@Suite("What indicators read off the findings of a unit")
struct UnitAuditTests {
    private let forms = [
        "forms/establishment.csv": """
        unit_id,body_id,body_name,quota_type,approved,approval_no,body_level,body_level_approved
        U1,B1,联络部,行政,9,,副科,正股
        """
    ]

    @Test("weights: found now and late count whole, corrected in time the given part")
    func weights() throws {
        let audited = try Audited(
            forms
                + ledger(
                    "Q1,U1,2025-01-01,督查,R11,轻,销号,2025-06-30,2025-06-01,",
                    "Q2,U1,2025-01-01,督查,R11,轻,销号,2025-06-30,2025-07-01,",
                    "Q3,U1,2025-01-01,督查,R13,中,登记,,,", "Q4,U1,2025-01-01,督查,R13,中,备案,,,",
                    "Q5,U1,2025-01-01,督查,R13,中,交办,2026-06-30,,", "Q6,U1,2025-01-01,督查,R25,重,认定,,,"))
        let weights = audited.units[0].weights(
            under: ["R10", "R11", "R12", "R13"], correctedInTime: 0.5)
        #expect(weights.map(\.severity) == [.major, .medium, .minor])
        #expect(weights.map(\.weight) == [2, 1, 1.5])
    }

    @Test("a person touched by several rules counts once")
    func touched() throws {
        let audited = try Audited(
            staff(
                "status,working_unit_id,status_since", "P1,U2,全额,借出,U1,2025-01-01",
                "P2,U2,全额,离岗,,2025-01-01", "P3,U2,全额,,,", "P4,U2,全额,,,"))
        let rules = ["R03", "R04", "R05", "R06", "R22"]
        #expect(audited.units[1].touched(under: rules) == ["P1", "P2"])
        #expect(audited.units[1].cleanShare(under: rules) == 0.5)
        #expect(audited.units[0].cleanShare(under: rules) == nil)
    }

    @Test("a finding of now is open and unconfirmed and caps no grade")
    func foundNow() throws {
        let unit = try Audited(forms).units[0]
        #expect(unit.findings.map(\.rule) == ["R10", "R12"])
        #expect(unit.findings.allSatisfy { $0.isOpen && !$0.isConfirmed && !$0.isOverdue })
        #expect(unit.openMajor == [])
    }

    @Test("what couldn't be judged is known")
    func covers() throws {
        let unit = try Audited(forms + ledger("Q1,U1,2025-01-01,督查,R15,中,认定,,,")).units[0]
        #expect(unit.covers(["R10"]))
        #expect(unit.covers(["R15"]))
        #expect(!unit.covers(["R13", "R14"]))
    }

    @Test("evidence names file, lines and columns")
    func evidence() throws {
        let finding = try #require(Audited(forms).units[0].findings.first)
        #expect(finding.evidence.map(\.file) == ["forms/establishment.csv"])
        #expect(finding.evidence.first?.lines == [2])
        #expect(finding.evidence.first?.columns == ["approval_no"])
    }

    @Test("the minimal sample shows what its hand calculation says")
    func minimalSample() throws {
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read("Samples/minimal", into: &log))
        let rules = try Audited.bundledRules()
        let limits = rules.leaveLimits(calendar: WorkCalendar())
        let audits = forms.dossiers.map {
            rules.audit(AuditCase($0, asOf: Day(lastOf: 2025), limits: limits))
        }
        let second = try #require(audits.dropFirst().first)
        let structure = ["R10", "R11", "R12", "R13", "R14", "R15"]
        let weights = second.weights(under: structure, correctedInTime: 0.5)
        #expect(weights.map(\.weight) == [0, 1, 0.5])
        #expect(second.cleanShare(under: ["R17", "R18", "R24", "R28"]) == 0.95)
        #expect(second.cleanShare(under: ["R03", "R04", "R05", "R06", "R22"]) == 0.95)
        #expect(second.leadership.over == 0)
        #expect(second.leadership.undocumented == [])
        #expect(second.rectification.due == 5)
        #expect(second.rectification.closedOnTime == 4)
    }

    @Test(
        "neither the order of rows nor the names of units change what is found", arguments: 0..<20)
    func order(seed: Int) throws {
        let rows = [
            "P1,U1,全额,,,,", "P2,U1,行政,借出,U2,2025-01-01,", "P3,U1,行政,退休,,2025-01-01,",
            "P4,U1,行政,离岗,,2025-02-01,2001", "P5,U2,行政,,U1,,", "P6,U1,行政,,,,2012",
        ]
        let columns = "status,working_unit_id,status_since,birth_year"
        let turned = Array(rows[(seed % 6)...] + rows[..<(seed % 6)])
        let shuffled = seed < 6 ? turned : turned.reversed()
        func summary(_ rows: [String]) throws -> [[String]] {
            let text = (["person_id,unit_id,quota_type,\(columns)"] + rows).joined(separator: "\n")
            return try Audited(["forms/staff.csv": text]).units.map { unit in
                unit.findings.map {
                    "\($0.rule) \($0.severity) \($0.persons.sorted().joined(separator: " "))"
                }
            }
        }
        #expect(try summary(rows) == summary(shuffled))
        let renamed = rows.map { $0.replacing("U1", with: "V8").replacing("U2", with: "U9") }
        let units = Audited.twoUnits.replacing("U1", with: "V8").replacing("U2", with: "U9")
        let text = (["person_id,unit_id,quota_type,\(columns)"] + renamed).joined(separator: "\n")
        let other = try Audited(["forms/staff.csv": text], units: units)
        let same = try Audited([
            "forms/staff.csv": (["person_id,unit_id,quota_type,\(columns)"] + rows).joined(
                separator: "\n")
        ])
        #expect(
            other.units.map { $0.findings.map(\.detail) }
                == same.units.map { $0.findings.map(\.detail) })
    }
}

@Suite("Audit rules are data")
struct AuditRulesTests {
    private func read(_ text: String) -> (rules: AuditRules?, problems: [String]) {
        var log = DiagnosticLog()
        let rules = AuditRules.read(Array(text.utf8), file: "r.yaml", into: &log)
        return (rules, log.kept.map { "\($0.code.rawValue) \($0.place)" })
    }

    @Test("the bundled rules are the thirty of the catalogue, in order")
    func bundled() throws {
        let rules = try Audited.bundledRules().rules
        #expect(rules.map(\.id) == (1...30).map { $0 < 10 ? "R0\($0)" : "R\($0)" })
        #expect(rules.filter { !$0.isComputed }.map(\.id) == ["R02", "R23", "R26", "R29"])
    }

    @Test("a parameter in the file moves the limit")
    func parameter() throws {
        let text = """
            rules:
            - id: X1
              title: 长期借调
              severity: 轻
              basis: 本地规定
              detect: { long_absence: { days: 30, statuses: [离岗] } }
            """
        let rules = try #require(read(text).rules)
        let forms = try Audited.forms(
            staff("status,status_since", "P1,U1,行政,离岗,2025-11-30", "P2,U1,行政,借出,2025-01-01")
                + ["forms/units.csv": Audited.twoUnits])
        let dossier = try #require(forms.dossiers.first)
        let limits = rules.leaveLimits(calendar: WorkCalendar())
        let audit = rules.audit(AuditCase(dossier, asOf: Day(lastOf: 2025), limits: limits))
        #expect(audit.findings.map(\.rule) == ["X1"])
        #expect(audit.touched(under: ["X1"]) == ["P1"])
    }

    @Test(
        "what is wrong in a file of rules is reported at its place",
        arguments: [
            ("detect: long_absense", "not-in-list r.yaml:6:11"),
            ("detect: { long_absense: { days: 1 } }", "key-unknown r.yaml:6:27"),
            ("detect: { long_absence: { dayz: 1 } }", "key-unknown r.yaml:6:29"),
            ("detect: { long_absence: { days: 0 } }", "value-invalid r.yaml:6:35"),
            ("detect: { long_absence: { statuses: [休假] } }", "not-in-list r.yaml:6:40"),
            (
                "detect: { implausible_data: { retirement_ages: [70] } }",
                "value-invalid r.yaml:6:50"
            ),
            ("detect: { separation: {}, over_posts: {} }", "value-invalid r.yaml:6:11"),
            ("colour: red", "key-unknown r.yaml:6:3"),
        ])
    func problems(line: String, problem: String) {
        let text = """
            rules:
            - id: X1
              title: 甲
              severity: 轻
              basis: 乙
              \(line)
            """
        #expect(read(text).problems == [problem])
        #expect(read(text).rules == nil)
    }

    @Test("a rule given twice is refused at the second")
    func repeated() {
        let rule = "- { id: X1, title: 甲, severity: 轻, basis: 乙 }\n"
        #expect(read("rules:\n" + rule + rule).problems == ["duplicate-key r.yaml:3:3"])
    }
}
