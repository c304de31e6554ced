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
    /// How far the hours can be relied on; nil without any.
    package let uncertainty: WorkloadUncertainty?
    /// In the order of the establishment form.
    package let bodies: [BodyLoad]
    /// Coefficient of variation across bodies, weighted by staff.
    package let balance: Double?
    /// Over all spot-checked items, whatever their kind.
    package let verification: Verification?
    /// The worst verdict on any kind of work.
    package let verdict: VerificationVerdict?
    /// What the daily log says; nil for a unit that keeps none.
    package let timeUse: TimeUse?
    /// What the two readings say together; nil unless both are known.
    package let diagnosis: LoadDiagnosis?
    package let views: FurtherViews
    package let flags: [WorkFlag]

    /// - Returns: Nil for a unit without work items: a form not handed in is not idleness.
    package init?(_ place: Workplace, time: WorkingTime, bands: SaturationBands = .standard) {
        guard !place.items.isEmpty else { return nil }
        let worked = place.items.replacingFrequencies(by: place.log, time: time)
        let demand = WorkDemand(
            items: worked, reported: place.items, duties: place.duties,
            spotChecks: place.spotChecks)
        let persons = ByBasis(quota: place.quota, inPost: place.inPost, labour: place.labour)
        let saturation = Saturation(hours: demand.hours, persons: persons, time: time)
        let required = time.requiredStaff(forHours: demand.difficultyHours)
        self.demand = demand
        self.saturation = saturation
        band = saturation.ratio.labour.map(bands.band(of:))
        requiredStaff = required
        quotaGap = place.quota.map { required - $0 }
        uncertainty = WorkloadUncertainty(
            items: worked, factor: demand.factor(of:), watched: demand.timeError(of:),
            log: place.log, logged: place.log?.covered(time) ?? [], seed: place.seed)
        bodies = UnitWorkload.loads(of: worked, in: place, demand: demand, time: time)
        balance = LoadBalance.coefficientOfVariation(of: bodies)
        verification = Verification(place.spotChecks, of: place.items)
        verdict = demand.byKind.compactMap(\.verification?.verdict).max()
        let timeUse = place.log.map { TimeUse($0, of: place.items, time: time) }
        let labour = saturation.ratio.labour
        let diagnosis = labour.flatMap { norm in
            timeUse?.judgedSaturation.map { LoadDiagnosis(norm: norm, timeUse: $0) }
        }
        self.timeUse = timeUse
        self.diagnosis = diagnosis
        views = FurtherViews(
            systemCounts: SystemCounts(place.items), busy: place.busyView,
            balance: place.balanceView)
        flags =
            UnitWorkload.scalingFlags(of: place, demand: demand)
            + Plausibility.flags(of: place, capacityHours: saturation.capacityHours.labour)
            + CrossChecks.flags(
                of: place,
                readings: .init(
                    timeUse: timeUse, saturation: labour, balance: balance, diagnosis: diagnosis),
                time: time)
    }

    /// The interval of the saturation on a basis; nil where that is not known.
    package func interval(on basis: KeyPath<ByBasis, Double?>) -> Interval? {
        guard let hours = uncertainty?.hours,
            let capacity = saturation.capacityHours[keyPath: basis],
            capacity > 0
        else { return nil }
        return hours.divided(by: capacity)
    }

    /// The interval of the posts needed; nil for a unit without hours.
    package func requiredInterval(time: WorkingTime) -> Interval? {
        uncertainty?.difficultyHours.divided(by: time.hoursPerPost * time.target)
    }

    private static func loads(
        of items: [ReportedWork], in place: Workplace, demand: WorkDemand, time: WorkingTime
    ) -> [BodyLoad] {
        place.bodies.map { body in
            let hours = items.reduce(0) { sum, item in
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

    /// Relative standard error of the times of a kind.
    func timeError(of kind: WorkKind) -> Double {
        byKind.first { $0.kind == kind }?.verification?.relativeError
            ?? WorkloadUncertainty.unwatchedError
    }
}
