internal import Institutions
internal import Languages

/// R10 擅设、变相增设机构: an inner body without an approval's number, or more bodies than approved.
struct UnapprovedBodies: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        let bodies = audit.dossier.bodies
        guard !bodies.isEmpty else { return nil }
        let isNumbered = audit.forms.has("establishment", "approval_no")
        guard isNumbered || audit.unit.bodiesApproved != nil else { return nil }
        let unnumbered = isNumbered ? bodies.filter { $0.approvalNumber == nil } : []
        let excess = audit.unit.bodiesApproved.map { bodies.count - $0 } ?? 0
        // Bodies without a number are what makes the number too high; they count once.
        return unnumbered.map(unnumberedDetection)
            + (excess > unnumbered.count ? [excessDetection(bodies, audit)] : [])
    }

    private func unnumberedDetection(_ body: Body) -> Detection {
        Detection(
            detail: Wording(
                zh: "内设机构“\(body.name)”（\(body.id)）没有批准文号。",
                en: "Inner body \(body.name) (\(body.id)) has no approval number."),
            evidence: [Evidence(body.lines, "approval_no")])
    }

    private func excessDetection(_ bodies: [Body], _ audit: AuditCase) -> Detection {
        let approved = audit.unit.bodiesApproved ?? 0
        return Detection(
            detail: Wording(
                zh: "批准设内设机构 \(approved) 个，实设 \(bodies.count) 个，多 \(bodies.count - approved) 个。",
                en: "\(approved) inner bodies are approved, \(bodies.count) are there, "
                    + "\(bodies.count - approved) too many."),
            evidence: [
                Evidence(CollectionOfOne(audit.unit), "bodies_approved"),
                Evidence(bodies.flatMap { $0.lines.prefix(1) }, "body_id"),
            ])
    }
}

/// R11 擅自更名、挂牌不规范: a board that wasn't approved, or an approved name without its board.
struct Signboards: Detector {
    /// Severity where an approved board is missing.
    var missingSeverity = Severity.minor

    func detections(in audit: AuditCase) -> [Detection]? {
        guard let actual = audit.unit.signboardActual.map(Self.names) else { return nil }
        let approved = Self.names(audit.unit.signboardApproved ?? "")
        let allowed = approved + [Self.plain(audit.unit.name)]
        let wrong = actual.filter { !allowed.contains($0) }
        let missing = approved.filter { !actual.contains($0) }
        let evidence = [
            Evidence(
                CollectionOfOne(audit.unit), "name", "signboard_approved", "signboard_actual")
        ]
        return [
            detection(wrong, "悬挂了未经批准的牌子", "Boards that are not approved", nil, evidence),
            detection(
                missing, "已批准的名称没有挂牌", "Approved names without a board", missingSeverity, evidence),
        ].compactMap { $0 }
    }

    private func detection(
        _ names: [String], _ zh: String, _ en: String, _ severity: Severity?,
        _ evidence: [Evidence]
    ) -> Detection? {
        guard !names.isEmpty else { return nil }
        let list = names.map { "“\($0)”" }.joined(separator: "、")
        return Detection(
            severity: severity,
            detail: Wording(zh: "\(zh)：\(list)。", en: "\(en): \(names.joined(separator: ", "))."),
            evidence: evidence)
    }

    /// The names on a list of boards.
    static func names(_ text: String) -> [String] {
        text.split { "、；;，,/|".contains($0) }.map { plain(String($0)) }.filter { !$0.isEmpty }
    }

    /// A name for comparison: no blanks, half-width brackets.
    private static func plain(_ name: String) -> String {
        String(
            name.filter { !$0.isWhitespace }.map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 })
    }
}

/// R12 提高规格: an inner body of a higher rank than approved.
struct RaisedRank: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        let ranked = audit.dossier.bodies.filter { $0.level != nil && $0.levelApproved != nil }
        guard !ranked.isEmpty else { return nil }
        return ranked.compactMap { body in
            guard let level = body.level, let approved = body.levelApproved,
                level.isAbove(approved)
            else { return nil }
            return Detection(
                detail: Wording(
                    zh: "内设机构“\(body.name)”批准规格\(approved.rawValue)，实际规格\(level.rawValue)。",
                    en: "Inner body \(body.name) is approved as \(approved.rawValue) and stands as "
                        + "\(level.rawValue)."),
                evidence: [Evidence(body.lines, "body_level", "body_level_approved")])
        }
    }
}

/// R15 组建迟缓: a new unit that is still poorly staffed some months after its approval.
struct SlowSetUp: Detector {
    var months = 6
    /// Least share of the approved posts that should be filled by then.
    var share = 0.5
    /// A unit approved longer ago isn't new.
    var newWithinMonths = 36

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, let approvedOn = audit.unit.approvedOn ?? audit.unit.established,
            let posts = audit.headcount.approved, posts > 0
        else { return nil }
        let people = audit.headcount.established
        guard approvedOn.advanced(byMonths: months) < audit.asOf,
            approvedOn.advanced(byMonths: newWithinMonths) >= audit.asOf,
            Double(people) < share * Double(posts)
        else { return [] }
        return [
            Detection(
                detail: Wording(
                    zh: "\(approvedOn) 批准设立，至 \(audit.asOf) 已超过 \(months) 个月，核定编制 \(posts) 名，"
                        + "在编 \(people) 人（\(percent(Double(people) / Double(posts)))），不足 \(percent(share))。",
                    en:
                        "Approved on \(approvedOn), more than \(months) months before \(audit.asOf); of "
                        + "\(postCount(posts)) \(people) filled (\(percent(Double(people) / Double(posts)))), "
                        + "less than \(percent(share))."),
                evidence: [
                    Evidence(CollectionOfOne(audit.unit), "approved_on", "established"),
                    Evidence(audit.dossier.quotas, "approved"),
                ])
        ]
    }
}
