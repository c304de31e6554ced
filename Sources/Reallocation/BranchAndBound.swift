/// An exact search beside the MILP solver: network problems with narrower bounds, best first.
///
/// Batches and receiving units are decided by bounds of cells; the linear side rules are priced into
/// the network (Lagrange) and decided by bounds where the prices leave a gap. Every bound is that
/// of an exact network problem, so what the search proves is proved.
struct BranchAndBound {
    struct Value {
        var cost: FractionSum
        var moves: Int

        func isBelow(_ other: Value) -> Bool {
            let order = cost.compared(to: other.cost)
            return order != 0 ? order < 0 : moves < other.moves
        }
    }

    struct Candidate {
        let posts: [Int]
        let arcFlow: [Int]
        let value: Value
    }

    private struct Node {
        var bounds: [PostNetwork.CellBounds]
        /// Units that may receive whatever comes.
        var receivers: Set<String>
        /// What its parent proved.
        var bound: Value
    }

    private let problem: ReallocationProblem
    private let verifier: PlanVerifier
    private let rules: [SideRule]
    /// Per side rule, its price.
    private let prices: [Rational]
    private var priced: PostNetwork
    private var free: PostNetwork
    /// The cheapest plan known that keeps all rules.
    private(set) var best: Candidate?
    private var open: [Node] = []
    private(set) var nodeCount = 0

    /// - Parameter network: Of the problem without its side rules.
    init(_ network: PostNetwork, best: Candidate?) {
        problem = network.problem
        verifier = PlanVerifier(problem: problem)
        rules = SideRule.all(network)
        free = network
        self.best = best
        prices = SidePrices(network, rules).prices
        priced = prices.allSatisfy(\.isZero) ? network : network.charging(rules, prices)
        open = [
            Node(
                bounds: network.bounds, receivers: [],
                bound: Value(cost: FractionSum(Int.min / 4), moves: 0))
        ]
    }

    /// Whether nothing is left to search.
    var isComplete: Bool { open.isEmpty }

    /// No plan costs less; nil where no plan keeps the rules, or nothing is known.
    var bound: FractionSum? {
        let left = open.map(\.bound).min { $0.isBelow($1) }
        guard let left else { return best?.value.cost }
        guard let best, best.value.isBelow(left) else { return left.cost }
        return best.value.cost
    }

    /// Searches until nothing is left, or so many network problems have been solved.
    mutating func search(nodes limit: Int) {
        while nodeCount < limit, let node = takeNearest() { visit(node) }
    }

    private mutating func takeNearest() -> Node? {
        guard let index = open.indices.min(by: { open[$0].bound.isBelow(open[$1].bound) }) else {
            return nil
        }
        return open.remove(at: index)
    }

    private mutating func visit(_ node: Node) {
        if let best, !node.bound.isBelow(best.value) { return }
        nodeCount += 1
        let isDecided = rules.allSatisfy { rule in
            rule.coefficients.indices.allSatisfy { cell in
                rule.coefficients[cell].isZero
                    || node.bounds[cell].lower == node.bounds[cell].upper
            }
        }
        guard let relaxed = relax(node, isDecided: isDecided) else { return }
        if let best, !relaxed.bound.isBelow(best.value) { return }
        let broken = verifier.brokenRules(relaxed.posts, relaxed.arcFlow)
        if broken.isEmpty {
            let candidate = candidate(relaxed.posts, relaxed.arcFlow)
            if best.map({ candidate.value.isBelow($0.value) }) ?? true { best = candidate }
            // The plan costs no more than its own bound: nothing better is below.
            if candidate.value.cost.compared(to: relaxed.bound.cost) == 0 { return }
        }
        for var child in children(node, relaxed.posts, broken) {
            child.bound = relaxed.bound
            open.append(child)
        }
    }

    private func candidate(_ posts: [Int], _ arcFlow: [Int]) -> Candidate {
        Candidate(
            posts: posts, arcFlow: arcFlow,
            value: Value(
                cost: verifier.cost(posts, arcFlow), moves: verifier.postsMoved(posts)))
    }

    // MARK: Bounds

    private mutating func relax(
        _ node: Node, isDecided: Bool
    ) -> (posts: [Int], arcFlow: [Int], bound: Value)? {
        var network = isDecided ? free : priced
        network.bounds = node.bounds
        var simplex = NetworkSimplex(network)
        simplex.optimise()
        guard simplex.excessFlow == 0 else { return nil }
        let solution = NetworkSolution(simplex, simplex.settle())
        let (posts, arcFlow) = (solution.posts, solution.arcFlow)
        var value = candidate(posts, arcFlow).value
        for (rule, price) in zip(rules, prices) where !isDecided && !price.isZero {
            value.cost.add(price * rule.excess(posts))
        }
        return (posts, arcFlow, value)
    }

    // MARK: Branches

    private func children(_ node: Node, _ posts: [Int], _ broken: [RuleName]) -> [Node] {
        if broken.contains(.minBatch), let children = splitBatch(node, posts) { return children }
        if broken.contains(.maxReceivingUnits) { return splitReceivers(node, posts) }
        return splitCell(node, posts)
    }

