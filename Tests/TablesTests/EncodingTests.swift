import Draws
import Diagnostics
import Glibc
import Testing

@testable import Tables

/// Encodes with the C library, from UTF-8; nil where the encoding lacks a character.
func encoded(_ text: String, _ encoding: String) -> [UInt8]? {
    guard let descriptor = iconv_open(encoding, "UTF-8") else { return nil }
    defer { iconv_close(descriptor) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 4 + 16)
    let written = source.withUnsafeMutableBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
            var (from, to) = (source.baseAddress, target.baseAddress)
            var (left, room) = (source.count, target.count)
            let status = iconv(descriptor, &from, &left, &to, &room)
            return status == Int(bitPattern: UInt.max) ? nil : target.count - room
        }
    }
    return written.map { count in target[..<count].map { UInt8(bitPattern: $0) } }
}

func encode(_ text: String, _ encoding: String) throws -> [UInt8] {
    try #require(encoded(text, encoding))
}

@Suite("A text's encoding")
struct EncodingTests {
    static let text = "单位编码,名称\r\n甲01,\"编制，一,二\"\r\n乙,上级“主管”部门€\r\n"
    static let fields = [
        ["单位编码", "名称"], ["甲01", "编制，一,二"], ["乙", "上级“主管”部门€"],
    ]

    @Test(
        "is found out, whatever the block size",
        arguments: [
            ("UTF-8", [], TextEncoding.utf8), ("UTF-8", [0xEF, 0xBB, 0xBF], .utf8),
            ("GB18030", [], .gb18030), ("GB18030", [0x84, 0x31, 0x95, 0x33], .gb18030),
            ("UTF-16LE", [0xFF, 0xFE], .utf16LittleEndian),
            ("UTF-16BE", [0xFE, 0xFF], .utf16BigEndian),
        ] as [(String, [UInt8], TextEncoding)])
    func foundOut(name: String, mark: [UInt8], encoding: TextEncoding) throws {
        let bytes = mark + (try encode(EncodingTests.text, name))
        for size in Array(1...64) + [1 << 18] {
            let records = Records(bytes, blockSize: size)
            #expect(records.fields == EncodingTests.fields)
            #expect(records.lines == [1, 2, 3])
            #expect(records.problems.isEmpty)
            #expect(records.encoding == encoding)
            #expect(records.sha256 == sha256(of: bytes))
        }
    }

    @Test(
        "is taken as named",
        arguments: [
            ("UTF-16LE", "utf-16"), ("UTF-16BE", "UTF-16BE"), ("GB18030", "gbk"),
            ("BIG5", "big5"), ("UTF-8", "UTF8"),
        ])
    func named(name: String, given: String) throws {
        let text = "單位,數\r\n甲,1\r\n"
        let encoding = try #require(TextEncoding(name: given))
        for size in [1, 2, 3, 7, 1 << 18] {
            let records = Records(try encode(text, name), encoding: encoding, blockSize: size)
            #expect(records.fields == [["單位", "數"], ["甲", "1"]])
            #expect(records.problems.isEmpty)
        }
    }

