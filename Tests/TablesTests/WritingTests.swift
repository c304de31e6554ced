import Draws
import Diagnostics
import Glibc
import Testing

@testable import Tables

@Suite("CSV is written")
struct CSVWriterTests {
    @Test("with quotes only where they must be")
    func quoting() {
        var writer = CSVWriter()
        writer.addRecord(["a", "b,c", "d\"e", "f\ng", "", "编制"])
        writer.add(3)
        writer.add(0.1)
        writer.add(12.0)
        writer.endRecord()
        writer.addRecord([""])
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text == "a,\"b,c\",\"d\"\"e\",\"f\ng\",,编制\n3,0.1,12\n\"\"\n")
    }

    @Test("alike by the writer and by the buffer", arguments: UInt64(0)..<20)
    func buffer(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let texts = ["a", "b,c", "d\"e", "f\ng", "编制", "x\r"]
        var numbers = [0, -0.0, 12, 0.5, 1e300, 1e-9, 123_456_789_012_345_680]
        numbers.append(Double(bitPattern: .random(in: 0..<(0x7FF << 52), using: &generator)))
        var writer = CSVWriter()
        var lines = LineBuffer(capacity: 1)
        for text in texts {
            writer.add(text)
            lines.putField(Array(text.utf8)[...])
            lines.reserve(64)
            for number in numbers {
                writer.add(number)
                lines.put(UInt8(ascii: ","))
                lines.reserve(64)
                lines.put(number)
            }
            writer.endRecord()
            lines.put(UInt8(ascii: "\n"))
        }
        #expect(lines.takeBytes() == writer.bytes)
    }

    @Test("so that a spreadsheet sees text where there was text")
    func safety() {
        var writer = CSVWriter(lineEnd: .crlf)
        for field in ["=1+1", "+86", "-", "-5", "@a", "＝1", "ok"] { writer.addSafely(field) }
        writer.endRecord()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text == "'=1+1,+86,'-,-5,'@a,'＝1,ok\r\n")
    }

    @Test("every number so that it is read back", arguments: UInt64(0)..<100)
    func numbers(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let number = Double(bitPattern: UInt64.random(in: 0..<(0x7FF << 52), using: &generator))
        var writer = CSVWriter()
        writer.add(number)
        writer.endRecord()
        let bytes = writer.bytes.dropLast()
        #expect(Array(bytes).withUnsafeBufferPointer { parseNumber($0) } == number)
    }
}

@Suite("A file")
struct FileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/quanjing-tables-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer {
            $0.baseAddress.flatMap { mkdtemp($0) }
        }
        let folder = String(cString: try #require(made))
        defer {
            for name in (try? names(in: folder)) ?? [] { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
        try body(folder)
    }

    private func names(in folder: String) throws -> [String] {
        let directory = try #require(opendir(folder))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    @Test("is written whole, replaces what stood there, and leaves nothing else behind")
    func wholeFile() throws {
        try inFolder { folder in
            let path = "\(folder)/result.json"
            try writeWhole(Array("first".utf8), to: path)
            try writeWhole(Array("编制".utf8), to: path)
            let left = try names(in: folder)
            #expect(left == ["result.json"])
            var log = DiagnosticLog()
            #expect(readText(path: path, name: "result.json", into: &log)?.text == "编制")
            let digest = try sha256(ofFile: path)
            #expect(digest == sha256(of: Array("编制".utf8)))
        }
    }

    @Test("that can't be written is an error, and the old one stays")
    func refused() throws {
        #expect(throws: FileError.self) { try writeWhole([1], to: "/nowhere/at/all") }
        try inFolder { folder in
            #expect(throws: FileError.self) { try writeWhole([1], to: folder) }
            let left = try names(in: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("has the digest that the standard gives")
    func digest() {
        // FIPS 180-4, "abc" and the empty message.
        #expect(
            sha256(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            sha256(of: [UInt8]())
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("of text is decoded whole, its bad characters reported by line and character")
    func text() throws {
        var log = DiagnosticLog()
        let bytes = try encode("title: 示例市\r\nyear: 2025\n", "GB18030")
        let file = readText(TableSource(bytes: bytes, name: "e.yaml"), into: &log)
        #expect(file?.text == "title: 示例市\r\nyear: 2025\n")
        #expect(file?.encoding == .gb18030)
        #expect(file?.sha256 == sha256(of: bytes))
        let bad = Array("title: 示例市\nname: 编".utf8) + [0xFF] + Array("\nx: \0\n".utf8)
        #expect(readText(TableSource(bytes: bad, name: "e.yaml"), into: &log) == nil)
        #expect(readText(TableSource(bytes: [], name: "e.yaml"), into: &log) == nil)
        #expect(readText(path: "/nowhere/e.yaml", name: "e.yaml", into: &log) == nil)
        #expect(
            describe(log) == ["encoding-invalid:2:8", "nul-byte:3:4", "file-empty", "file-missing"])
    }
}