    /// A cell that grows by too little grows by a batch or not at all.
    private func splitBatch(_ node: Node, _ posts: [Int]) -> [Node]? {
        let batch = problem.side.minBatch ?? 0
        let cells = posts.indices.filter { cell in
            (1..<max(batch, 1)).contains(posts[cell] - problem.cells[cell].quota)
        }
        guard let cell = cells.first else { return nil }
        let quota = problem.cells[cell].quota
        return [
            narrowed(node, cell, quota + batch, .max), narrowed(node, cell, 0, quota),
        ].compactMap { $0 }
    }

    /// The unit that receives most, of those not yet decided, may receive or may not.
    private func splitReceivers(_ node: Node, _ posts: [Int]) -> [Node] {
        var gains: [String: Int] = [:]
        for (cell, count) in zip(problem.cells, posts) where count > cell.quota {
            gains[cell.unit, default: 0] += count - cell.quota
        }
        let undecided = gains.filter { !node.receivers.contains($0.key) }
        guard let unit = undecided.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return []
        }
        let most = problem.side.maxReceivingUnits ?? .max
        var with = node
        with.receivers.insert(unit)
        let barred = with.receivers.count == most ? units.subtracting(with.receivers) : []
        let isAllowed = with.receivers.count <= most
        return [
            isAllowed ? barring(barred, with) : nil, barring([unit], node),
        ].compactMap { $0 }
    }

    private var units: Set<String> { Set(problem.cells.map(\.unit)) }

    private func barring(_ units: Set<String>, _ node: Node) -> Node? {
        var node = node
        for (index, cell) in problem.cells.enumerated() where units.contains(cell.unit) {
            guard let next = narrowed(node, index, 0, cell.quota) else { return nil }
            node = next
        }
        return node
    }

    /// The cell that weighs most in the linear rules has fewer posts than now, as many, or more.
    private func splitCell(_ node: Node, _ posts: [Int]) -> [Node] {
        var heaviest: (cell: Int, weight: Rational)?
        for cell in posts.indices where node.bounds[cell].lower < node.bounds[cell].upper {
            let coefficient = rules.reduce(Rational.zero) { sum, rule in
                let own = rule.coefficients[cell]
                return own.sign < 0 ? sum - own : sum + own
            }
            let range = node.bounds[cell].upper - node.bounds[cell].lower
            let weight = coefficient * Rational(range)
            if weight > heaviest?.weight ?? .zero { heaviest = (cell, weight) }
        }
        guard let (cell, _) = heaviest else { return [] }
        return [
            narrowed(node, cell, posts[cell], posts[cell]),
            narrowed(node, cell, 0, posts[cell] - 1),
            narrowed(node, cell, posts[cell] + 1, .max),
        ].compactMap { $0 }
    }

    private func narrowed(_ node: Node, _ cell: Int, _ lower: Int, _ upper: Int) -> Node? {
        var node = node
        node.bounds[cell].lower = max(node.bounds[cell].lower, lower)
        node.bounds[cell].upper = min(node.bounds[cell].upper, upper)
        return node.bounds[cell].lower <= node.bounds[cell].upper ? node : nil
    }
}

/// Prices of the linear side rules under which the network nearly keeps them by itself.
///
/// Any prices give a bound; good ones a close one. Each in turn is raised until its rule is kept.
private struct SidePrices {
    private(set) var prices: [Rational]

    init(_ network: PostNetwork, _ rules: [SideRule]) {
        prices = rules.map { _ in .zero }
        for _ in 0..<2 {
            for rule in rules.indices { adjust(rule, network, rules) }
        }
    }

    private mutating func adjust(_ index: Int, _ network: PostNetwork, _ rules: [SideRule]) {
        var (low, high) = (Rational.zero, Rational(1, 16))
        func isKept(_ price: Rational) -> Bool {
            var trial = prices
            trial[index] = price
            var simplex = NetworkSimplex(network.charging(rules, trial))
            simplex.optimise()
            return rules[index].excess(Array(simplex.flow[..<simplex.cellCount])).sign <= 0
        }
        if isKept(.zero) {
            prices[index] = .zero
            return
        }
        var doublings = 0
        while !isKept(high), doublings < 16 {
            (low, high) = (high, high + high)
            doublings += 1
        }
        for _ in 0..<16 {
            let middle = (low + high) * Rational(1, 2)
            if isKept(middle) { high = middle } else { low = middle }
        }
        prices[index] = high
    }
}

extension PostNetwork {
    /// The same network, whose posts pay the prices of side rules.
    fileprivate func charging(_ rules: [SideRule], _ prices: [Rational]) -> PostNetwork {
        let surcharges = problem.cells.indices.map { cell in
            zip(rules, prices).reduce(Rational.zero) { sum, pair in
                let coefficient = pair.0.coefficients[cell]
                return coefficient.isZero ? sum : sum + coefficient * pair.1
            }
        }
        var network = PostNetwork(problem, surcharges: surcharges)
        network.bounds = bounds
        return network
    }
}
