import CXlsxWriter
import Calendars
import Foundation
import TestFolders
import Testing
import Workbooks

@Suite("Rows of a sheet")
struct RowWriterTests {
    /// The parts of a workbook, the only file that is left.
    private func parts(_ sheets: Sheet..., rowLimit: Int = 1_048_575) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let file = folder.path + "/a.xlsx"
        let created = try #require(Day("2025-12-31"))
        try Spreadsheet(sheets: sheets, title: "", created: created, rowLimit: rowLimit)
            .write(to: file, scratch: folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.xlsx"])
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

    @Test("with texts that come again and again are those of the library too")
    func repeatedTexts() throws {
        let again = rows.flatMap { [$0, $0, $0] } + rows
        let own = try cells(parts(Sheet(name: "表", columns: columns, rows: again)))
        let library = try cells(libraryParts(again))
        #expect(own.count == again.count)
        for (own, other) in zip(own, library) { #expect(own.map(plain) == other.map(plain)) }
    }

    @Test("are those that the library would have written")
    func sameAsTheLibrary() throws {
        let rows =
            rows + [
                [
                    .formula("='表'!$B$2", gives: "甲 & 乙"), .marked("错", note: "n"),
                    .marked("", note: ""),
                ]
            ]
        let own = try cells(parts(Sheet(name: "表", columns: columns, rows: rows)))
        let library = try cells(libraryParts(rows))
        #expect(own.count == rows.count && library.count == rows.count)
        for (own, other) in zip(own, library) {
            #expect(own.map(plain) == other.map(plain))
        }
    }

    /// A cell without its format and without what follows it.
    private func plain(_ cell: String) -> String {
        cell.replacing(#/ s="[0-9]+"/#, with: "").replacing("</row>", with: "")
            .components(separatedBy: "</sheetData>")[0]
    }

    /// The parts of a workbook whose rows the library wrote itself.
    private func libraryParts(_ rows: [[Sheet.Cell]]) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let file = folder.path + "/a.xlsx"
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
        let workbook = try #require(workbook_new_opt(file, &options))
        let sheet = try #require(workbook_add_worksheet(workbook, "表"))
        let format = workbook_add_format(workbook)
        format_set_bold(format)
        worksheet_write_string(sheet, 0, 0, "列", nil)
        for (number, cells) in rows.enumerated() {
            worksheet_set_row(sheet, lxw_row_t(number + 1), 15, nil)
            for (column, cell) in cells.enumerated() {
                write(cell, to: sheet, lxw_row_t(number + 1), lxw_col_t(column), format)
            }
        }
        #expect(workbook_close(workbook) == LXW_NO_ERROR)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
        return try #require(ZipParts(bytes).contents())
            .mapValues { String(decoding: $0, as: UTF8.self) }
    }

    private func write(
        _ cell: Sheet.Cell, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t,
        _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
    ) {
        switch cell {
        case .text(let text), .marked(let text, _):
            if !text.isEmpty {
                worksheet_write_string(sheet, row, column, Spreadsheet.text(text), format)
            } else if case .marked = cell {
                worksheet_write_blank(sheet, row, column, format)
            }
        case .number(let number) where number.isFinite:
            // The library writes sixteen digits, a cell keeps ten decimals.
            let kept = abs(number) < 1e5 ? (number * 1e10).rounded() / 1e10 : number
            worksheet_write_number(sheet, row, column, kept, format)
        case .day(let day):
            worksheet_write_number(sheet, row, column, Double(day.number) + 25_569, format)
        case .formula(let formula, let result):
            worksheet_write_formula_str(sheet, row, column, formula, format, result)
        case .number, .blank: break
        }
    }

    @Test("keep their order, and notes stand at their cells")
    func order() throws {
        let rows: [[Sheet.Cell]] = [["1"], [.marked("2", note: "n")], ["3"], ["4"]]
        let parts = try parts(Sheet(name: "表", columns: [.init("列")], rows: rows))
        let found = try cells(parts)
        #expect(try #require(parts["xl/comments1.xml"]).contains("<comment ref=\"A3\""))
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

    /// Rows of two hundred parts: none, one or several in each, some of them long.
    private var manyParts: Sheet.Rows {
        Sheet.Rows(count: 200) { part, rows in
            rows.lead = [.number(Double(part))]
            for number in 0..<(part * 7 % 5) {
                rows.addRow { row in
                    row.add(.text(String(repeating: "长\(part % 3)", count: part * 3 + 1)))
                    row.add(.number(Double(number)))
                }
            }
        }
    }

    @Test("are all there, with few rows in a worksheet or many", arguments: [7, 1_048_575])
    func manyRows(rowLimit: Int) throws {
        let columns: [Sheet.Column] = [.init("部"), .init("文"), .init("数")]
        let parts = try parts(
            Sheet(name: "甲", columns: columns, rows: manyParts),
            Sheet(name: "空", columns: columns, rows: Sheet.Rows(count: 0) { _, _ in }),
            Sheet(name: "乙", columns: columns, rows: manyParts), rowLimit: rowLimit)
        let expected = (0..<200).flatMap { part in
            (0..<(part * 7 % 5)).map { number in
                ["\(part)", String(repeating: "长\(part % 3)", count: part * 3 + 1), "\(number)"]
            }
        }
        let count = (expected.count + rowLimit - 1) / rowLimit
        var found: [[String]] = []
        for sheet in 1...(2 * count + 1) {
            let rows = try cells(parts, sheet: sheet)
            #expect(rows.isEmpty == (sheet == count + 1) && rows.count <= rowLimit)
            for (number, row) in rows.enumerated() {
                let places = ["A", "B", "C"].map { "<c r=\"\($0)\(number + 2)\" " }
                #expect(row.count == 3 && zip(row, places).allSatisfy { $0.hasPrefix($1) })
            }
            found += rows.map { $0.map(value) }
        }
        #expect(found == expected + expected)
    }

    /// What stands in a cell.
    private func value(_ cell: String) -> String {
        cell.firstMatch(of: #/<[tv]>([^<]*)</#).map { String($0.1) } ?? ""
    }

    @Test("are equal to those asked for one by one")
    func sequence() {
        let rows = Array(manyParts)
        #expect(rows.count == (0..<200).reduce(0) { $0 + $1 * 7 % 5 })
        #expect(rows.allSatisfy { $0.count == 3 })
        #expect(!manyParts.isEmpty && Sheet.Rows(count: 3) { _, _ in }.isEmpty)
    }

    @Test("that can't be written leave no file behind")
    func refused() throws {
        let folder = try TemporaryFolder()
        let created = try #require(Day("2025-12-31"))
        let spreadsheet = Spreadsheet(
            sheets: [Sheet(name: "表", columns: [.init("列")], rows: [["1"]])], title: "",
            created: created)
        let missing = folder.path + "/missing"
        #expect(throws: SpreadsheetError.self) {
            try spreadsheet.write(to: missing + "/a.xlsx", scratch: folder.path)
        }
        #expect(throws: SpreadsheetError.self) {
            try spreadsheet.write(to: folder.path + "/a.xlsx", scratch: missing)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
