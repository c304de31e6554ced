import Draws
import Diagnostics
import Documents
import Testing

@testable import Workload

private func calculation(_ yaml: String) throws -> StaffingCalculation {
    var log = DiagnosticLog()
    let result = StaffingCalculation.read(Array(yaml.utf8), file: "s.yaml", into: &log)
    #expect(log.kept.map(\.code) == [])
    return try #require(result)
}

private func diagnostics(_ yaml: String) -> [Diagnostic] {
    var log = DiagnosticLog()
    let result = StaffingCalculation.read(Array(yaml.utf8), file: "s.yaml", into: &log)
    #expect((result == nil) == log.hasErrors)
    return log.kept
}

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
}

private let nepal = """
    method: wisn
    available_time: {working_days: 260, public_holidays: 13, annual_leave: 18, sick_leave: 12,
      training: 5, other_leave: 0, hours_per_day: 8}
    current: 2
    service: [{name: clinical workload, hours: 1, volume: 1696}]
    category: [{name: handover, hours: 1, per: day}]
    individual: [{name: teaching, hours_per_year: 848, staff: 1}]
    """

private let cashier = """
    method: wisn
    allowance: additive
    available_time: {working_days: 300, annual_leave: 12, training: 6, public_holidays: 19,
      other_leave: 10, hours_per_day: 7}
    service:
      - {name: outpatient, minutes: 5, volume: 54000}
      - {name: inpatient, minutes: 10, volume: 10800}
      - {name: daily report, minutes: 15, volume: 360}
    category:
      - {name: a, minutes: 3000, per: year}
      - {name: b, minutes: 1000, per: year}
      - {name: c, minutes: 1440, per: year}
    """

@Suite("A staffing calculator reproduces published cases")
struct PublishedStaffingTests {
    /// wisn-core 6f84c61, DatabaseSeeder.php and WisnCalculatorServiceTest.php; its printed values
    /// are rounded to two decimals.
    @Test("WISN of a ward: 212 days, CAF 8/7, IAF 1/2")
    func multiplicative() throws {
        guard case .wisn(let wisn) = try calculation(nepal) else { return }
        #expect(wisn.time.hours == 1696)
        #expect(wisn.servicePosts == 1)
        #expect(wisn.categoryShare == 0.125)
        #expect(isClose(wisn.categoryAllowance, 8.0 / 7, 1e-15))
        #expect(wisn.individualAllowance == 0.5)
        #expect(isClose(wisn.required, 8.0 / 7 + 0.5, 1e-15))
        #expect(isClose(wisn.ratio, 1.22, 0.005))
        #expect(isClose(wisn.difference, 0.36, 0.005))
    }

