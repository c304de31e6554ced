import Indicators
import Testing

@testable import Scoring

/// A raw value of a leaf and the points it earns, worked by hand from the published anchors.
struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let raw: Double
    let points: Double

    var testDescription: String { "\(code) at \(raw)" }
}

private func cases(_ code: String, _ pairs: [(Double, Double)]) -> [Case] {
    pairs.map { Case(code: code, raw: $0.0, points: $0.1) }
}

// Each list: below the lowest anchor, every anchor, one point between each two, above the highest.
private let curves: [Case] =
    cases(
        "A12",
        [
            (0, 0), (50, 0), (62.5, 30), (75, 60), (82.5, 70), (90, 80), (95, 90), (100, 100),
        ])
    + cases(
        "A13",
        [
            (80, 0), (90, 0), (92.5, 30), (95, 60), (96.5, 70), (98, 80), (98.75, 90),
            (99.5, 100), (100, 100),
        ])
    + cases(
        "A21",
        [
            (0, 0), (50, 0), (60, 30), (70, 60), (75, 70), (80, 80), (85, 90), (90, 100),
            (95, 100), (100, 100), (101, 90), (104.5, 55), (110, 0), (130, 0),
        ])
    + cases(
        "A23",
        [
            (50, 0), (90, 0), (92.5, 30), (95, 60), (96.5, 70), (98, 80), (99, 90), (100, 100),
        ])
    + cases(
        "A31",
        [
            (0.2, 0), (0.5, 0), (0.6, 30), (0.7, 60), (0.75, 70), (0.8, 80), (0.85, 90),
            (0.9, 100), (1, 100), (1.1, 100), (1.15, 95), (1.2, 90), (1.35, 75), (1.5, 60),
            (3, 60),
        ])
    + cases(
        "A32",
        [
            (0, 100), (0.1, 100), (0.15, 90), (0.2, 80), (0.275, 70), (0.35, 60), (0.475, 30),
            (0.6, 0), (2, 0),
        ])
    + cases(
        "A33",
        [
            (10, 0), (30, 0), (42.5, 30), (55, 60), (62.5, 70), (70, 80), (77.5, 90), (85, 100),
            (100, 100),
        ])
    + cases(
        "B11",
        [
            (20, 0), (60, 0), (72.5, 30), (85, 60), (90, 70), (95, 80), (97.5, 90), (100, 100),
        ])
    + ["B12", "B13", "C21"].flatMap {
        cases(
            $0,
            [
                (10, 0), (50, 0), (62.5, 30), (75, 60), (82.5, 70), (90, 80), (95, 90),
                (100, 100),
            ])
    }
    + cases(
        "B22",
        [
            (0, 0), (60, 0), (65, 0), (75, 40), (89, 96), (89.5, 98), (90, 100), (100, 100),
        ])
    + cases(
        "B23",
        [
            (-80, 0), (-50, 0), (-40, 30), (-30, 60), (-25, 70), (-20, 80), (-15, 90),
            (-10, 100), (0, 100), (45, 100),
        ])
    + cases(
        "B31",
        [
            (0, 0), (60, 0), (70, 30), (80, 60), (85, 70), (90, 80), (92.5, 90), (95, 100),
            (97, 100), (100, 100), (100.01, 60), (150, 60),
        ])
    + cases("B32", [(-30, 100), (0, 100), (0.5, 95), (3, 70), (10, 0), (25, 0)])
    + cases(
        "C11",
        [
            (0, 0), (30, 0), (45, 30), (60, 60), (67.5, 70), (75, 80), (82.5, 90), (90, 100),
            (100, 100),
        ])
    + cases(
        "C12",
        [
            (0, 0), (0.4, 0), (0.525, 30), (0.65, 60), (0.725, 70), (0.8, 80), (0.85, 90),
            (0.9, 100), (1, 100),
        ])
    + cases(
        "C22",
        [
            (0, 0), (40, 0), (55, 30), (70, 60), (77.5, 70), (85, 80), (90, 90), (95, 100),
            (100, 100),
        ])
    + ["D11", "D12", "D13"].flatMap { cases($0, [(0, 0), (20, 20), (73.4, 73.4), (100, 100)]) }
    + cases(
        "D21",
        [
            (50, 0), (80, 0), (85, 30), (90, 60), (92.5, 70), (95, 80), (96.5, 90), (98, 100),
            (100, 100),
        ])

@Suite("The rules of the 27 leaves")
struct PuyangStyleRulesTests {
    // Interpolation in binary fractions is off by some units in the last place.
    private let tolerance = 1e-10

