import Draws
import Diagnostics
import Glibc
import TestWorkbooks
import Testing

@testable import Tables

/// What a workbook gives as records, and its problems as `code@place`.
private struct Sheet: Equatable {
    var rows: [[String]] = []
    var lines: [Int] = []
    var problems: [String] = []
    var messages: [String] = []

    init(_ bytes: [UInt8], sheet: String? = nil, name: String = "表.xlsx") {
        var log = DiagnosticLog(limit: 10_000)
        var source = TableSource(bytes: bytes, name: name)
        source.sheet = sheet
        var (rows, lines): ([[String]], [Int]) = ([], [])
        _ = readRecords(source, fieldCount: .any, into: &log) { record, _ in
            rows.append((0..<record.count).map { record.exactText($0) })
            lines.append(record.line)
        }
        (self.rows, self.lines) = (rows, lines)
        problems = log.kept.map { "\($0.code.rawValue)@\($0.place)" }
        messages = log.kept.map(\.message.en)
    }

    /// The rows of one sheet written by hand.
    init(rows: String, strings: String? = nil, styles: String? = nil, properties: String = "") {
        var workbook = PlainWorkbook(rows: rows)
        workbook.strings = strings
        workbook.styles = styles
        workbook.properties = properties
        self.init(workbook.bytes)
    }
}

private func cell(_ place: String, _ type: String, _ value: String, style: Int? = nil) -> String {
    let style = style.map { " s=\"\($0)\"" } ?? ""
    return "<c r=\"\(place)\"\(style) t=\"\(type)\"><v>\(value)</v></c>"
}

/// Cell formats 0, 1 … of these number format codes.
private func styles(_ codes: [String]) -> String {
    let formats = codes.enumerated().map {
        "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(escaped($1))\"/>"
    }
    let cells = codes.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    return "<numFmts>\(formats.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
        + "</cellStyleXfs><cellXfs>\(cells.joined())</cellXfs>"
}

