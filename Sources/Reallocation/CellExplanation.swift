/// Why a cell has the posts that a plan gives it, against the price of its pool.
package struct CellExplanation: Sendable, Hashable {
    /// What keeps a cell from having one post more.
    package enum WhyNotMore: Sendable, Hashable {
        /// One more would save nothing: the need is met, or the move costs as much.
        case content
        /// Its own limit.
        case limit(RuleName)
        /// Rules over several cells that leave no room.
        case rules([RuleName])
        /// The pool has no post left, and elsewhere one is worth more.
        case worthMoreElsewhere
        /// The pool has no post left, and elsewhere one is worth as much.
        case worthAsMuchElsewhere
    }

    /// FTE saved by one post more; negative where it would cost.
    package let next: Double
    /// FTE lost by one post fewer, negative where that would save; nil where it has none.
    package let last: Double?
    /// What a post of its pool is worth; nil for a plan without prices.
    package let price: ReallocationPlan.PoolPrice?
    /// Rules that bind and hold this cell among others.
    package let binding: [RuleName]
    package let whyNotMore: WhyNotMore
}

extension ReallocationPlan {
    /// One per cell of the problem that the plan solves; empty where there is no plan.
    package func explanations(of problem: ReallocationProblem) -> [CellExplanation] {
        guard status != .infeasible else { return [] }
        var rules: [[RuleName]] = problem.cells.map { _ in [] }
        for rule in binding {
            for cell in problem.cells(under: rule) { rules[cell].append(rule) }
        }
        return problem.cells.indices.map { explanation(of: $0, problem, binding: rules[$0]) }
    }

    private func explanation(
        of index: Int, _ problem: ReallocationProblem, binding: [RuleName]
    ) -> CellExplanation {
        let cell = problem.cells[index]
        let cost = CellCost(cell, problem.aim)
        let next = -cost.step(posts[index])
        return CellExplanation(
            next: next.double,
            last: posts[index] > 0 ? (-cost.step(posts[index] - 1)).double : nil,
            price: prices?[cell.pool], binding: binding,
            whyNotMore: whyNotMore(index, cell, next: next, problem, binding))
    }

    private func whyNotMore(
        _ index: Int, _ cell: ReallocationProblem.Cell, next: Rational,
        _ problem: ReallocationProblem, _ binding: [RuleName]
    ) -> CellExplanation.WhyNotMore {
        if next.sign <= 0 { return .content }
        if posts[index] == cell.upper { return .limit(.upper(index)) }
        let shared = binding.filter { rule in
            switch rule {
            case .issuedMax, .groupMax, .minBatch, .maxReceivingUnits, .budget: true
            default: false
            }
        }
        if !shared.isEmpty { return .rules(shared) }
        guard reserve[cell.pool] <= problem.pools[cell.pool].reserveMin,
            let price = prices?[cell.pool].last ?? prices?[cell.pool].next
        else { return .rules([.pool(cell.pool)]) }
        return next.double < price ? .worthMoreElsewhere : .worthAsMuchElsewhere
    }
}

extension ReallocationProblem {
    /// Cells that a rule holds, ascending.
    func cells(under rule: RuleName) -> [Int] {
        switch rule {
        case .lower(let cell), .upper(let cell): [cell]
        case .groupMin(let group), .groupMax(let group): groups[group].cells
        case .pool(let pool): cells.indices.filter { cells[$0].pool == pool }
        case .arc(let arc):
            cells.indices.filter {
                cells[$0].pool == arcs[arc].from || cells[$0].pool == arcs[arc].to
            }
        case .budget:
            cells.indices.filter { side.budget?.cost[cells[$0].category] != nil }
        case .issuedMax, .minBatch, .maxReceivingUnits: Array(cells.indices)
        }
    }
}
