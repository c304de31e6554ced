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
        /// The group's weights if this expert had not been asked; nil where nobody else was, or
        /// the others don't connect the siblings.
        package internal(set) var weightsWithout: [Double]?
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
    /// A pair that nobody judged.
    package struct Missing: Sendable, Hashable {
        package let pair: ComparedPair
        /// What the others imply, left ÷ right.
        package let ratio: Double
        /// Ratios that would leave the group's CR within the maximum.
        package let acceptable: ClosedRange<Double>?
    }

    /// The pairs that nobody judged, the one first whose answer would narrow the weights most.
    package let missing: [Missing]

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
        experts = try group.leavingOneOut(parts, rules: rules)
        consensus = Consensus(of: individual.map(\.0))
        judgements = try averaged.completed(by: rules.implied)
        missing = try averaged.gaps(completed: judgements, rules: rules)
    }
}

extension JudgementGroup {
    /// Each expert's own weights, and who is left out for inconsistency.
    func parts(under rules: WeightingRules) throws(LinearAlgebraError) -> [GroupPriorities.Expert] {
        var parts: [GroupPriorities.Expert] = []
        parts.reserveCapacity(opinions.count)
        for opinion in opinions { parts.append(try opinion.part(under: rules)) }
        return parts
    }

    /// The parts with the group's weights without each.
    fileprivate func leavingOneOut(
        _ parts: [GroupPriorities.Expert], rules: WeightingRules
    ) throws(LinearAlgebraError) -> [GroupPriorities.Expert] {
        let counts = parts.map { !$0.isExcluded && $0.weight > 0 }
        let rests = aggregatedJudgements(withoutEachOf: counts)
        let own = zip(parts, counts).map { part, isCounted in
            isCounted ? part.priorities.map { ($0.weights, part.weight) } : nil
        }
        let without = try inParallel(parts.count) { index throws(LinearAlgebraError) in
            guard let rest = rests[index], rest.isConnected, counts.count(where: \.self) > 1
            else { return [Double]?.none }
            let others = own.indices.filter { $0 != index }.compactMap { own[$0] }
            if rules.group == .aip, !others.isEmpty { return aggregatedPriorities(others) }
            return try rest.weights(by: rules.method, implying: rules.implied)
        }
        var told = parts
        for (index, weights) in without.enumerated() { told[index].weightsWithout = weights }
        return told
    }
}

extension ExpertOpinion {
    /// The expert's own weights, and whether inconsistency leaves the expert out.
    func part(under rules: WeightingRules) throws(LinearAlgebraError) -> GroupPriorities.Expert {
        var own: PriorityVector?
        if matrix.isConnected {
            own = try matrix.priorities(
                by: rules.method, randomIndex: rules.randomIndex, implying: rules.implied)
        }
        let agrees = own?.isConsistent(maximumRatio: rules.maximumRatio) ?? true
        return GroupPriorities.Expert(
            expert: expert, weight: weight, priorities: own,
            isExcluded: rules.inconsistent == .exclude && !agrees)
    }
}

extension ComparisonMatrix {
    /// What is missing, with what is implied and what would be acceptable.
    fileprivate func gaps(
        completed: ComparisonMatrix, rules: WeightingRules
    ) throws(LinearAlgebraError) -> [GroupPriorities.Missing] {
        var gaps: [GroupPriorities.Missing] = []
        for pair in try nextQuestions() {
            let ratio = completed[pair.left, pair.right] ?? 1
            let repair = ConsistencyRepair(
                replacing(pair, by: ratio), maximumRatio: rules.maximumRatio,
                randomIndex: rules.randomIndex, implying: rules.implied, scale: rules.scale)
            gaps.append(
                .init(pair: pair, ratio: ratio, acceptable: try repair?.acceptableRange(of: pair)))
        }
        return gaps
    }
}