@Suite("A sheet becomes the records that a CSV of the same content would give")
struct WorkbookTests {
    @Test("every kind of cell has its text")
    func kinds() {
        let sheet = Sheet(
            rows: "<row r=\"1\">" + cell("A1", "s", "0") + cell("B1", "s", "1")
                + "<c r=\"C1\" t=\"inlineStr\"><is><r><t>全</t></r><r><rPr><b/></rPr><t>额</t></r>"
                + "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>" + cell("D1", "b", "1")
                + "<c r=\"E1\"><f>1+1</f><v>2</v></c><c r=\"F1\" t=\"str\"><f>\"a\"</f><v>a</v></c>"
                + "<c r=\"G1\" t=\"str\"><f>\"\"</f><v></v></c>" + cell("H1", "n", "-12.50")
                + cell("I1", "d", "2024-02-29T13:30:15.500")
                + cell("J1", "d", "2025-01-02T00:00:00")
                + "</row>",
            strings: "<si><t xml:space=\"preserve\"> 甲 &amp;&#20057;&#x4E19;</t></si>"
                + "<si><t>_x0041__x005F_x0042__xD83D__xDE42__x4E2D</t></si>")
        #expect(
            sheet.rows == [
                [
                    " 甲 &乙丙", "A_x0042_🙂_x4E2D", "全额", "TRUE", "2", "a", "", "-12.5",
                    "2024-02-29 13:30:15", "2025-01-02",
                ]
            ])
        #expect(sheet.problems == [])
    }

    @Test(
        "numbers have at most 15 digits and no exponent",
        arguments: [
            ("0.30000000000000004", "0.3"), ("4.3499999999999996", "4.35"), ("1E-3", "0.001"),
            ("1.0000000000000001E-5", "0.00001"), ("12", "12"), ("1.5E+3", "1500"), ("-0", "0"),
            ("0.99999999999999989", "1"), ("0.33333333333333331", "0.333333333333333"),
            ("123456789012345", "123456789012345"), ("99.999999999999986", "100"),
            ("2.2204460492503131E-16", "0.000000000000000222044604925031"), ("007", "007"),
        ])
    func numbers(written: String, text: String) {
        let sheet = Sheet(rows: "<row>" + "<c><v>\(written)</v></c></row>")
        #expect(sheet.rows == [[text]])
    }

    /// Serial numbers from the workbooks of Excel for both systems.
    @Test("days come by their format in both systems, the day that never was included")
    func days() {
        let codes = [
            "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "h:mm", "[h]:mm:ss", "mmm-yy",
            "0\"日\"", "General", "0.00%", "# ?/?", "000000", "yyyy-mm-dd hh:mm:ss",
            "[Red]0.00_);(0.00)", "\\d0",
        ]
        func row(_ serials: [(Double, Int)]) -> String {
            "<row>" + serials.map { "<c s=\"\($0.1)\"><v>\($0.0)</v></c>" }.joined() + "</row>"
        }
        let rows = row([
            (45351, 0), (45351.5, 1), (0.5, 2), (1.75, 3), (45658, 4), (12, 5), (45351, 6),
            (0.125, 7), (1.0 / 3, 8), (42, 9), (45351.999999, 10), (1.5, 11), (7, 12), (59, 0),
            (60, 0), (61, 0), (1, 0), (2_958_465, 0),
        ])
        #expect(
            Sheet(rows: rows, styles: styles(codes)).rows == [
                [
                    "2024-02-29", "2024-02-29 12:00:00", "12:00:00", "42:00:00", "2025-01-01", "12",
                    "45351", "0.125", "0.3333333333333333", "000042", "2024-03-01", "1.5", "7",
                    "1900-02-28", "1900-02-29", "1900-03-01", "1900-01-01", "9999-12-31",
                ]
            ])
        let from1904 = Sheet(
            rows: row([(43889, 0), (0, 0)]), styles: styles(codes), properties: "date1904=\"1\"")
        #expect(from1904.rows == [["2024-02-29", "1904-01-01"]])
        let builtIn =
            "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/></cellXfs>"
        #expect(
            Sheet(rows: row([(45351, 0), (45351, 1), (45351, 2)]), styles: builtIn).rows
                == [["45351", "2024-02-29", "2024-02-29"]])
    }

    @Test("what has no value is reported at its cell")
    func valuelessCells() {
        let sheet = Sheet(
            rows: "<row r=\"3\"><c r=\"A3\"><f>SUM(A1:A2)</f></c><c r=\"B3\"><f>1</f><v></v></c>"
                + cell("C3", "e", "#N/A") + cell("D3", "s", "7") + cell("E3", "n", "1E400")
                + cell("F3", "n", "410901199001010000") + cell("G3", "n", "NAN")
                + "<c r=\"H3\" s=\"0\"><v>-5</v></c>" + cell("AA3", "x", "1")
                + "<c r=\"AB3\" t=\"str\"><v>_x0000_</v></c></row>", styles: styles(["yyyy/m/d"]))
        #expect(
            sheet.problems == [
                "formula-uncalculated@表.xlsx · Sheet1 · A3",
                "formula-uncalculated@表.xlsx · Sheet1 · B3", "cell-error@表.xlsx · Sheet1 · C3",
                "cell-error@表.xlsx · Sheet1 · D3", "cell-error@表.xlsx · Sheet1 · E3",
                "digits-lost@表.xlsx · Sheet1 · F3", "cell-error@表.xlsx · Sheet1 · G3",
                "cell-error@表.xlsx · Sheet1 · H3", "cell-error@表.xlsx · Sheet1 · AA3",
                "nul-byte@表.xlsx · Sheet1 · AB3",
            ])
    }

    @Test("blank rows and cells are nothing, places stay")
    func blanks() {
        let sheet = Sheet(
            rows: "<row r=\"2\" hidden=\"1\"><c r=\"B2\" s=\"0\"/>" + cell("C2", "str", "甲")
                + "<c r=\"D2\" s=\"0\"/></row><row r=\"4\"><c r=\"A4\" s=\"0\"/></row>"
                + "<row r=\"7\">" + cell("A7", "str", "\"引\"号") + "</row>"
                + "<row r=\"900000\"><c r=\"XFD900000\"/>" + "</row>")
        #expect(sheet.rows == [["", "", "甲"], ["\"引\"号", "", ""]])
        #expect(sheet.lines == [2, 7])
        #expect(sheet.problems == [])
    }

    @Test("strict namespaces, prefixes, comments, literal text and absent marks are read")
    func unusualXML() {
        var workbook = PlainWorkbook()
        workbook.add(
            "表 &amp; 1",
            xml: """
                <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" a='>'>
                <!-- <row> --><?pi?><x:sheetData ><x:row\n r = '2' ><x:c t='inlineStr'><x:is>\
                <x:t><![CDATA[<甲>]]>&lt;乙<!-- - -->丙\r\n丁</x:t></x:is></x:c>\
                <x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet> <!-- end -->
                """)
        let sheet = Sheet(workbook.bytes)
        #expect(sheet.rows == [["<甲><乙丙\n丁", "1"]])
        #expect(Sheet(workbook.bytes, sheet: "表 & 1").rows == sheet.rows)
        #expect(sheet.problems == [])
    }

    @Test("a mark of UTF-8 and entries that aren't packed are read")
    func storedParts() {
        var zip = ZipBuilder(PlainWorkbook(rows: inlineRow(1, ["甲"])).entries)
        for index in zip.entries.indices {
            zip.entries[index].isPacked = index % 2 == 0
            zip.entries[index].name = zip.entries[index].name.replacing("/", with: "\\")
                .uppercased()
        }
        #expect(Sheet(zip.bytes).rows == [["甲"]])
    }

    @Test("parts in UTF-16 are read, with a mark or without", arguments: [true, false])
    func wideParts(hasMark: Bool) {
        var workbook = PlainWorkbook(
            rows: inlineRow(1, ["甲乙", "a&b", "𠀀😀"]) + inlineRow(2, Array(repeating: "长", count: 40))
                + (3..<4000).map { inlineRow($0, ["第\($0)行", "𠮷"]) }.joined())
        let expected = Sheet(workbook.bytes)
        #expect(expected.rows.count == 3999 && expected.problems == [])
        workbook.declaration = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
        for isBig in [false, true] {
            var zip = ZipBuilder(workbook.entries)
            for index in zip.entries.indices {
                let text = String(decoding: zip.entries[index].content, as: UTF8.self)
                zip.entries[index].content = wide(text, isBig: isBig, hasMark: hasMark)
            }
            #expect(Sheet(zip.bytes) == expected)
        }
    }

    private func wide(_ text: String, isBig: Bool, hasMark: Bool) -> [UInt8] {
        ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBig ? bytes : bytes.reversed()
        }
    }

    @Test("UTF-16 with half a character is no XML")
    func halfCharacters() {
        for tail: [UInt8] in [[0x3D, 0xD8], [0x00, 0xDC], [0x20]] {
            var zip = ZipBuilder(PlainWorkbook(rows: inlineRow(1, ["甲"])).entries)
            let last = zip.entries.count - 1
            let text = String(decoding: zip.entries[last].content, as: UTF8.self)
            zip.entries[last].content = wide(text, isBig: false, hasMark: true) + tail
            #expect(Sheet(zip.bytes).problems.first?.hasPrefix("workbook-damaged@") == true)
        }
    }

    @Test("a table is found under a title, with merged header cells in two rows")
    func headerSearch() {
        let columns: [Column] = [
            .required("unit_id", "单位编码"), .required("name", "单位名称"), .optional("hours", "学时"),
            .optional("days", "天数"),
        ]
        let workbook = PlainWorkbook(
            "人员",
            rows: inlineRow(1, ["某市人员信息表"])
                + inlineRow(3, ["填报单位：甲"]) + inlineRow(4, ["单位名称", "培训", "", "单位编码"])
                + inlineRow(5, ["", "天数", "学时", ""]) + inlineRow(6, ["甲局", "1", "2", "U1"])
                + inlineRow(7, ["乙局", "", "x", "U2", "备注"]) + inlineRow(8, ["", "", "5"]))
        var log = DiagnosticLog()
        var rows: [[String?]] = []
        let source = TableSource(bytes: workbook.bytes, name: "a.xlsx")
        let summary = readTable(source, columns: columns, into: &log) { row, log in
            rows.append([row.text(0, &log), row.text(1, &log)])
            rows[rows.count - 1].append(row.number(2, &log).map { "\($0)" })
        }
        #expect(rows == [["U1", "甲局", "2.0"], [nil, nil, "5.0"]])
        #expect(summary?.place == Place(file: "a.xlsx", sheet: "人员"))
        #expect(
            log.kept.map { "\($0.code.rawValue)@\($0.place)" } == [
                "field-count@a.xlsx · 人员 · E7", "value-missing@a.xlsx · 人员 · D8",
                "value-missing@a.xlsx · 人员 · A8",
            ])
    }

    @Test("the sheet of the table is found among others; hidden ones are told of")
    func sheetChoice() {
        let columns: [Column] = [.required("unit_id", "单位编码")]
        var workbook = PlainWorkbook("说明", rows: inlineRow(1, ["请填写下表"]))
        workbook.add("数据", rows: inlineRow(1, ["单位编码"]) + inlineRow(2, ["U1"]))
        workbook.add("旧", state: "veryHidden", rows: inlineRow(1, ["单位编码"]))
        workbook.add("Sheet3", rows: "")
        func read(_ bytes: [UInt8]) -> (Int?, [String]) {
            var log = DiagnosticLog()
            let source = TableSource(bytes: bytes, name: "a.xlsx")
            let summary = readTable(source, columns: columns, into: &log) { _, _ in }
            return (summary?.rows, log.kept.map { "\($0.code.rawValue)@\($0.place)" })
        }
        #expect(read(workbook.bytes) == (1, ["sheet-hidden@a.xlsx · 旧"]))
        workbook.add("又一", rows: inlineRow(2, ["unit_id"]))
        #expect(
            read(workbook.bytes)
                == (nil, ["sheet-hidden@a.xlsx · 旧", "sheet-duplicate@a.xlsx · 又一"]))
        #expect(read(PlainWorkbook(rows: "").bytes) == (nil, ["file-empty@a.xlsx · Sheet1"]))
        var none = PlainWorkbook("甲", rows: inlineRow(1, ["a"]))
        none.add("乙", rows: inlineRow(1, ["b"]))
        #expect(read(none.bytes) == (nil, ["sheet-missing@a.xlsx"]))
    }

    @Test("what a program wrote is read")
    func written() throws {
        let path = "/tmp/quanjing-written-\(UInt64.random(in: 0...UInt64.max)).xlsx"
        defer { remove(path) }
        let rows = [["单位编码", "日期", "比例"], ["001", "2025-03-01", "12%"], ["甲", "1899", "0.5"]]
        writeWorkbook(path, [("人员信息表", rows)])
        var log = DiagnosticLog()
        var found: [[String]] = []
        _ = readRecords(TableSource(path: path, name: "w.xlsx"), into: &log) { record, _ in
            found.append(record.texts)
        }
        #expect(found == [rows[0], ["001", "2025-03-01", "0.12"], rows[2]])
        #expect(log.kept == [])
    }
}

