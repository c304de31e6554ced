package import Documents

extension ReallocationPlan {
    /// The document that `quanjing reallocate --problem` prints; see `docs/formats.md`.
    ///
    /// - Parameter problem: The problem that the plan solves; it has the names.
    package func json(of problem: ReallocationProblem) -> JSONValue {
        let hasPlan = status != .infeasible
        let reserve = zip(problem.pools, reserve).map { JSONMember($0.id, .integer($1)) }
        let prices = zip(problem.pools, prices ?? []).map { pool, price in
            JSONMember(pool.id, ["next": .init(price.next), "last": .init(price.last)])
        }
        return [
            "status": .string(status.rawValue),
            "objective": .init(objective),
            "bound": .init(bound),
            "x": hasPlan ? .init(posts) : .null,
            "arcFlow": hasPlan ? .init(arcFlow) : .null,
            "reserve": hasPlan ? .object(reserve) : .null,
            "postsMoved": hasPlan ? .integer(postsMoved) : .null,
            "prices": .object(prices),
            "binding": .init(binding.map { $0.text(in: problem) }),
            "conflict": .init(conflict.map { $0.text(in: problem) }),
            "proof": .string(proof.rawValue),
            "verified": .bool(verified),
        ]
    }
}
