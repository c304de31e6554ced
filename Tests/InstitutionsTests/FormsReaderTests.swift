import Diagnostics
import Testing

@testable import Institutions

@Suite("The forms of a folder are read and checked, each and against each other")
struct FormsReaderTests {
    @Test("the minimal sample reads without a word")
    func minimalSample() throws {
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read("Samples/minimal", into: &log))
        #expect(log.kept == [])
        #expect(forms.units.map(\.unitID) == ["U01", "U02", "U03"])
        let second = try #require(forms.dossiers.dropFirst().first)
        #expect(second.staff.count == 21)
        #expect(second.bodies.map(\.name) == ["综合股", "受理股", "审核股"])
        #expect(second.problems.count == 6)
        #expect(forms.dossiers.first?.guests.map(\.personID) == ["Pfa6260a4"])
        let staff = try #require(forms.summaries.first { $0.file == "forms/staff.csv" })
        #expect(staff.rows == 40)
        #expect(staff.sha256.count == 64)
    }

    @Test("an absent optional form is no problem, an absent units form is")
    func absentForms() throws {
        let reading = try Reading(withUnits: [:])
        #expect(reading.errors == [])
        #expect(reading.forms?.has("staff") == false)
        #expect(try Reading([:]).errors == ["file-missing forms/units.csv"])
        #expect(try Reading([:]).forms == nil)
    }

    @Test("blank cells take their defaults")
    func defaults() throws {
        let dossier = try #require(
            Reading(withUnits: [
                "forms/staff.csv": "人员编码,占编单位,编制类型,在岗状态,在岗月数\nP1,U1,行政,,",
                "forms/worklog.csv": "单位编码,事项编码,工作事项,年频次,单次耗时（小时/人）\nU1,W1,办文,10,2",
                "forms/tasks.csv": "单位编码,任务编码,目标值,完成值,权重,方向\nU1,T1,10,9,,",
            ]).forms?.dossiers.first)
        #expect(dossier.staff.first?.status == .atPost)
        #expect(dossier.staff.first?.months == 12)
        #expect(dossier.staff.first?.workplaceID == "U1")
        #expect(dossier.workItems.first?.people == 1)
        #expect(dossier.workItems.first?.difficulty == 1)
        #expect(dossier.tasks.first?.weight == 1)
        #expect(dossier.tasks.first?.better == .higher)
    }

    @Test("rows of one unit stand together in file order, wherever they stood")
    func grouping() throws {
        let forms = try #require(
            Reading(withUnits: [
                "forms/kpi.csv": "unit_id,code,value\nU2,A,1\nU1,B,2\nU2,C,3\nU1,A,4"
            ]).forms)
        #expect(forms.dossiers.map { $0.kpi.map(\.value) } == [[2, 4], [1, 3]])
    }

    @Test("a workbook that is none, or stands beside a CSV, is refused")
    func workbooks() throws {
        let instead = try Reading(withUnits: ["forms/staff.xlsx": "PK"])
        #expect(instead.errors == ["workbook-damaged forms/staff.xlsx"])
        let beside = try Reading(withUnits: [
            "forms/staff.xlsx": "PK", "forms/staff.csv": "人员编码,占编单位,编制类型",
        ])
        #expect(beside.errors == ["file-duplicate forms/staff.xlsx"])
    }

    @Test("a file that nobody reads is named with the one it may be")
    func unknownFiles() throws {
        let reading = try Reading(withUnits: [
            "forms/staf.csv": "", "forms/.DS_Store": "", "forms/~$staff.xlsx": "",
            "ledgers/notes.txt": "",
        ])
        #expect(
            reading.warnings == [
                "file-unknown forms/staf.csv", "file-unknown ledgers/notes.txt",
            ])
        #expect(reading.log.kept.first?.expected?.zh == "forms/staff.csv")
    }
}

