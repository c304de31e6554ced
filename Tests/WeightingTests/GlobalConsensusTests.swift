import Diagnostics
import Testing

@testable import Weighting

@Suite("Consensus on the whole tree")
struct GlobalConsensusTests {
    private let tree = [
        SiblingGroup(node: "root", children: ["A", "B"]),
        SiblingGroup(node: "A", children: ["A1", "A2"]),
        SiblingGroup(node: "B", children: ["B1", "B2"], written: [3, 1]),
    ]

    private func judgement(
        _ expert: String, _ node: String, _ left: String, _ right: String, _ value: Double
    ) -> Judgement {
        let place = Place(file: "j.csv", line: 2, column: 5)
        return Judgement(
            expert: expert, node: node, left: left, right: right, value: value,
            places: .init(
                node: place, left: place, right: place, value: place, unitClass: place,
                weight: place))
    }

    private func weigh(_ judgements: [Judgement]) throws -> JudgedWeights {
        var log = DiagnosticLog()
        return try #require(
            try JudgedWeights(
                tree: tree, judgements: judgements, classes: [], rules: WeightingRules(),
                into: &log))
    }

    // By hand: a says A : B = 3 : 1 and A1 : A2 = 1 : 1, so his leaves are 3/8 3/8 3/16 1/16.
    @Test("counts those who judged every judged node, and names the others")
    func complete() throws {
        let judged = try weigh([
            judgement("a", "root", "A", "B", 3), judgement("a", "A", "A1", "A2", 1),
            judgement("b", "root", "A", "B", 3), judgement("b", "A", "A1", "A2", 1),
            judgement("c", "root", "A", "B", 1),
        ])
        let found = try #require(GlobalConsensus(of: judged.sets.sets[0]))
        #expect(found.experts.map(\.expert) == ["a", "b"] && found.incomplete == ["c"])
        #expect(
            distance(found.experts[0].leaves, [0.375, 0.375, 0.1875, 0.0625]) < 1e-15)
        #expect(abs((found.consensus?.value ?? 0) - 1) < 1e-12)
        #expect(found.clusters.map(\.experts) == [["a", "b"]])
        #expect(found.experts[0].compatibility > 1)
        #expect(judged.panels[0].map { $0?.sittings.count } == [3, 2, nil])
    }

    @Test("is none where nobody was asked")
    func nobody() throws {
        let written = [SiblingGroup(node: "root", children: ["A", "B"], written: [1, 1])]
        var log = DiagnosticLog()
        let judged = try JudgedWeights(
            tree: written, judgements: [], classes: [], rules: WeightingRules(), into: &log)
        #expect(GlobalConsensus(of: try #require(judged).sets.sets[0]) == nil)
    }
}
