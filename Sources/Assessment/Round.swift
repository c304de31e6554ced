package import Diagnostics
internal import Indicators
internal import Institutions
package import LinearAlgebra
internal import Oversight
internal import Reallocation
internal import Scoring
internal import Survey
package import Weighting
internal import Workload

/// One round from an evaluation folder to its result: the whole method on one page.
struct Round: Sendable {
    let folder: EvaluationFolder
    let weights: WeightSets

    func result() -> RoundResult {
        let units = folder.dossiers.map { dossier, opinion in
            UnitEvaluation(dossier, opinion: opinion, folder: folder, weights: weights)
        }
        let ranks = competitionRanks(units.map(\.score), within: units.map(\.unit.unitClass))
        let settings = folder.settings
        let grades = settings.grades(over: folder.tree.grades)
        let advice = Advice(
            units.map { AdviceCase($0, grades: grades, time: settings.workingTime) })
        return RoundResult(
            self, units: units, ranks: ranks,
            advice: advice.lines.map { $0.map(AdviceRecord.init) })
    }
}

extension EvaluationFolder {
    /// Units with what the survey says of each, in file order.
    var dossiers: [(Dossier, UnitOpinion?)] {
        forms.dossiers.enumerated().map { index, dossier in (dossier, survey?.units[index]) }
    }

    /// Rules by which judgements become weights.
    package var weightingRules: WeightingRules {
        settings.weights.rules(treeIndex: tree.randomIndex.flatMap(RandomIndex.init(rawValue:)))
    }

    /// Weights of the tree for every unit class; nil after an error.
    package func weightSets(into log: inout DiagnosticLog) throws(LinearAlgebraError) -> WeightSets?
    {
        try WeightSets(
            tree: tree.parents.map { tree.siblingGroup(below: $0) }, judgements: judgements,
            classes: classes, rules: weightingRules, into: &log)
    }
}

extension IndicatorTree {
    /// The children of a node, with the weights that the tree writes for them.
    fileprivate func siblingGroup(below position: Int) -> SiblingGroup {
        let children = nodes[position].children.map { nodes[$0] }
        let written = children.compactMap(\.writtenWeight)
        let isWritten = written.count == children.count
        let classes = Set(written.flatMap(\.exceptions).map(\.unitClass))
        return SiblingGroup(
            node: nodes[position].code, children: children.map(\.code),
            written: isWritten ? written.map(\.general) : nil,
            writtenByClass: isWritten
                ? Dictionary(
                    uniqueKeysWithValues: classes.map { name in
                        (name, written.map { $0.weight(forClass: name) })
                    }) : [:])
    }
}
