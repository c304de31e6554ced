internal import Languages

/// A piece of recurring or temporary work with its hours, a row of F5 (工作事项).
package struct WorkItem: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var itemID: String
    package let item: String
    /// Times a year.
    package internal(set) var frequency: Double
    /// Hours per time and person.
    package internal(set) var hours: Double
    package let people: Double
    package internal(set) var bodyID: String?
    package internal(set) var dutyID: String?
    package let kind: WorkKind?
    /// 1…1.5; used for the estimate of posts, never for physical hours.
    package let difficulty: Double
    package let evidence: WorkEvidence?
    package internal(set) var systemCount: Double?
    /// Times in the year before.
    package internal(set) var frequencyPrevious: Double?
    /// Times two years before.
    package internal(set) var frequencyBeforePrevious: Double?
}

extension WorkItem {
    /// The highest difficulty that counts; a higher one counts as this.
    package static let highestDifficulty = 1.5

    /// frequency × hours × people, in hours a year.
    package var yearlyHours: Double { frequency * hours * people }

    package init?(_ row: inout FormRow) {
        let (unitID, itemID) = (row.text("unit_id"), row.text("item_id"))
        let (item, frequency) = (row.text("item"), row.number("frequency"))
        let hours = row.number("hours")
        line = row.line
        people = row.number("people") ?? 1
        bodyID = row.text("body_id")
        dutyID = row.text("duty_id")
        kind = row.choice("kind", WorkKind.self)
        let difficulty = row.number("difficulty") ?? 1
        if difficulty > Self.highestDifficulty { row.warn(.difficultyCapped(difficulty)) }
        self.difficulty = min(difficulty, Self.highestDifficulty)
        evidence = row.choice("evidence", WorkEvidence.self)
        systemCount = row.number("system_count")
        frequencyPrevious = row.number("frequency_prev1")
        frequencyBeforePrevious = row.number("frequency_prev2")
        guard let unitID, let itemID, let item, let frequency, let hours else { return nil }
        self.unitID = unitID
        self.itemID = itemID
        self.item = item
        self.frequency = frequency
        self.hours = hours
    }

    package static let form = Form(
        "worklog", zh: "工作事项与工时表", en: "Work items and hours (F5)", fields: fields,
        keys: ["unit_id", "item_id"], registers: (.item, ["unit_id", "item_id"]))

    package static let derived: [DerivedColumn<WorkItem>] = [
        DerivedColumn(
            key: "yearly_hours",
            note: Wording(
                zh: "年工时：年频次×单次耗时×参与人数", en: "frequency × hours × people, a year")
        ) { .number($0.yearlyHours) }
    ]

    package static let fields: [Field<WorkItem>] = timeFields + placeFields

    private static let timeFields: [Field<WorkItem>] = [
        .unitID { .text($0.unitID) },
        .required("item_id", "事项编码", .code, zh: "单位内唯一", en: "unique within the unit") {
            .text($0.itemID)
        },
        .required("item", "工作事项", zh: "事项名称", en: "name of the work") { .text($0.item) },
        .required(
            "frequency", "年频次", .number(0...1e9), unit: NumberUnit.timesAYear, zh: "评估年度办理次数",
            en: "times in the year"
        ) { .number($0.frequency) },
        .required(
            "hours", "单次耗时(小时/人)", or: ["单次耗时"], .number(0...1e6), unit: NumberUnit.hours,
            zh: "每人每次耗时", en: "hours per time and person"
        ) { .number($0.hours) },
        .optional(
            "people", "参与人数", .number(0...1e6), unit: NumberUnit.people, fallback: "1",
            zh: "每次参与人数", en: "people taking part each time"
        ) { .number($0.people) },
    ]

    private static let placeFields: [Field<WorkItem>] = [
        .optional(
            "body_id", "承办机构", or: ["内设机构编码"], .code, names: .body, zh: "承办的内设机构编码",
            en: "inner body in charge"
        ) { .text($0.bodyID) },
        .optional(
            "duty_id", "职责编码", .code, names: .duty, zh: "所属职责的编码", en: "duty that it serves"
        ) { .text($0.dutyID) },
        .optional("kind", "类别", .choice(WorkKind.self), zh: "工作类别", en: "kind of work") {
            .choice($0.kind)
        },
        .optional(
            "difficulty", "难度系数", .number(0.1...3), fallback: "1",
            zh: "1、1.2 或 1.5，高于 1.5 按 1.5 计，只用于测算编制",
            en: "1, 1.2 or 1.5; higher counts as 1.5; used for the estimate of posts only"
        ) { .number($0.difficulty) },
        .optional(
            "evidence", "佐证", .choice(WorkEvidence.self), zh: "频次有何佐证",
            en: "what proves the times"
        ) { .choice($0.evidence) },
        .optional(
            "system_count", "系统办件量", .number(0...1e9), unit: NumberUnit.cases, zh: "业务系统记录的办件量",
            en: "cases recorded by a system"
        ) { .number($0.systemCount) },
        .optional(
            "frequency_prev1", "上年频次", .number(0...1e9), unit: NumberUnit.timesAYear, zh: "上年办理次数",
            en: "times in the year before"
        ) { .number($0.frequencyPrevious) },
        .optional(
            "frequency_prev2", "前年频次", .number(0...1e9), unit: NumberUnit.timesAYear, zh: "前年办理次数",
            en: "times two years before"
        ) { .number($0.frequencyBeforePrevious) },
    ]
}

extension FormRow.Notice {
    fileprivate static func difficultyCapped(_ difficulty: Double) -> Self {
        let cap = numeral(WorkItem.highestDifficulty)
        return Self(
            key: "difficulty", code: .outOfRange, found: numeral(difficulty, decimals: 2),
            expected: Wording("1…\(cap)"),
            message: Wording(
                zh: "难度系数高于上限 \(cap)，按 \(cap) 计",
                en: "the difficulty is above \(cap) and counts as \(cap)"),
            remedy: Wording(
                zh: "请改为 1、1.2 或 1.5；确需更高的，请调整单次耗时",
                en: "enter 1, 1.2 or 1.5; if the work takes longer, say so in its hours"))
    }
}
