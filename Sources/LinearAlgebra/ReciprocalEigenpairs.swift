internal import CLAPACK
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

    /// By Noda's iteration, whose equations LAPACK solves: it shuts the eigenvalue in between two
    /// bounds and closes them quadratically. Where rounding keeps them more than 2e-14 of it
    /// apart, by LAPACK's `dgeev`.
    ///
    /// - Parameters:
    ///   - orders: Of each matrix, at least 1.
    ///   - upper: The upper triangles one after the other, row by row; positive and finite.
    /// - Throws: `.notFinite`, or what LAPACK throws, for the first matrix in order that earns it.
    /// - Complexity: O(n³) each: two microseconds for n = 9.
    /// - Source: [Noda1971], [LAPACK]; against other ways in `docs/decisions/0004-noda-in-batches.md`.
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

/// Room to solve matrices up to an order, for one thread.
private struct Workshop {
    /// By columns.
    let matrix: UnsafeMutablePointer<Double>
    let factors: UnsafeMutablePointer<Double>
    let product: UnsafeMutablePointer<Double>
    let pivots: UnsafeMutablePointer<Int32>

    init(order n: Int) {
        matrix = .allocate(capacity: n * n)
        factors = .allocate(capacity: n * n)
        product = .allocate(capacity: n)
        pivots = .allocate(capacity: n)
    }

    func deallocate() {
        matrix.deallocate()
        factors.deallocate()
        product.deallocate()
        pivots.deallocate()
    }
}

/// Solves some matrices of the batch one after the other.
private func solve(
    _ matrices: Range<Int>, _ layout: BatchLayout, _ upper: UnsafeBufferPointer<Double>,
    _ values: UnsafeMutableBufferPointer<Double>, _ vectors: UnsafeMutableBufferPointer<Double>
) -> LinearAlgebraError? {
    let workshop = Workshop(order: layout.orders[matrices].max() ?? 1)
    defer { workshop.deallocate() }
    for matrix in matrices {
        let n = layout.orders[matrix]
        guard let target = vectors.baseAddress.map({ $0 + layout.vectorStarts[matrix] }) else {
            continue
        }
        fill(workshop.matrix, order: n, from: upper, at: layout.upperStarts[matrix])
        if let value = nodaIteration(order: n, workshop, target) {
            values[matrix] = value
            continue
        }
        do throws(LinearAlgebraError) {
            let elements = Array(UnsafeBufferPointer(start: workshop.matrix, count: n * n))
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
/// the shifted matrix has an inverse without negative elements and the vector stays positive.
///
/// - Parameter x: Receives the eigenvector.
/// - Returns: The eigenvalue; nil where the bounds don't close.
private func nodaIteration(
    order n: Int, _ workshop: Workshop, _ x: UnsafeMutablePointer<Double>
) -> Double? {
    let (a, factors, y) = (workshop.matrix, workshop.factors, workshop.product)
    for i in 0..<n { x[i] = 1 / Double(n) }
    // Multiplications bring the start near enough for quadratic convergence.
    for _ in 0..<6 { multiply(a, n, x, y) }
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
        guard solve(factors, n, workshop.pivots, x), scaleToOne(x, n) else { return nil }
    }
    return nil
}

/// x becomes the solution of M z = x; M is overwritten by its factors.
///
/// - Returns: Whether there is one.
private func solve(
    _ m: UnsafeMutablePointer<Double>, _ n: Int, _ pivots: UnsafeMutablePointer<Int32>,
    _ x: UnsafeMutablePointer<Double>
) -> Bool {
    let order = Int32(n)
    guard clapack_dgetf2(order, m, order, pivots) == 0 else { return false }
    return clapack_dgetrs(order, m, order, pivots, x) == 0
}

/// Scales a vector of one sign to sum 1.
///
/// - Returns: Whether it is one.
private func scaleToOne(_ x: UnsafeMutablePointer<Double>, _ n: Int) -> Bool {
    var sum = 0.0
    for i in 0..<n { sum += x[i] }
    guard sum.isFinite, sum != 0 else { return false }
    var least = Double.infinity
    for i in 0..<n {
        x[i] /= sum
        least = min(least, x[i])
    }
    return least > 0
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
