package import Calendars
internal import Languages

/// An entry of the ledger of problems (问题台账).
package struct ProblemRow: FormRecord, Hashable {
    package let line: Int
    package let problemID: String
    package internal(set) var unitID: String
    package let foundOn: Day
    package let source: ProblemSource
    /// An audit rule such as R10, or words of one's own.
    package let rule: String
    package let severity: Severity
    package let state: ProblemState
    package let due: Day?
    package let closedOn: Day?
    package let description: String?
}

extension ProblemRow {
    package init?(_ row: inout FormRow) {
        let (problemID, unitID) = (row.text("problem_id"), row.text("unit_id"))
        let (foundOn, rule) = (row.day("found_on"), row.text("rule"))
        let source = row.choice("source", ProblemSource.self)
        let severity = row.choice("severity", Severity.self)
        let state = row.choice("state", ProblemState.self)
        line = row.line
        due = row.day("due")
        closedOn = row.day("closed_on")
        description = row.text("description")
        guard let problemID, let unitID, let foundOn, let source, let rule, let severity, let state
        else { return nil }
        self.problemID = problemID
        self.unitID = unitID
        self.foundOn = foundOn
        self.source = source
        self.rule = rule
        self.severity = severity
        self.state = state
    }

    package static let form = Form(
        "problems", file: "ledgers/problems.csv", zh: "机构编制问题台账", en: "Ledger of problems",
        fields: fields, keys: ["problem_id"],
        orders: [("found_on", "due"), ("found_on", "closed_on")])

    package static let fields: [Field<ProblemRow>] = [
        .required("problem_id", "问题编号", .code, zh: "台账内唯一", en: "unique in the ledger") {
            .text($0.problemID)
        },
        .unitID { .text($0.unitID) },
        .required("found_on", "发现日期", .day, zh: "发现日期", en: "day on which it was found") {
            .day($0.foundOn)
        },
        .required(
            "source", "来源", .choice(ProblemSource.self), zh: "问题来源", en: "who found it"
        ) { .choice($0.source) },
        .required(
            "rule", "规则", zh: "审计规则编号，如 R10", en: "the audit rule, such as R10"
        ) { .text($0.rule) },
        .required(
            "severity", "严重程度", .choice(Severity.self), zh: "重、中或轻",
            en: "major (重), medium (中) or minor (轻)"
        ) { .choice($0.severity) },
        .required(
            "state", "状态", .choice(ProblemState.self), zh: "问题所处环节",
            en: "where it stands in its life cycle"
        ) { .choice($0.state) },
        .optional("due", "整改期限", .day, zh: "整改期限", en: "day by which it must be solved") {
            .day($0.due)
        },
        .optional("closed_on", "销号日期", .day, zh: "销号日期", en: "day on which it was closed") {
            .day($0.closedOn)
        },
        .optional("description", "描述", zh: "问题描述", en: "what the problem is") {
            .text($0.description)
        },
    ]
}
