import Draws
@testable import Reallocation

/// A small problem from a seed, and its best plan by trying every plan.
struct SmallProblem {
    enum Shape: CaseIterable {
        case pools, arcs, nested, redLines, tight
    }

    let problem: ReallocationProblem

    init(seed: UInt64, _ shape: Shape = .pools, kinds: [ReallocationProblem.Aim.Kind]? = nil) {
        var random = SplitMix64(seed: seed)
        let count = 2 + random.below(shape == .arcs ? 3 : 4)
        let poolCount = 1 + random.below(shape == .pools ? 2 : 3)
        var cells: [ReallocationProblem.Cell] = []
        for index in 0..<count {
            let quota = 2 + random.below(4)
            let lower = max(0, quota - 1 - random.below(3))
            let upper = max(lower, quota + random.below(3))
            // Few different needs make many ties.
            let need = seed % 3 == 0 ? Rational(2 + random.below(3)) : random.decimal(below: 8)
            let band = seed % 2 == 0 ? random.decimal(below: 1) : 0
            cells.append(
                ReallocationProblem.Cell(
                    unit: "U\(index)", category: "事业", pool: index % poolCount, quota: quota,
                    need: need, needLow: max(need - band, 0), needHigh: need + band,
                    weight: seed % 5 == 0 ? Rational(1 + random.below(3), 2) : 1, lower: lower,
                    upper: upper))
        }
        let pools = (0..<poolCount).map { pool in
            let quotas = cells.filter { $0.pool == pool }.reduce(0) { $0 + $1.quota }
            let slack = shape == .tight ? -3 : -2
            return ReallocationProblem.Pool(
                id: "P\(pool)", total: max(0, quotas + slack + random.below(4)),
                reserveMin: random.below(3) / 2)
        }
        var arcs: [ReallocationProblem.Arc] = []
        if shape == .arcs || shape == .redLines, poolCount > 1 {
            for _ in 0..<1 + random.below(2) {
                arcs.append(
                    .init(
                        from: random.below(poolCount), to: random.below(poolCount),
                        cap: random.below(3), cost: random.decimal(below: 1)))
            }
        }
        let issued =
            seed % 4 == 1 ? cells.reduce(0) { $0 + $1.quota } - random.below(4) : nil
        let rate = Rational(random.below(3), 4)
        let kinds = kinds ?? [.deadBand(.webster), .shortage(surplusRate: rate)]
        let kappas: [Rational] = [0, Rational(1, 20), Rational(3, 20), Rational(1, 3)]
        problem = ReallocationProblem(
            cells: cells, pools: pools, arcs: arcs,
            groups: SmallProblem.groups(shape, cells, &random), issuedMax: issued,
            aim: .init(kinds[random.below(kinds.count)], kappa: kappas[random.below(4)]))
    }

    /// Nested by halves, over whole pools, or both.
    private static func groups(
        _ shape: Shape, _ cells: [ReallocationProblem.Cell], _ random: inout SplitMix64
    ) -> [ReallocationProblem.Group] {
        let all = Array(cells.indices)
        func group(_ name: String, _ members: [Int]) -> ReallocationProblem.Group {
            let quota = members.reduce(0) { $0 + cells[$1].quota }
            let min = random.below(3) == 0 ? max(0, quota - random.below(3)) : nil
            let max = random.below(3) > 0 ? Swift.max(min ?? 0, quota - 1 + random.below(3)) : nil
            return .init(name: name, cells: members, min: min, max: max)
        }
        switch shape {
        case .pools, .arcs: return []
        case .tight, .nested:
            let half = all.count / 2
            return [
                group("前", Array(all[..<half])), group("后", Array(all[half...])),
                group("首", [0]), group("全", all),
            ]
        case .redLines:
            let pools = Set(cells.map(\.pool)).sorted()
            return [
                group("两池", all.filter { cells[$0].pool < 2 }),
                group("前半", Array(all[..<(all.count / 2)])),
            ] + pools.map { pool in group("池\(pool)", all.filter { cells[$0].pool == pool }) }
        }
    }

    /// Least cost, then fewest posts moved; nil where no plan keeps the rules.
    var best: (cost: Rational, moves: Int)? {
        var best: (cost: Rational, moves: Int)?
        SmallProblem.everyPlan(of: problem) { posts, flow in
            guard keepsRules(posts, flow) else { return }
            let cost = cost(posts, flow)
            let moves = zip(problem.cells, posts).reduce(0) { $0 + abs($1.1 - $1.0.quota) }
            if best.map({ (cost, moves) < ($0.cost, $0.moves) }) ?? true { best = (cost, moves) }
        }
        return best
    }

    /// Calls a body with all posts within the bounds of cells and all flows within caps.
    static func everyPlan(of problem: ReallocationProblem, _ body: ([Int], [Int]) -> Void) {
        let (low, high) = (problem.cells.map(\.lower), problem.cells.map(\.upper))
        var flow = Array(repeating: 0, count: problem.arcs.count)
        repeat {
            var posts = low
            repeat { body(posts, flow) } while advance(&posts, from: low, to: high)
        } while advance(&flow, from: flow.map { _ in 0 }, to: problem.arcs.map(\.cap))
    }

    private static func advance(_ value: inout [Int], from low: [Int], to high: [Int]) -> Bool {
        for index in value.indices {
            if value[index] < high[index] {
                value[index] += 1
                return true
            }
            value[index] = low[index]
        }
        return false
    }

    private func keepsRules(_ posts: [Int], _ flow: [Int]) -> Bool {
        if let most = problem.issuedMax, posts.reduce(0, +) > most { return false }
        for group in problem.groups {
            let sum = group.cells.reduce(0) { $0 + posts[$1] }
            if sum < group.min ?? 0 || sum > group.max ?? .max { return false }
        }
        for (index, pool) in problem.pools.enumerated() {
            var free = pool.total
            for (cell, count) in zip(problem.cells, posts) where cell.pool == index {
                free -= count
            }
            for (arc, count) in zip(problem.arcs, flow) {
                if arc.from == index { free -= count }
                if arc.to == index { free += count }
            }
            if free < pool.reserveMin { return false }
        }
        return true
    }

    private func cost(_ posts: [Int], _ flow: [Int]) -> Rational {
        var sum = Rational.zero
        for (cell, count) in zip(problem.cells, posts) {
            let x = Rational(count)
            switch problem.aim.kind {
            case .deadBand:
                let distance = max(cell.needLow - x, x - cell.needHigh, 0)
                sum += cell.weight * distance * distance / max(cell.need, 1)
            case .shortage(let rate):
                sum += cell.weight * max(cell.need - x, 0)
                sum += rate * cell.weight * max(x - cell.need, 0)
            }
            sum += problem.aim.kappa * Rational(max(0, count - cell.quota))
        }
        for (arc, count) in zip(problem.arcs, flow) { sum += arc.cost * Rational(count) }
        return sum
    }
}

extension SplitMix64 {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// One decimal place.
    mutating func decimal(below bound: Int) -> Rational { Rational(below(10 * bound), 10) }
}
