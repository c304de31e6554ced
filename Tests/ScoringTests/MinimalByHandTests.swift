import Testing

@testable import Indicators
@testable import Scoring

/// Unit U02 of `Samples/minimal`, as `docs/minimal-by-hand.md` works it out on paper.
@Suite("The unit worked out by hand")
struct MinimalByHandTests {
    private let measurements: [(code: String, measurement: Measurement, points: Double)] = [
        (
            "A11",
            .init(value: 82.5, counts: [.init(key: "中", number: 1), .init(key: "轻", number: 0.5)]),
            82.5
        ),
        ("A12", .init(value: 75), 60), ("A13", .init(value: 95), 60),
        ("A21", .init(value: nil, alternatives: [.init(label: "全额", value: 80)]), 80),
        ("A22", .init(value: 0), 100), ("A23", .init(value: 95), 60),
        ("A31", .init(value: 0.88), 96), ("A32", .init(value: 0.127_557), 94.4887),
        ("A33", .init(value: 77.5843), 90.1124), ("B11", .init(value: 80), 48),
        ("B12", .init(value: 92.5), 85), ("B13", .init(value: 75), 60),
        ("B21", .init(value: 98, deductions: [1]), 88), ("B22", .init(value: 88), 92),
        ("B23", .init(value: -11.416), 97.168), ("B31", .init(value: 92), 88),
        ("B32", .init(value: 4), 60), ("C11", .init(value: 75), 80),
        ("C12", .init(value: 0.785_475), 78.0634), ("C13", .init(value: 45, deductions: [15]), 90),
        ("C21", .init(value: 85), 73.3333), ("C22", .init(value: 88.8889), 87.7778),
        ("D11", .init(value: 84), 84), ("D12", .init(value: 84), 84), ("D13", .init(value: 80), 80),
        ("D21", .init(value: 92), 68), ("D22", .init(value: 80, deductions: [1]), 38),
    ]

    private let weights: [String: Double] = [
        "root": 1, "A": 2.0 / 9, "B": 4.0 / 9, "C": 1.0 / 9, "D": 2.0 / 9, "A1": 0.2, "A2": 0.4,
        "A3": 0.4, "B1": 4.0 / 7, "B2": 2.0 / 7, "B3": 1.0 / 7, "C1": 0.5, "C2": 0.5,
        "D1": 2.0 / 3, "D2": 1.0 / 3, "A11": 0.539_615, "A12": 0.296_961, "A13": 0.163_424,
        "A21": 0.4, "A22": 0.2, "A23": 0.4, "A31": 0.625_013, "A32": 0.238_487, "A33": 0.1365,
        "B11": 0.4, "B12": 0.4, "B13": 0.2, "B21": 0.4, "B22": 0.4, "B23": 0.2, "B31": 2.0 / 3,
        "B32": 1.0 / 3, "C11": 0.25, "C12": 0.25, "C13": 0.5, "C21": 1.0 / 3, "C22": 2.0 / 3,
        "D11": 0.539_615, "D12": 0.296_961, "D13": 0.163_424, "D21": 0.5, "D22": 0.5,
    ]

    // The page prints four decimals and rounds its raw values to six digits.
    private let printed = 5e-4

    @Test("earns the points of the page at every leaf, and its total")
    func total() throws {
        let tree = try bundledTree()
        var points: [Double?] = []
        for (position, example) in zip(tree.leaves, measurements) {
            #expect(tree.nodes[position].code == example.code)
            let rule = try rule(of: example.code, postStructure: "管理型")
            let earned = try #require(score(example.measurement, by: rule).points)
            #expect(abs(earned - example.points) < printed, "\(example.code)")
            points.append(earned)
        }
        let local = try tree.nodes.map { try #require(weights[$0.code]) }
        let result = ScoreTree(of: tree, localWeights: local, leafScores: points)
        #expect(abs((result.score ?? 0) - 77.1337) < printed)
        let dimensions = ["A", "B", "C", "D"].compactMap(tree.position).map { result.nodes[$0] }
        for (found, hand) in zip(dimensions, [18.3917, 33.1641, 9.3044, 16.2735]) {
            #expect(abs(found.contribution - hand) < printed)
        }
        #expect(tree.grades.band(for: result.score ?? 0).name.zh == "合格")
    }
}
