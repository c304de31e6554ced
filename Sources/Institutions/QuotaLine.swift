package import Calendars
internal import Languages

/// Approved posts of one type in a unit or an inner body, a row of F3 (编制).
package struct QuotaLine: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    /// nil: the line is of the unit as a whole.
    package internal(set) var bodyID: String?
    package let bodyName: String?
    package let bodyLevel: GradeLevel?
    package let bodyLevelApproved: GradeLevel?
    package let quotaType: QuotaType
    /// 核定编制数.
    package internal(set) var approved: Int
    /// 周转编制数.
    package internal(set) var revolving: Int?
    package let revolvingDue: Day?
    package let approvalNumber: String?
}

extension QuotaLine {
    package init?(_ row: inout FormRow) {
        let unitID = row.text("unit_id")
        let quotaType = row.choice("quota_type", QuotaType.self)
        let approved = row.whole("approved")
        line = row.line
        bodyID = row.text("body_id")
        bodyName = row.text("body_name")
        bodyLevel = row.choice("body_level", GradeLevel.self)
        bodyLevelApproved = row.choice("body_level_approved", GradeLevel.self)
        revolving = row.whole("revolving")
        revolvingDue = row.day("revolving_due")
        approvalNumber = row.text("approval_no")
        guard let unitID, let quotaType, let approved else { return nil }
        self.unitID = unitID
        self.quotaType = quotaType
        self.approved = approved
    }

    package static let form = Form(
        "establishment", zh: "内设机构编制职数表", en: "Establishment (F3)", fields: fields,
        keys: ["unit_id", "body_id", "quota_type"], registers: (.body, ["unit_id", "body_id"]))

    package static let fields: [Field<QuotaLine>] = [
        .unitID { .text($0.unitID) },
        .optional(
            "body_id", "内设机构编码", .code, zh: "空白：全单位的核定数",
            en: "blank: a line of the whole unit"
        ) { .text($0.bodyID) },
        .optional("body_name", "内设机构名称", zh: "内设机构名称", en: "name of the inner body") {
            .text($0.bodyName)
        },
        .optional(
            "body_level", "机构规格", .choice(GradeLevel.self), zh: "内设机构实际规格",
            en: "rank of the inner body in fact"
        ) { .choice($0.bodyLevel) },
        .optional(
            "body_level_approved", "批准规格", .choice(GradeLevel.self), zh: "内设机构批准规格",
            en: "rank of the inner body as approved"
        ) { .choice($0.bodyLevelApproved) },
        .required(
            "quota_type", "编制类型", .choice(QuotaType.approved.map(\.rawValue)), zh: "编制类型",
            en: "type of the posts"
        ) { .choice($0.quotaType) },
        .required(
            "approved", "核定编制数", .count, unit: NumberUnit.posts, zh: "批准文件核定的编制数",
            en: "posts that the approval names"
        ) { .number($0.approved) },
        .optional(
            "revolving", "周转编制数", .count, unit: NumberUnit.posts, zh: "借用周转池的编制数",
            en: "posts drawn from the revolving pool"
        ) { .number($0.revolving) },
        .optional(
            "revolving_due", "周转到期日", .day, zh: "周转编制应归还日期",
            en: "day by which revolving posts must be returned"
        ) { .day($0.revolvingDue) },
        .optional("approval_no", "批准文号", zh: "批准文件文号", en: "number of the approval") {
            .text($0.approvalNumber)
        },
    ]
}
