import Draws
import Institutions
import Testing

@testable import Workload

/// A unit small enough for a pocket calculator, at 2,000 hours a post.
private func smallUnit() -> Workplace {
    Workplace(
        items: [
            ReportedWork(
                item: "W1", name: "窗口受理", frequency: 2000, hours: 1, people: 1, body: "B1",
                duty: "D1", evidence: .ledger, frequencyPrevious1: 2400, frequencyPrevious2: 2600,
                line: 2),
            ReportedWork(
                item: "W2", name: "年度计划", frequency: 4, hours: 100, people: 2, difficulty: 1.5,
                kind: .project, body: "B2", duty: "D2", evidence: .ledger, frequencyPrevious1: 4,
                frequencyPrevious2: 4, line: 3),
            ReportedWork(
                item: "W3", name: "后勤", frequency: 250, hours: 4, people: 1, body: "B2",
                evidence: WorkEvidence.none, line: 4),
        ],
        quota: 4, inPost: 2, labour: 2.5,
        bodies: [
            .init(body: "B1", name: "窗口科", staff: 1), .init(body: "B2", name: "综合科", staff: 1.5),
        ],
        duties: [
            .init(duty: "D1", name: "受理", isCore: true),
            .init(duty: "D2", name: "规划", isCore: false),
        ])
}

private let time = WorkingTime(workdays: 250)

private func isClose(_ a: Double?, _ b: Double, tolerance: Double = 1e-12) -> Bool {
    a.map { abs($0 - b) <= tolerance * max(1, abs(b)) } ?? false
}

@Suite("The workload of a unit")
struct UnitWorkloadTests {
    @Test("is 2000 + 800 + 1000 hours against three named capacities")
    func byHand() throws {
        let load = try #require(UnitWorkload(smallUnit(), time: time))
        #expect(load.demand.reportedHours == 3800)
        #expect(load.demand.hours == 3800)
        #expect(load.demand.difficultyHours == 2000 + 1200 + 1000)
        #expect(load.demand.byKind.map(\.kind) == [.recurrent, .project])
        #expect(load.demand.byKind.map(\.hours) == [3000, 800])
        #expect(load.saturation.capacityHours == ByBasis(quota: 8000, inPost: 4000, labour: 5000))
        #expect(isClose(load.saturation.ratio.quota, 0.475))
        #expect(isClose(load.saturation.ratio.inPost, 0.95))
        #expect(isClose(load.saturation.ratio.labour, 0.76))
        #expect(load.band == .below)
        #expect(isClose(load.requiredStaff, 4200 / 1800))
        #expect(isClose(load.quotaGap, 4200.0 / 1800 - 4))
        // Nobody watched: 15 % of each kind's times; registers err by 10 %, no source by 20 %.
        let recurrent = 450.0 * 450 + 200 * 200 + 200 * 200
        let project = 120.0 * 120 + 80 * 80
        let error = (recurrent + project).squareRoot() / 3800
        #expect(isClose(load.uncertainty?.coefficientOfVariation, error))
        #expect(load.uncertainty?.source == .sourceGrade)
        let interval = try #require(load.interval(on: \.labour))
        #expect(interval.ends90[0] < interval.ends68[0] && interval.ends68[0] < 0.76)
        #expect(interval.ends90[1] > interval.ends68[1] && interval.ends68[1] > 0.76)
    }

    @Test("lies on its bodies with the spread of 1.0 and 0.6, weights 1 and 1.5")
    func balance() throws {
        let load = try #require(UnitWorkload(smallUnit(), time: time))
        #expect(load.bodies.map(\.saturation) == [1, 0.6])
        // mean .76; variance (1 × .24² + 1.5 × .16²) ÷ 2.5 = .0384
        #expect(isClose(load.balance, 0.0384.squareRoot() / 0.76))
    }

    @Test("is told by duty, by core duties and by evidence")
    func shares() throws {
        let demand = try #require(UnitWorkload(smallUnit(), time: time)).demand
        #expect(demand.byDuty.map(\.duty) == ["D1", "D2", nil])
        #expect(demand.byDuty.map(\.hours) == [2000, 800, 1000])
        #expect(isClose(demand.coreShare, 2000.0 / 3800))
        #expect(isClose(demand.evidenceShare, 2.0 / 3))
    }

    @Test("has changed by 2800 ÷ (2500 + 800) − 1 over the items that state both years before")
    func volume() throws {
        let demand = try #require(UnitWorkload(smallUnit(), time: time)).demand
        #expect(isClose(demand.volumeChange, 2800.0 / 3300 - 1))
        #expect(demand.comparedItems == 2)
    }

    @Test("is unknown, not nothing, for a unit without items")
    func formMissing() {
        #expect(UnitWorkload(Workplace(items: [], labour: 3), time: time) == nil)
    }

    @Test("leaves open what was not handed in")
    func absent() throws {
        let bare = ReportedWork(item: "W", name: "事", frequency: 10, hours: 2, line: 2)
        let load = try #require(UnitWorkload(Workplace(items: [bare]), time: time))
        #expect(load.saturation.ratio == ByBasis(quota: nil, inPost: nil, labour: nil))
        #expect(load.band == nil)
        #expect(load.quotaGap == nil)
        #expect(load.balance == nil)
        #expect(load.demand.coreShare == nil)
        #expect(load.demand.evidenceShare == nil)
        #expect(load.demand.volumeChange == nil)
        #expect(load.verification == nil)
        #expect(load.verdict == nil)
    }

