import Testing

@testable import Reallocation

@Suite("Plans obey")
struct PlanLawTests {
    private func objective(_ problem: ReallocationProblem) throws -> Double? {
        let plan = try problem.plan(solver: CBC.ofTests)
        #expect(plan.verified)
        return plan.objective
    }

    /// Both are what they were, within rounding of the last digit.
    private func isNoWorse(_ loose: Double?, _ tight: Double?) -> Bool {
        guard let tight else { return true }
        guard let loose else { return false }
        return loose <= tight + 1e-12 * max(1, tight)
    }

    private func changing(
        _ problem: ReallocationProblem, cells: [ReallocationProblem.Cell]? = nil,
        pools: [ReallocationProblem.Pool]? = nil, groups: [ReallocationProblem.Group]? = nil,
        issuedMax: Int?? = nil, aim: ReallocationProblem.Aim? = nil
    ) -> ReallocationProblem {
        ReallocationProblem(
            cells: cells ?? problem.cells, pools: pools ?? problem.pools, arcs: problem.arcs,
            groups: groups ?? problem.groups, issuedMax: issuedMax ?? problem.issuedMax,
            aim: aim ?? problem.aim)
    }

    private func cell(
        _ cell: ReallocationProblem.Cell, pool: Int? = nil, low: Rational? = nil,
        high: Rational? = nil, lower: Int? = nil, upper: Int? = nil
    ) -> ReallocationProblem.Cell {
        ReallocationProblem.Cell(
            unit: cell.unit, category: cell.category, pool: pool ?? cell.pool, quota: cell.quota,
            need: cell.need, needLow: low ?? cell.needLow, needHigh: high ?? cell.needHigh,
            weight: cell.weight, lower: lower ?? cell.lower, upper: upper ?? cell.upper)
    }

    @Test("relaxing a rule never makes it worse", arguments: UInt64(0)..<60)
    func relaxing(seed: UInt64) throws {
        for shape in SmallProblem.Shape.allCases {
            let problem = SmallProblem(seed: seed, shape).problem
            let tight = try objective(problem)
            let wider = problem.cells.map {
                cell($0, lower: max(0, $0.lower - 1), upper: $0.upper + 1)
            }
            let pools = problem.pools.map {
                ReallocationProblem.Pool(id: $0.id, total: $0.total + 1, reserveMin: $0.reserveMin)
            }
            #expect(isNoWorse(try objective(changing(problem, cells: wider)), tight))
            #expect(isNoWorse(try objective(changing(problem, pools: pools)), tight))
            #expect(isNoWorse(try objective(changing(problem, groups: [])), tight))
            #expect(isNoWorse(try objective(changing(problem, issuedMax: .some(nil))), tight))
        }
    }

