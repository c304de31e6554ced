package import Indicators

/// Scores of one unit up the tree, with what every leaf brings to the total.
///
/// The weight of a missing leaf goes to its siblings; a node with no leaf left gives its own to
/// its siblings in turn. Contributions of the leaves add up to the score.
package struct ScoreTree: Sendable, Hashable, Codable {
    /// What happens where a leaf is missing.
    package enum MissingPolicy: String, Sendable, Hashable, Codable, CaseIterable {
        /// Its weight goes to its siblings.
        case reweight
        /// Every node above it stays without a score.
        case reject
    }

    package struct Node: Sendable, Hashable, Codable {
        /// 0…100; nil where nothing below was measured.
        package let score: Double?
        /// Global weight as the experts gave it; 1 for the root, sum 1 over the leaves.
        package let nominalWeight: Double
        /// Global weight after that of missing leaves went to their siblings; 0 where missing.
        package let effectiveWeight: Double
        /// Points of the total that come from here; 0 where missing.
        package let contribution: Double
        /// Nominal weight of the measured leaves below ÷ that of all leaves below, 0…1.
        package let coverage: Double
    }

    /// Parallel to the nodes of the tree.
    package let nodes: [Node]
    /// The score with every missing leaf at 0 and at 100.
    package let bounds: ClosedRange<Double>
    /// 执行情况: mean of the leaves tagged compliance by effective weight; nil where none is there.
    package let compliance: Double?
    /// 使用效益, likewise.
    package let benefit: Double?

    /// 0…100; nil where nothing was measured, or something was not and the policy rejects that.
    package var score: Double? { nodes[0].score }

    /// Nominal weight of the leaves that were measured, 0…1.
    package var coverage: Double { nodes[0].coverage }

    /// - Parameters:
    ///   - localWeights: One per node: its weight among its siblings, ≥ 0, in any scale.
    ///   - leafScores: One per leaf in tree order, 0…100; nil: 无法评价.
    package init(
        of tree: IndicatorTree, localWeights: [Double], leafScores: [Double?],
        missing policy: MissingPolicy = .reweight
    ) {
        var sum = ScoreSum(tree, localWeights, leafScores, policy)
        sum.spread()
        nodes = tree.nodes.indices.map(sum.node)
        bounds = ScoreTree.bounds(tree, localWeights, leafScores, score: sum.scores[0])
        compliance = sum.mean(of: .compliance)
        benefit = sum.mean(of: .benefit)
    }

    /// The score alone.
    package static func score(
        of tree: IndicatorTree, localWeights: [Double], leafScores: [Double?],
        missing policy: MissingPolicy = .reweight
    ) -> Double? {
        ScoreSum(tree, localWeights, leafScores, policy).scores[0]
    }

    /// - Parameter score: The unit's own.
    private static func bounds(
        _ tree: IndicatorTree, _ weights: [Double], _ scores: [Double?], score: Double?
    ) -> ClosedRange<Double> {
        if let score, scores.allSatisfy({ $0 != nil }) { return score...score }
        func total(_ filling: Double) -> Double {
            ScoreSum(tree, weights, scores.map { $0 ?? filling }, .reweight).scores[0] ?? filling
        }
        let worst = total(0)
        return worst...max(worst, total(100))
    }
}

/// The arithmetic of a score tree: scores on the way up, weights and contributions down.
private struct ScoreSum {
    private let tree: IndicatorTree
    /// Among siblings, sum 1.
    private let local: [Double]
    /// Among the siblings that have a score, sum 1.
    private var effectiveLocal: [Double]
    private(set) var scores: [Double?]
    private var nominal: [Double]
    private var covered: [Double]
    private var effective: [Double]
    private var contributions: [Double]

    init(
        _ tree: IndicatorTree, _ weights: [Double], _ leafScores: [Double?],
        _ policy: ScoreTree.MissingPolicy
    ) {
        precondition(weights.count == tree.nodes.count, "one weight per node")
        precondition(weights.allSatisfy { $0.isFinite && $0 >= 0 }, "weights aren't negative")
        let leaves = tree.leaves
        precondition(leafScores.count == leaves.count, "one score per leaf")
        self.tree = tree
        let none = [Double](repeating: 0, count: weights.count)
        (nominal, covered, effective, contributions) = (none, none, none, none)
        local = ScoreSum.scaled(weights, in: tree)
        effectiveLocal = local
        scores = .init(repeating: nil, count: weights.count)
        for (leaf, score) in zip(leaves, leafScores) {
            precondition(score.map { (0...100).contains($0) } ?? true, "points lie in 0…100")
            scores[leaf] = score
        }
        // Children stand after their parent, so backwards every child is ready first.
        for position in tree.nodes.indices.reversed() where !tree.nodes[position].children.isEmpty {
            aggregate(position, policy)
        }
    }

