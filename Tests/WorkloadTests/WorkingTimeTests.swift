import Testing

@testable import Workload

@Suite("Working time")
struct WorkingTimeTests {
    @Test("loses leave and allowance: (248 − 22) × 8 × 0.85 = 1536.8")
    func leave() {
        let time = WorkingTime(workdays: 248, allowance: 0.15, leaveDays: 22)
        #expect(abs(time.hoursPerPost - 1536.8) < 1e-9)
    }

    @Test("gives the staff that hours need: 8928 ÷ (1984 × 0.9) = 5")
    func need() {
        #expect(abs(WorkingTime(workdays: 248).requiredStaff(forHours: 8928) - 5) < 1e-12)
    }

    @Test("is refused where nobody would ever work")
    func nonsense() async {
        await #expect(processExitsWith: .failure) {
            _ = WorkingTime(workdays: 248, leaveDays: 248)
        }
    }
}

@Suite("A saturation band")
struct SaturationBandTests {
    @Test(
        "begins with its lower edge; overloaded is over 1.20",
        arguments: [
            (0, SaturationBand.farBelow), (0.5999, .farBelow), (0.6, .below), (0.7999, .below),
            (1587.2 / 1984, .full), (0.9999, .full), (1, .above), (1.2, .above),
            (1.2001, .overloaded),
        ])
    func edges(saturation: Double, band: SaturationBand) {
        #expect(SaturationBands.standard.band(of: saturation) == band)
    }
}
