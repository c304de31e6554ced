internal import Indicators
internal import Institutions

/// Two fictional units whose rows agree across all forms, to be overwritten.
struct Example {
    let year: Int
    let tree: IndicatorTree

    /// Codes of the two units.
    static let units = ["S01", "S02"]

    /// The example's rows of a form, by English keys; none for a form that it doesn't know.
    func rows(of form: Form) -> [TemplateRow] {
        switch form.name {
        case Unit.form.name: unitRows
        case Duty.form.name: dutyRows
        case QuotaLine.form.name: quotaRows
        case LeaderQuota.form.name: leaderRows
        case Person.form.name: people.map(row)
        case WorkItem.form.name: workRows
        case ResultsRow.form.name: resultsRows
        case TaskRow.form.name: taskRows
        case SpotCheck.form.name: spotCheckRows
        case KPIValue.form.name: kpiRows
        case PayrollRow.form.name: payrollRows
        case ProblemRow.form.name: problemRows
        default: []
        }
    }

    /// A class of the tree for each unit.
    private var classes: [String] {
        let known = tree.classes.isEmpty ? ["综合保障", "社会民生"] : tree.classes
        return [known[0], known[known.count - 1]]
    }

    // MARK: Units

    private var unitRows: [TemplateRow] {
        [
            [
                "unit_id": "S01", "name": "示例单位一", "level": "市", "category": "行政",
                "funding": "全额", "class": classes[0], "post_structure": "管理型", "region": "示例市",
                "department": "示例市人民政府", "grade_level": "正处",
                "established": "\(year - 15)-03-01", "approved_on": "\(year - 15)-02-10",
                "approval_no": "示编〔\(year - 15)〕3号", "bodies_approved": "2", "outside_cap": "0",
                "signboard_approved": "示例单位一", "signboard_actual": "示例单位一",
            ],
            [
                "unit_id": "S02", "name": "示例单位二", "level": "市", "category": "公益一类",
                "funding": "全额", "class": classes[1], "post_structure": "专技型", "region": "示例市",
                "department": "示例单位一", "grade_level": "正科",
                "established": "\(year - 13)-06-01", "approved_on": "\(year - 13)-05-08",
                "approval_no": "示编〔\(year - 13)〕11号", "bodies_approved": "2", "outside_cap": "1",
                "signboard_approved": "示例单位二", "signboard_actual": "示例单位二",
            ],
        ]
    }

    private var dutyRows: [TemplateRow] {
        func duty(
            _ number: String, _ name: String, _ kind: String, _ body: String, core: String = "是",
            basis: String = "三定规定", change: (triggered: String, applied: String)? = nil
        ) -> TemplateRow {
            [
                "unit_id": unit(number), "duty_id": number, "name": name, "kind": kind,
                "core": core, "basis": basis, "body_id": body,
                "triggered": change.map { "\(year)-\($0.triggered)" } ?? "",
                "applied": change.map { "\(year)-\($0.applied)" } ?? "", "status": "在行",
            ]
        }
        return [
            duty("S01-D1", "综合协调", "法定", "S01-B2", change: ("04-07", "04-14")),
            duty("S01-D2", "规划计划编制", "法定", "S01-B2"),
            duty("S01-D3", "机关运转保障", "临时", "S01-B1", core: "否", basis: "内部分工"),
            duty("S02-D1", "事项受理", "法定", "S02-B2", change: ("03-03", "03-10")),
            duty("S02-D2", "事项审核", "法定", "S02-B2"),
            duty("S02-D3", "上门服务", "重点", "S02-B2", basis: "市政府交办"),
            duty("S02-D4", "内部运转保障", "临时", "S02-B1", core: "否", basis: "内部分工"),
        ]
    }

    private var quotaRows: [TemplateRow] {
        func line(
            _ body: String, _ name: String, _ level: String, _ type: String, _ approved: Int,
            age: Int
        ) -> TemplateRow {
            [
                "unit_id": unit(body), "body_id": body, "body_name": name, "body_level": level,
                "body_level_approved": level, "quota_type": type, "approved": "\(approved)",
                "approval_no": "示编〔\(year - age)〕4号",
            ]
        }
        return [
            line("S01-B1", "办公室", "正科", "行政", 4, age: 15),
            line("S01-B2", "业务科", "正科", "行政", 5, age: 15),
            line("S02-B1", "综合股", "正股", "全额", 3, age: 13),
            line("S02-B2", "业务股", "正股", "全额", 7, age: 13),
        ]
    }

    private var leaderRows: [TemplateRow] {
        [("S01", "正处", 1), ("S01", "副处", 1), ("S02", "正科", 1), ("S02", "副科", 1)].map {
            ["unit_id": $0, "job_level": $1, "approved": "\($2)"]
        }
    }

    // MARK: Work and results

