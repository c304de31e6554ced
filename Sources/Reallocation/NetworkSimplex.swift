/// A network simplex for circulations whose cell arcs have convex costs.
///
/// Only the next and the last post of a cell matter at any moment, so that a cell counts as one arc
/// per post, all but one of them out of sight. The basis is a strongly feasible tree: from every node
/// one more post can be sent to the source along it; leaving arcs are chosen so that this stays
/// true, which excludes cycling. Costs are compared as (posts that no rule allows, cost, posts
/// moved), in that order; what rounding to whole units of account might hide is settled in the end
/// with exact fractions.
///
/// - Source: [Cunningham1976], [AhujaMagnantiOrlin1993] ch. 11 and 14.
struct NetworkSimplex {
    /// Cost of sending one post from a node to the source along the tree; also a reduced cost.
    struct Height: Hashable {
        var cost: Int
        var moves: Int32
        /// Posts that no rule allows.
        var excess: Int32

        static let zero = Height(cost: 0, moves: 0, excess: 0)

        static func + (a: Height, b: Height) -> Height {
            Height(cost: a.cost + b.cost, moves: a.moves + b.moves, excess: a.excess + b.excess)
        }

        static func - (a: Height, b: Height) -> Height {
            Height(cost: a.cost - b.cost, moves: a.moves - b.moves, excess: a.excess - b.excess)
        }

        static func < (a: Height, b: Height) -> Bool {
            if a.excess != b.excess { return a.excess < b.excess }
            if a.cost != b.cost { return a.cost < b.cost }
            return a.moves < b.moves
        }
    }

    struct Ends {
        let tail: Int32
        let head: Int32
    }

    /// Cost of one post more on an arc, and of the last one; beyond all costs where there is none.
    struct Steps {
        var next: Int
        var last: Int

        static let never = 1 << 62
    }

    /// Children of a node hang on a list with both neighbours.
    struct TreeNode {
        var parent: Int32 = -1
        /// To the parent.
        var arc: Int32 = -1
        var depth: Int32 = 0
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        var previousSibling: Int32 = -1
    }

    let network: PostNetwork
    let cellCount: Int
    /// Cells and links; the arcs beyond are artificial, one per node.
    let pricedCount: Int

    var ends: [Ends]
    var flow: [Int]
    var steps: [Steps]
    /// Per linear arc, artificial ones included.
    var lowerBounds: [Int]
    var upperBounds: [Int]
    let linkCosts: [Int]

    var tree: [TreeNode]
    var heights: [Height]
    /// Where pricing goes on.
    var cursor = 0
    private(set) var pivotCount = 0

    init(_ network: PostNetwork) {
        let problem = network.problem
        self.network = network
        cellCount = problem.cells.count
        pricedCount = cellCount + network.links.count
        ends =
            problem.cells.indices.map {
                Ends(tail: Int32(network.cellTails[$0]), head: Int32(network.cellHeads[$0]))
            }
            + network.links.map { Ends(tail: Int32($0.tail), head: Int32($0.head)) }
        lowerBounds = network.links.map(\.lower)
        upperBounds = network.links.map(\.upper)
        linkCosts = network.links.map { network.scale.rounded($0.cost) }
        flow = []
        steps = []
        tree = Array(repeating: TreeNode(), count: network.nodeCount)
        heights = Array(repeating: .zero, count: network.nodeCount)
        start()
    }

    /// Pivots until no arc improves the plan.
    mutating func optimise() {
        while let entering = nextEntering() {
            push(entering.arc, forward: entering.isForward)
            pivotCount += 1
        }
    }

    /// Posts that the rules refuse in any plan; 0 for a feasible problem, once optimal.
    var excessFlow: Int { flow[pricedCount...].reduce(0, +) }

    // MARK: Arcs

    var costs: [CellCost] { network.costs }
    var slopes: [ScaledSlope] { network.slopes }
    var bounds: [PostNetwork.CellBounds] { network.bounds }

    func isCell(_ arc: Int) -> Bool { arc < cellCount }

    /// Recomputes what one post more or fewer costs on an arc.
    mutating func refreshSteps(_ arc: Int) {
        guard arc < pricedCount else { return }
        let value = flow[arc]
        var new = Steps(next: Steps.never, last: -Steps.never)
        if arc < cellCount {
            let cell = bounds[arc]
            if value < cell.upper { new.next = slopes[arc].step(value) }
            if value > cell.lower { new.last = slopes[arc].step(value - 1) }
        } else {
            let link = arc - cellCount
            if value < upperBounds[link] { new.next = linkCosts[link] }
            if value > lowerBounds[link] { new.last = linkCosts[link] }
        }
        steps[arc] = new
    }

    /// Change in posts moved when a cell goes from k to k + 1.
    func moveStep(_ cell: Int, at k: Int) -> Int32 {
        k >= bounds[cell].quota ? 1 : -1
    }

    /// Cost of one post more (or one fewer) on an arc that allows it.
    func stepHeight(_ arc: Int, forward: Bool) -> Height {
        if arc >= pricedCount { return Height(cost: 0, moves: 0, excess: forward ? 1 : -1) }
        let cost = forward ? steps[arc].next : -steps[arc].last
        guard arc < cellCount else { return Height(cost: cost, moves: 0, excess: 0) }
        let moves =
            forward ? moveStep(arc, at: flow[arc]) : -moveStep(arc, at: flow[arc] - 1)
        return Height(cost: cost, moves: moves, excess: 0)
    }

    /// What sending one post more (or one fewer) over an arc changes, the way back included.
    func reducedCost(_ arc: Int, forward: Bool) -> Height {
        let (tail, head) = (Int(ends[arc].tail), Int(ends[arc].head))
        let way = forward ? heights[head] - heights[tail] : heights[tail] - heights[head]
        return stepHeight(arc, forward: forward) + way
    }
}
