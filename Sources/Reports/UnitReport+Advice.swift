internal import Assessment

/// What follows: quota advice, findings and the ledger.
extension UnitReport {
    func advice(_ page: inout PageWriter) {
        var markup = Markup()
        for advice in unit.advice {
            markup += #"<div class="advice"><p><b>\#(say(advice.title))</b>"#
            if let type = advice.quotaType {
                let number = advice.count.map { say(" \($0)名", " \($0)") } ?? ""
                markup += #" <span class="tag">\#(say.term(type))\#(number)</span>"#
            }
            markup += "</p><p>\(say("理由：", "Reason: "))\(sentence(say(advice.reason)))"
            if let rule = advice.rule {
                markup += "\(say("依据决策表第\(rule)条。", " Row \(rule) of the decision table."))"
            }
            markup += "</p>"
            if let after = advice.saturationAfter {
                let before = percentage(unit.saturation?.saturation.quota)
                markup += """
                    <p>\(say("落实后，按核定编制的饱满度由\(before)变为\(percentage(after))。",
                        "Once done, saturation on approved posts goes from \(before) to \(percentage(after))."))</p>
                    """
            }
            if !advice.considered.isEmpty {
                markup += "<p><small>\(say("也考虑过：", "Also considered: "))"
                markup +=
                    "\(sentence(advice.considered.map { say($0) }.joined(separator: say("；", "; "))))"
                markup += "</small></p>"
            }
            markup += "</div>"
        }
        markup += """
            <p class="note">\(say("建议供研究参考，按权限和程序审批后方可执行。",
                "Advice is for deliberation; it takes effect only once approved."))</p>
            """
        page.add(markup)
    }

    func findings(_ page: inout PageWriter) {
        guard !unit.findings.isEmpty else {
            page += "<p>"
            page.say("本轮未发现问题，台账无未销号事项。", "Nothing was found; the ledger is clear.")
            page += "</p>"
            return
        }
        let heads = [say("程度", "Severity"), say("期限", "Due"), say("状态", "State")]
        page.beginFolding(zip(2..., heads).map { ($0, $1) })
        page.beginHeads("问题", "Finding")
        for head in heads { page.head(head) }
        page += "</tr></thead>"
        for finding in unit.findings {
            let number = finding.problem.map { " · \($0)" } ?? ""
            let kind: Markup = finding.isOpen ? "finding" : ""
            page.add(
                """
                <tbody class="one"><tr><th scope="row"><b class="\(kind)">\(say(finding.title))</b> \
                <small>\(finding.rule)\(number)</small></th>\
                <td class="n"><span class="tag \(kind)">\(say.term(finding.severity))</span></td>\
                <td class="n">\(finding.due.map(say.day) ?? "—")</td>\
                <td class="n">\(state(finding))</td></tr>\
                <tr class="why"><td colspan="4">\(sentence(say(finding.detail)))
                """)
            if let basis = finding.basis {
                page.add(" <b>\(say("依据", "basis"))</b>\(say(basis))　")
            }
            if !finding.evidence.isEmpty {
                page.say("<b>数据</b>", "<b>data</b>")
                page.evidence(finding.evidence)
            }
            page += "</td></tr></tbody>"
        }
        page += "</table>"
    }

    private func state(_ finding: FindingRecord) -> String {
        var text = finding.state.map(say.term) ?? say("本轮发现", "found now")
        if !finding.isConfirmed { text += say("，待认定", ", unconfirmed") }
        if finding.isOverdue { text += say("，逾期", ", overdue") }
        if let day = finding.closedOn { text += say("，", ", ") + say.day(day) }
        return text
    }
}
