import Diagnostics
import FoundationEssentials
import Testing

@testable import Indicators
@testable import Scoring

/// What one station of the sample must come to; the table of its README, by hand.
private struct Station: Sendable, CustomTestStringConvertible {
    let unit: String
    let unitClass: String
    /// S1, S2, S3, M1, M2, M3, F1, F2.
    let raw: [Double?]
    let points: [Double?]
    let total: Double
    let coverage: Double
    let grade: String

    var testDescription: String { unit }
}

private let third = 100.0 / 3

private let stations = [
    Station(
        unit: "N01", unitClass: "街道站",
        raw: [97, 259.0 / 3, 200, third, 95, 0, 48, 0],
        points: [95, 259.0 / 3, 85, 60, 90, 100, 80, 100], total: 86.711_025_942_9, coverage: 1,
        grade: "甲"),
    Station(
        unit: "N02", unitClass: "街道站",
        raw: [117_800.0 / 1190, 1028.0 / 11, 238, 0, 100, 0, 66, 1],
        points: [100, 1028.0 / 11, 100, 100, 100, 100, 100, 70], total: 97.164_265_866_8,
        coverage: 1, grade: "甲"),
    Station(
        unit: "N03", unitClass: "镇站",
        raw: [95, 854.0 / 11, 160, 25, 84, 1, 30, 0],
        points: [85, 854.0 / 11, 70, 85, 64, 60, 75, 100], total: 77.355_040_796, coverage: 1,
        grade: "乙"),
    Station(
        unit: "N04", unitClass: "镇站", raw: [88, nil, 150, third, 75, 0, nil, 2],
        points: [50, nil, 70, 60, 40, 100, nil, 35], total: 51.639_352_96,
        coverage: 1 - 1.0 / 6 - 1.0 / 4, grade: "丙"),
]

@Suite("A second tree of another shape")
struct SecondTreeTests {
    private func tree() throws -> IndicatorTree {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Samples/second-tree/tree.yaml")
        var log = DiagnosticLog()
        let tree = IndicatorTree.read(
            Array(try Data(contentsOf: file)), file: "tree.yaml", into: &log)
        #expect(log.kept.map { "\($0.place) \($0.message.en)" } == [])
        return try #require(tree)
    }

    @Test("needs no code of its own: two levels, eight leaves, written weights")
    func shape() throws {
        let tree = try tree()
        #expect(
            tree.leaves.map { tree.nodes[$0].code } == [
                "S1", "S2", "S3", "M1", "M2", "M3", "F1", "F2",
            ])
        #expect(tree.nodes.map(\.level).max() == 2)
        #expect(tree.nodes.dropFirst().allSatisfy { $0.writtenWeight != nil })
        #expect(tree.nodes.filter { $0.aggregation == .geometric }.map(\.code) == ["S"])
    }

    @Test("scores its stations as its README does by hand", arguments: stations)
    fileprivate func station(expected: Station) throws {
        let tree = try tree()
        let scores = zip(tree.leaves, expected.raw).map { position, raw -> Double? in
            let choice = tree.nodes[position].indicator?.scoring
            guard let rule = choice?.rule(forColumn: { $0 == "class" ? expected.unitClass : nil })
            else { return nil }
            return score(Measurement(value: raw), by: rule).points
        }
        for (found, hand) in zip(scores, expected.points) {
            #expect((found == nil) == (hand == nil))
            #expect(abs((found ?? 0) - (hand ?? 0)) < 1e-10)
        }
        let weights = tree.nodes.map { $0.writtenWeight?.weight(forClass: expected.unitClass) ?? 1 }
        let result = ScoreTree(of: tree, localWeights: weights, leafScores: scores)
        let total = try #require(result.score)
        // The README's totals, carried to ten digits.
        #expect(abs(total - expected.total) < 1e-9)
        #expect(abs(result.coverage - expected.coverage) < 1e-12)
        #expect(tree.grades.band(for: total).name.zh == expected.grade)
    }
}
