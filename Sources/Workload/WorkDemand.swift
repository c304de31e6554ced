package import Institutions

/// The work of a unit in hours a year, after verification.
package struct WorkDemand: Sendable, Hashable, Codable {
    /// Σ frequency × hours × people as the unit reports it.
    package let reportedHours: Double
    /// The same with classes scaled by what was observed: H.
    package let hours: Double
    /// H with the difficulty of each item, for the staffing need only: H_k.
    package let difficultyHours: Double
    /// In the order of the kinds.
    package let byKind: [KindHours]
    /// Hours descending, then in the order of the duties form; what names no duty comes last.
    package let byDuty: [DutyHours]
    /// Share of H on core duties (主责主业), 0…1; nil where no item names a duty, no duty says
    /// whether it is core, or there are no hours.
    package let coreShare: Double?
    /// Share of items that a system or a register bears out, 0…1; nil where none says.
    package let evidenceShare: Double?
    /// Hours of this year ÷ the mean of the two years before − 1, as reported, over the items that
    /// state both previous frequencies; nil where none does, or nothing was done before.
    package let volumeChange: Double?
    /// Items behind `volumeChange`.
    package let comparedItems: Int

    package struct KindHours: Sendable, Hashable, Codable {
        package let kind: WorkKind
        package let hours: Double
        /// Nil where none of its items was spot-checked.
        package let verification: Verification?
    }

    package struct DutyHours: Sendable, Hashable, Codable {
        /// Nil for hours of no duty.
        package let duty: String?
        package let name: String
        package let isCore: Bool
        package let hours: Double
    }

    /// - Parameters:
    ///   - items: With the frequencies that count.
    ///   - reported: The same items as the unit reports them; nil: they are the same.
    package init(
        items: [ReportedWork], reported: [ReportedWork]? = nil, duties: [Workplace.Duty],
        spotChecks: [SpotObservation]
    ) {
        let reported = reported ?? items
        let kinds = WorkKind.allCases.map { kind in
            let own = items.filter { $0.kind == kind }
            return (kind, own, Verification(spotChecks, of: own))
        }
        byKind = kinds.compactMap { kind, own, verification in
            own.isEmpty
                ? nil
                : KindHours(
                    kind: kind, hours: own.sum(\.annualHours) * (verification?.factor ?? 1),
                    verification: verification)
        }
        let factors = Dictionary(uniqueKeysWithValues: kinds.map { ($0.0, $0.2?.factor ?? 1) })
        let verified = items.map { $0.annualHours * (factors[$0.kind] ?? 1) }
        reportedHours = reported.sum(\.annualHours)
        hours = verified.reduce(0, +)
        difficultyHours = zip(items, verified).reduce(0) { $0 + $1.0.difficulty * $1.1 }
        byDuty = WorkDemand.hours(verified, of: items, by: duties)
        coreShare = WorkDemand.coreShare(of: byDuty, duties: duties)
        let stated = items.compactMap(\.hasEvidence)
        evidenceShare =
            stated.isEmpty ? nil : Double(stated.count { $0 }) / Double(items.count)
        let compared = reported.filter { $0.previousHours != nil }
        comparedItems = compared.count
        volumeChange = WorkDemand.change(of: compared)
    }

    private static func hours(
        _ hours: [Double], of items: [ReportedWork], by duties: [Workplace.Duty]
    ) -> [DutyHours] {
        var sums: [String: Double] = [:]
        var ofNone = 0.0
        let known = Set(duties.map(\.duty))
        for (item, hours) in zip(items, hours) {
            if let duty = item.duty, known.contains(duty) {
                sums[duty, default: 0] += hours
            } else {
                ofNone += hours
            }
        }
        let named = duties.enumerated().compactMap { order, duty in
            sums[duty.duty].map { hours in
                let isCore = duty.isCore ?? false
                let sum = DutyHours(
                    duty: duty.duty, name: duty.name, isCore: isCore, hours: hours)
                return (order, sum)
            }
        }
        let sorted = named.sorted { ($1.1.hours, $0.0) < ($0.1.hours, $1.0) }.map(\.1)
        let rest = DutyHours(duty: nil, name: "", isCore: false, hours: ofNone)
        return sorted + (ofNone > 0 ? [rest] : [])
    }

    private static func coreShare(of sums: [DutyHours], duties: [Workplace.Duty]) -> Double? {
        let total = sums.reduce(0) { $0 + $1.hours }
        guard total > 0, sums.contains(where: { $0.duty != nil }),
            duties.contains(where: { $0.isCore != nil })
        else { return nil }
        return sums.reduce(0) { $0 + ($1.isCore ? $1.hours : 0) } / total
    }

    private static func change(of items: [ReportedWork]) -> Double? {
        let before = items.reduce(0) { $0 + ($1.previousHours ?? 0) }
        return before > 0 ? items.sum(\.annualHours) / before - 1 : nil
    }
}

extension ReportedWork {
    /// Mean hours of the two years before at this year's times; nil unless both are stated.
    fileprivate var previousHours: Double? {
        guard let last = frequencyPrevious1, let secondLast = frequencyPrevious2 else {
            return nil
        }
        return (last + secondLast) / 2 * hours * people
    }
}

extension [ReportedWork] {
    func sum(_ hours: (ReportedWork) -> Double) -> Double {
        reduce(0) { $0 + hours($1) }
    }
}

extension Verification {
    /// What was observed of some items; observations of other items are left out.
    package init?(_ observations: [SpotObservation], of items: [ReportedWork]) {
        let reported = Dictionary(items.map { ($0.item, $0.hours) }) { first, _ in first }
        self.init(
            pairs: observations.compactMap { observation in
                reported[observation.item].map { (observation.observedHours, $0) }
            })
    }
}
