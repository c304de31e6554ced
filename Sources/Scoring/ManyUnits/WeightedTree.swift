package import Diagnostics
internal import Languages
package import Tables

/// A tree of weights by itself: nodes with local weights and, for its leaves, a direction.
package struct WeightedTree: Sendable {
    package struct Node: Sendable, Hashable {
        package let code: String
        /// Number of the parent; nil for the root.
        package let parent: Int?
        package let localWeight: Double
        /// Whether more is better; of use for leaves only.
        package let isHigherBetter: Bool
    }

    /// In the order of the file.
    package let nodes: [Node]
    /// Per node, the numbers of its children in the order of the file.
    let children: [[Int]]
    /// Numbers of the leaves in the order of the file.
    package let leaves: [Int]
    /// Numbers of the other nodes, every one behind its parent.
    package let innerNodes: [Int]

    /// - Precondition: One root; every other node has a parent, and nothing goes round in circles.
    init(nodes: [Node]) {
        self.nodes = nodes
        var children = [[Int]](repeating: [], count: nodes.count)
        for (number, node) in nodes.enumerated() {
            if let parent = node.parent { children[parent].append(number) }
        }
        self.children = children
        leaves = nodes.indices.filter { children[$0].isEmpty }
        var inner: [Int] = nodes.indices.filter { nodes[$0].parent == nil }
        var next = 0
        while next < inner.count {
            inner += children[inner[next]].filter { !children[$0].isEmpty }
            next += 1
        }
        innerNodes = inner.filter { !children[$0].isEmpty }
    }

    package static let columns: [Column] = [
        .required("node_code", "节点编码"), .optional("parent_code", "上级编码"),
        .required("local_weight", "权重"), .optional("direction", "方向"),
        .optional("level", "层级"),
    ]

    /// Reads a tree; what contradicts itself is reported at its row.
    ///
    /// - Returns: Nil after an error.
    package static func read(
        _ source: TableSource, into log: inout DiagnosticLog
    ) -> WeightedTree? {
        var reader = WeightedTreeReader()
        let errors = log.errorCount
        let table = readTable(source, columns: columns, into: &log) { row, log in
            reader.take(row, &log)
        }
        guard table != nil else { return nil }
        reader.finish(source.name, &log)
        return log.errorCount > errors ? nil : reader.tree
    }
}

/// Rows of a tree on their way to nodes.
private struct WeightedTreeReader {
    private struct Row {
        let code: String
        let parent: String?
        let weight: Double
        let isHigherBetter: Bool
        let place: Place
    }

    private var rows: [Row] = []
    private var numbers: [String: Int] = [:]

    mutating func take(_ row: borrowing Tables.Row, _ log: inout DiagnosticLog) {
        let (code, weight) = (row.text(0, &log), row.number(2, &log))
        let direction = row.text(3).map { Direction($0) } ?? .higher
        if direction == nil {
            row.report(
                .notInList, 3, expected: Wording("1/-1"),
                message: Wording(zh: "方向应为 1 或 -1", en: "a direction is 1 or -1"),
                remedy: Wording(zh: "越大越好填 1，越小越好填 -1", en: "1: more is better; -1: less is"),
                into: &log)
        }
        guard let code, let weight else { return }
        if let first = numbers[code] {
            row.report(
                .duplicateKey, 0, expected: Wording(zh: "节点不重复", en: "a node given once"),
                message: Wording(
                    zh: "与第 \(rows[first].place.line ?? 1) 行重复：\(code)",
                    en: "repeats line \(rows[first].place.line ?? 1): \(code)"),
                remedy: Wording(zh: "请只保留一行", en: "keep one of the rows"), into: &log)
            return
        }
        numbers[code] = rows.count
        rows.append(
            Row(
                code: code, parent: row.text(1), weight: weight,
                isHigherBetter: direction != .lower, place: row.place))
    }

    private enum Direction {
        case higher, lower

        init?(_ text: String) {
            switch text {
            case "1", "+1", "高": self = .higher
            case "-1", "−1", "低": self = .lower
            default: return nil
            }
        }
    }

    /// Reports what only all rows together tell.
    func finish(_ file: String, _ log: inout DiagnosticLog) {
        let roots = rows.filter { $0.parent == nil }
        if roots.count != 1 {
            log.report(
                Diagnostic(
                    .treeInvalid, at: roots.dropFirst().first?.place ?? Place(file: file),
                    found: String(roots.count), expected: Wording("1"),
                    message: Wording(
                        zh: "没有上级的节点有 \(roots.count) 个，应只有一个",
                        en: "\(roots.count) nodes have no parent; one has"),
                    remedy: Wording(zh: "请补填 parent_code", en: "fill in parent_code")))
        }
        let (codes, circles) = (rows.map(\.code), circles())
        for (number, row) in rows.enumerated() {
            guard let parent = row.parent else { continue }
            if numbers[parent] == nil {
                let nearest = log.keepsErrors ? nearestName(to: parent, among: codes) : nil
                log.report(
                    Diagnostic(
                        .unknownReference, at: row.place, found: parent,
                        expected: Wording(zh: "表中的节点", en: "a node of the table"),
                        message: Wording(
                            zh: "没有上级节点“\(parent)”", en: "there is no node “\(parent)”"),
                        remedy: nearest.map(Wording.didYouMean)
                            ?? Wording(zh: "请补上该节点", en: "add that node")))
            } else if circles[number] {
                log.report(
                    Diagnostic(
                        .treeInvalid, at: row.place, found: row.code,
                        message: Wording(
                            zh: "“\(row.code)”的上级又回到它自己",
                            en: "the parents of “\(row.code)” lead back to it"),
                        remedy: Wording(zh: "请更正 parent_code", en: "correct parent_code")))
            }
        }
    }

    /// Which nodes are their own ancestors; every node is climbed from once.
    private func circles() -> [Bool] {
        let parents = rows.map { row in row.parent.flatMap { numbers[$0] } }
        var isInCircle = [Bool](repeating: false, count: rows.count)
        /// The node from which this one was first met.
        var metFrom = [Int?](repeating: nil, count: rows.count)
        for start in rows.indices {
            var node: Int? = start
            while let here = node, metFrom[here] == nil {
                metFrom[here] = start
                node = parents[here]
            }
            // Met again on the same way: from here it goes round.
            guard let first = node, metFrom[first] == start else { continue }
            var here = first
            repeat {
                isInCircle[here] = true
                here = parents[here] ?? first
            } while here != first
        }
        return isInCircle
    }

    var tree: WeightedTree {
        WeightedTree(
            nodes: rows.map { row in
                WeightedTree.Node(
                    code: row.code, parent: row.parent.flatMap { numbers[$0] },
                    localWeight: row.weight, isHigherBetter: row.isHigherBetter)
            })
    }
}
