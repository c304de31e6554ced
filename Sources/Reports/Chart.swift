internal import Assessment

/// The signs all charts share: a value is a dot, its interval a pale bar, the median of the class a
/// thin tick, last year a hollow dot. Places are per cent of the width, so text never shrinks.
enum Chart {
    /// A drawing with its text alternative.
    static func drawing(
        _ kind: Markup = "", height: Double, title: String, description: String, _ content: Markup
    ) -> Markup {
        """
        <svg class="\(kind)" height="\(at: height)" role="img"><title>\(title)</title>\
        <desc>\(description)</desc>\(content)</svg>
        """
    }

    static func dot(_ x: Double, _ y: Double, radius: Double = 5) -> Markup {
        #"<circle class="dot" cx="\#(at: x)%" cy="\#(at: y)" r="\#(at: radius)"/>"#
    }

    static func hollowDot(_ x: Double, _ y: Double) -> Markup {
        #"<circle class="old" cx="\#(at: x)%" cy="\#(at: y)" r="4"/>"#
    }

    static func rectangle(
        _ kind: Markup, from start: Double, to end: Double, y: Double, height: Double
    ) -> Markup {
        """
        <rect class="\(kind)" x="\(at: start)%" y="\(at: y)" width="\(at: max(0, end - start))%" \
        height="\(at: height)"/>
        """
    }

    static func tick(_ kind: Markup = "median", at x: Double, from y1: Double, to y2: Double)
        -> Markup
    {
        #"<line class="\#(kind)" x1="\#(at: x)%" x2="\#(at: x)%" y1="\#(at: y1)" y2="\#(at: y2)"/>"#
    }
}

/// The bands of saturation as a background on which loads are dots.
struct BandChart: Sendable {
    let bands: [BandRecord]
    let scale: Scale

    /// - Parameter values: What has to find room; loads beyond 250 % stand at the end.
    init(_ bands: [BandRecord], values: [Double]) {
        self.bands = bands
        let top = max(values.max() ?? 0, (bands.last?.from ?? 1.2) + 0.2)
        scale = Scale(0, min(2.5, (top * 1.04 * 10).rounded(.up) / 10))
    }

    /// The bands as rectangles; deeper colours lie further from the full band.
    func background(y: Double, height: Double) -> Markup {
        var markup = Markup()
        for index in bands.indices {
            markup += Chart.rectangle(
                kind(index), from: scale(bands[index].from), to: scale(end(index)), y: y,
                height: height)
        }
        for band in bands.dropFirst() {
            markup += #"<rect class="gap" x="\#(at: scale(band.from))%" y="\#(at: y)" width="1" "#
            markup += #"height="\#(at: height)"/>"#
        }
        return markup
    }

    /// The limits between the bands, for below a row.
    func axis(_ say: Voice) -> Markup {
        var content = Markup()
        for band in bands.dropFirst() where scale(band.from) < 100 {
            content += """
                <text x="\(at: scale(band.from))%" y="9" text-anchor="middle">\
                \(percentage(band.from))</text>
                """
        }
        return Chart.drawing(
            "limit-axis", height: 12, title: say("饱满度区间界限", "Limits of the bands"),
            description: bands.map { "\(say($0.name)) ≥\(percentage($0.from))" }
                .joined(separator: say.separator), content)
    }

    /// Names of the bands, each below its band.
    func names(_ say: Voice) -> Markup {
        var markup: Markup = #"<div class="limits" aria-hidden="true">"#
        for index in bands.indices where scale(end(index)) > scale(bands[index].from) {
            let width = scale(end(index)) - scale(bands[index].from)
            markup += #"<span style="width:\#(at: width)%">\#(say(bands[index].name))</span>"#
        }
        markup += "</div>"
        return markup
    }

    /// A load as a dot with its interval.
    func row(
        _ load: Double?, interval: [Double]?, on backdrop: PageWriter.Backdrop,
        _ page: inout PageWriter, _ title: (inout PageWriter) -> Void
    ) {
        page.drawing(height: 16, title) { page in
            page.backdrop(backdrop, background(y: 1, height: 14))
            if let interval, interval.count == 2 {
                page.interval(from: scale(interval[0]), to: scale(interval[1]))
            }
            if let load { page.dot(scale(load), 8) }
        }
    }

    private func end(_ index: Int) -> Double {
        index + 1 < bands.count ? bands[index + 1].from : scale.high
    }

    private func kind(_ index: Int) -> Markup {
        switch bands[index].load {
        case .full: "full0"
        case .idle:
            index + 1 < bands.count && bands[index + 1].load == .idle ? "idle2" : "idle1"
        case .heavy: index > 0 && bands[index - 1].load == .heavy ? "heavy2" : "heavy1"
        }
    }
}
