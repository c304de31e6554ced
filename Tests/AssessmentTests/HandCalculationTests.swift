import Assessment
import Diagnostics
import Testing

/// The samples that were worked out on paper, from their files to their totals.
@Suite("Samples worked out by hand")
struct HandCalculationTests {
    // Pages print four decimals.
    private let printed = 5.1e-5

    /// Raw value and score of every leaf, as `docs/minimal-by-hand.md` has them for U02.
    private let leaves: [(code: String, raw: Double, score: Double)] = [
        ("A11", 82.5, 82.5), ("A12", 75, 60), ("A13", 95, 60), ("A21", 80, 80), ("A22", 0, 100),
        ("A23", 95, 60), ("A31", 0.88, 96), ("A32", 0.127557, 94.4887), ("A33", 77.5843, 90.1124),
        ("B11", 80, 48), ("B12", 92.5, 85), ("B13", 75, 60), ("B21", 98, 88), ("B22", 88, 92),
        ("B23", -11.4160, 97.1680), ("B31", 92, 88), ("B32", 4, 60), ("C11", 75, 80),
        ("C12", 0.785475, 78.0634), ("C13", 45, 90), ("C21", 85, 73.3333),
        ("C22", 88.8889, 87.7778),
        ("D11", 84, 84), ("D12", 84, 84), ("D13", 80, 80), ("D21", 92, 68), ("D22", 80, 38),
    ]

    private let dimensions: [(code: String, score: Double, contribution: Double)] = [
        ("A", 82.7626, 18.3917), ("B", 74.6191, 33.1641), ("C", 83.7394, 9.3044),
        ("D", 73.2309, 16.2735),
    ]

    @Test("the minimal sample earns no diagnostic and gives U02 its 27 values, 27 scores and total")
    func minimal() throws {
        let evaluation = try Evaluation(ofFolder: "Samples/minimal")
        #expect(evaluation.log.kept == [])
        let unit = try #require(evaluation.result.units.dropFirst().first)
        #expect(unit.unit == "U02")
        #expect(unit.indicators.map(\.code) == leaves.map(\.code))
        for (found, hand) in zip(unit.indicators, leaves) {
            #expect(abs((found.raw ?? .nan) - hand.raw) < printed, "\(hand.code)")
            #expect(abs((found.score ?? .nan) - hand.score) < printed, "\(hand.code)")
        }
        for hand in dimensions {
            let found = try #require(unit.nodes.first { $0.code == hand.code })
            #expect(abs((found.score ?? .nan) - hand.score) < printed)
            let part = unit.indicators.filter { $0.code.hasPrefix(hand.code) }
                .reduce(0) { $0 + $1.contribution }
            #expect(abs(part - hand.contribution) < printed)
        }
        #expect(abs((unit.score ?? .nan) - 77.1337) < printed)
        #expect(unit.grade == "合格")
        #expect(unit.coverage == 1)
        let first = try #require(unit.indicators.first { $0.code == "B11" })
        #expect(abs(first.weight - 0.101587) < 5e-7)
        #expect(abs(first.contribution - 4.8762) < printed)
    }

    @Test("the minimal sample gives U02 its hours and its saturation on three bases")
    func minimalSaturation() throws {
        let unit = try Evaluation(ofFolder: "Samples/minimal").result.units[1]
        let load = try #require(unit.saturation)
        #expect(abs(load.hours - 34_918.4) < 1e-6)
        #expect(abs(load.difficultyHours - 37_315.2) < 1e-6)
        #expect(abs((load.saturation.quota ?? 0) - 0.704) < 1e-9)
        #expect(abs((load.saturation.inPost ?? 0) - 0.926316) < 5e-7)
        #expect(abs((load.saturation.labour ?? 0) - 0.88) < 1e-9)
        #expect(abs((load.requiredStaff ?? 0) - 20.898) < 5e-4)
        #expect(abs((load.verificationRatio ?? 0) - 1.28 / 1.30) < 1e-12)
        #expect(load.band?.zh == "饱满")
    }

    @Test("the second tree gives the scores of its page")
    func secondTree() throws {
        let result = try Evaluation(ofFolder: "Samples/second-tree").result
        let hand: [[Double?]] = [
            [95, 86.3333, 85, 60, 90, 100, 80, 100], [100, 93.4545, 100, 100, 100, 100, 100, 70],
            [85, 77.6364, 70, 85, 64, 60, 75, 100], [50, nil, 70, 60, 40, 100, nil, 35],
        ]
        for (unit, scores) in zip(result.units, hand) {
            for (found, score) in zip(unit.indicators, scores) {
                #expect((found.score == nil) == (score == nil), "\(unit.unit) \(found.code)")
                #expect(abs((found.score ?? 0) - (score ?? 0)) < printed)
            }
        }
        let totals = [86.7110, 97.1643, 77.3550, 51.6394]
        for (unit, total) in zip(result.units, totals) {
            #expect(abs((unit.score ?? 0) - total) < printed, "\(unit.unit)")
        }
        #expect(result.units.map(\.grade) == ["甲", "甲", "乙", "丙"])
        let nodes = result.units.map { unit in
            ["S", "M", "F"].map { code in unit.nodes.first { $0.code == code }?.score ?? 0 }
        }
        let page = [
            [89.4221, 83.3333, 85], [97.3285, 100, 92.5], [78.8521, 69.6667, 81.25],
            [55.9344, 66.6667, 35],
        ]
        for (found, hand) in zip(nodes, page) {
            for (score, expected) in zip(found, hand) { #expect(abs(score - expected) < printed) }
        }
        #expect(abs((result.units.last?.coverage ?? 0) - 0.5833) < printed)
    }
}
