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
    }

    /// What one answer does to an expert's consistency.
    public struct Influence: Sendable, Hashable, Codable {
        public let expert: String
        public let left: String
        public let right: String
        public let given: Double
        /// How many times larger than the weights make it.
        public let deviation: Double
        /// ∂CR ÷ ∂ ln ratio.
        public let slope: Double
        /// Ratios [low, high] that alone bring CR to the maximum or below; nil where none does.
        public let acceptable: [Double]?
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
            group: SiblingGroup(node: "root", children: first.labels), unitClass: nil,
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
        var revisions: [Revision] = []
        var influences: [Influence] = []
        if suggesting {
            for sheet in same {
                revisions += try sheet.revisions(under: rules)
                influences += try sheet.influences(under: rules)
            }
        }
        (self.revisions, self.influences) = (revisions, influences)
    }
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

    private func repair(under rules: WeightingRules) -> ConsistencyRepair? {
        let matrix = ratios(on: rules.scale)
        guard matrix.isConnected else { return nil }
        return ConsistencyRepair(
            matrix, maximumRatio: rules.maximumRatio, randomIndex: rules.randomIndex,
            implying: rules.implied, scale: rules.scale)
    }

    fileprivate func revisions(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [AHPCalculation.Revision] {
        guard let plan = try repair(under: rules)?.plan() else { return [] }
        let grid = rules.scale.grid
        return plan.changes.map { change in
            .init(
                expert: expert, left: labels[change.pair.left], right: labels[change.pair.right],
                given: answers[change.pair.left, change.pair.right] ?? 1,
                suggested: grid.first { $0.ratio == change.to }?.answer ?? change.to,
                crAfter: change.ratioAfter)
        }
    }

    fileprivate func influences(
        under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [AHPCalculation.Influence] {
        guard let repair = repair(under: rules) else { return [] }
        return try repair.influences().map { influence in
            .init(
                expert: expert, left: labels[influence.pair.left],
                right: labels[influence.pair.right],
                given: answers[influence.pair.left, influence.pair.right] ?? 1,
                deviation: influence.deviation, slope: influence.slope,
                acceptable: influence.acceptable.map { [$0.lowerBound, $0.upperBound] })
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
