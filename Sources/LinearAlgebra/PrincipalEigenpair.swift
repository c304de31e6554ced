internal import CLAPACK

/// The largest real eigenvalue of a non-negative matrix and its eigenvectors, of one sign.
package struct PrincipalEigenpair: Sendable, Hashable {
    package let value: Double
    /// Right eigenvector, positive, sum 1.
    package let right: [Double]
    /// Left eigenvector, positive, scaled so that left · right = 1.
    package let left: [Double]

    /// By LAPACK's `dgeev`, then polished by multiplication with the matrix, which adds only
    /// positive numbers and so leaves every component, however small, right to its last digits.
    ///
    /// - Parameter matrix: Square, no element negative, irreducible.
    /// - Throws: `.notFinite` before LAPACK sees such an element; `.notConverged` where `dgeev`
    ///   gives up; `.noPositiveEigenvector` where the matrix is reducible.
    /// - Complexity: O(n³).
    /// - Source: [LAPACK]; Perron–Frobenius, derivation in `docs/methods/ahp.md`.
    package init(of matrix: Matrix) throws(LinearAlgebraError) {
        precondition(matrix.rows == matrix.columns, "eigenvalues are of a square matrix")
        let raw = try eigenvectors(of: matrix)
        var transpose = matrix
        for j in 0..<matrix.columns {
            for i in 0..<matrix.rows { transpose[j, i] = matrix[i, j] }
        }
        let (value, right) = polished(raw.right, by: matrix)
        let left = polished(raw.left, by: transpose).vector
        let scale = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        guard value > 0, scale > 0, right.allSatisfy({ $0 > 0 }) else {
            throw .noPositiveEigenvector
        }
        self.value = value
        self.right = right
        self.left = left.map { $0 / scale }
    }

    /// ‖Aw − λw‖∞ ÷ λ.
    package func residual(of matrix: Matrix) -> Double {
        zip(matrix.times(right), right).reduce(0) { max($0, abs($1.0 - value * $1.1)) } / value
    }
}

/// Multiplies until the vector stands still within 1e-15 of its sum, at most eight times; sum 1.
private func polished(_ start: [Double], by matrix: Matrix) -> (value: Double, vector: [Double]) {
    let sum = start.reduce(0) { $0 + abs($1) }
    var vector = start.map { abs($0) / sum }
    var value = 0.0
    for _ in 0..<8 {
        var next = matrix.times(vector)
        value = next.reduce(0, +)
        var change = 0.0
        for i in next.indices {
            next[i] /= value
            change = max(change, abs(next[i] - vector[i]))
        }
        vector = next
        if change <= 1e-15 { break }
    }
    return (value, vector)
}

/// The left and right eigenvector that belong to the largest real eigenvalue, as LAPACK leaves them.
private func eigenvectors(
    of matrix: Matrix
) throws(LinearAlgebraError) -> (left: [Double], right: [Double]) {
    if let (row, column) = matrix.firstNonFinite { throw .notFinite(row: row, column: column) }
    let n = matrix.rows
    let order = Int32(n)
    var a = matrix.elements
    var (wr, wi) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    var (vl, vr) = ([Double](repeating: 0, count: n * n), [Double](repeating: 0, count: n * n))
    var size = 0.0
    var status = clapack_dgeev(
        ascii("V"), ascii("V"), order, &a, order, &wr, &wi, &vl, order, &vr, order, &size, -1)
    precondition(status == 0, "dgeev takes these arguments")
    var work = [Double](repeating: 0, count: max(Int(size), 4 * n))
    status = clapack_dgeev(
        ascii("V"), ascii("V"), order, &a, order, &wr, &wi, &vl, order, &vr, order, &work,
        Int32(work.count))
    precondition(status >= 0, "dgeev takes these arguments")
    guard status == 0 else { throw .notConverged(routine: "dgeev", status: Int(status)) }
    guard let best = (0..<n).filter({ wi[$0] == 0 }).max(by: { wr[$0] < wr[$1] }) else {
        throw .noPositiveEigenvector
    }
    return (Array(vl[best * n..<(best + 1) * n]), Array(vr[best * n..<(best + 1) * n]))
}

private func ascii(_ letter: Unicode.Scalar) -> CChar { CChar(letter.value) }
