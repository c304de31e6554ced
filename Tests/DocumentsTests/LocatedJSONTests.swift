import Testing

@testable import Documents

@Suite("A located JSON document")
struct LocatedJSONTests {
    @Test("knows the line and the character of every value and key")
    func places() throws {
        let text = "{\"单位\": [1.50,\n  \"甲\", NaN],\r\n \"b\": {\"c\": -0e3}}"
        let document = try LocatedJSON(Array(text.utf8))
        guard case .object(let members) = document.content,
            case .array(let values) = members[0].value.content,
            case .object(let inner) = members[1].value.content
        else {
            Issue.record("an object of a list and an object")
            return
        }
        #expect(members.map(\.key) == ["单位", "b"])
        #expect(members[1].position == JSONPosition(line: 3, column: 2))
        #expect(values.map(\.content) == [.number("1.50"), .string("甲"), .word("NaN")])
        #expect(values.map(\.position.line) == [1, 2, 2])
        #expect(values.map(\.position.column) == [9, 3, 8])
        #expect(inner[0].value.content == .number("-0e3"))
        #expect(inner[0].value.position == JSONPosition(line: 3, column: 13))
    }

    @Test("reads what a JSON value writes", arguments: UInt64(0)..<100)
    func roundTrip(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let value = anyValue(depth: 4, &state)
        #expect(try LocatedJSON(Array(value.line.utf8)).value == value)
        #expect(try LocatedJSON(Array(value.text.utf8)).value == value)
    }

    private func anyValue(depth: Int, _ state: inout UInt64) -> JSONValue {
        func draw(_ count: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % count
        }
        let texts = ["", "a\"\\/\n\r\t\u{1}", "濮阳市𠮷🙂", "\u{2028}</script>"]
        switch draw(depth == 0 ? 5 : 7) {
        case 0: return .null
        case 1: return .bool(draw(2) == 0)
        case 2: return .integer(Int(draw(2000)) - 1000)
        case 3: return .number(Double(draw(1_000_000)) / 7 + 0.1)
        case 4: return .string(texts[Int(draw(4))])
        case 5: return .array((0..<draw(4)).map { _ in anyValue(depth: depth - 1, &state) })
        default:
            return .object(
                (0..<draw(4)).map { JSONMember("k\($0)", anyValue(depth: depth - 1, &state)) })
        }
    }

    @Test("understands every escape")
    func escapes() throws {
        let text = #""\"\\\/\b\f\n\r\t\u00e9\uD842\uDFB7""#
        #expect(
            try LocatedJSON(Array(text.utf8)).content
                == .string("\"\\/\u{8}\u{C}\n\r\té𠮷"))
    }

    @Test(
        "says where a text stops being JSON",
        arguments: [
            ("", JSONSyntaxError.Reason.empty, 1, 1), (" \n ", .empty, 2, 2),
            ("{\"a\" 1}", .expected(":"), 1, 6), ("[1 2]", .expected(", ]"), 1, 4),
            ("[1,]", .expected("…"), 1, 4), ("{,}", .expected("\""), 1, 2),
            ("[1", .unfinished, 1, 3), ("\"甲", .unfinished, 1, 3), ("01", .badNumber, 1, 3),
            ("1.", .badNumber, 1, 3), ("-", .badNumber, 1, 2), ("\"\\x\"", .badString, 1, 2),
            ("\"\\uD800\"", .badString, 1, 8), ("\"\t\"", .badString, 1, 2),
            ("1 2", .trailing, 1, 3),
        ])
    func syntax(text: String, reason: JSONSyntaxError.Reason, line: Int, column: Int) {
        do {
            _ = try LocatedJSON(Array(text.utf8))
            Issue.record("\(text) is no JSON")
        } catch {
            let atEnd = error.found == nil && reason == .badNumber
            #expect(error.reason == (atEnd ? .unfinished : reason))
            #expect(error.position == JSONPosition(line: line, column: column))
        }
    }

    @Test("refuses bytes of another encoding and lists without end")
    func refusals() {
        #expect(throws: JSONSyntaxError.self) { try LocatedJSON([0x22, 0xB1, 0xE0, 0x22]) }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try LocatedJSON(deep) }
    }
}