    private static func scaled(_ weights: [Double], in tree: IndicatorTree) -> [Double] {
        var local = weights
        local[0] = 1
        for position in tree.nodes.indices {
            let children = tree.nodes[position].children
            let sum = children.sum { weights[$0] }
            for child in children {
                local[child] = sum > 0 ? weights[child] / sum : 1 / Double(children.count)
            }
        }
        return local
    }

    private mutating func aggregate(_ position: Int, _ policy: ScoreTree.MissingPolicy) {
        let children = tree.nodes[position].children
        var (sum, present, expected) = (0.0, 0, 0)
        for child in children {
            effectiveLocal[child] = 0
            guard local[child] > 0 else { continue }
            expected += 1
            if scores[child] != nil {
                present += 1
                sum += local[child]
            }
        }
        for child in children where scores[child] != nil && local[child] > 0 {
            effectiveLocal[child] = local[child] / sum
        }
        guard present > 0, policy == .reweight || present == expected else { return }
        let mean =
            switch tree.nodes[position].aggregation {
            case .arithmetic: total(of: children) { $0 }
            case .geometric: Double.exponential(of: total(of: children) { flooredLogarithm($0) })
            }
        scores[position] = min(100, max(0, mean))
    }

    /// The weighted sum of what is made of the scores of those children that count.
    private func total(of children: [Int], _ value: (Double) -> Double) -> Double {
        var sum = 0.0
        for child in children where local[child] > 0 {
            if let score = scores[child] { sum += effectiveLocal[child] * value(score) }
        }
        return sum
    }

    /// Hands weights and contributions down from the root.
    mutating func spread() {
        (nominal[0], effective[0]) = (1, scores[0] == nil ? 0 : 1)
        contributions[0] = scores[0] ?? 0
        for position in tree.nodes.indices {
            let children = tree.nodes[position].children
            for (child, share) in zip(children, shares(of: position, among: children)) {
                nominal[child] = nominal[position] * local[child]
                effective[child] =
                    scores[position] == nil ? 0 : effective[position] * effectiveLocal[child]
                contributions[child] = contributions[position] * share
            }
        }
        for position in tree.nodes.indices.reversed() {
            let children = tree.nodes[position].children
            covered[position] =
                children.isEmpty
                ? (scores[position] == nil ? 0 : nominal[position]) : children.sum { covered[$0] }
        }
    }

    /// The part of a node's points that each child brings, sum 1 where the node has a score.
    private func shares(of position: Int, among children: [Int]) -> [Double] {
        guard scores[position] != nil else { return children.map { _ in 0 } }
        let aggregation = tree.nodes[position].aggregation
        let parts = children.map { child -> Double in
            guard let score = scores[child] else { return 0 }
            return switch aggregation {
            case .arithmetic: effectiveLocal[child] * score
            case .geometric: effectiveLocal[child] * flooredLogarithm(score)
            }
        }
        let sum = parts.sum { $0 }
        // All at the bottom: what is left (1 under a geometric mean) comes by weight.
        return sum > 0 ? parts.map { $0 / sum } : children.map { effectiveLocal[$0] }
    }

    func node(_ position: Int) -> ScoreTree.Node {
        ScoreTree.Node(
            score: scores[position], nominalWeight: nominal[position],
            effectiveWeight: effective[position], contribution: contributions[position],
            coverage: nominal[position] > 0 ? min(1, covered[position] / nominal[position]) : 0)
    }

    /// Mean of the leaves with a tag by effective weight.
    func mean(of tag: Indicator.SubIndex) -> Double? {
        let leaves = tree.leaves.filter {
            tree.nodes[$0].indicator?.subIndex == tag && effective[$0] > 0
        }
        let weight = leaves.sum { effective[$0] }
        return weight > 0
            ? min(100, leaves.sum { effective[$0] / weight * (scores[$0] ?? 0) }) : nil
    }
}
