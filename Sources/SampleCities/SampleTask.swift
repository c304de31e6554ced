internal import Draws
import Calendars

/// A key task of the year.
struct SampleTask {
    let name: String
    let duty: Int
    let weight: Int
    let target: Int
    let achievedHundredths: Int
    let isBetterLow: Bool
    let due: Day
    let done: Day?
}

extension SampleUnit {
    func tasks(for duties: [SampleDuty]) -> [SampleTask] {
        var generator = SplitMix64(seed: parameters.seed, .task, index, parameters.year)
        let able = duties.indices.filter { $0 < kind.topics.count && duties[$0].hasWork }
        return (0..<generator.int(4...7)).map { place in
            task(duty: able[place % able.count], named: duties, &generator)
        }
    }

    private func task(
        duty: Int, named duties: [SampleDuty], _ generator: inout SplitMix64
    ) -> SampleTask {
        let isBetterLow = generator.chance(0.15)
        let target = isBetterLow ? generator.int(3...20) : generator.int(2...40) * 5
        let ratio = min(1.15, max(0.45, 0.71 + 0.26 * quality + 0.09 * generator.bell()))
        let hundredths = Double(target * 100) * (isBetterLow ? 1 / ratio : ratio)
        let due = day(parameters.year, generator.int(4...12), generator.pick([10, 20, 28]))
        let isOnTime = generator.chance(0.5 + 0.45 * quality)
        let done = due.advanced(byDays: isOnTime ? -generator.int(0...20) : generator.int(4...45))
        return SampleTask(
            name: duties[duty].name + (isBetterLow ? "平均办理天数" : "年度目标"), duty: duty,
            weight: generator.int(1...3), target: target, achievedHundredths: Int(hundredths),
            isBetterLow: isBetterLow, due: due, done: done <= lastDay ? done : nil)
    }
}
