package import Institutions

/// What the audit rules and the ledger have against one unit, and what indicators read off it.
package struct UnitAudit: Sendable {
    package let unitID: String
    /// Found now, in the order of the rules, then entries of the ledger in its order.
    package let findings: [Finding]
    /// Ids of the rules that could be applied: their forms are there and say enough.
    package let applied: [String]
    package let leadership: Leadership
    package let rectification: Rectification
    /// People on the establishment (在编).
    package let established: Int

    init(_ audit: AuditCase, under rules: AuditRules) {
        var findings: [Finding] = []
        var applied: [String] = []
        for rule in rules.rules {
            guard let detections = rule.detector?.detections(in: audit) else { continue }
            applied.append(rule.id)
            findings += detections.map { Finding($0, rule, unitID: audit.unit.unitID) }
        }
        let entries = audit.dossier.problems.filter { $0.foundOn <= audit.asOf }
            .map { LedgerEntry($0, asOf: audit.asOf) }
        findings += entries.map { Finding($0, rules.rule($0.problem.rule), asOf: audit.asOf) }
        unitID = audit.unit.unitID
        self.findings = findings
        self.applied = applied
        leadership = Leadership(audit.dossier)
        rectification = Rectification(entries, asOf: audit.asOf)
        established = audit.headcount.established
    }

    /// Whether any of the rules could be applied, or the ledger says something under one of them.
    package func covers(_ rules: [String]) -> Bool {
        applied.contains(where: rules.contains) || findings.contains { rules.contains($0.rule) }
    }

    /// Findings under some rules, in their order.
    package func findings(under rules: [String]) -> [Finding] {
        findings.filter { rules.contains($0.rule) }
    }

    /// Findings that cost points, added up by severity.
    ///
    /// - Parameter correctedInTime: What an entry closed by its deadline counts, 0…1.
    package func weights(under rules: [String], correctedInTime: Double)
        -> [(severity: Severity, weight: Double)]
    {
        let counted = findings(under: rules)
        return Severity.allCases.map { severity in
            let weights = counted.lazy.filter { $0.severity == severity }
                .map { $0.weight(correctedInTime: correctedInTime) }
            return (severity, weights.reduce(0, +))
        }
    }

    /// Codes of the people whom findings of now under some rules touch, each once, in order of
    /// first mention.
    package func touched(under rules: [String]) -> [String] {
        var seen: Set<String> = []
        return findings(under: rules).flatMap(\.persons).filter { seen.insert($0).inserted }
    }

    /// 1 − people touched ÷ people on the establishment, at least 0; nil without such people.
    package func cleanShare(under rules: [String]) -> Double? {
        guard established > 0 else { return nil }
        return max(0, 1 - Double(touched(under: rules).count) / Double(established))
    }

    /// Major findings of the ledger, confirmed and not closed: they cap the grade and the advice.
    package var openMajor: [Finding] {
        findings.filter { $0.severity == .major && $0.isConfirmed && $0.isOpen }
    }

    /// Entries of the ledger past their deadline and not closed.
    package var overdue: [Finding] { findings.filter(\.isOverdue) }
}
