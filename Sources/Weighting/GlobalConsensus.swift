/// How much experts agree on the weights of the whole tree.
public struct GlobalConsensus: Sendable, Hashable, Codable {
    /// One expert's own global weights.
    public struct Expert: Sendable, Hashable, Codable {
        public let expert: String
        /// One per leaf in tree order, sum 1.
        public let leaves: [Double]
        /// Compatibility index with the group's weights; 1 for the same ratios.
        public let compatibility: Double
    }

    /// Experts whose judgements count at every node that was judged, by name.
    public let experts: [Expert]
    /// Those who left a judged node out, or were left out there: they have no global weights.
    public let incomplete: [String]
    /// Of the experts' global weights; nil for fewer than two experts.
    public let consensus: Consensus?
    /// Who agrees with whom on the global weights.
    public let clusters: [ExpertCluster]

    /// - Returns: nil where no expert was asked.
    package init?(of tree: TreeWeights) {
        let judged = tree.nodes.filter { $0.source == .judgements }
        let names = Set(judged.flatMap { $0.experts.map(\.expert) }).sorted()
        guard !names.isEmpty else { return nil }
        var complete: [Expert] = []
        var incomplete: [String] = []
        let group = tree.leaves.map(\.weight)
        for name in names {
            if let leaves = tree.leaves(of: name, judged: judged.count) {
                complete.append(
                    Expert(
                        expert: name, leaves: leaves,
                        compatibility: compatibility(leaves, group)))
            } else {
                incomplete.append(name)
            }
        }
        (experts, self.incomplete) = (complete, incomplete)
        consensus = Consensus(of: complete.map(\.leaves))
        clusters = ExpertCluster.all(
            among: complete.map { ($0.expert, positive($0.leaves, group)) })
    }
}

extension TreeWeights {
    /// The global weights by one expert's judgements alone, and by what the tree writes.
    fileprivate func leaves(of expert: String, judged: Int) -> [Double]? {
        var found = 0
        let own = nodes.map { node -> NodeWeights in
            guard node.source == .judgements,
                let part = node.experts.first(where: { $0.expert == expert }),
                !part.excluded, part.weight > 0, let weights = part.weights
            else { return node }
            found += 1
            return NodeWeights(node: node.node, children: node.children, written: weights)
        }
        guard found == judged else { return nil }
        return TreeWeights(unitClass: unitClass, nodes: own).leaves.map(\.weight)
    }
}

/// Weights written as 0 are 0 for everyone and say nothing about agreement.
private func compatibility(_ first: [Double], _ second: [Double]) -> Double {
    Compatibility.index(positive(first, second), positive(second, first))
}

private func positive(_ weights: [Double], _ group: [Double]) -> [Double] {
    zip(weights, group).filter { $0.1 > 0 && $0.0 > 0 }.map(\.0)
}
