import Languages
import Reallocation

/// A plan on a terminal: what changes, what the pools have left, what is proved.
struct PlanText {
    private let plan: ReallocationPlan
    private let problem: ReallocationProblem
    private let language: Language

    init(_ plan: ReallocationPlan, of problem: ReallocationProblem, _ language: Language) {
        self.plan = plan
        self.problem = problem
        self.language = language
    }

    var text: String {
        let standing = PlanStanding(plan, of: problem, language).text
        guard plan.status != .infeasible else { return standing }
        let arcs = problem.arcs.isEmpty ? "" : "\n" + arcs
        return changes + "\n" + pools + arcs + "\n" + standing
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    // MARK: Tables

    private var changes: String {
        var table = TextTable([
            (say("单位", "unit"), .leading), (say("编制类型", "quota type"), .leading),
            (say("编制池", "pool"), .leading), (say("现有", "now"), .trailing),
            (say("方案", "plan"), .trailing), (say("增减", "change"), .trailing),
            (say("需要", "need"), .trailing),
        ])
        let changed = plan.posts.indices.filter { plan.posts[$0] != problem.cells[$0].quota }
        for index in changed {
            let cell = problem.cells[index]
            let change = plan.posts[index] - cell.quota
            table.add([
                cell.unit, cell.category, problem.pools[cell.pool].id, String(cell.quota),
                String(plan.posts[index]), change > 0 ? "+\(change)" : "−\(-change)",
                fixed(cell.need.double, 2),
            ])
        }
        let kept = plan.posts.count - changed.count
        return (changed.isEmpty ? "" : table.text)
            + say("另有 \(kept) 项不变\n", "\(kept) more stay as they are\n")
    }

    private var pools: String {
        var table = TextTable([
            (say("编制池", "pool"), .leading), (say("总量", "total"), .trailing),
            (say("现用", "used now"), .trailing), (say("方案", "plan"), .trailing),
            (say("留存", "free"), .trailing), (say("再加一个值", "one more"), .trailing),
            (say("再减一个失", "one fewer"), .trailing),
        ])
        var now = problem.pools.map { _ in 0 }
        var then = now
        for (cell, posts) in zip(problem.cells, plan.posts) {
            now[cell.pool] += cell.quota
            then[cell.pool] += posts
        }
        for (index, pool) in problem.pools.enumerated() {
            let price = plan.prices?[index]
            table.add([
                pool.id, String(pool.total), String(now[index]), String(then[index]),
                String(plan.reserve[index]), price.map { fixed($0.next, 4) } ?? "—",
                price?.last.map { fixed($0, 4) } ?? "—",
            ])
        }
        return table.text
    }

    private var arcs: String {
        var table = TextTable([
            (say("自", "from"), .leading), (say("至", "to"), .leading),
            (say("上限", "cap"), .trailing), (say("划转", "posts"), .trailing),
        ])
        for (arc, posts) in zip(problem.arcs, plan.arcFlow) {
            table.add([
                problem.pools[arc.from].id, problem.pools[arc.to].id, String(arc.cap),
                String(posts),
            ])
        }
        return table.text
    }
}

/// What is proved of a plan, or which rules exclude any.
struct PlanStanding {
    private let plan: ReallocationPlan
    private let problem: ReallocationProblem
    private let language: Language

    init(_ plan: ReallocationPlan, of problem: ReallocationProblem, _ language: Language) {
        self.plan = plan
        self.problem = problem
        self.language = language
    }

    var text: String {
        guard let objective = plan.objective, let bound = plan.bound else { return conflict }
        var text = say("目标值", "objective") + " \(objective) FTE"
        text += say("，下界 ", ", bound ") + "\(bound)"
        text += say("，移动编制 \(plan.postsMoved) 个", ", posts moved \(plan.postsMoved)") + "\n"
        text += proof(objective, bound) + "\n"
        if !plan.binding.isEmpty {
            text += say("起作用的规则：", "rules that bind: ") + names(plan.binding) + "\n"
        }
        return text
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    /// Names beyond these are counted only.
    private static let shown = 40

    private func names(_ rules: [RuleName]) -> String {
        let rest = rules.count - Self.shown
        let more = rest > 0 ? [say("…… 另有 \(rest) 条", "… and \(rest) more")] : []
        let names = rules.prefix(Self.shown).map { $0.text(in: problem) }
        return (names + more).joined(separator: say("、", ", "))
    }

    private func proof(_ objective: Double, _ bound: Double) -> String {
        guard plan.verified else {
            return say(
                "未通过独立核验，不可采信", "not confirmed by the independent check; don't rely on it")
        }
        if plan.status == .optimal {
            return say("已证明最优（独立核验通过）", "proved best (confirmed by an independent check)")
        }
        let gap = objective - bound
        return say("可行，差距 \(gap) FTE", "feasible; at most \(gap) FTE from best")
    }

    private var conflict: String {
        [
            say("没有任何方案能同时遵守全部规则。", "No plan keeps all rules."),
            say("互相冲突的规则：", "Rules in conflict: ") + names(plan.conflict),
            say(
                "放宽其中任何一条，其余的就能同时遵守。",
                "Give up any of them and the others can be kept."),
        ].joined(separator: "\n") + "\n"
    }
}
