internal import Yams

/// A step from a YAML value to one inside it.
package enum YAMLStep: Sendable, Hashable {
    case key(String)
    /// From 0.
    case position(Int)

    /// The steps of a path such as `patches.1.red_line.max` or `patches[1].red_line.max`; positions
    /// are written from 1.
    ///
    /// - Returns: Nil where it isn't a path.
    package static func steps(of path: String) -> [YAMLStep]? {
        var steps: [YAMLStep] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty else { return nil }
            if let number = Int(name) {
                guard number > 0 else { return nil }
                steps.append(.position(number - 1))
            } else {
                steps.append(.key(String(name)))
            }
            for piece in pieces.dropFirst() {
                guard piece.hasSuffix("]"), let number = Int(piece.dropLast()), number > 0 else {
                    return nil
                }
                steps.append(.position(number - 1))
            }
        }
        return steps
    }
}

extension YAMLValue {
    /// What stands at the end of a path; nil where the path leads nowhere. Reports nothing.
    package func value(at path: some Sequence<YAMLStep>) -> YAMLValue? {
        path.reduce(Optional(self)) { value, step in
            switch (step, value?.node) {
            case (.key(let key), .mapping): value?.value(of: key)
            case (.position(let index), .sequence(let sequence)):
                sequence.indices.contains(index) ? value?.list()?[index] : nil
            default: nil
            }
        }
    }

    /// The same value with another at the end of a path, which keeps its place in the file.
    ///
    /// - Returns: Nil where the path leads nowhere; its last key may be new to a mapping.
    package func replacing(_ path: some Collection<YAMLStep>, with new: YAMLValue) -> YAMLValue? {
        guard let step = path.first else {
            return YAMLValue(node: new.node, name: name, reader: reader)
        }
        let rest = path.dropFirst()
        func within(_ node: Node) -> Node? {
            YAMLValue(node: node, name: name, reader: reader).replacing(rest, with: new)?.node
        }
        switch (step, node) {
        case (.key(let key), .mapping(let mapping)):
            var pairs = mapping.map { ($0.key, $0.value) }
            if let index = pairs.firstIndex(where: { $0.0.scalar?.string == key }) {
                guard let inner = within(pairs[index].1) else { return nil }
                pairs[index].1 = inner
            } else {
                guard rest.isEmpty else { return nil }
                pairs.append((.keyword(key, at: new.node), new.node))
            }
            return YAMLValue(
                node: .mapping(Node.Mapping(pairs, mapping.tag, mapping.style, mapping.mark)),
                name: name, reader: reader)
        case (.position(let index), .sequence(let sequence)):
            var nodes = Array(sequence)
            guard nodes.indices.contains(index), let inner = within(nodes[index]) else {
                return nil
            }
            nodes[index] = inner
            return YAMLValue(
                node: .sequence(
                    Node.Sequence(nodes, sequence.tag, sequence.style, sequence.mark)),
                name: name, reader: reader)
        default: return nil
        }
    }
}

extension YAMLValue {
    /// A mapping that holds only this value.
    package func keyed(by key: String) -> YAMLValue {
        let pair = (Node.keyword(key, at: node), node)
        return YAMLValue(
            node: .mapping(Node.Mapping([pair], .implicit, .any, node.mark)), name: name,
            reader: reader)
    }
}

extension Node {
    /// A key at the place of another node.
    fileprivate static func keyword(_ key: String, at node: Node) -> Node {
        .scalar(Node.Scalar(key, .implicit, .any, node.mark))
    }
}
