internal import Institutions
internal import Languages

/// R01 超编: more people on the establishment than approved posts, per type; in the whole unit, or
/// in an inner body of a unit that is not over as a whole.
struct OverEstablishment: Detector {
    /// Severity where only an inner body is over.
    var bodySeverity = Severity.medium

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, !audit.dossier.quotas.isEmpty else { return nil }
        return audit.headcount.types.flatMap { count -> [Detection] in
            let lines = audit.dossier.quotas.filter { $0.quotaType == count.type }
            let holders = audit.established.filter { $0.quotaType == count.type }
            let approved = count.approved ?? 0
            let revolving = revolvingInForce(lines, audit)
            if count.inPost > approved + revolving {
                return [unitDetection(count.type, approved, revolving, lines, holders)]
            }
            return audit.dossier.bodies.compactMap { bodyDetection($0, count.type, holders, audit) }
        }
    }

    private func revolvingInForce(_ lines: [QuotaLine], _ audit: AuditCase) -> Int {
        lines.reduce(0) { sum, line in
            let isInForce = line.revolvingDue.map { $0 >= audit.asOf } ?? true
            return sum + (isInForce ? line.revolving ?? 0 : 0)
        }
    }

    private func unitDetection(
        _ type: QuotaType, _ approved: Int, _ revolving: Int, _ lines: [QuotaLine],
        _ holders: [Person]
    ) -> Detection {
        let over = holders.count - approved - revolving
        let pool =
            revolving == 0
            ? Wording("")
            : Wording(zh: "（另有周转编制 \(revolving) 名）", en: " (and \(revolving) revolving)")
        return Detection(
            detail: Wording(
                zh: "\(type.rawValue)编制核定 \(approved) 名",
                en: "\(type.rawValue): \(postCount(approved)) approved")
                + pool
                + Wording(
                    zh: "，在编 \(holders.count) 人，超编 \(over) 人。",
                    en: ", \(peopleCount(holders.count)) on the establishment, \(over) over."),
            evidence: [Evidence(lines, "approved", "revolving"), Evidence(holders, "quota_type")])
    }

    private func bodyDetection(
        _ body: Body, _ type: QuotaType, _ holders: [Person], _ audit: AuditCase
    ) -> Detection? {
        let lines = body.lines.filter { $0.quotaType == type }
        // People in a body that nobody approved are R10's matter.
        let isUnapproved =
            body.approvalNumber == nil && audit.forms.has("establishment", "approval_no")
        guard !lines.isEmpty, !isUnapproved else { return nil }
        let limit = lines.reduce(0) { $0 + $1.approved } + revolvingInForce(lines, audit)
        let inside = holders.filter { $0.bodyID == body.id && $0.workplaceID == $0.unitID }
        guard inside.count > limit else { return nil }
        return Detection(
            severity: bodySeverity,
            detail: Wording(
                zh: "内设机构“\(body.name)”\(type.rawValue)编制核定 \(limit) 名，在编 \(inside.count) 人，"
                    + "超 \(inside.count - limit) 人；全单位该类编制未超。",
                en: "Inner body \(body.name), \(type.rawValue): \(postCount(limit)) approved, "
                    + "\(peopleCount(inside.count)) there, \(inside.count - limit) over; "
                    + "the unit as a whole is not over in this type."),
            evidence: [Evidence(lines, "approved"), Evidence(inside, "body_id", "quota_type")])
    }
}

/// R19 编外超控制数.
struct OutsideOverCap: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, let cap = audit.unit.outsideCap else { return nil }
        let outside = audit.dossier.staff.filter(\.isOutside)
        guard outside.count > cap else { return [] }
        return [
            Detection(
                detail: Wording(
                    zh: "编外控制数 \(cap) 人，实有编外 \(outside.count) 人，超 \(outside.count - cap) 人。",
                    en: "\(outside.count) staff outside the establishment, "
                        + "\(cap) allowed, \(outside.count - cap) over."),
                persons: outside.map(\.personID),
                evidence: [
                    Evidence(CollectionOfOne(audit.unit), "outside_cap"),
                    Evidence(outside, "quota_type"),
                ])
        ]
    }
}

/// R20 编外占编内岗: somebody outside the establishment in a leading post, or with a title that
/// only the establishment may hold.
struct OutsideInPost: Detector {
    var titleWords = ["执法"]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.dossier.staff.filter { person in
            let title = person.title ?? ""
            return person.isOutside
                && (person.isLeader == true || titleWords.contains { title.contains($0) })
        }
        guard !found.isEmpty else { return [] }
        let words = titleWords.joined(separator: "、")
        return [
            Detection(
                detail: Wording(
                    zh: "编外人员担任领导职务或\(words)岗位 \(found.count) 人：",
                    en: "\(peopleCount(found.count)) outside the establishment in a leading or "
                        + "enforcement post: ")
                    + Wording(people: found) + Wording(zh: "。", en: "."),
                persons: found.map(\.personID),
                evidence: [Evidence(found, "quota_type", "leader", "title")])
        ]
    }
}

/// R21 周转编制逾期: revolving posts past their date, or drawn while there are vacancies.
struct RevolvingPosts: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard !audit.dossier.quotas.isEmpty else { return nil }
        let drawn = audit.dossier.quotas.filter { ($0.revolving ?? 0) > 0 }
        let overdue = drawn.filter { line in line.revolvingDue.map { $0 < audit.asOf } ?? false }
        return overdue.map { overdueDetection($0, audit) } + vacancyDetections(drawn, audit)
    }

    private func overdueDetection(_ line: QuotaLine, _ audit: AuditCase) -> Detection {
        let (count, due) = (line.revolving ?? 0, line.revolvingDue ?? audit.asOf)
        let days = due.days(to: audit.asOf)
        return Detection(
            detail: Wording(
                zh:
                    "周转编制（\(line.quotaType.rawValue)）\(count) 名应于 \(due) 归还，至 \(audit.asOf) 已逾期 \(days) 天。",
                en: "\(count) revolving (\(line.quotaType.rawValue)) were due back on \(due), "
                    + "\(days) days before \(audit.asOf)."),
            evidence: [Evidence(CollectionOfOne(line), "revolving", "revolving_due")])
    }

    private func vacancyDetections(_ drawn: [QuotaLine], _ audit: AuditCase) -> [Detection] {
        guard audit.hasStaff else { return [] }
        return audit.headcount.types.compactMap { count in
            let lines = drawn.filter { $0.quotaType == count.type }
            guard !lines.isEmpty, count.vacant > 0 else { return nil }
            let posts = lines.reduce(0) { $0 + ($1.revolving ?? 0) }
            return Detection(
                detail: Wording(
                    zh: "\(count.type.rawValue)编制空编 \(count.vacant) 名，同时使用周转编制 \(posts) 名。",
                    en:
                        "\(count.type.rawValue): \(count.vacant) vacant while \(posts) revolving are in use."
                ),
                evidence: [Evidence(lines, "approved", "revolving")])
        }
    }
}
