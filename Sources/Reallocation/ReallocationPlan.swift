/// Where the posts go, with what is proved about it.
package struct ReallocationPlan: Sendable, Hashable {
    package enum Status: String, Sendable {
        /// Proved: no plan that keeps the rules costs less, and none of that cost moves fewer posts.
        case optimal
        /// It keeps the rules; how far from best it may be is objective − bound.
        case feasible
        /// No plan keeps all rules; `conflict` names some that can't be kept together.
        case infeasible
    }

    /// What stands behind the bound.
    package enum Proof: String, Sendable {
        /// Prices under which no cell and no arc wants anything else.
        case network
        /// The MILP solver, checked as far as a plan and a relaxation can check it.
        case milp
    }

    /// What a pool's posts are worth, in FTE.
    package struct PoolPrice: Sendable, Hashable {
        /// Saved by one post more.
        package let next: Double
        /// Lost by one post fewer; nil where the rules can't be kept with fewer.
        package let last: Double?
    }

    package let status: Status
    package let proof: Proof
    /// FTE; nil where there is no plan.
    package let objective: Double?
    /// No plan costs less; nil where there is no plan.
    package let bound: Double?
    /// Posts per cell, in the order of the problem; empty where there is no plan.
    package let posts: [Int]
    /// Posts per arc.
    package let arcFlow: [Int]
    /// Posts per pool that are in no cell.
    package let reserve: [Int]
    /// Σ |posts − quota|.
    package let postsMoved: Int
    /// Per pool; nil for a plan of the MILP solver, which has no such prices.
    package let prices: [PoolPrice]?
    /// Rules that keep the plan from being better, in their order.
    package let binding: [RuleName]
    /// Rules that can't be kept together; with any of them given up the others can.
    package let conflict: [RuleName]
    /// Whether a checker that shares no code with the optimiser confirms all of this.
    package let verified: Bool
}
