internal import Dispatch

/// The principal eigenpairs of many small positive reciprocal matrices, found in parallel.
///
/// Equal input gives equal results on any number of cores.
package struct ReciprocalEigenpairs: Sendable {
    /// Largest eigenvalue of each matrix.
    package let values: [Double]
    /// Right eigenvectors one after the other, each with sum 1.
    package let vectors: [Double]
    /// Where the eigenvector of each matrix begins.
    package let starts: [Int]

    /// By Noda's iteration, which shuts the eigenvalue in between two bounds and closes them
    /// quadratically; where rounding keeps them more than 2e-14 of it apart, by LAPACK.
    ///
    /// - Parameters:
    ///   - orders: Of each matrix, at least 1.
    ///   - upper: The upper triangles one after the other, row by row; positive and finite.
    /// - Throws: `.notFinite`, or what LAPACK throws, for the first matrix in order that earns it.
    /// - Complexity: O(n³) each: about a microsecond for n = 9.
    /// - Source: [Noda1971]; against LAPACK in `docs/decisions/0004-noda-in-batches.md`.
    package init(orders: [Int], upper: [Double]) throws(LinearAlgebraError) {
        let layout = BatchLayout(orders: orders)
        precondition(layout.upperCount == upper.count, "each triangle has n (n − 1) / 2 ratios")
        if let index = upper.firstIndex(where: { !$0.isFinite || $0 <= 0 }) {
            throw .notFinite(row: 0, column: index)
        }
        var values = [Double](repeating: 0, count: orders.count)
        var vectors = [Double](repeating: 0, count: layout.vectorCount)
        var failures = [LinearAlgebraError?](repeating: nil, count: layout.chunks.count)
        values.withUnsafeMutableBufferPointer { values in
            vectors.withUnsafeMutableBufferPointer { vectors in
                failures.withUnsafeMutableBufferPointer { failures in
                    upper.withUnsafeBufferPointer { upper in
                        // Every chunk writes its own places only.
                        nonisolated(unsafe) let (values, vectors) = (values, vectors)
                        nonisolated(unsafe) let (failures, upper) = (failures, upper)
                        DispatchQueue.concurrentPerform(iterations: layout.chunks.count) { chunk in
                            failures[chunk] = solve(
                                layout.chunks[chunk], layout, upper, values, vectors)
                        }
                    }
                }
            }
        }
        if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
        (self.values, self.vectors, starts) = (values, vectors, layout.vectorStarts)
    }

    /// The eigenvector of one matrix.
    package func vector(_ matrix: Int) -> ArraySlice<Double> {
        vectors[starts[matrix]..<(matrix + 1 < starts.count ? starts[matrix + 1] : vectors.count)]
    }
}

/// Where each matrix of a batch stands.
private struct BatchLayout: Sendable {
    let orders: [Int]
    private(set) var upperStarts: [Int] = []
    private(set) var vectorStarts: [Int] = []
    private(set) var upperCount = 0
    private(set) var vectorCount = 0
    private(set) var chunks: [Range<Int>] = []

    init(orders: [Int]) {
        self.orders = orders
        for order in orders {
            precondition(order >= 1, "a matrix has a row")
            upperStarts.append(upperCount)
            vectorStarts.append(vectorCount)
            upperCount += order * (order - 1) / 2
            vectorCount += order
        }
        chunks = stride(from: 0, to: orders.count, by: 256).map {
            $0..<min($0 + 256, orders.count)
        }
    }
}

/// Solves some matrices of the batch one after the other.
private func solve(
    _ matrices: Range<Int>, _ layout: BatchLayout, _ upper: UnsafeBufferPointer<Double>,
    _ values: UnsafeMutableBufferPointer<Double>, _ vectors: UnsafeMutableBufferPointer<Double>
) -> LinearAlgebraError? {
    let largest = layout.orders[matrices].max() ?? 1
    let space = UnsafeMutablePointer<Double>.allocate(capacity: 2 * largest * largest + largest)
    defer { space.deallocate() }
    for matrix in matrices {
        let n = layout.orders[matrix]
        guard let target = vectors.baseAddress.map({ $0 + layout.vectorStarts[matrix] }) else {
            continue
        }
        fill(space, order: n, from: upper, at: layout.upperStarts[matrix])
        if let value = nodaIteration(order: n, space, target) {
            values[matrix] = value
            continue
        }
        do throws(LinearAlgebraError) {
            let elements = Array(UnsafeBufferPointer(start: space, count: n * n))
            let pair = try PrincipalEigenpair(
                of: Matrix(rows: n, columns: n, elements: elements))
            values[matrix] = pair.value
            for i in 0..<n { target[i] = pair.right[i] }
        } catch {
            return error
        }
    }
    return nil
}

