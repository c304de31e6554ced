import Assessment
import Diagnostics
import TestFolders
import TestWorkbooks
import Testing

@Suite("What is wrong with a folder is told where it is")
struct FolderProblemsTests {
    /// `code file · sheet:line:column` of every problem, warnings included.
    private func problems(_ files: SampleFiles) throws -> [String] {
        let folder = try files.folder()
        return try withExtendedLifetime(folder) {
            do {
                return told(try Evaluation(ofFolder: folder.path).log)
            } catch let refusal as InvalidInput {
                return told(refusal.log)
            }
        }
    }

    private func told(_ log: DiagnosticLog) -> [String] {
        log.kept.map { "\($0.code.rawValue) \($0.place)" }
    }

    private func judgements(_ nodes: String...) throws -> [[String]] {
        let table = CSVText(try SampleFiles(sample: "minimal").text("experts/judgements.csv"))
        return [table.header] + table.rows.filter { !nodes.contains($0[1]) }
    }

    private func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        writeWorkbook(folder.path + "/a.xlsx", [("专家判断", rows)])
        return try folder.read("a.xlsx")
    }

    @Test("judgements that are missing, at the table that lacks them")
    func missingJudgements() throws {
        var files = try SampleFiles(sample: "minimal")
        files.files["experts/judgements.csv"] = nil
        let rows = try judgements("B1")
        files.files["experts/judgements.xlsx"] = try workbook(rows)
        #expect(
            try problems(files) == ["judgements-missing experts/judgements.xlsx · 专家判断"])
        files.files["experts/judgements.xlsx"] = nil
        files.files["experts/甲.xlsx"] = try workbook(
            rows.enumerated().filter { $0.0 < 40 }.map(\.1))
        files.files["experts/乙.xlsx"] = try workbook(
            [rows[0]] + rows.enumerated().filter { $0.0 >= 40 }.map(\.1))
        #expect(try problems(files) == ["judgements-missing experts"])
    }

    @Test("nothing is missing where a table couldn't be read")
    func brokenJudgements() throws {
        let files = try SampleFiles(sample: "minimal").changing("experts/judgements.csv") {
            $0.replacing("上级指标", with: "指标")
        }
        let told = try problems(files)
        #expect(
            told == [
                "column-unknown experts/judgements.csv:1:2",
                "column-missing experts/judgements.csv:1:8",
            ])
    }

    @Test(
        "a missing column of the work log isn't told again of all that refer to its items",
        arguments: ["单位编码", "事项编码", "工作事项"])
    func brokenWorkLog(column: String) throws {
        let sound = try SampleFiles(sample: "minimal")
        let items = CSVText(sound.text("forms/worklog.csv"))
        let row = try #require(items.rows.first)
        let log = "单位编码,人员编码,日期,事项编码,分钟\n\(row[0]),P1,2025-03-03,\(row[1]),60\n"
        var files = sound.changing("forms/worklog.csv") {
            $0.replacing(column, with: "另一列")
        }
        files.files["forms/timelog.csv"] = Array(log.utf8)
        let told = try problems(files)
        #expect(told.contains { $0.hasPrefix("column-missing forms/worklog.csv:1:") })
        #expect(!told.contains { $0.hasPrefix("unknown-reference") }, "\(told)")
    }

    @Test("a value of a code that the tree doesn't have, once")
    func suppliedValues() throws {
        let files = try SampleFiles(sample: "minimal").changing("forms/kpi.csv") {
            $0.replacing("B22", with: "B222")
        }
        #expect(try problems(files) == ["unknown-reference forms/kpi.csv:2:2"])
    }

    @Test("what a spreadsheet wrote for a formula without a value, as in a workbook")
    func formulaErrors() throws {
        let files = try SampleFiles(sample: "minimal")
        for (text, code) in [
            ("#REF!", "cell-error"), ("#n/a", "cell-error"), ("########", "cell-error"),
            ("#1 桥", nil),
        ] {
            let changed = files.changing("forms/tasks.csv") {
                $0.replacing("重点项目开工数", with: text)
            }
            let count =
                code == nil
                ? 0
                : CSVText(files.text("forms/tasks.csv")).rows.count {
                    $0[2] == "重点项目开工数"
                }
            let told = try problems(changed)
            #expect(told.count == count, "\(told)")
            #expect(told.allSatisfy { $0.hasPrefix("\(code ?? "") forms/tasks.csv:") })
            #expect(code == nil || told.first == "cell-error forms/tasks.csv:2:3")
        }
    }

    @Test("problems of a rule that reads like one of ours")
    func ledgerRules() throws {
        let files = try SampleFiles(sample: "minimal").changing("ledgers/problems.csv") {
            $0.replacing(",R11,", with: ",r11,").replacing(",R25,", with: ",群众来信,")
        }
        #expect(try problems(files) == ["unknown-reference ledgers/problems.csv:3:5"])
    }

    @Test("a survey with nobody's answers")
    func silence() throws {
        let files = try SampleFiles(sample: "minimal").changing("survey/responses.csv") {
            String($0.prefix { $0 != "\n" })
        }
        #expect(try problems(files) == ["file-empty survey/responses.csv"])
    }

    @Test("answers without their column")
    func answers() throws {
        let files = try SampleFiles(sample: "minimal").changing("survey/responses.csv") {
            $0.replacing("题号,答案", with: "题号,回答")
        }
        #expect(
            try problems(files) == [
                "column-unknown survey/responses.csv:1:5",
                "column-missing survey/responses.csv:1:10",
            ])
        let twice = try SampleFiles(sample: "minimal").changing("survey/responses.csv") {
            $0.replacing("题号,答案", with: "单位编码,答案")
        }
        #expect(try problems(twice).contains("column-missing survey/responses.csv:1:10"))
    }

    @Test("of a survey in several files, each at its own")
    func severalSurveys() throws {
        var files = try SampleFiles(sample: "minimal")
        let table = CSVText(files.text("survey/responses.csv"))
        files.files["survey/responses.csv"] = nil
        func part(_ rows: Range<Int>) -> String {
            CSVText(header: table.header, rows: Array(table.rows[rows])).text()
        }
        let (first, rest) = (part(0..<200), part(200..<table.rows.count))
        func told(_ texts: [String: String]) throws -> [String] {
            var files = files
            for (name, text) in texts { files.files["survey/" + name] = Array(text.utf8) }
            return try problems(files)
        }
        #expect(try told(["responses/a.csv": first, "responses/b.csv": rest]) == [])
        // An answer off the scale and a header of another table.
        let broken = rest.replacing(table.rows[200].joined(separator: ","), with: "R,U02,服务对象,Q1,9")
        #expect(
            try told([
                "responses/a.csv": first.replacing("答案", with: "回答"), "responses/b.csv": rest,
            ]) == [
                "column-unknown survey/responses/a.csv:1:5",
                "column-missing survey/responses/a.csv:1:10",
            ])
        #expect(
            try told(["responses.csv": first, "responses-2.csv": broken]) == [
                "field-count survey/responses-2.csv:2:6"
            ])
        // One part as text and as a workbook; the whole one too.
        let book = try workbook([table.header] + table.rows[200...])
        var twice = files
        twice.files["survey/responses-1.csv"] = Array(first.utf8)
        twice.files["survey/responses/b.csv"] = Array(rest.utf8)
        twice.files["survey/responses/b.xlsx"] = book
        #expect(try problems(twice) == ["file-duplicate survey/responses/b.xlsx"])
        // The same bytes twice, which leaves all of them out as copies.
        #expect(
            try told([
                "responses/a.csv": first, "responses/b.csv": rest, "responses (1).csv": first,
            ])
                == ["file-duplicate survey/responses/a.csv"])
        // Parts with a header alone say nothing, unless all do.
        let header = part(0..<0)
        #expect(try told(["responses-1.csv": header, "responses-2.csv": first + ""]) == [])
        #expect(
            try told(["responses-1.csv": header, "responses/a.csv": header])
                == ["file-empty survey/responses-1.csv"])
        // Files that nobody reads.
        #expect(
            try told([
                "responses.csv": first, "甲区/responses.csv": rest, "responses-old.csv": rest,
                "responses/乙区.csv": rest, "responses/乙区.rar": "", "说明.txt": "",
            ]) == [
                "file-unknown survey/responses-old.csv", "file-unknown survey/responses/乙区.rar",
                "file-unknown survey/甲区/responses.csv",
            ])
    }

    @Test("tables beside the survey and the judgements that nobody reads")
    func strangers() throws {
        var files = try SampleFiles(sample: "minimal")
        files.files["survey/288_按文本.xlsx"] = try workbook([["序号"]])
        files.files["experts/二轮.csv"] = Array("a\n".utf8)
        #expect(
            try problems(files) == [
                "file-unknown experts/二轮.csv", "file-unknown survey/288_按文本.xlsx",
            ])
    }
}
