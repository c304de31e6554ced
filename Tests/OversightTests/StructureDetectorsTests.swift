import Testing

@testable import Oversight

@Suite("Leaders, bodies, boards and duties are as approved")
struct StructureDetectorsTests {
    @Test("R07: leaders per level; 正科 and 正科级 are one level; an unlisted level has no posts")
    func overPosts() throws {
        let leaders = ["forms/leaders.csv": "unit_id,job_level,approved\nU1,正科,1\nU1,副科,1"]
        let audited = try Audited(
            leaders
                + staff(
                    "leader,job_level,status", "P1,U1,行政,是,正科,", "P2,U1,行政,是,副科,",
                    "P3,U1,行政,是,乡科级副职,", "P4,U1,行政,否,副科,", "P5,U1,行政,是,副科,退休",
                    "P6,U1,行政,是,正股,", "P7,U1,编外,是,正科,"))
        #expect(
            audited.told("R07") == [
                "重 副科核定职数 1 名，实配 2 名，超配 1 名：P2（第 3 行）、P3（第 4 行）。",
                "重 领导职数表未列“正股”，按核定 0 名计，实配 1 名，超配 1 名：P6（第 7 行）。",
            ])
        #expect(audited.units[0].leadership.over == 2)
    }

    @Test("R07 isn't judged in a unit without lines of leading posts")
    func noLeaderLines() throws {
        let audited = try Audited(
            ["forms/leaders.csv": "unit_id,job_level,approved\nU2,正科,1"]
                + staff("leader,job_level", "P1,U1,行政,是,正科"))
        #expect(!audited.applies("R07"))
        #expect(audited.units[0].leadership.levels == nil)
    }

    @Test("R08: above level without a document, by the flag or by the unit's rank")
    func aboveRank() throws {
        let audited = try Audited(
            staff(
                "leader,job_level,above_level,above_level_document", "P1,U1,行政,是,正科,否,",
                "P2,U1,行政,是,副处,否,", "P3,U1,行政,是,副处,是,示组1号", "P4,U1,行政,否,副科,是,",
                "P5,U1,行政,否,副处,否,", "P6,U1,行政,是,主任,否,"),
            units: "unit_id,name,level,category,funding,class,grade_level\nU1,甲,市,行政,全额,a,正科")
        #expect(audited.touched("R08") == ["P2", "P4"])
        #expect(
            audited.told("R08") == [
                "重 高配或职务层次高于单位规格、未填高配依据 2 人（单位规格正科）：P2（第 3 行）、P4（第 5 行）。"
            ])
        #expect(audited.units[0].leadership.undocumented.map(\.personID) == ["P2", "P4"])
    }

    @Test("R09: titles with such endings, professional and lawful ones left alone")
    func titles() throws {
        let audited = try Audited(
            staff(
                "title,post_class", "P1,U1,行政,局长助理,管理", "P2,U1,行政,助理工程师,", "P3,U1,行政,法官助理,管理",
                "P4,U1,行政,科研助理,专技", "P5,U1,行政,顾问,", "P6,U1,编外,行政助理,"))
        #expect(audited.touched("R09") == ["P1", "P5"])
    }

    @Test("R10: bodies without a number, and too many bodies, are not counted twice")
    func unapprovedBodies() throws {
        let rows = """
            unit_id,body_id,body_name,quota_type,approved,approval_no
            U1,B1,办公室,行政,2,示编1号
            U1,B2,联络部,行政,1,
            U1,B2,联络部,工勤,1,
            U1,B3,业务科,行政,2,
            U1,B3,业务科,工勤,2,示编2号
            U1,,,政法专项,2,
            """
        func told(approved: String) throws -> [String] {
            try Audited(
                ["forms/establishment.csv": rows],
                units: "unit_id,name,level,category,funding,class,bodies_approved\n"
                    + "U1,甲,市,行政,全额,a,\(approved)"
            ).told("R10")
        }
        let unnumbered = "重 内设机构“联络部”（B2）没有批准文号。"
        #expect(try told(approved: "") == [unnumbered])
        #expect(try told(approved: "2") == [unnumbered])
        #expect(try told(approved: "1") == [unnumbered, "重 批准设内设机构 1 个，实设 3 个，多 2 个。"])
    }

    @Test("R10 is not judged by a column that the form lacks")
    func noNumberColumn() throws {
        let rows = "unit_id,body_id,quota_type,approved\nU1,B1,行政,2"
        #expect(try !Audited(["forms/establishment.csv": rows]).applies("R10"))
    }

    @Test(
        "R11: boards against approved names",
        arguments: [
            ("甲局", "", []), ("甲局、示范中心（试点）", "示范中心(试点)", []),
            ("甲局；服务站", "", ["中 悬挂了未经批准的牌子：“服务站”。"]),
            ("甲局", "甲局、示范中心", ["轻 已批准的名称没有挂牌：“示范中心”。"]), ("", "示范中心", []),
        ])
    func signboards(actual: String, approved: String, told: [String]) throws {
        let audited = try Audited(
            [:],
            units: "unit_id,name,level,category,funding,class,signboard_actual,signboard_approved\n"
                + "U1,甲局,市,行政,全额,a,\(actual),\(approved)")
        #expect(audited.told("R11") == told)
    }

    @Test("R12: a body of a higher rank than approved")
    func raisedRank() throws {
        let audited = try Audited([
            "forms/establishment.csv": """
            unit_id,body_id,body_name,body_level,body_level_approved,quota_type,approved
            U1,B1,一科,副科,正股,行政,2
            U1,B2,二科,正股,正股,行政,2
            U1,B3,三科,副股,正股,行政,2
            U1,B4,四科,正科,未定级,行政,2
            U1,B5,五科,正科,,行政,2
            """
        ])
        #expect(audited.told("R12") == ["重 内设机构“一科”批准规格正股，实际规格副科。"])
    }

    @Test("R13: statutory duties in force without hours or a task, one finding each")
    func idleDuties() throws {
        let audited = try Audited([
            "forms/duties.csv": """
            unit_id,duty_id,name,kind,status
            U1,D1,一,法定,在行
            U1,D2,二,法定,
            U1,D3,三,法定,取消
            U1,D4,四,重点,在行
            U1,D5,五,法定,弱化
            U1,D6,六,法定,划转
            U1,D7,七,法定,新增
            """,
            "forms/worklog.csv": """
            unit_id,item_id,item,frequency,hours,duty_id
            U1,W1,a,10,1,D1
            U1,W2,b,0,1,D2
            """,
            "forms/tasks.csv": "unit_id,task_id,target,achieved,duty_id\nU1,T1,1,1,D7",
        ])
        #expect(
            audited.told("R13") == [
                "中 法定职责“二”（D2）全年没有工时，也没有重点任务。", "中 法定职责“五”（D5）全年没有工时，也没有重点任务。",
            ])
        #expect(
            audited.units[0].findings(under: ["R13"]).map(\.evidence.first?.lines) == [[3], [6]])
    }

    @Test("R13 is not judged in a unit that handed in no hours")
    func noHours() throws {
        let audited = try Audited([
            "forms/duties.csv": "unit_id,duty_id,name,kind\nU1,D1,一,法定",
            "forms/worklog.csv": "unit_id,item_id,item,frequency,hours,duty_id\nU2,W1,a,10,1,",
        ])
        #expect(!audited.applies("R13"))
        #expect(audited.told("R30") == ["轻 没有报送：工作事项与工时表。"])
    }

    @Test("R14: a fifth of the hours may serve no duty, not more", arguments: [(20, 0), (21, 1)])
    func foreignWork(hours: Int, count: Int) throws {
        let audited = try Audited([
            "forms/duties.csv": "unit_id,duty_id,name,kind\nU1,D1,一,法定",
            "forms/worklog.csv": """
            unit_id,item_id,item,frequency,hours,duty_id
            U1,W1,a,\(100 - hours),1,D1
            U1,W2,b,\(hours),1,
            """,
        ])
        #expect(audited.told("R14").count == count)
        if count == 1 {
            #expect(
                audited.told("R14") == [
                    "轻 未对应本单位职责的工时 21 小时，占全部 100 小时的 21%，超过 20%：W2 b（第 3 行）。"
                ])
        }
    }

    @Test(
        "R15: less than half staffed more than six months after approval",
        arguments: [
            ("2025-06-30", 1, true), ("2025-07-01", 1, false), ("2025-06-30", 2, false),
            ("2022-12-31", 1, true), ("2022-12-30", 1, false),
        ])
    func slowSetUp(approvedOn: String, people: Int, isSlow: Bool) throws {
        let rows = (1...people).map { "P\($0),U1,行政," }.joined(separator: "\n")
        let audited = try Audited(
            staff("status", rows) + [
                "forms/establishment.csv": "unit_id,quota_type,approved\nU1,行政,4"
            ],
            units: "unit_id,name,level,category,funding,class,approved_on\n"
                + "U1,甲,市,行政,全额,a,\(approvedOn)")
        #expect(audited.told("R15").isEmpty != isSlow)
    }

    @Test("R25: ten working days, the day of the cause not counted")
    func lateDutyList() throws {
        let audited = try Audited([
            "forms/duties.csv": """
            unit_id,duty_id,name,kind,triggered,applied
            U1,D1,一,法定,2025-03-03,2025-03-17
            U1,D2,二,法定,2025-03-03,2025-03-18
            U1,D3,三,法定,2025-12-17,
            U1,D4,四,法定,2025-12-16,
            U1,D5,五,法定,2026-01-05,
            U1,D6,六,法定,,
            U1,D7,七,法定,2025-03-03,2026-01-02
            """
        ])
        #expect(
            audited.told("R25") == [
                "轻 应在事由发生后 10 个工作日内申请调整，逾期 3 项：D2 用了 11 个工作日（第 3 行）、"
                    + "D4 至 2025-12-31 未申请（第 5 行）、D7 至 2025-12-31 未申请（第 8 行）。"
            ])
    }
}

