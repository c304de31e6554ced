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
