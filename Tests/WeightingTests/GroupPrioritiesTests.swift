import Draws
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
        #expect(result.missing.map(\.pair) == [ComparedPair(1, 2)])
        #expect(abs((result.judgements[1, 2] ?? 0) - 3.0 / 4) < 1e-12)
        #expect(result.consensus == nil)
    }

    // By hand: E1 alone says 2 : 1, E2 alone 1 : 2; without one of them the other remains.
    @Test("without one expert are those of the others")
    func leavingOneOut() throws {
        let opinions = [2.0, 0.5].enumerated().map { index, ratio in
            ExpertOpinion(
                expert: "E\(index)", matrix: ComparisonMatrix(order: 2, upper: [ratio]))
        }
        for group in WeightingRules.GroupAggregation.allCases {
            let result = try GroupPriorities(
                JudgementGroup(opinions), rules: WeightingRules(group: group))
            #expect(distance(result.weights, [0.5, 0.5]) < 1e-15)
            let without = result.experts.map { $0.weightsWithout ?? [] }
            #expect(distance(without[0], [1.0 / 3, 2.0 / 3]) < 1e-15)
            #expect(distance(without[1], [2.0 / 3, 1.0 / 3]) < 1e-15)
        }
        let alone = try GroupPriorities(JudgementGroup([opinions[0]]), rules: WeightingRules())
        #expect(alone.experts[0].weightsWithout == nil)
    }

    // A path 0 – 1 – 2 – 3: comparing its two ends closes the largest circle.
    @Test("ask next for the comparison that narrows the weights most")
    func nextQuestion() throws {
        let path = ComparisonMatrix(order: 4, upper: [2, nil, nil, 2, nil, 2])
        #expect(try path.nextQuestions().first == ComparedPair(0, 3))
        let result = try GroupPriorities(
            JudgementGroup([ExpertOpinion(expert: "E", matrix: path)]), rules: WeightingRules())
        let first = try #require(result.missing.first)
        #expect(first.pair == ComparedPair(0, 3) && abs(first.ratio - 8) < 1e-11)
        let range = try #require(first.acceptable)
        #expect(range.lowerBound > 1 && range.lowerBound < 8 && range.upperBound == 9)
    }

    // The law behind it, by brute force: the trace of the inverse Laplacian after each answer.
    @Test("ask in the order of what each answer gains", arguments: UInt64(0)..<20)
    func questionsByBruteForce(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 6, using: &generator)
            .thinned(by: 6, using: &generator)
        let traces = try matrix.nextQuestions().map { pair in
            let inverse = try matrix.replacing(pair, by: 1).laplacianPlusOnes().inverse()
            return (0..<6).reduce(0) { $0 + inverse[$1, $1] }
        }
        #expect(zip(traces, traces.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    }
}
