import FoundationEssentials
import Testing

@testable import Reallocation

/// Five instances whose optima were proved by exhaustive enumeration in exact fractions.
@Suite("An instance with a proved optimum")
struct ReferenceInstanceTests {
    private func cells(_ rows: [(String, Int, Rational, Int, Int)], pool: Int = 0)
        -> [ReallocationProblem.Cell]
    {
        rows.map { unit, quota, need, lower, upper in
            ReallocationProblem.Cell(
                unit: unit, category: "事业", pool: pool, quota: quota, need: need, lower: lower,
                upper: upper)
        }
    }

    @Test("one pool without a cost of moving is Webster's apportionment: 722/19383")
    func webster() throws {
        let problem = ReallocationProblem(
            cells: cells([
                ("A", 10, Rational(142, 10), 4, 16), ("B", 10, Rational(91, 10), 4, 16),
                ("C", 10, Rational(63, 10), 4, 16), ("D", 10, Rational(84, 10), 4, 16),
            ]),
            pools: [.init(id: "P", total: 40)], aim: .init(kappa: 0))
        let plan = try problem.plan()
        #expect(plan.status == .optimal)
        #expect(plan.verified)
        #expect(plan.objective == 722.0 / 19383)
        #expect(plan.bound == plan.objective)
        #expect(plan.posts == [14, 9, 6, 8])
        #expect(plan.reserve == [3])
        #expect(plan.postsMoved == 11)
    }

    @Test("posts sink from the city to the county over an arc (下沉): 119/120")
    func sinking() throws {
        let problem = ReallocationProblem(
            cells: cells([("市1", 20, 16, 15, 20), ("市2", 15, 16, 15, 18)])
                + cells([("县1", 10, 15, 10, 15), ("县2", 8, 8, 7, 11)], pool: 1),
            pools: [.init(id: "市", total: 35), .init(id: "县", total: 18)],
            arcs: [.init(from: 0, to: 1, cap: 3, cost: Rational(1, 5))],
            aim: .init(kappa: Rational(1, 20)))
        let plan = try problem.plan()
        #expect(plan.status == .optimal)
        #expect(plan.objective == 119.0 / 120)
        #expect(plan.posts == [16, 16, 13, 7])
        #expect(plan.arcFlow == [2])
        #expect(plan.reserve == [1, 0])
        #expect(plan.postsMoved == 9)
        #expect(plan.verified)
    }

    @Test("a red line below what is occupied is infeasible, and the conflict has names")
    func infeasible() throws {
        let problem = ReallocationProblem(
            cells: cells([("A", 10, 8, 9, 14), ("B", 10, 10, 10, 14), ("C", 10, 12, 10, 14)]),
            pools: [.init(id: "P", total: 30)], issuedMax: 27, aim: .init(kappa: 0))
        let plan = try problem.plan()
        #expect(plan.status == .infeasible)
        #expect(plan.objective == nil)
        #expect(plan.conflict == [.issuedMax, .lower(0), .lower(1), .lower(2)])
        #expect(plan.verified)
    }

    @Test("who receives receives two at least, and three can be given: 227/240")
    func minimumBatch() throws {
        let problem = ReallocationProblem(
            cells: cells([
                ("A", 10, 6, 7, 13), ("B", 10, 13, 10, 14), ("C", 10, Rational(64, 5), 10, 14),
                ("D", 10, Rational(48, 5), 10, 13),
            ]),
            pools: [.init(id: "P", total: 40)], aim: .init(kappa: Rational(1, 20)),
            side: .init(minBatch: 2))
        let solver = try #require(CBC.ofTests)
        let plan = try problem.plan(solver: solver)
        #expect(plan.status == .optimal)
        #expect(plan.proof == .milp)
        #expect(plan.objective == 227.0 / 240)
        #expect(plan.bound == plan.objective)
        #expect(plan.posts == [7, 13, 10, 10])
        #expect(plan.reserve == [0])
        #expect(plan.postsMoved == 6)
        #expect(plan.verified)
        #expect(throws: ReallocationError.solverMissing(rules: ["min_batch"])) {
            try problem.plan(solver: nil)
        }
    }

    @Test("two donors alike: two plans are optimal, and one of them is found")
    func ties() throws {
        let problem = ReallocationProblem(
            cells: cells([("A", 10, 10, 9, 14), ("B", 10, 10, 9, 14), ("C", 10, 12, 10, 14)]),
            pools: [.init(id: "P", total: 30)], aim: .init(kappa: Rational(1, 20)))
        let plan = try problem.plan()
        #expect(plan.status == .optimal)
        #expect(plan.objective == 7.0 / 30)
        #expect([[9, 10, 11], [10, 9, 11]].contains(plan.posts))
        #expect(plan.postsMoved == 2)
    }
}

extension CBC {
    /// The solver of this machine.
    static var ofTests: CBC? {
        installed(
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
            folder: FileManager.default.temporaryDirectory.path)
    }
}
