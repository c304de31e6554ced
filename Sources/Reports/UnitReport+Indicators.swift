internal import Assessment

/// One row for every indicator, with the rule, the working and the cells it rests on.
extension UnitReport {
    var indicatorTable: Markup? {
        guard !unit.indicators.isEmpty else { return nil }
        let heads = [
            say("原始值", "Raw"), say("得分", "Score"), say("权重", "Weight"),
            say("贡献", "Points"), say("较上年", "Change"),
        ]
        var markup: Markup = """
            <table class="fold five"><caption>\(say(
                "得分0—100；贡献为该指标给综合得分带来的分数，各指标贡献之和等于综合得分。位置图：● 本单位 ┃ 序列中位数 ○ 上年。缺失指标的权重由同组其他指标承担。",
                "Scores 0–100; points are what an indicator brings to the score and add up to it. Position: ● unit ┃ class median ○ last year. Weight of what is missing goes to its siblings."
            ))</caption><thead><tr><th>\(say("指标", "Indicator"))</th>\
            <th class="n">\(heads[0])</th><th class="n">\(heads[1])</th>\
            <th class="graph">\(say("在序列中的位置 0—100", "Position in the class 0–100"))</th>\
            <th class="n">\(heads[2])</th><th class="n">\(heads[3])</th><th class="n">\(heads[4])</th>\
            </tr></thead>
            """
        var leaf = 0
        for node in frame.round.nodes where node.level > 0 {
            if node.isLeaf {
                guard leaf < unit.indicators.count, leaf < frame.round.leaves.count else {
                    continue
                }
                markup += row(leaf, heads)
                leaf += 1
            } else {
                markup += header(node, heads)
            }
        }
        markup += "</table>"
        return markup
    }

    /// Nominal and effective weight and the points of all leaves below a node.
    private func totals(below node: NodeRecord) -> (weight: Double, points: Double) {
        var (weight, points) = (0.0, 0.0)
        var open: Set<String> = [node.code]
        var leaf = 0
        for other in frame.round.nodes {
            let isBelow = other.parent.map(open.contains) ?? false
            if isBelow { open.insert(other.code) }
            guard other.isLeaf else { continue }
            if isBelow, leaf < unit.indicators.count {
                weight += unit.indicators[leaf].weight
                points += unit.indicators[leaf].contribution
            }
            leaf += 1
        }
        return (weight, points)
    }

    private func header(_ node: NodeRecord, _ heads: [String]) -> Markup {
        let (weight, points) = totals(below: node)
        let score = frame.score(node, of: unit)
        return """
            <tbody class="one"><tr class="level\(min(2, node.level))"><th scope="rowgroup">\
            <span class="code">\(node.code)</span>\(say(node.name))</th><td class="empty"></td>\
            <td class="n" data-label="\(heads[1])">\(figure(score))</td><td class="empty"></td>\
            <td class="n" data-label="\(heads[2])">\(figure(weight, 3))</td>\
            <td class="n" data-label="\(heads[3])">\(figure(points, 2))</td>\
            <td class="n" data-label="\(heads[4])">\(change(node.code, score))</td></tr></tbody>
            """
    }

