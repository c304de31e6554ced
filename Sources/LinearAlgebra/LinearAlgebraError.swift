/// The numbers refuse: what stands in them has no answer, or none was found.
package enum LinearAlgebraError: Error, Sendable, Hashable {
    /// An element is infinite or not a number; inside LAPACK it could end the process unheard.
    case notFinite(row: Int, column: Int)
    /// LAPACK gave up; `status` is its INFO.
    case notConverged(routine: String, status: Int)
    /// The matrix has no inverse, or none that doubles can tell.
    case singular(routine: String, status: Int)
    /// No real eigenvalue has an eigenvector of one sign.
    case noPositiveEigenvector
}
