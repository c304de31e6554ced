import BundledIndicators
import Diagnostics
import FoundationEssentials
import Indicators
import Institutions
import Survey
import Tables
import Testing
import Weighting

@testable import SampleCities

@Suite("The rooms that read an evaluation")
struct SampleReadingTests {
    @Test("find no error in any city", arguments: UInt64(1)...20)
    func cities(seed: UInt64) throws {
        let folder = try SampleFolder(SampleParameters(year: 2023 + Int(seed % 4), seed: seed))
        try read(folder.path)
    }

    @Test("find no error in a city of one unit, of two, and of more than the bundled ones")
    func sizes() throws {
        for units in [1, 2, 3, 16, 100] {
            let folder = try SampleFolder(SampleParameters(units: units, days: 2, experts: 1))
            try read(folder.path)
        }
    }

    @Test("find no error in the bundled samples", arguments: ["minimal", "city-2024", "city-2025"])
    func bundled(name: String) throws {
        try read(Self.samples + name)
    }

    @Test("the bundled cities are what the generator writes", arguments: [2024, 2025])
    func current(year: Int) throws {
        let folder = try SampleFolder(SampleParameters(days: 24, loggingUnits: 2, year: year))
        for file in try folder.files() {
            let bundled = try Data(
                contentsOf: URL(filePath: Self.samples + "city-\(year)/" + file))
            #expect(try folder.bytes(file) == bundled, "\(file)")
        }
    }

    private static let samples = {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(tests)/Samples/"
    }()

    private func read(_ path: String) throws {
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read(path, into: &log))
        let bytes = try #require(bundledIndicator(named: "puyang-style"))
        let tree = try #require(
            IndicatorTree.read(bytes, file: "puyang-style.yaml", into: &log))
        let frame = SurveyFrame(
            units: forms.units.map(\.unitID), staff: forms.units.map { _ in nil },
            questionnaire: try #require(tree.questionnaire), settings: .standard,
            leaves: SurveyFrame.Leaf.all(of: tree))
        let responses = TableSource(path: path + "/survey/responses.csv", name: "responses.csv")
        let survey = SurveyReading.read([responses], frame: frame, into: &log)
        #expect(survey.result?.units.count == forms.units.count)
        try weigh(path, tree, classes: forms.units.map(\.unitClass), &log)
        let unexpected = log.kept.filter {
            $0.severity == .error || !Self.expectedWarnings.contains($0.code)
        }
        #expect(unexpected.map { "\($0.place) \($0.code) \($0.message.en)" } == [])
    }

    private static let expectedWarnings: Set<DiagnosticCode> = [.judgementsInconsistent]

    private func weigh(
        _ path: String, _ tree: IndicatorTree, classes: [String], _ log: inout DiagnosticLog
    ) throws {
        let file = TableSource(path: path + "/experts/judgements.csv", name: "judgements.csv")
        let groups = tree.parents.map { parent in
            SiblingGroup(
                node: tree.nodes[parent].code,
                children: tree.leavesAndGroups(under: parent).map { tree.nodes[$0].code })
        }
        let weights = try WeightSets(
            tree: groups, judgements: Judgement.read(file, into: &log).judgements,
            classes: Set(classes).sorted(), rules: WeightingRules(randomIndex: .saaty), into: &log)
        #expect(weights != nil)
    }
}

extension IndicatorTree {
    /// Children of a node, in order.
    fileprivate func leavesAndGroups(under parent: Int) -> [Int] {
        nodes.indices.filter { nodes[$0].level == nodes[parent].level + 1 && $0 > parent }
            .prefix { child in
                !nodes[parent + 1..<child].contains { $0.level <= nodes[parent].level }
            }
    }
}
