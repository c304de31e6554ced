package import Diagnostics
internal import Languages
internal import LinearAlgebra

/// The experts who judged the children of one node, and where they did.
package struct JudgementPanel: Sendable, Hashable {
    package struct Sitting: Sendable, Hashable {
        package let opinion: ExpertOpinion
        /// Of the expert's first judgement there.
        package let place: Place
    }

    package let group: SiblingGroup
    /// The class for which they were asked; nil for all.
    package let unitClass: String?
    /// By expert's name, at least one.
    package let sittings: [Sitting]

    package var opinions: JudgementGroup { JudgementGroup(sittings.map(\.opinion)) }

    /// The group's weights; nil after telling why the rules refuse the judgements.
    func weights(
        rules: WeightingRules, into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) -> NodeWeights? {
        let errorsBefore = log.errorCount
        if rules.incomplete == .reject { reportGaps(into: &log) }
        let opinions = sittings.map(\.opinion)
        guard log.errorCount == errorsBefore, opinions.contains(where: { $0.weight > 0 }) else {
            if log.errorCount == errorsBefore { log.report(silence()) }
            return nil
        }
        let parts = try JudgementGroup(opinions).parts(under: rules)
        reportInconsistency(parts, rules: rules, into: &log)
        let kept = zip(opinions, parts).filter { !$0.1.isExcluded && $0.0.weight > 0 }.map(\.0)
        guard log.errorCount == errorsBefore, !kept.isEmpty else { return nil }
        let components = JudgementGroup(kept).aggregatedJudgements.components
        guard components.count == 1 else {
            log.report(disconnection(components))
            return nil
        }
        let priorities = try GroupPriorities(
            JudgementGroup(opinions), parts: parts, rules: rules)
        if opinions.count > 1 {
            reportInconsistency(ofGroup: priorities.aij, rules: rules, into: &log)
        }
        guard log.errorCount == errorsBefore else { return nil }
        return NodeWeights(node: group.node, children: group.children, group: priorities)
    }

    private func reportGaps(into log: inout DiagnosticLog) {
        for sitting in sittings where !sitting.opinion.matrix.isComplete {
            let pairs = sitting.opinion.matrix.missing.map { group.name(of: $0) }
            log.report(
                Diagnostic(
                    .judgementsMissing, at: sitting.place,
                    expected: Wording(pairs.joined(separator: ", ")),
                    message: Wording(
                        zh:
                            "专家“\(sitting.opinion.expert)”\(group.whereabouts.zh)有 \(pairs.count) 个比较未判断",
                        en:
                            "expert “\(sitting.opinion.expert)” left \(pairs.count) comparison(s)\(group.whereabouts.en) unjudged"
                    ),
                    remedy: Wording(
                        zh:
                            "补充这些判断，或允许推算（--incomplete completion；evaluation.yaml 中 incomplete: completion）",
                        en:
                            "add them, or allow them to be implied (--incomplete completion; incomplete: completion in evaluation.yaml)"
                    )))
        }
    }

    private func silence() -> Diagnostic {
        Diagnostic(
            .judgementsMissing, at: sittings[0].place,
            message: Wording(
                zh: "作判断的专家\(group.whereabouts.zh)权重全为 0",
                en: "every expert who judged\(group.whereabouts.en) has weight 0"),
            remedy: Wording(zh: "至少给一位专家大于 0 的权重", en: "give one expert a weight above 0"))
    }

    private func disconnection(_ components: [[Int]]) -> Diagnostic {
        let sets = components.map { component in
            "{" + component.map { group.children[$0] }.joined(separator: ", ") + "}"
        }
        return Diagnostic(
            .graphDisconnected, at: sittings[0].place, found: sets.joined(separator: " "),
            message: Wording(
                zh:
                    "判断\(group.whereabouts.zh)互不相连，分成 \(components.count) 组，无法得出权重：\(sets.joined(separator: " "))",
                en:
                    "the judgements\(group.whereabouts.en) fall into \(components.count) sets that nothing connects, so no weights follow: \(sets.joined(separator: " "))"
            ),
            remedy: Wording(
                zh: "至少补充一个跨组的比较", en: "add at least one comparison between the sets"))
    }

    /// Every expert above the maximum; where all are left out, nobody remains to be heard.
    private func reportInconsistency(
        _ parts: [GroupPriorities.Expert], rules: WeightingRules, into log: inout DiagnosticLog
    ) {
        for (part, sitting) in zip(parts, sittings) {
            guard let own = part.priorities, !own.isConsistent(maximumRatio: rules.maximumRatio)
            else { continue }
            log.report(
                inconsistency(
                    Wording(
                        zh: "专家“\(part.expert)”\(group.whereabouts.zh)的判断不一致",
                        en:
                            "the judgements of expert “\(part.expert)”\(group.whereabouts.en) disagree"
                    ),
                    own, rules: rules, at: sitting.place))
        }
        if !parts.contains(where: { !$0.isExcluded && $0.weight > 0 }) {
            log.report(
                Diagnostic(
                    .judgementsInconsistent, at: sittings[0].place,
                    message: Wording(
                        zh: "\(group.whereabouts.zh)没有一位专家的判断通过一致性检验",
                        en: "no expert's judgements\(group.whereabouts.en) are consistent enough"),
                    remedy: Wording(
                        zh: "请专家重新判断，或改为 warn（--inconsistent；evaluation.yaml 中 inconsistent）",
                        en: "ask the experts again, or set inconsistent to warn")))
        }
    }

    private func reportInconsistency(
        ofGroup own: PriorityVector, rules: WeightingRules, into log: inout DiagnosticLog
    ) {
        guard !own.isConsistent(maximumRatio: rules.maximumRatio) else { return }
        log.report(
            inconsistency(
                Wording(
                    zh: "专家群体\(group.whereabouts.zh)的判断不一致",
                    en: "the group's judgements\(group.whereabouts.en) disagree"),
                own, rules: rules, at: sittings[0].place))
    }

    private func inconsistency(
        _ subject: Wording, _ own: PriorityVector, rules: WeightingRules, at place: Place
    ) -> Diagnostic {
        let found = own.cr.map { "CR = \(decimals($0))" } ?? "GCI = \(decimals(own.gci))"
        return Diagnostic(
            .judgementsInconsistent, rules.inconsistent == .reject ? .error : .warning, at: place,
            found: found, expected: Wording("CR ≤ \(rules.maximumRatio)"),
            message: Wording(
                zh: "\(subject.zh)：\(found)（\(own.randomIndex.rawValue) 表）",
                en: "\(subject.en): \(found) (table \(own.randomIndex.rawValue))"),
            remedy: Wording(
                zh: "用 quanjing ahp --suggest 查看最少改动，请专家重新判断",
                en: "see the least changes with quanjing ahp --suggest and ask again"))
    }
}

/// With four decimals, for reading.
private func decimals(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    let fraction = String(scaled % 10_000)
    return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
}
