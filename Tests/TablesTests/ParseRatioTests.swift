import Testing

@testable import Tables

@Suite("A ratio")
struct ParseRatioTests {
    private func ratio(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBufferPointer { parseRatio($0) }
    }

    @Test(
        "is a decimal or a fraction",
        arguments: [
            ("3", 3), ("0.25", 0.25), ("1/3", 1.0 / 3), ("１／７", 1.0 / 7), ("5 / 2", 2.5),
            ("1/2.5", 0.4),
        ])
    func values(text: String, value: Double) {
        #expect(ratio(text) == value)
    }

    @Test(
        "is nothing else",
        arguments: ["", "/", "1/", "/3", "1/0", "1/2/3", "三", "1:3", "a/b", "1e300/1e-300"])
    func others(text: String) {
        #expect(ratio(text) == nil)
    }
}