    private func row(_ index: Int, _ heads: [String]) -> Markup {
        let leaf = frame.round.leaves[index]
        let record = unit.indicators[index]
        let distribution = index < peers.leaves.count ? peers.leaves[index] : Distribution([])
        var markup: Markup = """
            <tbody class="one"><tr><th scope="row"><span class="code">\(leaf.code)</span>\
            \(say(leaf.name)) <span class="tag">\(direction(leaf.direction)) \
            \(leaf.subIndex == .compliance ? say("执行", "compliance") : say("效益", "benefit"))</span></th>
            """
        if record.missing {
            markup += """
                <td class="n absent" data-label="\(heads[0])">\(say("无法评价", "not measured"))</td>\
                <td class="n" data-label="\(heads[1])">—</td>
                """
        } else {
            markup += """
                <td class="n" data-label="\(heads[0])">\(rawValue(record.raw, leaf))</td>\
                <td class="n" data-label="\(heads[1])"><b>\(figure(record.score))</b></td>
                """
        }
        let strip = Chart.strip(
            distribution, own: record.score, earlier: lastYear?.scores[leaf.code],
            title: say(leaf.name),
            description: say(
                "本单位\(figure(record.score))，中位数\(figure(distribution.median))，最好\(figure(distribution.best))",
                "unit \(figure(record.score)), median \(figure(distribution.median)), best \(figure(distribution.best))"
            ))
        markup += """
            <td class="graph">\(strip)</td>\
            <td class="n" data-label="\(heads[2])">\(figure(record.weight, 3))</td>\
            <td class="n" data-label="\(heads[3])">\(figure(record.contribution, 2))</td>\
            <td class="n" data-label="\(heads[4])">\(change(leaf.code, record.score))</td></tr>
            """
        markup += why(leaf, record)
        markup += "</tbody>"
        return markup
    }

    private func why(_ leaf: LeafRecord, _ record: IndicatorRecord) -> Markup {
        var markup: Markup = #"<tr class="why"><td colspan="7">"#
        if let reason = record.missingReason {
            markup += "<b>\(say("原因", "why"))</b>\(say(reason))　"
        }
        markup += "<b>\(say("标准", "rule"))</b>\(say(leaf.standard))"
        if let working = record.working {
            markup += "　<b>\(say("计算", "working"))</b>\(say(working))"
        }
        if !record.evidence.isEmpty {
            markup += "　<b>\(say("数据", "data"))</b>\(evidence(record.evidence))"
        }
        markup += "</td></tr>"
        return markup
    }

    /// A raw value with its unit.
    func rawValue(_ raw: Double?, _ leaf: LeafRecord) -> Markup {
        let unit = say(leaf.unit)
        if unit == "%" { return "\(rawNumber(raw, leaf))\(raw == nil ? "" : "%")" }
        return #"\#(rawNumber(raw, leaf))<span class="unit">\#(raw == nil ? "" : unit)</span>"#
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

    private func change(_ code: String, _ score: Double?) -> String {
        guard let score, let old = lastYear?.scores[code] else { return "—" }
        return signed(score - old)
    }

    /// `forms/results.csv:2 (accepted)`: files, lines and columns; what has the same lines of the
    /// same file is told once.
    func evidence(_ records: [EvidenceRecord]) -> String {
        var merged: [(cells: EvidenceRecord, columns: [String])] = []
        for record in records {
            let same = merged.firstIndex {
                $0.cells.file == record.file && $0.cells.lines == record.lines
                    && $0.cells.lineCount == record.lineCount
            }
            if let same {
                merged[same].columns += record.columns.filter { !merged[same].columns.contains($0) }
            } else {
                merged.append((record, record.columns))
            }
        }
        return merged.map { words($0.cells, columns: $0.columns) }
            .joined(separator: say("；", "; "))
    }

    private func words(_ record: EvidenceRecord, columns: [String]) -> String {
        var text = record.file
        if !record.lines.isEmpty { text += ":" + Self.runs(record.lines) }
        if record.lineCount > record.lines.count {
            text += say("等\(record.lineCount)行", " of \(record.lineCount) lines")
        }
        if !columns.isEmpty {
            text += say("（", " (") + columns.joined(separator: ", ") + say("）", ")")
        }
        return text
    }

    /// Ascending lines with neighbours drawn together: `2,5–9`.
    static func runs(_ lines: [Int]) -> String {
        var text = ""
        var index = 0
        while index < lines.count {
            var end = index
            while end + 1 < lines.count, lines[end + 1] == lines[end] + 1 { end += 1 }
            if !text.isEmpty { text += "," }
            text += String(lines[index])
            if end > index { text += (end > index + 1 ? "–" : ",") + String(lines[end]) }
            index = end + 1
        }
        return text
    }
}
