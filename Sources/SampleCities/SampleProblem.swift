internal import Draws
import Calendars

/// An entry of the ledger of problems, as it stands on the last day of the year evaluated.
struct SampleProblem {
    let id: String
    let foundOn: Day
    let source: String
    let rule: String
    let severity: String
    let state: String
    let due: Day
    let closedOn: Day?
    let description: String
}

extension SampleUnit {
    /// Problems found in the year, after those of the year before that were still open.
    func problems() -> [SampleProblem] {
        let former = day(parameters.year - 1, 12, 31)
        let carried = problems(foundIn: parameters.year - 1).filter { problem in
            problem.closedOn.map { $0 > former } ?? true
        }
        return carried + problems(foundIn: parameters.year) + plantedProblems()
    }

    private func problems(foundIn year: Int) -> [SampleProblem] {
        var generator = SplitMix64(seed: parameters.seed, .problem, index, year)
        let count = generator.pick([0, 1, 1, 2, 2, 3])
        return (0..<count).map { problem(place: $0 + 1, foundIn: year, &generator) }
    }

    private func problem(
        place: Int, foundIn year: Int, _ generator: inout SplitMix64
    ) -> SampleProblem {
        let cause = generator.pick(Self.causes)
        let found = day(year, generator.int(2...11), generator.int(1...28))
        let due = found.advanced(byDays: generator.pick([60, 90, 120]))
        let closed = min(
            due.advanced(
                byDays: generator.chance(0.7 + 0.3 * character)
                    ? -generator.int(1...40) : generator.int(3...30)),
            // Only planted problems are still open after their term when a year ends.
            Day(lastOf: due.year))
        let isClosed = closed <= lastDay
        return SampleProblem(
            id: "W\(year)-\(id)-\(place)", foundOn: found,
            source: generator.pick(["审计", "评估", "督查", "自查", "12310", "巡察"]), rule: cause.rule,
            severity: cause.severity, state: isClosed ? "销号" : "整改中", due: due,
            closedOn: isClosed ? closed : nil, description: cause.text)
    }

    private static let causes = [
        (rule: "R24", severity: "轻", text: "人员信息漏填或有误"),
        (rule: "R25", severity: "轻", text: "权责清单调整不及时"),
        (rule: "R26", severity: "轻", text: "领导职数台账未按季更新"),
        (rule: "R30", severity: "轻", text: "年度报告报送迟缓"),
        (rule: "R11", severity: "轻", text: "标牌名称与批准名称不一致"),
        (rule: "R14", severity: "轻", text: "承担了不属本单位的事项"),
        (rule: "R16", severity: "中", text: "一人入编手续不全"),
    ]

    private func plantedProblems() -> [SampleProblem] {
        let year = parameters.year
        if facts.contains(.openMajorFinding) {
            return [
                SampleProblem(
                    id: "W\(year)-\(id)-9", foundOn: day(year, 4, 16), source: "巡察", rule: "R12",
                    severity: "重", state: "整改中", due: day(year, 9, 30), closedOn: nil,
                    description: "下属机构擅自提高规格，至今未纠正")
            ]
        }
        if isMarked, index == PlantedFact.repairedSeparation.unit, [2024, 2025].contains(year) {
            let isRepaired = year == 2025
            return [
                SampleProblem(
                    id: "W2024-\(id)-9", foundOn: day(2024, 10, 21), source: "评估", rule: "R04",
                    severity: "中", state: isRepaired ? "销号" : "整改中", due: day(2025, 3, 31),
                    closedOn: isRepaired ? day(2025, 2, 20) : nil,
                    description: "两人在编不在本单位工作，无借调手续")
            ]
        }
        return []
    }
}
