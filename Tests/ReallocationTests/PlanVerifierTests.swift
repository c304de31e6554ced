import Draws
import Testing

@testable import Reallocation

@Suite("The verifier")
struct PlanVerifierTests {
    /// A claim that is right in every part, with the prices that prove it.
    private struct Proved {
        let problem: ReallocationProblem
        var claim: PlanVerifier.Claim
        var prices: RulePrices

        /// nil where no plan keeps all rules.
        init?(_ problem: ReallocationProblem) throws {
            let plan = try problem.plan()
            guard plan.status == .optimal, let objective = plan.objective else { return nil }
            var simplex = NetworkSimplex(PostNetwork(problem))
            simplex.optimise()
            prices = NetworkSolution(simplex, simplex.settle()).rulePrices
            claim = PlanVerifier.Claim(
                posts: plan.posts, arcFlow: plan.arcFlow, reserve: plan.reserve,
                postsMoved: plan.postsMoved, objective: objective, bound: objective,
                isOptimal: true)
            self.problem = problem
        }

        var refusals: [PlanVerifier.Refusal] {
            PlanVerifier(problem: problem).refusals(claim, prices: prices)
        }
    }

    private func cells(_ rows: [(String, Int, Rational, Int, Int)]) -> [ReallocationProblem.Cell] {
        rows.map { unit, quota, need, lower, upper in
            ReallocationProblem.Cell(
                unit: unit, category: "事业", pool: 0, quota: quota, need: need, lower: lower,
                upper: upper)
        }
    }

