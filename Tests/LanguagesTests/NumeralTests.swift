import Testing

@testable import Languages

@Suite("A number in a sentence")
struct NumeralTests {
    @Test(
        "is rounded, grouped and without idle zeros",
        arguments: [
            (0.0, 1, "0"), (1984, 1, "1,984"), (1234567.25, 2, "1,234,567.25"),
            (1234567.25, 1, "1,234,567.3"), (-0.04, 1, "0"), (-12.5, 0, "−13"), (0.5, 0, "1"),
            (1000.05, 2, "1,000.05"), (999.96, 1, "1,000"), (100, 0, "100"),
        ])
    func examples(value: Double, decimals: Int, text: String) {
        #expect(numeral(value, decimals: decimals) == text)
    }

    @Test("is followed by its sign where it is a share")
    func shares() {
        #expect(percent(0.4567) == "45.7%")
        #expect(percent(1) == "100%")
    }
}
