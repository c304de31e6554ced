internal import Calendars
internal import Institutions
internal import Languages

/// R16 用编程序缺失: joined the establishment without an approval's number.
struct MissingApproval: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, audit.forms.has("staff", "approval_no") else { return nil }
        let found = audit.established.filter { $0.joined != nil && $0.approvalNumber == nil }
        guard !found.isEmpty else { return [] }
        return [
            Detection(
                detail: Wording(
                    zh: "有入编日期、没有入编文号 \(found.count) 人：",
                    en: "\(peopleCount(found.count)) joined without an approval number: ")
                    + Wording(people: found) + Wording(zh: "。", en: "."),
                persons: found.map(\.personID),
                evidence: [Evidence(found, "joined", "approval_no")])
        ]
    }
}

/// R24 数据质量: dates that a form can hold and a life can't.
struct ImplausibleData: Detector {
    var leastJoiningAge = 16
    var retirementAges = 40...75

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.dossier.staff.compactMap { person -> (person: Person, why: Wording)? in
            reason(person, audit.asOf).map { (person, $0) }
        }
        guard !found.isEmpty else { return [] }
        func rows(_ language: KeyPath<Wording, String>) -> [(name: String, line: Int)] {
            found.map { ("\($0.person.personID) \($0.why[keyPath: language])", $0.person.line) }
        }
        return [
            Detection(
                detail: Wording(
                    zh: "出生年、日期互相矛盾 \(found.count) 人："
                        + Wording(named: rows(\.zh), one: "人", "people").zh + "。",
                    en: "\(peopleCount(found.count)) with dates that can't be: "
                        + Wording(named: rows(\.en), one: "人", "people").en + "."),
                persons: found.map(\.person.personID),
                evidence: [
                    Evidence(
                        found.map(\.person), "birth_year", "joined", "retires_on", "status_since")
                ])
        ]
    }

    /// The first thing that can't be.
    private func reason(_ person: Person, _ asOf: Day) -> Wording? {
        if let birth = person.birthYear {
            if let joined = person.joined, joined.year - birth < leastJoiningAge {
                return Wording(
                    zh: "\(birth) 年出生、\(joined) 入编", en: "born \(birth), joined \(joined)")
            }
            if asOf.year - birth < leastJoiningAge {
                return Wording(zh: "\(birth) 年出生", en: "born \(birth)")
            }
            if let retires = person.retiresOn, !retirementAges.contains(retires.year - birth) {
                return Wording(
                    zh: "\(birth) 年出生、\(retires) 退休", en: "born \(birth), retires \(retires)")
            }
        }
        if let joined = person.joined {
            if joined > asOf { return Wording(zh: "\(joined) 入编", en: "joined \(joined)") }
            if let retires = person.retiresOn, retires < joined {
                return Wording(
                    zh: "\(joined) 入编、\(retires) 退休", en: "joined \(joined), retires \(retires)")
            }
        }
        if let since = person.statusSince, since > asOf {
            return Wording(
                zh: "状态“\(person.status.rawValue)”自 \(since) 起", en: "status from \(since)")
        }
        return nil
    }
}

/// R28 未及时出编: left, or due to retire, and still on the roster with a post.
struct LateRemoval: Detector {
    var days = 30

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.dossier.staff.compactMap { person -> (person: Person, end: Day)? in
            guard person.quotaType != .outside,
                let end = person.status.hasLeft ? person.end : person.retiresOn,
                end.advanced(byDays: days) < audit.asOf
            else { return nil }
            return (person, end)
        }
        guard !found.isEmpty else { return [] }
        let rows = found.map { person, end in
            let word = person.status.hasLeft ? person.status.rawValue : "应退休"
            return (name: "\(person.personID) \(word) \(end)", line: person.line)
        }
        return [
            Detection(
                detail: Wording(
                    zh: "退休、死亡或离职 \(days) 天以上仍列在编 \(found.count) 人：",
                    en: "\(peopleCount(found.count)) still on the roster with a post more than "
                        + "\(days) days after retirement, death or leaving: ")
                    + Wording(named: rows, one: "人", "people") + Wording(zh: "。", en: "."),
                persons: found.map(\.person.personID),
                evidence: [Evidence(found.map(\.person), "quota_type", "status", "retires_on")])
        ]
    }
}

/// R30 单位未按时报告: no row in a form that the evaluation has.
struct MissingReport: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        let dossier = audit.dossier
        let handedIn: [(form: Form, isEmpty: Bool)] = [
            (Duty.form, dossier.duties.isEmpty), (QuotaLine.form, dossier.quotas.isEmpty),
            (Person.form, dossier.staff.isEmpty), (WorkItem.form, dossier.workItems.isEmpty),
            (ResultsRow.form, dossier.results == nil),
        ]
        let missing = handedIn.filter { $0.isEmpty && audit.forms.has($0.form.name) }.map(\.form)
        guard !missing.isEmpty else { return [] }
        return [
            Detection(
                detail: Wording(
                    zh: "没有报送：\(missing.map(\.title.zh).joined(separator: "、"))。",
                    en: "Nothing handed in for: \(missing.map(\.title.en).joined(separator: ", "))."
                ),
                evidence: [Evidence(CollectionOfOne(audit.unit), "unit_id")])
        ]
    }
}
