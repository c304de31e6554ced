import Glibc
package import LinearAlgebra

/// Which judgements make an opinion inconsistent, and the least that would mend it.
///
/// It only suggests: the answers are the expert's.
package struct ConsistencyRepair: Sendable {
    /// What one judgement does to the consistency ratio.
    package struct Influence: Sendable, Hashable {
        package let pair: ComparedPair
        /// The judged ratio left ÷ right.
        package let ratio: Double
        /// a_ij w_j ÷ w_i: how many times larger than the weights make it.
        package let deviation: Double
        /// ∂CR ÷ ∂ ln a_ij.
        package let slope: Double
        /// The ratios within the scale that bring CR to the maximum or below while all other
        /// judgements stay; nil where none does.
        package let acceptable: ClosedRange<Double>?
        /// What the other judgements imply, and CR with that; nil where they don't connect the pair.
        package let implied: Implied?
    }

    /// The ratio that the other judgements imply for a pair.
    package struct Implied: Sendable, Hashable {
        package let ratio: Double
        package let ratioAfter: Double
    }

    /// A judgement moved to another place on the grid.
    package struct Change: Sendable, Hashable {
        package let pair: ComparedPair
        package let from: Double
        package let to: Double
        /// With this change and those before it.
        package let ratioAfter: Double
    }

    /// Changes that bring CR to the maximum or below.
    package struct Plan: Sendable, Hashable {
        /// By how much they move the judgement, the largest first.
        package let changes: [Change]
        /// No fewer changes on the grid do; else it is the best that a greedy search found.
        package let isProvenSmallest: Bool
    }

    /// The opinion; it lacks no judgement that its λ doesn't imply.
    let matrix: ComparisonMatrix
    let implying: ImpliedJudgements
    /// λ at the maximum ratio.
    let largestLambda: Double
    /// (n − 1) RI: λ − n per unit of CR.
    let lambdaPerRatio: Double
    /// Ratios of the grid, ascending.
    let grid: [Double]

    /// - Returns: nil where there is no ratio to mend: n ≤ 2, or the table has no index.
    package init?(
        _ matrix: ComparisonMatrix, maximumRatio: Double, randomIndex: RandomIndex,
        implying: ImpliedJudgements = .completion, scale: JudgementScale = .linear
    ) {
        guard matrix.order > 2,
            let index = randomIndex.value(order: matrix.order, missing: matrix.missing.count),
            index > 1e-12
        else { return nil }
        self.matrix = matrix
        self.implying = implying
        lambdaPerRatio = Double(matrix.order - 1) * index
        largestLambda = Double(matrix.order) + maximumRatio * lambdaPerRatio
        grid = scale.grid.map(\.ratio)
    }

    /// One per judged pair, in the order of the pairs.
    ///
    /// - Complexity: O(n⁵): for each pair some ten eigenpairs.
    package func influences() throws(LinearAlgebraError) -> [Influence] {
        let eigen = try Sensitivity(matrix, implying: implying)
        var found: [Influence] = []
        for (pair, ratio) in zip(matrix.pairs, matrix.upper) {
            guard let ratio else { continue }
            found.append(
                Influence(
                    pair: pair, ratio: ratio,
                    deviation: ratio * eigen.pair.right[pair.right] / eigen.pair.right[pair.left],
                    slope: eigen.slope(at: pair, ratio: ratio) / lambdaPerRatio,
                    acceptable: try acceptableRange(of: pair), implied: try implied(at: pair)))
        }
        return found
    }

    private func implied(at pair: ComparedPair) throws(LinearAlgebraError) -> Implied? {
        let freed = matrix.replacing(pair, by: nil)
        guard freed.isConnected,
            let ratio = try freed.completed(by: implying)[pair.left, pair.right]
        else { return nil }
        let after = try Sensitivity(matrix.replacing(pair, by: ratio), implying: implying)
        let excess = max(0, after.pair.value - Double(matrix.order))
        return Implied(ratio: ratio, ratioAfter: excess / lambdaPerRatio)
    }

    /// λ is convex in the logarithm of a judgement, so Newton's method, begun at an end of the
    /// scale where λ is too large, walks to the border of what is acceptable and never past it.
    func acceptableRange(of pair: ComparedPair) throws(LinearAlgebraError) -> ClosedRange<Double>? {
        let (low, high) = (grid.first ?? 1, grid.last ?? 1)
        guard let lower = try border(of: pair, from: low, towards: 1),
            let upper = try border(of: pair, from: high, towards: -1), lower <= upper
        else { return nil }
        return lower...upper
    }

    private func border(
        of pair: ComparedPair, from end: Double, towards direction: Double
    ) throws(LinearAlgebraError) -> Double? {
        var t = log(end)
        for round in 0..<50 {
            let ratio = round == 0 ? end : exp(t)
            let eigen = try Sensitivity(matrix.replacing(pair, by: ratio), implying: implying)
            let excess = eigen.pair.value - largestLambda
            if excess <= 1e-13 * largestLambda { return ratio }
            let slope = eigen.slope(at: pair, ratio: ratio)
            // Uphill already: the least λ was passed and it was too large.
            guard slope * direction < 0 else { return nil }
            t -= excess / slope
            guard abs(t) <= -log(grid.first ?? 1) + 1e-12 else { return nil }
        }
        return exp(t)
    }
}

/// The largest eigenvalue of an opinion, missing judgements implied, and how it moves.
struct Sensitivity {
    let pair: PrincipalEigenpair

    init(
        _ matrix: ComparisonMatrix, implying: ImpliedJudgements
    ) throws(LinearAlgebraError) {
        switch implying {
        // The matrix completed by Harker has the same λ but not the same left vector.
        case .harker: pair = try PrincipalEigenpair(of: matrix.harkerElements())
        // The completed values make λ least, so their own movement doesn't count.
        case .completion:
            pair = try PrincipalEigenpair(of: matrix.completed(by: .completion).elements())
        }
    }

    /// ∂λ ÷ ∂ ln a_ij for the judged ratio a_ij.
    func slope(at place: ComparedPair, ratio: Double) -> Double {
        let (i, j) = (place.left, place.right)
        return pair.left[i] * ratio * pair.right[j] - pair.left[j] / ratio * pair.right[i]
    }
}
