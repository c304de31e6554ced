package import Indicators

/// A unit's score while one local weight moves and its siblings are rescaled in proportion.
package struct MovingWeight: Sendable {
    /// One level above the moving node: what else is there.
    private struct Level: Sendable {
        let aggregation: IndicatorNode.Aggregation
        /// Weight of the node on the way up among what is present.
        let share: Double
        /// The others' share-weighted score or logarithm of it.
        let others: Double
    }

    /// The local weight as it is, less than 1.
    package let weight: Double
    private let aggregation: IndicatorNode.Aggregation
    /// Of the moving node, or its logarithm; nil where it is missing.
    private let own: Double?
    /// The mean of its siblings that are present, or of their logarithms; nil where none is.
    private let rest: Double?
    /// The siblings' weight that is present ÷ all of it.
    private let restPresent: Double
    private let levels: [Level]

    /// - Parameters: Those of `ScoreTree`, and the position of the node whose weight moves.
    /// - Returns: nil where the unit has no score, and for a node that has all the weight.
    package init?(
        of position: Int, in tree: IndicatorTree, localWeights: [Double], scored: ScoreTree
    ) {
        guard scored.score != nil, let parent = tree.nodes[position].parent,
            localWeights[position] < 1
        else { return nil }
        let node = tree.nodes[parent]
        let siblings = node.children.filter { $0 != position }
        let present = siblings.filter { scored.nodes[$0].score != nil && localWeights[$0] > 0 }
        let (all, there) = (siblings.sum { localWeights[$0] }, present.sum { localWeights[$0] })
        guard all > 0 else { return nil }
        func term(_ child: Int) -> Double {
            let score = scored.nodes[child].score ?? 0
            return node.aggregation == .geometric ? flooredLogarithm(score) : score
        }
        weight = localWeights[position] / (all + localWeights[position])
        aggregation = node.aggregation
        own = scored.nodes[position].score == nil ? nil : term(position)
        rest = there > 0 ? present.sum { localWeights[$0] * term($0) } / there : nil
        restPresent = there / all
        guard own != nil || rest != nil else { return nil }
        levels = MovingWeight.levels(above: parent, tree, localWeights, scored)
    }

    private static func levels(
        above position: Int, _ tree: IndicatorTree, _ weights: [Double], _ scored: ScoreTree
    ) -> [Level] {
        var levels: [Level] = []
        var position = position
        while let parent = tree.nodes[position].parent {
            let node = tree.nodes[parent]
            let present = node.children.filter { scored.nodes[$0].score != nil && weights[$0] > 0 }
            let total = present.sum { weights[$0] }
            let others = present.filter { $0 != position }.sum { child in
                let score = scored.nodes[child].score ?? 0
                let term = node.aggregation == .geometric ? flooredLogarithm(score) : score
                return weights[child] / total * term
            }
            levels.append(
                Level(
                    aggregation: node.aggregation, share: weights[position] / total,
                    others: others))
            position = parent
        }
        return levels
    }

    /// The unit's score with the weight in 0…1.
    package func score(at weight: Double) -> Double {
        var value = mean(at: weight)
        if aggregation == .geometric { value = Double.exponential(of: value) }
        for level in levels {
            switch level.aggregation {
            case .arithmetic: value = level.share * value + level.others
            case .geometric:
                value = Double.exponential(
                    of: level.share * flooredLogarithm(value) + level.others)
            }
        }
        return value
    }

    private func mean(at weight: Double) -> Double {
        guard let own else { return rest ?? 0 }
        guard let rest else { return own }
        let others = (1 - weight) * restPresent
        return (weight * own + others * rest) / (weight + others)
    }
}

extension MovingWeight {
    /// The weight nearest to the present one at which a margin stops being ≥ 0; nil where it
    /// holds for every weight in 0…1.
    ///
    /// - Parameter margin: Of a weight; ≥ 0 at the present one, continuous.
    package static func border(from weight: Double, of margin: (Double) -> Double) -> Double? {
        let found = [0.0, 1.0].compactMap { end in
            border(from: weight, towards: end, of: margin)
        }
        return found.min { abs($0 - weight) < abs($1 - weight) }
    }

    private static let steps = 128

    private static func border(
        from weight: Double, towards end: Double, of margin: (Double) -> Double
    ) -> Double? {
        guard weight != end else { return nil }
        func place(_ step: Int) -> Double {
            step == steps ? end : weight + (end - weight) * Double(step) / Double(steps)
        }
        var values = [max(0, margin(weight))]
        for step in 1...steps {
            let value = margin(place(step))
            if value < 0 { return bisection(place(step - 1), place(step), margin) }
            values.append(value)
            // A margin that fell and rises again may have been below 0 in between.
            let dips = step > 1 && values[step - 1] <= values[step - 2] && value > values[step - 1]
            if dips {
                let low = lowest(place(step - 2), place(step), margin)
                if margin(low) < 0 { return bisection(place(step - 2), low, margin) }
            }
        }
        return nil
    }

    /// Between a weight where the margin holds and one where it doesn't.
    private static func bisection(
        _ holding: Double, _ failing: Double, _ margin: (Double) -> Double
    ) -> Double {
        var (holding, failing) = (holding, failing)
        for _ in 0..<200 {
            let middle = (holding + failing) / 2
            guard middle != holding, middle != failing else { break }
            if margin(middle) >= 0 { holding = middle } else { failing = middle }
        }
        return holding
    }

    /// Where a margin with one minimum between two weights is least, by golden section.
    private static func lowest(
        _ first: Double, _ last: Double, _ margin: (Double) -> Double
    ) -> Double {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (a, b) = (first, last)
        for _ in 0..<60 {
            let (low, high) = (b - ratio * (b - a), a + ratio * (b - a))
            if margin(low) < margin(high) { b = high } else { a = low }
        }
        return (a + b) / 2
    }
}