    private var workRows: [TemplateRow] {
        func item(
            _ number: String, _ name: String, _ frequency: Int, _ hours: String, people: Int,
            _ duty: String, _ body: String, kind: String = "常规", evidence: String = "台账"
        ) -> TemplateRow {
            [
                "unit_id": unit(number), "item_id": number, "item": name,
                "frequency": "\(frequency)", "hours": hours, "people": "\(people)",
                "body_id": body, "duty_id": duty, "kind": kind, "difficulty": "1",
                "evidence": evidence,
                "system_count": evidence == "系统" ? "\(frequency)" : "",
                "frequency_prev1": "\(frequency)", "frequency_prev2": "\(frequency)",
            ]
        }
        return [
            item("S01-W1", "会议和文件办理", 240, "8", people: 2, "S01-D3", "S01-B1"),
            item("S01-W2", "综合协调", 200, "8", people: 2, "S01-D1", "S01-B2"),
            item(
                "S01-W3", "年度计划编制", 2, "400", people: 3, "S01-D2", "S01-B2", kind: "阶段"),
            item("S01-W4", "项目审核", 500, "4", people: 2, "S01-D1", "S01-B2", evidence: "系统"),
            item("S01-W5", "专项检查", 12, "40", people: 2, "S01-D1", "S01-B2", kind: "临时"),
            item("S02-W1", "综合事务", 240, "8", people: 2, "S02-D4", "S02-B1"),
            item("S02-W2", "窗口受理", 9000, "0.5", people: 1, "S02-D1", "S02-B2", evidence: "系统"),
            item("S02-W3", "审核办理", 9000, "0.4", people: 1, "S02-D2", "S02-B2", evidence: "系统"),
            item("S02-W4", "上门服务", 240, "3", people: 2, "S02-D3", "S02-B2"),
            item("S02-W5", "系统维护", 240, "6", people: 1, "S02-D4", "S02-B2"),
        ]
    }

    private var resultsRows: [TemplateRow] {
        [
            [
                "unit_id": "S01", "accepted": "500", "closed_on_time": "492", "returned": "4",
                "corrected": "2", "lost_cases": "0", "audit_findings": "0", "complaints": "40",
                "complaints_satisfied": "39", "budget": "300", "spent": "291",
                "three_public": "6", "three_public_prev": "6.3", "reports_upheld": "0",
                "issues_due": "0", "issues_closed": "0",
            ],
            [
                "unit_id": "S02", "accepted": "9000", "closed_on_time": "8800", "returned": "90",
                "corrected": "30", "lost_cases": "0", "audit_findings": "1", "complaints": "120",
                "complaints_satisfied": "116", "budget": "260", "spent": "247",
                "three_public": "2", "three_public_prev": "2", "reports_upheld": "0",
                "issues_due": "1", "issues_closed": "1",
            ],
        ]
    }

    private var taskRows: [TemplateRow] {
        func task(
            _ number: String, _ name: String, _ duty: String, target: Int, achieved: Int,
            due: String, done: String, better: String = "高"
        ) -> TemplateRow {
            [
                "unit_id": unit(number), "task_id": number, "name": name, "duty_id": duty,
                "weight": "1", "target": "\(target)", "achieved": "\(achieved)",
                "better": better, "due": "\(year)-\(due)", "done": "\(year)-\(done)",
            ]
        }
        return [
            task(
                "S01-T1", "重点项目开工数", "S01-D1", target: 40, achieved: 42, due: "11-30",
                done: "11-20"),
            task(
                "S02-T1", "平均办理天数", "S02-D2", target: 5, achieved: 5, due: "12-20",
                done: "12-10", better: "低"),
            task(
                "S02-T2", "上门服务次数", "S02-D3", target: 250, achieved: 240, due: "12-31",
                done: "12-31"),
        ]
    }

    private var spotCheckRows: [TemplateRow] {
        [("0.48", "10-14"), ("0.51", "10-15")].map { hours, day in
            [
                "unit_id": "S02", "item_id": "S02-W2", "observed_hours": hours,
                "observed_on": "\(year)-\(day)", "observer": "观察人一",
            ]
        }
    }

    /// A value for every leaf that the tree reads from this form.
    private var kpiRows: [TemplateRow] {
        let codes = tree.leaves.compactMap { position -> String? in
            guard case .table(let code)? = tree.nodes[position].indicator?.measure else {
                return nil
            }
            return code
        }
        return Self.units.flatMap { unit in
            codes.map { ["unit_id": unit, "code": $0, "value": "90"] }
        }
    }

    private var problemRows: [TemplateRow] {
        [
            [
                "problem_id": "Q001", "unit_id": "S02", "found_on": "\(year)-03-04",
                "source": "督查", "rule": "R24", "severity": "轻", "state": "销号",
                "due": "\(year)-06-30", "closed_on": "\(year)-06-12",
                "description": "一人学历信息未更新，已更正",
            ]
        ]
    }

    /// The unit to which a code such as `S01-B1` belongs.
    func unit(_ code: String) -> String { String(code.prefix(3)) }
}
