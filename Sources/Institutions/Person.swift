package import Calendars
internal import Languages

/// A member of staff under a pseudonym, a row of F4 (人员信息).
package struct Person: FormRecord, Hashable {
    package let line: Int
    package let personID: String
    /// 占编单位: the unit whose post the person holds.
    package internal(set) var unitID: String
    package let quotaType: QuotaType
    /// nil: the unit whose post the person holds.
    package internal(set) var workingUnitID: String?
    package internal(set) var loanDocument: String?
    package internal(set) var bodyID: String?
    package let postClass: PostClass?
    package let title: String?
    package let isLeader: Bool?
    package let jobLevel: String?
    /// 高配.
    package let isAboveLevel: Bool?
    package let aboveLevelDocument: String?
    package let education: Education?
    package let birthYear: Int?
    package let retiresOn: Day?
    package let joined: Day?
    package let approvalNumber: String?
    package internal(set) var status: StaffStatus
    package internal(set) var statusSince: Day?
    package internal(set) var statusUntil: Day?
    package let trainingHours: Double?
    package let trainingDays: Double?
    /// 符合岗位条件; nil where not said.
    package let fitsPost: Bool?
    /// Months at the post in the year, 0…12.
    package let months: Double
}

extension Person {
    /// On the establishment (在编): of an approved type and not retired, dead or gone.
    package var isEstablished: Bool { quotaType != .outside && !status.hasLeft }

    /// 编外 and still there.
    package var isOutside: Bool { quotaType == .outside && !status.hasLeft }

    /// The unit in which the person works.
    package var workplaceID: String { workingUnitID ?? unitID }

    package var owners: [String] {
        workplaceID == unitID ? [unitID] : [unitID, workplaceID]
    }

    package init?(_ row: inout FormRow) {
        let (personID, unitID) = (row.text("person_id"), row.text("unit_id"))
        let quotaType = row.choice("quota_type", QuotaType.self)
        line = row.line
        workingUnitID = row.text("working_unit_id")
        loanDocument = row.text("loan_document")
        bodyID = row.text("body_id")
        postClass = row.choice("post_class", PostClass.self)
        title = row.text("title")
        isLeader = row.flag("leader")
        jobLevel = row.text("job_level")
        isAboveLevel = row.flag("above_level")
        aboveLevelDocument = row.text("above_level_document")
        education = row.choice("education", Education.self)
        birthYear = row.whole("birth_year")
        retiresOn = row.day("retires_on")
        joined = row.day("joined")
        approvalNumber = row.text("approval_no")
        status = row.choice("status", StaffStatus.self) ?? .atPost
        statusSince = row.day("status_since")
        statusUntil = row.day("status_until")
        trainingHours = row.number("training_hours")
        trainingDays = row.number("training_days")
        fitsPost = row.flag("post_fit")
        months = row.number("months") ?? 12
        guard let personID, let unitID, let quotaType else { return nil }
        self.personID = personID
        self.unitID = unitID
        self.quotaType = quotaType
    }

    package static let form = Form(
        "staff", zh: "人员信息表", en: "Staff (F4)", fields: fields, keys: ["person_id"],
        orders: [("status_since", "status_until")], concernsPersons: true)

    package static let derived: [DerivedColumn<Person>] = [
        DerivedColumn(
            key: "established",
            note: Wording(
                zh: "在编：编制类型不是编外，且未退休、死亡、离职",
                en: "on the establishment: not 编外 and neither retired, dead nor gone")
        ) { .flag($0.isEstablished) },
        DerivedColumn(
            key: "outside",
            note: Wording(
                zh: "编外且未离开", en: "outside the establishment (编外) and still there")
        ) { .flag($0.isOutside) },
    ]

    package static let fields: [Field<Person>] = postFields + positionFields + personalFields

