package import Calendars
package import Diagnostics
internal import Languages

/// Totals that two forms tell of one unit, and people who are in no body.
extension EvaluationForms {
    /// Warns of totals in which the forms contradict each other, with both places, and of people
    /// without an inner body in units that have some.
    ///
    /// More bodies than approved, people over the approved posts and the like are findings of the
    /// audit, not told here.
    package func checkTotals(asOf: Day, into log: inout DiagnosticLog) {
        for dossier in dossiers {
            checkBodies(of: dossier, &log)
            checkIssues(of: dossier, asOf, &log)
            checkPlaces(of: dossier, &log)
        }
    }

    private func checkBodies(of dossier: Dossier, _ log: inout DiagnosticLog) {
        let listed = dossier.bodies.count
        guard let approved = dossier.unit.bodiesApproved, listed > 0, listed < approved,
            let first = dossier.quotas.first(where: { $0.bodyID != nil })
        else { return }
        let other = place(QuotaLine.form, line: first.line, "body_id")
        log.report(
            .totals(
                at: place(Unit.form, line: dossier.unit.line, "bodies_approved"),
                found: "\(approved)", expected: "\(listed)",
                Wording(
                    zh: "批准的内设机构 \(approved) 个，内设机构编制职数表（\(other) 起）只列了 \(listed) 个",
                    en:
                        "\(approved) inner bodies are approved; the establishment form (from \(other)) lists \(listed)"
                )))
    }

    private func checkIssues(
        of dossier: Dossier, _ asOf: Day, _ log: inout DiagnosticLog
    ) {
        let due = dossier.problems.filter { $0.due.map { $0 <= asOf } ?? false }
        guard let row = dossier.results, let told = row.issuesDue, let first = due.first,
            told < Double(due.count)
        else { return }
        let other = place(ProblemRow.form, line: first.line, "due")
        log.report(
            .totals(
                at: place(ResultsRow.form, line: row.line, "issues_due"), found: numeral(told),
                expected: "\(due.count)",
                Wording(
                    zh: "填报应整改 \(numeral(told)) 项，少于台账（\(other) 起）中已到期的 \(due.count) 项",
                    en:
                        "\(numeral(told)) problems are reported as due; the ledger (from \(other)) has \(due.count)"
                )))
    }

    /// Leading posts may stand above all bodies.
    private func checkPlaces(of dossier: Dossier, _ log: inout DiagnosticLog) {
        guard has(Person.form.name, "body_id"),
            let first = dossier.quotas.first(where: { $0.bodyID != nil })
        else { return }
        for person in dossier.staff
        where person.bodyID == nil && !person.status.hasLeft && person.isLeader != true
            && person.workplaceID == person.unitID
        {
            let other = place(QuotaLine.form, line: first.line, "body_id")
            log.report(
                Diagnostic(
                    .valueMissing, .warning, at: place(Person.form, line: person.line, "body_id"),
                    expected: Wording(
                        zh: "所在内设机构的编码（见 \(other) 起）", en: "the code of a body (from \(other))"),
                    message: Wording(
                        zh: "单位设有内设机构（\(other) 起），该人员却不在任何内设机构",
                        en: "the unit has inner bodies (from \(other)), and the person is in none"),
                    remedy: Wording(
                        zh: "请填所在内设机构；单位领导请在“领导职务”填“是”",
                        en: "enter the body; for the unit's leaders say 是 under leader")))
        }
    }
}

extension Diagnostic {
    fileprivate static func totals(
        at place: Place, found: String, expected: String, _ message: Wording
    ) -> Diagnostic {
        Diagnostic(
            .totalsDiffer, .warning, at: place, found: found, expected: Wording(expected),
            message: message,
            remedy: Wording(zh: "请核对两处，改正填错的一处", en: "check both and correct the wrong one"))
    }
}
