internal import Assessment
internal import Reallocation

extension WhatIfReport {
    // MARK: Flow

    var flow: Markup {
        guard plan.plan.status != .infeasible else { return Markup() }
        guard !plan.moves.isEmpty else {
            return "<p>\(say("没有编制需要调动。", "No post moves."))</p>"
        }
        let free = say("周转池", "reserve")
        func name(_ cell: Int?) -> String { cell.map { plan.lines[$0].name } ?? free }
        let pools = plan.problem.pools.indices.compactMap { pool -> (String, [FlowChart.Flow])? in
            let moves = plan.moves.filter { $0.toPool == pool }
            guard !moves.isEmpty else { return nil }
            let flows = moves.map {
                FlowChart.Flow(from: name($0.from), to: name($0.to), count: $0.count)
            }
            return (plan.problem.pools[pool].id, flows)
        }
        var markup = Markup()
        for (pool, flows) in pools {
            let total = flows.reduce(0) { $0 + $1.count }
            markup += """
                <h3>\(pool) <small>\(say("\(total)名", "\(total) posts"))</small></h3>\
                <div class="scroll">\(FlowChart(flows).markup(say))</div>
                """
        }
        return markup + """
            <p class="note">\(say(
                "配对先同主管部门，再同行政区划，再按编码；名额以各单位增减为准。",
                "Pairs are made by department, then region, then code; what counts is each unit's change."
            ))</p>
            """
    }

    // MARK: Saturation

    var dumbbells: Markup {
        let changed = plan.lines.filter { $0.change != 0 }
        let rows = changed.filter { $0.saturationBefore != nil || $0.saturationAfter != nil }
        guard !rows.isEmpty else { return Markup() }
        let bands = BandChart(
            study.baseline.result.bands,
            values: rows.flatMap { [$0.saturationBefore, $0.saturationAfter] }.compactMap(\.self))
        var markup: Markup = """
            <div class="scroll"><table class="wide"><thead><tr><th scope="col">\(say("单位", "Unit"))</th>\
            <th scope="col" class="n">\(say("编制", "Posts"))</th>\
            <th scope="col" class="n">\(say("饱满度", "Saturation"))</th>\
            <th scope="col" class="graph long">\(say("空心为调配前，实心为调配后", "hollow before, solid after"))</th>\
            <th scope="col">\(say("强度", "Strength"))</th></tr></thead><tbody class="each">
            """
        for line in rows {
            markup += """
                <tr><th scope="row">\(line.name) <small>\(say.term(line.quotaType.rawValue))</small></th>\
                <td class="n">\(line.before) → \(line.after)</td>\
                <td class="n">\(percentage(line.saturationBefore)) → \(percentage(line.saturationAfter))</td>\
                <td class="graph long">\(dumbbell(line, bands))</td>\
                <td>\(line.strength.map { say($0.title) } ?? "")</td></tr>
                """
        }
        return markup + """
            </tbody></table></div><p class="note">\(say(
                "按核定编制的饱满度；底色由蓝（空闲）经灰（正常）到橙（超负荷）。强度说明数据误差下这一变动是否仍成立。",
                "On approved posts; from blue (idle) through grey to orange (overloaded). The strength says whether the change survives the error of the data."
            ))</p>
            """
    }

    private func dumbbell(_ line: QuotaAdvice, _ bands: BandChart) -> Markup {
        var content = bands.background(y: 1, height: 14)
        let places = [line.saturationBefore, line.saturationAfter].map {
            $0.map { bands.scale($0) }
        }
        if let before = places[0], let after = places[1] {
            content += """
                <line class="curve" x1="\(at: before)%" x2="\(at: after)%" y1="8" y2="8"/>
                """
        }
        if let before = places[0] { content += Chart.hollowDot(before, 8) }
        if let after = places[1] { content += Chart.dot(after, 8) }
        return Chart.drawing(
            height: 16, title: line.name,
            description:
                "\(percentage(line.saturationBefore)) → \(percentage(line.saturationAfter))",
            content)
    }

