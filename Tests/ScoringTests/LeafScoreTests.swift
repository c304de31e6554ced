import Draws
import Indicators
import Testing

@testable import Scoring

@Suite("The points of a leaf")
struct LeafScoreTests {
    private let falling = ScoringRule(
        .piecewise([Anchor(0, 100), Anchor(10, 100), Anchor(10, 40)]))

    @Test("at a jump are the first listed, beyond it the last")
    func jump() {
        #expect(score(Measurement(value: 10), by: falling).points == 100)
        #expect(score(Measurement(value: 10.0.nextUp), by: falling).points == 40)
        #expect(score(Measurement(value: 10.0.nextDown), by: falling).points == 100)
    }

    @Test("follow steps from each threshold upwards")
    func steps() {
        let rule = ScoringRule(.steps(below: 0, [Anchor(60, 75), Anchor(90, 100)]))
        let points = [59.9, 60, 89.9, 90, 200].map {
            score(Measurement(value: $0), by: rule).points
        }
        #expect(points == [0, 75, 75, 100, 100])
    }

    @Test("follow a target, from below or from above")
    func target() {
        let higher = ScoringRule(.target(40, lowerIsBetter: false))
        #expect(
            [0, 10, 40, 80].map { score(Measurement(value: $0), by: higher).points } == [
                0, 25, 100, 100,
            ])
        let lower = ScoringRule(.target(40, lowerIsBetter: true))
        #expect(
            [0, 40, 80, 400].map { score(Measurement(value: $0), by: lower).points } == [
                100, 100, 50, 10,
            ])
    }

    @Test("are missing where the value is, or where a value to deduct for is")
    func missing() {
        let rule = ScoringRule(
            .likert,
            minus: [ExtraDeduction(measure: .table(code: "K"), points: 1, beyond: 0)])
        #expect(score(.missing("无", "none"), by: rule).points == nil)
        #expect(score(Measurement(value: 80, deductions: [nil]), by: rule).points == nil)
        #expect(score(Measurement(value: 80, deductions: [nil]), by: rule).raw == 80)
        #expect(score(Measurement(value: 80, deductions: [5]), by: rule).points == 75)
        #expect(score(.missing("无", "none"), by: ScoringRule(.deduct([]))).points == nil)
    }

    @Test("are those of the first alternative where several score lowest")
    func ties() {
        let measurement = Measurement(
            value: nil,
            alternatives: [
                .init(label: "a", value: 10), .init(label: "b", value: 12),
                .init(label: "c", value: 11),
            ])
        let result = score(measurement, by: falling)
        #expect((result.decisive, result.raw, result.points) == ("b", 12, 40))
    }

    @Test(
        "never fall as the value gets better, for any anchors", arguments: UInt64(0)..<100)
    func monotone(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let count = Int.random(in: 2...6, using: &generator)
        let xs = (0..<count).map { _ in Double.random(in: -50...150, using: &generator) }.sorted()
        let ys = (0..<count).map { _ in Double.random(in: 0...100, using: &generator) }.sorted()
        let rule = ScoringRule(.piecewise(zip(xs, ys).map { Anchor($0, $1) }))
        let values = (0..<200).map { _ in Double.random(in: -60...160, using: &generator) }
        let points = (values + xs).sorted().compactMap {
            score(Measurement(value: $0), by: rule).points
        }
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(points.allSatisfy { (0...100).contains($0) })
    }

    @Test(
        "of every directed leaf of the bundled tree never fall as the value gets better",
        arguments: UInt64(0)..<20)
    func betterIsNeverLess(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let tree = try bundledTree()
        for leaf in tree.leaves.compactMap({ tree.nodes[$0].indicator }) {
            guard leaf.direction != .band else { continue }
            for rule in leaf.scoring.rules {
                let values = (0..<100).map { _ in Double.random(in: -20...130, using: &generator) }
                let points = values.sorted().compactMap { rule.curve.points(for: $0) }
                let better = leaf.direction == .higher ? points : points.reversed()
                #expect(zip(better, better.dropFirst()).allSatisfy { $0 <= $1 })
            }
        }
    }

    @Test(
        "are full at the nearest value that earns 100",
        arguments: [
            ("A21", 70.0, 90.0), ("A21", 105, 100), ("A21", 95, 95), ("A31", 0.4, 0.9),
            ("A31", 1.3, 1.1), ("A32", 0.5, 0.1), ("A32", 0.02, 0.02), ("B22", 70, 90),
            ("B31", 130, 100), ("B31", 50, 95), ("B32", 4, 0), ("B32", -5, -5), ("D11", 70, 100),
            ("B23", -45, -10), ("B23", 20, 20),
        ])
    func full(code: String, raw: Double, goal: Double) throws {
        let rule = try rule(of: code)
        #expect(fullMark(for: Measurement(value: raw), by: rule) == goal)
        #expect(rule.curve.points(for: goal) == 100)
    }

    @Test("can't be full by the value alone where findings are counted or deducted for")
    func notFull() throws {
        let counted = Measurement(value: 1, counts: [.init(key: "over", number: 1)])
        #expect(fullMark(for: counted, by: try rule(of: "A22")) == nil)
        let deducted = Measurement(value: 90, deductions: [2])
        #expect(fullMark(for: deducted, by: try rule(of: "B21")) == nil)
        let clean = Measurement(value: 90, deductions: [0])
        #expect(fullMark(for: clean, by: try rule(of: "B21")) == 99)
    }
}
