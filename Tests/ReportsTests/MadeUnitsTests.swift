import Diagnostics
import Foundation
import TestFolders
import Testing

@testable import Assessment
@testable import Reports

@Suite("Reports of a round whose records are made when they are asked for")
struct MadeUnitsTests {
    @Test("say what those of one that holds them say", arguments: ["city-2025", "second-tree"])
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
            if file == "result.json" {
                // The same document, with a line per unit.
                let documents = try [held, made].map { data in
                    try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
                }
                #expect(documents[0] == documents[1])
                #expect(made.count < held.count)
            } else {
                #expect(held == made, "\(file)")
            }
        }
    }
}
