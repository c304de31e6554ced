import Calendars
import Foundation
import TestFolders
import Testing
import Workbooks

@Suite("Rows of a sheet")
struct RowWriterTests {
    /// The parts of a workbook of one sheet.
    private func parts(_ sheet: Sheet, rowLimit: Int = 1_048_575) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let file = folder.path + "/a.xlsx"
        let created = try #require(Day("2025-12-31"))
        try Spreadsheet(sheets: [sheet], title: "", created: created, rowLimit: rowLimit)
            .write(to: file, scratch: folder.path)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
        return try #require(ZipParts(bytes).contents())
            .mapValues { String(decoding: $0, as: UTF8.self) }
    }

    private func cells(_ parts: [String: String], sheet: Int = 1) throws -> [[String]] {
        let text = try #require(parts["xl/worksheets/sheet\(sheet).xml"])
        return text.split(separator: "<row ").dropFirst(2).map { row in
            row.split(separator: "<c ").dropFirst().map { "<c " + $0.prefix { $0 != "\n" } }
        }
    }

    private let columns = Sheet.Kind.allCases.map { Sheet.Column("列", $0) }

    /// One cell per kind of column, of everything that a cell may be.
    private var rows: [[Sheet.Cell]] {
        let day = Day("2025-03-01")
        return [
            [.text("甲"), .number(3), .number(61.25), .number(-0.5), .number(0.125), .number(0.5)],
            [.text("a & b < c > d \"e\" 'f'"), .blank, .number(1e-7), .number(123_456.789)],
            [.text(" 前后有空 "), .text("\t"), .text("_x0041_"), .text("𠮷🙂\u{0}"), .text("两\n行")],
            [.blank, .number(.infinity), .number(.nan), .number(0), .init(day), .text("")],
            [.number(1e20), .number(1_048_576), .number(99_999_999_999), .number(1 / 3)],
            [],
        ]
    }

    @Test("are those that the library would have written")
    func sameAsTheLibrary() throws {
        let plain = try cells(parts(Sheet(name: "表", columns: columns, rows: rows)))
        // With a formula in its last column a row is left to the library.
        let width = columns.count - 1
        let mixed = rows.map { row in
            row + Array(repeating: .blank, count: width - row.count)
                + [.formula("=1+1", gives: "2")]
        }
        let library = try cells(parts(Sheet(name: "表", columns: columns, rows: mixed)))
        #expect(plain.count == rows.count && library.count == rows.count)
        for (own, other) in zip(plain, library) {
            #expect(own.map(withoutEnd) == other.dropLast().map(withoutEnd))
        }
    }

    private func withoutEnd(_ cell: String) -> String {
        cell.replacingOccurrences(of: "</row>", with: "")
            .components(separatedBy: "</sheetData>")[0]
    }

    @Test("keep their order where the library writes some of them")
    func order() throws {
        let rows: [[Sheet.Cell]] = [["1"], [.marked("2", note: "n")], ["3"], ["4"]]
        let found = try cells(parts(Sheet(name: "表", columns: [.init("列")], rows: rows)))
        #expect(found.compactMap { $0.first?.dropFirst(6).prefix(2) } == ["A2", "A3", "A4", "A5"])
        #expect(found.flatMap(\.self).count == 4)
        for (number, row) in found.enumerated() {
            #expect(row.first?.contains("<t>\(number + 1)</t>") == true)
        }
    }

    @Test("go on in another sheet where one is full", arguments: [0, 1, 2, 3, 4, 5, 6])
    func full(count: Int) throws {
        let rows = (0..<count).map { [Sheet.Cell.number(Double($0))] }
        let parts = try parts(
            Sheet(name: "表", columns: [.init("列")], rows: rows), rowLimit: 2)
        let sheets = parts.keys.count { $0.hasPrefix("xl/worksheets/sheet") }
        #expect(sheets == max(1, (count + 1) / 2))
        var seen = 0
        for sheet in 1...sheets { seen += try cells(parts, sheet: sheet).count }
        #expect(seen == count)
        #expect(
            try #require(parts["xl/workbook.xml"]).contains("name=\"表（2）\"") == (count > 2))
        let first = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(
            first.contains("<dimension ref=\"A1\(count == 0 ? "" : ":A\(min(count, 2) + 1)")\"/>"))
    }
}
