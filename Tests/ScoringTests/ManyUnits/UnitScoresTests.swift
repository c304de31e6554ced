import Draws
import Diagnostics
import Synchronization
import Tables
import Testing

@testable import Scoring

@Suite("Scores of many units")
struct UnitScoresTests {
    private static let tree = """
        node_code,parent_code,level,local_weight,direction
        G,,0,1,1
        A,G,1,0.6,1
        B,G,1,0.4,1
        a1,A,2,0.5,1
        a2,A,2,0.5,-1
        b1,B,2,1,1

        """

    private func tree(_ text: String) -> (tree: WeightedTree?, problems: [String]) {
        var log = DiagnosticLog()
        let source = TableSource(bytes: Array(text.utf8), name: "tree.csv")
        let tree = WeightedTree.read(source, into: &log)
        return (tree, log.kept.map(place))
    }

    private func place(_ problem: Diagnostic) -> String {
        "\(problem.code.rawValue):\(problem.place.line ?? 0):\(problem.place.column ?? 0)"
    }

    private func read(
        _ rows: String, blockSize: Int = 1 << 18
    ) throws -> (scores: UnitScores?, problems: [String]) {
        var log = DiagnosticLog()
        let bytes = Array(("unit_id,code,value\n" + rows).utf8)
        var source = TableSource(bytes: bytes, name: "kpi.csv")
        source.blockSize = blockSize
        let tree = try #require(tree(Self.tree).tree)
        let scores = UnitScores.read(source, tree: tree, into: &log)
        return (scores, log.kept.map(place))
    }

    private func csv(_ scores: UnitScores?, withNodes: Bool = false) throws -> String {
        let text = Mutex([UInt8]())
        try scores?.write(withNodes: withNodes) { piece throws(FileError) in
            text.withLock { $0 += piece }
        }
        return text.withLock { String(decoding: $0, as: UTF8.self) }
    }

    @Test("by hand: between the least and the greatest, less is better for a2")
    func byHand() throws {
        let rows = """
            U2,a1,10
            U2,a2,4
            U2,b1,"7.5"
            U1,a1,30
            U1,a2,0
            U1,b1,5
            U3,a1,20
            U3,a2,2
            U3,b1,10

            """
        let (scores, problems) = try read(rows)
        #expect(problems.isEmpty)
        // U1: 0.6·(0.5·1 + 0.5·1) + 0.4·0. U2: 0.4·0.5. U3: 0.6·(0.25 + 0.25) + 0.4.
        #expect(
            try csv(scores, withNodes: true) == """
                unit_id,score,rank,A,B
                U1,0.6,2,1,0
                U2,0.2,3,0,0.5
                U3,0.7,1,0.5,1

                """)
    }

    @Test("a missing leaf gives its weight to its siblings, a group without leaves likewise")
    func missing() throws {
        let rows = "U1,a1,0\nU1,a2,0\nU1,b1,0\nU2,a1,1\nU2,a2,1\nU2,b1,1\nU3,a1,1\nU4,b1,1\n"
        var found: [String: Double] = [:]
        try read(rows).scores?.forEach { found[$0.unit] = $0.score }
        // U1 and U2: a1 0 and 1, a2 1 and 0, b1 0 and 1.
        #expect(found["U3"] == 1 && found["U4"] == 1)
        #expect(abs((found["U1"] ?? 0) - 0.3) < 1e-12 && abs((found["U2"] ?? 0) - 0.7) < 1e-12)
    }

    @Test("equal scores share a rank and the next is skipped; equal values all score 1")
    func ties() throws {
        let rows = ["U3", "U1", "U2"].map {
            "\($0),a1,5\n\($0),a2,5\n\($0),b1,\($0 == "U2" ? 1 : 2)\n"
        }
        #expect(
            try csv(read(rows.joined()).scores)
                == "unit_id,score,rank\nU1,1,1\nU2,0.6,3\nU3,1,1\n")
    }

    @Test("depend on no order of rows and no blocks", arguments: UInt64(0)..<20)
    func order(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var rows = (0..<90).flatMap { unit in
            ["a1", "a2", "b1"].map {
                "单位\(unit),\($0),\(Int.random(in: 0...20, using: &generator)).5"
            }
        }
        var results: Set<String> = []
        for size in [1, 100, 1 << 18] {
            results.insert(try csv(read(rows.map { $0 + "\n" }.joined(), blockSize: size).scores))
            rows.shuffle(using: &generator)
        }
        #expect(results.count == 1)
    }

    @Test(
        "refuse what is wrong, at its place",
        arguments: [
            ("U1,a1,x\n", "not-a-number:2:3"), ("U1,zz,1\n", "unknown-reference:2:2"),
            ("U1,A,1\n", "unknown-reference:2:2"), ("U1,a1,1\nU1,a1,1\n", "duplicate-key:3:2"),
            (",a1,1\n", "value-missing:2:1"), ("U1,a1,\n", "value-missing:2:3"),
        ])
    func refused(rows: String, problem: String) throws {
        #expect(try read(rows).problems == [problem])
    }

    @Test(
        "need a tree that is one",
        arguments: [
            ("G,,0,1,1\nH,,0,1,1\n", "tree-invalid:3:0"),
            ("G,,0,1,1\nA,X,1,1,1\n", "unknown-reference:3:0"),
            ("G,,0,1,1\nA,G,1,1,2\n", "not-in-list:3:5"),
            ("G,,0,1,1\nA,G,1,1,1\nA,G,1,1,1\n", "duplicate-key:4:1"),
            ("G,,0,1,1\nA,G,1,,1\n", "value-missing:3:4"),
        ])
    func trees(rows: String, problem: String) {
        let header = "node_code,parent_code,level,local_weight,direction\n"
        #expect(tree(header + rows).problems == [problem])
    }

    @Test("need a tree whose parents don't go round")
    func circle() {
        let header = "node_code,parent_code,level,local_weight,direction\n"
        // What only leads to a circle isn't in it.
        let tails = tree(header + "G,,0,1,1\na,b,1,1,1\nb,c,1,1,1\nc,b,1,1,1\n")
        #expect(tails.problems == ["tree-invalid:4:0", "tree-invalid:5:0"])
        let problems = tree(header + "G,,0,1,1\nA,B,1,1,1\nB,A,1,1,1\n").problems
        #expect(problems == ["tree-invalid:3:0", "tree-invalid:4:0"])
    }
}
