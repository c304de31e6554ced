package import Indicators

/// How a unit's score answers to each weight of the tree.
package struct ScoreSlopes: Sendable, Hashable {
    /// ∂ score ÷ ∂ (local weight of the node), parallel to the nodes of the tree, the weights of
    /// the siblings as they are; 0 for the root and for what is missing.
    ///
    /// Where local weights move together and keep their sum, the sum of the products is exact.
    package let slopes: [Double]

    /// - Parameters: Those of `ScoreTree`; local weights sum to 1 among siblings.
    /// - Returns: nil where the unit has no score.
    package init?(
        of tree: IndicatorTree, localWeights: [Double], leafScores: [Double?],
        missing policy: ScoreTree.MissingPolicy = .reweight
    ) {
        let scored = ScoreTree(
            of: tree, localWeights: localWeights, leafScores: leafScores, missing: policy)
        guard scored.score != nil else { return nil }
        let count = tree.nodes.count
        var slopes = [Double](repeating: 0, count: count)
        // ∂ score ÷ ∂ (score of the node)
        var reach = [Double](repeating: 0, count: count)
        reach[0] = 1
        for (position, node) in tree.nodes.enumerated() {
            guard let mean = scored.nodes[position].score else { continue }
            let present = node.children.filter {
                scored.nodes[$0].score != nil && localWeights[$0] > 0
            }
            let total = present.sum { localWeights[$0] }
            for child in present {
                let score = scored.nodes[child].score ?? 0
                let share = reach[position] / total
                switch node.aggregation {
                case .arithmetic:
                    slopes[child] = share * (score - mean)
                    reach[child] = share * localWeights[child]
                case .geometric:
                    slopes[child] =
                        share * mean * (flooredLogarithm(score) - flooredLogarithm(mean))
                    reach[child] = score > 1 ? share * localWeights[child] * mean / score : 0
                }
            }
        }
        self.slopes = slopes
    }
}
