internal import Languages

/// Approved leading posts of one level in a unit (领导职数).
package struct LeaderQuota: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package let jobLevel: String
    package internal(set) var approved: Int
}

extension LeaderQuota {
    package init?(_ row: inout FormRow) {
        let (unitID, jobLevel) = (row.text("unit_id"), row.text("job_level"))
        let approved = row.whole("approved")
        line = row.line
        guard let unitID, let jobLevel, let approved else { return nil }
        self.unitID = unitID
        self.jobLevel = jobLevel
        self.approved = approved
    }

    package static let form = Form(
        "leaders", zh: "领导职数表", en: "Leading posts (F3)", fields: fields,
        keys: ["unit_id", "job_level"])

    package static let fields: [Field<LeaderQuota>] = [
        .unitID { .text($0.unitID) },
        .required(
            "job_level", "职务层次", zh: "如正处、副处、正科，写法与人员信息表一致",
            en: "as written in the staff form, such as 正科"
        ) { .text($0.jobLevel) },
        .required(
            "approved", "核定职数", .count, unit: NumberUnit.posts, zh: "批准文件核定的领导职数",
            en: "leading posts that the approval names"
        ) { .number($0.approved) },
    ]
}
