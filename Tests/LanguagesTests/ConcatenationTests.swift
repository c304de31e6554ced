import Testing

@testable import Languages

@Suite("Parts of a text")
struct ConcatenationTests {
    @Test("stand one behind the other")
    func parts() {
        #expect(concatenated() == "")
        #expect(concatenated("", "") == "")
        #expect(concatenated("“", "窗口受理", "” 1,180 ", "hours") == "“窗口受理” 1,180 hours")
        let long = String(repeating: "饱满度 saturation 🧮 ", count: 100)
        #expect(concatenated(long, "", "é", long) == long + "é" + long)
        #expect(concatenated([]) == "")
    }

    @Test("may be parts of other texts")
    func slices() {
        let text = "甲乙丙丁".dropFirst().dropLast()
        #expect(concatenated(String(text), "，", String(text.reversed())) == "乙丙，丙乙")
    }
}
