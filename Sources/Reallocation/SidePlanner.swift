/// Plans under rules that no network can hold: the MILP solver proposes, our own search decides.
///
/// What the solver says is used as a proposal only. Its plan is rebuilt with whole flows and checked
/// rule by rule; the bound comes from exact network problems, so a wrong claim of the solver can
/// cost time, not truth.
struct SidePlanner {
    private let network: PostNetwork
    private let relaxed: NetworkSolution
    private let solver: CBC
    private let verifier: PlanVerifier

    /// Network problems × cells that the search may solve.
    private static let effort = 2_000_000
    /// Network problems at most.
    private static let nodes = 20_000

    init(_ network: PostNetwork, _ relaxed: NetworkSolution, _ solver: CBC) {
        self.network = network
        self.relaxed = relaxed
        self.solver = solver
        verifier = PlanVerifier(problem: network.problem)
    }

    private var problem: ReallocationProblem { network.problem }

    func plan() throws(ReallocationError) -> ReallocationPlan {
        let answer = try propose(.cost)
        var search = BranchAndBound(network, best: answer.candidate)
        search.search(
            nodes: min(SidePlanner.nodes, SidePlanner.effort / max(problem.cells.count, 1)))
        guard var best = search.best else {
            guard search.isComplete || answer.status == .infeasible else {
                throw .solverFailed("no plan found within \(solver.timeLimit) s")
            }
            return try infeasible()
        }
        if !search.isComplete {
            let fewer = try propose(.moves(atMost: best.value.cost.double)).candidate
            if let fewer, fewer.value.isBelow(best.value) { best = fewer }
        }
        return plan(best, bound: search.bound ?? best.value.cost, isProved: search.isComplete)
    }

    private func plan(
        _ best: BranchAndBound.Candidate, bound: FractionSum, isProved: Bool
    ) -> ReallocationPlan {
        let cost = best.value.cost.double
        let claim = PlanVerifier.Claim(
            posts: best.posts, arcFlow: best.arcFlow,
            reserve: verifier.reserve(best.posts, best.arcFlow),
            postsMoved: verifier.postsMoved(best.posts), objective: cost,
            bound: isProved ? cost : min(cost, bound.double), isOptimal: isProved)
        // The relaxation is proved by prices of its own; nothing may lie below it.
        let isConsistent = relaxed.provedCost.map { claim.bound >= $0 } ?? false
        return ReallocationPlan(
            status: isProved ? .optimal : .feasible, proof: .milp, objective: cost,
            bound: claim.bound, posts: best.posts, arcFlow: best.arcFlow, reserve: claim.reserve,
            postsMoved: claim.postsMoved, prices: nil, binding: binding(best), conflict: [],
            verified: isConsistent && verifier.refusals(claim, prices: nil).isEmpty)
    }

    /// Rules beside the network that leave no room: the network itself would do better.
    private func binding(_ best: BranchAndBound.Candidate) -> [RuleName] {
        verifier.brokenRules(relaxed.posts, relaxed.arcFlow).sorted()
    }

    // MARK: The solver

    private func propose(
        _ aim: SideModel.Aim
    ) throws(ReallocationError) -> (status: CBC.Status, candidate: BranchAndBound.Candidate?) {
        let model = SideModel(problem, aim)
        if model.isImpossible { return (.infeasible, nil) }
        let answer = try solver.solve(model.model)
        return (answer.status, answer.values.flatMap { candidate(model.posts($0)) })
    }

    /// The plan with these posts and the cheapest flows; nil where it breaks a rule.
    private func candidate(_ posts: [Int]) -> BranchAndBound.Candidate? {
        var fixed = network
        for (cell, count) in posts.enumerated() {
            guard (network.bounds[cell].lower...network.bounds[cell].upper).contains(count) else {
                return nil
            }
            fixed.bounds[cell].lower = count
            fixed.bounds[cell].upper = count
        }
        var simplex = NetworkSimplex(fixed)
        simplex.optimise()
        guard simplex.excessFlow == 0 else { return nil }
        let arcFlow = NetworkSolution(simplex, simplex.settle()).arcFlow
        guard verifier.brokenRules(posts, arcFlow).isEmpty else { return nil }
        return BranchAndBound.Candidate(
            posts: posts, arcFlow: arcFlow,
            value: BranchAndBound.Value(
                cost: verifier.cost(posts, arcFlow), moves: verifier.postsMoved(posts)))
    }

