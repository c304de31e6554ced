import Draws
import Testing

@testable import Tables

@Suite("Records are cut from bytes")
struct RecordScannerTests {
    @Test(
        "as RFC 4180 says",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\n1,\"x, y\"\n", [["a", "b"], ["1", "x, y"]]),
            ("a,b\n1,\"x\ny\"\n", [["a", "b"], ["1", "x\ny"]]),
            ("a,b\r\n1,\"x\r\ny\"\r\n", [["a", "b"], ["1", "x\r\ny"]]),
            ("a\n\"\"\"\"\n", [["a"], ["\""]]),
            ("a\n\"he said \"\"hi\"\"\"\n", [["a"], ["he said \"hi\""]]),
            ("a,b\n\"\",\"\"\n", [["a", "b"], ["", ""]]),
            ("a,b\n,\n", [["a", "b"], ["", ""]]),
            ("a,b\n1,", [["a", "b"], ["1", ""]]),
            ("a,b\n 1 , 2\n", [["a", "b"], [" 1 ", " 2"]]),
            ("单位，名称,值＂\n甲,1\n", [["单位，名称", "值＂"], ["甲", "1"]]),
            ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a\n\n\n", [["a"]]),
            ("a\n\n1\n\r\n", [["a"], [""], ["1"]]),
            ("a,b\n\"1\",\"2\"\"", [["a", "b"]]),
        ])
    func records(text: String, expected: [[String]]) {
        #expect(Records(text).fields == expected)
    }

    @Test("and know the physical line of their first byte")
    func lines() {
        let text = "a,b\r\n1,\"x\ny\r\nz\"\r\n2,b\n3,\"\r\"\r4,c\n"
        #expect(Records(text).lines == [1, 2, 5, 6, 8])
    }

    @Test("and a malformed one is reported at its place, once, and the rest is read")
    func recovery() {
        let cases: [(String, [String], [Int])] = [
            ("a,b\n1,x\"y\n2,z\n", ["quote-misplaced:2:2"], [1, 3]),
            ("a,b\n1,\"x\"y\n2,z\n", ["quote-misplaced:2:2"], [1, 3]),
            ("a,b\n1, \"x\"\n2,z\n", ["quote-misplaced:2:2"], [1, 3]),
            ("a,b\n1,\"x\n2,z\n", ["quote-unclosed:2:2"], [1, 3]),
            ("a,b\n\"p\nq\",\"x\n2,z", ["quote-unclosed:3:2"], [1, 4]),
            ("a,b\n1,\"x\n2,z\n3,\"w\"\n", ["quote-misplaced:2:2"], [1, 3, 4]),
            ("a,b\n1,x\0\n2,z\n", ["nul-byte:2:2"], [1, 3]),
            ("a,b\n\"1", ["quote-unclosed:2:1"], [1]),
        ]
        for (text, problems, lines) in cases {
            let records = Records(text)
            #expect(records.problems == problems, "\(text.debugDescription)")
            #expect(records.lines == lines, "\(text.debugDescription)")
        }
    }

    @Test("and blank lines between them are records, those at the end are not")
    func blankLines() {
        let records = Records(Array("a,b\n\n1,2\n\n\n3,4\n\n\n".utf8), fieldCount: .asFirst)
        #expect(records.lines == [1, 3, 6])
        #expect(records.problems == ["field-count:2:2", "field-count:4:2", "field-count:5:2"])
    }

    @Test("whatever the block size", arguments: 1...64)
    func blockSizes(size: Int) {
        let texts = [
            "a,b\r\n1,\"x\ny\r\nz\"\r\n2,b\n3,\"\r\"\r4,c\n\n\n5,\"\"\"\"\r\n\r\n",
            "单位编码,名称\r\n甲,\"一,二\"\r\n乙,𠮷\r\n",
            "a,b\n1,x\"y\n2,z\n\"p\nq\",\"x\n2,z\n3,\"w\"\n4,\0\n5,ok\n",
            "\u{FEFF}a\n\n1\n",
        ]
        for text in texts { #expect(Records(text, blockSize: size) == Records(text)) }
    }

    @Test("and what CSVWriter wrote is read back", arguments: UInt64(0)..<200)
    func roundTrip(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let pieces = [
            "a", "单位", ",", "\"", "\n", "\r\n", "\r", " ", "", "𠮷", "１", "x\"y", "\"\"", "é",
        ]
        let width = Int.random(in: 1...7, using: &generator)
        let table = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            (0..<width).map { _ in
                (0..<Int.random(in: 0...5, using: &generator))
                    .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            }
        }
        var writer = CSVWriter(
            mark: .random(using: &generator), lineEnd: .random(using: &generator) ? .lf : .crlf)
        for record in table { writer.addRecord(record) }
        let size = Int.random(in: 1...200, using: &generator)
        let records = Records(writer.bytes, fieldCount: .asFirst, blockSize: size)
        #expect(records.fields == table)
        #expect(records.problems.isEmpty)
    }

    @Test("64 bytes at a time as byte by byte, whatever they are", arguments: UInt64(0)..<400)
    func fastAsCareful(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let pieces: [[UInt8]] = [
            [0x22], [0x22, 0x22], [0x2C], [0x2C], [0x0A], [0x0D, 0x0A], [0x0D], Array("abc".utf8),
            Array("编制".utf8), Array("é𠮷".utf8), Array("plain text without anything".utf8),
            [0x22, 0x2C], [0x2C, 0x22], [0x22, 0x0A, 0x22],
        ]
        let rare: [[UInt8]] = [
            [0], [0x80], [0xE7], [0xE7, 0xBC], [0xC0, 0x80], [0xE0, 0x80, 0x80],
            [0xE0, 0xA0, 0x80],
            [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF4, 0x8F, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xFF],
        ]
        let rarity = Int.random(in: 2...100, using: &generator)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...200, using: &generator) {
            let isRare = Int.random(in: 0..<rarity, using: &generator) == 0
            bytes += (isRare ? rare : pieces).randomElement(using: &generator) ?? []
        }
        let fast = Records(bytes, encoding: .utf8)
        #expect(fast == Records(bytes, encoding: .utf8, isCareful: true))
        let size = Int.random(in: 1...150, using: &generator)
        #expect(fast == Records(bytes, encoding: .utf8, blockSize: size))
    }

    @Test("and every border of 64 bytes is as any other place", arguments: 40...140)
    func borders(shift: Int) {
        let head = String(repeating: "x", count: shift)
        for tail in [
            "\r\n1,2", "\n\"a\"\"b\",c\r\n", ",\"a\rb\"\r", "\n\"a\"b\n", "\r\"\"\r\n", "编\n",
            "\u{10FFFF},\n",
            "\n\"\"\"\"\n", "\n,\"", "\"\n",
        ] {
            let bytes = Array((head + tail).utf8)
            #expect(Records(bytes) == Records(bytes, isCareful: true))
            #expect(Records(bytes) == Records(bytes, blockSize: 64))
        }
    }

    @Test("and limits of length and width are reported, and the rest is read")
    func limits() {
        let (long, most) = (1 << 20, 4096)
        func x(_ count: Int) -> String { String(repeating: "x", count: count) }
        func commas(_ count: Int) -> String { String(repeating: ",", count: count) }
        let cases: [(String, [String], [Int])] = [
            ("a\n\(x(long))\nb\n", [], [1, 2, 3]),
            ("a,b\n1,\(x(long + 1))\nb,c\n", ["field-too-long:2:2"], [1, 3]),
            ("a,b\n1,\(x(3 * long))\nb,c\n", ["field-too-long:2:2"], [1, 3]),
            ("a,b\n1,\(x(3 * long))", ["field-too-long:2:2"], [1]),
            ("a,b\n\"\(x(long + 1))\",1\nb,c\n", ["field-too-long:2:1"], [1, 3]),
            ("a\n\"\(x(9 * long))\nb\n", ["quote-unclosed:2:1"], [1, 3]),
            ("\(commas(most - 1))\nb\n", [], [1, 2]),
            ("a\n\(commas(most))\nb\n", ["too-many-columns:2"], [1, 3]),
            ("a\n\(commas(3 * most))\nb\n", ["too-many-columns:2"], [1, 3]),
        ]
        for (text, problems, lines) in cases {
            for size in [1000, 1 << 18] {
                let records = Records(text, blockSize: size)
                #expect(records.problems == problems, "\(text.prefix(20).debugDescription)")
                #expect(records.lines == lines, "\(text.prefix(20).debugDescription)")
            }
        }
    }
}
