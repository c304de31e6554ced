internal import Languages

/// A node of the indicator tree and the children whose weights are wanted.
package struct SiblingGroup: Sendable, Hashable {
    /// `root` for the top of the tree; empty where there is no tree.
    package let node: String
    /// Codes of the children in tree order, at least one.
    package let children: [String]
    /// Weights written in the tree, in the order of the children; nil where there are none.
    package let written: [Double]?
    /// Weights written for single classes of units, in the order of the children.
    package let writtenByClass: [String: [Double]]

    /// - Precondition: Written weights are one per child, none negative, some above 0.
    package init(
        node: String, children: [String], written: [Double]? = nil,
        writtenByClass: [String: [Double]] = [:]
    ) {
        precondition(!children.isEmpty, "a parent has a child")
        for weights in [written].compactMap({ $0 }) + writtenByClass.values {
            precondition(weights.count == children.count, "written weights are one per child")
            precondition(
                weights.allSatisfy { $0 >= 0 && $0.isFinite } && weights.contains { $0 > 0 },
                "written weights are not negative, and some are above 0")
        }
        self.node = node
        self.children = children
        self.written = written
        self.writtenByClass = writtenByClass
    }

    /// What the tree writes for a class of units.
    func written(for unitClass: String?) -> [Double]? {
        unitClass.flatMap { writtenByClass[$0] } ?? written
    }

    /// Where the siblings stand, for messages: `在 A1 下`, ` below A1`; nothing without a tree.
    var whereabouts: Wording {
        node.isEmpty ? Wording("") : Wording(zh: "在 \(node) 下", en: " below \(node)")
    }

    /// The pair as a reader meets it: `A ÷ B`.
    func name(of pair: ComparedPair) -> String {
        "\(children[pair.left]) ÷ \(children[pair.right])"
    }
}
