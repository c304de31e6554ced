import Draws
import Indicators
import Languages
import Testing

@testable import Scoring

/// A tree of two levels from (code, aggregation, leaves): the sum is worked by hand.
func tree(
    _ groups: [(IndicatorNode.Aggregation, [Indicator.SubIndex])],
    root: IndicatorNode.Aggregation = .arithmetic
) -> IndicatorTree {
    var nodes: [IndicatorNode] = []
    var groupPositions: [Int] = []
    var position = 1
    for group in groups {
        groupPositions.append(position)
        position += 1 + group.1.count
    }
    nodes.append(
        IndicatorNode(
            code: "root", name: Wording("root"), level: 0, parent: nil, children: groupPositions,
            aggregation: root))
    for (index, group) in groups.enumerated() {
        let start = groupPositions[index]
        let children = Array((start + 1)..<(start + 1 + group.1.count))
        nodes.append(
            IndicatorNode(
                code: "G\(index)", name: Wording("G"), level: 1, parent: 0, children: children,
                aggregation: group.0))
        for (number, tag) in group.1.enumerated() {
            nodes.append(
                IndicatorNode(
                    code: "G\(index).\(number)", name: Wording("L"), level: 2, parent: start,
                    children: [], indicator: leaf(tag)))
        }
    }
    return IndicatorTree(
        id: "t", title: Wording("t"), nodes: nodes,
        grades: GradeScale(bands: [.init(name: Wording("any"), lowest: 0)]))
}

private func leaf(_ tag: Indicator.SubIndex) -> Indicator {
    Indicator(
        unit: Wording("分"), direction: .higher, measure: .table(code: "K"),
        scoring: .one(ScoringRule(.likert)), elements: Wording("e"), standard: Wording("s"),
        basis: [], subIndex: tag)
}

@Suite("A score tree")
struct ScoreTreeTests {
    private let twoGroups = tree([
        (.arithmetic, [.compliance, .benefit]), (.arithmetic, [.benefit, .benefit]),
    ])
    /// root; G0 .6: .25, .75; G1 .4: .5, .5.
    private let weights: [Double] = [1, 0.6, 0.25, 0.75, 0.4, 0.5, 0.5]

    @Test("is the weighted mean of its leaves")
    func mean() {
        // .6 (.25·80 + .75·60) + .4 (.5·90 + .5·50) = .6·65 + .4·70 = 67
        let scores = ScoreTree(
            of: twoGroups, localWeights: weights, leafScores: [80, 60, 90, 50])
        #expect(abs((scores.score ?? 0) - 67) < 1e-12)
        #expect(scores.nodes.map(\.score) == [67, 65, 80, 60, 70, 90, 50])
        #expect(scores.coverage == 1)
        #expect(scores.bounds == 67...67)
        let contributions = scores.nodes.map(\.contribution)
        for (found, hand) in zip(contributions, [67.0, 39, 12, 27, 28, 18, 10]) {
            #expect(abs(found - hand) < 1e-12)
        }
        // compliance: the first leaf alone; benefit: (.45·60 + .2·90 + .2·50) ÷ .85 = 55 ÷ .85
        #expect(scores.compliance == 80)
        #expect(abs((scores.benefit ?? 0) - 55 / 0.85) < 1e-12)
    }

    @Test("gives the weight of a missing leaf to its siblings, and bounds what it could be")
    func missingLeaf() {
        // G0 = 60 alone; .6·60 + .4·70 = 64; missing at 0: .6·45 + 28 = 55; at 100: .6·70 + 28 = 70
        let scores = ScoreTree(
            of: twoGroups, localWeights: weights, leafScores: [nil, 60, 90, 50])
        #expect(abs((scores.score ?? 0) - 64) < 1e-12)
        #expect(abs(scores.coverage - 0.85) < 1e-12)
        #expect(abs(scores.bounds.lowerBound - 55) < 1e-12)
        #expect(abs(scores.bounds.upperBound - 70) < 1e-12)
        #expect(scores.nodes[2].effectiveWeight == 0)
        #expect(scores.nodes[2].contribution == 0)
        #expect(abs(scores.nodes[2].nominalWeight - 0.15) < 1e-12)
        #expect(abs(scores.nodes[3].effectiveWeight - 0.6) < 1e-12)
        #expect(abs(scores.nodes[1].coverage - 0.75) < 1e-12)
        #expect(scores.compliance == nil)
    }

    @Test("gives the weight of a group with no leaf left to the group's siblings")
    func missingGroup() {
        let scores = ScoreTree(
            of: twoGroups, localWeights: weights, leafScores: [nil, nil, 90, 50])
        #expect(scores.score == 70)
        #expect(scores.nodes[1].score == nil)
        #expect(scores.nodes[1].coverage == 0)
        #expect(abs(scores.coverage - 0.4) < 1e-12)
        #expect(scores.nodes[5].effectiveWeight == 0.5)
    }

