import Draws
import Testing

@testable import Weighting

@Suite("Remedies for experts")
struct ExpertRepairTests {
    private let group = JudgementGroup([
        ExpertOpinion(expert: "a", matrix: ComparisonMatrix(order: 3, upper: [2, 4, 2])),
        ExpertOpinion(expert: "b", matrix: ComparisonMatrix(order: 3, upper: [5, 1.0 / 5, 5])),
        ExpertOpinion(expert: "c", matrix: ComparisonMatrix(order: 3, upper: [3, nil, nil])),
    ])

    @Test("name the inconsistent ones, with the group's weights after each change")
    func steps() throws {
        let rules = WeightingRules()
        let repairs = try group.repairs(under: rules)
        #expect(repairs.map(\.expert) == ["b"])
        let repair = try #require(repairs.first)
        let steps = try #require(repair.steps)
        #expect(repair.isProvenSmallest && repair.ratio > 0.1 && !steps.isEmpty)
        #expect((steps.last?.change.ratioAfter ?? 1) <= 0.1)
        var mended = group.opinions[1].matrix
        for step in steps {
            mended = mended.replacing(step.change.pair, by: step.change.to)
            let opinions = [
                group.opinions[0], ExpertOpinion(expert: "b", matrix: mended), group.opinions[2],
            ]
            let expected = try GroupPriorities(JudgementGroup(opinions), rules: rules).weights
            #expect(distance(try #require(step.groupWeights), expected) < 1e-15)
        }
    }

    @Test("bring an expert back who was left out")
    func broughtBack() throws {
        let rules = WeightingRules(inconsistent: .exclude)
        let before = try #require(try group.weights(under: rules))
        let steps = try #require(try group.repairs(under: rules).first?.steps)
        #expect(distance(try #require(steps.last?.groupWeights), before) > 1e-3)
    }

    @Test("are the group's weights as `GroupPriorities` has them", arguments: UInt64(0)..<20)
    func weights(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let group = JudgementGroup(
            (0..<3).map { number in
                ExpertOpinion(
                    expert: "E\(number)", weight: Double(number),
                    matrix: .random(order: 4, using: &generator))
            })
        for way in WeightingRules.GroupAggregation.allCases {
            let rules = WeightingRules(group: way)
            let expected = try GroupPriorities(group, rules: rules).weights
            #expect(try group.weights(under: rules) == expected)
        }
    }
}
