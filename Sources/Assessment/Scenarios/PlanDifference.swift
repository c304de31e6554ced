package import Reallocation

/// What became different between the plans of two evaluations.
package struct PlanDifference: Sendable, Hashable {
    /// The posts of one quota type in one unit.
    package struct Cell: Sendable, Hashable {
        package let unit: String
        package let name: String
        package let quotaType: String
        /// Posts that the plan gives.
        package let planned: RoundDifference.Change<Int>
    }

    package struct Pool: Sendable, Hashable {
        /// `市/全额/全额`.
        package let pool: String
        package let planned: RoundDifference.Change<Int>
        package let reserve: RoundDifference.Change<Int>
        /// FTE that one post more would save.
        package let next: RoundDifference.Change<Double>
        /// FTE that one post fewer would cost.
        package let last: RoundDifference.Change<Double>
    }

    /// Posts that go from one place to another in one of the two plans or in both.
    package struct Move: Sendable, Hashable {
        /// Nil: posts that no unit had.
        package let from: String?
        /// Nil: posts that no unit will have.
        package let to: String?
        package let quotaType: String
        package let count: RoundDifference.Change<Int>
    }

    package let objective: RoundDifference.Change<Double>
    package let postsMoved: RoundDifference.Change<Int>
    /// In the order of the first plan, then what only the second has.
    package let cells: [Cell]
    package let pools: [Pool]
    /// Moves of the first plan in its order, then those that only the second has.
    package let moves: [Move]

    package init(_ before: QuotaStudy, _ after: QuotaStudy) {
        objective = .init(before.plan.objective, after.plan.objective)
        postsMoved = .init(before.movedPosts, after.movedPosts)
        cells = joined(before.lines, after.lines, by: { [$0.unit, $0.quotaType.rawValue] }) {
            first, second in
            let known = second ?? first
            return Cell(
                unit: known?.unit ?? "", name: known?.name ?? "",
                quotaType: known?.quotaType.rawValue ?? "",
                planned: .init(first?.after, second?.after))
        }
        pools = joined(before.pools, after.pools, by: { [$0.pool] }) { first, second in
            Pool(
                pool: (second ?? first)?.pool ?? "", planned: .init(first?.after, second?.after),
                reserve: .init(first?.reserve, second?.reserve),
                next: .init(first?.price?.next, second?.price?.next),
                last: .init(first?.price?.last, second?.price?.last))
        }
        moves = joined(before.namedMoves, after.namedMoves, by: \.key) { first, second in
            let known = second ?? first
            return Move(
                from: known?.from, to: known?.to, quotaType: known?.quotaType ?? "",
                count: .init(first?.count ?? 0, second?.count ?? 0))
        }
    }
}

/// A move with the codes of its units.
private struct NamedMove {
    let from: String?
    let to: String?
    let quotaType: String
    let pools: [String]
    var count: Int

    var key: [String] { [from ?? "", to ?? "", quotaType] + pools }
}

extension QuotaStudy {
    fileprivate var movedPosts: Int? { plan.status == .infeasible ? nil : plan.postsMoved }

    /// Posts of one key added up, in the order of their first.
    fileprivate var namedMoves: [NamedMove] {
        var moves: [NamedMove] = []
        var places: [[String]: Int] = [:]
        for move in self.moves {
            let named = NamedMove(
                from: move.from.map { problem.cells[$0].unit },
                to: move.to.map { problem.cells[$0].unit },
                quotaType: (move.to ?? move.from).map { problem.cells[$0].category } ?? "",
                pools: [problem.pools[move.fromPool].id, problem.pools[move.toPool].id],
                count: move.count)
            if let place = places[named.key] {
                moves[place].count += move.count
            } else {
                places[named.key] = moves.count
                moves.append(named)
            }
        }
        return moves
    }
}

/// Two lists side by side: the first in its order, then what only the second has.
private func joined<Element, Joined>(
    _ first: [Element], _ second: [Element], by key: (Element) -> [String],
    _ join: (Element?, Element?) -> Joined
) -> [Joined] {
    let after = Dictionary(second.map { (key($0), $0) }, uniquingKeysWith: { a, _ in a })
    let known = Set(first.map(key))
    return first.map { join($0, after[key($0)]) }
        + second.filter { !known.contains(key($0)) }.map { join(nil, $0) }
}
