import Foundation
import TestFolders
import Testing

@Suite("Large tables by themselves")
struct StreamedTablesTests {
    private static let answers = """
        respondent_id,unit_id,respondent_group,item,answer,comment
        R1,U2,服务对象,Q1,5,"两
        行"
        R2,U2,服务对象,Q1,满意,
        R3,U1,员工,Q1, 4,
        R3,U1,员工,Q2,不满意,

        """
    private static let means =
        "unit_id,item,respondent_group,n,mean\nU1,Q2,员工,1,2\nU2,Q1,服务对象,2,4.5\n"

    @Test("quanjing survey writes means, and counts by reason what it sets aside")
    func survey() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/answers.csv"
        try Self.answers.write(toFile: file, atomically: false, encoding: .utf8)
        let run = try CommandLineRun(["survey", file, "--no-screening"])
        #expect(run.status == 0 && run.outputText == Self.means)
        #expect(run.errorText.contains("off-scale"))
        let out = folder.path + "/means.csv"
        let document = try CommandLineRun([
            "survey", file, "--no-screening", "--out", out, "--json",
        ]).document()
        #expect(try String(contentsOfFile: out, encoding: .utf8) == Self.means)
        try expectKeys("rows answers setAside count means files", in: document)
        #expect(document["rows"] as? Int == 4 && document["answers"] as? Int == 3)
        #expect(document["files"] as? [String] == [out])
        let whole = try CommandLineRun(["survey", file, "--no-screening", "--json"]).document()
        let first = (whole["means"] as? [[String: Any]])?.first
        try expectKeys("unit item group n mean", in: first)
    }

    @Test("quanjing survey takes several files as one survey, in any order")
    func surveyFiles() throws {
        let folder = try TemporaryFolder()
        let lines = Self.answers.split(separator: "\n")
        // The first answer's comment breaks the line.
        let rows = ["\(lines[1])\n\(lines[2])"] + lines[3...].map(String.init)
        let files = try rows.enumerated().map { number, line in
            let file = folder.path + "/answers-\(number).csv"
            try "\(lines[0])\n\(line)\n".write(
                toFile: file, atomically: false, encoding: .utf8)
            return file
        }
        for files in [files, files.reversed()] {
            let run = try CommandLineRun(["survey"] + files + ["--no-screening"])
            #expect(run.status == 0 && run.outputText == Self.means)
        }
        let missing = try CommandLineRun(["survey", files[0], folder.path + "/none.csv", "--json"])
        #expect(missing.status == 65)
        #expect(try missing.diagnostics().count == 1)
        #expect(try CommandLineRun(["survey"]).status == 64)
    }

    @Test(
        "an ID-card number is refused at its cell, in a large plain table as in one with quotes",
        arguments: ["41090119900307123X", "４１０９０１１９９００３０７１２３４", "号410901900307123。"])
    func identityNumbers(number: String) throws {
        let folder = try TemporaryFolder()
        func run(_ command: [String], _ table: String) throws -> [String] {
            let file = folder.path + "/t.csv"
            try table.write(toFile: file, atomically: false, encoding: .utf8)
            let run = try CommandLineRun([command[0], file] + command[1...] + ["--json"])
            #expect(run.status == 65)
            #expect(!run.errorText.contains(number))
            return try run.diagnostics().map {
                "\($0["code"] ?? "") \($0["line"] ?? 0):\($0["column"] ?? 0)"
            }
        }
        let items = folder.path + "/items.csv"
        try "item_id,coefficient\nA,1\n".write(toFile: items, atomically: false, encoding: .utf8)
        let tree = folder.path + "/tree.csv"
        try "node_code,parent_code,level,local_weight,direction\nG,,0,1,1\nx,G,1,1,-1\n".write(
            toFile: tree, atomically: false, encoding: .utf8)
        let rejects = folder.path + "/rejects.csv"
        for mark in ["", "\""] {
            let cell = mark + number + mark
            let logs = (1...5000).map { "U1,P\($0),2025-01-06,A,1,60" }.joined(separator: "\n")
            let header = "unit_id,person_id,date,item_id,count,minutes\n"
            #expect(
                try run(
                    ["timelog", "--items", items, "--rejects", rejects],
                    header + logs + "\nU1,\(cell),2025-01-06,Z,1,60\n")
                    == ["personal-data 5002:2"])
            #expect(!FileManager.default.fileExists(atPath: rejects))
            let answers = (1...5000).map { "R\($0),U1,员工,Q1,满意" }.joined(separator: "\n")
            for screening in [[], ["--no-screening"]] {
                #expect(
                    try run(
                        ["survey"] + screening,
                        "respondent_id,unit_id,respondent_group,item,answer\n" + answers
                            + "\n\(cell),U1,员工,Q1,满意\n") == ["personal-data 5002:1"])
            }
            let values = (1...5000).map { "U\($0),x,0.4109019003071\(10 + $0 % 90)" }
            #expect(
                try run(
                    ["score", "--tree", tree],
                    "unit_id,code,value\n" + values.joined(separator: "\n") + "\n\(cell),x,2\n")
                    == ["personal-data 5002:1"])
        }
    }

    @Test("quanjing survey takes the scale of an evaluation")
    func settings() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/answers.csv"
        try Self.answers.write(toFile: file, atomically: false, encoding: .utf8)
        let sample = try SampleFiles(sample: "minimal").folder()
        let settings = sample.path + "/evaluation.yaml"
        let run = try CommandLineRun(["survey", file, "--no-screening", "--settings", settings])
        #expect(run.status == 0, "\(run.errorText)")
        #expect(run.outputText.hasSuffix("U1,Q2,员工,1,40\nU2,Q1,服务对象,2,90\n"))
    }

    @Test("quanjing score ranks units")
    func score() throws {
        let folder = try TemporaryFolder()
        let (tree, values) = (folder.path + "/tree.csv", folder.path + "/kpi.csv")
        let nodes = "node_code,parent_code,level,local_weight,direction\nG,,0,1,1\nx,G,1,1,-1\n"
        try nodes.write(toFile: tree, atomically: false, encoding: .utf8)
        try "unit_id,code,value\nU1,x,3\nU2,x,1\n".write(
            toFile: values, atomically: false, encoding: .utf8)
        let run = try CommandLineRun(["score", values, "--tree", tree])
        #expect(run.status == 0 && run.outputText == "unit_id,score,rank\nU1,0,2\nU2,1,1\n")
        let document = try CommandLineRun(["score", values, "--tree", tree, "--json"]).document()
        let first = (document["units"] as? [[String: Any]])?.first
        try expectKeys("unit score rank nodes", in: first)
    }

    @Test("are refused with their places, and nothing is written", arguments: ["survey", "score"])
    func refused(command: String) throws {
        let folder = try TemporaryFolder()
        let (file, tree) = (folder.path + "/table.csv", folder.path + "/tree.csv")
        try "node_code,local_weight\nG,1\n".write(
            toFile: tree, atomically: false, encoding: .utf8)
        try "unit_id,code\nU1\n".write(toFile: file, atomically: false, encoding: .utf8)
        let arguments =
            [command, file, "--out", folder.path + "/out.csv", "--json"]
            + (command == "score" ? ["--tree", tree] : [])
        let run = try CommandLineRun(arguments)
        #expect(run.status == 65)
        try run.expectDiagnosticLines()
        #expect(try run.diagnostics().contains { $0["code"] as? String == "column-missing" })
        #expect(try folder.contents() == ["table.csv", "tree.csv"])
        #expect(try CommandLineRun([command, "nowhere.csv"] + arguments.dropFirst(2)).status == 65)
    }
}
