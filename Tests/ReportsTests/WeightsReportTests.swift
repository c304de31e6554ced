import Foundation
import Languages
import TestFolders
import Testing

@testable import Assessment
@testable import Reports

@Suite("The weights page")
struct WeightsReportTests {
    /// The sample city with one expert called what no one should be called, who judges A below B
    /// in a circle.
    static let expert = "<b>&\"'E01"

    private func files() throws -> SampleFiles {
        try SampleFiles(sample: "city-2025").changing("experts/judgements.csv") { text in
            var table = CSVText(text)
            table.rows = table.rows.map { row in
                guard row[0] == "E01" else { return row }
                var changed = row
                changed[0] = Self.expert
                if row[1] == "A1" {
                    let isOuter = Set([row[2], row[3]]) == ["A11", "A13"]
                    changed[4] = isOuter == (row[2] < row[3]) ? "1/9" : "9"
                }
                return changed
            }
            return table.text()
        }
    }

    private func study(_ files: SampleFiles) throws -> WeightStudy {
        let folder = try files.folder()
        return try withExtendedLifetime(folder) { try WeightStudy(ofFolder: folder.path) }
    }

    @Test("tells weights, disputes, suggestions and what hangs on them, in both languages")
    func content() throws {
        let study = try study(files())
        for language in Language.allCases {
            let text = String(
                decoding: WeightsReport(study, language: language).html(), as: UTF8.self)
            #expect(!text.contains(Self.expert) && text.contains("&lt;b&gt;&amp;&quot;&#39;E01"))
            let first = try #require(study.classes.first)
            let node = try #require(first.basis.weights.nodes.first)
            #expect(text.contains(figure(node.weights[0], 4)))
            let steps = try #require(first.repairs.first { $0.expert == Self.expert }?.steps)
            #expect(text.contains("\(steps[0].left) ÷ \(steps[0].right)"))
            #expect(text.contains("A11 ≥") || text.contains("A13 ≥"))
            for foreign in ["<script", "http://", "https://", "url(", "@import", "src="] {
                #expect(!text.contains(foreign))
            }
            let start = try #require(text.firstRange(of: "<main")).lowerBound
            let end = try #require(text.firstRange(of: "</main>")).upperBound
            #expect(XMLWellFormedness().check(String(text[start..<end])))
        }
    }

    @Test("has the same as sheets, and writes both whole and equal")
    func sheets() throws {
        let study = try study(files())
        for language in Language.allCases {
            let report = WeightsReport(study, language: language)
            let sheets = WeightsWorkbook(report: report).sheets
            #expect(Set(sheets.map(\.name)).count == sheets.count)
            for sheet in sheets {
                #expect(sheet.rows.allSatisfy { $0.count <= sheet.columns.count })
                #expect(Set(sheet.columns.map(\.title)).count == sheet.columns.count)
            }
            let (one, other) = (try ScratchFolder(), try ScratchFolder())
            let names = try report.write(to: one.path + "/a")
            #expect(names == ["weights.html", "weights.xlsx"])
            _ = try report.write(to: other.path + "/a")
            #expect(try one.contents() == other.contents())
            #expect(Set(try one.contents().keys) == ["a/weights.html", "a/weights.xlsx"])
            let bytes = try [UInt8](#require(try one.contents()["a/weights.xlsx"]))
            for (name, part) in try #require(ZipParts(bytes).contents()) where name.hasSuffix("xml")
            {
                #expect(XMLWellFormedness().check(String(decoding: part, as: UTF8.self)), "\(name)")
            }
        }
    }

    @Test("tells classes of the same weights once, and written weights as written")
    func chapters() throws {
        #expect(WeightsReport(try study(try SampleFiles(sample: "minimal"))).chapters.count == 1)
        // The sample city's experts judged the top for one class apart.
        #expect(WeightsReport(try study(files())).chapters.count == 2)
        let written = try study(try SampleFiles(sample: "second-tree"))
        let text = String(decoding: WeightsReport(written).html(), as: UTF8.self)
        #expect(text.contains("体系写明") && !text.contains("一致性与共识"))
    }

    @Test("gives the document with stable keys")
    func document() throws {
        let study = try study(files())
        let line = WeightsDocument(study, files: ["weights.html"]).json.line
        for key in [
            "\"classes\"", "\"nodes\"", "\"leaves\"", "\"sensitivity\"", "\"withoutExpert\"",
            "\"scoreSlopes\"", "\"swaps\"", "\"gradeChanges\"", "\"files\"", "\"panels\"",
            "\"compatibility\"",
        ] {
            #expect(line.contains(key))
        }
        #expect(!line.contains("nan") && !line.contains("inf,"))
    }
}
