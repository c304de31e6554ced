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
        let unit = Double(simplex.scale.unit)
        let highest = simplex.heights.reduce(0.0) { max($0, abs(Double($1.cost))) }
        let penalty = Rational(exactly: (4 * highest / unit + 1).rounded(.up)) * Rational(steps)
        heights = zip(exact.costs, simplex.heights).map { cost, height in
            RulePrices.Price(
                cost: height.excess == 0 ? cost : cost + penalty * Rational(Int(height.excess)),
                moves: Int(height.moves))
        }
    }

    private var problem: ReallocationProblem { simplex.network.problem }

    private var arcFlow: [Int] {
        let first = simplex.cellCount + simplex.network.firstArc
        return Array(simplex.flow[first..<simplex.pricedCount])
    }

    /// Checked; not optimal where the check fails.
    var plan: ReallocationPlan {
        let posts = Array(simplex.flow[..<simplex.cellCount])
        let arcFlow = arcFlow
        let verifier = PlanVerifier(problem: problem)
        let objective = verifier.cost(posts, arcFlow).double
        let claim = PlanVerifier.Claim(
            posts: posts, arcFlow: arcFlow, reserve: verifier.reserve(posts, arcFlow),
            postsMoved: verifier.postsMoved(posts), objective: objective, bound: objective,
            isOptimal: true)
        let isConfirmed = verifier.refusals(claim, prices: rulePrices).isEmpty
        return ReallocationPlan(
            status: isConfirmed ? .optimal : .feasible, proof: .network, objective: objective,
            bound: isConfirmed ? objective : 0, posts: posts, arcFlow: arcFlow,
            reserve: claim.reserve, postsMoved: claim.postsMoved,
            prices: nil, binding: binding, conflict: [], verified: isConfirmed)
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
            guard posts == cell.upper || posts == cell.lower, !isContent(index, posts) else {
                continue
            }
            let (tail, head) = (simplex.network.cellTails[index], simplex.network.cellHeads[index])
            let price = heights[head].cost - heights[tail].cost
            let cost = simplex.costs[index]
            if posts == cell.upper, (cost.step(posts) + price).sign < 0 {
                rules.append(.upper(index))
            }
            if posts == cell.lower, posts > 0, (cost.step(posts - 1) + price).sign > 0 {
                rules.append(.lower(index))
            }
        }
        return rules.sorted()
    }

    /// Whether rounded costs are enough to see that no bound of a cell binds.
    private func isContent(_ cell: Int, _ posts: Int) -> Bool {
        let (tail, head) = (simplex.network.cellTails[cell], simplex.network.cellHeads[cell])
        let (below, above) = (simplex.heights[tail], simplex.heights[head])
        guard below.excess == above.excess else { return false }
        let rise = above.cost - below.cost
        let slope = simplex.slopes[cell]
        return slope.step(posts) + rise > doubt
            && (posts == 0 || slope.step(posts - 1) + rise < -doubt)
    }
}
