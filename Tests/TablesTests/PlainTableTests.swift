import Draws
import Diagnostics
import FoundationEssentials
import Synchronization
import Testing

@testable import Tables

private let columns: [Column] = [.required("a", "甲"), .optional("b", "乙"), .optional("c", "丙")]

/// Rows of a plain table, by line; nil where it needs care.
private func plainRows(_ text: String, blockSize: Int = 64, workers: Int = 2) throws -> [String]? {
    let path = FileManager.default.temporaryDirectory.path + "/plain-\(UUID()).csv"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var log = DiagnosticLog()
    let source = TableSource(path: path, name: "t.csv")
    guard let table = PlainTable(source, columns: columns, blockSize: blockSize, into: &log) else {
        return nil
    }
    let states = table.fold(
        workers: workers, from: [String](),
        { state, block in
            for row in 0..<block.rowCount {
                let cells = (0..<block.fieldCount).map {
                    String(
                        decoding: block.bytes(block.start(row, $0), block.end(row, $0)),
                        as: UTF8.self)
                }
                state.append(cells.joined(separator: "|"))
            }
        }, deliver: { _, _ in })
    return states?.flatMap { $0 }
}

@Suite("A plain table")
struct PlainTableTests {
    @Test("a field of over a mebibyte needs care")
    func longField() throws {
        let path = FileManager.default.temporaryDirectory.path + "/plain-\(UUID()).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (size, isPlain) in [(1 << 20, true), (1 << 20 + 1, false)] {
            let text = "a,b,c\n1,2,3\nx,\(String(repeating: "y", count: size)),z\n"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            var log = DiagnosticLog()
            let table = try #require(
                PlainTable(TableSource(path: path, name: "t.csv"), columns: columns, into: &log))
            let found = table.fold(workers: 1, from: 0) {
                $0 += $1.rowCount
            } deliver: { _, _ in
            }
            #expect(found == (isPlain ? [2] : nil))
        }
    }

    @Test("hands on the same rows as the careful way, at any block size", arguments: UInt64(0)..<60)
    func same(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let end = seed % 2 == 0 ? "\n" : "\r\n"
        var text = "a,b,c" + end
        var expected: [String] = []
        for _ in 0..<Int.random(in: 0...200, using: &generator) {
            let cells = (0..<3).map { _ in
                ["", "x", "12", "单位", "a longer cell"].randomElement(using: &generator) ?? ""
            }
            expected.append(cells.joined(separator: "|"))
            text += cells.joined(separator: ",") + end
        }
        if seed % 3 == 0, !expected.isEmpty { text.removeLast() }
        if seed % 5 == 0 { text += end + end }
        for size in [64, 100, 1 << 12] {
            let rows = try #require(try plainRows(text, blockSize: size))
            #expect(rows.sorted() == expected.sorted())
            #expect(try plainRows(text, blockSize: size, workers: 1) == expected)
        }
    }

    @Test("hands on columns that say what the cells say", arguments: UInt64(0)..<30)
    func columnwise(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let choices = [
            "", "x", "12", "0", "123456", "1234567", "-1", "12345678", "123456789", "单位",
            "", "x", "人大代表、政协委员和服务对象代表", "人大代表、政协委员和服务对象代理",
        ]
        let rows = (0..<100).map { _ in
            (0..<3).map { _ in choices.randomElement(using: &generator) ?? "" }
        }
        let path = FileManager.default.temporaryDirectory.path + "/plain-\(UUID()).csv"
        let text = "a,b,c\r\n" + rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var log = DiagnosticLog()
        let table = try #require(
            PlainTable(TableSource(path: path, name: "t.csv"), columns: columns, into: &log))
        let found = table.fold(
            workers: 1, from: Found(),
            { found, block in
                found.wholes += block.wholes(2)
                found.words += block.words(1)
                found.changes += block.changes(from: 0, through: 1)
                block.changes(in: [0...1], into: &found.together)
                block.changes(in: [0...0, 2...2], into: &found.apart)
            }, deliver: { _, _ in })
        let only = try #require(found?.first)
        #expect(
            only.wholes
                == rows.map { row in
                    let isPlain = (1...6).contains(row[2].utf8.count) && row[2] != "-1"
                    return isPlain ? Int32(row[2]) ?? -1 : -1
                })
        #expect(
            only.words
                == rows.map { row in
                    let bytes = Array(row[1].utf8)
                    return bytes.count > 8
                        ? 0 : bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                })
        #expect(
            only.apart
                == rows.indices.filter {
                    $0 == 0 || rows[$0 - 1][0] != rows[$0][0] || rows[$0 - 1][2] != rows[$0][2]
                }.map(Int32.init))
        #expect(only.changes == only.together.map(Int.init))
        #expect(
            only.changes
                == rows.indices.filter { $0 == 0 || rows[$0 - 1].prefix(2) != rows[$0].prefix(2) })
    }

    private struct Found: Sendable {
        var wholes: [Int32] = []
        var words: [UInt64] = []
        var changes: [Int] = []
        var together: [Int32] = []
        var apart: [Int32] = []
    }

    @Test("delivers notes in file order with the line of each block's first row")
    func delivery() throws {
        let path = FileManager.default.temporaryDirectory.path + "/plain-\(UUID()).csv"
        try ("a,b\n" + (2...999).map { "r\($0),\n" }.joined()).write(
            toFile: path, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var log = DiagnosticLog()
        let table = try #require(
            PlainTable(
                TableSource(path: path, name: "t.csv"), columns: columns, blockSize: 64,
                into: &log))
        final class Lines: @unchecked Sendable {
            // Only touched inside `deliver`, which is called by one thread at a time.
            var seen: [Int] = []
        }
        let lines = Lines()
        _ = table.fold(
            workers: 2, from: 0,
            { _, block in
                (0..<block.rowCount).map {
                    String(
                        decoding: block.bytes(block.start($0, 0) + 1, block.end($0, 0)),
                        as: UTF8.self)
                }
            },
            deliver: { names, line in
                for (offset, name) in names.enumerated() {
                    #expect(Int(name) == line + offset)
                    lines.seen.append(line + offset)
                }
            })
        #expect(lines.seen == Array(2...999))
    }

    @Test(
        "is left to the careful way where anything is special",
        arguments: [
            "a,b,c\n\"x\",y,z\n", "a,b,c\nx,y\n", "a,b,c\nx,y,z,w\n", "a,b,c\nx,y,z\n\nx,y,z\n",
            "a,b,c\nx,\0,z\n", "a,b,c\nx\ry,z\n", "b,c\nx,y\n", "\"a\",b,c\nx,y,z\n", "", "a,b,c",
            "a,a,c\nx,y,z\n",
        ])
    func special(text: String) throws {
        #expect(try plainRows(text) == nil)
    }

    @Test(
        "with quotes has the same rows on the same lines as the careful way",
        arguments: UInt64(0)..<80)
    func quoted(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let end = seed % 2 == 0 ? "\n" : "\r\n"
        let cells = [
            "", "x", "单位", "\"a,b\"", "\"line\nbreak\"", "\"\"", "\"say \"\"yes\"\"\"", "𠮷",
            "a cell that is longer than twenty-four bytes", "\"\"\"\"", "\"多行\r\n文字，\"\"好\"\"\"",
        ]
        var text = (seed % 7 == 0 ? "\u{FEFF}" : "") + "a,\"b\",c" + end
        for _ in 0..<Int.random(in: 0...120, using: &generator) {
            let row = (0..<3).map { _ in cells.randomElement(using: &generator) ?? "" }
            text += row.joined(separator: ",") + end
        }
        if seed % 3 == 0 { text.removeLast() }
        if seed % 5 == 0 { text += end + end }
        var log = DiagnosticLog()
        var expected: [String] = []
        var source = TableSource(bytes: Array(text.utf8), name: "t.csv")
        _ = readTable(source, columns: columns, into: &log) { row, _ in
            expected.append(
                "\(row.line)"
                    + (0..<3).map { "|" + String(decoding: row.exactBytes($0), as: UTF8.self) }
                    .joined())
        }
        #expect(log.kept.isEmpty)
        for size in [1, 64, 100, 1 << 12] {
            source.blockSize = size
            let found = Mutex([String]())
            let table = try #require(
                PlainTable(
                    source, columns: columns, allowsQuotes: true, into: &log))
            let result = table.read(
                workers: 2, from: { 0 }, { _, block in rows(block) },
                deliver: { block, line in
                    found.withLock { found in
                        found += block.map { "\(line + $0.offset)\($0.cells)" }
                    }
                })
            let read = try #require(result)
            #expect(found.withLock { $0 } == expected)
            #expect(read.summary.rows == expected.count)
        }
    }

    /// A block's rows, each with the lines that it stands behind the first one.
    @Sendable private func rows(_ block: PlainBlock) -> [(offset: Int, cells: String)] {
        let offsets = block.lineOffsets()
        return (0..<block.rowCount).map { row in
            let cells = (0..<3).map { "|" + String(decoding: block.value(row, $0), as: UTF8.self) }
            return (offsets.isEmpty ? row : Int(offsets[row]), cells.joined())
        }
    }

    @Test(
        "with quotes is left to the careful way where anything is wrong",
        arguments: [
            "a,b,c\nx,y\"z,w\n", "a,b,c\n\"x\"y,z,w\n", "a,b,c\n\"x,y,z\n",
            "a,b,c\nx,y\n\"q\",z,w\n",
            "a,b,c\n\"x\ry\",y,z\n", "a,b,c\nx,\"\0\",z\n", "a,b,c\n\"x\",y,z\n\nx,y,z\n",
        ])
    func careful(text: String) {
        for size in [1, 64, 1 << 12] {
            var log = DiagnosticLog()
            var source = TableSource(bytes: Array(text.utf8), name: "t.csv")
            source.blockSize = size
            let table = PlainTable(source, columns: columns, allowsQuotes: true, into: &log)
            #expect(
                table?.read(workers: 2, from: { 0 }, { _, _ in }, deliver: { _, _ in }) == nil)
        }
    }

    @Test(
        "holds no bytes that are not UTF-8, wherever they stand",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4],
            [0xE4, 0xBD], [0xF0, 0x9F, 0x98], [0xFF], [0xC3],
        ] as [[UInt8]])
    func badBytes(bad: [UInt8]) {
        // UTF-8 throughout, so that the bytes are flaws and not another encoding.
        let good = Array("单位名称很满意不满意服务对象一般".utf8)
        for offset in 0..<140 {
            var text = Array("a,b,c\n".utf8) + good + Array(",,\n".utf8)
            text += Array(repeating: UInt8(ascii: "x"), count: offset) + bad + Array(",y,z\n".utf8)
            text += Array(repeating: UInt8(ascii: "r"), count: 70) + Array(",s,t\n".utf8)
            var log = DiagnosticLog()
            let source = TableSource(bytes: text, name: "t.csv", encoding: .utf8)
            let table = PlainTable(source, columns: columns, allowsQuotes: true, into: &log)
            #expect(
                table?.read(workers: 1, from: { 0 }, { _, _ in }, deliver: { _, _ in }) == nil,
                "\(bad) at \(offset)")
        }
    }

    @Test("is read in another encoding, too")
    func otherEncoding() throws {
        let path = FileManager.default.temporaryDirectory.path + "/plain-\(UUID()).csv"
        // 单位 in GB 18030.
        try Data([0x61, 0x2C, 0x62, 0x0A, 0xB5, 0xA5, 0xCE, 0xBB, 0x2C, 0x31, 0x0A]).write(
            to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var log = DiagnosticLog()
        let table = PlainTable(
            TableSource(path: path, name: "t.csv"), columns: columns, into: &log)
        let cells = table?.fold(
            workers: 1, from: "",
            { cell, block in cell += String(decoding: block.value(0, 0), as: UTF8.self) },
            deliver: { _, _ in })
        #expect(cells == ["单位"])
    }
}

@Suite("An index of texts")
struct ByteIndexTests {
    @Test("numbers texts as they are met, whatever is asked before", arguments: UInt64(0)..<20)
    func numbers(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var index = ByteIndex()
        var expected: [String: Int] = [:]
        for _ in 0..<3000 {
            let text = "t\(Int.random(in: 0...500, using: &generator))"
            let bytes = Array(text.utf8)
            #expect(index.find(bytes.span) == expected[text])
            let number = expected[text] ?? expected.count
            expected[text] = number
            #expect(index.insert(bytes.span) == number)
        }
        for (text, number) in expected { #expect(index.text(number) == text) }
    }
}
