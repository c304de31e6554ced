import Diagnostics
import FoundationEssentials
import TestFolders
import Testing

@testable import Assessment
@testable import Reports

@Suite("Reports of a round whose records are made when they are asked for")
struct MadeUnitsTests {
    @Test("have the bytes of one that holds them", arguments: ["city-2025", "second-tree"])
    func equality(sample: String) throws {
        var log = DiagnosticLog()
        let folder = try #require(try FolderReader.read("Samples/\(sample)", into: &log).folder)
        let weights = try #require(folder.weights)
        let output = try TemporaryFolder()
        var files: [[String]] = []
        for (name, limit) in [("held", Int.max), ("made", 0)] {
            let round = Round(folder: folder, weights: weights, largestHeld: limit)
            files.append(
                try ReportWriter(round.result { _, _ in }).write(to: "\(output.path)/\(name)"))
        }
        #expect(files[0] == files[1])
        for file in files[0] {
            let held = try Data(contentsOf: URL(filePath: "\(output.path)/held/\(file)"))
            let made = try Data(contentsOf: URL(filePath: "\(output.path)/made/\(file)"))
            #expect(held == made, "\(file)")
        }
    }
}