/// Sets up the whole matrix, by columns.
private func fill(
    _ matrix: UnsafeMutablePointer<Double>, order n: Int, from upper: UnsafeBufferPointer<Double>,
    at start: Int
) {
    var place = start
    for i in 0..<n {
        matrix[i + i * n] = 1
        for j in (i + 1)..<max(n, i + 1) {
            let ratio = upper[place]
            place += 1
            matrix[i + j * n] = ratio
            matrix[j + i * n] = 1 / ratio
        }
    }
}

/// Noda's iteration: inverse iteration whose shift is the larger Collatz–Wielandt bound, so that
/// the shifted matrix is an M-matrix and elimination needs no pivots.
///
/// - Parameters:
///   - space: The matrix, behind it room for its factors and a vector.
///   - x: Receives the eigenvector.
/// - Returns: The eigenvalue; nil where the bounds don't close.
private func nodaIteration(
    order n: Int, _ space: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>
) -> Double? {
    let (a, factors, y) = (space, space + n * n, space + 2 * n * n)
    for i in 0..<n { x[i] = 1 / Double(n) }
    // A few multiplications bring the start near enough for quadratic convergence.
    for _ in 0..<3 { multiply(a, n, x, y) }
    for _ in 0..<20 {
        for i in 0..<n { y[i] = 0 }
        addProduct(a, n, x, y)
        var (low, high) = (Double.infinity, 0.0)
        for i in 0..<n {
            let ratio = y[i] / x[i]
            low = min(low, ratio)
            high = max(high, ratio)
        }
        if high - low <= 2e-14 * high {
            var sum = 0.0
            for i in 0..<n { sum += y[i] }
            for i in 0..<n { x[i] = y[i] / sum }
            return sum
        }
        for i in 0..<n * n { factors[i] = -a[i] }
        for i in 0..<n { factors[i + i * n] += high }
        solveWithoutPivots(factors, n, x)
        var sum = 0.0
        for i in 0..<n { sum += x[i] }
        guard sum > 0, sum.isFinite else { return nil }
        for i in 0..<n { x[i] /= sum }
    }
    return nil
}

/// x becomes A x, scaled to sum 1.
private func multiply(
    _ a: UnsafeMutablePointer<Double>, _ n: Int, _ x: UnsafeMutablePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
) {
    for i in 0..<n { y[i] = 0 }
    addProduct(a, n, x, y)
    var sum = 0.0
    for i in 0..<n { sum += y[i] }
    for i in 0..<n { x[i] = y[i] / sum }
}

/// y becomes y + A x.
private func addProduct(
    _ a: UnsafeMutablePointer<Double>, _ n: Int, _ x: UnsafeMutablePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
) {
    for j in 0..<n {
        let (column, factor) = (a + j * n, x[j])
        for i in 0..<n { y[i] += column[i] * factor }
    }
}

/// x becomes the solution of M z = x for an M-matrix M, which is overwritten.
private func solveWithoutPivots(
    _ m: UnsafeMutablePointer<Double>, _ n: Int, _ x: UnsafeMutablePointer<Double>
) {
    for k in 0..<n {
        let pivot = 1 / m[k + k * n]
        let column = m + k * n
        let rest = (k + 1)..<n
        for i in rest {
            let factor = column[i] * pivot
            column[i] = factor
            x[i] -= factor * x[k]
        }
        for j in rest {
            let other = m + j * n
            let head = other[k]
            for i in rest { other[i] -= column[i] * head }
        }
    }
    for k in stride(from: n - 1, through: 0, by: -1) {
        let value = x[k] / m[k + k * n]
        x[k] = value
        let column = m + k * n
        for i in 0..<k { x[i] -= column[i] * value }
    }
}
