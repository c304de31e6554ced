import Assessment
import Diagnostics
import TestFolders
import TestWorkbooks
import Testing

@Suite("Problems by unit and file")
struct ProblemListTests {
    private func list(_ files: SampleFiles) throws -> ProblemList {
        let folder = try files.folder()
        return ProblemList(try FolderCheck(folder.path).log, folder: folder.path)
    }

    @Test("stand with the row they are in, under its unit")
    func rows() throws {
        var files = try SampleFiles(sample: "minimal")
        files = files.changing("forms/worklog.csv") {
            $0.replacing(",常规,", with: ",经常,", maxReplacements: 1)
        }
        files = files.changing("evaluation.yaml") { $0.replacing("year: 2025", with: "year: soon") }
        let list = try list(files)
        #expect(list.errorCount == 2)
        #expect(list.groups.map(\.unit) == [nil, "U01"])
        let settings = try #require(list.groups.first?.tables.first)
        #expect(settings.file == "evaluation.yaml" && settings.header.isEmpty)
        #expect(settings.rows.first?.cells.first?.hasPrefix("year: soon") == true)
        let group = try #require(list.groups.last)
        #expect(group.name == "示例市综合协调局")
        let table = try #require(group.tables.first)
        #expect(table.file == "forms/worklog.csv" && table.header.first == "单位编码")
        let row = try #require(table.rows.first)
        #expect(row.line == 2 && row.cells.prefix(2) == ["U01", "U01-W01"])
        #expect(row.cells[try #require(row.problems.first?.place.column) - 1] == "经常")
    }

    @Test("of what a unit delivered go back to that unit, whatever unit a row names")
    func deliveries() throws {
        var files = try SampleFiles(sample: "minimal")
        let log = CSVText(files.text("forms/timelog.csv"))
        files.files["forms/timelog.csv"] = nil
        var rows = log.rows
        rows[0][0] = "U01"
        files.files["forms/units/U03/timelog.csv"] = Array(
            CSVText(header: log.header, rows: rows).text().utf8)
        let problems = try list(files)
        #expect(problems.groups.map(\.unit) == ["U03"])
        #expect(
            problems.groups.first?.tables.first?.rows.flatMap(\.problems).map(\.code) == [
                .unitForeign, .unknownReference,
            ])
    }

    @Test("answers on a sheet among the forms are as private as in a file of their own")
    func surveySheet() throws {
        var files = try SampleFiles(sample: "minimal")
        var table = CSVText(files.text("survey/responses.csv"))
        table.rows[0][4] = "无所谓"
        table.rows[0][8] = "绝密意见"
        files.files["survey/responses.csv"] = nil
        let book = try TemporaryFolder()
        writeWorkbook(book.path + "/a.xlsx", [("调查问卷", [table.header] + table.rows)])
        files.files["forms/答卷.xlsx"] = try book.read("a.xlsx")
        let problems = try list(files)
        #expect(problems.groups.map(\.unit) == [nil])
        let row = problems.groups.first?.tables.first?.rows.first
        #expect(row?.line == 2)
        #expect(row?.cells.contains("绝密意见") == false)
        #expect(row?.cells.contains { $0.hasPrefix("198.51") } == false)
    }

    @Test("of a file as a whole have no row; a folder without problems has no groups")
    func whole() throws {
        let sound = try SampleFiles(sample: "minimal")
        let none = try list(sound)
        #expect(none.groups.isEmpty && none.errorCount == 0 && none.omittedCount == 0)
        var files = sound
        files.files["forms/units.csv"] = []
        let list = try list(files)
        let table = list.groups.flatMap(\.tables).first { $0.file == "forms/units.csv" }
        #expect(table?.whole.map(\.code) == [.fileEmpty])
        #expect(table?.rows.isEmpty == true)
    }

    @Test("lose none of the log's, whatever was damaged", arguments: 0..<40 as Range<UInt64>)
    func complete(seed: UInt64) throws {
        let (what, files) = try SampleFiles(sample: "minimal").damaged(seed: seed)
        let folder = try files.folder()
        let log = try FolderCheck(folder.path).log
        let list = ProblemList(log, folder: folder.path)
        let listed = list.groups.flatMap(\.tables)
            .flatMap { $0.whole + $0.rows.flatMap(\.problems) }
        #expect(listed.count == log.kept.count, "\(what)")
        #expect(Set(listed) == Set(log.kept), "\(what)")
    }
}
