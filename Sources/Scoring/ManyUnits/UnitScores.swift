package import Tables

/// Min-max scores of many units over a tree, and their ranks.
package struct UnitScores: Sendable {
    package struct Unit: Sendable, Hashable {
        package let unit: String
        /// Of the root, in 0…1; nil where the unit has no value at all.
        package let score: Double?
        /// From 1, best first; equal scores share a rank and the next is skipped.
        package let rank: Int?
        /// Scores of the inner nodes in their order, the root first.
        package let nodes: [Double?]
    }

    /// Codes of the inner nodes in their order, the root first.
    package let nodes: [String]
    package var count: Int { matrix.count }
    private let matrix: KPIMatrix
    private let mixer: NodeMixer
    /// Per row of the matrix.
    private let scores: [Double?]
    /// Per row, from 1; 0 where there is no score.
    private let ranks: [Int]
    /// Rows in the UTF-8 byte order of their units.
    private let order: [Int]

    init(_ matrix: KPIMatrix, tree: WeightedTree) {
        self.matrix = matrix
        nodes = tree.innerNodes.map { tree.nodes[$0].code }
        let mixer = NodeMixer(tree, matrix)
        self.mixer = mixer
        let ranges = matrix.rowRanges
        let scores = inParallel(ranges.count) { piece in
            ranges[piece].map { mixer.root(of: $0, in: matrix) }
        }.flatMap(\.self)
        self.scores = scores
        let sorted = inParallel(2) { $0 == 0 ? matrix.units.byteOrder : UnitScores.ranks(scores) }
        (order, ranks) = (sorted[0], sorted[1])
    }

    /// Competition ranks; 0 where there is no score.
    private static func ranks(_ scores: [Double?]) -> [Int] {
        let order = scores.enumerated().compactMap { row, score in
            score.map { (score: $0, row: row) }
        }.sorted { $0.score > $1.score }
        var ranks = [Int](repeating: 0, count: scores.count)
        for (place, entry) in order.enumerated() {
            let isTied = place > 0 && order[place - 1].score == entry.score
            ranks[entry.row] = isTied ? ranks[order[place - 1].row] : place + 1
        }
        return ranks
    }

    /// Every unit, in UTF-8 byte order.
    package func forEach(_ body: (Unit) -> Void) {
        for row in order {
            body(
                Unit(
                    unit: matrix.units.text(row), score: scores[row],
                    rank: scores[row] == nil ? nil : ranks[row],
                    nodes: mixer.nodes(of: row, in: matrix)))
        }
    }

    // MARK: CSV

    /// Units whose lines are put together at a time.
    private static let unitsPerPiece = 4096

    /// Hands on the table as CSV, piece after piece in their order.
    ///
    /// - Parameter withNodes: A column for every inner node below the root, too.
    package func write(
        withNodes: Bool, _ piece: @Sendable ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) {
        var head = CSVWriter()
        head.addRecord(["unit_id", "score", "rank"] + (withNodes ? nodes.dropFirst() : []))
        try piece(head.bytes)
        let pieceCount = (order.count + Self.unitsPerPiece - 1) / Self.unitsPerPiece
        try inOrder(pieceCount, tools: {}) { _, number in
            var lines = LineBuffer(capacity: 1 << 18)
            let first = number * Self.unitsPerPiece
            for place in first..<min(first + Self.unitsPerPiece, order.count) {
                let row = order[place]
                lines.putField(matrix.units.bytes(row))
                lines.reserve(96 + 32 * nodes.count)
                lines.put(UInt8(ascii: ","))
                if let score = scores[row] { lines.put(score) }
                lines.put(UInt8(ascii: ","))
                if scores[row] != nil { lines.put(ranks[row]) }
                if withNodes {
                    for score in mixer.nodes(of: row, in: matrix).dropFirst() {
                        lines.put(UInt8(ascii: ","))
                        if let score { lines.put(score) }
                    }
                }
                lines.put(UInt8(ascii: "\n"))
            }
            return lines.takeBytes()
        } deliver: { lines throws(FileError) in
            try piece(lines)
        }
    }
}

/// From the values of a unit to the scores of the nodes.
///
/// A leaf scores (value − least) ÷ (greatest − least), or 1 less that where less is better; where all
/// are equal, 1. A missing leaf gives its weight to its siblings, a node without leaves likewise.
private struct NodeMixer: Sendable {
    private let tree: WeightedTree
    /// Per leaf, value · slope + offset is its score.
    private let slopes: [Double]
    private let offsets: [Double]
    /// Per leaf, its weight in the root.
    private let weights: [Double]
    /// Per node, the place among the leaves.
    private let placeOfLeaf: [Int?]

    init(_ tree: WeightedTree, _ matrix: KPIMatrix) {
        self.tree = tree
        var (slopes, offsets): ([Double], [Double]) = ([], [])
        for (leaf, range) in zip(tree.leaves, matrix.ranges()) {
            // Negative where nobody has a value.
            let width = range.high - range.low
            let isHigherBetter = tree.nodes[leaf].isHigherBetter
            // One over less than that would be infinite.
            let isSpread = width >= .leastNormalMagnitude
            slopes.append(isSpread ? (isHigherBetter ? 1 : -1) / width : 0)
            offsets.append(isSpread ? (isHigherBetter ? -range.low : range.high) / width : 1)
        }
        (self.slopes, self.offsets) = (slopes, offsets)
        weights = tree.leaves.map { leaf in
            var (weight, node) = (tree.nodes[leaf].localWeight, tree.nodes[leaf].parent)
            while let number = node, let parent = tree.nodes[number].parent {
                weight *= tree.nodes[number].localWeight
                node = parent
            }
            return weight
        }
        var places = [Int?](repeating: nil, count: tree.nodes.count)
        for (place, leaf) in tree.leaves.enumerated() { places[leaf] = place }
        placeOfLeaf = places
    }

    /// The score of the root; nil where the unit has no value.
    func root(of row: Int, in matrix: KPIMatrix) -> Double? {
        let sum = matrix.withValues(of: row) { values in
            var sum = 0.0
            for leaf in 0..<slopes.count {
                sum += weights[leaf] * (values[leaf] * slopes[leaf] + offsets[leaf])
            }
            return sum
        }
        // A missing value is NaN.
        return sum.isNaN ? nodes(of: row, in: matrix)[0] : sum
    }

    /// Scores of the inner nodes in their order.
    func nodes(of row: Int, in matrix: KPIMatrix) -> [Double?] {
        var scores = [Double?](repeating: nil, count: tree.nodes.count)
        matrix.withValues(of: row) { values in
            for (place, leaf) in tree.leaves.enumerated() where !values[place].isNaN {
                scores[leaf] = values[place] * slopes[place] + offsets[place]
            }
        }
        for node in tree.innerNodes.reversed() { scores[node] = mix(tree.children[node], scores) }
        return tree.innerNodes.map { scores[$0] }
    }

    private func mix(_ children: [Int], _ scores: [Double?]) -> Double? {
        let present = children.filter { scores[$0] != nil }
        let sum = present.reduce(0) { $0 + tree.nodes[$1].localWeight * (scores[$1] ?? 0) }
        if present.count == children.count { return sum }
        let all = children.reduce(0) { $0 + tree.nodes[$1].localWeight }
        let weight = present.reduce(0) { $0 + tree.nodes[$1].localWeight }
        return weight > 0 ? sum * all / weight : nil
    }
}
