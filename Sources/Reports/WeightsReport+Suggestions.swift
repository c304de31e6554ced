internal import Assessment
internal import Weighting

/// What to ask, what to ask again, and what hangs on the answers.
extension WeightsReport {
    private func range(_ ends: [Double]?) -> String {
        ends.map { "\(figure($0[0], 2))–\(figure($0[1], 2))" } ?? "—"
    }

    func missing(_ chapter: Chapter) -> Markup {
        let gaps = chapter.weights.nodes.flatMap { node in node.missing.map { (node.node, $0) } }
        guard !gaps.isEmpty else { return Markup() }
        var markup: Markup = """
            <p class="note">\(say(
                "每个节点中，越靠前的比较，回答后权重越确定。", "At each node the first comparison would narrow the weights most."))</p>
            <table class="fold"><thead><tr><th>\(say("比较", "Comparison"))</th>\
            <th class="n">\(say("推算值", "Implied"))</th>\
            <th class="n">\(say("不使 CR 超限的范围", "Range that keeps CR"))</th></tr></thead><tbody class="each">
            """
        for (node, gap) in gaps.prefix(Self.longest) {
            markup += """
                <tr><th scope="row">\(gap.left) ÷ \(gap.right) <small>\(title(node))</small></th>\
                <td class="n" data-label="\(say("推算值", "Implied"))">\(figure(gap.implied, 2))</td>\
                <td class="n" data-label="\(say("范围", "Range"))">\(range(gap.acceptable))</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup + more(than: gaps.count)
    }

    func suggestions(_ chapter: Chapter) -> Markup {
        circles(chapter) + repairs(chapter)
    }

    private func circles(_ chapter: Chapter) -> Markup {
        let circles = chapter.basis.panels.flatMap(\.circles)
        guard !circles.isEmpty else { return Markup() }
        var markup: Markup = """
            <p class="note">\(say(
                "循环判断：每一项都不次于下一项，最后又回到第一项，其中至少一处更重要。",
                "Circles: each is at least as important as the next, the last as the first, one of them more."))</p><ul>
            """
        for circle in circles.prefix(Self.longest) {
            let round = (circle.children + circle.children.prefix(1)).joined(separator: " ≥ ")
            markup += "<li>\(circle.expert)\(say("：", ": "))\(round)</li>"
        }
        return markup + "</ul>" + more(than: circles.count)
    }

    private func repairs(_ chapter: Chapter) -> Markup {
        let repairs = chapter.classes[0].repairs
        guard !repairs.isEmpty else {
            return
                #"<p class="note">\#(say("没有专家的判断超过一致性上限。", "No expert’s judgements are above the maximum."))</p>"#
        }
        var markup: Markup = """
            <p class="note">\(say(
                "下列为使 CR 达标的最少改动，仅供请专家复核；没有改动任何判断。", "The fewest changes that bring CR to the maximum, for asking again; no judgement was changed."))</p>
            <table class="fold"><thead><tr><th>\(say("专家", "Expert"))</th>\
            <th>\(say("判断", "Judgement"))</th><th class="n">\(say("原比值", "Ratio"))</th>\
            <th class="n">\(say("建议", "Suggested"))</th><th class="n">\(say("CR 由", "CR from"))</th>\
            <th class="n">\(say("至", "to"))</th><th class="t">\(say("名次和等次", "Ranks and grades"))</th></tr></thead><tbody class="each">
            """
        for (place, repair) in repairs.prefix(Self.longest).enumerated() {
            for (number, step) in (repair.steps ?? []).enumerated() {
                let shifts = chapter.classes.flatMap { study in
                    study.repairs[place].steps?[number].shifts ?? []
                }
                markup += """
                    <tr><th scope="row">\(repair.expert)</th>\
                    <td class="whole">\(step.left) ÷ \(step.right) <small>\(title(repair.node))</small></td>\
                    <td class="n" data-label="\(say("原比值", "Ratio"))">\(figure(step.given, 2))</td>\
                    <td class="n" data-label="\(say("建议", "Suggested"))">\(figure(step.suggested, 2))</td>\
                    <td class="n" data-label="\(say("CR 由", "CR from"))">\(figure(repair.ratio, 4))</td>\
                    <td class="n" data-label="\(say("至", "to"))">\(figure(step.ratioAfter, 4))</td>\
                    <td class="t whole">\(moved(shifts))</td></tr>
                    """
            }
            if repair.steps == nil {
                markup += """
                    <tr><th scope="row">\(repair.expert)</th><td class="whole" colspan="6">\(title(repair.node))：\
                    \(say("标度上无解，请重新判断", "no remedy on the grid; ask again"))</td></tr>
                    """
            }
        }
        markup += "</tbody></table>"
        return markup + more(than: repairs.count)
    }
}
