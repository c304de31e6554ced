import Draws
import Diagnostics
import Tables
import Testing

@testable import Weighting

@Suite("A batch of judgements")
struct JudgementBatchTests {
    private func read(_ text: String) -> (batch: JudgementBatch?, problems: [String]) {
        var log = DiagnosticLog()
        let source = TableSource(bytes: Array(text.utf8), name: "b.csv")
        let batch = JudgementBatch.read(source, into: &log)
        return (batch, log.kept.map { "\($0.code.rawValue) \($0.place)" })
    }

    private func solve(
        _ text: String, rules: WeightingRules = WeightingRules(randomIndex: .saaty)
    ) throws -> (result: BatchPriorities?, problems: [String]) {
        let (batch, problems) = read(text)
        guard let batch else { return (nil, problems) }
        var log = DiagnosticLog()
        let result = try BatchPriorities(batch, rules: rules, into: &log)
        return (result, log.kept.map { "\($0.code.rawValue) \($0.place)" })
    }

    // By hand: 4 : 2 : 1 and 3 : 1; rows of the two matrices alternate, one pair is swapped.
    @Test("gives each matrix its weights, whatever the order of the rows")
    func byHand() throws {
        let (result, problems) = try solve(
            """
            matrix_id,n,i,j,value
            a,3,1,2,2
            b,2,2,1,1/3
            a,3,3,2,0.5
            a,3,1,3,4
            a,3,1,3,4
            """)
        #expect(problems.isEmpty)
        let found = try #require(result)
        #expect(found.names == ["a", "b"] && found.orders == [3, 2])
        let expected = [4.0 / 7, 2.0 / 7, 1.0 / 7, 0.75, 0.25]
        #expect(distance(found.weights, expected) < 1e-14)
        let lines = String(decoding: found.csv().joined(), as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == "matrix_id,n,lambda_max,cr,w1,w2,w3")
        #expect(lines[2].hasPrefix("b,2,2,0,0.75") && lines[2].hasSuffix(","))
    }

    @Test("agrees with the matrices solved one by one", arguments: UInt64(0)..<5)
    func oneByOne(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrices = (0..<300).map {
            ComparisonMatrix.random(order: 1 + $0 % 12, using: &generator)
        }
        var text = "matrix_id,n,i,j,value\n"
        for (index, matrix) in matrices.enumerated() {
            for (pair, ratio) in zip(matrix.pairs, matrix.upper) {
                text +=
                    "m\(index),\(matrix.order),\(pair.left + 1),\(pair.right + 1),\(ratio ?? 1)\n"
            }
        }
        let found = try #require(try solve(text).result)
        // A matrix of order 1 has no row in the file.
        let asked = matrices.filter { $0.order > 1 }
        #expect(found.names.count == asked.count)
        var start = 0
        for (index, matrix) in asked.enumerated() {
            let alone = try matrix.priorities(randomIndex: .saaty)
            let weights = Array(found.weights[start..<start + matrix.order])
            #expect(distance(weights, alone.weights) < 1e-12)
            #expect(abs(found.lambdaMax[index] - alone.lambdaMax) < 1e-11)
            #expect(abs((found.ratios[index] ?? 9) - (alone.cr ?? 0)) < 1e-11)
            start += matrix.order
        }
    }

    @Test("is the same in blocks on several threads and row by row", arguments: [false, true])
    func ways(hasExperts: Bool) throws {
        var generator = SplitMix64(seed: 11)
        func named(_ expert: Int) -> String { hasExperts ? "\"E,\(expert)\"," : "" }
        var rows: [String] = []
        for matrix in 0..<20 {
            for expert in 0..<(hasExperts ? 3 : 1) {
                let drawn = ComparisonMatrix.random(order: 2 + matrix % 8, using: &generator)
                for (pair, ratio) in zip(drawn.pairs, drawn.upper) {
                    rows.append(
                        "\(named(expert)) m\(matrix) ,\(drawn.order),"
                            + "\(pair.left + 1),\(pair.right + 1),\(ratio ?? 1)")
                }
            }
        }
        rows.shuffle(using: &generator)
        func batch(_ one: String, blockSize: Int) throws -> JudgementBatch {
            let header = (hasExperts ? "expert_id," : "") + "matrix_id,n,i,j,value"
            let last = named(0) + "last,1,1,1,\(one)"
            let text = ([header] + rows + [last]).joined(separator: "\n") + "\n"
            var source = TableSource(bytes: Array(text.utf8), name: "b.csv")
            source.blockSize = blockSize
            var log = DiagnosticLog()
            let batch = try #require(JudgementBatch.read(source, into: &log))
            #expect(log.kept.isEmpty)
            return batch
        }
        // A full-width one needs care; on the diagonal it says nothing.
        let careful = try batch("１", blockSize: 1 << 18)
        for blockSize in [1, 300, 1 << 18] {
            let plain = try batch("1", blockSize: blockSize)
            #expect(plain.names == careful.names && plain.upper == careful.upper)
            #expect(plain.hasExperts == careful.hasExperts)
            #expect(plain.entries.map(\.line) == careful.entries.map(\.line))
            #expect(plain.entries.map(\.start) == careful.entries.map(\.start))
        }
    }

