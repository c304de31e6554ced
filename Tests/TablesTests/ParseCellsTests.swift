import Draws
import Calendars
import Testing

@testable import Tables

private func with<Value>(
    _ text: String, _ parse: (UnsafeBufferPointer<UInt8>) -> Value
) -> Value {
    var text = text
    return text.withUTF8 { parse($0) }
}

@Suite("A cell's bytes")
struct ParseCellsTests {
    @Test(
        "are a number",
        arguments: [
            ("0", 0), ("12", 12), ("12.5", 12.5), (".5", 0.5), ("5.", 5), ("-3", -3), ("+3", 3),
            ("1,234", 1234), ("1,234,567.89", 1_234_567.89), ("12.5%", 0.125), ("60％", 0.6),
            ("１２．５", 12.5), ("－１", -1), ("１，２３４", 1234), ("1E+05", 100_000), ("1.5e-3", 0.0015),
            ("12 %", 0.12), ("0.1", 0.1), ("123456789012345678", 123_456_789_012_345_680),
            ("9007199254740993", 9_007_199_254_740_992), ("1e-400", 0), ("007", 7),
            ("-0", 0), ("0.3%", 0.003),
        ])
    func number(text: String, value: Double) {
        #expect(with(text, parseNumber) == value)
    }

    @Test(
        "are no number",
        arguments: [
            "", "一", "十二", "1,23", "12,34", "1,2345", ",123", "1,,234", "1.2.3", "1 234", "12人",
            "NaN", "inf", "0x10", "1e", "1e+", "e5", "--1", "+-1", "%", "1%%", "1e400", "．", ".",
            "1,234,", "1.5,000", "1_000", "¥5", "12‰",
        ])
    func noNumber(text: String) {
        #expect(with(text, parseNumber) == nil)
    }

    @Test("are rounded to the nearest Double, as Swift does", arguments: UInt64(0)..<300)
    func rounding(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let whole = String(UInt64.random(in: 0...UInt64.max, using: &generator))
            .prefix(Int.random(in: 1...20, using: &generator))
        let fraction = String(UInt64.random(in: 0...UInt64.max, using: &generator))
            .prefix(Int.random(in: 0...20, using: &generator))
        let text = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
        #expect(with(text, parseNumber) == Double(text))
        let power = Int.random(in: -300...280, using: &generator)
        #expect(with("\(text)E\(power)", parseNumber) == Double("\(text)e\(power)"))
        // A percentage is the same decimal with its point moved.
        #expect(with("\(text)%", parseNumber) == Double("\(text)e-2"))
    }

    @Test("are every Double that was written out", arguments: UInt64(0)..<300)
    func written(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let number = Double(bitPattern: UInt64.random(in: 0..<(0x7FF << 52), using: &generator))
        #expect(with("\(number)", parseNumber) == number)
    }

    @Test(
        "are a whole number, or none",
        arguments: [
            ("12", 12), ("1,234", 1234), ("12.0", 12), ("12.00", 12), ("1E+05", 100_000),
            ("1.5e1", 15), ("-3", -3), ("１２", 12), ("0.0", 0), ("9223372036854775807", Int.max),
            ("9223372036854775808", nil), ("1.5", nil), ("50%", nil), ("100%", nil), ("1e-2", nil),
            ("100e-2", 1), ("", nil), ("x", nil), ("1e99", nil), ("00012", 12), ("0e999", 0),
        ] as [(String, Int?)])
    func whole(text: String, value: Int?) {
        #expect(with(text, parseWhole) == value)
    }

    @Test(
        "are a day, or none",
        arguments: [
            ("2025-03-01", "2025-03-01"), ("2025/3/1", "2025-03-01"), ("2025-3-1", "2025-03-01"),
            ("2025/03/01", "2025-03-01"), ("２０２５－０３－０１", "2025-03-01"),
            ("2025-03-01 00:00:00", "2025-03-01"), ("2025/3/1 0:00", "2025-03-01"),
            ("2025-03-01T00:00:00", "2025-03-01"), ("2025-03-01 08:30", nil), ("2025-02-29", nil),
            ("2025-3/1", nil), ("25-03-01", nil), ("2025.3.1", nil), ("2025年3月1日", nil),
            ("20250301", nil), ("2025-03-01 ", nil), ("2025-03-1x", nil), ("45717", nil),
            ("2025-003-01", nil), ("2025-00-01", nil), ("", nil), ("2025-13-01", nil),
        ] as [(String, String?)])
    func day(text: String, value: String?) {
        #expect(with(text, parseDay)?.description == value)
    }

    @Test(
        "are a flag, or none",
        arguments: [
            ("是", true), ("否", false), ("1", true), ("0", false), ("TRUE", true), ("False", false),
            ("１", true), ("yes", nil), ("Y", nil), ("", nil), ("对", nil), ("2", nil),
        ] as [(String, Bool?)])
    func flag(text: String, value: Bool?) {
        #expect(with(text, parseFlag) == value)
    }

    @Test("are a choice by name or alias")
    func choices() {
        let choices = Choices(["省", "市", "县"], aliases: ["市级": 1, "地市": 1])
        for (text, index) in [
            ("省", 0), ("市", 1), ("市级", 1), ("地市", 1), ("县", 2), ("乡", nil), ("", nil),
        ]
            as [(String, Int?)]
        {
            #expect(with(text, choices.index(of:)) == index)
        }
    }

    @Test(
        "lose the blanks around them",
        arguments: [
            (" a ", "a"), ("　编 制　", "编 制"), ("\t\r\na\n", "a"), ("\u{A0}a\u{A0}\u{3000}", "a"),
            ("\u{FEFF}\u{200B}a", "a"), ("   ", ""), ("", ""), ("ぁ", "ぁ"), ("。a。", "。a。"),
            ("\"", "\""),
        ])
    func blanks(text: String, bare: String) {
        #expect(with(text) { String(decoding: withoutBlanks($0), as: UTF8.self) } == bare)
    }
}
