/// Why there is no answer to a problem.
package enum ReallocationError: Error, Sendable, Hashable {
    /// These rules, by name, need the MILP solver, and it isn't installed.
    case solverMissing(rules: [String])
    /// The MILP solver couldn't be run, or said nothing of use; the end of what it said.
    case solverFailed(String)
}

extension ReallocationProblem {
    /// The best plan, or the rules that exclude any.
    ///
    /// Least cost first, fewest posts moved second; equal problems have equal plans. Every plan is
    /// checked by `PlanVerifier` before it is called optimal.
    /// - Parameter solver: For minimum batches, a cap on receiving units, a budget, and groups
    ///   that cross; nil where it isn't installed.
    /// - Throws: `.solverMissing` where a rule needs the solver, `.solverFailed` where it fails.
    /// - Complexity: About 5 µs per cell and 10 µs per pivot; see `docs/methods/reallocation.md`.
    package func plan(solver: CBC? = nil) throws(ReallocationError) -> ReallocationPlan {
        let network = PostNetwork(self)
        let beside = network.rulesBeside
        if !beside.isEmpty, solver == nil {
            throw .solverMissing(rules: beside.map { $0.text(in: self) })
        }
        var simplex = NetworkSimplex(network)
        simplex.optimise()
        guard simplex.excessFlow == 0 else { return infeasible(RuleConflict(simplex).rules) }
        let heights = simplex.settle()
        let relaxed = NetworkSolution(simplex, heights)
        guard let solver, !relaxed.keepsAllRules else { return relaxed.plan }
        return try SidePlanner(network, relaxed, solver).plan()
    }

    private func infeasible(_ conflict: [RuleName]) -> ReallocationPlan {
        ReallocationPlan(
            status: .infeasible, proof: .network, objective: nil, bound: nil, posts: [],
            arcFlow: [], reserve: [], postsMoved: 0, prices: nil, binding: [], conflict: conflict,
            verified: PlanVerifier(problem: self).areContradictory(conflict))
    }
}
