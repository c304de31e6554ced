package import LinearAlgebra

extension ComparisonMatrix {
    /// How the weights move with every judgement: ∂w ÷ ∂ ln a_ij, the reciprocal moving along.
    ///
    /// What is missing is implied anew while a judgement moves.
    /// - Returns: One list of n slopes, sum 0, per judged pair in the order of the pairs.
    /// - Complexity: O(n⁴) for a complete opinion.
    /// - Source: the implicit function theorem; derivation in `docs/methods/ahp.md`.
    package func weightSlopes(
        by method: PriorityMethod, implying: ImpliedJudgements = .completion
    ) throws(LinearAlgebraError) -> [(pair: ComparedPair, slopes: [Double])] {
        precondition(isConnected, "weights exist for connected comparisons")
        guard order > 1 else { return [] }
        let full = try completed(by: implying)
        let surface = try EigenvalueSurface(full)
        let (gaps, judged) = (missing, pairs.filter { self[$0.left, $0.right] != nil })
        let own = try full.completeSlopes(by: method, surface)
        let drawn =
            gaps.isEmpty ? nil : try dependence(of: gaps, on: judged, implying: implying, surface)
        return judged.enumerated().map { k, pair in
            var slopes = own(pair)
            for (m, gap) in gaps.enumerated() {
                let (through, share) = (own(gap), drawn?[m, k] ?? 0)
                for i in slopes.indices { slopes[i] += share * through[i] }
            }
            return (pair, slopes)
        }
    }

    /// ∂ ln (implied ratio) ÷ ∂ ln (judged ratio): a row per gap, a column per judged pair.
    private func dependence(
        of gaps: [ComparedPair], on judged: [ComparedPair], implying: ImpliedJudgements,
        _ surface: EigenvalueSurface
    ) throws(LinearAlgebraError) -> Matrix {
        var drawn = Matrix(rows: gaps.count, columns: judged.count)
        switch implying {
        case .harker:
            let harker = try EigenvalueSurface(harker: self)
            for (k, pair) in judged.enumerated() {
                let slopes = harker.weightSlopes(at: pair)
                for (m, gap) in gaps.enumerated() {
                    drawn[m, k] =
                        slopes[gap.left] / harker.weights[gap.left]
                        - slopes[gap.right] / harker.weights[gap.right]
                }
            }
        case .completion:
            // At the least λ its slope along every gap stays 0.
            for (k, pair) in judged.enumerated() {
                for (m, gap) in gaps.enumerated() {
                    drawn[m, k] = -surface.curvature(gap, pair)
                }
            }
            drawn = try surface.curvature(over: gaps).solving(drawn)
        }
        return drawn
    }

    /// ∂w ÷ ∂ ln a_ij of a complete opinion.
    private func completeSlopes(
        by method: PriorityMethod, _ surface: EigenvalueSurface
    ) throws(LinearAlgebraError) -> (ComparedPair) -> [Double] {
        switch method {
        case .eigenvector: return { surface.weightSlopes(at: $0) }
        case .geometricMean:
            let weights = try weights(by: .geometricMean)
            return { pair in
                // ∂ ln w_i = 1/n, ∂ ln w_j = −1/n before the sum is held at 1.
                let share = 1 / Double(weights.count)
                let drift = (weights[pair.left] - weights[pair.right]) * share
                return weights.indices.map { k in
                    let own = k == pair.left ? share : k == pair.right ? -share : 0
                    return weights[k] * (own - drift)
                }
            }
        case .columnMean:
            let matrix = elements()
            return { columnMeanSlopes(matrix, at: $0) }
        }
    }
}

/// a_ij moves column j, its reciprocal column i; each column is scaled to sum 1.
private func columnMeanSlopes(_ matrix: Matrix, at pair: ComparedPair) -> [Double] {
    let n = matrix.rows
    var slopes = [Double](repeating: 0, count: n)
    for (row, column, sign) in [(pair.left, pair.right, 1.0), (pair.right, pair.left, -1.0)] {
        let sum = (0..<n).reduce(0) { $0 + matrix[$1, column] }
        let share = matrix[row, column] / sum
        for k in 0..<n {
            let own = k == row ? share : 0
            slopes[k] += sign * (own - share * matrix[k, column] / sum) / Double(n)
        }
    }
    return slopes
}
