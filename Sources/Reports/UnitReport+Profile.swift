internal import Assessment

/// The second half of the first page: dimensions, the two sub-indices, what to look at next.
extension UnitReport {
    var profile: Markup {
        var rows: Markup = #"<div class="rows">"#
        for node in frame.dimensions {
            rows += standing(
                say(node.name), frame.score(node, of: unit),
                frame.distribution(node, among: peers), lastYear?.scores[node.code])
        }
        rows += standing(say("执行情况", "Compliance"), unit.compliance, peers.compliance, nil)
        rows += standing(say("使用效益", "Benefit"), unit.benefit, peers.benefit, nil)
        rows += "</div>"
        rows += """
            <p class="note">\(say(
                "● 本单位　┃ 序列中位数　○ 上年　细线为同序列各单位。执行情况（合规）与使用效益分开计算，互不抵消。",
                "● this unit　┃ class median　○ last year　thin ticks: its class. Compliance and benefit are kept apart."
            ))</p>
            """
        var markup: Markup = #"<section id="s1">"#
        markup += "<h2><b>1</b>\(say("总体画像", "Profile"))</h2>"
        if frame.dimensions.count >= 3 {
            markup += #"<div class="two"><div>\#(radar)</div><div>\#(rows)</div></div>"#
        } else {
            markup += rows
        }
        markup += "</section>"
        return markup
    }

    private var radar: Markup {
        var markup = RadarChart(
            axes: frame.dimensions.map { node in
                let distribution = frame.distribution(node, among: peers)
                return RadarChart.Axis(
                    name: say(node.name), own: frame.score(node, of: unit),
                    median: distribution?.median, best: distribution?.best)
            }
        ).markup(say)
        markup += """
            <p class="note" style="text-align:center">\(say(
                "实线本单位 · 虚线序列中位数 · 细线序列最好", "solid: unit · dashed: median · thin: best"))</p>
            """
        return markup
    }

    private func standing(
        _ name: String, _ score: Double?, _ distribution: Distribution?, _ earlier: Double?
    ) -> Markup {
        let strip = Chart.strip(
            distribution ?? Distribution([]), own: score, earlier: earlier, title: name,
            description: say(
                "本单位\(figure(score))，序列中位数\(figure(distribution?.median))",
                "unit \(figure(score)), class median \(figure(distribution?.median))"))
        return "<span>\(name)</span>\(strip)<b>\(figure(score))</b>"
    }

    /// What to look at next: where most points were lost, what is open.
    var agenda: Markup {
        let losses = largestLosses(5)
        let open = unit.findings.filter(\.isOpen)
        var markup: Markup = #"<div class="halves keep"><div>"#
        if !losses.isEmpty {
            markup += "<h3>\(say("失分最多", "Most points lost"))</h3><ul>"
            for loss in losses {
                markup += """
                    <li>\(say(loss.leaf.name)) <b>−\(figure(loss.points))</b> \
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
        return markup
    }
}
