import Diagnostics
import Foundation
import Tables
import Testing

@testable import Privacy

private let number = "41090119900307123X"

@Suite("A table gets pseudonyms")
struct PseudonymTableTests {
    private struct Copy {
        let text: String
        let summary: PseudonymSummary?
        let log: DiagnosticLog

        var codes: [String] { log.kept.map { "\($0.code.rawValue) \($0.place)" } }

        init(
            _ bytes: [UInt8], columns: [String] = [], key: String = "0123456789abcdef"
        ) throws {
            let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: path) }
            let file = try WholeFile(path: path)
            var log = DiagnosticLog()
            summary = try PseudonymTable(
                TableSource(bytes: bytes, name: "t.csv"), columns: columns,
                key: try #require(PseudonymKey(Array(key.utf8)))
            ).copy(to: file, into: &log)
            self.log = log
            try file.commit()
            text = String(decoding: try readBytes(path), as: UTF8.self)
        }

        init(_ text: String, columns: [String] = [], key: String = "0123456789abcdef") throws {
            try self.init(Array(text.utf8), columns: columns, key: key)
        }
    }

    private func pseudonym(_ text: String, _ key: String = "0123456789abcdef") throws -> String {
        try #require(PseudonymKey(Array(key.utf8))).pseudonym(of: text).description
    }

    @Test("by hand: the first 8 bytes of HMAC-SHA-256 in base 32 (Python's hmac agrees)")
    func byHand() throws {
        #expect(Pseudonym(number: 0).description == "P0000000000000")
        #expect(Pseudonym(number: .max).description == "PFZZZZZZZZZZZZ")
        #expect(Pseudonym(number: 33).description == "P0000000000011")
        #expect(try pseudonym(number) == "P02HJCD87JJTJV")
    }

    @Test("one person has one pseudonym however the code is spelt, and all else stays")
    func spelling() throws {
        let copy = try Copy(
            """
            姓名,人员编码,备注\r
            甲,41090119900307123x,"a,""b"\r
            乙, ４１０９０１１９９００３０７１２３Ｘ　,\r
            丙,,  x \r

            """)
        let person = try pseudonym(number)
        #expect(
            copy.text
                == "姓名,人员编码,备注\r\n甲,\(person),\"a,\"\"b\"\r\n乙,\(person),\r\n丙,,  x \r\n")
        #expect(copy.codes == [])
        let column = PseudonymSummary.Column(
            header: "人员编码", cells: 2, blank: 1, pseudonyms: 1)
        #expect(copy.summary == .init(rows: 3, columns: [column], pseudonyms: 1))
    }

    @Test("the same in every file under one key, others under another")
    func keys() throws {
        let first = try Copy("person_id,a\n\(number),1\n")
        let second = try Copy("b,人员编码\n2,\(number)\n", key: "0123456789abcdef\r\n")
        let other = try Copy("person_id,a\n\(number),1\n", key: "fedcba9876543210")
        let person = try pseudonym(number)
        #expect(first.text.contains("\n\(person),1"))
        #expect(second.text.contains("2,\(person)\n"))
        #expect(!other.text.contains(person))
    }

    @Test("columns are named in Chinese or English; other encodings become UTF-8 with a mark")
    func columns() throws {
        let text = "person_id,答卷编号,其他\nA,B,C\n"
        let copy = try Copy(text, columns: ["人员编码", "respondent_id", "其他", "person_id"])
        let expected = try ["A", "B", "C"].map { try pseudonym($0) }.joined(separator: ",")
        #expect(copy.text == "person_id,答卷编号,其他\n\(expected)\n")
        let wide = try Copy(
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        #expect(wide.text.hasPrefix("\u{FEFF}person_id,答卷编号,其他\n"))
    }

    @Test("a number that would be left is refused, with its column's name and never whole")
    func left() throws {
        let copy = try Copy(
            "person_id,证号,备注\nA,\(number),\nB,\(number),见４１０９０１１９９００３０７１２３ｘ\n")
        #expect(copy.codes == ["personal-data t.csv:3:3", "personal-data t.csv:2:2"])
        #expect(copy.log.kept.last?.message.zh.contains("“证号”列有 2 格") == true)
        #expect(copy.log.kept.last?.remedy.zh.contains("--column 证号") == true)
        for diagnostic in copy.log.kept {
            #expect(diagnostic.found == "4109************3X")
            #expect(!"\(diagnostic)".contains(number))
        }
        let unnamed = try Copy("姓名,证号\n甲,\(number)\n")
        #expect(unnamed.codes == ["column-missing t.csv:1", "personal-data t.csv:2:2"])
    }

    @Test("columns that are not there or there twice, and a header that is a row")
    func headers() throws {
        #expect(try Copy("a,b\n1,2\n", columns: ["c"]).codes == ["column-missing t.csv:1"])
        #expect(try Copy("a,a\n1,2\n", columns: ["a"]).codes == ["header-duplicate t.csv:1:2"])
        let codes = try Copy("\(number),U1\n\(number),U2\n").codes
        #expect(codes.contains("personal-data t.csv:1:1"))
        #expect(try Copy("").codes == ["file-empty t.csv"])
        #expect(try Copy("person_id,a\nA\n").codes == ["field-count t.csv:2:2"])
    }

    @Test(
        "codes that a spreadsheet rounded are refused",
        arguments: ["4.10901E+17", "4E+17", "410901199003070000"])
    func rounded(cell: String) throws {
        #expect(try Copy("person_id\n\(cell)\n").codes == ["number-rounded t.csv:2:1"])
    }

    @Test("more than the number in a cell is refused, pseudonyms again earn a warning")
    func oddCells() throws {
        #expect(try Copy("person_id\n\(number)号\n").codes == ["personal-data t.csv:2:1"])
        let again = try Copy("person_id\n\(try pseudonym(number))\n")
        #expect(again.codes == ["pseudonym-repeated t.csv:1:1"])
        #expect(!again.log.hasErrors)
    }

    @Test("an empty key is refused, a short one earns a warning, a new one is 64 digits")
    func keyFiles() throws {
        let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var log = DiagnosticLog()
        #expect(try PseudonymKey.read(path, into: &log) == nil)
        try Data("\u{FEFF} \r\n".utf8).write(to: URL(filePath: path))
        #expect(try PseudonymKey.read(path, into: &log) == nil)
        try Data("short".utf8).write(to: URL(filePath: path))
        #expect(try PseudonymKey.read(path, into: &log) != nil)
        #expect(log.kept.map(\.code) == [.fileMissing, .fileEmpty, .keyWeak])
        var generator = SystemRandomNumberGenerator()
        let key = PseudonymKey(using: &generator)
        #expect(throws: FileError.self) { try key.write(to: path) }
        try FileManager.default.removeItem(atPath: path)
        try key.write(to: path)
        #expect(try readBytes(path).count == 64)
        let read = try PseudonymKey.read(path, into: &log)
        #expect(read?.pseudonym(of: "A") == key.pseudonym(of: "A"))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}