@Suite("A workbook that isn't sound is refused with its reason")
struct DamagedWorkbookTests {
    private static let sound = PlainWorkbook(rows: inlineRow(1, ["甲", "乙"]))

    private func code(_ zip: ZipBuilder) -> String { code(zip.bytes) }

    private func code(_ bytes: [UInt8]) -> String {
        Sheet(bytes).problems.joined(separator: ",")
    }

    private func changed(_ change: (inout ZipBuilder.Entry) -> Void) -> ZipBuilder {
        var zip = ZipBuilder(Self.sound.entries)
        change(&zip.entries[zip.entries.count - 1])
        return zip
    }

    @Test("a wrong checksum or length, and an end too early")
    func lies() {
        let sheet = "workbook-damaged@表.xlsx · Sheet1"
        #expect(code(changed { $0.declaredChecksum = 1 }) == sheet)
        #expect(code(changed { $0.declaredSize = 10 }) == sheet)
        #expect(code(changed { $0.declaredSize = 1 << 30 }) == sheet)
        #expect(
            code(changed { $0.content.removeLast(20) }) == sheet)
        let bytes = Self.sound.bytes
        for count in [5, 100, bytes.count / 2, bytes.count - 1] {
            #expect(code(Array(bytes[..<count])) == "workbook-damaged@表.xlsx", "\(count)")
        }
    }

    @Test("entries of one name, encryption, odd methods, a document type, no workbook inside")
    func refusals() {
        let file = "workbook-refused@表.xlsx"
        var twice = ZipBuilder(Self.sound.entries)
        twice.entries.append(.init("XL/workbook.xml", "<workbook/>"))
        #expect(code(twice) == file)
        #expect(code(changed { $0.flags = 1 }) == "format-unsupported@表.xlsx · Sheet1")
        #expect(code(changed { $0.method = 12 }) == "workbook-refused@表.xlsx · Sheet1")
        #expect(
            code(
                changed {
                    $0.content = Array("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>".utf8)
                }) == "workbook-refused@表.xlsx · Sheet1")
        #expect(code(ZipBuilder([.init("a.txt", "x")])) == "format-unsupported@表.xlsx")
        #expect(code(ZipBuilder([.init("xl/workbook.bin", "x")])) == "format-unsupported@表.xlsx")
        #expect(code([]) == "file-empty@表.xlsx")
        #expect(code(Array("单位编码\n1\n".utf8)) == "format-unsupported@表.xlsx")
    }

    @Test("a name may look like a path out of the folder and leads nowhere")
    func paths() {
        var zip = ZipBuilder(Self.sound.entries)
        zip.entries.append(.init("../../../../tmp/quanjing-escaped", "x"))
        #expect(Sheet(zip.bytes).rows == [["甲", "乙"]])
        #expect(Sheet(zip.bytes).problems == [])
    }

    @Test("old and protected workbooks are told apart")
    func compoundFiles() {
        let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let rest = [UInt8](repeating: 0, count: 3000)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let old = Sheet(start + rest, name: "a.xls")
        #expect(old.problems == ["format-unsupported@a.xls"])
        #expect(old.messages[0].contains(".xls"))
        #expect(Sheet(start + rest + name + rest).messages[0].contains("password"))
    }

    @Test("what unpacks to far more than it is packed to is refused early")
    func bombs() {
        let blanks = [UInt8](repeating: 0x20, count: 40 << 20)
        #expect(
            code(changed { $0.content = Array("<worksheet>".utf8) + blanks })
                == "workbook-refused@表.xlsx · Sheet1")
        var many = ZipBuilder(Self.sound.entries)
        many.entries += (0..<21_000).map { .init("x\($0)", "") }
        #expect(code(many) == "workbook-refused@表.xlsx")
    }

    @Test(
        "XML that isn't well-formed is damage",
        arguments: [
            "<worksheet><sheetData></worksheet>", "<worksheet/><worksheet/>", "<worksheet>",
            "text<worksheet/>", "<worksheet></worksheet>x", "", "<worksheet a=\"1></worksheet>",
            "<worksheet><sheetData><row><c t=\"str\"><v>&bad;</v></c></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"0\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"2\"/><row r=\"2\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"B2\"><v>1</v></c></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData></worksheet>",
        ])
    func malformed(xml: String) {
        var workbook = PlainWorkbook()
        workbook.declaration = ""
        workbook.add("Sheet1", xml: xml)
        #expect(code(workbook.bytes).hasPrefix("workbook-damaged@表.xlsx · Sheet1"), "\(xml)")
    }

    @Test("bytes changed at random never end the program", arguments: UInt64(0)..<60)
    func mutations(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var workbook = PlainWorkbook(
            rows: (1...30).map { inlineRow($0, ["甲\($0)", "\($0)", "乙&"]) }.joined())
        workbook.strings = "<si><t>丙</t></si>"
        workbook.styles = styles(["yyyy/m/d", "0%"])
        var zip = ZipBuilder(workbook.entries)
        // Half of the changes hit XML that the checksum then vouches for.
        if seed.isMultiple(of: 2) {
            let index = Int.random(in: 0..<zip.entries.count, using: &generator)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                mutate(&zip.entries[index].content, &generator)
            }
            _ = Sheet(zip.bytes)
            return
        }
        for index in zip.entries.indices { zip.entries[index].isPacked = seed % 4 == 1 }
        for _ in 0..<20 {
            var bytes = zip.bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, &generator) }
            _ = Sheet(bytes)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
        guard bytes.count > 8 else { return }
        let place = Int.random(in: 0..<bytes.count - 8, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes.removeSubrange(place..<place + 3)
        case 3: bytes.removeSubrange(place...)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
        }
    }
}
