internal import Draws

/// A unit's figures of the year: handling, complaints, money.
struct SampleResults {
    let accepted: Int
    let closedOnTime: Int
    let returned: Int
    let corrected: Int
    let lostCases: Int
    let auditFindings: Int
    let complaints: Int
    let complaintsSatisfied: Int
    /// Money in hundredths of 万元.
    let budget: Int
    let spent: Int
    let threePublic: Int
    let threePublicBefore: Int
    let reportsUpheld: Int
}

extension SampleUnit {
    func results() -> SampleResults {
        var generator = SplitMix64(seed: parameters.seed, .result, index, parameters.year)
        let accepted = generator.int(8...150) * 100 + generator.int(0...99)
        let faults = Int(Double(accepted) * (0.004 + 0.11 * (1 - quality) * generator.share()))
        let complaints = generator.int(60...400)
        let budget = (posts + outside) * generator.int(1600...2400)
        let threePublicBefore = threePublic(in: parameters.year - 1)
        return SampleResults(
            accepted: accepted,
            closedOnTime: Int(
                Double(accepted) * min(1, 0.8 + 0.17 * quality + 0.02 * generator.bell())),
            returned: faults * 2 / 3, corrected: faults - faults * 2 / 3,
            lostCases: generator.chance(0.1) ? 1 : 0,
            auditFindings: generator.chance(0.35 * (1 - quality)) ? generator.int(1...2) : 0,
            complaints: complaints,
            complaintsSatisfied: Int(
                Double(complaints) * min(1, 0.875 + 0.1 * quality + 0.012 * generator.bell())),
            budget: budget, spent: Int(Double(budget) * spentShare(&generator)),
            threePublic: threePublic(in: parameters.year), threePublicBefore: threePublicBefore,
            reportsUpheld: generator.chance(0.12 * (1 - quality)) ? 1 : 0)
    }

    private func spentShare(_ generator: inout SplitMix64) -> Double {
        let usual = min(0.995, max(0.72, 0.82 + 0.14 * quality + 0.04 * generator.bell()))
        return facts.contains(.overBudget) ? 1.062 : usual
    }

    /// Three public expenses in hundredths of 万元; each year's figure is the next year's basis.
    private func threePublic(in year: Int) -> Int {
        if facts.contains(.threePublicUp), year == parameters.year {
            return threePublic(in: year - 1) * 114 / 100
        }
        var generator = SplitMix64(seed: parameters.seed, .result, index, -1)
        let start = Double(generator.int(300...2400))
        var yearly = SplitMix64(seed: parameters.seed, .result, index, year, 1)
        let years = Double(year - parameters.firstYear)
        return Int(start * max(0.4, 1 - 0.02 * years) * (1 + 0.025 * yearly.bell()))
    }
}
