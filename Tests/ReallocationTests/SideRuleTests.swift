import Draws
import Testing

@testable import Reallocation

/// Rules that no network can hold, against trying every plan.
@Suite("Under rules beside the network the plan")
struct SideRuleTests {
    private func problem(_ seed: UInt64) -> ReallocationProblem {
        var random = SplitMix64(seed: seed &* 77 &+ 5)
        let small = SmallProblem(seed: seed, seed % 2 == 0 ? .pools : .arcs).problem
        let crossing = [
            ReallocationProblem.Group(
                name: "前", cells: [0, 1], max: small.cells[0].quota + small.cells[1].quota),
            ReallocationProblem.Group(
                name: "后", cells: Array(small.cells.indices.dropFirst()),
                max: small.cells.dropFirst().reduce(0) { $0 + $1.quota }),
        ]
        let posts = small.cells.reduce(0) { $0 + $1.quota }
        return ReallocationProblem(
            cells: small.cells, pools: small.pools, arcs: small.arcs,
            groups: random.below(3) == 0 ? crossing : [], issuedMax: small.issuedMax,
            aim: small.aim,
            side: .init(
                minBatch: random.below(2) == 0 ? 2 : nil,
                maxReceivingUnits: random.below(2) == 0 ? random.below(3) : nil,
                budget: random.below(2) == 0
                    ? .init(cost: ["事业": Rational(3, 2)], max: Rational(3 * posts, 2) - 1) : nil))
    }

    /// By trying every plan.
    private func best(_ problem: ReallocationProblem) -> (cost: Rational, moves: Int)? {
        let verifier = PlanVerifier(problem: problem)
        var best: (cost: Rational, moves: Int)?
        SmallProblem.everyPlan(of: problem) { posts, flow in
            guard verifier.brokenRules(posts, flow).isEmpty else { return }
            let cost = zip(problem.cells, posts).reduce(Rational.zero) {
                $0 + verifier.cost(of: $1.0, $1.1)
            }
            let all = zip(problem.arcs, flow).reduce(cost) { $0 + $1.0.cost * Rational($1.1) }
            let moves = verifier.postsMoved(posts)
            if best.map({ (all, moves) < ($0.cost, $0.moves) }) ?? true { best = (all, moves) }
        }
        return best
    }

    @Test("is proved best, or the conflict is as small as can be", arguments: UInt64(0)..<40)
    func agrees(seed: UInt64) throws {
        let problem = problem(seed)
        let plan = try problem.plan(solver: CBC.ofTests)
        #expect(plan.verified)
        guard let best = best(problem) else {
            #expect(plan.status == .infeasible)
            #expect(!plan.conflict.isEmpty)
            return
        }
        #expect(plan.status == .optimal)
        #expect(plan.objective == best.cost.double)
        #expect(plan.postsMoved == best.moves)
    }

    @Test("is refused by the names of all such rules where the solver isn't installed")
    func refused() {
        let problem = ReallocationProblem(
            cells: (0..<3).map {
                .init(
                    unit: "U\($0)", category: "事业", pool: 0, quota: 5, need: 5, lower: 0, upper: 9)
            },
            pools: [.init(id: "P", total: 15)],
            groups: [
                .init(name: "甲", cells: [0, 1], max: 10), .init(name: "乙", cells: [1, 2], max: 10),
                .init(name: "丙", cells: [0, 2], min: 3),
            ],
            side: .init(
                minBatch: 2, maxReceivingUnits: 1, budget: .init(cost: ["事业": 1], max: 15)))
        #expect(throws: ReallocationError.self) { try problem.plan(solver: nil) }
        do {
            _ = try problem.plan(solver: nil)
        } catch {
            guard case .solverMissing(let rules) = error else { return }
            #expect(Set(["min_batch", "max_receiving_units", "budget"]).isSubset(of: rules))
            #expect(rules.contains { $0.hasPrefix("group:") })
        }
    }

    @Test("isn't what a solver says that lies, is silent or hangs", arguments: 0..<4)
    func badSolvers(kind: Int) throws {
        let scripts = [
            "#!/bin/sh\necho 'Optimal - objective value 0.0'\n",
            "#!/bin/sh\necho 'Infeasible - objective value 0.0'\n", "#!/bin/sh\nexit 3\n",
            "#!/bin/sh\nsleep 30\n",
        ]
        let problem = ReallocationProblem(
            cells: [
                .init(unit: "A", category: "事业", pool: 0, quota: 10, need: 6, lower: 7, upper: 13),
                .init(
                    unit: "B", category: "事业", pool: 0, quota: 10, need: 13, lower: 10, upper: 14),
            ],
            pools: [.init(id: "P", total: 20)], aim: .init(kappa: Rational(1, 20)),
            side: .init(minBatch: 2))
        let right = try problem.plan(solver: CBC.ofTests)
        #expect(right.posts == [7, 13])
        let folder = try ScriptFolder(scripts[kind])
        defer { folder.remove() }
        let liar = CBC(
            executable: folder.script, timeLimit: 1, folder: folder.path)
        do {
            let plan = try problem.plan(solver: liar)
            #expect(plan == right)
        } catch {
            guard case .solverFailed = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}

@Suite("A conflict")
struct RuleConflictTests {
    @Test("can't be kept, and could without any one of its rules", arguments: UInt64(0)..<300)
    func minimal(seed: UInt64) throws {
        for shape in SmallProblem.Shape.allCases {
            let problem = SmallProblem(seed: seed, shape).problem
            guard PostNetwork(problem).rulesBeside.isEmpty else { continue }
            let plan = try problem.plan()
            guard plan.status == .infeasible else { continue }
            #expect(plan.verified)
            #expect(!plan.conflict.isEmpty)
            #expect(!problem.keeping(Set(plan.conflict)).isFeasible, "\(shape)")
            for rule in plan.conflict {
                let others = Set(plan.conflict.filter { $0 != rule })
                #expect(problem.keeping(others).isFeasible, "\(shape) \(rule)")
            }
        }
    }
}
