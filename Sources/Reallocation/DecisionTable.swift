package import Workload

/// The limits that the rows of the decision table compare with.
///
/// The rows stand in `docs/methods/advice.md`; their numbers are those of the advice.
package struct DecisionTable: Sendable, Hashable {
    /// Where saturation is idle, low, normal, high.
    package var bands: SaturationBands
    /// Vacant posts from which on an idle unit gives some back (row 3).
    package var idleVacancies: Int
    /// Change of business volume that counts as a fall (row 3).
    package var fall: Double
    /// Coefficient of variation across bodies above which the load is uneven (row 9).
    package var unevenBalance: Double
    /// Years within which excess posts are to be worked off (row 2).
    package var digestionYears: Int

    package init(
        bands: SaturationBands = .standard, idleVacancies: Int = 2, fall: Double = -0.2,
        unevenBalance: Double = 0.35, digestionYears: Int = 3
    ) {
        self.bands = bands
        self.idleVacancies = idleVacancies
        self.fall = fall
        self.unevenBalance = unevenBalance
        self.digestionYears = digestionYears
    }

    /// The rows of the table that a unit matches, ascending.
    package func rows(matching unit: AdviceCase) -> [Int] {
        (1...10).filter { matches($0, unit) }
    }

    private func matches(_ row: Int, _ unit: AdviceCase) -> Bool {
        switch row {
        case 1: return !unit.openMajor.isEmpty || !unit.overdue.isEmpty
        case 2: return unit.posts.contains { $0.excess > 0 }
        case 8: return !unit.movedDuties.isEmpty
        case 10: return unit.grade?.isPoor ?? false
        default: break
        }
        guard let saturation = unit.saturation else { return false }
        // 1587.2 ÷ 1984 is a hair below 0.8 in binary.
        let hair = 1e-9
        let isBelow = bands.edges.map { saturation < $0 - hair }
        let isAbove = bands.edges.map { saturation > $0 + hair }
        switch row {
        case 3:
            let hasFallen = unit.trend.map { $0 <= fall + hair } ?? false
            return isBelow[0] && unit.vacant >= idleVacancies && hasFallen
        case 4: return isBelow[1] && unit.vacant > 0
        case 5: return !isBelow[1] && !isAbove[2]
        case 6: return isAbove[3] && obstacles(unit).isEmpty
        case 7: return isAbove[2] && unit.vacant > 0
        case 9: return !isBelow[1] && !isAbove[3] && unit.balance ?? 0 > unevenBalance
        default: return false
        }
    }

    /// What keeps an overloaded unit from receiving posts (row 6).
    enum Obstacle: CaseIterable {
        case vacancies, excess, grade, data, findings, need
    }

    func obstacles(_ unit: AdviceCase) -> [Obstacle] {
        Obstacle.allCases.filter { obstacle in
            switch obstacle {
            case .vacancies: unit.vacant > 0
            case .excess: unit.posts.contains { $0.excess > 0 }
            case .grade: !(unit.grade?.isGood ?? false)
            case .data: !unit.isDataSound
            case .findings:
                !(unit.openMajor.isEmpty && unit.overdue.isEmpty && unit.openOthers.isEmpty)
            case .need: unit.shortage == 0
            }
        }
    }

    func isOverloaded(_ unit: AdviceCase) -> Bool {
        unit.saturation.map { bands.band(of: $0) == .overloaded } ?? false
    }

    /// Posts that rows 3, 4 and 10 take back, and the row that does.
    func reclaim(_ rows: [Int], _ unit: AdviceCase) -> (row: Int, count: Int)? {
        let row = [3, 10, 4].first(where: rows.contains)
        guard let row, unit.saturation != nil else { return nil }
        // Row 4 takes back a part only, and only on data that can be relied on.
        let count =
            row == 4 ? (unit.isDataSound ? unit.reclaimable / 2 : 0) : unit.reclaimable
        return count > 0 ? (row, count) : nil
    }
}
