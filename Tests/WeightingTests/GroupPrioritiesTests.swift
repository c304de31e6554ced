import Testing

@testable import Weighting

@Suite("A group's priorities")
struct GroupPrioritiesTests {
    /// Dong et al. 2010, Decision Support Systems 49, 281–289: five weighted experts.
    static let dong = JudgementGroup([
        opinion("E1", 0.1, [4, 6, 7, 3, 4, 2]), opinion("E2", 0.3, [5, 7, 9, 4, 6, 2]),
        opinion("E3", 0.1, [3, 5, 8, 4, 5, 2]), opinion("E4", 0.2, [4, 5, 6, 3, 3, 2]),
        opinion("E5", 0.3, [1.0 / 2, 1, 2, 1.0 / 2, 3, 4]),
    ])

    private static func opinion(_ expert: String, _ weight: Double, _ upper: [Double?])
        -> ExpertOpinion
    {
        ExpertOpinion(
            expert: expert, weight: weight, matrix: ComparisonMatrix(order: 4, upper: upper))
    }

    // 1e-11: the values to compare with were computed by numpy to twelve decimals.
    @Test("of five weighted experts, both ways, as computed by numpy")
    func published() throws {
        let result = try GroupPriorities(
            Self.dong, rules: WeightingRules(randomIndex: .saaty, inconsistent: .warn))
        let aij = [0.499840339794, 0.271658680279, 0.153439293823, 0.075061686104]
        #expect(distance(result.aij.weights, aij) < 1e-11)
        #expect(result.weights == result.aij.weights)
        #expect(abs(result.aij.lambdaMax - 4.042196910218) < 1e-11)
        #expect(abs((result.aij.cr ?? 1) - 0.015628485266) < 1e-11)
        #expect(abs(result.aij.gci - 0.055962399529) < 1e-11)
        let aip = [0.502637302503, 0.272148090952, 0.152243896926, 0.072970709619]
        #expect(distance(try #require(result.aip), aip) < 1e-11)
        let consensus = try #require(result.consensus)
        #expect(abs(consensus.alpha - 1.082582124109) < 1e-11)
        #expect(abs(consensus.beta - 0.065917562558) < 1e-11)
        #expect(abs(consensus.gamma - 1.148499686667) < 1e-11)
        #expect(abs(consensus.value - 0.849066601389) < 1e-11)
        let fifth = [0.227609100387, 0.295223576896, 0.380257219278, 0.096910103439]
        #expect(distance(try #require(result.experts.last?.priorities?.weights), fifth) < 1e-11)
    }

    @Test("by the rule aip are the averaged priorities")
    func averagedPriorities() throws {
        let result = try GroupPriorities(Self.dong, rules: WeightingRules(group: .aip))
        #expect(result.weights == result.aip)
    }

    @Test("of experts who agree are theirs, in full consensus", arguments: UInt64(0)..<50)
    func identicalExperts(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 3 + Int(seed % 6), using: &generator)
        let group = JudgementGroup(
            (1...4).map { ExpertOpinion(expert: "E\($0)", weight: Double($0), matrix: matrix) })
        let result = try GroupPriorities(group, rules: WeightingRules())
        let alone = try matrix.priorities()
        #expect(distance(result.aij.weights, alone.weights) < 1e-12)
        #expect(distance(try #require(result.aip), alone.weights) < 1e-12)
        #expect(abs((try #require(result.consensus)).value - 1) < 1e-12)
    }

    @Test("by geometric means are the same both ways", arguments: UInt64(0)..<30)
    func geometricMeansCommute(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let opinions = (1...5).map { number in
            ExpertOpinion(
                expert: "E\(number)", weight: Double(number),
                matrix: .random(order: 5, using: &generator))
        }
        let result = try GroupPriorities(
            JudgementGroup(opinions), rules: WeightingRules(method: .geometricMean))
        #expect(distance(result.aij.weights, try #require(result.aip)) < 1e-13)
    }

    @Test("average a pair over those who judged it, and leave out who contradicts himself")
    func partialAndExcluded() throws {
        let experts = [
            ("a", [2, nil, nil]), ("b", [8, 3, nil]), ("c", [9, 1.0 / 9, 9]),
        ].map { (name: String, upper: [Double?]) in
            ExpertOpinion(expert: name, matrix: ComparisonMatrix(order: 3, upper: upper))
        }
        let result = try GroupPriorities(
            JudgementGroup(experts), rules: WeightingRules(inconsistent: .exclude))
        #expect(result.experts.map(\.isExcluded) == [false, false, true])
        #expect(result.experts[0].priorities == nil)
        #expect(abs((result.judgements[0, 1] ?? 0) - 4) < 1e-14)
        #expect(result.missing == [ComparedPair(1, 2)])
        #expect(abs((result.judgements[1, 2] ?? 0) - 3.0 / 4) < 1e-12)
        #expect(result.consensus == nil)
    }
}
