internal import Assessment

/// Where the points went, from 100 down to the score.
extension UnitReport {
    struct Loss {
        let leaf: LeafRecord
        let record: IndicatorRecord
        /// Points of the total that the leaf could have brought and did not.
        let points: Double
    }

    /// Leaves by the points they cost, most first, ties in tree order; none below a hundredth.
    func largestLosses(_ limit: Int) -> [Loss] {
        zip(frame.round.leaves, unit.indicators)
            .map { leaf, record in
                Loss(
                    leaf: leaf, record: record,
                    points: record.effectiveWeight * 100 - record.contribution)
            }
            .filter { $0.points >= 0.01 }
            .enumerated()
            .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }
            .prefix(limit).map(\.element)
    }

    /// What the leaf is at and what would earn full marks.
    func recovery(_ loss: Loss) -> String {
        let unit = say(loss.leaf.unit)
        let suffix = unit == "%" ? "%" : " " + unit
        let now = rawNumber(loss.record.raw, loss.leaf)
        guard let target = loss.record.fullMarkAt, target != loss.record.raw else {
            return now + suffix
        }
        return "\(now) → \(rawNumber(target, loss.leaf))\(suffix)"
    }

    var losses: Markup? {
        guard let score = unit.score else { return nil }
        var markup = waterfall(score)
        let largest = largestLosses(5)
        guard !largest.isEmpty else { return markup }
        let heads = [
            say("失分", "Lost"), say("现状", "Now"), say("满分所需", "Full marks at"),
        ]
        markup += """
            <h3>\(say("失分最多的\(largest.count)项与挽回条件",
                "The \(largest.count) largest losses and what would recover them"))</h3>\
            <table class="fold"><thead><tr><th>\(say("指标", "Indicator"))</th>\
            <th class="n">\(heads[0])</th><th class="n">\(heads[1])</th><th class="n">\(heads[2])</th>\
            <th>\(say("评分标准", "Standard"))</th></tr></thead><tbody class="each">
            """
        for loss in largest {
            let target = loss.record.fullMarkAt.map { rawValue($0, loss.leaf) } ?? "—"
            markup += """
                <tr><th scope="row"><span class="code">\(loss.leaf.code)</span>\(say(loss.leaf.name))</th>\
                <td class="n" data-label="\(heads[0])"><b>\(figure(loss.points, 2))</b></td>\
                <td class="n" data-label="\(heads[1])">\(rawValue(loss.record.raw, loss.leaf))</td>\
                <td class="n" data-label="\(heads[2])">\(target)</td>\
                <td class="whole"><small>\(say(loss.leaf.standard))</small></td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    private func waterfall(_ score: Double) -> Markup {
        let lost = groupLosses
        let low = max(0, min(90, ((score - 3) / 10).rounded(.down) * 10))
        let scale = Scale(low, 100)
        var markup: Markup = """
            <table class="keep"><caption>\(say(
                "从100分逐组扣减到综合得分；横轴从\(figure(low, 0))分起。",
                "From 100 down to the score, group by group; the axis begins at \(figure(low, 0))."
            ))</caption><thead><tr><th>\(say("指标组", "Group"))</th>\
            <th class="graph long"></th><th class="n">\(say("失分", "Lost"))</th>\
            <th class="n">\(say("余", "Left"))</th></tr></thead><tbody>
            """
        var running = 100.0
        for (group, points) in zip(frame.groups, lost) {
            let next = running - points
            var content = Chart.tick("axis", at: scale(running), from: -6, to: 10)
            content += Chart.rectangle(
                "bar soft", from: scale(next), to: scale(running), y: 3, height: 12)
            content += Chart.tick("axis", at: scale(next), from: 10, to: 26)
            let drawing = Chart.drawing(
                height: 18, title: say(group.name),
                description: say("失\(figure(points, 2))分", "\(figure(points, 2)) points lost"),
                content)
            markup += """
                <tr><th scope="row"><span class="code">\(group.code)</span>\(say(group.name))</th>\
                <td class="graph long">\(drawing)</td><td class="n">\(figure(points, 2))</td>\
                <td class="n">\(figure(next))</td></tr>
                """
            running = next
        }
        var end = Chart.tick("axis", at: scale(score), from: -6, to: 9)
        end += Chart.dot(scale(score), 9, radius: 6)
        markup += """
            <tr class="level1"><th scope="row">\(say("综合得分", "Score"))</th>\
            <td class="graph long">\(Chart.drawing(height: 18, title: say("综合得分", "Score"),
                description: frame.points(score), end))</td>\
            <td class="n">\(figure(100 - score, 2))</td><td class="n">\(frame.points(score))</td></tr>\
            </tbody></table>
            """
        return markup
    }

    /// Points lost by every group, in the order of the groups.
    private var groupLosses: [Double] {
        var lost = [Double](repeating: 0, count: frame.groups.count)
        for (record, group) in zip(unit.indicators, frame.groupOfLeaf) {
            lost[group] += record.effectiveWeight * 100 - record.contribution
        }
        return lost
    }
}
