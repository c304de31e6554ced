import Draws
import Testing

@testable import Weighting

@Suite("Missing judgements")
struct ImpliedJudgementsTests {
    // Harker 1987: a12 = 2, a23 = 2 imply a13 = 4, so the weights are 4 : 2 : 1.
    @Test(
        "of Harker's example are implied without contradiction",
        arguments: ImpliedJudgements.allCases)
    func harkersExample(way: ImpliedJudgements) throws {
        let matrix = ComparisonMatrix(order: 3, upper: [2, nil, 2])
        let priorities = try matrix.priorities(implying: way)
        #expect(distance(priorities.weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-14)
        #expect(abs((try matrix.completed(by: way)[0, 2] ?? 0) - 4) < 1e-13)
        #expect(priorities.ri == 0 && priorities.cr == 0 && priorities.gci == 0)
    }

    @Test("on a spanning tree are implied alike by both ways", arguments: UInt64(0)..<60)
    func spanningTrees(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 3 + Int(seed % 8)
        let full = ComparisonMatrix.random(order: order, using: &generator)
        let matrix = full.thinned(by: order * order, using: &generator)
        #expect(matrix.missing.count == (order - 1) * (order - 2) / 2)
        let harker = try matrix.priorities(implying: .harker)
        let completion = try matrix.priorities(implying: .completion)
        #expect(distance(harker.weights, completion.weights) < 1e-12)
        #expect(abs(completion.lambdaMax - Double(order)) < 1e-11)
        #expect(completion.cr == 0)
    }

    @Test(
        "completed make λ least: no nudge of an implied value lowers it", arguments: UInt64(0)..<60)
    func leastEigenvalue(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 4 + Int(seed % 6)
        let matrix = ComparisonMatrix.random(order: order, using: &generator)
            .thinned(by: 1 + Int(seed % 5), using: &generator)
        let completed = try matrix.completed(by: .completion)
        let surface = try EigenvalueSurface(completed)
        for pair in matrix.missing {
            #expect(abs(surface.slope(at: pair)) < 1e-12)
            for factor in [0.99, 1.01] {
                let nudged = completed.replacing(
                    pair, by: (completed[pair.left, pair.right] ?? 1) * factor)
                #expect(try nudged.priorities().lambdaMax > surface.lambda)
            }
        }
        #expect(zip(matrix.upper, completed.upper).allSatisfy { $0 == nil || $0 == $1 })
    }

    @Test("that Harker implies are the ratios of his weights", arguments: UInt64(0)..<30)
    func harkerRatios(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 6, using: &generator)
            .thinned(by: 4, using: &generator)
        let completed = try matrix.completed(by: .harker)
        let weights = try completed.priorities().weights
        for pair in matrix.missing {
            let implied = completed[pair.left, pair.right] ?? 0
            let ratio = weights[pair.left] / weights[pair.right]
            #expect(abs(implied / ratio - 1) < 1e-11)
        }
    }

    @Test("lower the random index in proportion to the freedom they take")
    func randomIndex() {
        // n = 5 has (4 · 3)/2 = 6 degrees of freedom; two missing leave four.
        #expect(RandomIndex.saaty.value(order: 5, missing: 2) == 1.12 * (1 - 2.0 / 6))
        #expect(RandomIndex.saaty.value(order: 5, missing: 6) == 0)
    }
}