@Suite("What contradicts itself in the forms is reported at its cell")
struct FormsContradictionTests {
    @Test(
        "a key given twice",
        arguments: [
            ("forms/units.csv", twoUnits + "\nU1,丙局,市,行政,全额,综合保障", "4:1"),
            (
                "forms/duties.csv", "unit_id,duty_id,name,kind\nU1,D1,a,法定\nU2,D1,b,法定\nU1,D1,c,重点",
                "4:2"
            ),
            ("forms/establishment.csv", "unit_id,quota_type,approved\nU1,行政,3\nU1,行政,4", "3:2"),
            (
                "forms/establishment.csv",
                "unit_id,body_id,quota_type,approved\nU1,,行政,3\nU1,B,行政,1\nU1,,行政,2", "4:3"
            ),
            ("forms/leaders.csv", "unit_id,job_level,approved\nU1,正科,1\nU1,正科,2", "3:2"),
            // One letter is written as one character, then as two: the same text.
            (
                "forms/kpi.csv", "unit_id,code,value\nU1,caf\u{E9},1\nU1,cafe\u{301},1", "3:2"
            ),
            ("forms/staff.csv", "person_id,unit_id,quota_type\nP1,U1,行政\nP1,U2,全额", "3:1"),
            (
                "forms/worklog.csv", "unit_id,item_id,item,frequency,hours\nU1,W,a,1,1\nU1,W,b,1,1",
                "3:2"
            ),
            ("forms/results.csv", "unit_id,accepted\nU1,1\nU1,1", "3:1"),
            ("forms/tasks.csv", "unit_id,task_id,target,achieved\nU1,T,1,1\nU1,T,1,1", "3:2"),
            ("forms/kpi.csv", "unit_id,code,value\nU1,A,1\nU1,A,1", "3:2"),
            ("forms/payroll.csv", "person_id,unit_id,source\nP1,U1,市\nP1,U1,县\nP1,U1,市", "4:3"),
            (
                "ledgers/problems.csv",
                problemHeader + "\nQ,U1,2025-01-01,审计,R1,轻,发现\nQ,U2,2025-01-01,审计,R1,轻,发现", "3:1"
            ),
        ])
    func duplicateKeys(file: String, text: String, place: String) throws {
        #expect(try Reading(withUnits: [file: text]).errors == ["duplicate-key \(file):\(place)"])
    }

