import Draws
import Testing

@testable import Documents

@Suite("A JSON document in the making")
struct JSONWriterTests {
    private func written(
        _ style: JSONWriter.Style = .document, deepest: Int = 0,
        _ members: (inout JSONWriter) -> Void
    ) -> String {
        var json = JSONWriter(style, deepest: deepest, capacity: 1)
        json.object(members)
        return json.finish().string
    }

    private func unit(_ json: inout JSONWriter) {
        json.member("unit", "U01")
        json.member("rank", nil as Int?)
        json.member("score", 90)
        json.member("open", true)
        json.object("scores") { json in
            json.member(named: "B\"1", 66.5)
            json.member(named: "B2", nil)
            json.member(named: "B3", "x")
        }
        json.list("flags", [] as [Int]) { $0.member("n", $1) }
        json.list("kinds", [1, 2]) { $0.member("n", $1) }
        json.member("lines", [2, 3])
        json.member("views", 0..<1) { $0.member("from", $1.lowerBound) }
        json.member("none", nil as Range<Int>?) { $0.member("from", $1.lowerBound) }
        json.member("more", ["a": [0.5, .null]])
    }

    @Test("stands on one line, with what is not known")
    func line() {
        #expect(
            written { unit(&$0) } == #"""
                {"unit": "U01", "rank": null, "score": 90, "open": true, \#
                "scores": {"B\"1": 66.5, "B2": null, "B3": "x"}, "flags": [], \#
                "kinds": [{"n": 1}, {"n": 2}], "lines": [2, 3], "views": {"from": 0}, \#
                "none": null, "more": {"a": [0.5, null]}}
                """#)
    }

    @Test("has a line for whatever stands beside a list or an object that isn't empty")
    func lines() {
        #expect(
            written(deepest: .max) { unit(&$0) } == #"""
                {
                  "unit": "U01",
                  "rank": null,
                  "score": 90,
                  "open": true,
                  "scores": {"B\"1": 66.5, "B2": null, "B3": "x"},
                  "flags": [],
                  "kinds": [
                    {"n": 1},
                    {"n": 2}
                  ],
                  "lines": [2, 3],
                  "views": {"from": 0},
                  "none": null,
                  "more": {
                    "a": [0.5, null]
                  }
                }
                """#)
    }

    @Test("stays on its line beside what is empty")
    func empty() {
        let text = written(deepest: .max) { json in
            json.member("a", 1)
            json.object("b") { _ in }
            json.list("c") { json in json.element { _ in } }
        }
        #expect(text == "{\n  \"a\": 1,\n  \"b\": {},\n  \"c\": [{}]\n}")
        #expect(written(deepest: .max) { $0.object("b") { _ in } } == "{\"b\": {}}")
    }

    @Test("that is kept leaves out what is not known and has no blanks")
    func content() {
        let text = written(.content) { json in
            json.member("a", nil as Double?)
            json.member("b", 1.5)
            json.member("c", nil as String?)
            json.list("d", [1, 2]) { $0.member("n", $1) }
            json.list("e", [] as [Int]) { $0.member("n", $1) }
            json.member("f", 0..<1) { json, _ in json.member("g", true) }
            json.member("h", ["x", "\""])
            json.member("i", [0.5, 2])
        }
        #expect(
            text
                == #"{"b":1.5,"d":[{"n":1},{"n":2}],"e":[],"f":{"g":true},"h":["x","\""],"i":[0.5,2.0]}"#
        )
    }

    @Test("has no word for what is not finite", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(written { $0.member("a", number) } == #"{"a": null}"#)
        #expect(written { $0.member("a", [1, number]) } == #"{"a": [1.0, null]}"#)
    }

    @Test("is the same in pieces")
    func pieces() {
        var all: [UInt8] = []
        var json = JSONWriter(deepest: 2)
        json.object { json in
            json.list("units") { json in
                for _ in 0..<3 {
                    json.element { unit(&$0) }
                    json.drain(over: 20) { all += $0 }
                }
            }
        }
        #expect(all.count > 20)
        json.finish().withBytes { all += $0 }
        let whole = written(deepest: 2) { json in
            json.list("units") { json in for _ in 0..<3 { json.element { unit(&$0) } } }
        }
        #expect(String(decoding: all, as: UTF8.self) == whole)
    }

    /// The rule of the lines as it is told, on a value as a whole.
    private func layout(_ value: JSONValue, _ depth: Int, _ deepest: Int) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        func lines(_ parts: [String], _ isBroken: Bool, _ ends: (String, String)) -> String {
            if parts.isEmpty || !isBroken || depth >= deepest {
                return ends.0 + parts.joined(separator: ", ") + ends.1
            }
            return ends.0 + parts.map { "\n" + inner + $0 }.joined(separator: ",") + "\n" + outer
                + ends.1
        }
        switch value {
        case .array(let values):
            return lines(
                values.map { layout($0, depth + 1, deepest) }, values.contains(where: isFull),
                ("[", "]"))
        case .object(let members):
            return lines(
                members.map { "\"\($0.key)\": " + layout($0.value, depth + 1, deepest) },
                members.contains { isFull($0.value) }, ("{", "}"))
        case .integer(let number): return String(number)
        default: return "null"
        }
    }

    private func isFull(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    private func random(_ depth: Int, _ generator: inout SplitMix64) -> JSONValue {
        let count = Int.random(in: 0..<4, using: &generator)
        switch Int.random(in: 0..<(depth > 4 ? 2 : 5), using: &generator) {
        case 0: return .integer(count)
        case 1: return .null
        case 2: return .array((0..<count).map { _ in random(depth + 1, &generator) })
        default:
            return .object(
                (0..<count).map { JSONMember("k\($0)", random(depth + 1, &generator)) })
        }
    }

    @Test("breaks lines by the rule, whatever it holds", arguments: UInt64(0)..<400)
    func rule(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let value = random(0, &generator)
        let deepest = [0, 1, 2, 3, .max][Int(seed % 5)]
        var json = JSONWriter(deepest: deepest)
        json.append(value)
        let text = json.finish().string
        #expect(text == layout(value, 0, deepest))
    }
}
