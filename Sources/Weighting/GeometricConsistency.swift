import Glibc
package import LinearAlgebra

/// The geometric consistency index: the variance of the logarithmic errors of the judgements.
package enum GeometricConsistency {
    /// The index that goes with a consistency ratio of 0.10.
    ///
    /// - Source: [AguaronMoreno2003], table 3; for n ≤ 2 nothing can disagree.
    package static func threshold(order: Int) -> Double {
        switch order {
        case ...3: 0.3147
        case 4: 0.3526
        default: 0.370
        }
    }

    /// Σ ln²(a_ij w_j ÷ w_i) over the judged pairs ÷ degrees of freedom, for least-squares weights.
    ///
    /// With every pair judged the degrees of freedom are (n − 1)(n − 2)/2 and the weights are the
    /// geometric means of the rows; without contradiction possible the index is 0.
    package static func index(
        of matrix: ComparisonMatrix
    ) throws(LinearAlgebraError) -> Double {
        let freedom = matrix.pairs.count - matrix.missing.count - (matrix.order - 1)
        guard freedom > 0 else { return 0 }
        let logWeights = try matrix.leastSquaresLogWeights()
        var sum = 0.0
        for (pair, ratio) in zip(matrix.pairs, matrix.upper) {
            guard let ratio else { continue }
            let error = log(ratio) - logWeights[pair.left] + logWeights[pair.right]
            sum += error * error
        }
        return sum / Double(freedom)
    }
}

extension ComparisonMatrix {
    /// Logarithms of the weights nearest to the judged pairs in squared logarithms, mean 0.
    ///
    /// With every pair judged these are the row means of the logarithms; otherwise they solve the
    /// Laplacian of the comparison graph. Requires a connected graph.
    /// - Source: [Crawford1985]; for missing pairs [Bozoki2010].
    package func leastSquaresLogWeights() throws(LinearAlgebraError) -> [Double] {
        precondition(isConnected, "weights exist for connected comparisons")
        var sums = [Double](repeating: 0, count: order)
        for (pair, ratio) in zip(pairs, upper) {
            guard let ratio else { continue }
            sums[pair.left] += log(ratio)
            sums[pair.right] -= log(ratio)
        }
        if isComplete { return sums.map { $0 / Double(order) } }
        // The ones fix the mean at 0.
        return try laplacianPlusOnes().solving(sums)
    }
}