    @Test("has no balance where one body only is staffed")
    func oneBody() throws {
        var place = smallUnit()
        place.bodies[1] = .init(body: "B2", name: "综合科", staff: 0)
        let load = try #require(UnitWorkload(place, time: time))
        #expect(load.balance == nil)
        #expect(load.bodies[1].saturation == nil)
        #expect(load.flags.first { $0.code == .bodyEmpty }?.lines == [3, 4])
    }
}

@Suite("Demand and capacity obey")
struct WorkloadLawTests {
    private func randomUnit(_ generator: inout SplitMix64) -> Workplace {
        var place = smallUnit()
        place.items = (2...30).map { line in
            ReportedWork(
                item: "W\(line)", name: "事\(line)",
                frequency: Double(Int.random(in: 1...500, using: &generator)),
                hours: Double.random(in: 0.1...40, using: &generator),
                people: Double(Int.random(in: 1...4, using: &generator)),
                difficulty: [1, 1.2, 1.5].randomElement(using: &generator) ?? 1,
                kind: WorkKind.allCases.randomElement(using: &generator) ?? .recurrent,
                body: ["B1", "B2"].randomElement(using: &generator),
                duty: ["D1", "D2", nil].randomElement(using: &generator) ?? nil, line: line)
        }
        return place
    }

    @Test(
        "doubling: twice the frequencies are twice the hours and the need",
        arguments: UInt64(0)..<50)
    func doubling(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let place = randomUnit(&generator)
        var twice = place
        for index in twice.items.indices { twice.items[index].frequency *= 2 }
        let one = try #require(UnitWorkload(place, time: time))
        let two = try #require(UnitWorkload(twice, time: time))
        #expect(two.demand.hours == 2 * one.demand.hours)
        #expect(isClose(two.requiredStaff, 2 * one.requiredStaff))
        #expect(isClose(two.balance, one.balance ?? -1, tolerance: 1e-9))
        for (end, twice) in zip(
            one.uncertainty?.hours.ends90 ?? [], two.uncertainty?.hours.ends90 ?? [])
        {
            #expect(isClose(twice, 2 * end, tolerance: 1e-9))
        }
    }

    @Test("splitting: an item in two halves changes no hours", arguments: UInt64(0)..<50)
    func splitting(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let place = randomUnit(&generator)
        var split = place
        let index = Int.random(in: split.items.indices, using: &generator)
        split.items[index].frequency /= 2
        var half = split.items[index]
        half.item += "b"
        split.items.append(half)
        let one = try #require(UnitWorkload(place, time: time))
        let two = try #require(UnitWorkload(split, time: time))
        // Sums in another order differ by rounding.
        #expect(isClose(two.demand.hours, one.demand.hours, tolerance: 1e-12))
        #expect(isClose(two.requiredStaff, one.requiredStaff, tolerance: 1e-12))
        #expect(isClose(two.balance, one.balance ?? -1, tolerance: 1e-9))
        #expect(isClose(two.demand.coreShare, one.demand.coreShare ?? -1, tolerance: 1e-12))
        let errors = (one.uncertainty, two.uncertainty)
        #expect(
            isClose(
                errors.0?.coefficientOfVariation, errors.1?.coefficientOfVariation ?? -1,
                tolerance: 1e-9))
    }

    @Test("conservation: a person who moves takes the capacity along", arguments: 1...12)
    func conservation(months: Int) {
        let share = Double(months) / 12
        func capacity(_ persons: Double) -> Double {
            Saturation(
                hours: 1, persons: ByBasis(quota: nil, inPost: nil, labour: persons), time: time
            )
            .capacityHours.labour ?? 0
        }
        #expect(isClose(capacity(5 - share) + capacity(3 + share), capacity(5) + capacity(3)))
    }
}

@Suite("Verification on site")
struct VerificationTests {
    private func checked(_ observed: Double...) -> Workplace {
        var place = smallUnit()
        place.spotChecks = observed.map { SpotObservation(item: "W1", observedHours: $0) }
        return place
    }

    @Test(
        "accepts to 10 %, notes to 20 %, scales beyond",
        arguments: [
            (1.0, VerificationVerdict.accepted), (1.1, .accepted), (0.9, .accepted),
            (1.11, .acceptedWithNote), (1.2, .acceptedWithNote), (0.8, .acceptedWithNote),
            (1.21, .scaled), (0.79, .scaled),
        ])
    func verdicts(observed: Double, verdict: VerificationVerdict) throws {
        let load = try #require(UnitWorkload(checked(observed), time: time))
        #expect(load.verdict == verdict)
        #expect(isClose(load.verification?.ratio, observed))
    }

    @Test("scales the hours of the sampled kind alone, and says so at its row")
    func scaling() throws {
        let load = try #require(UnitWorkload(checked(0.4, 0.6), time: time))
        #expect(load.verification?.ratio == 0.5)
        #expect(load.demand.byKind.map(\.hours) == [1500, 800])
        #expect(load.demand.reportedHours == 3800)
        #expect(load.demand.hours == 2300)
        #expect(load.demand.difficultyHours == 1000 + 1200 + 500)
        #expect(load.bodies.map(\.hours) == [1000, 1300])
        #expect(isClose(load.saturation.ratio.labour, 0.46))
        #expect(load.flags.first?.code == .verificationScaled)
        #expect(load.flags.first?.lines == [2])
    }

    @Test("of an item that takes no time by its form says nothing")
    func noTime() {
        #expect(Verification(pairs: [(observed: 1, reported: 0)]) == nil)
        #expect(Verification(pairs: []) == nil)
    }
}
