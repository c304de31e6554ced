internal import Calendars
internal import Institutions
internal import Languages

/// R06 吃空饷: paid after leaving, on a leave past its limit, or from two sources.
struct PayWithoutPost: Detector {
    /// Days of pay after leaving that settle the month.
    var graceDays = 31

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, audit.forms.has("payroll") else { return nil }
        let pay = Dictionary(grouping: audit.dossier.payOfStaff, by: \.personID)
        let paid = audit.dossier.staff.compactMap { person in
            pay[person.personID].map { (person: person, rows: $0) }
        }
        return [
            leavers(paid, audit), leaves(paid, audit), doublePay(paid, audit),
        ].compactMap { $0 }
    }

    private typealias Paid = (person: Person, rows: [PayrollRow])

    private func leavers(_ paid: [Paid], _ audit: AuditCase) -> Detection? {
        let found = paid.filter { person, rows in
            guard person.status.hasLeft, let end = person.end else { return false }
            let last = end.advanced(byDays: graceDays)
            return rows.contains { min($0.paidUntil ?? audit.asOf, audit.asOf) > last }
        }
        return detection(
            found, "退休、死亡或离职后 \(graceDays) 天以上仍在发放工资",
            "paid for more than \(graceDays) days after retirement, death or leaving"
        ) {
            "\($0.personID) \($0.status.rawValue) \($0.end.map { "\($0)" } ?? "")"
        }
    }

    private func leaves(_ paid: [Paid], _ audit: AuditCase) -> Detection? {
        let found = paid.filter { person, rows in
            guard audit.limits.hasOverstayed(person, on: audit.asOf) else { return false }
            let last = min(person.statusUntil ?? audit.asOf, audit.asOf)
            return rows.contains { $0.isPaid(on: last) }
        }
        return detection(
            found,
            "病休满 \(audit.limits.sickMonths) 个月或事假满 \(audit.limits.privateWorkingDays) 个工作日仍在发放工资"
                + "（须核实是否按病假、事假工资规定发放）",
            "paid on sick leave of \(audit.limits.sickMonths) months or private leave of "
                + "\(audit.limits.privateWorkingDays) working days (check whether at the rate for leave)"
        ) {
            "\($0.personID) \($0.status.rawValue) \($0.statusSince.map { "\($0)" } ?? "")"
        }
    }

    private func doublePay(_ paid: [Paid], _ audit: AuditCase) -> Detection? {
        let found = paid.filter { _, rows in rows.count { $0.isPaid(on: audit.asOf) } > 1 }
        return detection(
            found, "同时从两个以上渠道领取工资", "paid from two or more sources at once"
        ) { $0.personID }
    }

    private func detection(
        _ found: [Paid], _ zh: String, _ en: String, name: (Person) -> String
    ) -> Detection? {
        guard !found.isEmpty else { return nil }
        let rows = found.map { (name: name($0.person), line: $0.person.line) }
        return Detection(
            detail: Wording(
                zh: "\(zh) \(found.count) 人：", en: "\(peopleCount(found.count)) \(en): ")
                + Wording(named: rows, one: "人", "people") + Wording(zh: "。", en: "."),
            persons: found.map(\.person.personID),
            evidence: [
                Evidence(found.map(\.person), "status", "status_since", "status_until"),
                Evidence(found.flatMap(\.rows), "unit_id", "source", "paid_until"),
            ])
    }
}

extension Person {
    /// The day from which a person who has left is gone.
    var end: Day? { statusSince ?? (status == .retired ? retiresOn : nil) }
}

/// People whom the three numbers (编制数, 实有数, 财政供养数) should agree on.
private struct PaidPeople {
    /// Own people on the establishment whom public funds should pay.
    let due: [Person]
    /// Who is paid in the unit's name on the day, each once, in file order.
    let paid: [PayrollRow]

