internal import Languages

/// What a unit achieved and spent in the year, its row of F6 (履职成效与经费).
package struct ResultsRow: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var accepted: Double?
    package internal(set) var closedOnTime: Double?
    package internal(set) var returned: Double?
    package internal(set) var corrected: Double?
    package internal(set) var lostCases: Double?
    package internal(set) var auditFindings: Double?
    package internal(set) var complaints: Double?
    package internal(set) var complaintsSatisfied: Double?
    package internal(set) var budget: Double?
    package internal(set) var spent: Double?
    package internal(set) var threePublic: Double?
    package internal(set) var threePublicPrevious: Double?
    package internal(set) var reportsUpheld: Double?
    package internal(set) var issuesDue: Double?
    package internal(set) var issuesClosed: Double?
}

extension ResultsRow {
    package init?(_ row: inout FormRow) {
        let unitID = row.text("unit_id")
        line = row.line
        accepted = row.number("accepted")
        closedOnTime = row.number("closed_on_time")
        returned = row.number("returned")
        corrected = row.number("corrected")
        lostCases = row.number("lost_cases")
        auditFindings = row.number("audit_findings")
        complaints = row.number("complaints")
        complaintsSatisfied = row.number("complaints_satisfied")
        budget = row.number("budget")
        spent = row.number("spent")
        threePublic = row.number("three_public")
        threePublicPrevious = row.number("three_public_prev")
        reportsUpheld = row.number("reports_upheld")
        issuesDue = row.number("issues_due")
        issuesClosed = row.number("issues_closed")
        guard let unitID else { return nil }
        self.unitID = unitID
    }

    package static let form = Form(
        "results", zh: "履职成效与经费表", en: "Results and expenses (F6)", fields: fields,
        keys: ["unit_id"],
        parts: [
            ("closed_on_time", "accepted"), ("returned", "accepted"), ("corrected", "accepted"),
            ("lost_cases", "accepted"), ("complaints_satisfied", "complaints"),
            ("issues_closed", "issues_due"),
        ])

    package static let fields: [Field<ResultsRow>] = serviceFields + moneyFields + issueFields

    private static let serviceFields: [Field<ResultsRow>] = [
        .unitID { .text($0.unitID) },
        .optional(
            "accepted", "受理件数", .count, unit: NumberUnit.cases, zh: "全年受理件数",
            en: "cases accepted in the year"
        ) { .number($0.accepted) },
        .optional(
            "closed_on_time", "按时办结数", .count, unit: NumberUnit.cases, zh: "受理件中按时办结的件数",
            en: "accepted cases closed on time"
        ) { .number($0.closedOnTime) },
        .optional(
            "returned", "退回数", .count, unit: NumberUnit.cases, zh: "退回重办件数", en: "returned cases"
        ) {
            .number($0.returned)
        },
        .optional(
            "corrected", "纠错数", .count, unit: NumberUnit.cases, zh: "纠错件数", en: "corrected cases"
        ) {
            .number($0.corrected)
        },
        .optional(
            "lost_cases", "败诉数", .count, unit: NumberUnit.cases, zh: "复议、诉讼中败诉的件数",
            en: "cases lost in review or in court"
        ) { .number($0.lostCases) },
        .optional(
            "audit_findings", "审计问题数", .count, zh: "审计发现的问题数",
            en: "problems found by auditors"
        ) { .number($0.auditFindings) },
        .optional(
            "complaints", "诉求件数", .count, unit: NumberUnit.cases, zh: "12345 等渠道诉求件数",
            en: "requests and complaints received"
        ) { .number($0.complaints) },
        .optional(
            "complaints_satisfied", "诉求满意数", .count, unit: NumberUnit.cases, zh: "诉求人满意的件数",
            en: "those of which the sender was satisfied"
        ) { .number($0.complaintsSatisfied) },
    ]

    private static let moneyFields: [Field<ResultsRow>] = [
        .optional(
            "budget", "预算数", .amount, unit: NumberUnit.tenThousandYuan, zh: "全年预算",
            en: "budget of the year"
        ) { .number($0.budget) },
        .optional(
            "spent", "决算数", .amount, unit: NumberUnit.tenThousandYuan, zh: "全年支出",
            en: "spent in the year"
        ) { .number($0.spent) },
        .optional(
            "three_public", "三公经费", .amount, unit: NumberUnit.tenThousandYuan, zh: "本年三公经费",
            en: "travel, vehicles and receptions, this year"
        ) { .number($0.threePublic) },
        .optional(
            "three_public_prev", "上年三公经费", .amount, unit: NumberUnit.tenThousandYuan, zh: "上年三公经费",
            en: "travel, vehicles and receptions, the year before"
        ) { .number($0.threePublicPrevious) },
    ]

    private static let issueFields: [Field<ResultsRow>] = [
        .optional(
            "reports_upheld", "查实举报数", .count, zh: "查实的举报件数", en: "reports found true"
        ) { .number($0.reportsUpheld) },
        .optional(
            "issues_due", "应整改数", .count, zh: "到期应整改的问题数", en: "problems due to be solved"
        ) { .number($0.issuesDue) },
        .optional(
            "issues_closed", "按期整改数", .count, zh: "按期整改的问题数", en: "problems solved on time"
        ) { .number($0.issuesClosed) },
    ]
}