    @Test("is nothing by an unknown name", arguments: ["", "latin1", "utf-7", "shift_jis"])
    func unknownName(name: String) { #expect(TextEncoding(name: name) == nil) }

    @Test("loses to a byte order mark")
    func markWins() {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("甲\n".utf8)
        #expect(Records(bytes, encoding: .gb18030).fields == [["甲"]])
    }

    @Test("GB 18030 is decoded as the C library does, four bytes and private characters included")
    func asTheLibrary() throws {
        // Every character of the basic plane and some beyond, but the surrogates.
        var text = ""
        for value in Array(0x80...0xFFFD) + Array(0x1F600...0x1F640) + [0x20BB7, 0x10FFFF] {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            guard encoded(String(scalar), "GB18030") != nil else { continue }
            text.unicodeScalars.append(scalar)
            if value % 50 == 0 { text += "\n" }
        }
        let bytes = try encode(text, "GB18030")
        let lines = Records(bytes, encoding: .gb18030, blockSize: 4099).fields
            .map { $0.joined(separator: ",") }
        #expect(lines == text.split(separator: "\n").map(String.init))
    }

    @Test("GB 18030 is recognised however late it starts")
    func lateStart() throws {
        let rows = String(repeating: "U1,1\n", count: 40_000)
        let bytes = try encode("id,name\n\(rows)U2,编制办公室\n", "GB18030")
        let records = Records(bytes, blockSize: 4096)
        #expect(records.encoding == .gb18030)
        #expect(records.fields.last == ["U2", "编制办公室"])
        #expect(records.problems.isEmpty)
    }

    @Test("GB 18030 is not misread for starting with pairs that are also UTF-8")
    func deceptiveStart() throws {
        // 0xC4 0xA3 is 模 in GBK and ģ in UTF-8.
        let rows = String(repeating: "模,1\n", count: 50_000)
        let bytes = try encode("id,n\n\(rows)编制,2\n", "GB18030")
        let records = Records(bytes, blockSize: 4096)
        #expect(records.encoding == .gb18030)
        #expect(records.fields[1] == ["模", "1"])
        #expect(records.fields.last == ["编制", "2"])
    }

    @Test("stays UTF-8 where a damaged byte stands, which is reported at its cell")
    func damagedUTF8() {
        for cut in [0, 1, 40, 4000] {
            var bytes = Array("单位编码,名称\n".utf8)
            for line in 0...cut { bytes += Array("甲\(line),编制\n".utf8) }
            bytes += Array("乙,好".utf8) + [0xB1] + Array("\n丙,1\n".utf8)
            let records = Records(bytes, blockSize: 4096)
            #expect(records.encoding == .utf8)
            #expect(records.problems == ["encoding-invalid:\(cut + 3):2"])
            #expect(records.lines.last == cut + 4)
        }
    }

    @Test("a byte of no character is reported at its cell in every encoding, with its value")
    func badBytes() throws {
        let cases: [(TextEncoding, [UInt8], String)] = [
            (.utf8, [0xFF], "0xFF"), (.utf8, [0xC0, 0x80], "0xC0"),
            (.utf8, [0xED, 0xA0, 0x80], "0xED"), (.utf8, [0xE7, 0xBC], "0xE7"),
            (.gb18030, [0xFF], "0xFF"), (.gb18030, [0x81, 0x20], "0x81"),
            (.gb18030, [0x84, 0x30, 0x81, 0x20], "0x84"), (.big5, [0xFF], "0xFF"),
            (.utf16LittleEndian, [0x00, 0xD8], "0x00"),
        ]
        for (encoding, bad, found) in cases {
            let name = encoding.rawValue
            let bytes =
                try encode("a,b\nok,x", name) + bad + (try encode("\n1,2\n", name))
            for size in [1, 5, 1 << 18] {
                var log = DiagnosticLog()
                var source = TableSource(bytes: bytes, name: "t", encoding: encoding)
                source.blockSize = size
                var lines: [Int] = []
                _ = readRecords(source, into: &log) { record, _ in lines.append(record.line) }
                #expect(describe(log) == ["encoding-invalid:2:2"], "\(encoding) \(bad)")
                #expect(log.kept.first?.found == found, "\(encoding) \(bad)")
                #expect(lines == [1, 3])
            }
        }
    }

    @Test("an incomplete character at the very end is bad")
    func incompleteEnd() throws {
        for (encoding, tail) in [
            (TextEncoding.utf8, [0xE7, 0xBC]), (.gb18030, [0xB1]), (.big5, [0xA4]),
            (.utf16LittleEndian, [0x16]), (.gb18030, [0x81, 0x30, 0x81]),
        ] as [(TextEncoding, [UInt8])] {
            let bytes = try encode("a\nb", encoding.rawValue) + tail
            for size in [1, 1 << 18] {
                let records = Records(bytes, encoding: encoding, blockSize: size)
                #expect(records.problems == ["encoding-invalid:2:1"], "\(encoding) \(tail)")
            }
        }
    }

    @Test("random bytes are never a trap", arguments: UInt64(0)..<200)
    func randomBytes(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let count = Int.random(in: 1...600, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let size = Int.random(in: 1...90, using: &generator)
        for encoding in [nil] + TextEncoding.allCases {
            let whole = Records(bytes, encoding: encoding)
            #expect(Records(bytes, encoding: encoding, blockSize: size) == whole)
            #expect(Records(bytes, encoding: encoding, isCareful: true) == whole)
        }
    }
}
