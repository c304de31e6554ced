internal import Draws

/// The values of the bundled tree's indicators that a unit would supply itself.
struct SampleValues {
    /// Codes in tree order with values in hundredths; opinion is left to the survey.
    let hundredths: [(code: String, value: Int)]

    /// A leaf that follows how well the unit works, from its worst to its best.
    private struct Range {
        let code: String
        let worst: Double
        let best: Double
        var limit = Double.infinity
    }

    private static let ranges = [
        Range(code: "A11", worst: 58, best: 106, limit: 100),
        Range(code: "A12", worst: 70, best: 106, limit: 100),
        Range(code: "A13", worst: 95, best: 100.8, limit: 100),
        Range(code: "A23", worst: 95, best: 101.5, limit: 100),
        Range(code: "A31", worst: 0.58, best: 1.14),
        Range(code: "A32", worst: 0.42, best: 0.05),
        Range(code: "A33", worst: 48, best: 90),
        Range(code: "B11", worst: 84, best: 102, limit: 100),
        Range(code: "B12", worst: 73, best: 103, limit: 100),
        Range(code: "B13", worst: 73, best: 103, limit: 100),
        Range(code: "B23", worst: 68, best: 102),
        Range(code: "C11", worst: 45, best: 95),
        Range(code: "C12", worst: 0.5, best: 0.98),
        Range(code: "C13", worst: 34, best: 74),
        Range(code: "C21", worst: 62, best: 103, limit: 100),
        Range(code: "C22", worst: 58, best: 101, limit: 100),
        Range(code: "D22", worst: 74, best: 105, limit: 100),
    ]

    /// The leaves that have values, in the order of their codes.
    static let codes =
        (ranges.map(\.code) + ["A21", "A22", "B21", "B22", "B31", "B32", "D21"]).sorted()

    init(_ unit: SampleUnit) {
        var generator = SplitMix64(
            seed: unit.parameters.seed, .value, unit.index, unit.parameters.year)
        var values = Self.ranges.map { range -> (String, Int) in
            let share = min(1, max(0, unit.quality + 0.12 * generator.bell()))
            let value = range.worst + (range.best - range.worst) * share
            return (range.code, Int((min(range.limit, value) * 100).rounded()))
        }
        values.append(("A21", unit.filled * 10_000 / unit.posts))
        values.append(
            ("A22", generator.chance(0.2 * (1 - unit.quality)) ? 100 * generator.int(1...2) : 0))
        values += Self.results(unit.results())
        // One value in two hundred wasn't handed in.
        hundredths = values.sorted { $0.0 < $1.0 }
            .filter { _ in !generator.chance(0.005) }.map { (code: $0.0, value: $0.1) }
    }

    private static func results(_ results: SampleResults) -> [(String, Int)] {
        let faults = results.returned + results.corrected + results.lostCases
        let (spent, before) = (results.spent, results.threePublicBefore)
        return [
            ("B21", 10_000 - faults * 10_000 / results.accepted),
            ("B22", results.closedOnTime * 10_000 / results.accepted),
            ("B31", spent * 10_000 / results.budget),
            ("B32", results.threePublic * 10_000 / before),
            ("D21", results.complaintsSatisfied * 10_000 / results.complaints),
        ]
    }
}
