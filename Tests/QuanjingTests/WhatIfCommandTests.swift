import Foundation
import TestFolders
import Testing

@Suite("Scenarios on the command line")
struct WhatIfCommandTests {
    private func sample(_ scenarios: [String: String]) throws -> TemporaryFolder {
        var files = try SampleFiles(sample: "minimal")
        for (name, text) in scenarios { files.files["scenarios/\(name).yaml"] = Array(text.utf8) }
        return try files.folder()
    }

    @Test("whatif prints both sides and the difference as one document")
    func document() throws {
        let folder = try sample([
            "并": "title: 合并\npatches:\n  - merge: {units: [U02, U03], into: U02}\n"
        ])
        let run = try CommandLineRun(["whatif", folder.path, "并", "--json"])
        #expect(run.status == 0, "\(run.errorText)")
        let document = try run.document()
        for side in ["baseline", "scenario"] {
            let value = try #require(document[side] as? [String: Any])
            let plan = try #require(value["reallocation"] as? [String: Any])
            #expect(plan["verified"] as? Bool == true)
            #expect(value["run"] != nil)
            #expect((value["units"] as? [Any])?.count == (side == "baseline" ? 3 : 2))
        }
        let difference = try #require(document["difference"] as? [String: Any])
        for key in ["units", "totals", "objective", "postsMoved", "posts", "moves", "prices"] {
            #expect(difference[key] != nil, "\(key)")
        }
        let units = try #require(difference["units"] as? [[String: Any]])
        #expect(units.map { $0["fate"] as? String } == ["kept", "kept", "merged"])
        #expect(units[2]["successor"] as? String == "U02")
        let baseline = try #require(document["baseline"] as? [String: Any])
        let evaluation = try CommandLineRun(["evaluate", folder.path, "--json"]).document()
        #expect(baseline["units"] as? NSArray == evaluation["units"] as? NSArray)
    }

    @Test("--output writes a page and a workbook, the same bytes again")
    func output() throws {
        let folder = try sample([
            "红":
                "patches: [{red_line: {group: {}, max: 45}}]\nsweep: {patches.1.red_line.max: [49, 40, 5]}\n"
        ])
        let other = try TemporaryFolder()
        let arguments = ["whatif", folder.path, "红", "--output", other.path + "/a"]
        #expect(try CommandLineRun(arguments).status == 0)
        #expect(try other.contents() == ["a", "a/whatif.html", "a/whatif.xlsx"])
        let page = try Data(contentsOf: URL(filePath: other.path + "/a/whatif.html"))
        #expect(try CommandLineRun(arguments).status == 0)
        #expect(try Data(contentsOf: URL(filePath: other.path + "/a/whatif.html")) == page)
    }

    @Test("compare puts two scenarios side by side")
    func compare() throws {
        let folder = try sample([
            "a": "patches: [{select: U02, hours: {multiply: 1.5}}]", "b": "patches: []",
        ])
        let run = try CommandLineRun(["compare", folder.path, "a", "b", "--json"])
        #expect(run.status == 0, "\(run.errorText)")
        let document = try run.document()
        #expect((document["scenarios"] as? [Any])?.count == 2)
        #expect(document["difference"] != nil && document["baseline"] != nil)
        #expect(try CommandLineRun(["compare", folder.path, "a", "b"]).status == 0)
    }

    @Test(
        "what is wrong ends with 65 and JSON lines",
        arguments: [
            "patches: [{merge: {units: [U02, U9], into: U02}}]", "patches: 3", "", "- a\n",
            "patches: [{}]", "patches: [null]", "patches: [{select: {}}]",
            "patches: [{select: U02, quota: {}}]", "patches: [{freeze: []}]",
            "sweep: {}", "sweep: {patches.1: [1]}", "solve: {band: 50}",
        ])
    func refusals(text: String) throws {
        let folder = try sample(["x": text])
        let run = try CommandLineRun(["whatif", folder.path, "x", "--json"])
        #expect(run.status == 65, "\(text): \(run.errorText)")
        #expect(run.output.isEmpty)
        try run.expectDiagnosticLines()
        #expect(try CommandLineRun(["whatif", folder.path, "y"]).status == 65)
        #expect(try CommandLineRun(["whatif", folder.path]).status == 64)
    }

    @Test(
        "an odd scenario is an answer all the same",
        arguments: [
            "patches: [{abolish: [U01, U02, U03]}]", "patches: [{select: {}, quota: {set: 0}}]",
            "patches: [{select: {}, hours: {set: 0}}]", "title: 空",
            "patches: [{select: {}, hours: {multiply: 1000}}]",
            "patches: [{red_line: {group: {}, max: 0}}]",
            "patches: [{select: {}, need: {multiply: 1e6}}, {select: {}, weight: {set: 1e6}}]",
            "patches: [{freeze: {}}]", "patches: [{merge: {units: [U01, U02, U03], into: Z}}]",
            "patches: [{pool: {id: 市/全额/全额, reserve_min: 1000}}]",
        ])
    func oddities(text: String) throws {
        let folder = try sample(["x": text])
        let other = try TemporaryFolder()
        let run = try CommandLineRun([
            "whatif", folder.path, "x", "--json", "--output", other.path + "/o",
        ])
        #expect(run.status == 0, "\(text): \(run.errorText)")
        _ = try run.document()
    }
}
