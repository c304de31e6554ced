import Assessment
import Diagnostics
import Foundation
import Languages
import TestFolders
import Testing

@testable import Reports

@Suite("The problems that go back to those who reported")
struct ProblemReportTests {
    private static func folder() throws -> TemporaryFolder {
        var files = try SampleFiles(sample: "minimal")
        files = files.changing("forms/worklog.csv") {
            $0.replacing("会议和文件办理", with: "<b>会议</b>=1+1")
                .replacing(",常规,", with: ",<script>,", maxReplacements: 1)
        }
        files = files.changing("forms/units.csv") { $0.replacing("公益一类", with: "公益") }
        return try files.folder()
    }

    private func written(_ language: Language = .chinese) throws -> (
        files: [String], folder: TemporaryFolder
    ) {
        let folder = try Self.folder()
        let list = ProblemList(try FolderCheck(folder.path).log, folder: folder.path)
        let files = try ProblemReport(list, language: language).write(to: folder.path + "/out")
        return (files, folder)
    }

    private func text(_ file: String, _ folder: TemporaryFolder) throws -> String {
        try String(contentsOfFile: "\(folder.path)/out/\(file)", encoding: .utf8)
    }

    @Test("stand beside the cell, for all units and for each")
    func pages() throws {
        let (files, folder) = try written()
        #expect(
            files == [
                "problems.html", "problems.xlsx", "problems/U01.html", "problems/U01.xlsx",
                "problems/U02.html", "problems/U02.xlsx", "problems/U03.html",
                "problems/U03.xlsx",
            ])
        let all = try text("problems.html", folder)
        #expect(all.contains("<mark>&lt;script&gt;</mark>"))
        #expect(all.contains("<mark>公益</mark>"))
        #expect(all.contains("U01 示例市综合协调局"))
        let own = try text("problems/U01.html", folder)
        #expect(own.contains("I 类别") && !own.contains("U02"))
        #expect(!own.contains("<script>"))
    }

    @Test("the workbook marks the cell in its row, whatever stands there")
    func workbook() throws {
        let (_, folder) = try written()
        let bytes = try [UInt8](
            Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/problems/U01.xlsx")))
        let parts = try #require(ZipParts(bytes).contents()).mapValues {
            String(decoding: $0, as: UTF8.self)
        }
        for (name, text) in parts where name.hasSuffix("xml") || name.hasSuffix("rels") {
            #expect(XMLWellFormedness().check(text), "\(name)")
        }
        #expect(try #require(parts["xl/workbook.xml"]).contains("forms·worklog.csv"))
        // Line, problem and remedy come before the file's columns: its column I is L.
        #expect(
            try #require(parts["xl/comments2.xml"] ?? parts["xl/comments1.xml"]).contains(
                "ref=\"L2\""))
        #expect(parts.values.allSatisfy { !$0.contains("<f>") })
    }

    @Test("go when they are mended, and other files stay")
    func mended() throws {
        let (_, folder) = try written()
        try folder.write(Array("mine".utf8), to: "out/problems/mine.html")
        let sound = try SampleFiles(sample: "minimal").folder()
        let list = ProblemList(try FolderCheck(sound.path).log, folder: sound.path)
        let files = try ProblemReport(list).write(to: folder.path + "/out")
        #expect(files == ["problems.html", "problems.xlsx"])
        #expect(try text("problems.html", folder).contains("没有问题"))
        let left = try FileManager.default.contentsOfDirectory(
            atPath: folder.path + "/out/problems")
        #expect(left == ["mine.html"])
    }

    @Test("have equal bytes for equal input, in either language", arguments: Language.allCases)
    func determinism(language: Language) throws {
        let (first, second) = (try written(language), try written(language))
        for file in first.files {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: "\(first.folder.path)/out/\(file)"))
                    == Data(contentsOf: URL(fileURLWithPath: "\(second.folder.path)/out/\(file)")))
        }
    }
}
