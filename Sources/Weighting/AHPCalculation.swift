package import Diagnostics
package import LinearAlgebra
internal import Languages

/// The answer of the stand-alone calculator: weights from one or several experts' square tables.
public struct AHPCalculation: Sendable, Hashable, Codable {
    /// A change of one answer that helps to bring an expert's CR to the maximum.
    public struct Revision: Sendable, Hashable, Codable {
        public let expert: String
        public let left: String
        public let right: String
        /// The answer on the 1–9 scale, left ÷ right.
        public let given: Double
        public let suggested: Double
        /// The expert's CR with this change and those listed before it.
        public let crAfter: Double
        /// The group's weights then; nil where there are none.
        public let weightsAfter: [Double]?
    }

    /// What one answer does to an expert's consistency.
    public struct Influence: Sendable, Hashable, Codable {
        public let expert: String
        public let left: String
        public let right: String
        /// The answer as a ratio left ÷ right.
        public let given: Double
        /// How many times larger than the weights make it.
        public let deviation: Double
        /// ∂CR ÷ ∂ ln ratio.
        public let slope: Double
        /// Ratios [low, high] that alone bring CR to the maximum or below; nil where none does.
        public let acceptable: [Double]?
        /// The ratio that the expert's other answers imply, and CR with it; nil where they leave
        /// the pair unconnected.
        public let implied: Double?
        public let crImplied: Double?
    }

    /// A question that one expert left out.
    public struct Gap: Sendable, Hashable, Codable {
        public let expert: String
        public let left: String
        public let right: String
        /// The ratio that the expert's own answers imply; nil where they leave it open.
        public let implied: Double?
    }

    /// Whose judgements run in a circle, and where.
    public struct Circle: Sendable, Hashable, Codable {
        public let expert: String
        /// Each is at least as good as the next, the last as the first.
        public let labels: [String]
    }

    public let labels: [String]
    /// The group's weights, or the only expert's, with their evidence.
    public let weights: NodeWeights
    /// CR within the maximum; by the GCI where the table has no random index.
    public let isConsistent: Bool
    public let scale: String
    public let circles: [Circle]
    /// The smallest set of changes per inconsistent expert; empty unless asked for.
    public let revisions: [Revision]
    /// Every answer of each expert; empty unless asked for.
    public let influences: [Influence]
    /// Who agrees with whom.
    public let clusters: [ExpertCluster]
    /// What two or more experts judged, the comparison most at odds first.
    public let disagreements: [Disagreement]
    /// What each expert left out, the question first whose answer would narrow the expert's
    /// weights most.
    public let gaps: [Gap]

    /// - Parameters:
    ///   - sheets: One per expert, in reporting order, at least one; labels in any order.
    ///   - suggesting: Whether to look for the least changes that mend an inconsistent expert.
    ///   - log: Receives every problem of the judgements.
    /// - Returns: nil when there was an error.
    /// - Throws: `.notConverged` when LAPACK gives up.
    package init?(
        _ sheets: [SquareJudgements], rules: WeightingRules, suggesting: Bool = false,
        into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        guard let first = sheets.first else { preconditionFailure("somebody judged") }
        let same = sheets.compactMap { $0.ordered(as: first.labels) }
        guard same.count == sheets.count else {
            for sheet in sheets where sheet.ordered(as: first.labels) == nil {
                log.report(otherLabels(sheet, than: first))
            }
            return nil
        }
        let panel = JudgementPanel(
            group: SiblingGroup(node: "", children: first.labels), unitClass: nil,
            sittings: same.map { sheet in
                JudgementPanel.Sitting(
                    opinion: ExpertOpinion(
                        expert: sheet.expert, weight: sheet.weight,
                        matrix: sheet.ratios(on: rules.scale)),
                    place: sheet.place)
            })
        guard let weights = try panel.weights(rules: rules, into: &log) else { return nil }
        labels = first.labels
        self.weights = weights
        isConsistent =
            weights.cr.map { $0 <= rules.maximumRatio }
            ?? ((weights.gci ?? 0) <= GeometricConsistency.threshold(order: first.labels.count))
        scale = rules.scale.name
        circles = same.flatMap { $0.circles }
        let heard = weights.experts.filter { !$0.excluded && $0.weight > 0 }
        clusters = ExpertCluster.all(
            among: heard.compactMap { part in part.weights.map { (part.expert, $0) } })
        disagreements = panel.opinions.disagreements(labels: first.labels)
        var gaps: [Gap] = []
        for sheet in same { gaps += try sheet.gaps(under: rules) }
        self.gaps = gaps
        (revisions, influences) =
            suggesting ? try suggestions(for: panel, same, rules) : ([], [])
    }
}

