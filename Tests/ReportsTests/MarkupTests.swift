import Testing

@testable import Reports

@Suite("Markup")
struct MarkupTests {
    @Test("takes literals as they are and escapes every value")
    func escaping() {
        let name = "<script>alert('1')</script> & \"x\"\n\u{0}"
        let markup: Markup = #"<p title="\#(name)">\#(name)</p>"#
        let safe =
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot; \u{FFFD}"
        #expect(markup.text == #"<p title="\#(safe)">\#(safe)</p>"#)
    }

    @Test("takes other markup whole")
    func nesting() {
        let inner: Markup = "<b>\("&")</b>"
        let outer: Markup = "<p>\(inner)\(12)</p>"
        #expect(outer.text == "<p><b>&amp;</b>12</p>")
    }

    @Test(
        "writes coordinates with at most two decimals",
        arguments: [
            (0.0, "0"), (85.0, "85"), (1.005, "1"), (33.333, "33.33"), (-0.4, "-0.4"),
            (12.07, "12.07"), (-0.001, "0"), (Double.nan, "0"), (Double.infinity, "0"),
        ])
    func coordinates(value: Double, written: String) {
        let markup: Markup = "\(at: value)"
        #expect(markup.text == written)
    }
}

@Suite("A figure of a table")
struct FigureTests {
    @Test(
        "has always as many decimals, rounded half away from zero",
        arguments: [
            (0.25, 1, "0.3"), (-0.25, 1, "−0.3"), (82, 1, "82.0"), (0.0004, 3, "0.000"),
            (-0.04, 1, "0.0"), (1_234_567.5, 0, "1,234,568"), (1_000, 2, "1,000.00"),
        ])
    func decimals(value: Double, decimals: Int, text: String) {
        #expect(figure(value, decimals) == text)
    }

    @Test("is a dash where there is none", arguments: [nil, Double.nan, .infinity])
    func absent(value: Double?) {
        #expect(figure(value) == "—")
    }

    @Test("shows the sign of a difference and none of nothing")
    func signs() {
        #expect(signed(1.24) == "+1.2")
        #expect(signed(-1.26) == "−1.3")
        #expect(signed(0.01) == "0.0")
        #expect(percentage(0.924) == "92%")
    }
}
