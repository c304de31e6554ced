internal import Calendars
internal import Institutions
internal import Languages

/// R27 问题整改逾期: problems of the ledger past their deadline and not closed.
struct OverdueProblems: Detector {
    /// From so many days on the violation is a major one.
    var majorAfterDays = 90

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.forms.has("problems") else { return nil }
        let overdue = audit.dossier.problems.filter {
            $0.foundOn <= audit.asOf && LedgerEntry($0, asOf: audit.asOf).isOverdue
        }
        let days = overdue.compactMap { $0.due?.days(to: audit.asOf) }
        guard let longest = days.max() else { return [] }
        let rows = overdue.map { problem in
            (
                name: "\(problem.problemID) \(problem.due.map { "\($0)" } ?? "")",
                line: problem.line
            )
        }
        return [
            Detection(
                severity: longest > majorAfterDays ? .major : nil,
                detail: Wording(
                    zh: "整改期限已过、未销号 \(overdue.count) 项，最长逾期 \(longest) 天：",
                    en:
                        "\(overdue.count) past the deadline and not closed, \(longest) days at most: "
                )
                    + Wording(named: rows, one: "项", "problems") + Wording(zh: "。", en: "."),
                evidence: [Evidence(overdue, "state", "due", "closed_on")])
        ]
    }
}
