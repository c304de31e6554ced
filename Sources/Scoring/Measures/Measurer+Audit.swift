internal import Indicators
internal import Institutions
internal import Languages
internal import Oversight

/// What is read off the findings of audit rules.
extension Measurer {
    func measurement(of measure: AuditMeasure) -> Measurement {
        guard material.audit.covers(measure.rules) else {
            let list = measure.rules.joined(separator: "、")
            return .missing(
                "规则 \(list) 所需的表均未提交", "no form that rules \(list) look at was handed in")
        }
        return switch measure.reading {
        case .deduction(let correctedInTime):
            deduction(measure.rules, correctedInTime: correctedInTime)
        case .cleanShare: cleanShare(measure.rules)
        }
    }

    /// Counts by severity; the points that they leave are the rule's to say.
    private func deduction(_ rules: [String], correctedInTime: Double) -> Measurement {
        let findings = material.audit.findings(under: rules)
            .filter { $0.weight(correctedInTime: correctedInTime) > 0 }
        let counts = material.audit.weights(under: rules, correctedInTime: correctedInTime)
            .map { Measurement.Count(key: $0.severity.rawValue, number: $0.weight) }
        let words = findings.map { finding in
            let share = finding.weight(correctedInTime: correctedInTime)
            let part = share < 1 ? numeral(share, decimals: 2) : nil
            return Wording(
                zh:
                    "\(finding.rule)（\(finding.severity.rawValue)\(part.map { "，按 \($0) 计" } ?? "")）",
                en:
                    "\(finding.rule) (\(finding.severity.rawValue)\(part.map { ", counted \($0)" } ?? ""))"
            )
        }
        return Measurement(
            value: 100, counts: counts,
            working: words.isEmpty
                ? Wording(zh: "未发现问题", en: "nothing was found")
                : Wording(
                    zh: "问题：\(words.map(\.zh).joined(separator: "、"))",
                    en: "findings: \(words.map(\.en).joined(separator: ", "))"),
            evidence: evidence(of: findings))
    }

    private func cleanShare(_ rules: [String]) -> Measurement {
        let audit = material.audit
        guard let share = audit.cleanShare(under: rules) else {
            return .missing("没有在编人员", "nobody is on the establishment")
        }
        let (count, value) = (audit.touched(under: rules).count, 100 * share)
        return Measurement(
            value: value,
            working: Wording(
                zh:
                    "1 − 涉及 \(count) 人 ÷ 在编 \(audit.established) 人 ＝ \(numeral(value, decimals: 2))%",
                en:
                    "1 − \(count) people touched ÷ \(audit.established) on the establishment = \(numeral(value, decimals: 2))%"
            ),
            evidence: evidence(of: audit.findings(under: rules)))
    }

    /// Leaders over the approved posts, and those above level without a document.
    func leadershipExcess() -> Measurement {
        let leadership = material.audit.leadership
        guard let levels = leadership.levels else {
            return Measurement(value: nil, missingReason: .notFilled(LeaderQuota.form.name))
        }
        let (staff, document) = (Person.form.name, "above_level_document")
        let above = leadership.undocumented.filter { $0.isAboveLevel == true }
        guard above.isEmpty || dossier.forms.has(staff, document) else {
            return Measurement(value: nil, missingReason: .columnAbsent(staff, document))
        }
        let words = levels.map { "\($0.jobLevel) \($0.inPost)/\($0.approved)" }
        let list = words.joined(separator: "，")
        return Measurement(
            value: Double(leadership.over + above.count),
            counts: [
                .init(key: "over", number: Double(leadership.over)),
                .init(key: "above", number: Double(above.count)),
            ],
            working: Wording(
                zh: "实配/核定：\(list)；超配 \(leadership.over) 名，高配无依据 \(above.count) 人",
                en:
                    "filled/approved: \(list); \(leadership.over) over, \(above.count) above level without a document"
            ),
            evidence: [
                .init(
                    file: LeaderQuota.form.file, lines: dossier.leaders.map(\.line),
                    columns: ["job_level", "approved"]),
                .init(
                    file: Person.form.file,
                    lines: dossier.staff.lazy.filter { $0.isLeader == true }.map(\.line),
                    columns: ["leader", "job_level", "above_level", "above_level_document"]),
            ])
    }

    private func evidence(of findings: [Finding]) -> [Evidence] {
        findings.flatMap(\.evidence).reduce(into: []) { found, evidence in
            if !found.contains(evidence) { found.append(evidence) }
        }
    }
}