    // MARK: Totals

    var totals: Markup {
        guard plan.plan.status != .infeasible else { return Markup() }
        var markup: Markup = """
            <div class="scroll"><table><thead><tr><th scope="col">\(say("编制池、红线", "Pool or red line"))</th>\
            <th scope="col" class="n">\(say("上限", "Limit"))</th>\
            <th scope="col" class="n">\(say("调配前", "Before"))</th>\
            <th scope="col" class="n">\(say("调配后", "After"))</th>\
            <th scope="col" class="n">\(say("留存", "Free"))</th>\
            <th scope="col" class="n">\(say("跨池调入", "Received"))</th>\
            <th scope="col" class="n">\(say("跨池调出", "Sent"))</th></tr></thead><tbody class="each">
            """
        for pool in plan.pools {
            markup += """
                <tr><th scope="row">\(pool.pool)</th><td class="n">\(pool.total)</td>\
                <td class="n">\(pool.before)</td><td class="n">\(pool.after)</td>\
                <td class="n">\(pool.reserve)</td><td class="n">\(pool.received)</td>\
                <td class="n">\(pool.sent)</td></tr>
                """
        }
        for line in plan.redLines {
            markup += """
                <tr class="level1"><th scope="row">\(say("红线 ", "Red line "))\(line.group ?? say("全部", "all"))</th>\
                <td class="n">\(line.max)</td><td class="n">\(line.before)</td>\
                <td class="n">\(line.after)</td><td></td><td></td><td></td></tr>
                """
        }
        return markup + "</tbody></table></div>"
    }

    // MARK: Prices

    var prices: Markup {
        let pools = study.planDifference.pools.filter {
            $0.next.after != nil || $0.last.after != nil
        }
        guard !pools.isEmpty else { return Markup() }
        let values = pools.flatMap {
            [$0.next.before, $0.next.after, $0.last.before, $0.last.after]
        }
        let scale = Scale(0, max(0.1, (values.compactMap(\.self).max() ?? 0) * 1.08))
        var markup: Markup = """
            <div class="scroll"><table class="wide"><thead><tr><th scope="col">\(say("编制池", "Pool"))</th>\
            <th scope="col" class="n">\(say("再加一名的价值", "One more"))</th>\
            <th scope="col" class="n">\(say("再减一名的损失", "One fewer"))</th>\
            <th scope="col" class="graph long">\(say("浅条为两者之间，空心为现状", "bar between the two; hollow: now"))</th>\
            </tr></thead><tbody class="each">
            """
        for pool in pools {
            markup += """
                <tr><th scope="row">\(pool.pool)</th>\
                <td class="n">\(arrow(pool.next) { figure($0, 3) })</td>\
                <td class="n">\(arrow(pool.last) { figure($0, 3) })</td>\
                <td class="graph long">\(bar(pool, scale))</td></tr>
                """
        }
        return markup + """
            </tbody></table></div><p class="note">\(say(
                "以全时人力（FTE）计：该池多一名编制能减少的不足，少一名会增加的不足。价为 0 的池不缺编制。",
                "In full-time equivalents: what one post more in the pool would save and one fewer would cost. A pool whose price is 0 lacks no posts."
            ))</p>
            """
    }

    private func bar(_ pool: PlanDifference.Pool, _ scale: Scale) -> Markup {
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="8" y2="8"/>"#
        if let next = pool.next.after {
            let last = pool.last.after ?? next
            content += Chart.rectangle(
                "span", from: scale(min(next, last)), to: scale(max(next, last)), y: 3, height: 10)
            content += Chart.dot(scale(next), 8)
        }
        if let before = pool.next.before, !pool.next.isSteady {
            content += Chart.hollowDot(scale(before), 8)
        }
        return Chart.drawing(
            height: 16, title: pool.pool, description: arrow(pool.next) { figure($0, 3) }, content)
    }
}
