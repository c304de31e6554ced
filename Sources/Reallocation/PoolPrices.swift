/// What one post more or fewer in each pool would change, by shortest ways through the plan.
///
/// One post more in a pool goes the cheapest way from the pool to where its posts come from; one
/// fewer is made up for by the cheapest way back.
struct PoolPrices {
    /// Per pool.
    let prices: [ReallocationPlan.PoolPrice]

    /// - Parameter simplex: Optimal and without posts that the rules refuse.
    init(_ simplex: NetworkSimplex) {
        let residual = ResidualNetwork(simplex)
        let pools = simplex.network.problem.pools.indices
        var prices = pools.map { _ in ReallocationPlan.PoolPrice(next: 0, last: 0) }
        let scarce = pools.filter { pool in
            let link = simplex.network.links[pool]
            return simplex.flow[simplex.cellCount + pool] == link.upper
        }
        let sources = Set(scarce.map { simplex.network.links[$0].tail }).sorted()
        for source in sources {
            let away = ShortestWays(residual, from: source, isBackward: false)
            let back = ShortestWays(residual, from: source, isBackward: true)
            for pool in scarce where simplex.network.links[pool].tail == source {
                let node = PostNetwork.poolNode(pool)
                let gain = back.cost(to: node).map { -$0 } ?? .zero
                prices[pool] = ReallocationPlan.PoolPrice(
                    next: max(gain, .zero).double, last: away.cost(to: node)?.double)
            }
        }
        self.prices = prices
    }
}

/// The moves that a plan still allows, each with what it costs at the heights of the tree.
struct ResidualNetwork {
    struct Move {
        let from: Int32
        let to: Int32
        /// Never negative.
        let reducedCost: Int
        let arc: Int32
        let isForward: Bool
    }

    let simplex: NetworkSimplex
    let moves: [Move]

    init(_ simplex: NetworkSimplex) {
        self.simplex = simplex
        let highest = simplex.heights.reduce(0) { max($0, abs($1.cost)) }
        let steepest = simplex.steps.reduce(0) { highest, step in
            let next = step.next == NetworkSimplex.Steps.never ? 0 : abs(step.next)
            let last = step.last == -NetworkSimplex.Steps.never ? 0 : abs(step.last)
            return max(highest, next, last)
        }
        let penalty = 2 * highest + steepest + 1
        let heights = simplex.heights.map { $0.cost + penalty * Int($0.excess) }
        var moves: [Move] = []
        moves.reserveCapacity(2 * simplex.pricedCount)
        for arc in 0..<simplex.pricedCount {
            let (tail, head) = (simplex.ends[arc].tail, simplex.ends[arc].head)
            let rise = heights[Int(head)] - heights[Int(tail)]
            let step = simplex.steps[arc]
            // What rounding left below zero is zero: exact fractions have settled it.
            if step.next != NetworkSimplex.Steps.never {
                moves.append(
                    Move(
                        from: tail, to: head, reducedCost: max(0, step.next + rise),
                        arc: Int32(arc), isForward: true))
            }
            if step.last != -NetworkSimplex.Steps.never {
                moves.append(
                    Move(
                        from: head, to: tail, reducedCost: max(0, -step.last - rise),
                        arc: Int32(arc), isForward: false))
            }
        }
        self.moves = moves
    }
}

/// Cheapest ways from one node to all others, or from all others to it (Dijkstra).
private struct ShortestWays {
    private let residual: ResidualNetwork
    private let isBackward: Bool
    private let source: Int
    /// Per node, the last move of its way; nil where there is no way.
    private var lastMove: [Int?]

    /// - Complexity: O(moves · log nodes).
    init(_ residual: ResidualNetwork, from source: Int, isBackward: Bool) {
        self.residual = residual
        self.isBackward = isBackward
        self.source = source
        let nodeCount = residual.simplex.network.nodeCount
        let moves = residual.moves
        var starts = Array(repeating: 0, count: nodeCount + 1)
        for move in moves { starts[Int(isBackward ? move.to : move.from) + 1] += 1 }
        for node in 0..<nodeCount { starts[node + 1] += starts[node] }
        var order = Array(repeating: 0, count: moves.count)
        var filled = starts
        for (index, move) in moves.enumerated() {
            let node = Int(isBackward ? move.to : move.from)
            order[filled[node]] = index
            filled[node] += 1
        }
        lastMove = Array(repeating: nil, count: nodeCount)
        var distance = Array(repeating: Int.max, count: nodeCount)
        var queue = NodeQueue()
        distance[source] = 0
        queue.insert(source, at: 0)
        while let (node, reached) = queue.popNearest() {
            guard reached == distance[node] else { continue }
            for index in order[starts[node]..<starts[node + 1]] {
                let move = moves[index]
                let next = Int(isBackward ? move.from : move.to)
                let length = reached + move.reducedCost
                guard length < distance[next] else { continue }
                distance[next] = length
                lastMove[next] = index
                queue.insert(next, at: length)
            }
        }
    }

    /// Exact cost of the way; nil where there is none.
    func cost(to node: Int) -> Rational? {
        var sum = Rational.zero
        var node = node
        while node != source {
            guard let index = lastMove[node] else { return nil }
            let move = residual.moves[index]
            sum += ExactHeights.step(Int(move.arc), forward: move.isForward, in: residual.simplex)
            node = Int(isBackward ? move.to : move.from)
        }
        return sum
    }
}

/// Nodes by distance, the nearest first; among equals the smallest number.
private struct NodeQueue {
    private var heap: [(distance: Int, node: Int)] = []

    mutating func insert(_ node: Int, at distance: Int) {
        heap.append((distance, node))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popNearest() -> (node: Int, distance: Int)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.node, first.distance)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = 2 * parent + 1
            guard least < heap.count else { return }
            if least + 1 < heap.count, heap[least + 1] < heap[least] { least += 1 }
            guard heap[least] < heap[parent] else { return }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}
