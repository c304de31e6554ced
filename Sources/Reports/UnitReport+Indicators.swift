internal import Assessment

/// One row for every indicator, with the rule, the working and the cells it rests on.
extension UnitReport {
    func indicatorTable(_ page: inout PageWriter) {
        let heads = [
            say("原始值", "Raw"), say("得分", "Score"), say("权重", "Weight"),
            say("贡献", "Points"), say("较上年", "Change"),
        ]
        page.beginFolding(zip([2, 3, 5, 6, 7], heads).map { ($0, $1) }, " five whole-rows")
        page += "<caption>"
        page.say(
            "得分0—100；贡献为该指标给综合得分带来的分数，各指标贡献之和等于综合得分。位置图：● 本单位 ┃ 序列中位数 ○ 上年。缺失指标的权重由同组其他指标承担。",
            "Scores 0–100; points are what an indicator brings to the score and add up to it. Position: ● unit ┃ class median ○ last year. Weight of what is missing goes to its siblings."
        )
        page += "</caption>"
        page.beginHeads("指标", "Indicator")
        page.head(heads[0])
        page.head(heads[1])
        page += "<th class=\"graph\">"
        page.say("在序列中的位置 0—100", "Position in the class 0–100")
        page += "</th>"
        for head in heads[2...] { page.head(head) }
        page += "</tr></thead>"
        var innerCount = 0
        for node in frame.round.nodes.indices {
            let leaves = frame.leavesBelow[node]
            if !frame.round.nodes[node].isLeaf {
                if frame.round.nodes[node].level > 0 { header(node, innerCount, leaves, &page) }
                innerCount += 1
            } else if leaves.upperBound <= min(unit.indicators.count, frame.round.leaves.count) {
                row(leaves.lowerBound, &page)
            }
        }
        page += "</table>"
    }

    /// - Parameters:
    ///   - node: Position among all nodes.
    ///   - position: Position among the inner nodes.
    private func header(
        _ node: Int, _ position: Int, _ leaves: Range<Int>, _ page: inout PageWriter
    ) {
        let score = position < unit.nodes.count ? unit.nodes[position].score : nil
        var (weight, contribution) = (0.0, 0.0)
        for leaf in leaves.clamped(to: unit.indicators.indices) {
            weight += unit.indicators[leaf].weight
            contribution += unit.indicators[leaf].contribution
        }
        page.add(frame.nodeHeads[node])
        page.cell(score)
        page += "<td class=\"empty\"></td>"
        page.cell(weight, 3)
        page.cell(contribution, 2)
        change(score, lastScore(frame.round.nodes[node].code), &page)
        page += "</tr></tbody>"
    }

    /// Last year's score by the code of a node or leaf.
    private func lastScore(_ code: @autoclosure () -> String) -> Double? {
        earlier.isEmpty ? nil : earlier[earlier.count - 1].scores[code()]
    }

    private func row(_ index: Int, _ page: inout PageWriter) {
        let score = unit.indicators[index].score
        let old = lastScore(frame.round.leaves[index].code)
        let distribution = index < peers.leaves.count ? peers.leaves[index] : Distribution([])
        page.add(frame.leafWords.heads[index])
        if unit.indicators[index].missing {
            page += "<td class=\"n absent\">"
            page.say("无法评价", "not measured")
            page += "</td><td class=\"n\">—</td>"
        } else {
            page += "<td class=\"n\">"
            rawValue(unit.indicators[index].raw, index, &page)
            page += "</td><td class=\"n\"><b>"
            page.figure(score)
            page += "</b></td>"
        }
        page += "<td class=\"graph\">"
        page.strip(distribution, own: score, earlier: old) { page in
            page.say("本单位", "unit ")
            page.figure(score)
            page.say("，中位数", ", median ")
            page.figure(distribution.median)
            page.say("，最好", ", best ")
            page.figure(distribution.best)
        }
        page += "</td>"
        page.cell(unit.indicators[index].weight, 3)
        page.cell(unit.indicators[index].contribution, 2)
        change(score, old, &page)
        page += "</tr>"
        why(index, &page)
        page += "</tbody>"
    }

    private func why(_ index: Int, _ page: inout PageWriter) {
        page += "<tr class=\"why\"><td colspan=\"7\">"
        if let reason = unit.indicators[index].missingReason {
            page.say("<b>原因</b>", "<b>why</b>")
            page.say(reason)
            page += "　"
        }
        page.say("<b>标准</b>", "<b>rule</b>")
        page.add(frame.leafWords.standards[index])
        if let working = unit.indicators[index].working {
            page.say("　<b>计算</b>", "　<b>working</b>")
            page.say(working)
        }
        if !unit.indicators[index].evidence.isEmpty {
            page.say("　<b>数据</b>", "　<b>data</b>")
            page.evidence(unit.indicators[index].evidence)
        }
        page += "</td></tr>"
    }

    /// A raw value with the unit of its leaf.
    func rawValue(_ raw: Double?, _ leaf: Int, _ page: inout PageWriter) {
        guard let raw else {
            page += "—"
            return
        }
        page.figure(raw, decimals(of: raw, leaf))
        page.add(frame.leafWords.units[leaf])
    }

    /// A raw value in a sentence.
    func rawNumber(_ raw: Double?, _ leaf: Int) -> String {
        raw.map { figure($0, decimals(of: $0, leaf)) } ?? "—"
    }

    /// Decimals of a raw value in a table: counts are whole, small ratios have two.
    private func decimals(of raw: Double, _ leaf: Int) -> Int {
        if frame.leafWords.arePercentages[leaf] { return 1 }
        return raw == raw.rounded() ? 0 : abs(raw) < 2 ? 2 : 1
    }

    /// The cell with the difference to last year's score.
    private func change(_ score: Double?, _ old: Double?, _ page: inout PageWriter) {
        page += "<td class=\"n\">"
        if let score, let old {
            page.text(signed(score - old))
        } else {
            page += "—"
        }
        page += "</td>"
    }
}
