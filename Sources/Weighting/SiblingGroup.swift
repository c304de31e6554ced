/// A node of the indicator tree and the children whose weights are wanted.
package struct SiblingGroup: Sendable, Hashable {
    /// `root` for the top of the tree.
    package let node: String
    /// Codes of the children in tree order, at least one.
    package let children: [String]
    /// Weights written in the tree, in the order of the children, none negative, some above 0.
    package let written: [Double]?

    package init(node: String, children: [String], written: [Double]? = nil) {
        precondition(!children.isEmpty, "a parent has a child")
        precondition(
            written.map { $0.count == children.count && $0.allSatisfy { $0 >= 0 && $0.isFinite } }
                ?? true, "written weights are one per child, none negative")
        precondition(written.map { $0.contains { $0 > 0 } } ?? true, "some child weighs something")
        self.node = node
        self.children = children
        self.written = written
    }

    /// The pair as a reader meets it: `A ÷ B`.
    func name(of pair: ComparedPair) -> String {
        "\(children[pair.left]) ÷ \(children[pair.right])"
    }
}