    @Test("give the points that the anchors give by hand", arguments: curves)
    func curve(example: Case) throws {
        let result = score(Measurement(value: example.raw), by: try rule(of: example.code))
        let points = try #require(result.points)
        #expect(abs(points - example.points) < tolerance)
        #expect(result.raw == example.raw)
    }

    @Test(
        "A11 takes 30, 15 and 5 points, half where corrected in time, down to 0",
        arguments: [
            ([], 100, 100), ([("重", 1.0)], 70, 70), ([("中", 2), ("轻", 1)], 65, 65),
            ([("重", 0.5), ("轻", 0.5)], 82.5, 82.5), ([("重", 3), ("中", 1)], -5, 0),
        ] as [([(String, Double)], Double, Double)])
    func compliance(counts: [(String, Double)], left: Double, points: Double) throws {
        let rule = try rule(of: "A11")
        let counted = counts.map { Measurement.Count(key: $0.0, number: $0.1) }
        #expect(pointsLeft(counted, by: rule) == left)
        #expect(score(Measurement(value: left, counts: counted), by: rule).points == points)
    }

    @Test(
        "A22 takes 25 points per leader over and 15 per rank without a document",
        arguments: [(0, 0, 100), (1, 0, 75), (0, 1, 85), (2, 2, 20), (4, 1, 0)]
            as [(
                Double, Double, Double
            )])
    func leadership(over: Double, above: Double, points: Double) throws {
        let measurement = Measurement(
            value: over + above,
            counts: [.init(key: "over", number: over), .init(key: "above", number: above)])
        let result = score(measurement, by: try rule(of: "A22"))
        #expect(result.points == points)
        #expect(result.raw == over + above)
    }

    @Test("A21 counts the quota type that scores lowest, the first on a tie")
    func worstType() throws {
        let measurement = Measurement(
            value: nil,
            alternatives: [
                .init(label: "行政", value: 95), .init(label: "工勤", value: 103),
                .init(label: "参公", value: 75),
            ])
        let result = score(measurement, by: try rule(of: "A21"))
        #expect(result.raw == 103)
        #expect(result.decisive == "工勤")
        #expect(result.points == 70)
    }

    @Test(
        "B21 takes 2 points per audit finding off the quality, down to 0",
        arguments: [
            (99, 0, 100), (99, 3, 94), (95, 1, 68), (86, 5, 0), (80, 0, 0), (97, 0, 80),
            (89, 0, 30), (98, 0, 90), (93, 0, 60),
        ] as [(Double, Double, Double)])
    func quality(raw: Double, findings: Double, points: Double) throws {
        let measurement = Measurement(value: raw, deductions: [findings])
        let result = try #require(score(measurement, by: try rule(of: "B21")).points)
        #expect(abs(result - points) < tolerance)
    }

    @Test(
        "D22 takes 10 points per upheld report off the rectification, down to 0",
        arguments: [
            (100, 0, 100), (100, 2, 80), (95, 1, 70), (60, 0, 0), (72.5, 0, 30), (85, 7, 0),
            (90, 0, 70), (97.5, 0, 90), (40, 0, 0),
        ] as [(Double, Double, Double)])
    func rectification(raw: Double, reports: Double, points: Double) throws {
        let measurement = Measurement(value: raw, deductions: [reports])
        let result = try #require(score(measurement, by: try rule(of: "D22")).points)
        #expect(abs(result - points) < tolerance)
    }

    @Test(
        "C13 goes by the post structure: its target, and 5 points per point of manual posts over",
        arguments: [
            ("管理型", 50, 0, 100), ("管理型", 80, 20, 100), ("管理型", 25, 0, 50),
            ("管理型", 50, 23, 85), ("专技型", 70, 10, 100), ("专技型", 35, 0, 50),
            ("专技型", 70, 14, 80), ("专技型", 7, 40, 0), ("专技型", 0, 0, 0),
        ] as [(String, Double, Double, Double)])
    func postStructure(structure: String, raw: Double, manual: Double, points: Double) throws {
        let rule = try rule(of: "C13", postStructure: structure)
        let result = score(Measurement(value: raw, deductions: [manual]), by: rule)
        #expect(abs((result.points ?? -1) - points) < tolerance)
    }

    @Test("C13 has no ceiling of manual posts for skilled units, and no rule for other structures")
    func skilled() throws {
        let rule = try rule(of: "C13", postStructure: "技能型")
        #expect(score(Measurement(value: 45), by: rule).points == 75)
        let tree = try bundledTree()
        let position = try #require(tree.position(of: "C13"))
        let scoring = try #require(tree.nodes[position].indicator?.scoring)
        #expect(scoring.rule { _ in nil } == nil)
        #expect(scoring.rule { _ in "别的" } == nil)
    }
}
