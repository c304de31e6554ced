import Diagnostics
import FoundationEssentials
import Languages
import Testing

@testable import Institutions

@Suite("A form is declared once")
struct FormTests {
    @Test("keys and Chinese names are unique within a form", arguments: Form.all.map(\.name))
    func headersAreUnique(name: String) throws {
        let form = try #require(Form.all.first { $0.name == name })
        let headers = form.columns.flatMap { [$0.key, $0.name] + $0.otherNames }
        #expect(Set(headers).count == headers.count)
    }

    @Test("every rule names columns of its form", arguments: Form.all.map(\.name))
    func rulesNameColumns(name: String) throws {
        let form = try #require(Form.all.first { $0.name == name })
        let named =
            form.keys + form.parts.flatMap { [$0.part, $0.whole] }
            + form.orders.flatMap { [$0.earlier, $0.later] } + (form.registers?.columns ?? [])
        #expect(named.allSatisfy { form.column($0) != nil })
    }

    @Test("a full row gives every column back by its key")
    func everyColumnIsReadable() throws {
        let reading = try Reading(Rows.full)
        #expect(reading.errors == [])
        let dossier = try #require(reading.forms?.dossiers.first)
        for form in Form.all {
            let keys = form.columns.map(\.key)
            let isThere = dossier.forEachRow(of: form.name, columns: keys) { line, cells in
                #expect(line == 2)
                for (key, cell) in zip(keys, cells) {
                    #expect(cell != nil, "\(form.name).\(key)")
                }
            }
            #expect(isThere, "\(form.name)")
        }
    }

    @Test("a derived column is read like one of the file")
    func derivedColumns() throws {
        let dossier = try #require(Reading(Rows.full).forms?.dossiers.first)
        #expect(dossier.staff.first?.number("established") == 1)
        #expect(dossier.staff.first?.number("outside") == 0)
        #expect(dossier.workItems.first?.number("yearly_hours") == 400)
        #expect(Form.vocabulary["staff"]?.contains("established") == true)
    }

    @Test("numbers, texts and days come back by key, and nothing for a key of no column")
    func accessByKey() throws {
        let dossier = try #require(Reading(Rows.full).forms?.dossiers.first)
        let person = try #require(dossier.staff.first)
        #expect(person.number("birth_year") == 1980)
        #expect(person.number("leader") == 1)
        #expect(person.text("quota_type") == "行政")
        #expect(person.text("joined") == "2004-07-01")
        #expect(person.text("leader") == "是")
        #expect(person.number("title") == nil)
        #expect(person.text("birth_year") == nil)
        #expect(person.number("nothing") == nil)
    }
}

/// Forms of one unit with every column filled.
enum Rows {
    static let full: [String: String] = [
        "forms/units.csv": """
        unit_id,name,level,category,funding,class,post_structure,region,department,grade_level,\
        established,approved_on,approval_no,bodies_approved,outside_cap,signboard_approved,\
        signboard_actual
        U1,甲局,市,行政,全额,综合保障,管理型,示例市,市政府,正处,2010-03-01,2010-02-10,示编1号,1,2,甲局,甲局
        """,
        "forms/duties.csv": """
        unit_id,duty_id,name,kind,core,basis,body_id,triggered,applied,status
        U1,D1,综合,法定,是,三定,B1,2025-03-03,2025-03-10,在行
        """,
        "forms/establishment.csv": """
        unit_id,body_id,body_name,body_level,body_level_approved,quota_type,approved,revolving,\
        revolving_due,approval_no
        U1,B1,办公室,正科,正科,行政,5,1,2026-05-01,示编2号
        """,
        "forms/leaders.csv": "unit_id,job_level,approved\nU1,正处,1",
        "forms/staff.csv": """
        person_id,unit_id,quota_type,working_unit_id,loan_document,body_id,post_class,title,\
        leader,job_level,above_level,above_level_document,education,birth_year,retires_on,joined,\
        approval_no,status,status_since,status_until,training_hours,training_days,post_fit,months
        P1,U1,行政,U1,无,B1,管理,局长,是,正处,否,无,本科,1980,2041-01-31,2004-07-01,示准1号,在岗,\
        2020-01-01,2026-01-01,96,12,是,12
        """,
        "forms/worklog.csv": """
        unit_id,item_id,item,frequency,hours,people,body_id,duty_id,kind,difficulty,evidence,\
        system_count,frequency_prev1,frequency_prev2
        U1,W1,办文,100,2,2,B1,D1,常规,1.2,系统,100,90,80
        """,
        "forms/results.csv": """
        unit_id,accepted,closed_on_time,returned,corrected,lost_cases,audit_findings,complaints,\
        complaints_satisfied,budget,spent,three_public,three_public_prev,reports_upheld,\
        issues_due,issues_closed
        U1,400,392,4,2,0,0,40,39,300,291,6,6.3,0,2,2
        """,
        "forms/tasks.csv": """
        unit_id,task_id,name,duty_id,weight,target,achieved,better,due,done
        U1,T1,项目,D1,2,40,42,高,2025-11-30,2025-11-20
        """,
        "forms/spotchecks.csv": """
        unit_id,item_id,observed_hours,observed_on,observer
        U1,W1,1.9,2025-10-14,G1
        """,
        "forms/kpi.csv": "unit_id,code,value\nU1,B22,98",
        "forms/payroll.csv": "person_id,unit_id,source,paid_until\nP1,U1,市级财政,2025-12-31",
        "ledgers/problems.csv": """
        problem_id,unit_id,found_on,source,rule,severity,state,due,closed_on,description
        Q1,U1,2025-03-11,评估,R24,轻,销号,2025-06-30,2025-05-08,漏填
        """,
    ]
}

@Suite("The page of the forms says what the reader does")
struct FormReferenceTests {
    @Test("docs/forms.md is what the declarations say")
    func page() throws {
        let page = try String(contentsOf: URL(filePath: "docs/forms.md"), encoding: .utf8)
        #expect(page == Form.reference, "write it anew from Form.reference")
    }
}
