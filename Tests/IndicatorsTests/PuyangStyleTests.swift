import BundledIndicators
import Diagnostics
import Testing

@testable import Indicators

@Suite("The bundled tree")
struct PuyangStyleTests {
    private func tree() throws -> IndicatorTree {
        let bytes = try #require(bundledIndicator(named: "puyang-style"))
        var log = DiagnosticLog()
        let tree = IndicatorTree.read(
            bytes, file: "puyang-style.yaml", forms: vocabulary, into: &log)
        #expect(log.kept.map { "\($0.place) \($0.code) \($0.message.en)" } == [])
        return try #require(tree)
    }

    @Test("has 4 dimensions, 10 groups and exactly 27 leaves on three levels")
    func shape() throws {
        let tree = try tree()
        #expect(tree.leaves.count == 27)
        #expect((0...3).map { level in tree.nodes.count { $0.level == level } } == [1, 4, 10, 27])
        #expect(
            tree.leaves.map { tree.nodes[$0].code } == [
                "A11", "A12", "A13", "A21", "A22", "A23", "A31", "A32", "A33", "B11", "B12",
                "B13", "B21", "B22", "B23", "B31", "B32", "C11", "C12", "C13", "C21", "C22",
                "D11", "D12", "D13", "D21", "D22",
            ])
    }

    @Test("needs 38 judgements of each expert and no matrix over 9")
    func judgements() throws {
        let tree = try tree()
        let sizes = tree.parents.map { tree.nodes[$0].children.count }
        #expect(sizes.map { $0 * ($0 - 1) / 2 }.reduce(0, +) == 38)
        #expect(sizes.max() == 4)
    }

    @Test("tags A1, A2 and D22 as compliance and the rest as benefit")
    func subIndices() throws {
        let tree = try tree()
        let compliance = tree.leaves.filter {
            tree.nodes[$0].indicator?.subIndex == .compliance
        }
        #expect(
            compliance.map { tree.nodes[$0].code } == [
                "A11", "A12", "A13", "A21", "A22", "A23", "D22",
            ])
        #expect(tree.leaves.allSatisfy { tree.nodes[$0].indicator?.subIndex != nil })
    }

    @Test("says in both languages what each leaf is, how it scores and what that rests on")
    func words() throws {
        let tree = try tree()
        for node in tree.nodes {
            #expect(node.name.zh != node.name.en, "\(node.code)")
            guard let leaf = node.indicator else { continue }
            #expect(leaf.elements.zh != leaf.elements.en, "\(node.code)")
            #expect(leaf.standard.zh != leaf.standard.en, "\(node.code)")
            #expect(!leaf.basis.isEmpty, "\(node.code)")
        }
        #expect(tree.title.zh.contains("濮阳式（示例）") && tree.title.en.contains("Puyang-style"))
        #expect(tree.note?.zh.contains("不是濮阳市") == true)
    }

    @Test("takes none of its values from a supplied table")
    func noTable() throws {
        let tree = try tree()
        for position in tree.leaves {
            if case .table = tree.nodes[position].indicator?.measure {
                Issue.record("\(tree.nodes[position].code) is supplied")
            }
        }
    }

    @Test("asks twelve questions, with the result of a service counting double")
    func questionnaire() throws {
        let tree = try tree()
        let questionnaire = try #require(tree.questionnaire)
        #expect(
            questionnaire.items.map(\.code)
                == (1...12).map { $0 < 10 ? "Q0\($0)" : "Q\($0)" })
        #expect(questionnaire.items(feeding: "D11").map(\.weight) == [0.2, 0.2, 0.2, 0.4])
        #expect(questionnaire.items(feeding: "D12").map(\.code) == ["Q05", "Q06", "Q07", "Q08"])
        #expect(
            questionnaire.items(feeding: "D13").map(\.groups)
                == Array(repeating: ["本单位职工"], count: 4))
        #expect(questionnaire.groups.map(\.trimsAbove) == [nil, 5, 5, 5, nil])
    }

    @Test("names classes, grades, the cap and the random index")
    func head() throws {
        let tree = try tree()
        #expect(tree.classes == ["综合保障", "服务经济", "社会民生"])
        #expect(tree.grades.bands.map(\.name.zh) == ["优秀", "良好", "合格", "较差"])
        #expect(tree.grades.bands.map(\.lowest) == [90, 80, 60, 0])
        #expect(tree.grades.findingCap == "合格")
        #expect(tree.randomIndex == "saaty")
    }
}
