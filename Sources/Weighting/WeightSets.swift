package import Diagnostics
package import LinearAlgebra

/// The weights of one indicator tree: one set for all units, or one per class of units.
public struct WeightSets: Sendable, Hashable, Codable {
    /// One set without a class, or one per class in the given order of classes.
    public let sets: [TreeWeights]

    /// The weights by which units of a class are scored.
    public subscript(unitClass: String) -> TreeWeights? {
        sets.first { $0.unitClass == nil || $0.unitClass == unitClass }
    }

    /// From judgements and written weights to local and global weights.
    ///
    /// Where a node has judgements for a class, these alone count for it; else those without a
    /// class; else the weights written in the tree. An only child weighs 1.
    /// - Parameters:
    ///   - tree: Every node that has children, in tree order, the top first.
    ///   - classes: The unit classes there are, in reporting order.
    ///   - file: The judgements file, for what is missing in it.
    ///   - log: Receives every problem of the judgements.
    /// - Returns: nil when there was an error.
    /// - Throws: `.notConverged` when LAPACK gives up.
    package init?(
        tree: [SiblingGroup], judgements: [Judgement], classes: [String], rules: WeightingRules,
        file: String = "experts/judgements.csv", into log: inout DiagnosticLog
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
        for unitClass in perClass.isEmpty ? [nil] : perClass.map(Optional.some) {
            let nodes = tree.compactMap { group in
                sheets.weights(of: group, for: unitClass, solved: solved, file: file, into: &log)
            }
            sets.append(TreeWeights(unitClass: unitClass, nodes: nodes))
        }
        guard log.errorCount == errorsBefore else { return nil }
        self.sets = sets
    }
}
