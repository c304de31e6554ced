internal import Assessment

/// What people said, group by group; nothing of a group that is too small to be anonymous.
extension UnitReport {
    var opinion: Markup? {
        guard !unit.opinion.isEmpty else { return nil }
        var markup = Markup()
        let labels = unit.opinion.lazy.flatMap(\.items).first?.distribution.map(\.label) ?? []
        if !labels.isEmpty {
            markup += #"<p class="note">"#
            for (index, label) in labels.enumerated() {
                markup += #"<span class="key k\#(tone(index, of: labels.count))"></span>"#
                markup += "\(say.term(label))"
            }
            markup += "</p>"
        }
        markup += summary
        markup += #"<div class="halves">"#
        for group in unit.opinion where !group.isHidden && !group.items.isEmpty {
            markup += items(group)
        }
        markup += "</div>"
        return markup
    }

    private var summary: Markup {
        let heads = [
            say("有效/收回", "Valid/received"), say("均值", "Mean"), say("95%区间", "95 % interval"),
            say("信度α", "α"),
        ]
        var markup: Markup = """
            <table class="fold"><thead><tr><th>\(say("评议主体", "Group"))</th>\
            <th class="n">\(heads[0])</th><th class="graph"></th><th class="n">\(heads[1])</th>\
            <th class="n">\(heads[2])</th><th class="n">\(heads[3])</th>\
            <th>\(say("说明", "Remarks"))</th></tr></thead><tbody class="each">
            """
        for group in unit.opinion {
            markup += """
                <tr><th scope="row">\(say.term(group.group))</th>\
                <td class="n" data-label="\(heads[0])">\(count(group.valid))/\(count(group.received))</td>
                """
            if group.isHidden {
                markup += """
                    <td class="whole" colspan="5"><small>\(say(
                        "有效答卷过少，为保护匿名不单独显示；需\(group.minimum)份。",
                        "Too few to stay anonymous, not shown; \(group.minimum) are needed."
                    ))\(dropped(group))</small></td></tr>
                    """
                continue
            }
            markup += """
                <td class="graph">\(meanChart(group))</td>\
                <td class="n" data-label="\(heads[1])"><b>\(figure(group.mean))</b></td>\
                <td class="n" data-label="\(heads[2])">\(interval(group))</td>\
                <td class="n" data-label="\(heads[3])">\(figure(group.alpha, 2))</td>\
                <td class="whole"><small>\(sufficiency(group))\(dropped(group))</small></td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    private func sufficiency(_ group: OpinionRecord) -> String {
        group.isSufficient
            ? ""
            : say(
                "样本不足：需\(group.minimum)份，仅供参考。",
                "Too few: \(group.minimum) are needed, for orientation only. ")
    }

    private func dropped(_ group: OpinionRecord) -> String {
        guard !group.dropped.isEmpty else { return "" }
        let reasons = group.dropped.map { "\(say($0.reason))\(say("", " "))\($0.count)" }
        return say("剔除：", "Dropped: ") + reasons.joined(separator: say.separator) + say.fullStop
    }

    private func interval(_ group: OpinionRecord) -> String {
        guard let (low, high) = bounds(group) else { return "—" }
        return "\(figure(low))–\(figure(high))"
    }

    /// Mean ± 1.96 standard errors, cut at the ends of the scale.
    private func bounds(_ group: OpinionRecord) -> (Double, Double)? {
        guard let mean = group.mean, let error = group.standardError else { return nil }
        return (max(0, mean - 1.96 * error), min(100, mean + 1.96 * error))
    }

    private func meanChart(_ group: OpinionRecord) -> Markup {
        Chart.strip(
            Distribution([]), own: group.mean, span: bounds(group), title: say.term(group.group),
            description: "\(figure(group.mean)) (\(interval(group)))")
    }

    private func items(_ group: OpinionRecord) -> Markup {
        var markup: Markup = """
            <div class="keep"><h3>\(say.term(group.group))</h3><table><tbody>
            """
        for item in group.items {
            markup += """
                <tr><th scope="row" style="width:30%">\(say(item.name))</th><td>\(likert(item))</td>\
                <td class="n" style="width:4em">\(figure(item.mean))</td></tr>
                """
        }
        markup += "</tbody></table></div>"
        return markup
    }

    private func likert(_ item: OpinionItemRecord) -> Markup {
        let total = item.distribution.reduce(0) { $0 + $1.count }
        guard total > 0 else { return Markup() }
        var content = Markup()
        var place = 0.0
        for (index, answer) in item.distribution.enumerated() where answer.count > 0 {
            let width = Double(answer.count) / Double(total) * 100
            let tone = tone(index, of: item.distribution.count)
            content += """
                <rect class="l\(tone)" x="\(at: place)%" y="1" width="\(at: width)%" height="15"/>
                """
            if width >= 7 {
                content += """
                    <text class="\(tone == 0 || tone == 4 ? "on" : "")" x="\(at: place + width / 2)%" \
                    y="12.5" text-anchor="middle">\(figure(width, 0))%</text>
                    """
            }
            place += width
        }
        let words = item.distribution.map { "\(say.term($0.label)) \($0.count)" }
        return Chart.drawing(
            "likert", height: 17, title: say(item.name),
            description: words.joined(separator: say.separator), content)
    }

    /// One of five tones for a label, whatever the length of the scale.
    private func tone(_ index: Int, of count: Int) -> Int {
        count <= 1 ? 0 : (index * 4 + (count - 1) / 2) / (count - 1)
    }
}
