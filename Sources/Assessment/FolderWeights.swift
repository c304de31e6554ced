package import Diagnostics
package import Weighting

/// Weights of a folder's tree, without evaluating its units.
package struct FolderWeights: Sendable {
    /// One per unit class of the folder, in order.
    package let classes: [ClassWeights]
    /// Warnings only.
    package let log: DiagnosticLog

    /// - Throws: `InvalidInput` with every problem of the folder at once, `LinearAlgebraError`
    ///   where LAPACK gives up on a judgement matrix.
    package init(ofFolder path: String) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, into: &log).folder
        try log.check()
        guard let folder, let judged = folder.judgedWeights else {
            preconditionFailure("a folder without an error has weights")
        }
        classes = ClassWeights.all(of: judged, for: folder.classes)
        self.log = log
    }
}

/// The weights by which one class of units is scored, and how far the experts agree on them.
package struct ClassWeights: Sendable {
    package let unitClass: String
    package let weights: TreeWeights
    /// Consensus and clusters on the global weights; nil where no expert was asked.
    package let consensus: GlobalConsensus?
    /// Every node that experts judged, in tree order.
    package let panels: [PanelStudy]

    static func all(of judged: JudgedWeights, for classes: [String]) -> [ClassWeights] {
        let sets = zip(judged.sets.sets, judged.panels).map { weights, panels in
            (
                weights, GlobalConsensus(of: weights),
                panels.compactMap(\.self).map { PanelStudy(weights, $0) }
            )
        }
        return classes.compactMap { name in
            sets.first { $0.0.unitClass == nil || $0.0.unitClass == name }.map {
                ClassWeights(unitClass: name, weights: $0.0, consensus: $0.1, panels: $0.2)
            }
        }
    }
}

/// The experts at one node.
package struct PanelStudy: Sendable {
    /// Three children whom an expert prefers in a circle.
    package struct Circle: Sendable, Hashable {
        package let expert: String
        /// Each is at least as good as the next, the last as the first.
        package let children: [String]
    }

    package let node: String
    /// Who agrees with whom on the children's weights.
    package let clusters: [ExpertCluster]
    /// Comparisons that two or more experts made, the one most at odds first.
    package let disagreements: [Disagreement]
    package let circles: [Circle]

    init(_ weights: TreeWeights, _ panel: JudgementPanel) {
        node = panel.group.node
        let experts = weights.nodes.first { $0.node == panel.group.node }?.experts ?? []
        clusters = ExpertCluster.all(
            among: experts.filter { !$0.excluded && $0.weight > 0 }
                .compactMap { part in part.weights.map { (part.expert, $0) } })
        let children = panel.group.children
        disagreements = panel.opinions.disagreements(labels: children)
        circles = panel.sittings.flatMap { sitting in
            sitting.opinion.matrix.intransitiveTriads.map { triad in
                Circle(
                    expert: sitting.opinion.expert, children: triad.circle.map { children[$0] })
            }
        }
    }
}