private func suggestions(
    for panel: JudgementPanel, _ sheets: [SquareJudgements], _ rules: WeightingRules
) throws(LinearAlgebraError) -> ([AHPCalculation.Revision], [AHPCalculation.Influence]) {
    let repairs = try panel.opinions.repairs(under: rules)
    let influences = try inParallel(sheets.count) { index throws(LinearAlgebraError) in
        try sheets[index].influences(under: rules)
    }
    let revisions = repairs.flatMap { repair -> [AHPCalculation.Revision] in
        guard let sheet = sheets.first(where: { $0.expert == repair.expert }) else { return [] }
        return (repair.steps ?? []).map { sheet.revision($0, on: rules.scale) }
    }
    return (revisions, influences.flatMap(\.self))
}

extension SquareJudgements {
    func ratios(on scale: JudgementScale) -> ComparisonMatrix {
        ComparisonMatrix(
            order: answers.order, upper: answers.upper.map { $0.map { scale.ratio(of: $0) } })
    }

    fileprivate var circles: [AHPCalculation.Circle] {
        answers.intransitiveTriads.map { triad in
            .init(expert: expert, labels: triad.circle.map { labels[$0] })
        }
    }

    fileprivate func gaps(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [AHPCalculation.Gap] {
        guard !answers.isComplete else { return [] }
        let matrix = ratios(on: rules.scale)
        guard matrix.isConnected else {
            return matrix.missing.map {
                .init(expert: expert, left: labels[$0.left], right: labels[$0.right], implied: nil)
            }
        }
        let full = try matrix.completed(by: rules.implied)
        return try matrix.nextQuestions().map {
            .init(
                expert: expert, left: labels[$0.left], right: labels[$0.right],
                implied: full[$0.left, $0.right])
        }
    }

    fileprivate func revision(
        _ step: ExpertRepair.Step, on scale: JudgementScale
    ) -> AHPCalculation.Revision {
        let change = step.change
        return .init(
            expert: expert, left: labels[change.pair.left], right: labels[change.pair.right],
            given: answers[change.pair.left, change.pair.right] ?? 1,
            suggested: scale.grid.first { $0.ratio == change.to }?.answer ?? change.to,
            crAfter: change.ratioAfter, weightsAfter: step.groupWeights)
    }

    fileprivate func influences(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [AHPCalculation.Influence] {
        let matrix = ratios(on: rules.scale)
        guard matrix.isConnected,
            let repair = ConsistencyRepair(
                matrix, maximumRatio: rules.maximumRatio, randomIndex: rules.randomIndex,
                implying: rules.implied, scale: rules.scale)
        else { return [] }
        return try repair.influences().map { influence in
            .init(
                expert: expert, left: labels[influence.pair.left],
                right: labels[influence.pair.right], given: influence.ratio,
                deviation: influence.deviation, slope: influence.slope,
                acceptable: influence.acceptable.map { [$0.lowerBound, $0.upperBound] },
                implied: influence.implied?.ratio, crImplied: influence.implied?.ratioAfter)
        }
    }
}

private func otherLabels(_ sheet: SquareJudgements, than first: SquareJudgements) -> Diagnostic {
    Diagnostic(
        .unknownReference, at: sheet.place, found: sheet.labels.joined(separator: ", "),
        expected: Wording(first.labels.joined(separator: ", ")),
        message: Wording(
            zh: "专家“\(sheet.expert)”比较的指标与专家“\(first.expert)”的不同",
            en: "expert “\(sheet.expert)” compares other labels than expert “\(first.expert)”"),
        remedy: Wording(
            zh: "各专家的表使用相同的指标名称", en: "use the same labels in every expert's table"))
}
