package import LinearAlgebra

/// A group's weights of siblings, both ways of averaging side by side, with each expert's own.
package struct GroupPriorities: Sendable, Hashable {
    /// One expert's part in the group.
    package struct Expert: Sendable, Hashable {
        package let expert: String
        package let weight: Double
        /// nil where the expert's own judgements don't connect the siblings.
        package let priorities: PriorityVector?
        /// Left out of the group for inconsistency.
        package let isExcluded: Bool
    }

    /// The group's weights by the rule in force.
    package let weights: [Double]
    /// The weights of the averaged judgements; their λmax and CR are the group's.
    package let aij: PriorityVector
    /// The average of the priorities; nil where no expert has any.
    package let aip: [Double]?
    package let experts: [Expert]
    /// nil with fewer than two experts who have weights.
    package let consensus: Consensus?
    /// The averaged judgements with what nobody judged implied.
    package let judgements: ComparisonMatrix
    /// The pairs that nobody judged.
    package let missing: [ComparedPair]

    /// Requires that the judgements of the experts who are kept connect the siblings.
    package init(
        _ group: JudgementGroup, rules: WeightingRules
    ) throws(LinearAlgebraError) {
        try self.init(group, parts: group.parts(under: rules), rules: rules)
    }

    /// With each expert's own weights already at hand.
    init(
        _ group: JudgementGroup, parts: [Expert], rules: WeightingRules
    ) throws(LinearAlgebraError) {
        let kept = JudgementGroup(zip(group.opinions, parts).filter { !$0.1.isExcluded }.map(\.0))
        let averaged = kept.aggregatedJudgements
        aij = try averaged.priorities(
            by: rules.method, randomIndex: rules.randomIndex, implying: rules.implied)
        let individual = parts.filter { !$0.isExcluded && $0.weight > 0 }
            .compactMap { part in part.priorities.map { ($0.weights, part.weight) } }
        aip = individual.isEmpty ? nil : aggregatedPriorities(individual)
        weights = rules.group == .aip ? aip ?? aij.weights : aij.weights
        experts = parts
        consensus = Consensus(of: individual.map(\.0))
        missing = averaged.missing
        judgements = try averaged.completed(by: rules.implied)
    }
}

extension JudgementGroup {
    /// Each expert's own weights, and who is left out for inconsistency.
    func parts(under rules: WeightingRules) throws(LinearAlgebraError) -> [GroupPriorities.Expert] {
        var parts: [GroupPriorities.Expert] = []
        for opinion in opinions {
            var own: PriorityVector?
            if opinion.matrix.isConnected {
                own = try opinion.matrix.priorities(
                    by: rules.method, randomIndex: rules.randomIndex, implying: rules.implied)
            }
            let agrees = own?.isConsistent(maximumRatio: rules.maximumRatio) ?? true
            parts.append(
                .init(
                    expert: opinion.expert, weight: opinion.weight, priorities: own,
                    isExcluded: rules.inconsistent == .exclude && !agrees))
        }
        return parts
    }
}