@Suite("The roster tells lives that can be")
struct RosterDetectorsTests {
    @Test("R16: joined without a number, where the form has the column")
    func missingApproval() throws {
        let audited = try Audited(
            staff(
                "joined,approval_no", "P1,U1,行政,2020-01-01,", "P2,U1,行政,2020-01-01,示准1号",
                "P3,U1,行政,,", "P4,U1,编外,2020-01-01,"))
        #expect(audited.touched("R16") == ["P1"])
        #expect(try !Audited(staff("joined", "P1,U1,行政,2020-01-01")).applies("R16"))
    }

    @Test(
        "R24: each thing that can't be, with its numbers",
        arguments: [
            ("1988,1987-07-01,,", "1988 年出生、1987-07-01 入编"), ("2010,,,", "2010 年出生"),
            ("1980,2004-07-01,2015-01-01,", "1980 年出生、2015-01-01 退休"),
            (",2026-01-01,,", "2026-01-01 入编"),
            (",2004-07-01,2003-01-01,", "2004-07-01 入编、2003-01-01 退休"),
            ("1980,2004-07-01,2040-01-01,2026-03-01", "状态“在岗”自 2026-03-01 起"),
        ])
    func implausible(row: String, why: String) throws {
        let audited = try Audited(
            staff("birth_year,joined,retires_on,status_since", "P1,U1,行政,\(row)"))
        #expect(audited.told("R24") == ["轻 出生年、日期互相矛盾 1 人：P1 \(why)（第 2 行）。"])
    }

