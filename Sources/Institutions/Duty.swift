package import Calendars
internal import Languages

/// A duty of a unit as F2 lists it (职责任务).
package struct Duty: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var dutyID: String
    package let name: String
    package let kind: DutyKind
    /// 主责主业; nil where not said.
    package let isCore: Bool?
    package let basis: String?
    package internal(set) var bodyID: String?
    /// Day on which the list of duties had to change.
    package let triggered: Day?
    /// Day on which the change was applied for.
    package let applied: Day?
    /// nil where not said: in force.
    package let status: DutyStatus?
}

extension Duty {
    package var isInForce: Bool { status?.isInForce ?? true }

    package init?(_ row: inout FormRow) {
        let (unitID, dutyID) = (row.text("unit_id"), row.text("duty_id"))
        let (name, kind) = (row.text("name"), row.choice("kind", DutyKind.self))
        line = row.line
        isCore = row.flag("core")
        basis = row.text("basis")
        bodyID = row.text("body_id")
        triggered = row.day("triggered")
        applied = row.day("applied")
        status = row.choice("status", DutyStatus.self)
        guard let unitID, let dutyID, let name, let kind else { return nil }
        self.unitID = unitID
        self.dutyID = dutyID
        self.name = name
        self.kind = kind
    }

    package static let form = Form(
        "duties", zh: "职责任务清单表", en: "Duties (F2)", fields: fields,
        keys: ["unit_id", "duty_id"], registers: (.duty, ["unit_id", "duty_id"]))

    package static let fields: [Field<Duty>] = [
        .unitID { .text($0.unitID) },
        .required("duty_id", "职责编码", .code, zh: "单位内唯一", en: "unique within the unit") {
            .text($0.dutyID)
        },
        .required("name", "职责名称", zh: "职责或任务名称", en: "name of the duty") {
            .text($0.name)
        },
        .required(
            "kind", "类型", .choice(DutyKind.self), zh: "法定：三定或法规规定；重点、临时：交办",
            en: "statutory, key or temporary"
        ) { .choice($0.kind) },
        .optional("core", "主责主业", .flag, zh: "是否主责主业", en: "whether it is a core duty") {
            .flag($0.isCore)
        },
        .optional("basis", "依据", zh: "三定规定、法规或交办文件", en: "what it rests on") {
            .text($0.basis)
        },
        .optional(
            "body_id", "承办机构", .code, names: .body, zh: "承办的内设机构编码",
            en: "inner body in charge"
        ) { .text($0.bodyID) },
        .optional(
            "triggered", "调整触发日", .day, zh: "权责清单应当调整的事由发生日",
            en: "day from which the list of duties had to change"
        ) { .day($0.triggered) },
        .optional("applied", "申请日", .day, zh: "申请调整的日期", en: "day of the application") {
            .day($0.applied)
        },
        .optional(
            "status", "状态", .choice(DutyStatus.self), fallback: "在行", zh: "职责现状",
            en: "whether it is in force"
        ) { .choice($0.status) },
    ]
}
