internal import Calendars
internal import Institutions
internal import Languages

extension Person {
    /// Works elsewhere with an approval that hasn't run out.
    fileprivate func isLentProperly(on day: Day) -> Bool {
        let isApproved = loanDocument != nil || status == .seconded
        return isApproved && !hasExpired(by: day)
    }

    fileprivate func hasExpired(by day: Day) -> Bool {
        statusUntil.map { $0 < day } ?? false
    }
}

/// R03 混编混岗: somebody on a type of post that the place of work may not use. Whoever works
/// elsewhere under a valid approval is looked at by the own unit's kind.
struct MixedUse: Detector {
    /// Types that a kind of unit may use.
    var allowed: [UnitCategory: Set<QuotaType>] = MixedUse.standard

    /// Posts of organs in organs, posts of institutions in institutions.
    static let standard: [UnitCategory: Set<QuotaType>] = {
        let organ: Set<QuotaType> = [.administrative, .politicalLegal, .support]
        let institution: Set<QuotaType> = [
            .civilServiceLike, .full, .partial, .selfFunded, .support,
        ]
        return [
            .administrative: organ, .civilServiceLike: institution, .publicWelfareOne: institution,
            .publicWelfareTwo: institution, .commercial: institution,
        ]
    }()

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.established.filter { person in
            let isHere =
                person.workplaceID == person.unitID || person.isLentProperly(on: audit.asOf)
            let place = isHere ? audit.unit : audit.forms.unit(person.workplaceID) ?? audit.unit
            return allowed[place.category].map { !$0.contains(person.quotaType) } ?? false
        }
        guard !found.isEmpty else { return [] }
        return [
            Detection(
                detail: Wording(
                    zh: "编制类型与工作单位类别不符 \(found.count) 人：",
                    en: "\(peopleCount(found.count)) on posts that the place of work may not use: ")
                    + describe(found, audit) + Wording(zh: "。", en: "."),
                persons: found.map(\.personID),
                evidence: [Evidence(found, "quota_type", "working_unit_id")])
        ]
    }

    private func describe(_ people: [Person], _ audit: AuditCase) -> Wording {
        let rows = people.map { person in
            let place = audit.forms.unit(person.workplaceID) ?? audit.unit
            return (
                name: "\(person.personID) \(person.quotaType.rawValue)→\(place.category.rawValue)",
                line: person.line
            )
        }
        return Wording(named: rows, one: "人", "people")
    }
}

/// R04 人编分离: works elsewhere without an approved loan or secondment, or after it has run out.
struct Separation: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let away = audit.established.filter { $0.workplaceID != $0.unitID }
        let expired = away.filter { $0.hasExpired(by: audit.asOf) }
        let tellsDocuments = audit.forms.has("staff", "loan_document")
        let without = away.filter {
            tellsDocuments && !$0.hasExpired(by: audit.asOf) && !$0.isLentProperly(on: audit.asOf)
        }
        return [
            detection(
                without, "不在占编单位工作、无借调文号也非挂职",
                "working elsewhere with neither a loan's approval nor a secondment"),
            detection(
                expired, "借调或挂职已到期、仍不在占编单位工作",
                "still working elsewhere after the loan or secondment ran out"),
        ].compactMap { $0 }
    }

    private func detection(_ people: [Person], _ zh: String, _ en: String) -> Detection? {
        guard !people.isEmpty else { return nil }
        return Detection(
            detail: Wording(
                zh: "\(zh) \(people.count) 人：", en: "\(peopleCount(people.count)) \(en): ")
                + Wording(people: people) + Wording(zh: "。", en: "."),
            persons: people.map(\.personID),
            evidence: [
                Evidence(people, "unit_id", "working_unit_id", "loan_document", "status_until")
            ])
    }
}

/// R05 在编不在岗、长期借调: lent out or off the post for longer than the limit.
struct LongAbsence: Detector {
    var days = 180
    var statuses: [StaffStatus] = [.lentOut, .offPost]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.established.compactMap { person -> (person: Person, days: Int)? in
            guard statuses.contains(person.status), let since = person.statusSince else {
                return nil
            }
            let end = min(person.statusUntil ?? audit.asOf, audit.asOf)
            let length = since.days(to: end)
            return length > days ? (person, length) : nil
        }
        guard !found.isEmpty else { return [] }
        let rows = found.map {
            (
                name: "\($0.person.personID) \($0.person.status.rawValue) \($0.days) 天",
                line: $0.person.line
            )
        }
        let english = found.map {
            (
                name: "\($0.person.personID) \($0.person.status.rawValue) \($0.days) days",
                line: $0.person.line
            )
        }
        return [
            Detection(
                detail: Wording(
                    zh: "借出或离岗超过 \(days) 天 \(found.count) 人："
                        + Wording(named: rows, one: "人", "people").zh + "。",
                    en:
                        "\(peopleCount(found.count)) lent out or off the post for more than \(days) days: "
                        + Wording(named: english, one: "人", "people").en + "."),
                persons: found.map(\.person.personID),
                evidence: [Evidence(found.map(\.person), "status", "status_since", "status_until")])
        ]
    }
}

/// R22 挤占基层编制: a post of a lower level whose holder works for a higher one.
///
/// The unit that has the use of the person is the one that violates; the unit whose post it is gets
/// a finding of its own, so that it is seen there too and counts among its people.
struct Encroachment: Detector {
    /// Severity for the unit whose post is used.
    var ownerSeverity = Severity.medium
    var exempt: [StaffStatus] = [.seconded]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.forms.has("staff") else { return nil }
        let lost = audit.established.filter { person in
            guard !exempt.contains(person.status), person.workplaceID != person.unitID,
                let place = audit.forms.unit(person.workplaceID)
            else { return false }
            return audit.unit.level < place.level
        }
        let used = audit.dossier.guests.filter { person in
            guard !exempt.contains(person.status), person.isEstablished,
                let owner = audit.forms.unit(person.unitID)
            else { return false }
            return owner.level < audit.unit.level
        }
        return [usedDetection(used, audit), lostDetection(lost)].compactMap { $0 }
    }

    private func usedDetection(_ people: [Person], _ audit: AuditCase) -> Detection? {
        guard !people.isEmpty else { return nil }
        return Detection(
            detail: Wording(
                zh: "本单位为\(audit.unit.level.rawValue)级，使用下级单位在编人员 \(people.count) 人：",
                en: "This unit of level \(audit.unit.level.rawValue) uses "
                    + "\(peopleCount(people.count)) on posts of lower levels: ")
                + Wording(people: people) + Wording(zh: "。", en: "."),
            evidence: [Evidence(people, "unit_id", "working_unit_id")])
    }

    private func lostDetection(_ people: [Person]) -> Detection? {
        guard !people.isEmpty else { return nil }
        return Detection(
            severity: ownerSeverity,
            detail: Wording(
                zh: "本单位在编人员被上级单位占用 \(people.count) 人：",
                en: "\(peopleCount(people.count)) on this unit's posts work for a higher level: ")
                + Wording(people: people) + Wording(zh: "。", en: "."),
            persons: people.map(\.personID),
            evidence: [Evidence(people, "unit_id", "working_unit_id")])
    }
}