    init(_ audit: AuditCase, unpaid: [QuotaType]) {
        let isUnpaid = audit.unit.funding == .selfFunded
        due = isUnpaid ? [] : audit.established.filter { !unpaid.contains($0.quotaType) }
        var seen: Set<String> = []
        paid = audit.dossier.payroll.filter { row in
            guard row.isPaid(on: audit.asOf) else { return false }
            let type = audit.forms.person(row.personID)?.quotaType
            // Pay of the 编外 and of the self-funded is not one of the three numbers.
            if type == .outside || type.map(unpaid.contains) == true { return false }
            return seen.insert(row.personID).inserted
        }
    }
}

/// R17 未在实名制: paid but not in the staff form, or in the staff form but on no payroll.
struct PayrollStrangers: Detector {
    /// Types that public funds don't pay.
    var unpaid: [QuotaType] = [.selfFunded]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasPayroll else { return nil }
        let people = PaidPeople(audit, unpaid: unpaid)
        let strangers = people.paid.filter { audit.forms.person($0.personID) == nil }
        let payees = Set(audit.dossier.payOfStaff.map(\.personID))
        let absent = people.due.filter { !payees.contains($0.personID) }
        return [strangerDetection(strangers), absentDetection(absent)].compactMap { $0 }
    }

    private func strangerDetection(_ rows: [PayrollRow]) -> Detection? {
        guard !rows.isEmpty else { return nil }
        return Detection(
            detail: Wording(
                zh: "财政供养但人员信息表中没有 \(rows.count) 人：",
                en: "\(peopleCount(rows.count)) on the payroll, not in the staff form: ")
                + Wording(
                    named: rows.map { ($0.personID, $0.line) }, one: "人", "people")
                + Wording(zh: "。", en: "."),
            persons: rows.map(\.personID), evidence: [Evidence(rows, "person_id")])
    }

    private func absentDetection(_ people: [Person]) -> Detection? {
        guard !people.isEmpty else { return nil }
        return Detection(
            detail: Wording(
                zh: "在编但财政供养表中没有 \(people.count) 人：",
                en: "\(peopleCount(people.count)) on the establishment, not on the payroll: ")
                + Wording(people: people) + Wording(zh: "。", en: "."),
            persons: people.map(\.personID), evidence: [Evidence(people, "person_id")])
    }
}

/// R18 三数不符: the number on the establishment isn't the number paid.
///
/// It touches everybody who is in one of the two and not in the other. Vacancies are no mismatch,
/// and people above the approved posts are R01.
struct ThreeNumbers: Detector {
    var unpaid: [QuotaType] = [.selfFunded]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasPayroll else { return nil }
        let people = PaidPeople(audit, unpaid: unpaid)
        guard people.due.count != people.paid.count else { return [] }
        let due = Set(people.due.map(\.personID))
        let paid = Set(people.paid.map(\.personID))
        let unpaidPeople = people.due.filter { !paid.contains($0.personID) }
        let otherRows = people.paid.filter { !due.contains($0.personID) }
        return [
            Detection(
                detail: approved(audit)
                    + Wording(
                        zh: "在编 \(due.count) 人，财政供养 \(paid.count) 人，相差 "
                            + "\(abs(due.count - paid.count)) 人；只在编 \(unpaidPeople.count) 人，"
                            + "只供养 \(otherRows.count) 人。",
                        en: "\(due.count) on the establishment, \(paid.count) paid, "
                            + "\(abs(due.count - paid.count)) apart: \(unpaidPeople.count) only on the "
                            + "establishment, \(otherRows.count) only paid."),
                persons: unpaidPeople.map(\.personID) + otherRows.map(\.personID),
                evidence: [
                    Evidence(unpaidPeople, "quota_type", "status"),
                    Evidence(otherRows, "person_id", "paid_until"),
                ].filter { !$0.lines.isEmpty })
        ]
    }

    private func approved(_ audit: AuditCase) -> Wording {
        let types = audit.headcount.types.filter { !unpaid.contains($0.type) }
        let known = types.compactMap(\.approved)
        guard !known.isEmpty else { return Wording("") }
        let sum = known.reduce(0, +)
        return Wording(zh: "核定编制 \(sum) 名，", en: "\(postCount(sum)) approved, ")
    }
}
