import Foundation
import TestFolders
import Testing

/// Published staffing cases through the built program, as files and as JSON.
@Suite("Published staffing cases")
struct PublishedStaffingTests {
    private func run(_ yaml: String, _ options: [String] = ["--json"]) throws -> CommandLineRun {
        let folder = try TemporaryFolder()
        try folder.write(Array(yaml.utf8), to: "need.yaml")
        return try CommandLineRun(["staffing", folder.path + "/need.yaml"] + options)
    }

    private func document(_ yaml: String) throws -> [String: Any] {
        let run = try run(yaml)
        #expect(run.status == 0, "\(run.errorText)")
        return try run.document()
    }

    private func expect(
        _ found: Any?, _ wanted: Double, within tolerance: Double, _ name: String,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found as? Double, "\(name)", sourceLocation: location)
        #expect(abs(found - wanted) <= tolerance, "\(name): \(found)", sourceLocation: location)
    }

    private static let nepal = """
        method: wisn
        available_time: {working_days: 260, public_holidays: 13, annual_leave: 18, sick_leave: 12,
          training: 5, other_leave: 0, hours_per_day: 8}
        current: 2
        service: [{name: clinical workload, hours: 1, volume: 1696}]
        category: [{name: handover, hours: 1, per: day}]
        individual: [{name: teaching, hours_per_year: 848, staff: 1}]
        """

    /// WISN Core (Nepal): printed with two decimals.
    @Test("a ward's WISN: 1,696 hours, CAF 1.143, IAF 0.5, 1.64 needed, ratio 1.22")
    func ward() throws {
        let found = try document(Self.nepal)
        for (key, wanted) in [
            ("availableTime", 1696.0), ("serviceRequired", 1.0), ("categoryShare", 0.125),
            ("categoryAllowance", 1.143), ("individualAllowance", 0.5), ("required", 1.64),
            ("ratio", 1.22), ("difference", 0.36),
        ] {
            try expect(found[key], wanted, within: 0.005, key)
        }
        let service = try #require((found["service"] as? [[String: Any]])?.first)
        try expect(service["standardWorkload"], 1696, within: 1e-9, "standardWorkload")
        #expect(try #require(found["workings"] as? [String]).count >= 6)
    }

    /// “Metode WISN” spreadsheet (Kepmenkes 81/2004 variant), its allowance counted once: its own
    /// total counts the rounded allowance once per activity.
    @Test("a cashier's office by the additive variant: 3.65932, its parts as printed")
    func cashier() throws {
        let found = try document(
            """
            method: wisn
            allowance: additive
            available_time: {working_days: 300, annual_leave: 12, training: 6,
              public_holidays: 19, other_leave: 10, hours_per_day: 7}
            service:
              - {name: outpatient, minutes: 5, volume: 54000}
              - {name: inpatient, minutes: 10, volume: 10800}
              - {name: daily report, minutes: 15, volume: 360}
            category:
              - {name: a, minutes: 3000, per: year}
              - {name: b, minutes: 1000, per: year}
              - {name: c, minutes: 1440, per: year}
            """)
        try expect(found["availableTime"], 1771, within: 1e-9, "availableTime")
        let services = try #require(found["service"] as? [[String: Any]])
        for (service, (workload, posts)) in zip(
            services, [(21252.0, 2.54094), (10626.0, 1.01637), (7084.0, 0.05082)])
        {
            try expect(service["standardWorkload"], workload, within: 1e-9, "standardWorkload")
            try expect(service["required"], posts, within: 1e-5, "required")
        }
        try expect(
            found["categoryAllowance"], 0.0282326369 + 0.009410879 + 0.0135516657, within: 1e-8,
            "categoryAllowance")
        try expect(found["required"], 3.65932, within: 1e-5, "required")
    }

    /// BMC Health Services Research 7:196, table 1: 1521.9 only if no deduction is rounded first.
    @Test("a nurse's contract of 1,872 hours leaves 1,521.9")
    func contract() throws {
        let found = try document(
            """
            method: wisn
            available_time:
              contract_hours: 1872
              absences:
                - {name: holiday, percent: 9}
                - {name: courses, percent: 0.2}
                - {name: short leave, percent: 3.5}
                - {name: other, percent: 2}
                - {name: sickness, percent: 4%}
            service: [{name: care, hours: 1, volume: 3000}]
            """)
        try expect(found["availableTime"], 1521.9, within: 0.051, "availableTime")
        let absences = try #require(found["absences"] as? [[String: Any]])
        for (absence, printed) in zip(absences, [168.5, 3.7, 65.5, 37.4, 74.9]) {
            try expect(absence["hours"], printed, within: 0.051, "hours")
        }
        #expect(absences.count == 5)
    }

    /// tc.wangchao.net.cn 1515626 prints 1219 for 1219.12; the part of a person is one more here.
    @Test(
        "劳动效率定编 of a lathe shop is 1,219.12 by output and by time",
        arguments: ["output_per_day: 16", "time_norm_hours: 0.5\nhours_per_day: 8"])
    func efficiency(norm: String) throws {
        let found = try document(
            "method: efficiency\ntask: 4651200\n\(norm)\ndays: 251\nattendance: 0.95\n")
        try expect(found["exact"], 1219, within: 0.5, "exact")
        #expect(found["required"] as? Int == 1220)
    }

    /// indextestingapp.uonbi.ac.ke 14003372.
    @Test("a time study of five watches is 20, 24, 28.8")
    func timeStudy() throws {
        let found = try document(
            "method: time-study\nobserved: [27, 19, 20, 21, 13]\nrating: 1.2\nallowance: 0.2\n"
                + "basis: normal-time\n")
        try expect(found["observedMean"], 20, within: 1e-9, "observedMean")
        try expect(found["normal"], 24, within: 1e-9, "normal")
        try expect(found["standard"], 28.8, within: 1e-9, "standard")
    }

    /// expertsmind.com 30136654.
    @Test("a typist pool takes 525 observations")
    func sampling() throws {
        let found = try document("method: work-sampling\np: 0.3\nz: 2\nerror: 0.04\n")
        #expect(found["observations"] as? Int == 525)
    }

    /// R ErlangC and pyworkforce 0.1.0, the same instance.
    @Test("100 calls in half an hour take 14 servers, 20 on the roster")
    func queue() throws {
        let found = try document(
            """
            method: erlang-c
            arrivals: 100
            interval_minutes: 30
            handle_minutes: 3
            target_seconds: 20
            service_level: 0.8
            max_occupancy: 0.85
            shrinkage: 0.3
            """)
        #expect(found["servers"] as? Int == 14)
        #expect(found["rostered"] as? Int == 20)
        for (key, wanted) in [
            ("traffic", 10.0), ("serviceLevel", 0.8883500191794669),
            ("occupancy", 0.7142857142857143),
            ("waitingProbability", 0.1741319335950498), ("averageWaitSeconds", 7.83593701177724),
        ] {
            try expect(found[key], wanted, within: 1e-9, key)
        }
    }

    @Test(
        "what can't be is refused with 65 and its code, what is doubtful is warned about",
        arguments: [
            ("hours: 1, per: day", "percent: 100", 65, "allowance-too-large"),
            ("hours: 1, per: day", "hours: 9, per: day", 65, "allowance-too-large"),
            ("hours: 1, per: day", "hours: 60, per: day", 65, "day-too-long"),
            ("hours_per_day: 8", "hours_per_day: 25", 65, "day-too-long"),
            ("hours_per_day: 8", "hours_per_day: 4", 0, "available-time-implausible"),
            ("hours_per_day: 8", "hours_per_day: 10", 0, "available-time-implausible"),
            ("hours: 1, volume", "hours: 30, volume", 0, "minutes-for-hours"),
            ("current: 2", "current: 0", 0, "nobody-in-post"),
        ])
    func refusals(old: String, new: String, status: Int32, code: String) throws {
        let run = try run(Self.nepal.replacingOccurrences(of: old, with: new))
        #expect(run.status == status)
        #expect(run.errorText.contains("\"\(code)\""), "\(run.errorText)")
    }
}
