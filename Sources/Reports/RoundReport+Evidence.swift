internal import Assessment

/// What the round found, weighed and rests on.
extension RoundReport {
    private struct RuleCount {
        let rule: String
        let title: String
        var open = 0
        var closed = 0
        var major = 0
        var overdue = 0
        var units: [Int] = []
    }

    private var findingsByRule: [RuleCount] {
        var rules: [RuleCount] = []
        var positions: [String: Int] = [:]
        let units = round.units
        for index in units.indices where units.overview(of: index).findings.all > 0 {
            for finding in units[index].findings {
                let position = positions[finding.rule] ?? rules.count
                if position == rules.count {
                    positions[finding.rule] = position
                    rules.append(RuleCount(rule: finding.rule, title: say(finding.title)))
                }
                rules[position].open += finding.isOpen ? 1 : 0
                rules[position].closed += finding.isOpen ? 0 : 1
                rules[position].major += finding.isOpen && finding.severity == "重" ? 1 : 0
                rules[position].overdue += finding.isOverdue ? 1 : 0
                if rules[position].units.last != index { rules[position].units.append(index) }
            }
        }
        return rules.sorted { $0.rule < $1.rule }
    }

    var findings: Markup {
        let rules = findingsByRule
        guard !rules.isEmpty else { return "<p>\(say("未发现问题。", "Nothing was found."))</p>" }
        let heads = [
            say("未销号", "Open"), say("其中重大", "Major"), say("逾期", "Overdue"),
            say("已销号", "Closed"),
        ]
        var markup: Markup = """
            <table class="fold rules"><thead><tr><th>\(say("规则", "Rule"))</th>
            """
        for head in heads { markup += #"<th class="n">\#(head)</th>"# }
        markup += "<th>\(say("单位", "Units"))</th></tr></thead><tbody class=\"each\">"
        for rule in rules {
            let kind: Markup = rule.open > 0 ? "n finding" : "n"
            markup += """
                <tr><th scope="row"><span class="code">\(rule.rule)</span>\(rule.title)</th>\
                <td class="\(kind)" data-label="\(heads[0])"><b>\(count(rule.open))</b></td>\
                <td class="n" data-label="\(heads[1])">\(count(rule.major))</td>\
                <td class="n" data-label="\(heads[2])">\(count(rule.overdue))</td>\
                <td class="n" data-label="\(heads[3])">\(count(rule.closed))</td><td class="whole"><small>
                """
            for (place, index) in rule.units.prefix(10).enumerated() {
                markup += "\(place > 0 ? say.separator : "")\(link(index))"
            }
            let more = rule.units.count - 10
            if more > 0 { markup += "\(say("等\(rule.units.count)个", " and \(more) more"))" }
            markup += "</small></td></tr>"
        }
        markup += "</tbody></table>"
        return markup
    }

    /// Classes whose weights are the same are told once.
    var weights: Markup {
        var markup: Markup = """
            <p class="note">\(say(
                "局部权重为同级之间的比重，全局权重为占综合得分的比重；CR 为一致性比率，竖线为0.10，浅点为各专家，○ 未采用。",
                "Local weights are shares among siblings, global ones of the score; CR is the consistency ratio, the tick stands at 0.10, pale dots are experts, ○ left out."
            ))</p>
            """
        var told: [ClassRecord] = []
        for record in round.classes {
            let same = round.classes.filter { isSame($0, record) }
            guard !told.contains(where: { isSame($0, record) }) else { continue }
            told.append(record)
            markup += "<h3>\(same.map(\.class).joined(separator: say.separator))</h3>"
            markup += weightTree(record)
        }
        return markup
    }

    private func isSame(_ a: ClassRecord, _ b: ClassRecord) -> Bool {
        a.leafWeights == b.leafWeights && a.weights == b.weights
    }

    private func weightTree(_ record: ClassRecord) -> Markup {
        var local: [String: Double] = ["root": 1]
        var byNode: [String: NodeWeightsRecord] = [:]
        for node in record.weights {
            byNode[node.node] = node
            for (child, weight) in zip(node.children, node.weights) { local[child] = weight }
        }
        var global: [String: Double] = [:]
        var markup: Markup = """
            <table class="fold"><thead><tr><th>\(say("指标", "Node"))</th><th class="n">\(say("局部", "Local"))</th>\
            <th class="n">\(say("全局", "Global"))</th><th class="graph"></th><th class="n">CR</th>\
            <th class="graph">\(say("各专家CR 0—0.2", "Experts’ CR 0–0.2"))</th></tr></thead><tbody class="each">
            """
        for node in round.nodes {
            let share = local[node.code] ?? 0
            let whole = node.parent.map { (global[$0] ?? 0) * share } ?? 1
            global[node.code] = whole
            let weights = byNode[node.code]
            let level: Markup = node.level == 1 ? "level1" : node.isLeaf ? "" : "level2"
            let code = node.parent == nil ? "" : node.code
            markup += """
                <tr class="\(level)"><th scope="row" style="padding-left:\(max(0, node.level - 1))em">\
                <span class="code">\(code)</span>\(say(node.name))</th>\
                <td class="n" data-label="\(say("局部", "Local"))">\(figure(share, 3))</td>\
                <td class="n" data-label="\(say("全局", "Global"))">\(figure(whole, 4))</td>\
                <td class="graph">\(bar(whole, node))</td>\
                <td class="n" data-label="CR">\(weights.map { figure($0.cr, 3) } ?? "")</td>\
                <td class="graph">\(weights.map(experts) ?? Markup())</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    private func bar(_ weight: Double, _ node: NodeRecord) -> Markup {
        Chart.drawing(
            height: 12, title: say(node.name), description: figure(weight, 4),
            Chart.rectangle(
                node.isLeaf ? "bar" : "bar rest", from: 0,
                to: min(1, weight * (node.isLeaf ? 5 : 1)) * 100,
                y: 2, height: 8))
    }

    private func experts(_ node: NodeWeightsRecord) -> Markup {
        guard node.experts.contains(where: { $0.cr != nil }), node.children.count > 2 else {
            return Markup()
        }
        let scale = Scale(0, 0.2)
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="7" y2="7"/>"#
        content += Chart.tick(at: scale(0.1), from: 1, to: 13)
        for expert in node.experts {
            guard let cr = expert.cr else { continue }
            content +=
                expert.excluded
                ? Chart.hollowDot(scale(cr), 7)
                : #"<circle class="peer" cx="\#(at: scale(cr))%" cy="7" r="4"/>"#
        }
        if let cr = node.cr { content += Chart.dot(scale(cr), 7, radius: 4) }
        let words = node.experts.map { "\($0.expert) \(figure($0.cr, 3))" }
        return Chart.drawing(
            height: 14, title: "CR", description: words.joined(separator: say.separator), content)
    }

    var quality: Markup {
        var markup: Markup = "<ul>"
        for grade in ["A", "B", "C", "D"] {
            let units = round.units.overviews.count { $0.dataQuality == grade }
            if units > 0 {
                markup +=
                    "<li>\(say("数据质量\(grade)级：\(units)个单位", "Data quality \(grade): \(units) units"))</li>"
            }
        }
        if let survey = round.survey {
            markup += """
                <li>\(say(
                    "收回答卷\(count(survey.received))份，有效\(count(survey.valid))份，有效答案\(count(survey.answers))个",
                    "\(count(survey.received)) responses, \(count(survey.valid)) valid, \(count(survey.answers)) answers"
                ))
                """
            for drop in survey.dropped {
                markup += "\(say("；", "; "))\(say(drop.reason)) \(count(drop.count))"
            }
            markup += "</li>"
        }
        markup += "</ul>"
        let missing = round.leaves.indices.map { leaf in
            round.units.indices.filter { round.units.leafScore(leaf, of: $0) == nil }
        }
        guard missing.contains(where: { !$0.isEmpty }) else { return markup }
        markup += """
            <h3>\(say("无法评价的指标", "Indicators that could not be measured"))</h3><table><thead><tr>\
            <th>\(say("指标", "Indicator"))</th><th class="n">\(say("单位数", "Units"))</th>\
            <th>\(say("单位", "Units"))</th></tr></thead><tbody class="each">
            """
        for (leaf, units) in zip(round.leaves, missing) where !units.isEmpty {
            markup += """
                <tr><th scope="row"><span class="code">\(leaf.code)</span>\(say(leaf.name))</th>\
                <td class="n">\(count(units.count))</td><td><small>
                """
            for (place, index) in units.prefix(10).enumerated() {
                markup += "\(place > 0 ? say.separator : "")\(link(index))"
            }
            if units.count > 10 { markup += "\(say("等", " …"))" }
            markup += "</small></td></tr>"
        }
        markup += "</tbody></table>"
        return markup
    }
}
