/// The problem without its side constraints as a circulation of posts.
///
/// Nodes: the source, the pools, the groups, the total. A cell is one arc with a convex cost, from
/// the node of its pool (or innermost inward group) to that of its innermost outward group; all
/// other arcs are linear. There is no node per cell.
struct PostNetwork {
    /// An arc with one cost per post and bounds; `upperRule` and `lowerRule` say whose bounds.
    struct Link {
        let tail: Int
        let head: Int
        let lower: Int
        let upper: Int
        let cost: Rational
        var lowerRule: RuleName?
        var upperRule: RuleName?
    }

    /// What pivots look at of a cell.
    struct CellBounds: Hashable {
        var lower: Int
        var upper: Int
        let quota: Int
    }

    let problem: ReallocationProblem
    let families: GroupFamilies
    let nodeCount: Int
    /// Per cell; those of the problem, or narrower.
    var bounds: [CellBounds]
    /// Per cell, what its posts cost, exactly and in units of account.
    let costs: [CellCost]
    let slopes: [ScaledSlope]
    let scale: ScaledSlope.Scale
    /// Per cell, the nodes it leads from and to.
    let cellTails: [Int]
    let cellHeads: [Int]
    /// Per pool the one that supplies it, then per group on either side, the total, the arcs.
    let links: [Link]
    /// Per node, the link that leads from or to the source's side of it; nil for the source.
    let naturalLink: [Int?]
    /// Index in `links` of the first arc of the problem.
    let firstArc: Int

    static let source = 0
    /// More than all posts together, and far from overflow.
    static let unlimited = 1 << 52

    static func poolNode(_ pool: Int) -> Int { 1 + pool }

    /// - Parameter surcharges: Per cell, an amount added to the cost of each post; empty for none.
    init(_ problem: ReallocationProblem, surcharges: [Rational] = []) {
        let families = GroupFamilies(problem)
        let poolCount = problem.pools.count
        let total = 1 + poolCount
        let groupNode = { (group: Int) in total + 1 + group }
        var links: [Link] = []
        for (index, pool) in problem.pools.enumerated() {
            links.append(
                Link(
                    tail: families.around[index].map(groupNode) ?? PostNetwork.source,
                    head: PostNetwork.poolNode(index), lower: -PostNetwork.unlimited,
                    upper: pool.total - pool.reserveMin, cost: .zero, upperRule: .pool(index)))
        }
        links.append(
            Link(
                tail: total, head: PostNetwork.source, lower: -PostNetwork.unlimited,
                upper: problem.issuedMax ?? PostNetwork.unlimited, cost: .zero,
                upperRule: problem.issuedMax.map { _ in .issuedMax }))
        var natural = [nil] + (0...poolCount).map { Optional($0) }
        natural += Array(repeating: nil, count: problem.groups.count)
        for (index, group) in problem.groups.enumerated() {
            let around = families.parent[index].map(groupNode)
            let ends: (tail: Int, head: Int)
            switch families.side[index] {
            case .crossing: continue
            case .outward: ends = (groupNode(index), around ?? total)
            case .inward:
                let pool = families.pool[index].map(PostNetwork.poolNode)
                ends = (around ?? pool ?? PostNetwork.source, groupNode(index))
            }
            natural[groupNode(index)] = links.count
            links.append(
                Link(
                    tail: ends.tail, head: ends.head, lower: group.min ?? -PostNetwork.unlimited,
                    upper: group.max ?? PostNetwork.unlimited, cost: .zero,
                    lowerRule: group.min.map { _ in .groupMin(index) },
                    upperRule: group.max.map { _ in .groupMax(index) }))
        }
        firstArc = links.count
        for (index, arc) in problem.arcs.enumerated() {
            links.append(
                Link(
                    tail: PostNetwork.poolNode(arc.from), head: PostNetwork.poolNode(arc.to),
                    lower: 0, upper: arc.cap, cost: arc.cost, upperRule: .arc(index)))
        }
        self.problem = problem
        self.families = families
        self.links = links
        nodeCount = total + 1 + problem.groups.count
        naturalLink = natural
        cellTails = problem.cells.indices.map { cell in
            let group = families.innermostInward[cell].flatMap { group in
                families.pool[group] == nil ? nil : group
            }
            return group.map(groupNode) ?? PostNetwork.poolNode(problem.cells[cell].pool)
        }
        cellHeads = problem.cells.indices.map { cell in
            families.innermostOutward[cell].map(groupNode) ?? total
        }
        bounds = problem.cells.map {
            CellBounds(lower: $0.lower, upper: $0.upper, quota: $0.quota)
        }
        let costs = problem.cells.enumerated().map { index, cell in
            CellCost(
                cell, problem.aim, surcharge: surcharges.isEmpty ? .zero : surcharges[index])
        }
        let scale = ScaledSlope.Scale(
            greatestStep: PostNetwork.greatestStep(problem, costs), nodes: nodeCount)
        self.scale = scale
        slopes = costs.map { ScaledSlope($0, problem.aim, scale) }
        self.costs = costs
    }

    /// An upper bound of the magnitude of every cost per post.
    private static func greatestStep(
        _ problem: ReallocationProblem, _ costs: [CellCost]
    ) -> Double {
        var greatest = problem.arcs.reduce(0) { max($0, $1.cost.double) }
        for (cell, cost) in zip(problem.cells, costs) where cell.lower < cell.upper {
            let ends = [cost.step(cell.lower).double, cost.step(cell.upper - 1).double]
            greatest = max(greatest, abs(ends[0]), abs(ends[1]))
        }
        return greatest
    }

    var total: Int { 1 + problem.pools.count }

    func groupNode(_ group: Int) -> Int { total + 1 + group }

    /// Rules that the network doesn't hold.
    var rulesBeside: [RuleName] {
        var rules: [RuleName] = []
        for (index, group) in problem.groups.enumerated()
        where families.side[index] == .crossing {
            if group.min != nil { rules.append(.groupMin(index)) }
            if group.max != nil { rules.append(.groupMax(index)) }
        }
        if problem.side.minBatch ?? 0 > 1 { rules.append(.minBatch) }
        if problem.side.maxReceivingUnits != nil { rules.append(.maxReceivingUnits) }
        if problem.side.budget != nil { rules.append(.budget) }
        return rules
    }
}

extension PostNetwork {
    /// Nodes other than the source, each before what its natural link leads to.
    var innermostFirst: [Int] {
        var depths = Array(repeating: -1, count: nodeCount)
        depths[PostNetwork.source] = 0
        for start in 1..<nodeCount {
            var chain: [Int] = []
            var node = start
            while depths[node] < 0 {
                chain.append(node)
                guard let link = naturalLink[node] else {
                    depths[node] = 0
                    break
                }
                node = links[link].tail == node ? links[link].head : links[link].tail
            }
            var depth = depths[node]
            for member in chain.reversed() where depths[member] < 0 {
                depth += 1
                depths[member] = depth
            }
        }
        return (1..<nodeCount).sorted { (depths[$1], $0) < (depths[$0], $1) }
    }
}
