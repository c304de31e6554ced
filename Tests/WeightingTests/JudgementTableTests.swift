import Diagnostics
import Tables
import Testing

@testable import Weighting

@Suite("The judgements form")
struct JudgementTableTests {
    private func read(_ text: String) -> (judgements: [Judgement], problems: [String]) {
        var log = DiagnosticLog()
        let source = TableSource(bytes: Array(text.utf8), name: "j.csv")
        let judgements = Judgement.read(source, into: &log).judgements
        return (judgements, log.kept.map { "\($0.code.rawValue) \($0.place)" })
    }

    @Test("is read with Chinese or English headers in any order")
    func headers() throws {
        let (judgements, problems) = read(
            "甲比乙,expert,上级指标,right,指标甲,weight,评估序列\n１／３,E1,root,B,A,2,服务经济\n,E1,A,A2,A1,,\n")
        #expect(problems.isEmpty)
        let first = try #require(judgements.first)
        #expect(first.expert == "E1" && first.node == "root" && first.left == "A")
        #expect(first.right == "B" && first.value == 1.0 / 3 && first.text == "１／３")
        #expect(first.weight == 2 && first.unitClass == "服务经济")
        #expect(first.places.value == Place(file: "j.csv", line: 2, column: 1))
        #expect(first.places.left == Place(file: "j.csv", line: 2, column: 5))
        #expect(judgements.last?.value == nil && judgements.last?.unitClass == nil)
    }

    @Test("with a cell that is no number is reported there", arguments: ["x", "1/0", "1/2/3", "三"])
    func notANumber(cell: String) {
        let (judgements, problems) = read("expert,node,left,right,value\nE1,root,A,B,\(cell)\n")
        #expect(judgements.isEmpty)
        #expect(problems == ["not-a-number j.csv:2:5"])
    }

    @Test("with an empty required cell is reported there")
    func blank() {
        let (_, problems) = read("expert,node,left,right,value\n,root,A,,3\n")
        #expect(problems == ["value-missing j.csv:2:1", "value-missing j.csv:2:4"])
    }
}
