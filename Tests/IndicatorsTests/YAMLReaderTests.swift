import Calendars
import Diagnostics
import Languages
import Testing

@testable import Indicators

/// A problem as a test sees it: where and what.
struct Seen: Equatable, CustomStringConvertible {
    let line: Int?
    let column: Int?
    let code: DiagnosticCode

    init(_ line: Int?, _ column: Int?, _ code: DiagnosticCode) {
        (self.line, self.column, self.code) = (line, column, code)
    }

    init(_ diagnostic: Diagnostic) {
        self.init(diagnostic.place.line, diagnostic.place.column, diagnostic.code)
    }

    var description: String { "\(line ?? 0):\(column ?? 0) \(code)" }
}

private func problems(_ text: String, _ read: (YAMLMapping) -> Void = { _ in }) -> [Seen] {
    problems(Array(text.utf8), read)
}

private func problems(_ bytes: [UInt8], _ read: (YAMLMapping) -> Void = { _ in }) -> [Seen] {
    let reader = YAMLReader(file: "x.yaml")
    reader.root(of: bytes)?.mapping { map in
        read(map)
        return ()
    }
    return reader.log.kept.map { Seen($0) }
}

@Suite("The YAML reader")
struct YAMLReaderTests {
    @Test("reads every kind of value, and finds nothing to complain of")
    func values() throws {
        let text = """
            title: 某市 # a comment
            count: 12
            ratio: -2.5e-1
            share: 60%
            half: 0.5
            flag: 是
            day: 2025-12-31
            level: saaty
            names: [甲, "乙", '']
            one: 丙
            said: { zh: 中, en: E }
            nothing:
            """
        var seen: [String] = []
        let found = problems(text) { map in
            seen.append(map.required("title")?.text() ?? "")
            seen.append("\(map.required("count")?.whole(in: 1...20) ?? 0)")
            seen.append("\(map.required("ratio")?.number() ?? 0)")
            seen.append("\(map.required("share")?.share() ?? 0)")
            seen.append("\(map.required("half")?.share() ?? 0)")
            seen.append("\(map.required("flag")?.flag() ?? false)")
            seen.append("\(map.required("day")?.day()?.description ?? "")")
            seen.append(map.required("level")?.choice(["saaty": "S"]) ?? "")
            seen.append("\(map.required("names")?.list()?.map { $0.scalar ?? "" } ?? [])")
            seen.append("\(map.required("one")?.texts() ?? [])")
            seen.append("\(map.required("said")?.wording() ?? Wording(""))")
            seen.append("\(map.optional("nothing") == nil)")
        }
        #expect(found == [])
        #expect(
            seen == [
                "某市", "12", "-0.25", "0.6", "0.5", "true", "2025-12-31", "S",
                #"["甲", "乙", ""]"#, #"["丙"]"#, "\(Wording(zh: "中", en: "E"))", "true",
            ])
    }

    @Test("reports every wrong value at its line and column, all in one pass")
    func wrongValues() {
        let text = """
            title: [1]
            count: 1.5
            ratio: 0x1F
            big: 1e999
            share: 160%
            flag: maybe
            day: 2025-02-30
            level: saty
            names: { a: 1 }
            said: { en: E }
            map: 3
            """
        let found = problems(text) { map in
            _ = map.required("title")?.text()
            _ = map.required("count")?.whole(in: 1...20)
            _ = map.required("ratio")?.number()
            _ = map.required("big")?.number()
            _ = map.required("share")?.share()
            _ = map.required("flag")?.flag()
            _ = map.required("day")?.day()
            _ = map.required("level")?.choice(["saaty": 1])
            _ = map.required("names")?.list()
            _ = map.required("said")?.wording()
            _ = map.required("map")?.mapping { _ in () }
            _ = map.required("gone")
        }
        #expect(
            found == [
                Seen(1, 8, .valueInvalid), Seen(2, 8, .valueInvalid), Seen(3, 8, .valueInvalid),
                Seen(4, 6, .valueInvalid), Seen(5, 8, .valueInvalid), Seen(6, 7, .notAFlag),
                Seen(7, 6, .notADate), Seen(8, 8, .notInList), Seen(9, 8, .valueInvalid),
                Seen(10, 7, .keyMissing), Seen(11, 6, .valueInvalid), Seen(1, 1, .keyMissing),
            ])
    }

    @Test("reports a key nobody asked for, and names the nearest known one")
    func unknownKey() throws {
        let reader = YAMLReader(file: "x.yaml")
        let bytes = Array("title: a\nmax_rc: 0.1\n名: 1\n".utf8)
        reader.root(of: bytes)?.mapping { map in
            _ = (map.optional("title"), map.optional("max_cr"))
            return ()
        }
        #expect(
            reader.log.kept.map { Seen($0) } == [Seen(2, 1, .keyUnknown), Seen(3, 1, .keyUnknown)])
        let remedy = try #require(reader.log.kept.first?.remedy)
        #expect(remedy.zh.contains("max_cr") && remedy.en.contains("max_cr"))
    }

    @Test("counts columns in characters, also after Chinese text")
    func columns() {
        let found = problems("名称: { 甲: 乙, 丙: 丁 }") { map in
            _ = map.required("名称")?.mapping { $0.required("甲")?.text() }
        }
        #expect(found == [Seen(1, 13, .keyUnknown)])
    }

    @Test("refuses a key given twice")
    func duplicates() {
        #expect(problems("a: 1\nb: 2\na: 3\n") == [Seen(1, 1, .keyDuplicate)])
    }

    @Test(
        "refuses what makes a file say more than it shows",
        arguments: [
            ("a: &x 1\nb: *x\n", 1, 4), ("a: *x\n", 1, 4), ("a: !!binary aGk=\n", 1, 4),
            ("a: !thing { b: 1 }\n", 1, 4), ("a:\t1\n", 1, 3), ("名:\t1\n", 1, 3),
            ("a: 1\n---\nb: 2\n", 2, 1), ("{ a: 1 }: 2\n", 1, 1), ("&k a: 1\n", 1, 1),
        ])
    func refused(text: String, line: Int, column: Int) {
        #expect(problems(text).contains(Seen(line, column, .yamlRefused)))
    }

    @Test("reports every tab of a file")
    func tabs() {
        #expect(problems("a:\t1\nb: 2\nc:\t3\n").map(\.line) == [1, 3])
    }

    @Test(
        "says where a text stops being YAML",
        arguments: [
            ("a: [1, 2\nb: 3\n", 2), ("a: 'x\n", 2), ("a: b: c\n", 1), ("a: 1\n  b: 2\n", 2),
        ])
    func invalid(text: String, line: Int) {
        let found = problems(text)
        #expect(found.map(\.code) == [.yamlInvalid])
        #expect(found.first?.line == line)
    }

    @Test("says where a control character stands")
    func controlCharacter() {
        #expect(problems("a: 1\nb: x\u{1}y\n") == [Seen(2, 5, .yamlInvalid)])
    }

    @Test("takes a BOM and CRLF in its stride")
    func lineEnds() {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: 二\r\n".utf8)
        var texts: [String?] = []
        let found = problems(bytes) { map in
            texts = [map.required("a")?.text(), map.required("b")?.text()]
        }
        #expect(found == [])
        #expect(texts == ["1", "二"])
    }

    @Test("reports an empty file, and one that isn't UTF-8")
    func unreadable() {
        #expect(problems("").map(\.code) == [.fileEmpty])
        #expect(problems("# only a comment\n").map(\.code) == [.fileEmpty])
        #expect(problems([0x61, 0x3A, 0x20, 0xB1, 0xE0]).map(\.code) == [.encodingInvalid])
    }

    @Test("survives hostile depth and size")
    func hostile() {
        let open = String(repeating: "[", count: 100_000)
        #expect(problems("a: " + open).map(\.code) == [.yamlRefused])
        let dashes = String(repeating: "- ", count: 50_000) + "1"
        #expect(problems(dashes).map(\.code) == [.yamlRefused])
        var deep = ""
        for level in 0..<300 { deep += String(repeating: " ", count: level) + "a:\n" }
        #expect(problems(deep).map(\.code) == [.yamlRefused])
        #expect(
            problems(Array(repeating: 0x20, count: (1 << 20) + 1)).map(\.code) == [.yamlRefused])
    }

    @Test(
        "reads numbers as written and no other notation",
        arguments: [
            ("1_000", nil), (".inf", nil), ("nan", nil), ("1,5", nil), ("", nil), ("+3", 3),
            ("-0.5", -0.5),
            ("1e3", 1000), ("007", 7), ("'5'", 5),
        ] as [(String, Double?)])
    func numbers(text: String, value: Double?) {
        var read: Double?
        _ = problems("a: \(text)\n") { read = $0.optional("a")?.number() }
        #expect(read == value)
    }
}
