import Foundation
import TestFolders
import Testing

@Suite("With --json, one document with the promised keys")
struct DocumentTests {
    @Test("check: errors, warnings, files with their rows")
    func check() throws {
        let document = try CommandLineRun(["check", "Samples/minimal", "--json"]).document()
        try expectKeys("errors warnings files", in: document)
        #expect(document["errors"] as? Int == 0)
        let files = try #require(document["files"] as? [[String: Any]])
        let rows = Dictionary(
            files.map { ($0["file"] as? String ?? "", $0["rows"] as? Int) },
            uniquingKeysWith: { first, _ in first })
        #expect(rows["forms/units.csv"] == 3)
        #expect(rows["evaluation.yaml"] == .some(nil))
        #expect(files.compactMap { $0["file"] as? String } == rows.keys.sorted())
        let folder = try SampleFiles.broken().folder()
        let broken = try CommandLineRun(["check", folder.path, "--json"]).document()
        #expect(broken["errors"] as? Int == 1)
    }

    @Test("weights: a set per class, its leaves sum to 1")
    func weights() throws {
        for sample in ["minimal", "city-2025", "second-tree"] {
            let run = try CommandLineRun(["weights", "Samples/\(sample)", "--json"])
            let classes = try #require(try run.document()["classes"] as? [[String: Any]])
            #expect(!classes.isEmpty)
            for one in classes {
                try expectKeys("class nodes leaves", in: one)
                #expect((one["class"] as? String)?.isEmpty == false)
                let leaves = try #require(one["leaves"] as? [String: Double])
                #expect(abs(leaves.values.sorted().reduce(0, +) - 1) < 1e-12)
                for node in try #require(one["nodes"] as? [[String: Any]]) {
                    try expectKeys("node children weights lambdaMax cr experts", in: node)
                }
            }
        }
    }

    @Test("saturation: three bases, a band and what is flagged")
    func saturation() throws {
        let run = try CommandLineRun(["saturation", "Samples/minimal", "--json"])
        let units = try #require(try run.document()["units"] as? [[String: Any]])
        #expect(units.map { $0["unit"] as? String } == ["U01", "U02", "U03"])
        let second = units[1]
        try expectKeys(
            "unit hours capacityHours saturation interval requiredStaff band verificationRatio flags",
            in: second)
        try expectKeys("quota inPost labour", in: second["saturation"])
        let labour = (second["saturation"] as? [String: Any])?["labour"] as? Double
        #expect(abs((labour ?? 0) - 0.88) < 1e-9)
        #expect(second["band"] as? String == "饱满")
    }

    @Test("evaluate: units with their indicators, contributions that add up, the run")
    func evaluate() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let run = try CommandLineRun(["evaluate", folder.path, "--json"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let document = try run.document()
        try expectKeys("title year version inputs", in: document["run"])
        let units = try #require(document["units"] as? [[String: Any]])
        #expect(units.count == 3)
        for unit in units {
            try expectKeys(
                """
                unit name class score grade rank rankInterval compliance benefit dimensions \
                coverage indicators dataQuality advice
                """, in: unit)
            #expect(unit["rankInterval"] is NSNull)
            let leaves = try #require(unit["indicators"] as? [[String: Any]])
            #expect(leaves.count == 27)
            for leaf in leaves {
                try expectKeys(
                    "code raw score weight effectiveWeight contribution missing", in: leaf)
            }
            let parts = leaves.compactMap { $0["contribution"] as? Double }
            #expect(abs(parts.reduce(0, +) - (unit["score"] as? Double ?? 0)) < 1e-9)
            let weights = leaves.compactMap { $0["weight"] as? Double }
            #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
            for advice in try #require(unit["advice"] as? [[String: Any]]) {
                try expectKeys("action reason", in: advice)
            }
        }
        let inputs = (document["run"] as? [String: Any])?["inputs"] as? [[String: Any]]
        for input in try #require(inputs) {
            #expect((input["sha256"] as? String)?.count == 64)
        }
        let written = try Data(contentsOf: URL(filePath: folder.path + "/output/result.json"))
        #expect(written == run.output)
    }

    @Test("ahp: the weights of one matrix, of several, and what is missing")
    func ahp() throws {
        let folder = try TemporaryFolder()
        // Consistent: 4 : 2 : 1.
        try folder.write(Array(",甲,乙,丙\n甲,1,2,4\n乙,,1,2\n丙,,,1\n".utf8), to: "a.csv")
        try folder.write(Array(",甲,乙,丙\n甲,1,2,\n乙,,1,3\n丙,,,1\n".utf8), to: "b.csv")
        let keys = """
            method randomIndex labels weights lambdaMax ci ri cr gci consistent missing experts aij \
            aip consensus revisions
            """
        let one = try CommandLineRun(["ahp", folder.path + "/a.csv", "--json"]).document()
        try expectKeys(keys, in: one)
        let weights = try #require(one["weights"] as? [Double])
        for (weight, hand) in zip(weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) {
            #expect(abs(weight - hand) < 1e-12)
        }
        #expect(abs((one["lambdaMax"] as? Double ?? 0) - 3) < 1e-12)
        #expect(one["consistent"] as? Bool == true)
        #expect((one["labels"] as? [String]) == ["甲", "乙", "丙"])
        let paths = ["a.csv", "b.csv"].map { folder.path + "/" + $0 }
        let both = try CommandLineRun(["ahp"] + paths + ["--json", "--suggest"]).document()
        try expectKeys(keys, in: both)
        for expert in try #require(both["experts"] as? [[String: Any]]) {
            try expectKeys("expert weights lambdaMax cr", in: expert)
        }
        let gap = try CommandLineRun(["ahp", paths[1], "--json"]).document()
        for pair in try #require(gap["missing"] as? [[String: Any]]) {
            try expectKeys("left right implied", in: pair)
        }
    }

    @Test(
        "staffing: what each method promises",
        arguments: [
            (
                "method: work-sampling\np: 0.3\nz: 1.96\nerror: 0.05\n", "observations"
            ),
            (
                """
                method: erlang-c
                arrivals: 100
                interval_minutes: 30
                handle_minutes: 3
                target_seconds: 20
                service_level: 0.8
                """,
                "traffic servers rostered serviceLevel occupancy waitingProbability averageWaitSeconds"
            ),
            (
                """
                method: efficiency
                task: 10000
                output_per_day: 5
                days: 250
                attendance: 0.95
                completion: 1.1
                """, "required"
            ),
        ])
    func staffing(yaml: String, keys: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(yaml.utf8), to: "need.yaml")
        let run = try CommandLineRun(["staffing", folder.path + "/need.yaml", "--json"])
        #expect(run.status == 0, "\(run.errorText)")
        try expectKeys(keys, in: try run.document())
    }

    @Test("sample --forms kpi: passes the check and is evaluated, most of it measured")
    func sampleOfValues() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let sample = try CommandLineRun([
            "sample", path, "--units", "40", "--forms", "kpi", "--surveyed-units", "4",
            "--no-planted-facts",
        ])
        #expect(sample.status == 0)
        let check = try CommandLineRun(["check", path, "--json"]).document()
        #expect(check["errors"] as? Int == 0 && check["warnings"] as? Int == 0)
        let run = try CommandLineRun(["evaluate", path, "--json", "--pages", "none"])
        #expect(run.status == 0)
        let units = try #require(run.document()["units"] as? [[String: Any]])
        #expect(units.count == 40)
        let coverages = try units.map { try #require($0["coverage"] as? Double) }
        #expect(coverages.allSatisfy { $0 > 0.7 })
        // One unit in ten is asked about, and then nothing but what wasn't handed in is missing.
        #expect(coverages.count { $0 > 0.95 } >= 2)
    }

    @Test("sample, init, report: what was written")
    func files() throws {
        let folder = try TemporaryFolder()
        let sample = try CommandLineRun([
            "sample", folder.path + "/s", "--units", "2", "--respondents", "8", "--json",
        ])
        #expect(sample.status == 0)
        #expect(!(try #require(sample.document()["files"] as? [String])).isEmpty)
        let new = try CommandLineRun(["init", folder.path + "/n", "--json"])
        let files = try #require(new.document()["files"] as? [String])
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        #expect(try CommandLineRun(["check", folder.path + "/n"]).status == 0)
        #expect(try CommandLineRun(["evaluate", folder.path + "/n"]).status == 0)
        let report = try CommandLineRun([
            "report", "--archive", folder.path + "/n/output/archive.sqlite", "--output",
            folder.path + "/again", "--json",
        ])
        let again = try #require(report.document()["files"] as? [String])
        #expect(again.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }

    @Test("history: a unit over the years of one archive")
    func history() throws {
        let folder = try TemporaryFolder()
        let archive = folder.path + "/archive.sqlite"
        for year in ["2025", "2024"] {
            let city = folder.path + "/" + year
            let sample = ["sample", city, "--units", "3", "--respondents", "8", "--year", year]
            #expect(try CommandLineRun(sample).status == 0)
            #expect(try CommandLineRun(["evaluate", city, "--archive", archive]).status == 0)
        }
        let run = try CommandLineRun(["history", "U002", "--archive", archive, "--json"])
        #expect(run.status == 0)
        let document = try run.document()
        try expectKeys("unit rounds", in: document)
        let rounds = try #require(document["rounds"] as? [[String: Any]])
        #expect(rounds.map { $0["year"] as? Int } == [2024, 2025])
        let list = try CommandLineRun(["report", "--archive", archive, "--list", "--json"])
        #expect((try list.document()["rounds"] as? [Any])?.count == 2)
        let nobody = try CommandLineRun(["history", "U999", "--archive", archive, "--json"])
        #expect(nobody.status == 65)
        try nobody.expectDiagnosticLines()
    }
}
