internal import CLAPACK

extension Matrix {
    /// The matrix X with self · X = right, by LU factors with partial pivoting.
    ///
    /// - Throws: `.notFinite` before LAPACK sees such an element, `.singular` where there is none.
    /// - Complexity: O(n³).
    /// - Source: [LAPACK], `dgesv`.
    package func solving(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
        precondition(rows == columns && right.rows == rows, "an equation system is square")
        for matrix in [self, right] {
            if let (row, column) = matrix.firstNonFinite {
                throw .notFinite(row: row, column: column)
            }
        }
        var factors = elements
        var solution = right
        var pivots = [Int32](repeating: 0, count: rows)
        let status = clapack_dgesv(
            Int32(rows), Int32(right.columns), &factors, Int32(rows), &pivots, &solution.elements,
            Int32(rows))
        precondition(status >= 0, "dgesv takes these arguments")
        guard status == 0 else { throw .singular(routine: "dgesv", status: Int(status)) }
        return solution
    }

    /// The vector x with self · x = right.
    package func solving(_ right: [Double]) throws(LinearAlgebraError) -> [Double] {
        try solving(Matrix(rows: right.count, columns: 1, elements: right)).elements
    }

    package func inverse() throws(LinearAlgebraError) -> Matrix {
        try solving(.identity(rows))
    }
}
