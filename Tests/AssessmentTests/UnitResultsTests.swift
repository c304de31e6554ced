import Diagnostics
import Testing

@testable import Assessment

@Suite("Records of units that are made when they are asked for")
struct UnitResultsTests {
    @Test(
        "say what held ones say, with the same pools, ranks and advice",
        arguments: ["minimal", "city-2024", "city-2025", "second-tree"])
    func equality(sample: String) throws {
        let (held, made) = try rounds(of: sample)
        #expect(!held.units.isMade && made.units.isMade)
        #expect(made == held)
        #expect(made.hashValue == held.hashValue)
    }

    @Test(
        "are compared by the same figures", arguments: ["minimal", "city-2025", "second-tree"])
    func figures(sample: String) throws {
        let (held, made) = try rounds(of: sample)
        #expect(Array(made.units.overviews) == Array(held.units.overviews))
        for (unit, record) in held.units.enumerated() {
            #expect(held.units.overview(of: unit) == UnitOverview(record))
            for units in [held.units, made.units] {
                let nodes = record.nodes.indices.map { units.nodeScore($0, of: unit) }
                let leaves = record.indicators.indices.map { units.leafScore($0, of: unit) }
                #expect(nodes == record.nodes.map(\.score))
                #expect(leaves == record.indicators.map(\.score))
                #expect(units.nodeScore(record.nodes.count, of: unit) == nil)
                #expect(units.leafScore(record.indicators.count, of: unit) == nil)
            }
        }
    }

    @Test("tell their progress to the end")
    func progress() throws {
        var log = DiagnosticLog()
        let folder = try #require(try FolderReader.read("Samples/minimal", into: &log).folder)
        let round = Round(
            folder: folder, weights: try #require(folder.weights), largestHeld: 0)
        var last = (done: -1, total: -1)
        _ = round.result { last = ($0, $1) }
        #expect(last.done == 3 && last.total == 3)
    }

    private func rounds(of sample: String) throws -> (held: RoundResult, made: RoundResult) {
        var log = DiagnosticLog()
        let folder = try #require(try FolderReader.read("Samples/\(sample)", into: &log).folder)
        let weights = try #require(folder.weights)
        return (
            Round(folder: folder, weights: weights).result { _, _ in },
            Round(folder: folder, weights: weights, largestHeld: 0).result { _, _ in }
        )
    }
}
