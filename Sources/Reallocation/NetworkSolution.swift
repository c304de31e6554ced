/// What an optimal tree says: the plan, the prices of the rules, the rules that bind.
struct NetworkSolution {
    private let simplex: NetworkSimplex
    /// Per node.
    private let heights: [RulePrices.Price]
    private let doubt: Int

    init(_ simplex: NetworkSimplex, _ exact: ExactHeights) {
        self.simplex = simplex
        doubt = simplex.doubt
        // Artificial arcs left in the tree carry nothing; any high enough cost of theirs will do.
        let steps = simplex.network.nodeCount + 2
        let unit = Double(simplex.network.scale.unit)
        let highest = simplex.heights.reduce(0.0) { max($0, abs(Double($1.cost))) }
        let penalty = Rational(exactly: (4 * highest / unit + 1).rounded(.up)) * Rational(steps)
        heights = zip(exact.costs, simplex.heights).map { cost, height in
            RulePrices.Price(
                cost: height.excess == 0 ? cost : cost + penalty * Rational(Int(height.excess)),
                moves: Int(height.moves))
        }
    }

    private var problem: ReallocationProblem { simplex.network.problem }

    var posts: [Int] { Array(simplex.flow[..<simplex.cellCount]) }

    /// Whether the plan also keeps the rules that the network doesn't hold.
    var keepsAllRules: Bool {
        PlanVerifier(problem: problem).brokenRules(posts, arcFlow).isEmpty
    }

    var arcFlow: [Int] {
        let first = simplex.cellCount + simplex.network.firstArc
        return Array(simplex.flow[first..<simplex.pricedCount])
    }

    /// What the plan says of itself.
    private var claim: PlanVerifier.Claim {
        let (posts, arcFlow) = (posts, arcFlow)
        let verifier = PlanVerifier(problem: problem)
        let objective = verifier.cost(posts, arcFlow).double
        return PlanVerifier.Claim(
            posts: posts, arcFlow: arcFlow, reserve: verifier.reserve(posts, arcFlow),
            postsMoved: verifier.postsMoved(posts), objective: objective, bound: objective,
            isOptimal: true)
    }

    /// What the problem without the rules beside the network costs; no plan costs less.
    ///
    /// nil where the check of its prices fails.
    var provedCost: Double? {
        let claim = claim
        let beside = Set(simplex.network.rulesBeside.map(PlanVerifier.Refusal.rule))
        let refusals = PlanVerifier(problem: problem).refusals(claim, prices: rulePrices)
        return beside.isSuperset(of: refusals) ? claim.objective : nil
    }

    /// Checked; not optimal where the check fails.
    var plan: ReallocationPlan {
        let claim = claim
        let refusals = PlanVerifier(problem: problem).refusals(claim, prices: rulePrices)
        return ReallocationPlan(
            status: refusals.isEmpty ? .optimal : .feasible, proof: .network,
            objective: claim.objective, bound: refusals.isEmpty ? claim.objective : 0,
            posts: claim.posts, arcFlow: claim.arcFlow, reserve: claim.reserve,
            postsMoved: claim.postsMoved, prices: PoolPrices(simplex).prices, binding: binding,
            conflict: [], verified: refusals.isEmpty)
    }

    // MARK: Prices of rules

    /// What a post more over a link would save; negative where a post fewer would.
    private func price(ofLink index: Int) -> RulePrices.Price {
        let link = simplex.network.links[index]
        let own = RulePrices.Price(cost: link.cost, moves: 0)
        return heights[link.tail] - heights[link.head] - own
    }

    var rulePrices: RulePrices {
        var prices = RulePrices(
            pools: Array(repeating: .zero, count: problem.pools.count),
            groups: Array(repeating: .zero, count: problem.groups.count), issued: .zero)
        for index in simplex.network.links.indices.prefix(simplex.network.firstArc) {
            let price = price(ofLink: index)
            switch (simplex.network.links[index].upperRule, simplex.network.links[index].lowerRule)
            {
            case (.pool(let pool), _): prices.pools[pool] = price
            case (.issuedMax, _): prices.issued = price
            case (.groupMax(let group), _), (_, .groupMin(let group)):
                prices.groups[group] = price
            default: break
            }
        }
        return prices
    }

    // MARK: Rules that bind

    /// Rules whose price isn't zero, and bounds of cells and arcs beyond which more would pay.
    private var binding: [RuleName] {
        var rules: [RuleName] = []
        for (index, link) in simplex.network.links.enumerated() {
            let price = price(ofLink: index).cost.sign
            let flow = simplex.flow[simplex.cellCount + index]
            if price > 0, flow == link.upper, let rule = link.upperRule { rules.append(rule) }
            if price < 0, flow == link.lower, let rule = link.lowerRule { rules.append(rule) }
        }
        for (index, cell) in problem.cells.enumerated() {
            let posts = simplex.flow[index]
            if posts == cell.upper, sign(ofStep: posts, index) < 0 { rules.append(.upper(index)) }
            if posts == cell.lower, posts > 0, sign(ofStep: posts - 1, index) > 0 {
                rules.append(.lower(index))
            }
        }
        return rules.sorted()
    }

    /// Of the cost of a cell's post that makes k posts k + 1, at the prices.
    private func sign(ofStep k: Int, _ cell: Int) -> Int {
        let (tail, head) = (simplex.network.cellTails[cell], simplex.network.cellHeads[cell])
        let (below, above) = (simplex.heights[tail], simplex.heights[head])
        if below.excess == above.excess {
            let rounded = simplex.slopes[cell].step(k) + above.cost - below.cost
            if abs(rounded) > doubt { return rounded.signum() }
        }
        return (simplex.costs[cell].step(k) + heights[head].cost - heights[tail].cost).sign
    }
}
