package import LinearAlgebra

/// The least changes that would make one expert's answers consistent, and what the group's weights
/// would then be. A suggestion: nothing is changed.
package struct ExpertRepair: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        package let change: ConsistencyRepair.Change
        /// The group's weights with this change and those before it; nil where there are none.
        package let groupWeights: [Double]?
    }

    package let expert: String
    /// The expert's CR as judged.
    package let ratio: Double
    /// Largest change first; nil where the grid has no remedy.
    package let steps: [Step]?
    /// No fewer changes on the grid do.
    package let isProvenSmallest: Bool
}

extension JudgementGroup {
    /// The group's weights by the rules; nil where nobody counts or nothing connects the siblings.
    package func weights(under rules: WeightingRules) throws(LinearAlgebraError) -> [Double]? {
        guard opinions.contains(where: { $0.weight > 0 }) else { return nil }
        return try weights(of: parts(under: rules), under: rules)
    }

    /// The same with each expert's own weights already at hand.
    private func weights(
        of parts: [GroupPriorities.Expert], under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [Double]? {
        let kept = zip(opinions, parts).filter { !$1.isExcluded && $0.weight > 0 }
        guard !kept.isEmpty else { return nil }
        let averaged = JudgementGroup(kept.map(\.0)).aggregatedJudgements
        guard averaged.isConnected else { return nil }
        let own = kept.compactMap { opinion, part in
            part.priorities.map { ($0.weights, opinion.weight) }
        }
        if rules.group == .aip, !own.isEmpty { return aggregatedPriorities(own) }
        return try averaged.weights(by: rules.method, implying: rules.implied)
    }

    /// A remedy for every expert whose CR is above the maximum, in the order of the experts.
    ///
    /// - Complexity: A second or two for each such expert at worst; experts in parallel.
    package func repairs(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [ExpertRepair] {
        let parts = try parts(under: rules)
        return try inParallel(opinions.count) { index throws(LinearAlgebraError) in
            try repair(ofExpert: index, among: parts, under: rules)
        }.compactMap(\.self)
    }

    private func repair(
        ofExpert index: Int, among parts: [GroupPriorities.Expert], under rules: WeightingRules
    ) throws(LinearAlgebraError) -> ExpertRepair? {
        let opinion = opinions[index]
        guard let ratio = parts[index].priorities?.cr, ratio > rules.maximumRatio,
            let repair = ConsistencyRepair(
                opinion.matrix, maximumRatio: rules.maximumRatio, randomIndex: rules.randomIndex,
                implying: rules.implied, scale: rules.scale)
        else { return nil }
        guard let plan = try repair.plan() else {
            return ExpertRepair(
                expert: opinion.expert, ratio: ratio, steps: nil, isProvenSmallest: false)
        }
        var matrix = opinion.matrix
        var steps: [ExpertRepair.Step] = []
        for change in plan.changes {
            matrix = matrix.replacing(change.pair, by: change.to)
            steps.append(
                .init(
                    change: change,
                    groupWeights: try weights(
                        replacing: index, by: matrix, among: parts, under: rules)))
        }
        return ExpertRepair(
            expert: opinion.expert, ratio: ratio, steps: steps,
            isProvenSmallest: plan.isProvenSmallest)
    }

    /// The group's weights with other answers of one expert; those of the others stay.
    private func weights(
        replacing index: Int, by matrix: ComparisonMatrix, among parts: [GroupPriorities.Expert],
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [Double]? {
        let changed = ExpertOpinion(
            expert: opinions[index].expert, weight: opinions[index].weight, matrix: matrix)
        var (group, told) = (opinions, parts)
        group[index] = changed
        told[index] = try changed.part(under: rules)
        return try JudgementGroup(group).weights(of: told, under: rules)
    }
}
