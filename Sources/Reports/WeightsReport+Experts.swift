internal import Assessment
internal import Weighting

/// Who agrees with whom, on what they differ, and the round without each of them.
extension WeightsReport {
    func experts(_ chapter: Chapter) -> Markup {
        let absences = chapter.classes[0].absences
        guard !absences.isEmpty else { return Markup() }
        var markup = clusters(chapter)
        markup += """
            <table class="fold"><thead><tr><th>\(say("专家", "Expert"))</th>\
            <th class="n">\(say("专家权重", "Word"))</th>\
            <th class="n">\(say("CR 最大", "Largest CR"))</th>\
            <th class="n">\(say("与群体的相容指数", "Compatibility with the group"))</th>\
            <th class="t">\(say("去掉该专家后的名次和等次", "Ranks and grades without"))</th></tr></thead><tbody class="each">
            """
        for absence in absences.prefix(Self.longest) {
            let parts = chapter.weights.nodes.compactMap { node in
                node.experts.first { $0.expert == absence.expert }
            }
            let own = chapter.basis.consensus?.experts.first { $0.expert == absence.expert }
            markup += """
                <tr><th scope="row">\(absence.expert)</th>\
                <td class="n" data-label="\(say("专家权重", "Word"))">\(figure(parts.first?.weight, 2))</td>\
                <td class="n" data-label="\(say("CR 最大", "Largest CR"))">\(figure(parts.compactMap(\.cr).max(), 4))</td>\
                <td class="n" data-label="\(say("相容指数", "Compatibility"))">\(figure(own?.compatibility, 3))</td>\
                <td class="t whole">\(without(absence.expert, in: chapter))</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup + more(than: absences.count)
    }

    private func without(_ expert: String, in chapter: Chapter) -> String {
        let absences = chapter.classes.compactMap { study in
            study.absences.first { $0.expert == expert }
        }
        if let lone = absences.first?.irreplaceable, !lone.isEmpty {
            return say(
                "只有该专家判断了 \(lone.joined(separator: "、"))",
                "nobody else judged \(lone.joined(separator: ", "))")
        }
        return moved(absences.flatMap(\.shifts))
    }

    /// `U005 10→9`, with grades where they change.
    func moved(_ shifts: [RankShift]) -> String {
        guard !shifts.isEmpty else { return say("不变", "the same") }
        let named = shifts.prefix(8).map { shift in
            let ranks = "\(shift.rank.map(count) ?? "—")→\(shift.rankAfter.map(count) ?? "—")"
            guard shift.grade != shift.gradeAfter else { return "\(shift.unit) \(ranks)" }
            let grades = [shift.grade, shift.gradeAfter].map { $0.map(say.term) ?? "—" }
            return "\(shift.unit) \(ranks) \(grades.joined(separator: "→"))"
        }
        let more = shifts.count - named.count
        return named.joined(separator: say("，", ", "))
            + (more > 0 ? say("等\(shifts.count)个单位", " and \(more) more") : "")
    }

    private func clusters(_ chapter: Chapter) -> Markup {
        guard let consensus = chapter.basis.consensus, consensus.experts.count > 1 else {
            return Markup()
        }
        let groups = consensus.clusters.filter { $0.experts.count > 1 }
        guard !groups.isEmpty else {
            return """
                <p class="note">\(say(
                    "全局权重上没有两位专家意见相近（相容指数 ≤ \(figure(Compatibility.agreement, 2))）。",
                    "No two experts agree on the global weights (compatibility index ≤ \(figure(Compatibility.agreement, 2)))."
                ))</p>
                """
        }
        let named = groups.map { "{\($0.experts.joined(separator: say.separator))}" }
        return """
            <p class="note">\(say(
                "全局权重上意见相近（两两相容指数 ≤ \(figure(Compatibility.agreement, 2))）的专家：",
                "Experts of one mind on the global weights (compatibility index ≤ \(figure(Compatibility.agreement, 2)) for every two): "
            ))\(named.joined(separator: say("；", "; ")))</p>
            """
    }

    func disagreements(_ chapter: Chapter) -> Markup {
        let disputed = disputed(chapter).prefix(15)
        guard !disputed.isEmpty else { return Markup() }
        var markup: Markup = """
            <table class="fold five"><thead><tr><th>\(say("比较", "Comparison"))</th>\
            <th class="n">\(say("平均", "Mean"))</th>\
            <th class="n">\(say("对数标准差", "Deviation of logarithms"))</th>\
            <th class="n">\(say("最低", "Lowest"))</th><th class="n">\(say("最高", "Highest"))</th>\
            <th class="graph">1/9 — 9</th></tr></thead><tbody class="each">
            """
        for (node, pair) in disputed {
            markup += """
                <tr><th scope="row">\(pair.left) ÷ \(pair.right) <small>\(title(node))</small></th>\
                <td class="n" data-label="\(say("平均", "Mean"))">\(figure(pair.mean, 2))</td>\
                <td class="n" data-label="\(say("对数标准差", "Deviation"))">\(figure(pair.deviation, 3))</td>\
                <td class="n" data-label="\(say("最低", "Lowest"))">\(figure(pair.lowest, 2)) <small>\(pair.lowestExpert)</small></td>\
                <td class="n" data-label="\(say("最高", "Highest"))">\(figure(pair.highest, 2)) <small>\(pair.highestExpert)</small></td>\
                <td class="graph">\(reach(pair))</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    /// Comparisons on which experts differ, the one most at odds first.
    func disputed(_ chapter: Chapter) -> [(node: String, pair: Disagreement)] {
        let all = chapter.basis.panels.flatMap { panel in
            panel.disagreements.filter { $0.deviation > 0 }.map { (panel.node, $0) }
        }
        return all.indices.sorted {
            all[$0].1.deviation == all[$1].1.deviation
                ? $0 < $1 : all[$0].1.deviation > all[$1].1.deviation
        }.map { all[$0] }
    }

    /// From the lowest to the highest answer on the logarithmic scale, the mean as a dot.
    private func reach(_ pair: Disagreement) -> Markup {
        let scale = LogarithmicScale(highest: 9)
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="7" y2="7"/>"#
        content += Chart.tick(at: 50, from: 1, to: 13)
        content += Chart.rectangle(
            "span", from: scale(pair.lowest), to: scale(pair.highest), y: 4, height: 6)
        content += Chart.dot(scale(pair.mean), 7, radius: 4)
        return Chart.drawing(
            height: 14, title: "\(pair.left) ÷ \(pair.right)",
            description: "\(figure(pair.lowest, 2))–\(figure(pair.highest, 2))", content)
    }
}
