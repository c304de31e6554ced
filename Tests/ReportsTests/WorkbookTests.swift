import Calendars
import Foundation
import Languages
import TestFolders
import Testing

@testable import Assessment
@testable import Reports

@Suite("The workbook")
struct WorkbookTests {
    static let round = SyntheticRound(unitCount: 12).result()
    static let nasty = SyntheticRound(seed: 3, isNasty: true).result()

    /// Parts of the file by name.
    private func parts(_ round: RoundResult, _ language: Language = .chinese) throws
        -> [String: String]
    {
        let folder = try ScratchFolder()
        let file = folder.path + "/round.xlsx"
        try Workbook(RoundFrame(round, language: language)).write(to: file, scratch: folder.path)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
        return try #require(ZipParts(bytes).contents()).mapValues {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("is a zip of well-formed parts with a sheet per subject")
    func wellFormed() throws {
        for language in Language.allCases {
            let parts = try parts(Self.round, language)
            let workbook = try #require(parts["xl/workbook.xml"])
            for sheet in Workbook(RoundFrame(Self.round, language: language)).sheets {
                #expect(workbook.contains("name=\"\(sheet.name)\""), "\(sheet.name)")
                #expect(sheet.rows.allSatisfy { $0.count <= sheet.columns.count })
            }
            for (name, text) in parts where name.hasSuffix("xml") || name.hasSuffix("rels") {
                #expect(XMLWellFormedness().check(text), "\(name)")
            }
            #expect(parts.keys.count { $0.hasPrefix("xl/charts/") } == 2)
        }
    }

    @Test("keeps whatever a file contains as text, never as a formula or a link")
    func nastyText() throws {
        let parts = try parts(Self.nasty)
        let sheets = parts.filter { $0.key.hasPrefix("xl/worksheets/sheet") }
        #expect(sheets.count == 13)
        for (name, text) in parts where name.hasSuffix("xml") {
            #expect(XMLWellFormedness().check(text), "\(name)")
        }
        for (name, text) in sheets {
            #expect(!text.contains("<f>"), "\(name)")
            #expect(!text.contains("<hyperlink"), "\(name)")
            #expect(!text.contains("<v>NAN") && !text.contains("<v>INF"), "\(name)")
        }
        #expect(parts.values.contains { $0.contains("=1+1") })
    }

    @Test("has equal bytes for equal input and the day of the round as its date")
    func determinism() throws {
        let folder = try ScratchFolder()
        let workbook = Workbook(RoundFrame(Self.nasty, language: .chinese))
        for name in ["a.xlsx", "b.xlsx"] {
            try workbook.write(to: folder.path + "/" + name, scratch: folder.path)
        }
        let contents = try folder.contents()
        #expect(contents["a.xlsx"] == contents["b.xlsx"])
        #expect(contents.count == 2)
        let properties = try #require(try parts(Self.round)["docProps/core.xml"])
        #expect(properties.contains("2025-12-31T00:00:00Z"))
    }

    @Test("has one row per unit in the ranking, in the order of class and rank")
    func ranking() throws {
        let workbook = Workbook(RoundFrame(Self.round, language: .chinese))
        let sheet = workbook.sheets[0]
        #expect(Array(sheet.rows).count == 12)
        #expect(workbook.order.sorted() == Array(Self.round.units.indices))
        #expect(workbook.sheets[1].columns.count == 3 + 15 + 27)
    }

    @Test("shows nothing of a group too small to be anonymous")
    func hidden() {
        let workbook = Workbook(RoundFrame(Self.round, language: .chinese))
        for row in workbook.opinion.rows {
            guard case .text("两代表一委员") = row[3] else { continue }
            guard case .blank = row[8], case .blank = row[9] else {
                Issue.record("a mean is shown")
                continue
            }
        }
        for row in workbook.opinionItems.rows {
            if case .text("两代表一委员") = row[3] { Issue.record("items are shown") }
        }
    }

    @Test("is there for a round of nothing")
    func empty() throws {
        for (name, text) in try parts(SyntheticRound(unitCount: 0).result())
        where name.hasSuffix("xml") {
            #expect(XMLWellFormedness().check(text), "\(name)")
        }
    }
}
