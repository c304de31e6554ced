import BundledIndicators
import Diagnostics
import Indicators
import Institutions
import Testing

@testable import SampleCities

@Suite("A sample of values")
struct SuppliedValuesTests {
    @Test("is what more than 100,000 units get unless all forms are asked for")
    func choice() {
        #expect(SampleParameters(units: 100_000).forms == .full)
        #expect(SampleParameters(units: 100_001).forms == .kpi)
        #expect(SampleParameters(units: 100_001, forms: .full).forms == .full)
        #expect(SampleParameters(units: 45, forms: .kpi).forms == .kpi)
        #expect(SampleParameters(units: 100_000).surveyedUnits == 100_000)
        #expect(SampleParameters(units: 1_000_000).surveyedUnits == 10_000)
        #expect(SampleParameters(units: 45, forms: .kpi).surveyedUnits == 45)
        #expect(SampleParameters(units: 45, surveyedUnits: 9).surveyedUnits == 9)
    }

    @Test("asks about units spread evenly: 7 of 21 are every third one")
    func surveyed() {
        let parameters = SampleParameters(units: 21, forms: .kpi, surveyedUnits: 7)
        #expect((0..<21).filter(parameters.isSurveyed) == [2, 5, 8, 11, 14, 17, 20])
    }

    @Test("has a row per unit, at most one value per leaf but opinion, and no other form")
    func contents() throws {
        let folder = try SampleFolder(
            SampleParameters(
                units: 60, forms: .kpi, respondents: 40, surveyedUnits: 6, plantsFacts: false))
        #expect(
            try folder.files() == [
                "README.md", "evaluation.yaml", "experts/judgements.csv", "forms/kpi.csv",
                "forms/units.csv", "survey/responses.csv", "tree.yaml",
            ])
        #expect(try folder.rows("forms/units.csv").count == 60)
        #expect(try Set(folder.column("单位编码", "survey/responses.csv")).count == 6)
        let values = try folder.rows("forms/kpi.csv")
        #expect((60 * 23...60 * 24).contains(values.count))
        let keys = values.map { "\($0["单位编码", default: ""]) \($0["指标编码", default: ""])" }
        #expect(Set(keys).count == keys.count)
        #expect(values.allSatisfy { Double($0["值", default: ""]) != nil })
    }

    @Test("has a tree that takes every value, with the leaves and questions of the bundled one")
    func tree() throws {
        let supplied = try read(Array(suppliedTree().utf8))
        let bundled = try read(try #require(bundledIndicator(named: "puyang-style")))
        #expect(supplied.nodes.map(\.code) == bundled.nodes.map(\.code))
        #expect(supplied.id != bundled.id)
        #expect(supplied.questionnaire == bundled.questionnaire)
        let codes = SampleValues.codes
        let asked = ["D11", "D12", "D13"]
        #expect(Set(codes).union(asked) == Set(supplied.leaves.map { supplied.nodes[$0].code }))
        #expect(Set(codes).isDisjoint(with: asked))
    }

    private func read(_ bytes: [UInt8]) throws -> IndicatorTree {
        var log = DiagnosticLog()
        let tree = IndicatorTree.read(
            bytes, file: "tree.yaml", forms: FormVocabulary(columns: Form.vocabulary), into: &log)
        #expect(log.kept.isEmpty)
        return try #require(tree)
    }
}
