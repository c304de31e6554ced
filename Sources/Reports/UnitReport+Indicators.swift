internal import Assessment
internal import Documents

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
        for (node, leaves) in zip(frame.round.nodes, frame.leavesBelow) where node.level > 0 {
            if !node.isLeaf {
                header(node, leaves, &page)
            } else if leaves.upperBound <= min(unit.indicators.count, frame.round.leaves.count) {
                row(leaves.lowerBound, &page)
            }
        }
        page += "</table>"
    }

    private func header(_ node: NodeRecord, _ leaves: Range<Int>, _ page: inout PageWriter) {
        let records = unit.indicators[leaves.clamped(to: unit.indicators.indices)]
        let score = frame.score(node, of: unit)
        page += "<tbody><tr class=\"level"
        page.number(min(2, node.level))
        page += "\"><th scope=\"rowgroup\"><em>"
        page.text(node.code)
        page += "</em>"
        page.say(node.name)
        page += "</th><td class=\"empty\"></td>"
        page.cell(score)
        page += "<td class=\"empty\"></td>"
        page.cell(records.reduce(0) { $0 + $1.weight }, 3)
        page.cell(records.reduce(0) { $0 + $1.contribution }, 2)
        change(node.code, score, &page)
        page += "</tr></tbody>"
    }

    private func row(_ index: Int, _ page: inout PageWriter) {
        let leaf = frame.round.leaves[index]
        let score = unit.indicators[index].score
        let distribution = index < peers.leaves.count ? peers.leaves[index] : Distribution([])
        page += "<tbody><tr><th scope=\"row\"><em>"
        page.text(leaf.code)
        page += "</em>"
        page.say(leaf.name)
        page += " <span class=\"tag\">"
        page.text(direction(leaf.direction))
        if leaf.subIndex == .compliance {
            page.say(" 执行", " compliance")
        } else {
            page.say(" 效益", " benefit")
        }
        page += "</span></th>"
        if unit.indicators[index].missing {
            page += "<td class=\"n absent\">"
            page.say("无法评价", "not measured")
            page += "</td><td class=\"n\">—</td>"
        } else {
            page += "<td class=\"n\">"
            rawValue(unit.indicators[index].raw, leaf, &page)
            page += "</td><td class=\"n\"><b>"
            page.figure(score)
            page += "</b></td>"
        }
        page += "<td class=\"graph\">"
        page.strip(distribution, own: score, earlier: lastYear?.scores[leaf.code]) { page in
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
        change(leaf.code, score, &page)
        page += "</tr>"
        why(leaf, index, &page)
        page += "</tbody>"
    }

    private func why(_ leaf: LeafRecord, _ index: Int, _ page: inout PageWriter) {
        page += "<tr class=\"why\"><td colspan=\"7\">"
        if let reason = unit.indicators[index].missingReason {
            page.say("<b>原因</b>", "<b>why</b>")
            page.say(reason)
            page += "　"
        }
        page.say("<b>标准</b>", "<b>rule</b>")
        page.say(leaf.standard)
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

    /// A raw value with its unit.
    func rawValue(_ raw: Double?, _ leaf: LeafRecord, _ page: inout PageWriter) {
        page.text(rawNumber(raw, leaf))
        guard raw != nil else { return }
        let unit = say(leaf.unit)
        if unit == "%" { return page.text(unit) }
        page += "<span class=\"unit\">"
        page.text(unit)
        page += "</span>"
    }

    /// A raw value as a table shows it: counts are whole, small ratios have two decimals.
    func rawNumber(_ raw: Double?, _ leaf: LeafRecord) -> String {
        guard let raw else { return "—" }
        if leaf.unit.zh == "%" { return figure(raw, 1) }
        return figure(raw, raw == raw.rounded() ? 0 : abs(raw) < 2 ? 2 : 1)
    }

    private func direction(_ direction: LeafDirection) -> String {
        switch direction {
        case .higher: "↑"
        case .lower: "↓"
        case .band: "◇"
        }
    }

    /// The cell with the difference to last year's score.
    private func change(_ code: String, _ score: Double?, _ page: inout PageWriter) {
        page += "<td class=\"n\">"
        if let score, let old = lastYear?.scores[code] {
            page.text(signed(score - old))
        } else {
            page += "—"
        }
        page += "</td>"
    }

    /// The cells that something rests on, in words.
    func evidence(_ records: [EvidenceRecord]) -> String {
        var words = ByteBuffer()
        EvidenceWords(say: say).write(records, to: &words) { $0.append(utf8: $1) }
        return words.string
    }
}
