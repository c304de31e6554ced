internal import Indicators
internal import Weighting

extension IndicatorTree {
    /// One per node that has children, in order, with the weights that the tree writes for them.
    var siblingGroups: [SiblingGroup] {
        parents.map { position in
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
}

extension EvaluationSettings {
    /// Rules by which judgements become weights; the tree may name the random-index table.
    func weightingRules(for tree: IndicatorTree) -> WeightingRules {
        weights.rules(treeIndex: tree.randomIndex.flatMap(RandomIndex.init(rawValue:)))
    }
}
