import Foundation
import Testing

@testable import Documents

@Suite("A JSON value")
struct JSONValueTests {
    @Test("characters that end a line for some readers are escaped")
    func lineSeparators() {
        let text = JSONValue.string("a\u{85}b\u{2028}c\u{2029}é€").line
        #expect(text == "\"a\\u0085b\\u2028c\\u2029é€\"")
    }

    @Test("is written in the order of its members, with explicit nulls")
    func order() {
        let value: JSONValue = [
            "b": 1, "a": .init(nil as Double?), "c": [true, "x", 0.5], "d": [:], "e": [],
        ]
        #expect(value.line == #"{"b": 1, "a": null, "c": [true, "x", 0.5], "d": {}, "e": []}"#)
    }

    @Test("for people takes one line for whatever holds no further list or object")
    func layout() {
        let value: JSONValue = ["units": [["unit": "U01", "score": 90.0], ["unit": "U02"]]]
        #expect(
            value.text == """
                {
                  "units": [
                    {"unit": "U01", "score": 90.0},
                    {"unit": "U02"}
                  ]
                }

                """)
    }

    @Test(
        "keeps any text, as another reader sees it",
        arguments: [
            "", "\"\\/\n\r\t", "\u{0}\u{1F}\u{7F}", "濮阳市𠮷🙂", "</script>\u{2028}", "é\u{301}",
        ])
    func texts(text: String) throws {
        let bytes = Data(JSONValue.object([JSONMember(text, .string(text))]).text.utf8)
        let read = try JSONDecoder().decode([String: String].self, from: bytes)
        #expect(read.keys.map { Array($0.utf8) } == [Array(text.utf8)])
        #expect(read[text].map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("breaks no line at a depth and beyond")
    func depth() {
        let value: JSONValue = ["units": [["unit": "U01", "leaves": [["lines": [1, 2]]]]]]
        var json = JSONWriter(deepest: 2)
        json.append(value)
        #expect(
            json.finish().string == """
                {
                  "units": [
                    {"unit": "U01", "leaves": [{"lines": [1, 2]}]}
                  ]
                }
                """)
    }

    @Test("keeps every bit of a number", arguments: UInt64(0)..<200)
    func numbers(seed: UInt64) throws {
        let bits = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
        let number = Double(bitPattern: bits)
        let line = JSONValue.number(number).line
        if number.isFinite {
            #expect(try JSONDecoder().decode(Double.self, from: Data(line.utf8)) == number)
        } else {
            #expect(line == "null")
        }
    }

    @Test("has no word for what is not finite", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(JSONValue.number(number).line == "null")
    }
}
