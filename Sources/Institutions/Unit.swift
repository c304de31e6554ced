package import Calendars
internal import Languages

/// A unit as F1 describes it (单位基本情况).
package struct Unit: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var name: String
    package let level: Level
    package let category: UnitCategory
    package let funding: Funding
    /// 评估序列: units are ranked and weighted within it.
    package let unitClass: String
    package let postStructure: PostStructure?
    package let region: String?
    package let department: String?
    package let gradeLevel: GradeLevel?
    package let established: Day?
    package let approvedOn: Day?
    package let approvalNumber: String?
    package internal(set) var bodiesApproved: Int?
    /// 编外控制数.
    package internal(set) var outsideCap: Int?
    /// Approved names on boards, separated by 、 or ;.
    package let signboardApproved: String?
    package let signboardActual: String?
}

extension Unit {
    package init?(_ row: inout FormRow) {
        let (unitID, name) = (row.text("unit_id"), row.text("name"))
        let level = row.choice("level", Level.self)
        let category = row.choice("category", UnitCategory.self)
        let (funding, unitClass) = (row.choice("funding", Funding.self), row.text("class"))
        line = row.line
        postStructure = row.choice("post_structure", PostStructure.self)
        region = row.text("region")
        department = row.text("department")
        gradeLevel = row.choice("grade_level", GradeLevel.self)
        established = row.day("established")
        approvedOn = row.day("approved_on")
        approvalNumber = row.text("approval_no")
        bodiesApproved = row.whole("bodies_approved")
        outsideCap = row.whole("outside_cap")
        signboardApproved = row.text("signboard_approved")
        signboardActual = row.text("signboard_actual")
        guard let unitID, let name, let level, let category, let funding, let unitClass
        else { return nil }
        self.unitID = unitID
        self.name = name
        self.level = level
        self.category = category
        self.funding = funding
        self.unitClass = unitClass
    }

    package static let form = Form(
        "units", zh: "单位基本情况表", en: "Units (F1)", fields: fields, keys: ["unit_id"],
        registers: (.unit, ["unit_id"]))

    package static let fields: [Field<Unit>] = [
        .required(
            "unit_id", "单位编码", .code, zh: "统一社会信用代码或自编代码，全表唯一",
            en: "a code of the unit's own, used by all forms"
        ) { .text($0.unitID) },
        .required("name", "单位名称", zh: "批准文件中的全称", en: "full name as approved") {
            .text($0.name)
        },
        .required("level", "层级", .choice(Level.self), zh: "政府层级", en: "level of government") {
            .choice($0.level)
        },
        .required(
            "category", "类别", .choice(UnitCategory.self), zh: "机关或事业单位类别",
            en: "kind of unit in law"
        ) { .choice($0.category) },
        .required(
            "funding", "经费形式", .choice(Funding.self), zh: "经费来源形式", en: "how it is paid for"
        ) { .choice($0.funding) },
        .required(
            "class", "评估序列", zh: "同一序列内加权、排名，如综合保障、服务经济、社会民生",
            en: "units are weighted and ranked within their class"
        ) { .text($0.unitClass) },
        .optional(
            "post_structure", "岗位结构类型", .choice(PostStructure.self), zh: "决定岗位结构标准",
            en: "decides the standard for the structure of posts"
        ) { .choice($0.postStructure) },
        .optional("region", "行政区划", zh: "所在行政区划", en: "administrative region") {
            .text($0.region)
        },
        .optional("department", "主管部门", zh: "主管部门名称", en: "department in charge") {
            .text($0.department)
        },
        .optional(
            "grade_level", "规格", .choice(GradeLevel.self), zh: "机构规格", en: "rank of the unit"
        ) { .choice($0.gradeLevel) },
        .optional("established", "设立日期", .day, zh: "实际设立日期", en: "day of its set-up") {
            .day($0.established)
        },
        .optional("approved_on", "批准日期", .day, zh: "批准设立或三定日期", en: "day of approval") {
            .day($0.approvedOn)
        },
        .optional("approval_no", "设立文号", zh: "批准设立的文号", en: "number of the approval") {
            .text($0.approvalNumber)
        },
        .optional(
            "bodies_approved", "内设机构批准数", .count, zh: "批准的内设机构个数",
            en: "number of approved inner bodies"
        ) { .number($0.bodiesApproved) },
        .optional(
            "outside_cap", "编外控制数", .count, unit: NumberUnit.people, zh: "批准的编外人员控制数",
            en: "allowed number of staff outside the establishment"
        ) { .number($0.outsideCap) },
        .optional(
            "signboard_approved", "批准挂牌", zh: "批准悬挂的牌子，多块用“、”分隔",
            en: "approved boards, separated by 、"
        ) { .text($0.signboardApproved) },
        .optional(
            "signboard_actual", "实际挂牌", zh: "实际悬挂的牌子，多块用“、”分隔",
            en: "boards in fact, separated by 、"
        ) { .text($0.signboardActual) },
    ]
}
