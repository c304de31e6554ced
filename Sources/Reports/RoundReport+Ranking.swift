internal import Assessment

/// Units against each other: ranking per class, heat map.
extension RoundReport {
    var ranking: Markup {
        let heads = [
            say("得分", "Score"), say("执行", "Compl."), say("效益", "Benefit"),
            say("饱满度", "Load"), say("问题", "Open"),
        ]
        var markup: Markup = """
            <p class="note">\(say(
                "各序列分别排名，得分相差不足10⁻⁹视为并列。● 得分　▬ 缺项最差至最好　┃ 序列中位数。横轴从\(figure(frame.scoreScale.low, 0))分起。",
                "Ranks are within a class. ● score　▬ gaps at worst and best　┃ class median. The axis begins at \(figure(frame.scoreScale.low, 0))."
            ))</p>
            """
        for ranked in classes {
            markup += """
                <h3>\(ranked.name) <small>\(say("\(ranked.members.count)个单位", "\(ranked.members.count) units"))</small></h3>\
                <table class="fold"><thead><tr><th class="n">\(say("位次", "Rank"))</th>\
                <th>\(say("单位", "Unit"))</th><th class="graph"></th><th class="n">\(heads[0])</th>\
                <th>\(say("等次", "Grade"))</th><th class="n">\(heads[1])</th><th class="n">\(heads[2])</th>\
                <th class="n">\(heads[3])</th><th>\(say("建议", "Advice"))</th><th class="n">\(heads[4])</th>\
                </tr></thead><tbody class="each">
                """
            for index in ranked.ends { markup += row(index, heads) }
            markup += "</tbody></table>"
            if ranked.isLarge {
                markup += """
                    <p class="note">\(say(
                        "只列出前\(RankedClass.shownAtEachEnd)名和后\(RankedClass.shownAtEachEnd)名，其余见 round.xlsx。",
                        "The first and the last \(RankedClass.shownAtEachEnd) only; the others are in round.xlsx."
                    ))</p>
                    """
            }
        }
        return markup
    }

    private func row(_ index: Int, _ heads: [String]) -> Markup {
        let unit = round.units[index]
        let open = unit.findings.count(where: \.isOpen)
        let grade = unit.grade.map(say.term) ?? say("不评分", "not scored")
        let interval = unit.rankInterval.flatMap { $0.count == 2 ? " (\($0[0])–\($0[1]))" : nil }
        return """
            <tr><td class="n" data-label="\(say("位次", "Rank"))"><b>\(unit.rank.map(count) ?? "—")</b>\
            \(interval ?? "")</td><th scope="row">\(link(index))</th>\
            <td class="graph">\(scoreRow(unit))</td>\
            <td class="n" data-label="\(heads[0])"><b>\(frame.points(unit.score))</b></td>\
            <td>\(grade)</td><td class="n" data-label="\(heads[1])">\(figure(unit.compliance))</td>\
            <td class="n" data-label="\(heads[2])">\(figure(unit.benefit))</td>\
            <td class="n" data-label="\(heads[3])">\(percentage(unit.saturation?.saturation.labour))</td>\
            <td>\(unit.advice.first.map { say($0.title) } ?? "—")</td>\
            <td class="n\(open > 0 ? " finding" : "")" data-label="\(heads[4])">\(count(open))</td></tr>
            """
    }

    private func scoreRow(_ unit: UnitResult) -> Markup {
        let scale = frame.scoreScale
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="8" y2="8"/>"#
        if let bounds = unit.scoreBounds, bounds.count == 2, bounds[1] - bounds[0] > 0.05 {
            content += Chart.rectangle(
                "span", from: scale(bounds[0]), to: scale(bounds[1]), y: 4, height: 8)
        }
        if let median = frame.peers(of: unit).score.median {
            content += Chart.tick(at: scale(median), from: 2, to: 14)
        }
        if let score = unit.score { content += Chart.dot(scale(score), 8) }
        return Chart.drawing(
            height: 16, title: unit.name, description: frame.points(unit.score), content)
    }

    var heatMap: Markup {
        var markup: Markup = """
            <p class="note">\(say(
                "格内为该组得分，颜色越深得分越高；— 为无法评价。",
                "Cells hold the score of a group, the darker the higher; — could not be measured."
            ))</p><div class="scroll"><table class="heat"><thead><tr><th>\(say("单位", "Unit"))</th>
            """
        for group in frame.groups {
            markup += """
                <th class="n" style="white-space:normal;text-align:center">\
                <span class="code">\(group.code)</span><br>\(say(group.name))</th>
                """
        }
        markup += "</tr></thead>"
        for ranked in classes {
            markup += """
                <tbody><tr class="level1"><th colspan="\(frame.groups.count + 1)" scope="rowgroup">\
                \(ranked.name)</th></tr>
                """
            if ranked.isLarge {
                for tenth in 0..<10 { markup += row(ofTenth: tenth, of: ranked) }
            } else {
                for index in ranked.members {
                    markup += "<tr><th scope=\"row\">\(link(index))</th>"
                    for group in frame.groups {
                        markup += cell(frame.score(group, of: index))
                    }
                    markup += "</tr>"
                }
            }
            markup += "</tbody>"
        }
        markup += "</table></div>"
        return markup
    }

    /// Mean scores of a tenth of a large class, by rank.
    private func row(ofTenth tenth: Int, of ranked: RankedClass) -> Markup {
        let count = ranked.members.count
        let members = ranked.members[count * tenth / 10..<count * (tenth + 1) / 10]
        var markup: Markup = """
            <tr><th scope="row">\(say(
                "位次 \(count * tenth / 10 + 1)–\(count * (tenth + 1) / 10) 平均",
                "ranks \(count * tenth / 10 + 1)–\(count * (tenth + 1) / 10), mean"))</th>
            """
        for group in frame.groups {
            let scores = members.compactMap { frame.score(group, of: $0) }
            let mean = scores.reduce(0, +) / Double(max(scores.count, 1))
            markup += cell(scores.isEmpty ? nil : mean)
        }
        return markup + "</tr>"
    }

    /// Seven tones: below 50, then steps of ten to 90, from 95 on the deepest.
    private func cell(_ score: Double?) -> Markup {
        guard let score else { return #"<td class="h">—</td>"# }
        let limits = [50.0, 60, 70, 80, 90, 95]
        let tone = limits.count { score >= $0 }
        return #"<td class="h h\#(tone)">\#(figure(score, 0))</td>"#
    }
}
