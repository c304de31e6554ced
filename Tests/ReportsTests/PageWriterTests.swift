import Languages
import Testing

@testable import Reports

@Suite("A page in the making")
struct PageWriterTests {
    private func written(
        _ language: Language = .chinese, _ write: (inout PageWriter) -> Void
    ) -> String {
        var page = PageWriter(Voice(language: language), capacity: 1)
        write(&page)
        return page.finish().string
    }

    @Test(
        "escapes every value as markup does, wherever it stands",
        arguments: [
            "", "<b>", "a & b", "\"'", "档\u{0}案\t\n", "\u{7F}", "\u{FFFE}\u{FFFF}\u{FFFD}", "¾¿",
            "1234567<", "12345678<", "满意度＜90％，“一般”", "\u{1F642}\u{FFFE}",
        ])
    func escaping(text: String) {
        let markup: Markup = "<td>\(text)</td>"
        let page = written {
            $0 += "<td>"
            $0.text(text)
            $0 += "</td>"
        }
        #expect(page == markup.text)
    }

    @Test("escapes by hand-made rules")
    func rules() {
        let text = written { $0.text("<a href='x'>\"&\u{0}\n\u{FFFF}\u{BF}") }
        #expect(text == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;\u{FFFD} \u{FFFD}\u{BF}")
    }

    @Test(
        "writes places with at most one decimal",
        arguments: [
            (0.0, "0"), (85.0, "85"), (33.333, "33.3"), (-0.04, "0"), (-0.4, "-0.4"),
            (12.07, "12.1"), (99.96, "100"), (Double.nan, "0"), (Double.infinity, "0"),
        ])
    func places(value: Double, written text: String) {
        #expect(written { $0.place(value) } == text)
    }

    @Test(
        "writes figures as the tables do",
        arguments: [0, 0.25, -0.25, -0.04, 82, 1_234_567.5, 1e12, .nan, .infinity, -3.456, nil])
    func figures(value: Double?) {
        for decimals in 0...3 {
            #expect(written { $0.figure(value, decimals) } == figure(value, decimals))
            #expect(written { $0.percentage(value, decimals) } == percentage(value, decimals))
        }
        #expect(written { $0.count(1_234_567) } == count(1_234_567))
    }

    @Test("speaks one language")
    func languages() {
        #expect(written { $0.say("分", "points") } == "分")
        #expect(written(.english) { $0.say("分", "points") } == "points")
    }

    @Test("draws what lies behind several drawings once")
    func backdrops() {
        let text = written {
            for backdrop in [PageWriter.Backdrop.bases, .ratios, .bases] {
                $0.backdrop(backdrop, "<rect/>")
            }
        }
        #expect(text == ##"<g id="k2"><rect/></g><g id="k4"><rect/></g><use href="#k2"/>"##)
    }

    @Test("has a style without the spaces of its reader")
    func style() {
        let style = """
            .a b, c > d { color: var(--x);
              content: "  " attr(y); }
            @media print { p { margin: 0 1px; } }
            """
        #expect(
            Page.tight(style)
                == #".a b,c > d{color:var(--x);content:" " attr(y)}@media print{p{margin:0 1px}}"#)
    }
}

@Suite("Where the units of a class stand")
struct DistributionTests {
    @Test("is a tick each, taller for several on one place")
    func ticks() {
        // Half a point is one place: 10.1 and 10.2 share it.
        let drawing = Distribution([90, 10.1, 10.2]).drawing.text
        #expect(drawing == #"<path d="M10 4v8M90 5v6"/><path class="m" d="M10.2 0v16"/>"#)
        #expect(Distribution([]).drawing.isEmpty)
    }

    @Test("of many is a hill, the fullest two points twelve high, one unit still seen")
    func hill() {
        let values = Array(repeating: 50.5, count: 48) + Array(repeating: 52, count: 12) + [100]
        let drawing = Distribution(values).drawing.text
        #expect(
            drawing
                == #"<path class="h" d="M50 14v-12H52v9H54v3H98v-1H100V14"/><path class="m" d="M50.5 0v16"/>"#
        )
    }
}
