import Glibc
package import LinearAlgebra

/// How a judgement that nobody gave is implied by those that were given.
package enum ImpliedJudgements: String, Sendable, Hashable, CaseIterable {
    /// Each missing ratio is that of the weights which it helps to make [Harker1987].
    case harker
    /// The values that make the largest eigenvalue least [Bozoki2010].
    case completion
}

extension ComparisonMatrix {
    /// The same opinion with every pair judged: what is missing is implied by what is there.
    ///
    /// Requires a connected comparison graph, for which both ways have exactly one answer.
    package func completed(
        by way: ImpliedJudgements
    ) throws(LinearAlgebraError) -> ComparisonMatrix {
        precondition(isConnected, "what is missing is implied in connected comparisons only")
        if isComplete { return self }
        switch way {
        case .harker: return try filled(from: harkerWeights())
        case .completion: return try completedAtLeastEigenvalue()
        }
    }

    private func harkerWeights() throws(LinearAlgebraError) -> [Double] {
        try PrincipalEigenpair(of: harkerElements()).right
    }

    /// 0 for what is missing and 1 + the number missing in its row on the diagonal: the row's
    /// missing terms a_ij w_j with a_ij = w_i ÷ w_j are w_i each.
    func harkerElements() -> Matrix {
        var matrix = Matrix.identity(order)
        for (pair, ratio) in zip(pairs, upper) {
            if let ratio {
                matrix[pair.left, pair.right] = ratio
                matrix[pair.right, pair.left] = 1 / ratio
            } else {
                matrix[pair.left, pair.left] += 1
                matrix[pair.right, pair.right] += 1
            }
        }
        return matrix
    }

    private func filled(from weights: [Double]) -> ComparisonMatrix {
        ComparisonMatrix(
            order: order,
            upper: zip(pairs, upper).map { $0.1 ?? weights[$0.0.left] / weights[$0.0.right] })
    }

    /// λmax is strictly convex in the logarithms of the missing ratios, so Newton's method, begun
    /// at the least-squares values and damped while far off, ends at its only minimum.
    private func completedAtLeastEigenvalue() throws(LinearAlgebraError) -> ComparisonMatrix {
        let gaps = missing
        var current = try filled(from: leastSquaresLogWeights().map { exp($0) })
        var surface = try EigenvalueSurface(current)
        for _ in 0..<60 {
            let gradient = gaps.map { surface.slope(at: $0) }
            let step = try surface.curvature(over: gaps).solving(gradient)
            let size = step.reduce(0) { max($0, abs($1)) }
            var length = 1.0
            repeat {
                let next = current.multiplying(gaps, by: step.map { exp(-length * $0) })
                let nextSurface = try EigenvalueSurface(next)
                // Close in, λ is too flat to judge a step by and Newton's is right by itself.
                if size < 1e-3 || nextSurface.lambda < surface.lambda {
                    (current, surface) = (next, nextSurface)
                    break
                }
                length /= 2
            } while length > 1e-6
            if size < 1e-13 { break }
        }
        return current
    }

    private func multiplying(_ gaps: [ComparedPair], by factors: [Double]) -> ComparisonMatrix {
        var changed = upper
        for (gap, factor) in zip(gaps, factors) {
            let place = gap.place(order: order)
            changed[place] = changed[place].map { $0 * factor }
        }
        return ComparisonMatrix(order: order, upper: changed)
    }
}
