/// Why no plan keeps all rules: few rules that can't be kept together, by name.
///
/// Where posts can't go round, some part of the network must take in more than it may give out
/// (Hoffman's circulation theorem [AhujaMagnantiOrlin1993]): lower bounds on the way in, upper
/// bounds on the way out. All these upper bounds are needed; of the lower ones the largest suffice.
struct RuleConflict {
    /// Ascending in the order of rules.
    private(set) var rules: [RuleName]

    /// - Parameter simplex: Optimal, with posts left that no rule allows.
    init(_ simplex: NetworkSimplex) {
        let cuts = ViolatedCut.all(of: simplex)
        rules = cuts.compactMap(\.fewestRules).min(by: RuleConflict.isShorter) ?? []
        dropNeedless(simplex.network.problem)
    }

    private static func isShorter(_ a: [RuleName], _ b: [RuleName]) -> Bool {
        a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
    }

    /// Largest conflict × cells for which each rule is tried for being needed.
    private static let effort = 2_000_000

    /// Gives up every rule without which the others still conflict.
    private mutating func dropNeedless(_ problem: ReallocationProblem) {
        guard rules.count * max(problem.cells.count, 1) <= RuleConflict.effort else { return }
        for rule in rules.reversed() {
            let others = rules.filter { $0 != rule }
            if !problem.keeping(Set(others)).isFeasible { rules = others }
        }
    }
}

/// A part of the network from which posts can't get out, or into which they can't get.
private struct ViolatedCut {
    private var lowers: [(amount: Int, rule: RuleName)] = []
    private var uppers: [RuleName] = []
    /// Σ lower − Σ upper.
    private var violation = 0
    /// An arc across it has no bound that binds.
    private var isOpen = false

    static func all(of simplex: NetworkSimplex) -> [ViolatedCut] {
        let part = parts(simplex)
        var cuts: [Int: ViolatedCut] = [:]
        for arc in 0..<simplex.pricedCount {
            let (tail, head) = (Int(simplex.ends[arc].tail), Int(simplex.ends[arc].head))
            guard part[tail] != part[head] else { continue }
            if part[tail] != 0 {
                let isStuck = simplex.heights[tail].excess > 0
                cuts[part[tail], default: ViolatedCut()].cross(arc, inward: !isStuck, simplex)
            }
            if part[head] != 0 {
                let isStuck = simplex.heights[head].excess > 0
                cuts[part[head], default: ViolatedCut()].cross(arc, inward: isStuck, simplex)
            }
        }
        return cuts.keys.sorted().compactMap { cuts[$0] }
    }

    /// Per node, the number of its connected part with posts too many or too few; 0 elsewhere.
    private static func parts(_ simplex: NetworkSimplex) -> [Int] {
        var leader = Array(0..<simplex.network.nodeCount)
        func find(_ node: Int) -> Int {
            var node = node
            while leader[node] != node {
                leader[node] = leader[leader[node]]
                node = leader[node]
            }
            return node
        }
        for arc in 0..<simplex.pricedCount {
            let (tail, head) = (Int(simplex.ends[arc].tail), Int(simplex.ends[arc].head))
            guard simplex.heights[tail].excess == simplex.heights[head].excess else { continue }
            let (a, b) = (find(tail), find(head))
            leader[max(a, b)] = min(a, b)
        }
        return leader.indices.map { node in
            simplex.heights[node].excess == 0 ? 0 : find(node) + 1
        }
    }

    /// - Parameter inward: Whether the arc's lower bound forces posts across, or its upper bound
    ///   holds them back.
    private mutating func cross(_ arc: Int, inward: Bool, _ simplex: NetworkSimplex) {
        let bound: (amount: Int, rule: RuleName?)
        if arc < simplex.cellCount {
            let cell = simplex.bounds[arc]
            bound = inward ? (cell.lower, .lower(arc)) : (cell.upper, .upper(arc))
        } else {
            let link = simplex.network.links[arc - simplex.cellCount]
            bound = inward ? (link.lower, link.lowerRule) : (link.upper, link.upperRule)
        }
        violation += inward ? bound.amount : -bound.amount
        guard let rule = bound.rule else {
            // No less than nothing flows; that is no rule.
            if bound.amount != 0 { isOpen = true }
            return
        }
        if !inward {
            uppers.append(rule)
        } else if bound.amount > 0 {
            lowers.append((bound.amount, rule))
        }
    }

    /// nil where the cut isn't violated.
    var fewestRules: [RuleName]? {
        guard !isOpen, violation > 0 else { return nil }
        var missing = lowers.reduce(0) { $0 + $1.amount } - violation
        var rules = uppers
        for lower in lowers.sorted(by: { ($1.amount, $0.rule) < ($0.amount, $1.rule) }) {
            rules.append(lower.rule)
            missing -= lower.amount
            if missing < 0 { break }
        }
        return rules.sorted()
    }
}

extension ReallocationProblem {
    /// The problem with no rules but these, and no aim.
    ///
    /// - Parameter roomPerCell: Most posts of a cell whose own limit isn't among the rules.
    func keeping(
        _ rules: Set<RuleName>, roomPerCell: Int = ReallocationProblem.greatestCount
    ) -> ReallocationProblem {
        let most = ReallocationProblem.greatestCount
        return ReallocationProblem(
            cells: cells.enumerated().map { index, cell in
                Cell(
                    unit: cell.unit, category: cell.category, pool: cell.pool, quota: cell.quota,
                    need: 0, weight: 0, lower: rules.contains(.lower(index)) ? cell.lower : 0,
                    upper: rules.contains(.upper(index)) ? cell.upper : max(cell.upper, roomPerCell)
                )
            },
            pools: pools.enumerated().map { index, pool in
                rules.contains(.pool(index))
                    ? pool : Pool(id: pool.id, total: most, reserveMin: 0)
            },
            arcs: arcs.enumerated().map { index, arc in
                Arc(
                    from: arc.from, to: arc.to, cap: rules.contains(.arc(index)) ? arc.cap : most,
                    cost: 0)
            },
            groups: groups.enumerated().map { index, group in
                Group(
                    name: group.name, cells: group.cells,
                    min: rules.contains(.groupMin(index)) ? group.min : nil,
                    max: rules.contains(.groupMax(index)) ? group.max : nil)
            },
            issuedMax: rules.contains(.issuedMax) ? issuedMax : nil,
            aim: Aim(.shortage(surplusRate: 0), kappa: 0),
            side: SideRules(
                minBatch: rules.contains(.minBatch) ? side.minBatch : nil,
                maxReceivingUnits: rules.contains(.maxReceivingUnits)
                    ? side.maxReceivingUnits : nil,
                budget: rules.contains(.budget) ? side.budget : nil))
    }

    /// Whether some plan keeps the rules that a network can hold.
    var isFeasible: Bool {
        var simplex = NetworkSimplex(PostNetwork(self))
        simplex.optimise()
        return simplex.excessFlow == 0
    }
}