    @Test("of several experts averages those who are consistent enough")
    func experts() throws {
        let (result, problems) = try solve(
            """
            expert_id,matrix_code,n,i,j,value
            E1,M,3,1,2,2
            E1,M,3,1,3,4
            E1,M,3,2,3,2
            E2,M,3,1,2,8
            E2,M,3,1,3,4
            E2,M,3,2,3,1/2
            E3,M,3,1,2,9
            E3,M,3,2,3,9
            E3,M,3,3,1,9
            """)
        #expect(problems.isEmpty)
        let found = try #require(result)
        #expect(found.opinionCount == 2)
        // Geometric means 4, 4 and 1: weights 4 : 1 : 1.
        #expect(distance(found.weights, [2.0 / 3, 1.0 / 6, 1.0 / 6]) < 1e-14)
        #expect(String(decoding: found.csv().joined(), as: UTF8.self).hasPrefix("matrix_code,n,"))
    }

    @Test("implies what a matrix lacks, or refuses it by name")
    func missing() throws {
        let text = "matrix_id,n,i,j,value\na,3,1,2,2\na,3,2,3,2\n"
        let found = try #require(try solve(text).result)
        #expect(distance(found.weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-13)
        let rejected = try solve(text, rules: WeightingRules(incomplete: .reject))
        #expect(rejected.problems == ["judgements-missing b.csv:2"])
        let apart = try solve("matrix_id,n,i,j,value\na,4,1,2,2\na,4,3,4,2\n")
        #expect(apart.problems == ["graph-disconnected b.csv:2"])
    }

    @Test("takes ones of the diagonal, and a matrix of one sibling")
    func diagonal() throws {
        let (result, problems) = try solve(
            "matrix_id,n,i,j,value\none,1,1,1,1\ntwo,2,1,1,1\ntwo,2,1,2,3\n")
        let found = try #require(result)
        #expect(problems.isEmpty && found.names == ["one", "two"])
        #expect(found.weights == [1, 0.75, 0.25] && found.ratios == [0, 0])
    }

    @Test("refuses a matrix for which nobody is consistent enough")
    func nobody() throws {
        let (result, problems) = try solve(
            "expert_id,matrix_code,n,i,j,value\nE,M,3,1,2,9\nE,M,3,2,3,9\nE,M,3,3,1,9\n")
        #expect(result == nil && problems == ["judgements-inconsistent b.csv:2"])
    }

    @Test(
        "tells what is wrong with a row at its cell",
        arguments: [
            ("a,3,1,2,10", ["judgement-off-scale b.csv:2:5"]),
            ("a,3,1,2,x", ["not-a-number b.csv:2:5"]),
            ("a,3,1,2,", ["value-missing b.csv:2:5"]),
            ("a,3,1,1,2", ["judgement-self b.csv:2:5"]),
            ("a,3,0,4,2", ["out-of-range b.csv:2:3", "out-of-range b.csv:2:4"]),
            ("a,0,1,2,2", ["out-of-range b.csv:2:2"]),
            ("a,1001,1,2,2", ["out-of-range b.csv:2:2"]),
            (",2,1,2,2", ["value-missing b.csv:2:1"]),
            ("a,2,1.5,2,2", ["not-whole b.csv:2:3"]),
            ("a,3,1,2,3\na,3,2,1,3", ["judgement-conflict b.csv:3:5"]),
            ("a,3,1,2,3\na,4,1,3,3", ["value-invalid b.csv:3:2"]),
        ])
    func problems(row: String, expected: [String]) {
        let (batch, problems) = read("matrix_id,n,i,j,value\n\(row)\n")
        #expect(batch == nil)
        #expect(problems.prefix(expected.count) == expected[...])
    }
}
