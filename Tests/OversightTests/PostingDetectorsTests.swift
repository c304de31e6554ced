import Testing

@testable import Oversight

@Suite("People are where their post is")
struct PostingDetectorsTests {
    private let columns = "status,working_unit_id,loan_document,status_since,status_until"

    @Test("R03: institution posts in an organ and organ posts in an institution")
    func mixedUse() throws {
        let audited = try Audited(
            staff(
                columns, "P1,U1,行政,,,,,", "P2,U1,全额,,,,,", "P3,U1,工勤,,,,,", "P4,U2,全额,,,,,",
                "P5,U2,行政,,,,,", "P6,U2,编外,,,,,", "P7,U1,全额,退休,,,,"))
        #expect(audited.told("R03") == ["中 编制类型与工作单位类别不符 1 人：P2 全额→行政（第 3 行）。"])
        #expect(audited.touched("R03", unit: 1) == ["P5"])
    }

    @Test("R03, R04: work elsewhere is judged by the place, unless a valid approval covers it")
    func workElsewhere() throws {
        let audited = try Audited(
            staff(
                columns, "P1,U2,全额,在岗,U1,,,", "P2,U2,全额,借出,U1,示借1号,2025-10-01,2025-12-31",
                "P3,U2,全额,挂职,U1,,2025-10-01,", "P4,U2,全额,借出,U1,示借2号,2025-01-01,2025-12-30",
                "P5,U2,全额,在岗,U2,,,"))
        #expect(audited.touched("R03", unit: 1) == ["P1", "P4"])
        #expect(
            audited.told("R04", unit: 1) == [
                "中 不在占编单位工作、无借调文号也非挂职 1 人：P1（第 2 行）。",
                "中 借调或挂职已到期、仍不在占编单位工作 1 人：P4（第 5 行）。",
            ])
        #expect(audited.touched("R04") == [])
    }

    @Test("R05: 180 days are no violation, 181 are")
    func longAbsence() throws {
        let audited = try Audited(
            staff(
                columns, "P1,U1,行政,借出,,示借1号,2025-07-04,", "P2,U1,行政,借出,,示借1号,2025-07-03,",
                "P3,U1,行政,离岗,,,2025-01-01,2025-06-30", "P4,U1,行政,离岗,,,2025-01-01,2025-07-01",
                "P5,U1,行政,挂职,,,2020-01-01,", "P6,U1,行政,借出,,,,", "P7,U1,编外,离岗,,,2020-01-01,"))
        #expect(
            audited.told("R05") == [
                "中 借出或离岗超过 180 天 2 人：P2 借出 181 天（第 3 行）、P4 离岗 181 天（第 5 行）。"
            ])
    }

    @Test("R22: the unit above is the one that violates, the one below loses a person")
    func encroachment() throws {
        let units = """
            unit_id,name,level,category,funding,class
            U1,市局,市,行政,全额,a
            U2,镇所,乡,公益一类,全额,a
            """
        let audited = try Audited(
            staff(
                columns, "P1,U2,全额,借出,U1,示借1号,2025-12-01,2026-01-01",
                "P2,U2,全额,挂职,U1,,2025-12-01,", "P3,U1,行政,借出,U2,下派1号,2025-12-01,"),
            units: units)
        #expect(audited.told("R22") == ["重 本单位为市级，使用下级单位在编人员 1 人：P1（第 2 行）。"])
        #expect(audited.told("R22", unit: 1) == ["中 本单位在编人员被上级单位占用 1 人：P1（第 2 行）。"])
        #expect(audited.touched("R22") == [])
        #expect(audited.touched("R22", unit: 1) == ["P1"])
    }

    @Test("people are told by code and line, at most five of them")
    func manyPeople() throws {
        let rows = (1...7).map { "P\($0),U1,全额," }.joined(separator: "\n")
        let audited = try Audited(staff("status", rows))
        #expect(audited.told("R03").first?.hasSuffix("P5 全额→行政（第 6 行） 等 7 人。") == true)
        #expect(audited.touched("R03").count == 7)
    }
}

@Suite("Pay goes to whoever is on the establishment and at work")
struct PayrollDetectorsTests {
    private func audited(_ people: [String: String], _ pay: String) throws -> Audited {
        try Audited(people + ["forms/payroll.csv": "person_id,unit_id,source,paid_until\n" + pay])
    }

