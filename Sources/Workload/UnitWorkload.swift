package import Institutions
internal import Languages

/// What the workload model says of one unit, with all it rests on.
package struct UnitWorkload: Sendable, Hashable, Codable {
    package let demand: WorkDemand
    package let saturation: Saturation
    /// Band of the labour basis; nil where that is not known.
    package let band: SaturationBand?
    /// Posts needed at the target saturation: N*.
    package let requiredStaff: Double
    /// N* − approved posts.
    package let quotaGap: Double?
    /// 5 % and 95 % ends of the saturation on the labour basis, once the data carry their error.
    package let interval: [Double]?
    /// In the order of the establishment form.
    package let bodies: [BodyLoad]
    /// Coefficient of variation across bodies, weighted by staff.
    package let balance: Double?
    /// Over all spot-checked items, whatever their kind.
    package let verification: Verification?
    /// The worst verdict on any kind of work.
    package let verdict: VerificationVerdict?
    package let flags: [WorkFlag]

    /// - Returns: Nil for a unit without work items: a form not handed in is not idleness.
    package init?(_ place: Workplace, time: WorkingTime, bands: SaturationBands = .standard) {
        guard !place.items.isEmpty else { return nil }
        let demand = WorkDemand(
            items: place.items, duties: place.duties, spotChecks: place.spotChecks)
        let persons = ByBasis(quota: place.quota, inPost: place.inPost, labour: place.labour)
        let saturation = Saturation(hours: demand.hours, persons: persons, time: time)
        let required = time.requiredStaff(forHours: demand.difficultyHours)
        self.demand = demand
        self.saturation = saturation
        band = saturation.ratio.labour.map(bands.band(of:))
        requiredStaff = required
        quotaGap = place.quota.map { required - $0 }
        interval = nil
        bodies = UnitWorkload.loads(of: place, demand: demand, time: time)
        balance = LoadBalance.coefficientOfVariation(of: bodies)
        verification = Verification(place.spotChecks, of: place.items)
        verdict = demand.byKind.compactMap(\.verification?.verdict).max()
        flags =
            UnitWorkload.scalingFlags(of: place, demand: demand)
            + Plausibility.flags(of: place, capacityHours: saturation.capacityHours.labour)
    }

    private static func loads(
        of place: Workplace, demand: WorkDemand, time: WorkingTime
    ) -> [BodyLoad] {
        place.bodies.map { body in
            let hours = place.items.reduce(0) { sum, item in
                item.body == body.body ? sum + item.annualHours * demand.factor(of: item.kind) : sum
            }
            return BodyLoad(
                body: body.body, name: body.name, hours: hours, staff: body.staff, time: time)
        }
    }

    private static func scalingFlags(of place: Workplace, demand: WorkDemand) -> [WorkFlag] {
        demand.byKind.compactMap { kind in
            guard let found = kind.verification, found.verdict == .scaled else { return nil }
            let watched = Set(place.spotChecks.map(\.item))
            let lines = place.items.filter { $0.kind == kind.kind && watched.contains($0.item) }
                .map(\.line)
            let ratio = numeral(found.ratio, decimals: 3)
            return WorkFlag(
                code: .verificationScaled,
                detail: Wording(
                    zh: "跟班实测与填报之比为\(ratio)，\(kind.kind.name.zh)工时按此折算",
                    en:
                        "observed ÷ reported is \(ratio): \(kind.kind.name.en) hours are scaled by it"
                ),
                lines: lines)
        }
    }
}

extension WorkDemand {
    /// What reported hours of a kind were multiplied by.
    package func factor(of kind: WorkKind) -> Double {
        byKind.first { $0.kind == kind }?.verification?.factor ?? 1
    }
}
