import Testing

@testable import Reallocation

@Suite("On a few cells the plan")
struct BruteForceTests {
    @Test(
        "is as cheap as the best of all plans, with as few posts moved", arguments: UInt64(0)..<300)
    func agrees(seed: UInt64) throws {
        for shape in SmallProblem.Shape.allCases {
            let small = SmallProblem(seed: seed, shape)
            guard PostNetwork(small.problem).rulesBeside.isEmpty else { continue }
            let plan = try small.problem.plan()
            guard let best = small.best else {
                #expect(plan.status == .infeasible, "\(shape)")
                continue
            }
            #expect(plan.status == .optimal, "\(shape)")
            #expect(plan.verified, "\(shape)")
            #expect(plan.objective == best.cost.double, "\(shape)")
            #expect(plan.postsMoved == best.moves, "\(shape)")
        }
    }
}
