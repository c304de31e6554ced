/// Posts that go from one place to another: one way to read a plan, not the only one.
///
/// A plan says how many posts each unit has, not whose they were. The pairs are made by a rule that
/// anyone can repeat: within a pool first from units of the same department, then of the same
/// region, then by the codes of the units; what is left goes over the arcs in their order, and the
/// rest to the reserve or out of it.
package struct PostMove: Sendable, Hashable {
    package enum Relation: String, Sendable, Hashable {
        case department, region, pool, arc, reserve
    }

    /// Index of the cell that gives; nil for posts that no unit had.
    package let from: Int?
    /// Index of the cell that receives; nil for posts that no unit will have.
    package let to: Int?
    /// Indexes of the pools.
    package let fromPool: Int
    package let toPool: Int
    package let count: Int
    package let relation: Relation
}

/// Pairs of givers and receivers that make up a plan.
struct MoveDecomposition {
    private(set) var moves: [PostMove] = []
    private let problem: ReallocationProblem
    private let departments: [String?]
    private let regions: [String?]
    /// Per cell, posts still to be given (positive) or received (negative).
    private var left: [Int]
    /// Per pool, its cells by the codes of their units.
    private let cells: [[Int]]

    /// - Parameters:
    ///   - departments: Per cell.
    ///   - regions: Per cell.
    init(
        _ plan: ReallocationPlan, of problem: ReallocationProblem, departments: [String?],
        regions: [String?]
    ) {
        self.problem = problem
        self.departments = departments
        self.regions = regions
        left = zip(problem.cells, plan.posts).map { $0.quota - $1 }
        var cells: [[Int]] = problem.pools.map { _ in [] }
        for (index, cell) in problem.cells.enumerated() { cells[cell.pool].append(index) }
        self.cells = cells.map { pool in
            pool.sorted { (problem.cells[$0].unit, $0) < (problem.cells[$1].unit, $1) }
        }
        for pool in problem.pools.indices {
            match(pool, .department) {
                departments[$0] != nil && departments[$0] == departments[$1]
            }
            match(pool, .region) { regions[$0] != nil && regions[$0] == regions[$1] }
            match(pool, .pool) { _, _ in true }
        }
        for (arc, flow) in zip(problem.arcs, plan.arcFlow) { send(flow, over: arc) }
        for pool in problem.pools.indices { settle(pool) }
    }

    private mutating func match(
        _ pool: Int, _ relation: PostMove.Relation, _ belong: (Int, Int) -> Bool
    ) {
        let givers = cells[pool].filter { left[$0] > 0 }
        guard !givers.isEmpty else { return }
        for receiver in cells[pool] where left[receiver] < 0 {
            for giver in givers where left[receiver] < 0 && left[giver] > 0 {
                guard belong(giver, receiver) else { continue }
                move(min(left[giver], -left[receiver]), giver, receiver, pool, pool, relation)
            }
        }
    }

    private mutating func send(_ flow: Int, over arc: ReallocationProblem.Arc) {
        guard arc.from != arc.to else { return }
        var rest = flow
        while rest > 0 {
            let giver = cells[arc.from].first { left[$0] > 0 }
            let receiver = cells[arc.to].first { left[$0] < 0 }
            let count = min(
                rest, giver.map { left[$0] } ?? rest, receiver.map { -left[$0] } ?? rest)
            move(count, giver, receiver, arc.from, arc.to, .arc)
            rest -= count
        }
    }

    private mutating func settle(_ pool: Int) {
        for cell in cells[pool] where left[cell] != 0 {
            let isGiver = left[cell] > 0
            move(
                abs(left[cell]), isGiver ? cell : nil, isGiver ? nil : cell, pool, pool, .reserve)
        }
    }

    private mutating func move(
        _ count: Int, _ from: Int?, _ to: Int?, _ fromPool: Int, _ toPool: Int,
        _ relation: PostMove.Relation
    ) {
        if let from { left[from] -= count }
        if let to { left[to] += count }
        moves.append(
            PostMove(
                from: from, to: to, fromPool: fromPool, toPool: toPool, count: count,
                relation: relation))
    }
}
