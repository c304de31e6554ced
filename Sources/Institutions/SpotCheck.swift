package import Calendars
internal import Languages

/// A work item timed on site (跟班实测).
package struct SpotCheck: FormRecord, Hashable {
    package let line: Int
    package internal(set) var unitID: String
    package internal(set) var itemID: String
    /// Hours per time and person, as observed.
    package internal(set) var observedHours: Double
    package let observedOn: Day?
    package let observer: String?
}

extension SpotCheck {
    package init?(_ row: inout FormRow) {
        let (unitID, itemID) = (row.text("unit_id"), row.text("item_id"))
        let observedHours = row.number("observed_hours")
        line = row.line
        observedOn = row.day("observed_on")
        observer = row.text("observer")
        guard let unitID, let itemID, let observedHours else { return nil }
        self.unitID = unitID
        self.itemID = itemID
        self.observedHours = observedHours
    }

    package static let form = Form(
        "spotchecks", zh: "跟班实测表", en: "Spot checks", fields: fields, keys: [])

    package static let fields: [Field<SpotCheck>] = [
        .unitID { .text($0.unitID) },
        .required(
            "item_id", "事项编码", .code, names: .item, zh: "工作事项与工时表中的事项编码",
            en: "code of the work item"
        ) { .text($0.itemID) },
        .required(
            "observed_hours", "实测单次耗时", or: ["实测单次耗时(小时/人)"], .number(0...1e6),
            unit: NumberUnit.hours, zh: "现场实测的每人每次耗时", en: "observed hours per time and person"
        ) { .number($0.observedHours) },
        .optional("observed_on", "日期", .day, zh: "实测日期", en: "day of the observation") {
            .day($0.observedOn)
        },
        .optional("observer", "观察人", zh: "观察人代号", en: "who observed") { .text($0.observer) },
    ]
}
