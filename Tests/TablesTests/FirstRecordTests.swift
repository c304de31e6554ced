import FoundationEssentials
import Testing

@testable import Tables

@Suite("The first record of a file")
struct FirstRecordTests {
    private func first(_ bytes: [UInt8]) throws -> [String]? {
        let path = FileManager.default.temporaryDirectory.path + "/first-" + UUID().uuidString
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return firstRecord(of: TableSource(path: path, name: "a.csv"))
    }

    @Test(
        "is found whatever its length, with line ends inside quotes",
        arguments: [1, 40, 100, 300, 900])
    func long(count: Int) throws {
        let names = (1...count).map { "\($0)、对该单位\n服务态度的评价" }
        let header = names.map { "\"\($0)\"" }.joined(separator: ",")
        let row = (1...count).map { _ in "很满意" }.joined(separator: ",")
        for rows in [0, 1, 2000] {
            let lines = [header] + Array(repeating: row, count: rows)
            let text = lines.joined(separator: "\n") + "\n"
            #expect(try first(Array(text.utf8)) == names)
        }
    }

    @Test("is found in other encodings, and is none in an empty file")
    func encodings() throws {
        let utf16: [UInt8] =
            [0xFF, 0xFE]
            + "序号,题\n1,2\n".utf16.flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
            }
        #expect(try first(utf16) == ["序号", "题"])
        // 序号 in GBK, and many rows of 满意.
        let row: [UInt8] = [0x31, 0x2C, 0xC2, 0xFA, 0xD2, 0xE2, 0x0A]
        let gbk: [UInt8] = [0xD0, 0xF2, 0xBA, 0xC5, 0x2C, 0x61, 0x0A]
        #expect(
            try first(gbk + Array(repeating: row, count: 3000).joined()) == ["序号", "a"])
        #expect(try first([]) == nil)
    }
}
