import Calendars
import Diagnostics
import Institutions
import Testing

@testable import Workload

@Suite("The minimal sample")
struct MinimalSampleTests {
    private func workloads() throws -> [UnitWorkload] {
        let folder =
            "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
            + "/Samples/minimal"
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read(folder, into: &log))
        let limits = LeaveLimits(calendar: WorkCalendar())
        return forms.dossiers.compactMap { dossier in
            let headcount = Headcount(dossier, asOf: Day(lastOf: 2025), limits: limits)
            return UnitWorkload(
                Workplace(dossier, headcount: headcount), time: WorkingTime(workdays: 248))
        }
    }

    @Test("has the saturation of U02 that docs/minimal-by-hand.md works out")
    func byHand() throws {
        let load = try #require(try workloads().dropFirst().first)
        func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
            a.map { abs($0 - b) < tolerance } ?? false
        }
        #expect(isClose(load.demand.hours, 34918.4))
        #expect(isClose(load.demand.difficultyHours, 37315.2))
        #expect(load.saturation.persons == ByBasis(quota: 25, inPost: 19, labour: 20))
        #expect(isClose(load.saturation.ratio.quota, 0.704))
        #expect(isClose(load.saturation.ratio.inPost, 34918.4 / 37696))
        #expect(isClose(load.saturation.ratio.labour, 0.88))
        #expect(load.band == .full)
        // Printed with three decimals there.
        #expect(isClose(load.requiredStaff, 20.898, 5e-4))
        #expect(load.bodies.map(\.staff) == [4, 8, 8])
        #expect(isClose(load.balance, 0.127557, 5e-7))
        #expect(isClose(load.demand.coreShare, 0.775843, 5e-7))
        #expect(isClose(load.demand.volumeChange, -0.114160, 5e-7))
        #expect(isClose(load.verification?.ratio, 1.28 / 1.3))
        #expect(load.verdict == .accepted)
    }

    @Test("takes the 15 working days of a known sick leave off the year of its person")
    func knownLeave() throws {
        let folder =
            "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
            + "/Samples/minimal"
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read(folder, into: &log))
        let calendar = WorkCalendar()
        let dossier = try #require(forms.dossiers.last)
        let headcount = Headcount(
            dossier, asOf: Day(lastOf: 2025), limits: LeaveLimits(calendar: calendar))
        func labour(leaveDays: Double) -> Double? {
            let time = WorkingTime(workdays: 248, leaveDays: leaveDays)
            let absences = KnownAbsences(
                calendar: calendar, asOf: Day(lastOf: 2025), time: time)
            return Workplace(dossier, headcount: headcount, absences: absences).labour
        }
        // Nine people; one was ill from 3 to 21 November 2025, three weeks.
        #expect(labour(leaveDays: 0) == 8 + 233.0 / 248)
        #expect(labour(leaveDays: 10) == 8 + 233.0 / 238)
        // The usual days already hold them.
        #expect(labour(leaveDays: 15) == 9)
    }

    @Test("tells apart an overloaded unit, a balanced and an idle one")
    func bands() throws {
        #expect(try workloads().map(\.band) == [.overloaded, .full, .farBelow])
    }
}
