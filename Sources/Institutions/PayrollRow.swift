package import Calendars
internal import Languages

/// A person who is paid from public funds (财政供养).
package struct PayrollRow: FormRecord, Hashable {
    package let line: Int
    package let personID: String
    package internal(set) var unitID: String
    package let source: String?
    /// Last day paid; nil: still paid.
    package let paidUntil: Day?
}

extension PayrollRow {
    /// Whether pay runs on a day.
    package func isPaid(on day: Day) -> Bool { paidUntil.map { $0 >= day } ?? true }

    package init?(_ row: inout FormRow) {
        let (personID, unitID) = (row.text("person_id"), row.text("unit_id"))
        line = row.line
        source = row.text("source")
        paidUntil = row.day("paid_until")
        guard let personID, let unitID else { return nil }
        self.personID = personID
        self.unitID = unitID
    }

    package static let form = Form(
        "payroll", zh: "财政供养人员表", en: "Payroll", fields: fields,
        keys: ["person_id", "unit_id", "source"], concernsPersons: true)

    package static let fields: [Field<PayrollRow>] = [
        .required(
            "person_id", "人员编码", .code, zh: "与人员信息表相同的化名",
            en: "the pseudonym of the staff form"
        ) { .text($0.personID) },
        .unitID { .text($0.unitID) },
        .optional("source", "经费来源", zh: "发放工资的经费来源", en: "fund that pays") {
            .text($0.source)
        },
        .optional(
            "paid_until", "发放至", .day, fallback: "仍在发放", zh: "工资发放到哪一天",
            en: "last day paid"
        ) { .day($0.paidUntil) },
    ]
}
