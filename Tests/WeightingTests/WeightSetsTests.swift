import Draws
import Diagnostics
import Testing

@testable import Weighting

@Suite("The weights of a tree")
struct WeightSetsTests {
    private let tree = [
        SiblingGroup(node: "root", children: ["A", "B"]),
        SiblingGroup(node: "A", children: ["A1", "A2", "A3"]),
        SiblingGroup(node: "B", children: ["B1"]),
    ]

    /// A judgement whose parts stand in columns 2…7 of a line.
    private func judgement(
        _ expert: String, _ node: String, _ left: String, _ right: String, _ value: Double?,
        class unitClass: String? = nil, weight: Double? = nil, line: Int = 2
    ) -> Judgement {
        func place(_ column: Int) -> Place { Place(file: "j.csv", line: line, column: column) }
        return Judgement(
            expert: expert, node: node, left: left, right: right, value: value,
            unitClass: unitClass, weight: weight,
            places: .init(
                node: place(2), left: place(3), right: place(4), value: place(5),
                unitClass: place(6), weight: place(7)))
    }

    private var consistent: [Judgement] {
        [
            judgement("E1", "root", "A", "B", 3), judgement("E1", "A", "A1", "A2", 2),
            judgement("E1", "A", "A1", "A3", 4), judgement("E1", "A", "A3", "A2", 0.5),
        ]
    }

    private func weigh(
        _ judgements: [Judgement], classes: [String] = ["甲", "乙"],
        rules: WeightingRules = WeightingRules(), tree: [SiblingGroup]? = nil
    ) throws -> (sets: WeightSets?, log: DiagnosticLog) {
        var log = DiagnosticLog()
        let sets = try WeightSets(
            tree: tree ?? self.tree, judgements: judgements, classes: classes, rules: rules,
            place: Place(file: "j.csv"), into: &log)
        return (sets, log)
    }

    // By hand: A : B = 3 : 1; A1 : A2 : A3 = 4 : 2 : 1; B1 is alone.
    @Test("are products of local weights from the top down")
    func byHand() throws {
        let (sets, log) = try weigh(consistent)
        let weights = try #require(sets?["甲"])
        #expect(log.errorCount == 0 && log.warningCount == 0)
        #expect(weights.unitClass == nil)
        #expect(weights.leaves.map(\.code) == ["A1", "A2", "A3", "B1"])
        let expected = [3.0 / 7, 3.0 / 14, 3.0 / 28, 1.0 / 4]
        #expect(distance(weights.leaves.map(\.weight), expected) < 1e-14)
        #expect(weights.nodes.map(\.source) == [.judgements, .judgements, .onlyChild])
        #expect(abs(weights.leaves.reduce(0) { $0 + $1.weight } - 1) < 1e-14)
    }

    @Test("come one set per class where a class has judgements of its own")
    func classes() throws {
        let own = consistent + [judgement("E1", "root", "A", "B", 1, class: "乙")]
        let (sets, _) = try weigh(own)
        let found = try #require(sets)
        #expect(found.sets.map(\.unitClass) == ["甲", "乙"])
        #expect(found["甲"]?.nodes[0].weights == [0.75, 0.25])
        #expect(found["乙"]?.nodes[0].weights == [0.5, 0.5])
        #expect(found["乙"]?.nodes[1] == found["甲"]?.nodes[1])
    }

    @Test("may be written in the tree, and say so")
    func written() throws {
        let tree = [SiblingGroup(node: "root", children: ["A", "B"], written: [60, 40])]
        let (sets, _) = try weigh([], tree: tree)
        let node = try #require(sets?.sets.first?.nodes.first)
        #expect(node.source == .written && node.weights == [0.6, 0.4])
        #expect(node.lambdaMax == nil && node.cr == nil && node.experts.isEmpty)
    }

    @Test("may be written otherwise for one class of units")
    func writtenByClass() throws {
        let tree = [
            SiblingGroup(
                node: "root", children: ["A", "B"], written: [60, 40],
                writtenByClass: ["乙": [50, 50]])
        ]
        let sets = try #require(try weigh([], tree: tree).sets)
        #expect(sets.sets.map(\.unitClass) == ["甲", "乙"])
        #expect(sets["甲"]?.nodes.first?.weights == [0.6, 0.4])
        #expect(sets["乙"]?.nodes.first?.weights == [0.5, 0.5])
    }

    @Test("don't depend on the order of the judgements", arguments: UInt64(0)..<20)
    func order(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let two =
            consistent
            + [
                judgement("E0", "root", "B", "A", 2, weight: 2),
                judgement("E0", "A", "A2", "A1", 3),
                judgement("E0", "A", "A3", "A1", 1.7),
            ]
        let sorted = try #require(try weigh(two).sets)
        #expect(try weigh(two.shuffled(using: &generator)).sets == sorted)
        #expect(sorted.sets[0].nodes[0].experts.map(\.expert) == ["E0", "E1"])
        #expect(sorted.sets[0].nodes[0].experts.map(\.weight) == [2, 1])
    }