    @Test("R06: pay after leaving, beyond the days that settle the month")
    func leavers() throws {
        let audited = try audited(
            staff(
                "status,status_since,retires_on", "P1,U1,行政,退休,2025-05-01,",
                "P2,U1,行政,退休,2025-05-01,", "P3,U1,行政,退休,,2025-05-01", "P4,U1,行政,死亡,2025-12-01,",
                "P5,U1,行政,离职,2025-11-01,"),
            """
            P1,U1,市,2025-06-01
            P2,U1,市,2025-06-02
            P3,U1,市,
            P4,U1,市,
            P5,U1,市,
            """)
        #expect(audited.touched("R06") == ["P2", "P3", "P5"])
        #expect(
            audited.told("R06") == [
                "重 退休、死亡或离职后 31 天以上仍在发放工资 3 人：P2 退休 2025-05-01（第 3 行）、"
                    + "P3 退休 2025-05-01（第 4 行）、P5 离职 2025-11-01（第 6 行）。"
            ])
    }

    @Test("R06: pay on a leave that has reached its limit")
    func leaves() throws {
        let audited = try audited(
            staff(
                "status,status_since,status_until", "P1,U1,行政,病休,2025-11-01,",
                "P2,U1,行政,病休,2025-11-02,", "P3,U1,行政,事假,2025-11-03,2025-11-28",
                "P4,U1,行政,病休,2025-01-01,"),
            "P1,U1,市,\nP2,U1,市,\nP3,U1,市,\nP4,U1,市,2025-02-28")
        #expect(audited.touched("R06") == ["P1", "P3"])
    }

    @Test("R06: two sources at once, not one after the other")
    func doublePay() throws {
        let audited = try audited(
            staff("status", "P1,U1,行政,", "P2,U1,行政,", "P3,U1,行政,"),
            "P1,U1,市,\nP1,U2,市,2025-12-31\nP2,U1,市,\nP2,U1,县,2025-12-30\nP3,U1,市,")
        #expect(audited.told("R06") == ["重 同时从两个以上渠道领取工资 1 人：P1（第 2 行）。"])
    }

    @Test("R17: who is paid and unknown, and who is known and unpaid")
    func strangers() throws {
        let audited = try audited(
            staff(
                "status", "P1,U1,行政,", "P2,U1,行政,", "P3,U1,自收自支,", "P4,U1,编外,", "P5,U1,行政,离职"),
            "P1,U1,市,\nP8,U1,市,\nP9,U1,市,2025-12-30\nP1,U1,县,2024-12-31")
        #expect(
            audited.told("R17") == [
                "中 财政供养但人员信息表中没有 1 人：P8（第 3 行）。",
                "中 在编但财政供养表中没有 1 人：P2（第 3 行）。",
            ])
        #expect(!audited.applies("R17", unit: 1))
    }

    @Test("R18: the number paid is the number on the establishment; vacancies don't matter")
    func threeNumbers() throws {
        let people = staff("status", "P1,U1,行政,", "P2,U1,行政,", "P3,U1,编外,")
        let posts = ["forms/establishment.csv": "unit_id,quota_type,approved\nU1,行政,4"]
        #expect(try audited(people + posts, "P1,U1,市,\nP2,U1,市,\nP3,U1,市,").told("R18") == [])
        let one = try audited(people + posts, "P1,U1,市,")
        #expect(
            one.told("R18") == [
                "中 核定编制 4 名，在编 2 人，财政供养 1 人，相差 1 人；只在编 1 人，只供养 0 人。"
            ])
        #expect(one.touched("R18") == ["P2"])
        // The numbers agree, the people don't: that is R17's.
        #expect(try audited(people + posts, "P1,U1,市,\nP9,U1,市,").told("R18") == [])
    }

    @Test("a unit that pays its own people has no number paid from public funds")
    func selfFunded() throws {
        let audited = try Audited(
            staff("status", "P1,U1,自收自支,", "P2,U1,全额,") + [
                "forms/payroll.csv": "person_id,unit_id\nP3,U1"
            ],
            units: "unit_id,name,level,category,funding,class\nU1,甲,市,生产经营,自收自支,a")
        #expect(audited.touched("R17") == ["P3"])
    }
}