    @Test("a wider interval of a need never makes it worse", arguments: UInt64(0)..<60)
    func widerBand(seed: UInt64) throws {
        for shape in SmallProblem.Shape.allCases {
            let problem = SmallProblem(seed: seed, shape, kinds: [.deadBand(.webster)]).problem
            let wider = problem.cells.map {
                cell(
                    $0, low: max(0, $0.needLow - Rational(1, 2)), high: $0.needHigh + Rational(1, 2)
                )
            }
            #expect(
                isNoWorse(try objective(changing(problem, cells: wider)), try objective(problem)))
        }
    }

    @Test("pooling two pools never makes it worse", arguments: UInt64(0)..<100)
    func pooling(seed: UInt64) throws {
        let problem = SmallProblem(seed: seed, .pools).problem
        guard problem.pools.count == 2 else { return }
        let one = ReallocationProblem.Pool(
            id: "P", total: problem.pools[0].total + problem.pools[1].total,
            reserveMin: problem.pools[0].reserveMin + problem.pools[1].reserveMin)
        let pooled = changing(problem, cells: problem.cells.map { cell($0, pool: 0) }, pools: [one])
        #expect(isNoWorse(try objective(pooled), try objective(problem)))
    }

    @Test(
        "cells in another order have a plan of the same cost and as many moves",
        arguments: UInt64(0)..<100)
    func reordering(seed: UInt64) throws {
        let problem = SmallProblem(seed: seed, .nested).problem
        let last = problem.cells.count - 1
        let turned = ReallocationProblem(
            cells: problem.cells.reversed(), pools: problem.pools, arcs: problem.arcs,
            groups: problem.groups.map { group in
                .init(
                    name: group.name, cells: group.cells.map { last - $0 }, min: group.min,
                    max: group.max)
            }, issuedMax: problem.issuedMax, aim: problem.aim)
        let (plan, other) = (try problem.plan(), try turned.plan())
        #expect(plan.status == other.status)
        #expect(plan.objective == other.objective)
        #expect(plan.postsMoved == other.postsMoved)
    }

    @Test("equal problems have equal plans", arguments: UInt64(0)..<20)
    func repeated(seed: UInt64) throws {
        for shape in SmallProblem.Shape.allCases {
            let problem = SmallProblem(seed: seed, shape).problem
            #expect(try problem.plan(solver: CBC.ofTests) == problem.plan(solver: CBC.ofTests))
        }
    }

    @Test("with a great cost of moving only forced moves are left", arguments: UInt64(0)..<60)
    func greatKappa(seed: UInt64) throws {
        let problem = SmallProblem(seed: seed, .nested).problem
        let dear = changing(
            problem, aim: .init(problem.aim.kind, kappa: 1_000_000))
        let plan = try dear.plan()
        guard plan.status == .optimal else { return }
        let grown = zip(problem.cells, plan.posts).reduce(0) { $0 + max(0, $1.1 - $1.0.quota) }
        // No plan that keeps the rules grows by fewer posts.
        let forced = ReallocationProblem(
            cells: problem.cells.map {
                ReallocationProblem.Cell(
                    unit: $0.unit, category: $0.category, pool: $0.pool, quota: $0.quota, need: 0,
                    weight: 0, lower: $0.lower, upper: $0.upper)
            }, pools: problem.pools, groups: problem.groups, issuedMax: problem.issuedMax,
            aim: .init(.shortage(surplusRate: 0), kappa: 1))
        #expect(try forced.plan().objective == Double(grown))
    }

    @Test(
        "one laminar family: giving each post where it is worth most finds the same cost",
        arguments: UInt64(0)..<200)
    func greedy(seed: UInt64) throws {
        for shape in [SmallProblem.Shape.pools, .nested] {
            let problem = SmallProblem(seed: seed, shape).problem
            guard let cost = GreedyPlan(problem)?.cost else { continue }
            let plan = try problem.plan()
            #expect(plan.status == .optimal)
            #expect(plan.objective == cost.double, "\(shape)")
        }
    }
}

/// Posts given one after another to the cell where the next is worth most.
///
/// Right for upper bounds of one nested family over cells that start at their lower bounds
/// (a polymatroid); nil where the problem isn't of that kind.
struct GreedyPlan {
    private(set) var cost = Rational.zero

    init?(_ problem: ReallocationProblem) {
        guard problem.arcs.isEmpty, problem.groups.allSatisfy({ $0.min == nil }) else { return nil }
        var limits: [(cells: Set<Int>, most: Int)] = problem.groups.compactMap { group in
            group.max.map { (Set(group.cells), $0) }
        }
        for (index, pool) in problem.pools.enumerated() {
            let cells = problem.cells.indices.filter { problem.cells[$0].pool == index }
            limits.append((Set(cells), pool.total - pool.reserveMin))
        }
        if let most = problem.issuedMax { limits.append((Set(problem.cells.indices), most)) }
        let isNested = limits.allSatisfy { a in
            limits.allSatisfy { b in
                a.cells.isSubset(of: b.cells) || b.cells.isSubset(of: a.cells)
                    || a.cells.isDisjoint(with: b.cells)
            }
        }
        guard isNested else { return nil }
        var posts = problem.cells.map(\.lower)
        func keeps(_ posts: [Int]) -> Bool {
            limits.allSatisfy { limit in limit.cells.reduce(0) { $0 + posts[$1] } <= limit.most }
        }
        guard keeps(posts) else { return nil }
        let verifier = PlanVerifier(problem: problem)
        func cost(_ cell: Int, _ count: Int) -> Rational {
            verifier.cost(of: problem.cells[cell], count)
        }
        while true {
            var best: (cell: Int, gain: Rational)?
            for cell in posts.indices where posts[cell] < problem.cells[cell].upper {
                var trial = posts
                trial[cell] += 1
                let gain = cost(cell, posts[cell]) - cost(cell, posts[cell] + 1)
                if gain.sign > 0, keeps(trial), gain > best?.gain ?? .zero { best = (cell, gain) }
            }
            guard let best else { break }
            posts[best.cell] += 1
        }
        for cell in posts.indices { self.cost += cost(cell, posts[cell]) }
    }
}