    @Test("imply a pair that nobody judged, and list it")
    func implied() throws {
        let (sets, _) = try weigh(Array(consistent.dropLast()))
        let node = try #require(sets?.sets[0].nodes[1])
        #expect(node.missing.map(\.left) == ["A2"] && node.missing.map(\.right) == ["A3"])
        #expect(abs(node.missing[0].implied - 2) < 1e-12)
    }

    @Test("refuse what the tree doesn't have, at its cell")
    func unknown() throws {
        let wrong: [(Judgement, DiagnosticCode, Int)] = [
            (judgement("E1", "Q", "A", "B", 1), .unknownReference, 2),
            (judgement("E1", "root", "A1", "B", 1), .unknownReference, 3),
            (judgement("E1", "root", "A", "C", 1), .unknownReference, 4),
            (judgement("E1", "root", "B", "B", 1), .judgementSelf, 4),
            (judgement("E1", "root", "A", "B", 9.5), .judgementOffScale, 5),
            (judgement("E1", "root", "A", "B", 1, class: "丙"), .unknownReference, 6),
            (judgement("E1", "root", "B", "A", 3), .judgementConflict, 5),
        ]
        for (row, code, column) in wrong {
            let (sets, log) = try weigh(consistent + [row])
            #expect(sets == nil)
            #expect(log.kept.map(\.code) == [code])
            #expect(log.kept.map(\.place.column) == [column])
        }
    }

    @Test("take a pair given twice if both rows agree, sides swapped or not")
    func agreement() throws {
        let again = [
            judgement("E1", "root", "A", "B", 3), judgement("E1", "root", "B", "A", 1.0 / 3),
            judgement("E1", "root", "A", "B", nil),
        ]
        let (sets, log) = try weigh(consistent + again)
        #expect(log.kept.isEmpty)
        #expect(try sets == weigh(consistent).sets)
    }

    @Test("refuse an expert whose word weighs two things")
    func twoWeights() throws {
        let (_, log) = try weigh(
            [
                judgement("E1", "root", "A", "B", 3, weight: 1),
                judgement("E1", "A", "A1", "A2", 3, weight: 2),
                judgement("E1", "A", "A1", "A3", 3),
            ])
        #expect(log.kept.map(\.code) == [.judgementConflict])
        #expect(log.kept.map(\.place.column) == [7])
    }

    @Test("refuse a node that nobody judged, with its pairs")
    func absent() throws {
        let (_, log) = try weigh([judgement("E1", "root", "A", "B", 3)])
        #expect(log.kept.map(\.code) == [.judgementsMissing])
        #expect(log.kept.first?.expected?.en == "A1 ÷ A2, A1 ÷ A3, A2 ÷ A3")
    }

    @Test("refuse siblings that no comparison connects, by name")
    func disconnected() throws {
        let (_, log) = try weigh(Array(consistent.prefix(2)))
        #expect(log.kept.map(\.code) == [.graphDisconnected])
        #expect(log.kept.first?.found == "{A1, A2} {A3}")
    }

    @Test("refuse gaps where the rules do")
    func gaps() throws {
        let rules = WeightingRules(incomplete: .reject)
        let (_, log) = try weigh(Array(consistent.dropLast()), rules: rules)
        #expect(log.kept.map(\.code) == [.judgementsMissing])
        #expect(log.kept.first?.expected?.en == "A2 ÷ A3")
    }

    @Test("treat an expert who contradicts himself as the rules say")
    func inconsistent() throws {
        let circle = [
            judgement("E2", "A", "A1", "A2", 9), judgement("E2", "A", "A2", "A3", 9),
            judgement("E2", "A", "A3", "A1", 9),
        ]
        let warned = try weigh(consistent + circle)
        #expect(warned.sets != nil)
        // The expert, and the group that the expert makes inconsistent.
        #expect(warned.log.kept.map(\.code) == [.judgementsInconsistent, .judgementsInconsistent])
        #expect(warned.log.errorCount == 0)
        let excluded = try weigh(
            consistent + circle, rules: WeightingRules(inconsistent: .exclude))
        let node = try #require(excluded.sets?.sets[0].nodes[1])
        #expect(node.experts.map(\.excluded) == [false, true])
        #expect(distance(node.weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-14)
        let rejected = try weigh(consistent + circle, rules: WeightingRules(inconsistent: .reject))
        #expect(rejected.sets == nil && rejected.log.errorCount == 1)
        let alone = try weigh(
            [consistent[0]] + circle, rules: WeightingRules(inconsistent: .exclude))
        #expect(alone.sets == nil && alone.log.errorCount == 1)
    }

    @Test("refuse a panel whose every word weighs nothing")
    func silent() throws {
        let (_, log) = try weigh(consistent + [judgement("E1", "root", "A", "B", 3, weight: 0)])
        #expect(log.kept.map(\.code) == [.judgementsMissing, .judgementsMissing])
    }
}
