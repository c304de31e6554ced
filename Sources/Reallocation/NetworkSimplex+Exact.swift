extension NetworkSimplex {
    /// Pivots on until no arc improves the plan in exact fractions either.
    ///
    /// The tree left by `optimise()` is optimal for rounded costs. Where a reduced cost is further
    /// from zero than rounding reaches its sign is certain; the others are worked out exactly.
    ///
    /// - Returns: Per node, the exact height.
    mutating func settle() -> ExactHeights {
        var exact = ExactHeights(self)
        var isSettled = false
        while !isSettled {
            isSettled = true
            let doubt = doubt
            for arc in 0..<pricedCount {
                for isForward in [true, false]
                where isDoubtful(arc, isForward, doubt) && exact.improves(arc, isForward, in: self)
                {
                    isSettled = false
                    push(arc, forward: isForward, limit: 1)
                    exact = ExactHeights(self)
                }
            }
        }
        return exact
    }

    /// How far from its true value a reduced cost can be, in units of account.
    var doubt: Int {
        let deepest = tree.reduce(0) { max($0, Int($1.depth)) }
        let most = network.bounds.reduce(0) { max($0, $1.upper) }
        return (2 * deepest + 2) * (2 + most >> (ScaledSlope.Scale.guardBits - 1))
    }

    private func isDoubtful(_ arc: Int, _ isForward: Bool, _ doubt: Int) -> Bool {
        let step = steps[arc]
        guard isForward ? step.next != Steps.never : step.last != -Steps.never else { return false }
        let (tail, head) = (Int(ends[arc].tail), Int(ends[arc].head))
        guard tree[tail].arc != Int32(arc), tree[head].arc != Int32(arc) else { return false }
        let rise = heights[head].cost - heights[tail].cost
        guard heights[head].excess == heights[tail].excess else {
            return reducedCost(arc, forward: isForward) < .zero
        }
        return isForward ? step.next + rise <= doubt : -step.last - rise <= doubt
    }
}

/// Heights of the nodes of a tree in exact fractions.
struct ExactHeights {
    /// Per node; what an artificial arc costs is left out.
    private(set) var costs: [Rational]

    init(_ simplex: NetworkSimplex) {
        costs = Array(repeating: .zero, count: simplex.network.nodeCount)
        var node = PostNetwork.source
        while let next = simplex.successor(of: node, within: PostNetwork.source) {
            node = next
            let links = simplex.tree[node]
            let isTail = simplex.ends[Int(links.arc)].tail == Int32(node)
            costs[node] =
                costs[Int(links.parent)]
                + ExactHeights.step(Int(links.arc), forward: isTail, in: simplex)
        }
    }

    /// Exact cost of one post more (or one fewer) on an arc.
    static func step(_ arc: Int, forward: Bool, in simplex: NetworkSimplex) -> Rational {
        guard arc < simplex.pricedCount else { return .zero }
        let value = simplex.flow[arc]
        if arc < simplex.cellCount {
            let cost = simplex.costs[arc]
            return forward ? cost.step(value) : -cost.step(value - 1)
        }
        let cost = simplex.network.links[arc - simplex.cellCount].cost
        return forward ? cost : -cost
    }

    /// Whether one post more (or one fewer) on an arc makes a better plan, moves included.
    func improves(_ arc: Int, _ isForward: Bool, in simplex: NetworkSimplex) -> Bool {
        let (tail, head) = (Int(simplex.ends[arc].tail), Int(simplex.ends[arc].head))
        let rounded = simplex.reducedCost(arc, forward: isForward)
        if rounded.excess != 0 { return rounded.excess < 0 }
        let rise = isForward ? costs[head] - costs[tail] : costs[tail] - costs[head]
        let cost = ExactHeights.step(arc, forward: isForward, in: simplex) + rise
        return cost.sign != 0 ? cost.sign < 0 : rounded.moves < 0
    }
}
