/// The weights of a whole indicator tree, for one class of units or for all.
public struct TreeWeights: Sendable, Hashable, Codable {
    /// A leaf and its share of the whole.
    public struct Leaf: Sendable, Hashable, Codable {
        public let code: String
        /// Product of the local weights from the top down; 0…1.
        public let weight: Double
    }

    /// 评估序列; nil where the weights hold for every class.
    public let unitClass: String?
    /// Every node that has children, in tree order.
    public let nodes: [NodeWeights]
    /// Every leaf in tree order; sum 1 within 1e-12.
    public let leaves: [Leaf]

    init(unitClass: String?, nodes: [NodeWeights]) {
        self.unitClass = unitClass
        self.nodes = nodes
        let inner = Dictionary(nodes.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
        var leaves: [Leaf] = []
        func descend(_ node: NodeWeights, share: Double) {
            for (child, weight) in zip(node.children, node.weights) {
                if let next = inner[child] {
                    descend(next, share: share * weight)
                } else {
                    leaves.append(Leaf(code: child, weight: share * weight))
                }
            }
        }
        if let top = nodes.first { descend(top, share: 1) }
        self.leaves = leaves
    }
}
