import Assessment
import Languages
import Reallocation

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
            + PlanDifferenceText(
                study.planDifference, study.baseline.study, study.scenario.study, language
            ).text
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
                + PlanDifferenceText(
                    side.planDifference, side.baseline.study, side.scenario.study, language
                ).text
        }
        let between = Wording(
            zh: "\(titles[0]) → \(titles[1])\n\n", en: "\(titles[0]) → \(titles[1])\n\n")[language]
        let last =
            DifferenceText(comparison.difference, language).text
            + PlanDifferenceText(
                comparison.planDifference, comparison.first.scenario.study,
                comparison.second.scenario.study, language
            ).text
        return (own + [between + last]).joined(separator: "\n")
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

/// Where two plans give a unit other posts, and what pools' posts are worth.
struct PlanDifferenceText {
    private let difference: PlanDifference
    private let before: QuotaStudy
    private let after: QuotaStudy
    private let language: Language

    init(
        _ difference: PlanDifference, _ before: QuotaStudy, _ after: QuotaStudy,
        _ language: Language
    ) {
        self.difference = difference
        self.before = before
        self.after = after
        self.language = language
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    var text: String {
        let standing = PlanStanding(after.plan, of: after.problem, language).text
        let head = say("\n编制调配\n", "\nWhere the posts go\n")
        guard before.plan.status != .infeasible, after.plan.status != .infeasible else {
            return head + standing
        }
        let changed = difference.cells.filter { !$0.planned.isSteady }
        return head
            + (changed.isEmpty
                ? say("各单位编制的调配方案没有变化。\n", "The plan gives every unit the same posts.\n")
                : cells(changed)) + "\n" + prices + "\n" + standing
    }

    private func cells(_ changed: [PlanDifference.Cell]) -> String {
        var table = TextTable([
            (say("单位", "unit"), .leading), (say("编制类型", "quota type"), .leading),
            (say("原方案", "plan before"), .trailing), (say("新方案", "plan after"), .trailing),
        ])
        for cell in changed {
            table.add([
                "\(cell.unit) \(cell.name)", cell.quotaType,
                cell.planned.before.map(String.init) ?? "—",
                cell.planned.after.map(String.init) ?? "—",
            ])
        }
        return table.text
    }

    private var prices: String {
        var table = TextTable([
            (say("编制池", "pool"), .leading), (say("方案编制", "planned posts"), .trailing),
            (say("留存", "free"), .trailing), (say("再加一名值", "one more"), .trailing),
            (say("再减一名失", "one fewer"), .trailing),
        ])
        for pool in difference.pools {
            table.add([
                pool.pool, arrow(pool.planned) { "\($0)" }, arrow(pool.reserve) { "\($0)" },
                arrow(pool.next) { fixed($0, 3) }, arrow(pool.last) { fixed($0, 3) },
            ])
        }
        return table.text
    }

    private func arrow<Value>(
        _ change: RoundDifference.Change<Value>, _ text: (Value) -> String
    ) -> String {
        let (before, after) = (change.before.map(text) ?? "—", change.after.map(text) ?? "—")
        return before == after ? before : "\(before) → \(after)"
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
                (say("调配目标值", "objective"), .trailing), (say("调动名额", "moved"), .trailing),
                (say("证明", "status"), .leading),
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
                    point.side.study.plan.objective.map { fixed($0, 3) } ?? "—",
                    point.side.study.plan.status == .infeasible
                        ? "—" : "\(point.side.study.plan.postsMoved)",
                    status(point.side.study.plan),
                ])
        }
        return "\n" + table.text
    }

    private func status(_ plan: ReallocationPlan) -> String {
        switch plan.status {
        case .optimal: say("已证明最优", "proved best")
        case .feasible: say("可行", "feasible")
        case .infeasible: say("规则冲突", "rules in conflict")
        }
    }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
