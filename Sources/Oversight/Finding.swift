internal import Calendars
package import Institutions
package import Languages

/// A violation in one unit: found in the forms now, or known from the ledger.
package struct Finding: Sendable, Hashable {
    /// Id of the rule, or what the ledger says in its place.
    package let rule: String
    package let title: Wording
    /// nil where the ledger names no known rule.
    package let basis: Wording?
    package let severity: Severity
    /// With its numbers, rows and dates.
    package let detail: Wording
    package let unitID: String
    /// Codes of the people it touches; empty for an entry of the ledger.
    package let persons: [String]
    package let evidence: [Evidence]
    /// The entry of the ledger; nil for what is found now.
    package let entry: LedgerEntry?

    /// An entry of the ledger from 认定 on; what is found now nobody has confirmed yet.
    package var isConfirmed: Bool { entry?.isConfirmed ?? false }

    /// Not closed: found now, or an entry that isn't 销号, 备案 or 移送.
    package var isOpen: Bool { !(entry?.isClosed ?? false) }

    package var isOverdue: Bool { entry?.isOverdue ?? false }

    /// What it costs: 1, or the given part where it was corrected by its deadline; 0 where it is
    /// not confirmed, or filed as exempt (备案).
    package func weight(correctedInTime: Double) -> Double {
        guard let entry else { return 1 }
        if !entry.isConfirmed || entry.problem.state == .filed { return 0 }
        return entry.isClosedInTime ? correctedInTime : 1
    }
}

extension Finding {
    init(_ detection: Detection, _ rule: AuditRule, unitID: String) {
        self.init(
            rule: rule.id, title: rule.title, basis: rule.basis,
            severity: detection.severity ?? rule.severity, detail: detection.detail,
            unitID: unitID, persons: detection.persons, evidence: detection.evidence, entry: nil)
    }

    init(_ entry: LedgerEntry, _ rule: AuditRule?, asOf: Day) {
        let problem = entry.problem
        self.init(
            rule: problem.rule, title: rule?.title ?? Wording(problem.rule), basis: rule?.basis,
            severity: problem.severity, detail: Self.detail(entry, asOf: asOf),
            unitID: problem.unitID, persons: [],
            evidence: [
                Evidence(
                    CollectionOfOne(problem), "rule", "severity", "state", "due", "closed_on")
            ], entry: entry)
    }

    private static func detail(_ entry: LedgerEntry, asOf: Day) -> Wording {
        let problem = entry.problem
        let what = problem.description.map { Wording(zh: "：\($0)", en: ": \($0)") }
        return Wording(
            zh: "台账 \(problem.problemID)（\(problem.source.rawValue)，\(problem.foundOn) 发现）",
            en: "Ledger \(problem.problemID) (\(problem.source.rawValue), found \(problem.foundOn))"
        )
            + (what ?? Wording("")) + course(entry, asOf: asOf)
    }

    private static func course(_ entry: LedgerEntry, asOf: Day) -> Wording {
        let problem = entry.problem
        var course = Wording(
            zh: "；状态“\(problem.state.rawValue)”", en: "; state \(problem.state.rawValue)")
        if let due = problem.due {
            course = course + Wording(zh: "，整改期限 \(due)", en: ", due \(due)")
        }
        if let closedOn = problem.closedOn, entry.isClosed {
            course = course + Wording(zh: "，\(closedOn) 销号", en: ", closed \(closedOn)")
        }
        if let due = problem.due, let days = overdueDays(entry, due: due, asOf: asOf) {
            course = course + Wording(zh: "，逾期 \(days) 天", en: ", \(days) days late")
        }
        return course + Wording(zh: "。", en: ".")
    }

    private static func overdueDays(_ entry: LedgerEntry, due: Day, asOf: Day) -> Int? {
        if entry.isOverdue { return due.days(to: asOf) }
        guard entry.isClosed, let closedOn = entry.problem.closedOn, closedOn > due else {
            return nil
        }
        return due.days(to: closedOn)
    }
}
