internal import Draws
import Calendars

/// A work item timed on the spot.
struct SampleObservation {
    let item: Int
    let hoursHundredths: Int
    let on: Day
    let observer: Int
}

extension SampleUnit {
    /// Spot checks of a third of the units; a padded work log shows in them.
    func observations(of items: [SampleItem]) -> [SampleObservation] {
        var generator = SplitMix64(seed: parameters.seed, .observation, index, parameters.year)
        let isChecked = generator.chance(0.35) || isMarked && facts.contains(.paddedWorklog)
        guard isChecked, !items.isEmpty else { return [] }
        let centre = facts.contains(.paddedWorklog) ? 0.7 : generator.chance(0.15) ? 0.86 : 1
        return (0..<generator.int(4...7)).map { _ in
            let item = generator.int(0...items.count - 1)
            let ratio = centre * (1 + 0.02 * generator.bell())
            return SampleObservation(
                item: item,
                hoursHundredths: max(5, Int(Double(items[item].hoursHundredths) * ratio + 0.5)),
                on: day(parameters.year, generator.int(9...11), generator.int(1...28)),
                observer: generator.int(1...6))
        }
    }
}
