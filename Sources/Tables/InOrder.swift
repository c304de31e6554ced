internal import Dispatch
internal import Glibc
internal import Synchronization

/// Threads that work at the same time where work can be divided: one per processor, at most eight.
package let workerCount = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Makes parts on several threads and hands them on in their order.
///
/// - Parameters:
///   - tools: What a thread makes parts with; each has its own.
///   - deliver: Called for one part after the other. After an error nothing more is made.
package func inOrder<Tools: ~Copyable, Part: Sendable, Failure: Error>(
    _ count: Int, workers: Int = workerCount, tools: @Sendable () -> Tools,
    make: @Sendable (inout Tools, Int) -> Part,
    deliver: @Sendable (Part) throws(Failure) -> Void
) throws(Failure) {
    let state = Mutex(OrderedParts<Part, Failure>())
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
        var own = tools()
        while let number = state.withLock({ $0.take(of: count) }) {
            let part = make(&own, number)
            state.withLock { $0.put(part, number, deliver) }
        }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
}

private struct OrderedParts<Part: Sendable, Failure: Error>: Sendable {
    private(set) var failure: Failure?
    private var next = 0
    private var delivered = 0
    private var waiting: [Int: Part] = [:]

    mutating func take(of count: Int) -> Int? {
        guard next < count, failure == nil else { return nil }
        next += 1
        return next - 1
    }

    mutating func put(_ part: Part, _ number: Int, _ deliver: (Part) throws(Failure) -> Void) {
        waiting[number] = part
        while failure == nil, let part = waiting.removeValue(forKey: delivered) {
            delivered += 1
            do throws(Failure) {
                try deliver(part)
            } catch {
                failure = error
            }
        }
    }
}

/// One value per index, worked out on several threads, in the order of the indices.
package func inParallel<Value: Sendable>(
    _ count: Int, workers: Int = workerCount, _ work: @Sendable (Int) -> Value
) -> [Value] {
    inParallel(count, workers: workers, tools: {}) { _, number in work(number) }
}

/// The same where the work needs tools: a thread has its own.
package func inParallel<Tools: ~Copyable, Value: Sendable>(
    _ count: Int, workers: Int = workerCount, tools: @Sendable () -> Tools,
    _ work: @Sendable (inout Tools, Int) -> Value
) -> [Value] {
    let state = Mutex((next: 0, values: [Value?](repeating: nil, count: count)))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
        var own = tools()
        while true {
            let number = state.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            guard number < count else { return }
            let value = work(&own, number)
            state.withLock { $0.values[number] = value }
        }
    }
    return state.withLock { $0.values.compactMap { $0 } }
}
