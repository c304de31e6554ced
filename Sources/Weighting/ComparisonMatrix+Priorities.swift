import Glibc
package import LinearAlgebra

extension ComparisonMatrix {
    /// The weights of the siblings with their consistency.
    ///
    /// Missing judgements are first implied by the named method; the random index allows for them.
    /// - Returns: Weights in sibling order, sum 1. λmax, CI and CR are of the matrix whatever the
    ///   method; n ≤ 2 in closed form.
    /// - Throws: `.notConverged` when LAPACK gives up.
    /// - Complexity: O(n³).
    /// - Source: [Saaty1980]; derivation in `docs/methods/ahp.md`.
    package func priorities(
        by method: PriorityMethod = .eigenvector, randomIndex: RandomIndex = .alonsoLamata,
        implying: ImpliedJudgements = .completion
    ) throws(LinearAlgebraError) -> PriorityVector {
        precondition(isConnected, "weights exist for connected comparisons")
        let full = try completed(by: implying)
        let eigen = try full.eigenPriorities()
        let weights = try method == .eigenvector ? eigen.weights : full.weights(by: method)
        // Rounding may leave λ a little under n, where theory allows none.
        let ci = order <= 2 ? 0 : max(0, eigen.lambda - Double(order)) / Double(order - 1)
        let ri = randomIndex.value(order: order, missing: missing.count)
        return PriorityVector(
            weights: weights, method: method, randomIndex: randomIndex, lambdaMax: eigen.lambda,
            ci: ci, ri: ri, cr: ri.map { $0 > 1e-12 ? ci / $0 : 0 },
            gci: try GeometricConsistency.index(of: self))
    }

    /// The weights alone.
    func weights(
        by method: PriorityMethod, implying: ImpliedJudgements = .completion
    ) throws(LinearAlgebraError) -> [Double] {
        let full = try completed(by: implying)
        switch method {
        case .eigenvector: return try full.eigenPriorities().weights
        case .geometricMean: return full.geometricMeans()
        case .columnMean: return full.columnMeans()
        }
    }

    /// All elements, by columns; requires every pair to be judged.
    func elements() -> Matrix {
        var matrix = Matrix.identity(order)
        for (pair, ratio) in zip(pairs, upper) {
            guard let ratio else { preconditionFailure("every pair is judged") }
            matrix[pair.left, pair.right] = ratio
            matrix[pair.right, pair.left] = 1 / ratio
        }
        return matrix
    }

    private func eigenPriorities() throws(LinearAlgebraError) -> (lambda: Double, weights: [Double])
    {
        switch order {
        case 1: return (1, [1])
        case 2:
            let ratio = elements()[0, 1]
            return (2, [ratio / (1 + ratio), 1 / (1 + ratio)])
        default:
            let pair = try PrincipalEigenpair(of: elements())
            return (pair.value, pair.right)
        }
    }

    private func geometricMeans() -> [Double] {
        let matrix = elements()
        let roots = (0..<order).map { i in
            exp((0..<order).reduce(0) { $0 + log(matrix[i, $1]) } / Double(order))
        }
        return roots.scaledToOne()
    }

    private func columnMeans() -> [Double] {
        let matrix = elements()
        let sums = (0..<order).map { j in (0..<order).reduce(0) { $0 + matrix[$1, j] } }
        return (0..<order)
            .map { i in (0..<order).reduce(0) { $0 + matrix[i, $1] / sums[$1] } }
            .scaledToOne()
    }
}

extension [Double] {
    /// Divided by their sum.
    func scaledToOne() -> [Double] {
        let sum = reduce(0, +)
        return map { $0 / sum }
    }
}
