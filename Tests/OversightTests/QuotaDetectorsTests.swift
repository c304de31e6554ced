import Testing

@testable import Oversight

@Suite("Posts and people are compared per type")
struct QuotaDetectorsTests {
    @Test("R01: one person more than approved and revolving posts is over; as many are not")
    func overEstablishment() throws {
        let posts = [
            "forms/establishment.csv": """
            unit_id,quota_type,approved,revolving,revolving_due
            U1,行政,1,1,2025-12-31
            U1,工勤,1,1,2025-12-30
            """
        ]
        let people = staff(
            "status", "P1,U1,行政,在岗", "P2,U1,行政,借出", "P3,U1,工勤,在岗", "P4,U1,工勤,退休")
        #expect(try Audited(posts + people).told("R01") == [])
        let more = staff(
            "status", "P1,U1,行政,", "P2,U1,行政,", "P5,U1,行政,", "P3,U1,工勤,", "P4,U1,工勤,")
        #expect(
            try Audited(posts + more).told("R01") == [
                "重 行政编制核定 1 名（另有周转编制 1 名），在编 3 人，超编 1 人。",
                "重 工勤编制核定 1 名，在编 2 人，超编 1 人。",
            ])
    }

    @Test("R01: a type without approved posts is over from the first person on")
    func unapprovedType() throws {
        let audited = try Audited(
            ["forms/establishment.csv": "unit_id,quota_type,approved\nU1,行政,1"]
                + staff("status", "P1,U1,工勤,"))
        #expect(audited.told("R01") == ["重 工勤编制核定 0 名，在编 1 人，超编 1 人。"])
    }

    @Test("R01: a body over its posts in a unit that is not over is of medium severity")
    func overBody() throws {
        let audited = try Audited(
            [
                "forms/establishment.csv": """
                unit_id,body_id,body_name,quota_type,approved
                U1,B1,办公室,行政,1
                U1,B2,业务科,行政,2
                """
            ] + staff("body_id", "P1,U1,行政,B1", "P2,U1,行政,B1", "P3,U1,行政,B2"))
        #expect(
            audited.told("R01") == [
                "中 内设机构“办公室”行政编制核定 1 名，在编 2 人，超 1 人；全单位该类编制未超。"
            ])
    }

    @Test("R01: people in a body that nobody approved are left to R10")
    func unapprovedBody() throws {
        let audited = try Audited(
            [
                "forms/establishment.csv": """
                unit_id,body_id,body_name,quota_type,approved,approval_no
                U1,B1,办公室,行政,2,示编1号
                U1,B2,联络部,行政,0,
                """
            ] + staff("body_id", "P1,U1,行政,B2"))
        #expect(audited.told("R01") == [])
        #expect(audited.told("R10") == ["重 内设机构“联络部”（B2）没有批准文号。"])
    }

    @Test("R01 can't be judged without both forms")
    func needsForms() throws {
        let audited = try Audited(staff("status", "P1,U1,行政,"))
        #expect(!audited.applies("R01"))
        #expect(audited.told("R01") == [])
    }

    @Test("R19: outside staff above their cap", arguments: [(2, false), (1, true), (0, true)])
    func outsideCap(cap: Int, isOver: Bool) throws {
        let audited = try Audited(
            staff("status", "P1,U1,编外,", "P2,U1,编外,", "P3,U1,编外,离职", "P4,U1,行政,"),
            units: "unit_id,name,level,category,funding,class,outside_cap\nU1,甲,市,行政,全额,a,\(cap)")
        #expect(audited.told("R19").isEmpty != isOver)
        #expect(audited.touched("R19") == (isOver ? ["P1", "P2"] : []))
    }

    @Test("R19 isn't judged without a cap")
    func noCap() throws {
        #expect(try !Audited(staff("status", "P1,U1,编外,")).applies("R19"))
    }

    @Test("R20: outside staff who lead or enforce")
    func outsideInPost() throws {
        let audited = try Audited(
            staff(
                "leader,title", "P1,U1,编外,是,", "P2,U1,编外,否,执法队员", "P3,U1,编外,否,文员",
                "P4,U1,行政,是,执法队长"))
        #expect(audited.touched("R20") == ["P1", "P2"])
        #expect(audited.told("R20") == ["中 编外人员担任领导职务或执法岗位 2 人：P1（第 2 行）、P2（第 3 行）。"])
    }

    @Test("R21: revolving posts past their date, or beside a vacancy")
    func revolving() throws {
        let header = "unit_id,quota_type,approved,revolving,revolving_due\n"
        let people = staff("status", "P1,U1,行政,")
        func told(_ row: String) throws -> [String] {
            try Audited(["forms/establishment.csv": header + row] + people).told("R21")
        }
        #expect(try told("U1,行政,1,1,2025-12-31") == [])
        #expect(
            try told("U1,行政,1,1,2025-12-01") == [
                "中 周转编制（行政）1 名应于 2025-12-01 归还，至 2025-12-31 已逾期 30 天。"
            ])
        #expect(try told("U1,行政,3,1,2026-12-01") == ["中 行政编制空编 2 名，同时使用周转编制 1 名。"])
        #expect(try told("U1,行政,3,0,2025-12-01") == [])
    }
}