    private static let postFields: [Field<Person>] = [
        .required(
            "person_id", "人员编码", .code, zh: "化名或散列值，不得填写身份证号",
            en: "a pseudonym, never an ID-card number"
        ) { .text($0.personID) },
        .required(
            "unit_id", "占编单位", or: ["单位编码"], .code, names: .unit, zh: "占用编制的单位",
            en: "unit whose post the person holds"
        ) { .text($0.unitID) },
        .required(
            "quota_type", "编制类型", .choice(QuotaType.self), zh: "占用的编制类型，或编外",
            en: "type of the post, or 编外 for none"
        ) { .choice($0.quotaType) },
        .optional(
            "working_unit_id", "实际工作单位", .code, fallback: "占编单位", names: .unit,
            zh: "实际工作的单位编码", en: "unit in which the person works"
        ) { .text($0.workingUnitID) },
        .optional("loan_document", "借调文号", zh: "借调批准文号", en: "number of the loan's approval") {
            .text($0.loanDocument)
        },
        .optional(
            "body_id", "所在内设机构", .code, names: .body, zh: "所在内设机构编码",
            en: "inner body"
        ) { .text($0.bodyID) },
    ]

    private static let positionFields: [Field<Person>] = [
        .optional(
            "post_class", "岗位类别", .choice(PostClass.self), zh: "岗位类别", en: "class of the post"
        ) { .choice($0.postClass) },
        .optional("title", "职务", zh: "职务名称", en: "title") { .text($0.title) },
        .optional(
            "leader", "领导职务", .flag, fallback: "否", zh: "是否占领导职数",
            en: "whether it is a leading post"
        ) { .flag($0.isLeader) },
        .optional("job_level", "职务层次", zh: "如正科、副科", en: "such as 正科") {
            .text($0.jobLevel)
        },
        .optional(
            "above_level", "高配", .flag, fallback: "否", zh: "职务层次是否高于规格",
            en: "whether the person's level is above that of the post"
        ) { .flag($0.isAboveLevel) },
        .optional(
            "above_level_document", "高配依据", zh: "高配的批准文号",
            en: "document that allows the higher level"
        ) { .text($0.aboveLevelDocument) },
    ]

    private static let personalFields: [Field<Person>] = [
        .optional(
            "education", "学历", .choice(Education.self), zh: "最高学历", en: "highest education"
        ) { .choice($0.education) },
        .optional(
            "birth_year", "出生年", .whole(1900...2100), zh: "四位年份", en: "year of birth"
        ) { .number($0.birthYear) },
        .optional("retires_on", "退休日期", .day, zh: "法定退休日期", en: "day of retirement") {
            .day($0.retiresOn)
        },
        .optional("joined", "入编日期", .day, zh: "入编日期", en: "day of joining") {
            .day($0.joined)
        },
        .optional("approval_no", "入编文号", zh: "入编批准文号", en: "number of the approval to join") {
            .text($0.approvalNumber)
        },
        .optional(
            "status", "在岗状态", .choice(StaffStatus.self), fallback: "在岗", zh: "在岗状态",
            en: "where the person is"
        ) { .choice($0.status) },
        .optional("status_since", "状态起", .day, zh: "该状态开始日期", en: "first day of the status") {
            .day($0.statusSince)
        },
        .optional("status_until", "状态止", .day, zh: "该状态结束日期", en: "last day of the status") {
            .day($0.statusUntil)
        },
        .optional(
            "training_hours", "培训学时", .number(0...8784), unit: NumberUnit.hours, zh: "全年培训学时",
            en: "hours of training in the year"
        ) { .number($0.trainingHours) },
        .optional(
            "training_days", "培训天数", .number(0...366), unit: NumberUnit.days, zh: "全年培训天数",
            en: "days of training in the year"
        ) { .number($0.trainingDays) },
        .optional(
            "post_fit", "符合岗位条件", .flag, zh: "是否符合岗位说明书条件",
            en: "whether the person meets the conditions of the post"
        ) { .flag($0.fitsPost) },
        .optional(
            "months", "在岗月数", .number(0...12), unit: NumberUnit.months, fallback: "12",
            zh: "评估年度在岗月数", en: "months at the post in the year"
        ) { .number($0.months) },
    ]
}
