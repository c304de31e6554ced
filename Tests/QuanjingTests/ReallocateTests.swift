import Foundation
import TestFolders
import Testing

@Suite("quanjing reallocate --problem")
struct ReallocateTests {
    private let problem = """
        {"cells": [
          {"unit": "A", "category": "事业", "pool": "P", "quota": 10, "occupied": 7, "attrition": 0, "need": "6", "lower": 7, "upper": 13},
          {"unit": "B", "category": "事业", "pool": "P", "quota": 10, "occupied": 10, "attrition": 0, "need": "13", "lower": 10, "upper": 13},
          {"unit": "C", "category": "事业", "pool": "P", "quota": 10, "occupied": 10, "attrition": 0, "need": "12", "lower": 10, "upper": 13},
          {"unit": "D", "category": "事业", "pool": "P", "quota": 10, "occupied": 10, "attrition": 0, "need": "10", "lower": 10, "upper": 13}],
         "pools": [{"id": "P", "total": 40, "reserve_min": 0}],
         "objective": {"type": "deadband_chi2", "kappa": "0.05"}}
        """

    private func run(
        _ text: String, _ options: [String] = ["--json"], environment: [String: String] = [:]
    ) throws -> CommandLineRun {
        let folder = try TemporaryFolder()
        let file = folder.path + "/problem.json"
        try Data(text.utf8).write(to: URL(filePath: file))
        return try CommandLineRun(
            ["reallocate", "--problem", file] + options, environment: environment)
    }

    private var batches: String {
        problem.replacing("\"objective\"", with: "\"side\": {\"min_batch\": 2}, \"objective\"")
    }

    @Test("prints one document with the promised keys")
    func document() throws {
        let run = try run(problem)
        #expect(run.status == 0)
        let document = try run.document()
        #expect(
            Set(document.keys) == [
                "status", "objective", "bound", "x", "arcFlow", "reserve", "postsMoved", "prices",
                "binding", "conflict", "proof", "verified",
            ])
        #expect(document["status"] as? String == "optimal")
        #expect(document["x"] as? [Int] == [7, 12, 11, 10])
        #expect(document["proof"] as? String == "network")
        #expect(document["verified"] as? Bool == true)
    }

    @Test("solves side rules with CBC, and refuses them by name where it isn't installed")
    func sideRules() throws {
        let solved = try run(batches)
        #expect(solved.status == 0)
        #expect(try solved.document()["x"] as? [Int] == [7, 13, 10, 10])
        #expect(try solved.document()["proof"] as? String == "milp")
        let refused = try run(batches, environment: ["PATH": "/nowhere"])
        #expect(refused.status == 65)
        #expect(refused.output.isEmpty)
        try refused.expectDiagnosticLines()
        let line = try #require(try refused.diagnostics().first)
        #expect(line["code"] as? String == "solver-missing")
        #expect(line["found"] as? String == "min_batch")
        #expect((line["remedy"] as? String)?.contains("coinor-cbc") == true)
    }

    @Test("names the rules in conflict, which is an answer")
    func conflict() throws {
        let run = try run(
            problem.replacing("\"objective\"", with: "\"issued_max\": 36, \"objective\""))
        #expect(run.status == 0)
        let document = try run.document()
        #expect(document["status"] as? String == "infeasible")
        #expect(
            document["conflict"] as? [String] == [
                "issued_max", "lower:A/事业", "lower:B/事业", "lower:C/事业", "lower:D/事业",
            ])
        #expect(document["x"] is NSNull)
    }

    @Test("says the same to people, in either language")
    func text() throws {
        #expect(try run(problem, []).outputText.contains("已证明最优"))
        #expect(try run(problem, ["--lang", "en"]).outputText.contains("proved best"))
    }

    @Test("refuses what is no problem with status 65, at its place")
    func malformed() throws {
        let run = try run(problem.replacing("\"need\": \"13\"", with: "\"need\": \"多\""))
        #expect(run.status == 65)
        let line = try #require(try run.diagnostics().first)
        #expect(line["code"] as? String == "not-a-number")
        #expect(line["line"] as? Int == 3)
    }
}