    /// “Metode WISN” spreadsheet of a cashier's office (Kepmenkes 81/2004 variant). Its printed
    /// total 3.755 adds the rounded allowance once per activity; added once, as the method says,
    /// it is 3.608125 + 0.0511951817.
    @Test("the additive variant counts its allowance once")
    func additive() throws {
        guard case .wisn(let wisn) = try calculation(cashier) else { return }
        #expect(wisn.time.days == 253)
        #expect(wisn.time.hours == 1771)
        #expect(
            wisn.services.map { $0.standardWorkload(in: wisn.time.hours) } == [21252, 10626, 7084])
        let shares = wisn.category.map { $0.share(of: wisn.time) }
        for (share, printed) in zip(shares, [0.0282326369, 0.009410879, 0.0135516657]) {
            #expect(isClose(share, printed, 1e-9))
        }
        #expect(isClose(wisn.required, 3.65932, 1e-5))
    }

    /// pyworkforce 0.1.0 and R's ErlangC README, the same instance.
    @Test("100 calls of 3 minutes in half an hour take 14 servers and 20 on the roster")
    func queue() throws {
        let yaml = """
            method: erlang-c
            arrivals: 100
            interval_minutes: 30
            handle_minutes: 3
            target_seconds: 20
            service_level: 0.8
            max_occupancy: 0.85
            shrinkage: 0.3
            """
        guard case .queue(let queue) = try calculation(yaml) else { return }
        #expect(queue.traffic == 10)
        #expect(queue.servers == 14)
        #expect(queue.rostered == 20)
        #expect(isClose(queue.serviceLevel, 0.8883500191794669, 1e-12))
        #expect(isClose(queue.occupancy, 0.7142857142857143, 1e-15))
        #expect(isClose(queue.waitingProbability, 0.1741319335950498, 1e-12))
        #expect(isClose(queue.averageWaitSeconds, 7.83593701177724, 1e-10))
    }

    /// A typist pool (expertsmind.com 30136654): 4 × .3 × .7 ÷ .04² is 525, not a hair more.
    @Test("work sampling at p = .3 takes 525 observations")
    func sampling() throws {
        let yaml = "method: work-sampling\np: 0.3\nz: 2\nerror: 0.04\n"
        guard case .sampling(let sampling) = try calculation(yaml) else { return }
        #expect(sampling.observations == 525)
    }

    /// indextestingapp.uonbi.ac.ke 14003372.
    @Test("five watches of 20 on average at pace 1.2 with 20 % allowance are 28.8")
    func timeStudy() throws {
        let yaml = """
            method: time-study
            observed: [27, 19, 20, 21, 13]
            rating: 1.2
            allowance: 0.2
            basis: normal-time
            """
        guard case .timeStudy(let study) = try calculation(yaml) else { return }
        #expect(study.observedMean == 20)
        #expect(study.normal == 24)
        #expect(isClose(study.standard, 28.8, 1e-12))
        guard
            case .timeStudy(let onJob) = try calculation(yaml.replacing("normal-time", "job-time"))
        else { return }
        #expect(onJob.standard == 30)
    }

    /// 劳动效率定编法 (tc.wangchao.net.cn 1515626). It prints 1219 people for 1219.12: the part of
    /// a person that it drops leaves work undone, so the need is 1220.
    @Test(
        "labour efficiency is the same by output and by time",
        arguments: ["output_per_day: 16", "time_norm_hours: 0.5\nhours_per_day: 8"])
    func efficiency(norm: String) throws {
        let yaml = "method: efficiency\ntask: 4651200\n\(norm)\ndays: 251\nattendance: 0.95\n"
        guard case .efficiency(let efficiency) = try calculation(yaml) else { return }
        #expect(isClose(efficiency.exact, 1219.1235, 1e-4))
        #expect(efficiency.required == 1220)
    }
}

extension String {
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix(old) ? line.dropLast(old.count) + new : line
        }.joined(separator: "\n")
    }
}

@Suite("Counts of people")
struct DecimalCeilingTests {
    @Test(
        "are not one more for a hair of binary arithmetic",
        arguments: [
            ([14.0], [0.7], 20), ([0.1, 3], [0.3], 1), ([2, 2, 0.3, 0.7], [0.04, 0.04], 525),
            ([100, 1.1], [1.1], 100), ([1], [3], 1), ([7.0001], [1], 8), ([0], [5], 0),
            ([1e-7], [1], 1), ([4651200], [16, 251, 0.95], 1220),
        ])
    func exact(factors: [Double], divisors: [Double], count: Int) {
        #expect(ceilingOfQuotient(of: factors, by: divisors) == count)
    }

    @Test("hold the quotient, and one person fewer doesn't", arguments: UInt64(0)..<200)
    func least(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let a = Int.random(in: 1...100_000, using: &generator)
        let b = Int.random(in: 1...999, using: &generator)
        // Whole numbers, by a second method; then the same in hundredths.
        let expected = (a + b - 1) / b
        #expect(ceilingOfQuotient(of: [Double(a)], by: [Double(b)]) == expected)
        #expect(
            ceilingOfQuotient(of: [Double(a) / 100], by: [Double(b) / 100]) == expected)
    }
}

@Suite("A queue")
struct ErlangCTests {
    private func queue(
        _ arrivals: Double, target: Double = 60, level: Double = 0.8, occupancy: Double = 1
    ) -> ErlangC {
        ErlangC(
            arrivals: arrivals, intervalMinutes: 60, handleMinutes: 6, targetSeconds: target,
            targetLevel: level, maximumOccupancy: occupancy)
    }

    @Test("with one server and half its time taken waits as M/M/1 says: ½, and 6 minutes")
    func singleServer() {
        let one = queue(5, target: 0, level: 0.4)
        #expect(one.servers == 1)
        #expect(isClose(one.waitingProbability, 0.5, 1e-15))
        #expect(isClose(one.averageWaitSeconds, 360, 1e-9))
    }

