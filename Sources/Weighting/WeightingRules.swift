/// How judgements become weights: the choices that a round states and keeps.
public struct WeightingRules: Sendable, Hashable {
    /// What happens to an expert whose consistency ratio is above the maximum.
    public enum InconsistencyPolicy: String, Sendable, Hashable, Codable, CaseIterable {
        /// Counted, with a warning.
        case warn
        /// Left out at that node, with a warning.
        case exclude
        /// Refused.
        case reject
    }

    /// What happens to a pair that is not judged.
    public enum IncompletenessPolicy: String, Sendable, Hashable, Codable, CaseIterable {
        case harker, completion
        /// Refused, in any expert's judgements.
        case reject
    }

    /// What is averaged over the experts.
    public enum GroupAggregation: String, Sendable, Hashable, Codable, CaseIterable {
        /// Their judgements, by the weighted geometric mean of each pair.
        case aij
        /// Their priorities, by the weighted geometric mean, scaled to sum 1.
        case aip
    }

    public let method: PriorityMethod
    public let randomIndex: RandomIndex
    public let group: GroupAggregation
    /// The largest consistency ratio that needs no remark, above 0; 0.10 by custom.
    public let maximumRatio: Double
    public let inconsistent: InconsistencyPolicy
    public let incomplete: IncompletenessPolicy
    public let scale: JudgementScale

    public init(
        method: PriorityMethod = .eigenvector, randomIndex: RandomIndex = .alonsoLamata,
        group: GroupAggregation = .aij, maximumRatio: Double = 0.10,
        inconsistent: InconsistencyPolicy = .warn, incomplete: IncompletenessPolicy = .completion,
        scale: JudgementScale = .linear
    ) {
        precondition(maximumRatio > 0, "a largest consistency ratio is above 0")
        self.method = method
        self.randomIndex = randomIndex
        self.group = group
        self.maximumRatio = maximumRatio
        self.inconsistent = inconsistent
        self.incomplete = incomplete
        self.scale = scale
    }

    var implied: ImpliedJudgements { incomplete == .harker ? .harker : .completion }
}
