/// Which groups a network can hold: two families, each nested, on either side of the cells.
///
/// Posts flow from a source through pools into cells, and from the cells through whatever groups
/// them to the total. On the way out any nested family fits (units in departments in regions). On
/// the way in fits a nested family whose members lie inside one pool, or are made of whole pools
/// that trade only with one another (a red line of a level and a quota type). What fits neither
/// side crosses, and is a side constraint.
struct GroupFamilies {
    enum Side: Hashable {
        case inward, outward, crossing
    }

    /// Per group.
    private(set) var side: [Side]
    /// Per group, the group of the same side around it; nil for the source, a pool or the total.
    private(set) var parent: [Int?]
    /// Per group, the pool that holds all of its cells; nil unless it is on the inward side.
    private(set) var pool: [Int?]
    /// Per cell, the innermost group around it on either side.
    private(set) var innermostInward: [Int?]
    private(set) var innermostOutward: [Int?]
    /// Per pool, the innermost group of whole pools around it.
    private(set) var around: [Int?]

    init(_ problem: ReallocationProblem) {
        let groups = problem.groups
        side = Array(repeating: .crossing, count: groups.count)
        parent = Array(repeating: nil, count: groups.count)
        pool = Array(repeating: nil, count: groups.count)
        innermostInward = Array(repeating: nil, count: problem.cells.count)
        innermostOutward = innermostInward
        around = Array(repeating: nil, count: problem.pools.count)
        var poolSizes = Array(repeating: 0, count: problem.pools.count)
        for cell in problem.cells { poolSizes[cell.pool] += 1 }
        let largestFirst = groups.indices.sorted { a, b in
            (groups[b].cells.count, a) < (groups[a].cells.count, b)
        }
        for index in largestFirst {
            let pools = GroupFamilies.pools(of: groups[index], problem)
            let isUnion = GroupFamilies.isClosedUnion(groups[index], pools, poolSizes, problem)
            if isUnion, placeInward(index, groups[index], pools) { continue }
            if placeOutward(index, groups[index]) { continue }
            if pools.count == 1 { _ = placeInward(index, groups[index], pools) }
        }
    }

    /// Ascending.
    private static func pools(
        of group: ReallocationProblem.Group, _ problem: ReallocationProblem
    ) -> [Int] {
        Set(group.cells.map { problem.cells[$0].pool }).sorted()
    }

    /// Two pools or more, each whole, that no arc leaves or enters.
    private static func isClosedUnion(
        _ group: ReallocationProblem.Group, _ pools: [Int], _ sizes: [Int],
        _ problem: ReallocationProblem
    ) -> Bool {
        guard pools.count > 1 else { return false }
        let members = Set(pools)
        let count = pools.reduce(0) { $0 + sizes[$1] }
        return count == group.cells.count
            && problem.arcs.allSatisfy { members.contains($0.from) == members.contains($0.to) }
    }

    private mutating func placeOutward(_ index: Int, _ group: ReallocationProblem.Group) -> Bool {
        guard let first = group.cells.first else {
            side[index] = .outward
            return true
        }
        let outer = innermostOutward[first]
        guard group.cells.allSatisfy({ innermostOutward[$0] == outer }) else { return false }
        for cell in group.cells { innermostOutward[cell] = index }
        side[index] = .outward
        parent[index] = outer
        return true
    }

    private mutating func placeInward(
        _ index: Int, _ group: ReallocationProblem.Group, _ pools: [Int]
    ) -> Bool {
        let outer = innermostInward[group.cells[0]]
        guard group.cells.allSatisfy({ innermostInward[$0] == outer }) else { return false }
        for cell in group.cells { innermostInward[cell] = index }
        side[index] = .inward
        if pools.count == 1 {
            pool[index] = pools[0]
            // A group of whole pools stands around the pool, not around its part.
            parent[index] = outer.flatMap { pool[$0] == nil ? nil : $0 }
        } else {
            parent[index] = outer
            for pool in pools { around[pool] = index }
        }
        return true
    }
}
