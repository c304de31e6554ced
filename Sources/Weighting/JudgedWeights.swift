package import Diagnostics
package import LinearAlgebra

/// The weights of a tree together with the judgements from which they come.
package struct JudgedWeights: Sendable {
    package let sets: WeightSets
    /// Parallel to the sets and their nodes: who judged the node's children; nil where the weights
    /// are written or a child is alone.
    package let panels: [[JudgementPanel?]]
    package let rules: WeightingRules

    init(sets: WeightSets, panels: [[JudgementPanel?]], rules: WeightingRules) {
        self.sets = sets
        self.panels = panels
        self.rules = rules
    }

    /// The panels by which units of a class are weighted, in tree order.
    package func panels(for unitClass: String) -> [JudgementPanel] {
        let place = sets.sets.firstIndex { $0.unitClass == nil || $0.unitClass == unitClass }
        return place.map { panels[$0].compactMap(\.self) } ?? []
    }

    /// From judgements and written weights to local and global weights.
    ///
    /// Where a node has judgements for a class, these alone count for it; else those without a
    /// class; else the weights written in the tree. An only child weighs 1.
    /// - Parameters:
    ///   - tree: Every node that has children, in tree order, the top first.
    ///   - classes: The unit classes there are, in reporting order.
    ///   - place: The file or sheet of the judgements, for what is missing in it; nil where some of
    ///     it couldn't be read, so that what is missing may be there.
    ///   - log: Receives every problem of the judgements.
    /// - Returns: nil when there was an error.
    /// - Throws: `.notConverged` when LAPACK gives up.
    package init?(
        tree: [SiblingGroup], judgements: [Judgement], classes: [String], rules: WeightingRules,
        place: Place? = Place(file: "experts/judgements.csv"), into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        let errorsBefore = log.errorCount
        let sheets = JudgementSheets(
            judgements, tree: tree, classes: classes, scale: rules.scale, into: &log)
        let perClass = sheets.classes(among: classes, of: tree)
        var solved: [JudgementSheets.Key: NodeWeights] = [:]
        for group in tree {
            for unitClass in [nil] + perClass.map(Optional.some) {
                let key = JudgementSheets.Key(node: group.node, unitClass: unitClass)
                guard let panel = sheets.panel(key, of: group) else { continue }
                solved[key] = try panel.weights(rules: rules, into: &log)
            }
        }
        var sets: [TreeWeights] = []
        var panels: [[JudgementPanel?]] = []
        for unitClass in perClass.isEmpty ? [nil] : perClass.map(Optional.some) {
            let nodes = tree.compactMap { group in
                sheets.weights(of: group, for: unitClass, solved: solved, at: place, into: &log)
            }
            sets.append(TreeWeights(unitClass: unitClass, nodes: nodes))
            panels.append(tree.map { sheets.panel(of: $0, for: unitClass) })
        }
        guard log.errorCount == errorsBefore,
            sets.allSatisfy({ $0.nodes.count == tree.count })
        else { return nil }
        self.sets = WeightSets(sets: sets)
        self.panels = panels
        self.rules = rules
    }
}
