internal import Institutions

/// Posts that idle units can give, and who would get them: within one level, quota type and funding.
///
/// It names candidates for deliberation; the plan that keeps every limit is the optimiser's.
struct PostsOffered {
    /// One unit's part in a transfer.
    struct Part: Hashable {
        let type: QuotaType
        let count: Int
        /// Name of the unit that gives.
        let giver: String
    }

    private struct Pool: Hashable {
        let level: Level
        let type: QuotaType
        let funding: Funding
    }

    /// Per unit, what it would receive.
    private(set) var received: [[Part]]

    /// - Parameter rows: Per unit, the rows of the table that it matches.
    init(_ units: [AdviceCase], rows: [[Int]], table: DecisionTable) {
        var offers: [Pool: [(giver: String, count: Int)]] = [:]
        for (unit, rows) in zip(units, rows) where rows.contains(3) || rows.contains(4) {
            let count = table.reclaim(rows, unit)?.count ?? 0
            for part in unit.splitOverVacancies(count) {
                let pool = Pool(level: unit.level, type: part.type, funding: unit.funding)
                offers[pool, default: []].append((unit.name, part.count))
            }
        }
        for pool in Array(offers.keys) {
            offers[pool]?.sort { ($1.count, $0.giver) < ($0.count, $1.giver) }
        }
        received = units.map { _ in [] }
        let receivers = units.indices.filter { rows[$0].contains(6) }.sorted { a, b in
            (units[b].saturation ?? 0, a) < (units[a].saturation ?? 0, b)
        }
        for receiver in receivers {
            received[receiver] = PostsOffered.take(for: units[receiver], from: &offers)
        }
    }

    /// The unit's main quota type first, the largest offer first.
    private static func take(
        for unit: AdviceCase, from offers: inout [Pool: [(giver: String, count: Int)]]
    ) -> [Part] {
        var rest = unit.shortage
        var parts: [Part] = []
        for posts in unit.mainTypesFirst {
            let pool = Pool(level: unit.level, type: posts.type, funding: unit.funding)
            for (index, offer) in (offers[pool] ?? []).enumerated() where rest > 0 {
                let taken = min(rest, offer.count)
                guard taken > 0 else { continue }
                offers[pool]?[index].count -= taken
                rest -= taken
                parts.append(Part(type: posts.type, count: taken, giver: offer.giver))
            }
        }
        return parts
    }
}

extension AdviceCase {
    /// Types with approved posts, the largest first, in their own order among equals.
    var mainTypesFirst: [Posts] {
        posts.enumerated().filter { $0.element.approved > 0 }.sorted { a, b in
            (b.element.approved, a.offset) < (a.element.approved, b.offset)
        }.map(\.element)
    }
}
