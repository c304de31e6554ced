import Draws
import Indicators
import Testing

@testable import Scoring

/// A score while weights move: slopes and borders, each against the score tree itself.
@Suite("A score that hangs on weights")
struct WeightSensitivityTests {
    private let twoGroups = tree([
        (.arithmetic, [.compliance, .benefit]), (.arithmetic, [.benefit, .benefit]),
    ])
    /// root; G0 .6: .25, .75; G1 .4: .5, .5.
    private let weights: [Double] = [1, 0.6, 0.25, 0.75, 0.4, 0.5, 0.5]

    // By hand: root = .6·65 + .4·70 = 67; ∂/∂G0 = 65 − 67, ∂/∂leaf = .6 (80 − 65).
    @Test("rises with the weight of what is above the mean")
    func byHand() throws {
        let found = try #require(
            ScoreSlopes(of: twoGroups, localWeights: weights, leafScores: [80, 60, 90, 50]))
        let expected = [0, -2, 9, -3, 3, 8, -8]
        for (slope, hand) in zip(found.slopes, expected) {
            #expect(abs(slope - Double(hand)) < 1e-12)
        }
    }

    @Test("answers to shifted weights as differences say", arguments: UInt64(0)..<60)
    func differences(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let (tree, weights, scores) = randomCase(using: &generator)
        guard let found = ScoreSlopes(of: tree, localWeights: weights, leafScores: scores) else {
            return
        }
        for node in tree.nodes where !node.children.isEmpty {
            // A direction that keeps the sum, as weights from judgements do.
            var direction = node.children.map { _ in Double.random(in: -1...1, using: &generator) }
            let mean = direction.reduce(0, +) / Double(direction.count)
            direction = direction.map { $0 - mean }
            let h = 1e-6
            let ends = [h, -h].map { step in
                var moved = weights
                for (child, slope) in zip(node.children, direction) {
                    moved[child] += step * slope
                }
                return ScoreTree(of: tree, localWeights: moved, leafScores: scores).score ?? 0
            }
            let exact = zip(node.children, direction).reduce(0) {
                $0 + found.slopes[$1.0] * $1.1
            }
            #expect(abs(exact - (ends[0] - ends[1]) / (2 * h)) < 1e-6)
        }
    }

    @Test("moves with one weight as the tree itself does", arguments: UInt64(0)..<60)
    func moving(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (tree, weights, scores) = randomCase(using: &generator)
        let scored = ScoreTree(of: tree, localWeights: weights, leafScores: scores)
        for position in tree.nodes.indices.dropFirst() {
            let moving = MovingWeight(
                of: position, in: tree, localWeights: weights, scored: scored)
            guard let moving else { continue }
            for weight in [0.001, 0.2, weights[position], 0.7, 0.999] {
                let moved = rescaled(weights, position, to: weight, in: tree)
                let expected = ScoreTree(of: tree, localWeights: moved, leafScores: scores).score
                #expect(abs(moving.score(at: weight) - (expected ?? -1)) < 1e-9)
            }
        }
    }

    // By hand: a = 80w + 60(1 − w), b = 70 throughout; equal at w = .5.
    @Test("changes places at the border")
    func border() throws {
        let border = MovingWeight.border(from: 0.8) { 80 * $0 + 60 * (1 - $0) - 70 }
        #expect(abs(try #require(border) - 0.5) < 1e-15)
        #expect(MovingWeight.border(from: 0.8) { _ in 1 } == nil)
        #expect(MovingWeight.border(from: 0.8) { 0.8 - $0 } == 0.8)
    }

    @Test("finds a short dip between two steps, and the nearer of two borders")
    func dips() throws {
        let dip = MovingWeight.border(from: 0.1) { ($0 - 0.5) * ($0 - 0.5) - 1e-6 }
        #expect(abs(try #require(dip) - 0.499) < 1e-9)
        let nearer = MovingWeight.border(from: 0.4) { ($0 - 0.3) * (0.9 - $0) }
        #expect(abs(try #require(nearer) - 0.3) < 1e-12)
    }

    @Test("stays where one node has all the weight, or nothing has a score")
    func edges() {
        let scored = ScoreTree(
            of: twoGroups, localWeights: [1, 1, 0.5, 0.5, 0, 0.5, 0.5], leafScores: [8, 6, 9, 5])
        let all = MovingWeight(
            of: 1, in: twoGroups, localWeights: [1, 1, 0.5, 0.5, 0, 0.5, 0.5], scored: scored)
        #expect(all == nil)
        let none: [Double?] = [nil, nil, nil, nil]
        #expect(ScoreSlopes(of: twoGroups, localWeights: weights, leafScores: none) == nil)
    }

    private func randomCase(
        using generator: inout SplitMix64
    ) -> (tree: IndicatorTree, weights: [Double], scores: [Double?]) {
        func aggregation() -> IndicatorNode.Aggregation {
            Bool.random(using: &generator) ? .arithmetic : .geometric
        }
        let tree = tree(
            (0..<3).map { _ in
                (
                    aggregation(),
                    Array(repeating: .benefit, count: .random(in: 1...4, using: &generator))
                )
            }, root: aggregation())
        var weights = [Double](repeating: 1, count: tree.nodes.count)
        for node in tree.nodes where !node.children.isEmpty {
            let raw = node.children.map { _ in Double.random(in: 0.05...1, using: &generator) }
            for (child, weight) in zip(node.children, raw) {
                weights[child] = weight / raw.reduce(0, +)
            }
        }
        let scores = tree.leaves.map { _ in
            Int.random(in: 0..<4, using: &generator) == 0
                ? nil : Double.random(in: 2...100, using: &generator)
        }
        return (tree, weights, scores)
    }

    private func rescaled(
        _ weights: [Double], _ position: Int, to weight: Double, in tree: IndicatorTree
    ) -> [Double] {
        var moved = weights
        let siblings = tree.nodes[tree.nodes[position].parent ?? 0].children
        for child in siblings {
            moved[child] =
                child == position
                ? weight : weights[child] * (1 - weight) / (1 - weights[position])
        }
        return moved
    }
}