    @Test("takes the least servers that reach the target", arguments: 1...60)
    func least(arrivals: Int) {
        let found = queue(Double(arrivals))
        #expect(found.serviceLevel >= 0.8)
        #expect(Double(found.servers) > found.traffic)
        let fewer = found.servers - 1
        guard Double(fewer) > found.traffic else { return }
        // By a second method: the sum of Poisson terms.
        var (term, sum) = (1.0, 1.0)
        for k in 1..<max(fewer, 1) {
            term *= found.traffic / Double(k)
            sum += term
        }
        let last = term * found.traffic / Double(fewer) / (1 - found.traffic / Double(fewer))
        let waiting = last / (sum + last)
        // 60 s of 360 s of handling.
        #expect(1 - waiting * pow(2.718281828459045, -(Double(fewer) - found.traffic) / 6) < 0.8)
    }

    private func pow(_ base: Double, _ exponent: Double) -> Double {
        // e^x by its series; x stays within −60…0.
        let halvings = 10
        let x = exponent / 1024
        var value = 1 + x + x * x / 2 + x * x * x / 6
        for _ in 0..<halvings { value *= value }
        return value
    }

    @Test("never needs fewer for more arrivals, nor under a limit of occupancy", arguments: 1...80)
    func monotone(arrivals: Int) {
        let (few, more) = (queue(Double(arrivals)), queue(Double(arrivals + 1)))
        #expect(few.servers <= more.servers)
        #expect(queue(Double(arrivals), occupancy: 0.7).servers >= few.servers)
        #expect(queue(Double(arrivals), occupancy: 0.7).occupancy <= 0.7 + 1e-12)
    }

    @Test("without anybody coming still keeps one window")
    func empty() {
        #expect(queue(0).servers == 1)
        #expect(queue(0).waitingProbability == 0)
    }
}

@Suite("A staffing file is refused or warned about")
struct StaffingRefusalTests {
    @Test(
        "with the code of its trouble",
        arguments: [
            (
                nepal.replacing("hours: 1, per: day}]", "hours: 9, per: day}]"),
                "allowance-too-large"
            ),
            (nepal.replacing("hours: 1, per: day}]", "hours: 30, per: day}]"), "day-too-long"),
            (nepal.replacing("hours_per_day: 8}", "hours_per_day: 25}"), "day-too-long"),
            (
                nepal.replacing("hours_per_day: 8}", "hours_per_day: 4}"),
                "available-time-implausible"
            ),
            (
                nepal.replacing("hours_per_day: 8}", "hours_per_day: 10}"),
                "available-time-implausible"
            ),
            (nepal.replacing("current: 2", "current: 0"), "nobody-in-post"),
            (nepal.replacing("staff: 1}]", "staff: 0}]"), "nobody-in-post"),
            (
                nepal.replacing("hours: 1, volume: 1696}]", "hours: 30, volume: 1696}]"),
                "minutes-for-hours"
            ),
            (nepal.replacing("volume: 1696}]", "minutes: 60, volume: 1696}]"), "key-missing"),
            (nepal.replacing("staff: 1}]", "staff: -1}]"), "value-invalid"),
            (nepal.replacing("current: 2", "curent: 2"), "key-unknown"),
            ("method: wism\n", "not-in-list"),
            ("method: work-sampling\np: 1\nz: 2\nerror: 0.04\n", "out-of-range"),
            ("method: time-study\nobserved: []\nrating: 1\n", "value-invalid"),
            ("method: time-study\nobserved: [1]\nrating: 120\n", "value-invalid"),
        ])
    func code(yaml: String, code: String) {
        #expect(diagnostics(yaml).map(\.code.rawValue) == [code])
    }

    @Test("with the place of the key")
    func place() {
        let found = diagnostics(nepal.replacing("current: 2", "current: 0"))
        #expect(found.map(\.place.line) == [4])
        #expect(found.map(\.severity) == [.warning])
    }
}

@Suite("The workings of a calculator")
struct StaffingWorkingsTests {
    @Test("show every step with its numbers, in both languages")
    func steps() throws {
        let workings = try calculation(nepal).workings
        #expect(workings.count == 8)
        #expect(workings.last?.zh.contains("2 ÷ 1.642857 = 1.217391") == true)
        #expect(workings.last?.en.contains("difference = 2 − 1.642857 = 0.357143") == true)
    }

    @Test("are part of the document, after the stable keys")
    func document() throws {
        guard case .object(let members) = try calculation(nepal).json(.chinese) else { return }
        let keys = members.map(\.key)
        for key in [
            "availableTime", "categoryAllowance", "individualAllowance", "required", "current",
            "difference", "ratio", "workings",
        ] {
            #expect(keys.contains(key))
        }
    }
}
