/// Why there is no answer to a problem.
package enum ReallocationError: Error, Sendable, Hashable {
    /// These rules need the MILP solver, and it isn't installed.
    case solverMissing(rules: [RuleName])
}

extension ReallocationProblem {
    /// The best plan, or the rules that exclude any.
    ///
    /// Least cost first, fewest posts moved second; equal problems have equal plans. Every plan is
    /// checked by `PlanVerifier` before it is called optimal.
    /// - Throws: `.solverMissing` where a rule needs the MILP solver.
    /// - Complexity: About 0.3 µs per cell and pivot; see `docs/methods/reallocation.md`.
    package func plan() throws(ReallocationError) -> ReallocationPlan {
        let network = PostNetwork(self)
        let beside = network.rulesBeside
        guard beside.isEmpty else { throw .solverMissing(rules: beside) }
        var simplex = NetworkSimplex(network)
        simplex.optimise()
        guard simplex.excessFlow == 0 else { return infeasible([]) }
        let heights = simplex.settle()
        return NetworkSolution(simplex, heights).plan
    }

    func infeasible(_ conflict: [RuleName]) -> ReallocationPlan {
        ReallocationPlan(
            status: .infeasible, proof: .network, objective: nil, bound: nil, posts: [],
            arcFlow: [], reserve: [], postsMoved: 0, prices: nil, binding: [], conflict: conflict,
            verified: false)
    }
}
