package import LinearAlgebra

extension ComparisonMatrix {
    /// The missing pairs, the one first whose answer would narrow the weights most.
    ///
    /// Answers are taken as ln(w_i ÷ w_j) plus an error of one variance. The sum of the variances of
    /// the logarithmic weights then falls by ‖L⁺(e_i − e_j)‖² ÷ (1 + R_ij), where L is the Laplacian
    /// of the comparisons given and R_ij the resistance between i and j. Equal gains by pair.
    /// Requires a connected comparison graph.
    /// - Complexity: O(n³ + missing · n).
    /// - Source: A-optimal design; derivation in `docs/methods/ahp.md`.
    package func nextQuestions() throws(LinearAlgebraError) -> [ComparedPair] {
        precondition(isConnected, "what to ask next is asked of connected comparisons")
        let gaps = missing
        guard gaps.count > 1 else { return gaps }
        // With the matrix of ones added the Laplacian is regular; differences don't feel it.
        let inverse = try laplacianPlusOnes().inverse()
        let gains = gaps.map { pair in
            let column = (0..<order).map { inverse[$0, pair.left] - inverse[$0, pair.right] }
            let resistance = column[pair.left] - column[pair.right]
            return column.reduce(0) { $0 + $1 * $1 } / (1 + resistance)
        }
        // Gains that are equal but for rounding keep the order of the pairs.
        let ranks = gains.map { ($0 * 1e9).rounded() }
        return gaps.indices.sorted { ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] > ranks[$1] }
            .map { gaps[$0] }
    }

    /// Comparisons per sibling on the diagonal, −1 for each judged pair, and 1 everywhere.
    func laplacianPlusOnes() -> Matrix {
        var laplacian = Matrix(rows: order, columns: order, repeating: 1)
        for (pair, ratio) in zip(pairs, upper) where ratio != nil {
            laplacian[pair.left, pair.left] += 1
            laplacian[pair.right, pair.right] += 1
            laplacian[pair.left, pair.right] -= 1
            laplacian[pair.right, pair.left] -= 1
        }
        return laplacian
    }
}