    @Test("has no score where nothing was measured")
    func nothing() {
        let scores = ScoreTree(
            of: twoGroups, localWeights: weights, leafScores: [nil, nil, nil, nil])
        #expect(scores.score == nil)
        #expect(scores.coverage == 0)
        #expect(scores.bounds == 0...100)
        #expect(scores.nodes.allSatisfy { $0.contribution == 0 && $0.effectiveWeight == 0 })
        #expect((scores.compliance, scores.benefit) == (nil, nil))
    }

    @Test("rejects where the policy says so, and still shows the groups that are whole")
    func reject() {
        let scores = ScoreTree(
            of: twoGroups, localWeights: weights, leafScores: [nil, 60, 90, 50], missing: .reject)
        #expect(scores.score == nil)
        #expect(scores.nodes[1].score == nil)
        #expect(scores.nodes[4].score == 70)
        #expect(scores.nodes.allSatisfy { $0.contribution == 0 })
    }

    @Test("takes a geometric mean where a node asks for it, and splits it by logarithms")
    func geometric() throws {
        let mixed = tree([(.geometric, [.benefit, .benefit])])
        let scores = ScoreTree(
            of: mixed, localWeights: [1, 1, 0.5, 0.5], leafScores: [100, 1])
        // √(100·1) = 10; ln 1 = 0, so all of it comes from the first.
        #expect(abs((scores.score ?? 0) - 10) < 1e-12)
        #expect(abs(scores.nodes[2].contribution - 10) < 1e-12)
        #expect(scores.nodes[3].contribution == 0)
        // √(64·4) = 16 = 2⁴; ln 64 : ln 4 = 3 : 1.
        let other = ScoreTree(of: mixed, localWeights: [1, 1, 0.5, 0.5], leafScores: [64, 4])
        #expect(abs((other.score ?? 0) - 16) < 1e-12)
        #expect(abs(other.nodes[2].contribution - 12) < 1e-12)
        #expect(abs(other.nodes[3].contribution - 4) < 1e-12)
    }

    @Test("floors points at 1 under a geometric mean, and splits that 1 by weight")
    func floor() {
        let mixed = tree([(.geometric, [.benefit, .benefit])])
        let scores = ScoreTree(of: mixed, localWeights: [1, 1, 0.75, 0.25], leafScores: [0, 0.5])
        #expect(scores.score == 1)
        #expect(scores.nodes[2].contribution == 0.75)
        #expect(scores.nodes[3].contribution == 0.25)
    }

    @Test(
        "keeps its laws: contributions add up, weights sum to 1, bounds hold, better is never less",
        arguments: UInt64(0)..<200)
    func laws(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        func coin() -> IndicatorNode.Aggregation {
            Bool.random(using: &generator) ? .geometric : .arithmetic
        }
        let tree = tree(
            (0..<3).map { _ in
                (
                    coin(),
                    Array(repeating: .benefit, count: Int.random(in: 1...4, using: &generator))
                )
            }, root: coin())
        let weights = tree.nodes.map { _ in Double.random(in: 0.1...1, using: &generator) }
        let leaves = tree.leaves.map { _ -> Double? in
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: nil
            case 1: 0
            case 2: 100
            default: Double.random(in: 0...100, using: &generator)
            }
        }
        let scores = ScoreTree(of: tree, localWeights: weights, leafScores: leaves)
        guard let score = scores.score else {
            #expect(leaves.allSatisfy { $0 == nil })
            return
        }
        let sum = tree.leaves.reduce(0) { $0 + scores.nodes[$1].contribution }
        #expect(abs(sum - score) < 1e-12)
        let effective = tree.leaves.reduce(0) { $0 + scores.nodes[$1].effectiveWeight }
        #expect(abs(effective - 1) < 1e-12)
        let nominal = tree.leaves.reduce(0) { $0 + scores.nodes[$1].nominalWeight }
        #expect(abs(nominal - 1) < 1e-12)
        #expect(
            scores.bounds.lowerBound <= score + 1e-9 && score <= scores.bounds.upperBound + 1e-9)
        let better = leaves.map { $0.map { min(100, $0 + 10) } }
        let improved = ScoreTree(of: tree, localWeights: weights, leafScores: better)
        #expect((improved.score ?? 0) >= score - 1e-12)
        if leaves.allSatisfy({ $0 != nil }) {
            #expect(abs(scores.coverage - 1) < 1e-12)
        }
    }

    @Test("of the bundled tree adds the two sub-indices up to the score by their weights")
    func subIndices() throws {
        let tree = try bundledTree()
        var generator = SplitMix64(seed: 7)
        let weights = tree.nodes.map { _ in Double.random(in: 0.1...1, using: &generator) }
        let leaves = tree.leaves.map { _ in Double?(Double.random(in: 0...100, using: &generator)) }
        let scores = ScoreTree(of: tree, localWeights: weights, leafScores: leaves)
        let weight = tree.leaves.filter { tree.nodes[$0].indicator?.subIndex == .compliance }
            .reduce(0) { $0 + scores.nodes[$1].effectiveWeight }
        let compliance = try #require(scores.compliance)
        let benefit = try #require(scores.benefit)
        #expect(abs(weight * compliance + (1 - weight) * benefit - (scores.score ?? 0)) < 1e-10)
    }
}
