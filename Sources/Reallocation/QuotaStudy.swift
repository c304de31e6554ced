package import Institutions
package import Languages

/// The answer to a round's question: the plan, verified, with its reasons.
package struct QuotaStudy: Sendable {
    package let question: QuotaQuestion
    package let problem: ReallocationProblem
    /// Also where no plan keeps all rules: then `conflict` names them and the lists below are empty.
    package let plan: ReallocationPlan
    /// One per cell of the problem.
    package let lines: [QuotaAdvice]
    package let moves: [PostMove]
    /// One per pool of the problem.
    package let pools: [PoolTotal]
    /// In the order of the rules.
    package let redLines: [RedLineTotal]

    /// What a pool has before and after.
    package struct PoolTotal: Sendable, Hashable {
        /// `市/全额/全额`: level, quota type, funding.
        package let pool: String
        package let total: Int
        package let before: Int
        package let after: Int
        package let inPost: Int
        /// Posts of no unit, after.
        package let reserve: Int
        package let reserveMin: Int
        /// Over arcs.
        package let received: Int
        package let sent: Int
        /// nil for a plan without prices.
        package let price: ReallocationPlan.PoolPrice?
    }

    package struct RedLineTotal: Sendable, Hashable {
        /// `市/行政`; nil for the line of all posts.
        package let group: String?
        package let max: Int
        package let before: Int
        package let after: Int
    }
}

/// How a change of posts stands up to the error of the data.
package enum AdviceStrength: String, Sendable, Hashable, Comparable, CaseIterable {
    /// It is gone where needs may lie anywhere in their 68 % intervals, or these are unknown.
    case watch = "观察"
    /// It survives the 68 % intervals.
    case medium = "中"
    /// It survives the 90 % intervals.
    case strong = "强"

    package var title: Wording {
        switch self {
        case .watch: Wording(zh: rawValue, en: "watch")
        case .medium: Wording(zh: rawValue, en: "medium")
        case .strong: Wording(zh: rawValue, en: "strong")
        }
    }

    package static func < (a: AdviceStrength, b: AdviceStrength) -> Bool {
        allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
    }
}

/// What the plan means for the posts of one quota type in one unit.
package struct QuotaAdvice: Sendable, Hashable {
    package let line: QuotaQuestion.Line
    package let unit: String
    package let name: String
    package let quotaType: QuotaType
    package let before: Int
    package let after: Int
    package let inPost: Int
    /// As solved: shrunk where the terms say so; nil where it is unknown.
    package let need: Double?
    package let interval: ClosedRange<Double>?
    /// Of the unit, on the basis of approved posts, before and after all of its changes.
    package let saturationBefore: Double?
    package let saturationAfter: Double?
    /// nil where nothing changes.
    package let strength: AdviceStrength?
    package let explanation: CellExplanation
    /// What binds first, then what changes numbers.
    package let actions: [AdviceAction]
    /// Why, in a sentence or two.
    package let reason: Wording
    /// Why it has no post more.
    package let whyNotMore: Wording
    /// What the decision table says of the unit, row by row.
    package let table: [AdviceLine]

    package var change: Int { after - before }
}

extension QuotaQuestion {
    /// Solves, verifies and explains.
    ///
    /// - Parameter solver: For rules that no network can hold; nil where it isn't installed.
    /// - Throws: `.solverMissing` where a rule needs the solver, `.solverFailed` where it fails.
    package func study(solver: CBC?) throws(ReallocationError) -> QuotaStudy {
        let problem = problem()
        let plan = try problem.plan(solver: solver)
        guard plan.status != .infeasible else {
            return QuotaStudy(
                question: self, problem: problem, plan: plan, lines: [], moves: [], pools: [],
                redLines: [])
        }
        let strengths = try strengths(of: plan, problem, solver)
        let writer = QuotaAdviceWriter(self, problem, plan)
        return QuotaStudy(
            question: self, problem: problem, plan: plan,
            lines: lines.indices.map { writer.advice($0, strength: strengths[$0]) },
            moves: MoveDecomposition(
                plan, of: problem, departments: lines.map { units[$0.unit].department },
                regions: lines.map { units[$0.unit].region }
            ).moves,
            pools: poolTotals(problem, plan), redLines: redLineTotals(plan))
    }

    /// Per line; nil where nothing changes.
    private func strengths(
        of plan: ReallocationPlan, _ problem: ReallocationProblem, _ solver: CBC?
    ) throws(ReallocationError) -> [AdviceStrength?] {
        let changes = zip(problem.cells, plan.posts).map { $1 - $0.quota }
        guard changes.contains(where: { $0 != 0 }) else { return changes.map { _ in nil } }
        let inner = try posts(within: .inner, plan, solver)
        let outer = try posts(within: .outer, plan, solver)
        return lines.indices.map { index in
            guard changes[index] != 0 else { return nil }
            guard need(of: lines[index])?.bands != nil else { return .watch }
            func survives(_ posts: [Int]) -> Bool {
                (posts[index] - problem.cells[index].quota).signum() == changes[index].signum()
            }
            return survives(outer) ? .strong : survives(inner) ? .medium : .watch
        }
    }

    private func posts(
        within band: PlanTerms.Band, _ plan: ReallocationPlan, _ solver: CBC?
    ) throws(ReallocationError) -> [Int] {
        guard band != terms.band else { return plan.posts }
        let other = try problem(band: band).plan(solver: solver)
        return other.status == .infeasible ? problem().cells.map(\.quota) : other.posts
    }

    private func poolTotals(
        _ problem: ReallocationProblem, _ plan: ReallocationPlan
    ) -> [QuotaStudy.PoolTotal] {
        problem.pools.indices.map { index in
            let cells = problem.cells.indices.filter { problem.cells[$0].pool == index }
            let arcs = zip(problem.arcs, plan.arcFlow)
            return QuotaStudy.PoolTotal(
                pool: problem.pools[index].id, total: problem.pools[index].total,
                before: cells.reduce(0) { $0 + problem.cells[$1].quota },
                after: cells.reduce(0) { $0 + plan.posts[$1] },
                inPost: cells.reduce(0) { $0 + problem.cells[$1].occupied },
                reserve: plan.reserve[index], reserveMin: problem.pools[index].reserveMin,
                received: arcs.reduce(0) { $0 + ($1.0.to == index ? $1.1 : 0) },
                sent: arcs.reduce(0) { $0 + ($1.0.from == index ? $1.1 : 0) },
                price: plan.prices?[index])
        }
    }

    private func redLineTotals(_ plan: ReallocationPlan) -> [QuotaStudy.RedLineTotal] {
        let lines = lines
        return rules.redLines.map { redLine in
            let covered = lines.indices.filter { covers(redLine, lines[$0]) }
            return QuotaStudy.RedLineTotal(
                group: redLine.groupName, max: redLine.maximum,
                before: covered.reduce(0) {
                    $0 + units[lines[$1].unit].posts[lines[$1].posts].approved
                },
                after: covered.reduce(0) { $0 + plan.posts[$1] })
        }
    }
}
