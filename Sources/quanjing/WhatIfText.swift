import Assessment
import Languages

/// A scenario's differences as a terminal shows them.
struct WhatIfText {
    private let study: WhatIf
    private let language: Language

    init(_ study: WhatIf, _ language: Language) {
        self.study = study
        self.language = language
    }

    var text: String {
        let title = study.titles.joined(separator: " + ")
        let head = Wording(zh: "推演：\(title)\n\n", en: "Scenario: \(title)\n\n")[language]
        return head
            + DifferenceText(study.difference, language).text
            + SideNotes(study.scenario, language).text
            + SweepText(study.points, language).text
    }
}

/// Two scenarios' differences from the evaluation and from each other.
struct ComparisonText {
    private let comparison: ScenarioComparison
    private let language: Language

    init(_ comparison: ScenarioComparison, _ language: Language) {
        self.comparison = comparison
        self.language = language
    }

    var text: String {
        let sides = [comparison.first, comparison.second]
        let titles = sides.map { $0.titles.joined(separator: " + ") }
        let own = zip(titles, sides).map { title, side in
            Wording(zh: "现状 → \(title)\n\n", en: "now → \(title)\n\n")[language]
                + DifferenceText(side.difference, language).text
                + SideNotes(side.scenario, language).text
        }
        let between = Wording(
            zh: "\(titles[0]) → \(titles[1])\n\n", en: "\(titles[0]) → \(titles[1])\n\n")[language]
        return (own + [between + DifferenceText(comparison.difference, language).text])
            .joined(separator: "\n")
    }
}

/// The units that changed, and the totals.
struct DifferenceText {
    private let difference: RoundDifference
    private let language: Language

    init(_ difference: RoundDifference, _ language: Language) {
        self.difference = difference
        self.language = language
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    var text: String {
        let changed = difference.units.filter(\.isChanged)
        let rest = difference.units.count - changed.count
        guard !changed.isEmpty else {
            return say("各单位的评估结果没有变化。\n", "No unit's result changes.\n") + totals
        }
        return units(changed)
            + (rest > 0
                ? say("其余\(rest)个单位没有变化。\n", "\(rest) other units don't change.\n") : "")
            + totals
    }

    private func units(_ changed: [RoundDifference.Unit]) -> String {
        var table = TextTable([
            (say("单位", "unit"), .leading), (say("名称", "name"), .leading),
            (say("得分", "score"), .trailing), (say("变化", "change"), .trailing),
            (say("名次", "rank"), .trailing), (say("等次", "grade"), .leading),
            (say("饱满度（含编外）", "saturation"), .trailing), (say("测算需要", "needed"), .trailing),
            (say("核定编制", "posts"), .trailing), (say("去向", "fate"), .leading),
        ])
        for unit in changed {
            table.add([
                unit.unit, unit.name, arrow(unit.score) { fixed($0, 2) },
                unit.score.difference.map { signed($0, 2) } ?? "—",
                arrow(unit.rank) { "\($0)" }, grade(unit),
                arrow(unit.labourSaturation) { fixed(100 * $0, 1) + "%" },
                arrow(unit.requiredStaff) { fixed($0, 1) }, arrow(unit.approved) { "\($0)" },
                fate(unit),
            ])
        }
        return table.text
    }

    private func grade(_ unit: RoundDifference.Unit) -> String {
        let (before, after) = (unit.gradeBefore ?? "—", unit.gradeAfter ?? "—")
        return before == after ? before : "\(before) → \(after)"
    }

    private func fate(_ unit: RoundDifference.Unit) -> String {
        switch unit.fate {
        case .kept: ""
        case .merged:
            say("并入 \(unit.successor ?? "")", "merged into \(unit.successor ?? "")")
        case .abolished: say("撤销", "abolished")
        case .created: say("新设", "created")
        }
    }

    private var totals: String {
        let moved = difference.pools.filter { !$0.approved.isSteady || !$0.inPost.isSteady }
        guard !moved.isEmpty else {
            return say("各类编制总量不变。\n", "The totals of posts don't change.\n")
        }
        var table = TextTable([
            (say("层级", "level"), .leading), (say("编制类型", "quota type"), .leading),
            (say("经费形式", "funding"), .leading), (say("核定编制", "posts"), .trailing),
            (say("在编人数", "in post"), .trailing),
        ])
        for pool in moved {
            table.add([
                pool.level, pool.quotaType, pool.funding, arrow(pool.approved) { "\($0)" },
                arrow(pool.inPost) { "\($0)" },
            ])
        }
        return "\n" + table.text
    }

    private func arrow<Value>(
        _ change: RoundDifference.Change<Value>, _ text: (Value) -> String
    ) -> String {
        let (before, after) = (change.before.map(text) ?? "—", change.after.map(text) ?? "—")
        return before == after ? before : "\(before) → \(after)"
    }

    private func signed(_ value: Double, _ digits: Int) -> String {
        let text = fixed(value, digits)
        return value > 0 ? "+" + text : text
    }
}

/// Posts and people that a scenario leaves without a unit.
struct SideNotes {
    private let side: WhatIf.Side
    private let language: Language

    init(_ side: WhatIf.Side, _ language: Language) {
        self.side = side
        self.language = language
    }

    var text: String {
        let posts = side.freedPosts.map { freed in
            Wording(
                zh: "\(freed.pool) 有\(freed.count)名编制收回待用。\n",
                en: "\(freed.pool): \(freed.count) posts are free.\n")[language]
        }
        let people = side.displaced.map { displaced in
            Wording(
                zh: "\(displaced.quotaType)在编人员\(displaced.count)名须另行安置。\n",
                en: "\(displaced.count) people of type \(displaced.quotaType) need a place.\n")[
                    language]
        }
        return (posts + people).joined()
    }
}

/// One line per point of a sweep.
struct SweepText {
    private let points: [WhatIf.Point]
    private let language: Language

    init(_ points: [WhatIf.Point], _ language: Language) {
        self.points = points
        self.language = language
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    var text: String {
        guard let paths = points.first?.values.map(\.path) else { return "" }
        var table = TextTable(
            paths.map { ($0, .trailing) } + [
                (say("平均得分", "mean score"), .trailing), (say("核定编制", "posts"), .trailing),
                (say("平均饱满度（含编外）", "mean saturation"), .trailing),
            ])
        for point in points {
            let units = point.side.result.units
            let scores = units.compactMap(\.score)
            let loads = units.compactMap { $0.saturation?.saturation.labour }
            table.add(
                point.values.map(\.value) + [
                    mean(scores).map { fixed($0, 2) } ?? "—",
                    "\(units.flatMap(\.quotas).reduce(0) { $0 + $1.approved })",
                    mean(loads).map { fixed(100 * $0, 1) + "%" } ?? "—",
                ])
        }
        return "\n" + table.text
    }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