    @Test("a name of nothing, with the nearest known one")
    func unknownReferences() throws {
        let reading = try Reading(withUnits: [
            "forms/establishment.csv":
                "unit_id,body_id,quota_type,approved\nU1,B1,行政,3\nU9,B1,行政,3",
            "forms/duties.csv": "unit_id,duty_id,name,kind,body_id\nU1,D01,a,法定,B1\nU1,D02,a,法定,B2",
            "forms/staff.csv": """
            person_id,unit_id,quota_type,working_unit_id,body_id
            P1,U1,行政,,B1
            P2,U1,行政,U7,
            P3,U2,全额,U1,B1
            P4,U2,全额,,B1
            """,
            "forms/worklog.csv": """
            unit_id,item_id,item,frequency,hours,duty_id
            U1,W1,a,1,1,D01
            U1,W2,a,1,1,D1
            U2,W1,a,1,1,D01
            """,
            "forms/spotchecks.csv": "unit_id,item_id,observed_hours\nU1,W1,1\nU2,W2,1",
        ])
        #expect(
            reading.errors == [
                "unknown-reference forms/duties.csv:3:5",
                "unknown-reference forms/establishment.csv:3:1",
                "unknown-reference forms/staff.csv:3:4",
                "unknown-reference forms/staff.csv:5:5",
                "unknown-reference forms/worklog.csv:3:6",
                "unknown-reference forms/worklog.csv:4:6",
                "unknown-reference forms/spotchecks.csv:3:2",
            ])
        #expect(reading.log.kept[4].remedy.en.contains("D01"))
    }

    @Test("references are checked only against a form that is there")
    func referencesToAbsentForms() throws {
        let reading = try Reading(withUnits: [
            "forms/worklog.csv":
                "unit_id,item_id,item,frequency,hours,duty_id,body_id\nU1,W1,a,1,1,D1,B1"
        ])
        #expect(reading.errors == [])
    }

    @Test("a row that is wrong elsewhere still names what others refer to")
    func noCascade() throws {
        let reading = try Reading([
            "forms/units.csv": "unit_id,name,level,category,funding,class\nU1,甲,镇,行政,全额,a",
            "forms/kpi.csv": "unit_id,code,value\nU1,A,1",
        ])
        #expect(reading.errors == ["not-in-list forms/units.csv:2:3"])
    }

    @Test(
        "a part above its whole",
        arguments: [
            ("accepted,closed_on_time", "10,11"), ("accepted,returned", "10,11"),
            ("accepted,corrected", "10,11"), ("accepted,lost_cases", "10,11"),
            ("complaints,complaints_satisfied", "0,1"), ("issues_due,issues_closed", "3,4"),
        ])
    func partExceedsWhole(columns: String, values: String) throws {
        let reading = try Reading(withUnits: [
            "forms/results.csv": "unit_id,\(columns)\nU1,\(values)"
        ])
        #expect(reading.errors == ["part-exceeds-whole forms/results.csv:2:3"])
    }

    @Test("bodies that have more posts than their unit")
    func bodiesExceedUnit() throws {
        let reading = try Reading(withUnits: [
            "forms/establishment.csv": """
            unit_id,body_id,quota_type,approved
            U1,B1,行政,3
            U1,,行政,4
            U1,B2,行政,2
            U1,,工勤,1
            U1,B1,工勤,1
            """
        ])
        #expect(reading.errors == ["part-exceeds-whole forms/establishment.csv:3:4"])
    }

    @Test("a period that ends before it begins")
    func datesReversed() throws {
        let reading = try Reading(withUnits: [
            "forms/staff.csv": """
            person_id,unit_id,quota_type,status,status_since,status_until
            P1,U1,行政,病休,2025-03-02,2025-03-01
            P2,U1,行政,病休,2025-03-02,2025-03-02
            """,
            "ledgers/problems.csv": problemHeader
                + ",due,closed_on\nQ,U1,2025-05-01,审计,R1,轻,销号,2025-04-30,2025-04-01",
        ])
        #expect(
            reading.errors == [
                "dates-reversed forms/staff.csv:2:6",
                "dates-reversed ledgers/problems.csv:2:8",
                "dates-reversed ledgers/problems.csv:2:9",
            ])
    }

    @Test(
        "a value off its range or list",
        arguments: [
            (
                "forms/staff.csv", "person_id,unit_id,quota_type,months\nP1,U1,行政,12.5",
                "out-of-range"
            ),
            (
                "forms/staff.csv", "person_id,unit_id,quota_type,birth_year\nP1,U1,行政,85",
                "out-of-range"
            ),
            ("forms/staff.csv", "person_id,unit_id,quota_type,status\nP1,U1,行政,休假", "not-in-list"),
            (
                "forms/establishment.csv", "unit_id,approved,body_id,quota_type\nU1,3,,编外",
                "not-in-list"
            ),
            ("forms/kpi.csv", "unit_id,code,note,value\nU1,A,,-1", "out-of-range"),
        ])
    func offRange(file: String, text: String, code: String) throws {
        #expect(try Reading(withUnits: [file: text]).errors == ["\(code) \(file):2:4"])
    }

    @Test("a difficulty above its cap counts as the cap, far above it is an error")
    func difficulty() throws {
        let header = "unit_id,item_id,item,frequency,hours,difficulty\nU1,W1,a,1,1,"
        let capped = try Reading(withUnits: ["forms/worklog.csv": header + "1.6"])
        #expect(capped.errors == [])
        #expect(capped.warnings == ["out-of-range forms/worklog.csv:2:6"])
        #expect(capped.forms?.dossiers.first?.workItems.first?.difficulty == 1.5)
        let refused = try Reading(withUnits: ["forms/worklog.csv": header + "3.1"])
        #expect(refused.errors == ["out-of-range forms/worklog.csv:2:6"])
    }

    @Test("an ID-card number in any text about people, never shown whole")
    func personalData() throws {
        let reading = try Reading(withUnits: [
            "forms/staff.csv": """
            person_id,unit_id,quota_type,title
            41090119900307123X,U1,行政,
            P2,U1,行政,局长 410901199003071234
            """,
            "forms/payroll.csv": "person_id,unit_id\n410901900307123,U1",
        ])
        #expect(
            reading.errors == [
                "personal-data forms/staff.csv:2:1", "personal-data forms/staff.csv:3:4",
                "personal-data forms/payroll.csv:2:1",
            ])
        #expect(reading.log.kept.first?.found == "4109************3X")
    }

    @Test(
        "an ID-card number in any cell of any form is refused, and the way out is named",
        arguments: [
            (
                "forms/units.csv",
                "unit_id,name,level,category,funding,class,department\nU1,a,市,行政,全额,c,#"
            ),
            ("forms/worklog.csv", "unit_id,item_id,item,frequency,hours\nU1,W1,a,1,#"),
            ("forms/staff.csv", "person_id,unit_id,quota_type,born\nP,U1,行政,#"),
            ("forms/duties.csv", "unit_id,duty_id,duty,kind,证号\nU1,D,a,法定,#"),
            ("ledgers/problems.csv", problemHeader + "\nQ,U1,2025-05-01,审计,R1,轻,#"),
        ],
        [
            "41090119900307123X", "41090119900307123x", "４１０９０１１９９００３０７１２３４", "410901900307123",
            "经办人410901199003071234）",
        ])
    func identityNumbers(form: (file: String, text: String), number: String) throws {
        let text = form.text.replacing("#", with: number)
        let forms =
            form.file == "forms/units.csv"
            ? try Reading([form.file: text]) : try Reading(withUnits: [form.file: text])
        let column = form.text.split(separator: "\n")[1].split(separator: ",").count
        let found = forms.log.kept.filter { $0.code == .personalData }
        #expect(found.map { "\($0.place)" } == ["\(form.file):2:\(column)"])
        #expect(found.allSatisfy { $0.remedy.zh.contains("quanjing pseudonym") })
        #expect(found.allSatisfy { $0.remedy.en.contains("quanjing pseudonym") })
        for diagnostic in forms.log.kept {
            let all = "\(diagnostic)"
            #expect(!all.contains("199003071") && !all.contains("900307123"), "\(all)")
            #expect(!all.contains("９９００３０７１２３"), "\(all)")
        }
    }

    @Test("what rules can't be applied without is asked for")
    func omissions() throws {
        let reading = try Reading(withUnits: [
            "forms/leaders.csv": "unit_id,job_level,approved\nU1,正处,1",
            "forms/staff.csv": """
            person_id,unit_id,quota_type,leader,job_level,status,status_since,retires_on
            P1,U1,行政,是,,在岗,,
            P2,U1,行政,否,,借出,,
            P3,U1,行政,否,,退休,,2025-01-31
            """,
            "ledgers/problems.csv": problemHeader + ",closed_on\nQ,U1,2025-05-01,审计,R1,轻,销号,",
        ])
        #expect(reading.errors == [])
        #expect(
            reading.warnings == [
                "value-missing forms/staff.csv:2:5", "value-missing forms/staff.csv:3:7",
                "value-missing ledgers/problems.csv:2:8",
            ])
    }
}

let problemHeader = "problem_id,unit_id,found_on,source,rule,severity,state"
