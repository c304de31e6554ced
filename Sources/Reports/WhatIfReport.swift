package import Assessment
package import Languages
internal import Reallocation

/// A scenario as leaders and those concerned read it: what changes, where posts go, what it costs.
package struct WhatIfReport: Sendable {
    /// What the two sides of a study are.
    package enum Kind: Sendable {
        /// An evaluation as it is, and under scenarios.
        case scenario
        /// The same twice: only the plan of its posts is told.
        case plan
        /// Two scenarios.
        case comparison

        /// Stem of the files written.
        var fileName: String {
            switch self {
            case .scenario: "whatif"
            case .plan: "reallocation"
            case .comparison: "compare"
            }
        }
    }

    let study: WhatIf
    let kind: Kind
    let say: Voice
    private let page: Page

    package init(_ study: WhatIf, kind: Kind = .scenario, language: Language = .chinese) {
        self.study = study
        self.kind = kind
        say = Voice(language: language)
        page = Page(language: language)
    }

    var title: String {
        switch kind {
        case .scenario: study.titles.joined(separator: " + ")
        case .plan: say("编制调配方案", "Where the posts should go")
        case .comparison: study.titles.joined(separator: say(" 与 ", " and "))
        }
    }

    /// What the side before is called.
    var before: String {
        kind == .comparison ? study.titles.first ?? "" : say("现状", "now")
    }

    /// What the side after is called.
    var after: String {
        kind == .comparison ? study.titles.last ?? "" : say("方案", "scenario")
    }

    var plan: QuotaStudy { study.scenario.study }

    /// The document in UTF-8, equal for equal input.
    package func html() -> [UInt8] {
        let run = study.baseline.result.run
        var body: Markup = """
            <main id="main"><header><p class="kicker">\(run.title) · \(genre)</p>\
            <h1>\(title)</h1><p class="meta">\(facts)</p><dl class="lead">\(lead)</dl></header>
            """
        let sections: [(String, Markup)] = [
            (
                say("得分、名次、饱满度的变化", "Scores, ranks and saturation"),
                kind == .plan ? Markup() : units
            ),
            (say("编制流向", "Where the posts go"), flow),
            (say("调配前后的饱满度", "Saturation before and after"), dumbbells),
            (say("编制总量与红线", "Totals and red lines"), totals),
            (say("一名编制值多少", "What a post is worth"), prices),
            (say("参数扫描", "Sweep"), sweep),
            (say("依据", "Provenance"), study.files.isEmpty ? Markup() : provenance),
        ]
        var number = 0
        for (title, content) in sections where !content.isEmpty {
            number += 1
            body += """
                <section id="s\(number)"><h2><b>\(number)</b>\(title)</h2>\(content)</section>
                """
        }
        body += "</main>"
        return page.html(
            title: "\(title) · \(run.title)", footer: "\(run.title)　\(title)", body: body)
    }

    private var genre: String {
        switch kind {
        case .scenario: say("推演", "what if")
        case .plan: say("编制调配", "reallocation")
        case .comparison: say("方案比较", "comparison")
        }
    }

    private var facts: String {
        let sides =
            switch kind {
            case .scenario:
                say("现状与方案各评估一次，差别只来自方案", "both sides evaluated; only the scenario differs")
            case .plan: say("由本轮评估的结果测算", "from the results of this round")
            case .comparison:
                say(
                    "箭头左边是“\(before)”，右边是“\(after)”",
                    "left of an arrow “\(before)”, right of it “\(after)”")
            }
        return [
            sides,
            say(
                "\(study.scenario.result.units.count)个单位",
                "\(study.scenario.result.units.count) units"),
        ].joined(separator: " · ")
    }

    // MARK: What matters

    private var lead: Markup {
        let changed = study.difference.units.filter(\.isChanged)
        let regraded = changed.filter { $0.fate == .kept && $0.gradeBefore != $0.gradeAfter }
        var markup = Markup()
        if kind != .plan {
            markup += """
                <dt>\(say("单位", "Units"))</dt><dd>\(say(
                "\(changed.count)个单位的结果有变化，其中\(regraded.count)个等次改变。",
                "\(changed.count) units change, \(regraded.count) of them their grade."))</dd>
                """
        }
        let (before, after) = (study.baseline.study.plan, plan.plan)
        let text =
            switch after.status {
            case .infeasible:
                say(
                    "没有方案能同时满足全部规则，互相冲突的是：\(conflict)。",
                    "No plan keeps all rules; these can't be kept together: \(conflict).")
            case .optimal where kind == .plan, .feasible where kind == .plan:
                say(
                    "调动\(after.postsMoved)名，目标值\(figure(after.objective, 3))（不足与移动成本合计，以全时人力计）。",
                    "\(after.postsMoved) posts move; objective \(figure(after.objective, 3)) (shortage and cost of moving, in full-time equivalents)."
                )
            case .optimal, .feasible:
                say(
                    "调动\(after.postsMoved)名（\(self.before)\(before.postsMoved)名），目标值\(figure(after.objective, 3))（\(self.before)\(figure(before.objective, 3))）。",
                    "\(after.postsMoved) posts move (\(self.before): \(before.postsMoved)); objective \(figure(after.objective, 3)) (\(figure(before.objective, 3)))."
                )
            }
        markup += "<dt>\(say("编制", "Posts"))</dt><dd>\(text)</dd>"
        markup += "<dt>\(say("把握", "Proof"))</dt><dd>\(proof(after))</dd>"
        return markup
    }

    private var conflict: String {
        plan.plan.conflict.map { $0.text(in: plan.problem) }.joined(separator: say.separator)
    }

    private func proof(_ plan: ReallocationPlan) -> String {
        let checked =
            plan.verified
            ? say("，由另一套程序核验", ", confirmed by a checker of its own") : ""
        switch plan.status {
        case .optimal: return say("已证明最优", "proved best") + checked + say.fullStop
        case .feasible:
            let gap = (plan.objective ?? 0) - (plan.bound ?? 0)
            return say(
                "可行，与最优之差至多\(figure(gap, 3))", "feasible, at most \(figure(gap, 3)) from best")
                + checked + say.fullStop
        case .infeasible: return say("冲突已核验", "the conflict is confirmed") + say.fullStop
        }
    }

    // MARK: Units

    private var units: Markup {
        let changed = study.difference.units.filter(\.isChanged)
        guard !changed.isEmpty else {
            return "<p>\(say("各单位的评估结果没有变化。", "No unit's result changes."))</p>"
        }
        var markup: Markup = """
            <div class="scroll"><table><thead><tr><th scope="col">\(say("单位", "Unit"))</th>\
            <th scope="col" class="n">\(say("得分", "Score"))</th>\
            <th scope="col" class="n">\(say("变化", "Change"))</th>\
            <th scope="col" class="n">\(say("名次", "Rank"))</th>\
            <th scope="col">\(say("等次", "Grade"))</th>\
            <th scope="col" class="n">\(say("饱满度", "Saturation"))</th>\
            <th scope="col" class="n">\(say("核定编制", "Posts"))</th></tr></thead><tbody class="each">
            """
        for unit in changed {
            markup += """
                <tr><th scope="row">\(unit.name) <small>\(fate(unit))</small></th>\
                <td class="n">\(arrow(unit.score) { figure($0) })</td>\
                <td class="n">\(unit.score.isSteady ? "" : signed(unit.score.difference, 2))</td>\
                <td class="n">\(arrow(unit.rank) { "\($0)" })</td>\
                <td>\(grade(unit))</td>\
                <td class="n">\(arrow(unit.labourSaturation) { percentage($0) })</td>\
                <td class="n">\(arrow(unit.approved) { "\($0)" })</td></tr>
                """
        }
        markup += "</tbody></table></div>"
        let rest = study.difference.units.count - changed.count
        if rest > 0 {
            markup += """
                <p class="note">\(say("其余\(rest)个单位没有变化。", "\(rest) other units don't change."))</p>
                """
        }
        return markup
    }

    private func fate(_ unit: RoundDifference.Unit) -> String {
        switch unit.fate {
        case .kept: ""
        case .merged: say("并入 \(unit.successor ?? "")", "into \(unit.successor ?? "")")
        case .abolished: say("撤销", "abolished")
        case .created: say("新设", "new")
        }
    }

    private func grade(_ unit: RoundDifference.Unit) -> String {
        let sides = [unit.gradeBefore, unit.gradeAfter].map { $0.map(say.term) ?? "—" }
        return sides[0] == sides[1] ? sides[0] : "\(sides[0]) → \(sides[1])"
    }

    func arrow<Value>(
        _ change: RoundDifference.Change<Value>, _ text: (Value) -> String
    ) -> String {
        let (before, after) = (change.before.map(text) ?? "—", change.after.map(text) ?? "—")
        return before == after ? before : "\(before) → \(after)"
    }

    // MARK: Sweep

    private var sweep: Markup {
        guard let first = study.points.first else { return Markup() }
        let label = first.values.map(\.path).joined(separator: " · ")
        let labels = study.points.map { $0.values.map(\.value).joined(separator: " · ") }
        let plans = study.points.map(\.side.study.plan)
        func chart(_ title: String, _ values: [Double?], _ decimals: Int) -> Markup {
            let points = zip(labels, values).map { SweepChart.Point(label: $0, value: $1) }
            let drawing = SweepChart(
                title: title, points: points, decimals: decimals,
                nothing: say("规则冲突", "conflict")
            ).markup(say)
            return drawing.isEmpty ? Markup() : "<h3>\(title)</h3>\(drawing)"
        }
        var markup: Markup = #"<p class="note">\#(label)</p>"#
        markup += chart(say("调配目标值", "Objective"), plans.map(\.objective), 2)
        markup += chart(
            say("调动名额", "Posts moved"),
            plans.map { $0.status == .infeasible ? nil : Double($0.postsMoved) }, 0)
        markup += chart(
            say("平均得分", "Mean score"),
            study.points.map { point in
                let scores = point.side.result.units.compactMap(\.score)
                return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
            }, 2)
        return markup
    }

    private var provenance: Markup {
        var markup: Markup = """
            <table><thead><tr><th scope="col">\(say("方案文件", "Scenario"))</th>\
            <th scope="col">SHA-256</th></tr></thead><tbody class="each">
            """
        for (title, file) in zip(study.titles, study.files) {
            // The path of a reader's own machine says nothing to others.
            let name = file.file.split(separator: "/").last.map(String.init) ?? file.file
            markup += """
                <tr><th scope="row">\(title) <small>\(name)</small></th>\
                <td class="mono">\(file.sha256)</td></tr>
                """
        }
        return markup + "</tbody></table>"
    }
}