    @Test(
        "R24: plausible lives pass",
        arguments: [
            "1980,1996-01-01,2020-01-01,", "2009,,,", "1980,,2055-01-01,", ",,,",
        ])
    func plausible(row: String) throws {
        let audited = try Audited(
            staff("birth_year,joined,retires_on,status_since", "P1,U1,行政,\(row)"))
        #expect(audited.told("R24") == [])
    }

    @Test("R28: on the roster more than thirty days after leaving or retirement")
    func lateRemoval() throws {
        let audited = try Audited(
            staff(
                "status,status_since,retires_on", "P1,U1,行政,退休,2025-11-30,",
                "P2,U1,行政,退休,2025-12-01,",
                "P3,U1,行政,在岗,,2025-11-30", "P4,U1,行政,在岗,,2025-12-01", "P5,U1,编外,离职,2020-01-01,",
                "P6,U1,行政,死亡,,"))
        #expect(
            audited.told("R28") == [
                "中 退休、死亡或离职 30 天以上仍列在编 2 人：P1 退休 2025-11-30（第 2 行）、P3 应退休 2025-11-30（第 4 行）。"
            ])
    }

    @Test("R30: a unit without a row in a form that others filled")
    func missingReport() throws {
        let audited = try Audited([
            "forms/results.csv": "unit_id,accepted\nU1,1",
            "forms/duties.csv": "unit_id,duty_id,name,kind\nU1,D1,一,法定",
        ])
        #expect(audited.told("R30") == [])
        #expect(audited.told("R30", unit: 1) == ["轻 没有报送：职责任务清单表、履职成效与经费表。"])
    }
}