    // MARK: Conflicts

    private func infeasible() throws(ReallocationError) -> ReallocationPlan {
        let conflict = try SideConflict(problem, solver)
        let kept = problem.keeping(
            Set(conflict.rules + conflict.background), roomPerCell: SideConflict.room(problem))
        var search = BranchAndBound(PostNetwork(kept), best: nil)
        search.search(
            nodes: min(SidePlanner.nodes, SidePlanner.effort / max(problem.cells.count, 1)))
        return ReallocationPlan(
            status: .infeasible, proof: .milp, objective: nil, bound: nil, posts: [], arcFlow: [],
            reserve: [], postsMoved: 0, prices: nil, binding: [], conflict: conflict.rules,
            verified: search.isComplete && search.best == nil)
    }
}

/// Few rules, some of them beside the network, that can't be kept together.
///
/// - Source: QuickXplain [Junker2004]; needless rules fall out by halves.
private struct SideConflict {
    private(set) var rules: [RuleName] = []
    private let problem: ReallocationProblem
    private let solver: CBC
    /// Rules that stay in force while others are tried.
    let background: [RuleName]

    /// Network problems that decide a part without the solver, if they can.
    private static let nodes = 60

    /// Most cells for which bounds of single cells are named.
    private static let cellLimit = 200

    init(_ problem: ReallocationProblem, _ solver: CBC) throws(ReallocationError) {
        self.problem = problem
        self.solver = solver
        let cells = problem.cells.indices.flatMap { index -> [RuleName] in
            let lower: [RuleName] = problem.cells[index].lower > 0 ? [.lower(index)] : []
            return lower + [.upper(index)]
        }
        let isSmall = problem.cells.count <= SideConflict.cellLimit
        background = isSmall ? [] : cells
        let candidates = (isSmall ? cells : []) + SideConflict.common(problem)
        rules = try explain(background, isGrown: false, candidates).sorted()
    }

    private static func common(_ problem: ReallocationProblem) -> [RuleName] {
        var rules = problem.arcs.indices.map(RuleName.arc)
        rules += problem.pools.indices.map(RuleName.pool)
        for (index, group) in problem.groups.enumerated() {
            if group.min != nil { rules.append(.groupMin(index)) }
            if group.max != nil { rules.append(.groupMax(index)) }
        }
        if problem.issuedMax != nil { rules.append(.issuedMax) }
        if problem.side.minBatch ?? 0 > 1 { rules.append(.minBatch) }
        if problem.side.maxReceivingUnits != nil { rules.append(.maxReceivingUnits) }
        if problem.side.budget != nil { rules.append(.budget) }
        return rules
    }

    /// More posts than any rule asks of one cell.
    static func room(_ problem: ReallocationProblem) -> Int {
        let batch = problem.cells.reduce(0) { max($0, $1.quota) } + (problem.side.minBatch ?? 0)
        return problem.groups.reduce(batch) { max($0, $1.min ?? 0) }
    }

    /// A smallest part (under inclusion) of the candidates that conflicts with what is kept.
    private func explain(
        _ kept: [RuleName], isGrown: Bool, _ candidates: [RuleName]
    ) throws(ReallocationError) -> [RuleName] {
        if isGrown, try !isFeasible(kept) { return [] }
        if candidates.count <= 1 { return candidates }
        let first = Array(candidates[..<(candidates.count / 2)])
        let second = Array(candidates[(candidates.count / 2)...])
        let late = try explain(kept + first, isGrown: true, second)
        let early = try explain(kept + late, isGrown: !late.isEmpty, first)
        return early + late
    }

    private func isFeasible(_ rules: [RuleName]) throws(ReallocationError) -> Bool {
        let kept = problem.keeping(Set(rules), roomPerCell: SideConflict.room(problem))
        guard kept.isFeasible else { return false }
        let network = PostNetwork(kept)
        if network.rulesBeside.isEmpty { return true }
        // A short search of our own spares most calls of the solver.
        var search = BranchAndBound(network, best: nil)
        search.search(nodes: SideConflict.nodes)
        if search.best != nil { return true }
        if search.isComplete { return false }
        let model = SideModel(kept, .cost)
        if model.isImpossible { return false }
        return try solver.solve(model.model).values != nil
    }
}
