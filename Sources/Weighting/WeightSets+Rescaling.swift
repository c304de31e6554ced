extension WeightSets {
    /// The same weights with some nodes fixed; their siblings share what is left as they did before.
    ///
    /// Where every sibling is fixed, the fixed weights are scaled to sum 1. The weights of a node
    /// so changed count as written: no judgements stand behind them.
    /// - Parameter fixed: New local weights by code; in sum below 1 where a sibling isn't among them.
    package func rescaled(_ fixed: [String: Double]) -> WeightSets {
        WeightSets(
            sets: sets.map { set in
                TreeWeights(unitClass: set.unitClass, nodes: set.nodes.map { $0.rescaled(fixed) })
            })
    }
}

extension JudgedWeights {
    /// The same judgements with other weights drawn from them.
    package func rescaled(_ fixed: [String: Double]) -> JudgedWeights {
        JudgedWeights(sets: sets.rescaled(fixed), panels: panels, rules: rules)
    }
}

extension NodeWeights {
    fileprivate func rescaled(_ fixed: [String: Double]) -> NodeWeights {
        guard children.contains(where: { fixed[$0] != nil }) else { return self }
        let free = zip(children, weights).filter { fixed[$0.0] == nil }
        let (left, sum) = (
            1 - children.reduce(0) { $0 + (fixed[$1] ?? 0) }, free.reduce(0) { $0 + $1.1 }
        )
        precondition(free.isEmpty || left > 0, "siblings of fixed weights keep something")
        return NodeWeights(
            node: node, children: children,
            written: zip(children, weights).map { code, weight in
                fixed[code] ?? (sum > 0 ? weight / sum : 1 / Double(free.count)) * left
            })
    }
}
