/// How many times more important each sibling is than each other, in one opinion.
///
/// Reciprocal by construction: only the upper triangle is stored. A pair that was not judged is nil.
package struct ComparisonMatrix: Sendable, Hashable {
    /// How many siblings are compared, at least 1.
    package let order: Int
    /// Ratios left ÷ right of the pairs (0, 1), (0, 2) … (1, 2) …; positive and finite.
    package let upper: [Double?]

    package init(order: Int, upper: [Double?]) {
        precondition(order >= 1, "a comparison has at least one sibling")
        precondition(
            upper.count == order * (order - 1) / 2, "an upper triangle has n (n − 1) / 2 places")
        precondition(
            upper.allSatisfy { $0.map { $0 > 0 && $0.isFinite } ?? true },
            "a comparison is a positive finite ratio")
        self.order = order
        self.upper = upper
    }

    /// The consistent matrix of positive weights: each ratio is the ratio of two weights.
    package init(weights: [Double]) {
        self.init(
            order: weights.count,
            upper: ComparedPair.all(order: weights.count).map {
                weights[$0.left] / weights[$0.right]
            })
    }

    /// Zero-based; 1 on the diagonal, nil where the pair was not judged.
    package subscript(row: Int, column: Int) -> Double? {
        if row == column { return 1 }
        if row < column { return upper[ComparedPair(row, column).place(order: order)] }
        return upper[ComparedPair(column, row).place(order: order)].map { 1 / $0 }
    }

    /// Every pair of siblings, in the order in which the triangle is stored.
    package var pairs: [ComparedPair] { ComparedPair.all(order: order) }

    package var missing: [ComparedPair] {
        zip(pairs, upper).filter { $0.1 == nil }.map(\.0)
    }

    package var isComplete: Bool { !upper.contains(nil) }

    /// The same opinion with one pair judged otherwise (nil: not judged).
    package func replacing(_ pair: ComparedPair, by ratio: Double?) -> ComparisonMatrix {
        var changed = upper
        changed[pair.place(order: order)] = ratio
        return ComparisonMatrix(order: order, upper: changed)
    }

    /// The same opinion with the siblings in another order: place k holds the old sibling `places[k]`.
    package func permuted(_ places: [Int]) -> ComparisonMatrix {
        ComparisonMatrix(order: order, upper: pairs.map { self[places[$0.left], places[$0.right]] })
    }

    /// Siblings that comparisons connect, directly or through others; each set ascending, the sets
    /// by their first sibling. Weights exist only where there is one set.
    package var components: [[Int]] {
        var label = Array(0..<order)
        for (pair, ratio) in zip(pairs, upper) where ratio != nil {
            let (kept, gone) = (
                min(label[pair.left], label[pair.right]), max(label[pair.left], label[pair.right])
            )
            for i in 0..<order where label[i] == gone { label[i] = kept }
        }
        return (0..<order).filter { label[$0] == $0 }.map { first in
            (0..<order).filter { label[$0] == first }
        }
    }

    package var isConnected: Bool { components.count == 1 }
}
