import Institutions
import Testing

@testable import Workload

private let time = WorkingTime(workdays: 250)

private func work(
    _ line: Int, name: String = "受理", frequency: Double = 100, hours: Double = 1,
    systemCount: Double? = nil, evidence: WorkEvidence? = nil
) -> ReportedWork {
    ReportedWork(
        item: "W\(line)", name: name, frequency: frequency, hours: hours, evidence: evidence,
        systemCount: systemCount, line: line)
}

private func codes(_ place: Workplace) throws -> [WorkFlag.Code: [Int]] {
    let load = try #require(UnitWorkload(place, time: time))
    return Dictionary(load.flags.map { ($0.code, $0.lines) }) { $0 + $1 }
}

@Suite("Times of one item over the units of a round")
struct UnitTimesTests {
    private func flagged(_ others: [Double], own: Double) throws -> Bool {
        var place = Workplace(items: [work(7, hours: own), work(8, name: "别的")], labour: 1)
        place.unitTimes = UnitTimes(others.map { [work(2, hours: $0)] } + [place.items])
        return try codes(place)[.unitTimeOutlier] == [7]
    }

    @Test("show one that is far off, up or down")
    func outliers() throws {
        let others = [1, 1.1, 0.9, 1.05, 0.95]
        #expect(try flagged(others, own: 4))
        #expect(try flagged(others, own: 0.2))
        #expect(try !flagged(others, own: 1.2))
    }

    @Test("are judged by what most units say, however wild one of them is")
    func robust() throws {
        #expect(try !flagged([1, 1.1, 0.9, 1.05, 400], own: 1.2))
    }

    @Test("say nothing where fewer than five units do the item")
    func few() throws {
        #expect(try !flagged([1, 1, 1], own: 100))
        #expect(try flagged([1, 1, 1, 1], own: 100))
    }
}

@Suite("Reported work against further views")
struct CrossChecksTests {
    @Test(
        "flags a system's count more than 10 % off",
        arguments: [(100.0, false), (90, false), (111, false), (112, true), (89, true), (0, true)])
    func systemCounts(count: Double, isFlagged: Bool) throws {
        let place = Workplace(items: [work(3, systemCount: count)], labour: 1)
        #expect(try codes(place)[.systemCountDiffers] == (isFlagged ? [3] : nil))
    }

    @Test("flags staff who call idle what is overloaded, or busy what is idle")
    func survey() throws {
        func isFlagged(_ distribution: [Int], labour: Double) throws -> Bool {
            var place = Workplace(items: [work(2, frequency: 2000)], labour: labour)
            place.busyView = StaffView(distribution: distribution)
            return try codes(place)[.surveyConflict] == [2]
        }
        #expect(try isFlagged([0, 1, 1, 4, 4], labour: 0.9))
        #expect(try !isFlagged([0, 1, 2, 4, 3], labour: 0.9))
        #expect(try !isFlagged([0, 1, 1, 4, 4], labour: 1))
        #expect(try isFlagged([4, 4, 1, 1, 0], labour: 2))
        #expect(try !isFlagged([4, 4, 1, 1, 0], labour: 1.5))
        // Too few to be a view.
        #expect(try !isFlagged([0, 0, 0, 2, 2], labour: 0.9))
    }

    @Test("tells rows of the log that don't count, at their lines of the log")
    func setAside() throws {
        var place = Workplace(items: [work(2)], labour: 1)
        place.log = UnitLog(
            rows: 4, people: 0, items: [], personDays: [], months: [], days: 0, firstDay: nil,
            lastDay: nil,
            setAside: [
                .init(fault: .countInvalid, count: 1, lines: [5]),
                .init(fault: .minutesInvalid, count: 2, lines: [3, 8]),
            ])
        let load = try #require(UnitWorkload(place, time: time))
        let flag = try #require(load.flags.first { $0.code == .logRowsSetAside })
        #expect(flag.form == .timeLog)
        #expect(flag.lines == [3, 5, 8])
        #expect(flag.detail.zh.contains("4行中有3行"))
    }
}

@Suite("The uncertainty of hours")
struct UncertaintyTests {
    private func error(_ observed: [Double], evidence: WorkEvidence? = .system) throws -> Double {
        var place = Workplace(items: [work(2, evidence: evidence)], labour: 1)
        place.spotChecks = observed.map { SpotObservation(item: "W2", observedHours: $0) }
        return try #require(UnitWorkload(place, time: time)?.uncertainty?.coefficientOfVariation)
    }

    @Test("of unwatched work that a system counts is √(0.15² + 0.03²)")
    func byHand() throws {
        #expect(abs(try error([]) - (0.0225 + 0.0009).squareRoot()) < 1e-12)
        // ln(1 + 0.0234) = 0.0231304; its root 0.152087; e^(1.644854 × 0.152087) = 1.284232.
        let interval = Interval(around: 100, coefficientOfVariation: 0.0234.squareRoot())
        #expect(abs(interval.ends90[1] - 128.4232) < 5e-4)
        #expect(abs(interval.ends90[0] - 10000 / 128.4232) < 5e-4)
    }

    @Test("falls with every observation, and with better evidence", arguments: 0...12)
    func narrowing(count: Int) throws {
        func observed(_ count: Int) -> [Double] { (0..<count).map { $0 % 2 == 0 ? 0.95 : 1.05 } }
        #expect(try error(observed(count + 2)) < error(observed(count)))
        #expect(try error(observed(count)) < error(observed(count), evidence: .ledger))
        #expect(
            try error(observed(count), evidence: .ledger)
                < error(observed(count), evidence: WorkEvidence.none))
    }

    @Test("of a ratio is that of Student: 0.9, 1 and 1.1 of an hour give 1 ± 2.92 × 0.0577")
    func ratio() throws {
        let checks = try #require(
            Verification(pairs: [(0.9, 1), (1, 1), (1.1, 1)].map { (observed: $0, reported: $1) }))
        let distance = 2.91999 * (0.02 * 1.5).squareRoot() / 3
        let interval = try #require(checks.interval)
        #expect(abs(interval.ends90[0] - (1 - distance)) < 1e-5)
        #expect(abs(interval.ends90[1] - (1 + distance)) < 1e-5)
        #expect(Verification(pairs: [(observed: 1, reported: 1)])?.interval == nil)
    }

    @Test(
        "uses Student's quantiles as tables print them",
        arguments: [
            (0.95, 1, 6.3138), (0.95, 2, 2.9200), (0.95, 3, 2.3534), (0.95, 5, 2.0150),
            (0.95, 10, 1.8125), (0.95, 30, 1.6973), (0.975, 20, 2.0860), (0.975, 4, 2.7764),
        ])
    func quantiles(share: Double, freedom: Int, value: Double) {
        // The expansion is short by 0.1 % at three degrees of freedom.
        #expect(abs(studentQuantile(share, freedom: freedom) - value) < 0.003)
    }

    @Test("by bootstrap has the spread of the mean: σ ÷ √n of the clusters")
    func bootstrap() throws {
        let clusters = (0..<200).map { $0 % 2 == 0 ? 1.0 : 3.0 }
        let draws = try #require(ClusterBootstrap(clusters, draws: 4000, seed: 7)).ratios
        let mean = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
        // σ = 1 around 2: 0.5 ÷ √200 = 0.03536; 4000 draws know it within 5 %.
        #expect(abs(mean - 1) < 0.003)
        #expect(abs(variance.squareRoot() - 0.035355) < 0.0018)
        #expect(ClusterBootstrap([1], draws: 10, seed: 1) == nil)
        #expect(ClusterBootstrap([0, 0], draws: 10, seed: 1) == nil)
    }
}
