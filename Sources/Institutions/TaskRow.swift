package import Calendars
internal import Languages

/// A key task with its target (重点任务).
package struct TaskRow: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var taskID: String
    package let name: String?
    package internal(set) var dutyID: String?
    package let weight: Double
    package let target: Double
    package let achieved: Double
    package let better: TaskDirection
    package let due: Day?
    package let done: Day?
}

extension TaskRow {
    package init?(_ row: inout FormRow) {
        let (unitID, taskID) = (row.text("unit_id"), row.text("task_id"))
        let (target, achieved) = (row.number("target"), row.number("achieved"))
        line = row.line
        name = row.text("name")
        dutyID = row.text("duty_id")
        weight = row.number("weight") ?? 1
        better = row.choice("better", TaskDirection.self) ?? .higher
        due = row.day("due")
        done = row.day("done")
        guard let unitID, let taskID, let target, let achieved else { return nil }
        self.unitID = unitID
        self.taskID = taskID
        self.target = target
        self.achieved = achieved
    }

    package static let form = Form(
        "tasks", zh: "重点任务表", en: "Key tasks (F6)", fields: fields,
        keys: ["unit_id", "task_id"])

    package static let fields: [Field<TaskRow>] = [
        .unitID { .text($0.unitID) },
        .required("task_id", "任务编码", .code, zh: "单位内唯一", en: "unique within the unit") {
            .text($0.taskID)
        },
        .optional("name", "任务名称", zh: "任务名称", en: "name of the task") { .text($0.name) },
        .optional(
            "duty_id", "职责编码", .code, names: .duty, zh: "所属职责的编码", en: "duty that it serves"
        ) { .text($0.dutyID) },
        .optional(
            "weight", "权重", .number(0...1e6), fallback: "1", zh: "任务之间的相对权重",
            en: "weight among the unit's tasks"
        ) { .number($0.weight) },
        .required("target", "目标值", .amount, zh: "年度目标值", en: "target of the year") {
            .number($0.target)
        },
        .required("achieved", "完成值", .amount, zh: "年度完成值", en: "achieved in the year") {
            .number($0.achieved)
        },
        .optional(
            "better", "方向", .choice(TaskDirection.self), fallback: "高", zh: "高：越高越好；低：越低越好",
            en: "whether more (高) or less (低) is better"
        ) { .choice($0.better) },
        .optional("due", "应完成日", .day, zh: "应完成日期", en: "day by which it is due") {
            .day($0.due)
        },
        .optional("done", "完成日", .day, zh: "实际完成日期", en: "day on which it was done") {
            .day($0.done)
        },
    ]
}
