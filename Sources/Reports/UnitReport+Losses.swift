internal import Assessment

/// Where the points went, from 100 down to the score.
extension UnitReport {
    struct Loss {
        /// Position of the leaf, in tree order.
        let position: Int
        /// Points of the total that the leaf could have brought and did not.
        let points: Double
    }

    /// Leaves by the points they cost, most first, ties in tree order; none below a hundredth.
    static func largestLosses(_ limit: Int, of unit: UnitResult, in round: RoundResult) -> [Loss] {
        let count = min(round.leaves.count, unit.indicators.count)
        return (0..<count)
            .map { Loss(position: $0, points: unit.indicators[$0].loss) }
            .filter { $0.points >= 0.01 }
            .sorted { ($1.points, $0.position) < ($0.points, $1.position) }
            .prefix(limit).map { $0 }
    }

    /// What the leaf is at and what would earn full marks.
    func recovery(_ loss: Loss) -> String {
        let raw = unit.indicators[loss.position].raw
        let suffix = frame.leafWords.suffixes[loss.position]
        let now = rawNumber(raw, loss.position)
        guard let target = unit.indicators[loss.position].fullMarkAt, target != raw else {
            return now + suffix
        }
        return "\(now) → \(rawNumber(target, loss.position))\(suffix)"
    }

    func losses(_ page: inout PageWriter) {
        guard let score = unit.score else { return }
        waterfall(score, &page)
        guard !largestLosses.isEmpty else { return }
        let heads = [
            say("失分", "Lost"), say("现状", "Now"), say("满分所需", "Full marks at"),
        ]
        page += "<h3>"
        page.text(
            say(
                "失分最多的\(largestLosses.count)项与挽回条件",
                "The \(largestLosses.count) largest losses and what would recover them"))
        page += "</h3>"
        page.beginFolding(zip(2..., heads).map { ($0, $1) })
        page.beginHeads("指标", "Indicator")
        for head in heads { page.head(head) }
        page += "<th>"
        page.say("评分标准", "Standard")
        page += "</th></tr></thead><tbody class=\"each\">"
        for loss in largestLosses {
            let target = unit.indicators[loss.position].fullMarkAt
            page += "<tr><th scope=\"row\">"
            page.add(frame.leafWords.names[loss.position])
            page += "</th><td class=\"n\"><b>"
            page.figure(loss.points, 2)
            page += "</b></td><td class=\"n\">"
            rawValue(unit.indicators[loss.position].raw, loss.position, &page)
            page += "</td><td class=\"n\">"
            rawValue(target, loss.position, &page)
            page += "</td><td class=\"whole\"><small>"
            page.add(frame.leafWords.standards[loss.position])
            page += "</small></td></tr>"
        }
        page += "</tbody></table>"
    }

    private func waterfall(_ score: Double, _ page: inout PageWriter) {
        let lost = groupLosses
        let low = max(0, min(90, ((score - 3) / 10).rounded(.down) * 10))
        let scale = Scale(low, 100)
        page += "<table class=\"keep\"><caption>"
        page.text(
            say(
                "从100分逐组扣减到综合得分；横轴从\(figure(low, 0))分起。",
                "From 100 down to the score, group by group; the axis begins at \(figure(low, 0))."
            ))
        page += "</caption>"
        page.beginHeads("指标组", "Group")
        page += "<th class=\"graph long\"></th>"
        page.head(say("失分", "Lost"))
        page.head(say("余", "Left"))
        page += "</tr></thead><tbody>"
        var running = 100.0
        for (group, points) in zip(frame.groups, lost) {
            let next = running - points
            page += "<tr>"
            page.rowHead(group.code, say(group.name))
            page += "<td class=\"graph long\">"
            page.drawing(height: 18) { page in
                page.say("失", "")
                page.figure(points, 2)
                page.say("分", " points lost")
            } _: { page in
                page.tick("axis", at: scale(running), from: -6, to: 10)
                page.rectangle("bar soft", from: scale(next), to: scale(running), y: 3, height: 12)
                page.tick("axis", at: scale(next), from: 10, to: 26)
            }
            page += "</td>"
            page.cell(points, 2)
            page.cell(next)
            page += "</tr>"
            running = next
        }
        page += "<tr class=\"level1\"><th scope=\"row\">"
        page.say("综合得分", "Score")
        page += "</th><td class=\"graph long\">"
        page.drawing(height: 18) { page in
            page.text(frame.points(score))
        } _: { page in
            page.tick("axis", at: scale(score), from: -6, to: 9)
            page.dot(scale(score), 9, radius: 6)
        }
        page += "</td>"
        page.cell(100 - score, 2)
        page += "<td class=\"n\">"
        page.text(frame.points(score))
        page += "</td></tr></tbody></table>"
    }

    /// Points lost by every group, in the order of the groups.
    private var groupLosses: [Double] {
        var lost = [Double](repeating: 0, count: frame.groups.count)
        for leaf in 0..<min(unit.indicators.count, frame.groupOfLeaf.count) {
            lost[frame.groupOfLeaf[leaf]] += unit.indicators[leaf].loss
        }
        return lost
    }
}

extension IndicatorRecord {
    /// Points of the total that the leaf could have brought and did not.
    fileprivate var loss: Double { effectiveWeight * 100 - contribution }
}
