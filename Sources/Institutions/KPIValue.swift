internal import Languages

/// A supplied value of an indicator (指标值), for trees whose measure is a table.
package struct KPIValue: FormRecord, Hashable {
    package typealias Rows = SuppliedValues

    package let line: Int
    package internal(set) var unitID: String
    package let code: String
    package internal(set) var value: Double
}

extension KPIValue {
    package init?(_ row: inout FormRow) {
        let (unitID, code, value) = (row.text("unit_id"), row.text("code"), row.number("value"))
        line = row.line
        guard let unitID, let code, let value else { return nil }
        self.unitID = unitID
        self.code = code
        self.value = value
    }

    package static let form = Form(
        "kpi", zh: "指标值表", en: "Supplied indicator values", fields: fields,
        keys: ["unit_id", "code"])

    package static let fields: [Field<KPIValue>] = [
        .unitID { .text($0.unitID) },
        .required("code", "指标编码", .code, zh: "指标体系中的编码", en: "code in the indicator tree") {
            .text($0.code)
        },
        .required("value", "值", .amount, zh: "指标值", en: "value of the indicator") {
            .number($0.value)
        },
    ]
}
