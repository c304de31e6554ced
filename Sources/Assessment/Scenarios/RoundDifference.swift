/// What became different between two rounds of the same units, perhaps reorganised.
package struct RoundDifference: Sendable, Hashable {
    /// A number before and after; nil where there is none.
    package struct Change<Value: Sendable & Hashable & Comparable & Numeric>: Sendable, Hashable {
        package let before: Value?
        package let after: Value?

        package init(_ before: Value?, _ after: Value?) {
            self.before = before
            self.after = after
        }

        /// After less before; nil where one of them is missing.
        package var difference: Value? {
            guard let before, let after else { return nil }
            return after - before
        }
    }

    package enum Fate: String, Sendable, Hashable {
        /// It goes on, changed or not.
        case kept
        /// It was there before only; `successor` answers for it now.
        case merged
        /// It was there before only, and nothing follows it.
        case abolished
        /// It is there after only.
        case created
    }

    package struct Unit: Sendable, Hashable {
        package let unit: String
        package let name: String
        package let unitClass: String
        package let fate: Fate
        /// Code of the unit into which it was merged.
        package let successor: String?
        package let score: Change<Double>
        package let gradeBefore: String?
        package let gradeAfter: String?
        package let rank: Change<Int>
        package let compliance: Change<Double>
        package let benefit: Change<Double>
        package let hours: Change<Double>
        package let requiredStaff: Change<Double>
        /// On the three bases, as shares.
        package let quotaSaturation: Change<Double>
        package let inPostSaturation: Change<Double>
        package let labourSaturation: Change<Double>
        /// All quota types.
        package let approved: Change<Int>
        package let inPost: Change<Int>
        package let findings: Change<Int>

        /// Anything in it is another than it was.
        package var isChanged: Bool {
            fate != .kept || !score.isSteady || gradeBefore != gradeAfter || !rank.isSteady
                || !compliance.isSteady || !benefit.isSteady || !hours.isSteady
                || !requiredStaff.isSteady || !quotaSaturation.isSteady
                || !inPostSaturation.isSteady || !labourSaturation.isSteady || !approved.isSteady
                || !inPost.isSteady || !findings.isSteady
        }
    }

    /// Totals of one pool.
    package struct Pool: Sendable, Hashable {
        package let level: String
        package let quotaType: String
        package let funding: String
        package let approved: Change<Int>
        package let inPost: Change<Int>
    }

    /// In the order of the first round; then what only the second has, in its order.
    package let units: [Unit]
    package let pools: [Pool]

    /// - Parameter successors: Of each unit of the first round that isn't in the second, the unit
    ///   into which it was merged.
    package init(
        _ before: RoundResult, _ after: RoundResult, successors: [String: String] = [:]
    ) {
        let first = Dictionary(before.units.map { ($0.unit, $0) }, uniquingKeysWith: { a, _ in a })
        let second = Dictionary(after.units.map { ($0.unit, $0) }, uniquingKeysWith: { a, _ in a })
        units =
            before.units.map { unit in
                Unit(unit, second[unit.unit], successor: successors[unit.unit])
            } + after.units.filter { first[$0.unit] == nil }.map { Unit(nil, $0) }
        let pools = before.pools.map(PoolKey.init)
        let all = pools + after.pools.map(PoolKey.init).filter { !pools.contains($0) }
        self.pools = all.map { key in
            let sides = [before, after].map { round in round.pools.first { PoolKey($0) == key } }
            return Pool(
                level: key.level, quotaType: key.quotaType, funding: key.funding,
                approved: Change(sides[0]?.approved, sides[1]?.approved),
                inPost: Change(sides[0]?.inPost, sides[1]?.inPost))
        }
    }
}

private struct PoolKey: Hashable {
    let level: String
    let quotaType: String
    let funding: String

    init(_ pool: PoolRecord) {
        (level, quotaType, funding) = (pool.level, pool.quotaType, pool.funding)
    }
}

extension RoundDifference.Change {
    /// Equal to the last bit, or missing on both sides.
    package var isSteady: Bool { before == after }
}

extension RoundDifference.Unit {
    fileprivate init(_ before: UnitResult?, _ after: UnitResult?, successor: String? = nil) {
        guard let known = after ?? before else {
            preconditionFailure("a unit is there before or after")
        }
        unit = known.unit
        name = known.name
        unitClass = known.class
        fate =
            switch (before, after) {
            case (nil, _): .created
            case (_, nil): successor == nil ? .abolished : .merged
            default: .kept
            }
        self.successor = after == nil ? successor : nil
        func change<Value: Sendable & Hashable & Comparable & Numeric>(
            _ value: (UnitResult) -> Value?
        ) -> RoundDifference.Change<Value> {
            .init(before.flatMap(value), after.flatMap(value))
        }
        score = change(\.score)
        gradeBefore = before?.grade
        gradeAfter = after?.grade
        rank = change(\.rank)
        compliance = change(\.compliance)
        benefit = change(\.benefit)
        hours = change { $0.saturation?.hours }
        requiredStaff = change { $0.saturation?.requiredStaff }
        quotaSaturation = change { $0.saturation?.saturation.quota }
        inPostSaturation = change { $0.saturation?.saturation.inPost }
        labourSaturation = change { $0.saturation?.saturation.labour }
        approved = change { $0.quotas.reduce(0) { $0 + $1.approved } }
        inPost = change { $0.quotas.reduce(0) { $0 + $1.inPost } }
        findings = change { $0.findings.count(where: \.isOpen) }
    }
}