    /// Four units of one pool: 14, 9, 6, 8 posts are best.
    private func webster() throws -> Proved {
        try #require(
            try Proved(
                ReallocationProblem(
                    cells: cells([
                        ("A", 10, Rational(142, 10), 4, 16), ("B", 10, Rational(91, 10), 4, 16),
                        ("C", 10, Rational(63, 10), 4, 16), ("D", 10, Rational(84, 10), 4, 16),
                    ]),
                    pools: [.init(id: "P", total: 36)], aim: .init(kappa: 0))))
    }

    @Test("confirms what is right")
    func confirms() throws {
        #expect(try webster().refusals.isEmpty)
    }

    @Test("refuses a plan that breaks a rule, by its name")
    func brokenRules() throws {
        var proved = try webster()
        proved.claim.posts[0] += 1
        #expect(proved.refusals.contains(.rule(.pool(0))))
        proved = try webster()
        proved.claim.posts[0] = 17
        #expect(proved.refusals.contains(.rule(.upper(0))))
        proved.claim.posts[0] = 3
        #expect(proved.refusals.contains(.rule(.lower(0))))
        proved.claim.posts.removeLast()
        #expect(proved.refusals == [.shape])
    }

    @Test("refuses a worse plan that is called optimal, and a bound above what is proved")
    func worsePlan() throws {
        var proved = try webster()
        // One post from A to D: lawful, dearer.
        proved.claim.posts[0] -= 1
        proved.claim.posts[3] += 1
        let verifier = PlanVerifier(problem: proved.problem)
        let best = proved.claim.objective
        proved.claim.objective = verifier.cost(proved.claim.posts, []).double
        proved.claim.postsMoved = verifier.postsMoved(proved.claim.posts)
        proved.claim.bound = proved.claim.objective
        let refusals = proved.refusals
        #expect(refusals.contains(.notProvedOptimal))
        let proof = refusals.compactMap { refusal -> Double? in
            if case .bound(let proved) = refusal { proved } else { nil }
        }
        #expect(proof.count == 1)
        #expect(try #require(proof.first) <= best + 1e-12)
    }

    @Test("refuses a wrong objective, count of moves or reserve")
    func wrongNumbers() throws {
        var proved = try webster()
        proved.claim.objective = proved.claim.objective.nextUp
        #expect(proved.refusals.contains { if case .objective = $0 { true } else { false } })
        proved = try webster()
        proved.claim.postsMoved += 1
        #expect(proved.refusals == [.postsMoved(proved.claim.postsMoved - 1)])
        proved = try webster()
        proved.claim.reserve[0] += 1
        #expect(proved.refusals == [.reserve(pool: 0)])
        proved = try webster()
        proved.claim.bound = proved.claim.bound.nextUp
        #expect(proved.refusals.contains { if case .bound = $0 { true } else { false } })
    }

    @Test("refuses prices of the wrong sign or size, and a price of a rule that isn't there")
    func wrongPrices() throws {
        var proved = try webster()
        let right = proved.prices.pools[0]
        #expect(right.cost.sign > 0)
        proved.prices.pools[0] = RulePrices.Price(cost: -right.cost, moves: 0)
        #expect(proved.refusals == [.price(.pool(0))])
        proved.prices.pools[0] = RulePrices.Price(cost: right.cost * 2, moves: right.moves)
        #expect(proved.refusals.contains(.notProvedOptimal))
        proved.prices.pools[0] = .zero
        #expect(proved.refusals.contains(.notProvedOptimal))
        proved.prices.pools[0] = right
        proved.prices.issued = RulePrices.Price(cost: 1, moves: 0)
        #expect(proved.refusals == [.price(.issuedMax)])
        proved.prices.issued = .zero
        proved.prices.pools = []
        #expect(proved.refusals == [.shape])
    }

    @Test("refuses as cheap a plan that moves more posts")
    func moreMoves() throws {
        // Both A and B can give to C; nothing is gained by a second move.
        var proved = try #require(
            try Proved(
                ReallocationProblem(
                    cells: cells([("A", 10, 10, 8, 12), ("B", 10, 10, 8, 12)]),
                    pools: [.init(id: "P", total: 20)],
                    aim: .init(.shortage(surplusRate: 0), kappa: 0))
            ))
        #expect(proved.claim.postsMoved == 0)
        #expect(proved.refusals.isEmpty)
        proved.claim.isOptimal = true
        let better = proved
        // A band makes the next plan as cheap: 9 and 10 of need 8.
        let loose = ReallocationProblem(
            cells: cells([("A", 10, 8, 8, 12), ("B", 10, 8, 8, 12)]),
            pools: [.init(id: "P", total: 20)], aim: .init(.shortage(surplusRate: 0), kappa: 0))
        var moved = try #require(try Proved(loose))
        #expect(moved.claim.posts == better.claim.posts)
        moved.claim.posts = [9, 10]
        moved.claim.postsMoved = 1
        moved.claim.reserve = [1]
        #expect(moved.refusals == [.fewerMovesPossible])
    }

    @Test(
        "refuses any other plan and any other price than the right ones", arguments: UInt64(0)..<200
    )
    func mutations(seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0xABCD)
        for shape in SmallProblem.Shape.allCases {
            let small = SmallProblem(seed: seed, shape)
            guard PostNetwork(small.problem).rulesBeside.isEmpty,
                let proved = try Proved(small.problem), let best = small.best
            else { continue }
            let verifier = PlanVerifier(problem: small.problem)
            var wrong = proved
            let cell = random.below(wrong.claim.posts.count)
            wrong.claim.posts[cell] += random.below(2) == 0 ? 1 : -1
            wrong.claim.reserve = verifier.reserve(wrong.claim.posts, wrong.claim.arcFlow)
            wrong.claim.postsMoved = verifier.postsMoved(wrong.claim.posts)
            let cost = verifier.cost(wrong.claim.posts, wrong.claim.arcFlow)
            wrong.claim.objective = cost.double
            wrong.claim.bound = cost.double
            let isAsGood =
                verifier.brokenRules(wrong.claim.posts, wrong.claim.arcFlow).isEmpty
                && cost.double == best.cost.double && wrong.claim.postsMoved == best.moves
            #expect(isAsGood || !wrong.refusals.isEmpty, "\(shape)")
            // Whatever the prices, the bound that they prove is a bound.
            wrong = proved
            wrong.prices.pools[0] = RulePrices.Price(
                cost: random.decimal(below: 3), moves: random.below(3) - 1)
            wrong.claim.bound = .infinity
            for refusal in wrong.refusals {
                if case .bound(let bound) = refusal {
                    #expect(bound <= best.cost.double + 1e-9, "\(shape)")
                }
            }
        }
    }

    @Test("refuses a conflict that is none")
    func conflicts() throws {
        let problem = ReallocationProblem(
            cells: cells([("A", 10, 8, 9, 14), ("B", 10, 10, 10, 14), ("C", 10, 12, 10, 14)]),
            pools: [.init(id: "P", total: 30)], issuedMax: 27)
        let verifier = PlanVerifier(problem: problem)
        let right: [RuleName] = [.issuedMax, .lower(0), .lower(1), .lower(2)]
        #expect(verifier.areContradictory(right))
        for rule in right {
            #expect(!verifier.areContradictory(right.filter { $0 != rule }))
        }
        #expect(!verifier.areContradictory([.pool(0), .lower(0), .lower(1), .lower(2)]))
        #expect(!verifier.areContradictory([]))
    }
}
