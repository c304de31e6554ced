import Draws
import Glibc
import Testing

@testable import Weighting

@Suite("The slopes of weights")
struct WeightSlopesTests {
    // By hand: for two siblings w = (a, 1)/(1 + a), so dw/d ln a = w₁w₂ (1, −1).
    @Test("of two siblings are in closed form", arguments: PriorityMethod.allCases)
    func byHand(method: PriorityMethod) throws {
        let slopes = try ComparisonMatrix(order: 2, upper: [3]).weightSlopes(by: method)
        #expect(slopes.map(\.pair) == [ComparedPair(0, 1)])
        #expect(distance(slopes[0].slopes, [0.1875, -0.1875]) < 1e-14)
        #expect(try ComparisonMatrix(order: 1, upper: []).weightSlopes(by: method).isEmpty)
    }

    // Central differences with h = 1e-5 are right to about 1e-10 here.
    @Test("agree with differences, whatever is missing", arguments: UInt64(0)..<40)
    func differences(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 3 + Int(seed % 5)
        let full = ComparisonMatrix.noisy(order: order, noise: 1.6, using: &generator)
        let matrix = full.thinned(by: Int(seed % 4), using: &generator)
        for method in PriorityMethod.allCases {
            for way in ImpliedJudgements.allCases {
                for (pair, slopes) in try matrix.weightSlopes(by: method, implying: way) {
                    let ratio = try #require(matrix[pair.left, pair.right])
                    let ends = try [1e-5, -1e-5].map { step in
                        try matrix.replacing(pair, by: ratio * exp(step))
                            .weights(by: method, implying: way)
                    }
                    let differences = zip(ends[0], ends[1]).map { ($0 - $1) / 2e-5 }
                    #expect(distance(slopes, differences) < 1e-8)
                    #expect(abs(slopes.reduce(0, +)) < 1e-13)
                }
            }
        }
    }

    @Test("of a group agree with differences, by both ways", arguments: UInt64(0)..<20)
    func groups(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let opinions = (0..<4).map { number in
            ExpertOpinion(
                expert: "E\(number)", weight: Double(number),
                matrix: ComparisonMatrix.noisy(order: 4, noise: 1.5, using: &generator)
                    .thinned(by: number % 3, using: &generator))
        }
        for way in WeightingRules.GroupAggregation.allCases {
            let rules = WeightingRules(group: way)
            let slopes = try JudgementGroup(opinions).slopes(under: rules)
            #expect(slopes.count == 6 + 5 + 4 + 6)
            for slope in slopes {
                let index = try #require(opinions.firstIndex { $0.expert == slope.expert })
                let ends = try [1e-5, -1e-5].map { step in
                    var moved = opinions
                    moved[index] = ExpertOpinion(
                        expert: slope.expert, weight: opinions[index].weight,
                        matrix: opinions[index].matrix.replacing(
                            slope.pair, by: slope.ratio * exp(step)))
                    return try #require(try JudgementGroup(moved).weights(under: rules))
                }
                let differences = zip(ends[0], ends[1]).map { ($0 - $1) / 2e-5 }
                #expect(distance(slope.weightSlopes, differences) < 1e-8)
            }
        }
    }

    @Test("are nothing for an expert who is left out")
    func excluded() throws {
        let group = JudgementGroup([
            ExpertOpinion(expert: "a", matrix: ComparisonMatrix(order: 3, upper: [2, 4, 2])),
            ExpertOpinion(expert: "b", matrix: ComparisonMatrix(order: 3, upper: [9, 1.0 / 9, 9])),
        ])
        for way in WeightingRules.GroupAggregation.allCases {
            let slopes = try group.slopes(
                under: WeightingRules(group: way, inconsistent: .exclude))
            #expect(slopes.count == 6)
            #expect(slopes.suffix(3).allSatisfy { $0.weightSlopes == [0, 0, 0] })
            #expect(slopes.prefix(3).allSatisfy { $0.weightSlopes[0] != 0 || $0.pair.left == 1 })
        }
    }
}
