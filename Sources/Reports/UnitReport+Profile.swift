internal import Assessment

/// The second half of the first page: dimensions, the two sub-indices, what to look at next.
extension UnitReport {
    func profile(_ page: inout PageWriter) {
        page.say(
            "<section id=\"s1\"><h2><b>1</b>总体画像</h2>",
            "<section id=\"s1\"><h2><b>1</b>Profile</h2>")
        if frame.dimensions.count >= 3 {
            page += "<div class=\"two\"><div>"
            page.add(radar)
            page += "</div><div>"
            standings(&page)
            page += "</div></div>"
        } else {
            standings(&page)
        }
        page += "</section>"
    }

    private func standings(_ page: inout PageWriter) {
        page += "<div class=\"rows\">"
        for node in frame.dimensions {
            standing(
                say(node.name), frame.score(node, of: unit),
                frame.distribution(node, among: peers), lastYear?.scores[node.code], &page)
        }
        standing(say("执行情况", "Compliance"), unit.compliance, peers.compliance, nil, &page)
        standing(say("使用效益", "Benefit"), unit.benefit, peers.benefit, nil, &page)
        page += "</div><p class=\"note\">"
        page.say(
            "● 本单位　┃ 序列中位数　○ 上年　灰色为同序列各单位。执行情况（合规）与使用效益分开计算，互不抵消。",
            "● this unit　┃ class median　○ last year　grey: its class. Compliance and benefit are kept apart."
        )
        page += "</p>"
    }

    private var radar: Markup {
        let axes = frame.dimensions.map { node in
            let distribution = frame.distribution(node, among: peers)
            return RadarChart.Axis(
                own: frame.score(node, of: unit), median: distribution?.median,
                best: distribution?.best)
        }
        var markup = frame.radar.markup(axes, say)
        markup += """
            <p class="note" style="text-align:center">\(say(
                "实线本单位 · 虚线序列中位数 · 细线序列最好", "solid: unit · dashed: median · thin: best"))</p>
            """
        return markup
    }

    private func standing(
        _ name: String, _ score: Double?, _ distribution: Distribution?, _ earlier: Double?,
        _ page: inout PageWriter
    ) {
        page += "<span>"
        page.text(name)
        page += "</span>"
        page.strip(distribution ?? Distribution([]), own: score, earlier: earlier) { page in
            page.say("本单位", "unit ")
            page.figure(score)
            page.say("，序列中位数", ", class median ")
            page.figure(distribution?.median)
        }
        page += "<b>"
        page.figure(score)
        page += "</b>"
    }

    /// What to look at next: where most points were lost, what is open.
    func agenda(_ page: inout PageWriter) {
        let open = unit.findings.filter(\.isOpen)
        var markup: Markup = #"<div class="halves keep"><div>"#
        if !largestLosses.isEmpty {
            markup += "<h3>\(say("失分最多", "Most points lost"))</h3><ul>"
            for loss in largestLosses {
                markup += """
                    <li>\(say(frame.round.leaves[loss.position].name)) <b>−\(figure(loss.points))</b> \
                    <small>\(recovery(loss))</small></li>
                    """
            }
            markup += "</ul>"
        }
        markup += "</div><div>"
        markup += "<h3>\(say("未销号问题", "Open findings"))</h3>"
        if open.isEmpty {
            markup += "<p>\(say("无。", "None."))</p>"
        } else {
            markup += "<ul>"
            for finding in open.prefix(5) {
                markup += """
                    <li><span class="finding">\(say(finding.title))</span> \
                    <small>\(say.term(finding.severity))\(finding.isOverdue ? say("，逾期", ", overdue") : "")</small></li>
                    """
            }
            markup += "</ul>"
            if open.count > 5 {
                markup +=
                    "<small>\(say("另有\(open.count - 5)项", "and \(open.count - 5) more"))</small>"
            }
        }
        markup += "</div></div>"
        page.add(markup)
    }
}
