/// A rule of a problem by the name under which plans, conflicts and reports speak of it.
///
/// The order of the cases is the order in which a list of rules is told.
package enum RuleName: Sendable, Hashable {
    case issuedMax
    case pool(Int)
    case groupMin(Int)
    case groupMax(Int)
    case arc(Int)
    case lower(Int)
    case upper(Int)
    case minBatch
    case maxReceivingUnits
    case budget

    /// As printed: `lower:A/事业`, `pool:P`, `group:g:max`, `arc:市→县`, `issued_max`.
    package func text(in problem: ReallocationProblem) -> String {
        switch self {
        case .issuedMax: return "issued_max"
        case .pool(let index): return "pool:\(problem.pools[index].id)"
        case .groupMin(let index): return "group:\(problem.groups[index].name):min"
        case .groupMax(let index): return "group:\(problem.groups[index].name):max"
        case .arc(let index): return "arc:\(problem.arcText(index))"
        case .lower(let index): return "lower:\(problem.cellText(index))"
        case .upper(let index): return "upper:\(problem.cellText(index))"
        case .minBatch: return "min_batch"
        case .maxReceivingUnits: return "max_receiving_units"
        case .budget: return "budget"
        }
    }

    private var order: (Int, Int) {
        switch self {
        case .issuedMax: (0, 0)
        case .pool(let index): (1, index)
        case .groupMin(let index): (2, 2 * index)
        case .groupMax(let index): (2, 2 * index + 1)
        case .arc(let index): (3, index)
        case .lower(let index): (4, 2 * index)
        case .upper(let index): (4, 2 * index + 1)
        case .minBatch: (5, 0)
        case .maxReceivingUnits: (6, 0)
        case .budget: (7, 0)
        }
    }
}

extension RuleName: Comparable {
    package static func < (a: RuleName, b: RuleName) -> Bool { a.order < b.order }
}

extension ReallocationProblem {
    fileprivate func cellText(_ index: Int) -> String {
        "\(cells[index].unit)/\(cells[index].category)"
    }

    /// `市→县`; a second arc between the same pools is `市→县#2`.
    fileprivate func arcText(_ index: Int) -> String {
        let arc = arcs[index]
        let earlier = arcs[..<index].count { $0.from == arc.from && $0.to == arc.to }
        let text = "\(pools[arc.from].id)→\(pools[arc.to].id)"
        return earlier == 0 ? text : "\(text)#\(earlier + 1)"
    }
}
