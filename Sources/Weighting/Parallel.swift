internal import Dispatch
internal import LinearAlgebra
internal import Synchronization

/// One value per index, worked out in parallel, in order; the first failure in order is thrown.
func inParallel<Value: Sendable>(
    _ count: Int, _ work: @Sendable (Int) throws(LinearAlgebraError) -> Value
) throws(LinearAlgebraError) -> [Value] {
    let results = Mutex([Result<Value, LinearAlgebraError>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let result = Result { () throws(LinearAlgebraError) in try work(index) }
        results.withLock { $0[index] = result }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for result in results.withLock({ $0 }) {
        guard let result else { preconditionFailure("every index is worked out") }
        values.append(try result.get())
    }
    return values
}
