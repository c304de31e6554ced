internal import LinearAlgebra

/// How the largest eigenvalue and its weights move when judgements move, in closed form.
///
/// Judgements are measured by their logarithms t_ij = ln a_ij, the reciprocal moving along.
/// - Source: first derivatives [Harker1987b]; second ones and the weights' by the reduced
///   resolvent, derivation in `docs/methods/ahp.md`.
struct EigenvalueSurface {
    let lambda: Double
    /// Right eigenvector, sum 1.
    let weights: [Double]
    private let left: [Double]
    private let elements: Matrix
    /// (λI − A) inverted on everything but its eigenvector.
    private let resolvent: Matrix

    /// Requires every pair to be judged.
    init(_ matrix: ComparisonMatrix) throws(LinearAlgebraError) {
        try self.init(elements: matrix.elements())
    }

    /// Of Harker's matrix for what is judged, whose missing pairs are 0.
    init(harker matrix: ComparisonMatrix) throws(LinearAlgebraError) {
        try self.init(elements: matrix.harkerElements())
    }

    private init(elements: Matrix) throws(LinearAlgebraError) {
        let n = elements.rows
        self.elements = elements
        let pair = try PrincipalEigenpair(of: elements)
        (lambda, weights, left) = (pair.value, pair.right, pair.left)
        var shifted = Matrix(rows: n, columns: n)
        for j in 0..<n {
            for i in 0..<n {
                shifted[i, j] = (i == j ? lambda : 0) - elements[i, j] + weights[i] * left[j]
            }
        }
        var inverse = try shifted.inverse()
        for j in 0..<n {
            for i in 0..<n { inverse[i, j] -= weights[i] * left[j] }
        }
        resolvent = inverse
    }

    /// ∂λ/∂t_ij = v_i a_ij w_j − v_j a_ji w_i, for v · w = 1.
    func slope(at pair: ComparedPair) -> Double {
        let (i, j) = (pair.left, pair.right)
        return left[i] * elements[i, j] * weights[j] - left[j] * elements[j, i] * weights[i]
    }

    /// ∂²λ/∂t_k∂t_l for each two of the pairs; positive definite.
    func curvature(over pairs: [ComparedPair]) -> Matrix {
        var hessian = Matrix(rows: pairs.count, columns: pairs.count)
        for (k, first) in pairs.enumerated() {
            for (l, second) in pairs.enumerated() where l <= k {
                hessian[k, l] = curvature(first, second)
                hessian[l, k] = hessian[k, l]
            }
        }
        return hessian
    }

    /// ∂²λ/∂t_k∂t_l
    func curvature(_ first: ComparedPair, _ second: ComparedPair) -> Double {
        var value = through(first, second) + through(second, first)
        if first == second {
            let (i, j) = (first.left, first.right)
            value +=
                left[i] * elements[i, j] * weights[j] + left[j] * elements[j, i] * weights[i]
        }
        return value
    }

    /// ∂w/∂t_ij with the sum of the weights held at 1.
    func weightSlopes(at pair: ComparedPair) -> [Double] {
        let (i, j) = (pair.left, pair.right)
        let (up, down) = (elements[i, j] * weights[j], elements[j, i] * weights[i])
        let raw = weights.indices.map { resolvent[$0, i] * up - resolvent[$0, j] * down }
        let drift = raw.reduce(0, +)
        return zip(raw, weights).map { $0 - drift * $1 }
    }

    /// v A_k S A_l w, where A_k is the derivative of A by the judgement k and S the resolvent.
    private func through(_ k: ComparedPair, _ l: ComparedPair) -> Double {
        let upLeft = left[k.left] * elements[k.left, k.right]
        let downLeft = left[k.right] * elements[k.right, k.left]
        let upRight = elements[l.left, l.right] * weights[l.right]
        let downRight = elements[l.right, l.left] * weights[l.left]
        return upLeft * resolvent[k.right, l.left] * upRight
            - upLeft * resolvent[k.right, l.right] * downRight
            - downLeft * resolvent[k.left, l.left] * upRight
            + downLeft * resolvent[k.left, l.right] * downRight
    }
}
