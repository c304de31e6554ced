internal import Assessment

/// Score over saturation for every unit, with the policy of each corner written in it.
struct QuadrantChart {
    struct Point {
        let name: String
        let load: Double
        let score: Double
    }

    /// Load between idle and heavy: the band that is as it should be.
    private let fullBand: (Double, Double)
    /// Score from which a unit counts as good.
    private let goodScore: Double
    private let points: [Point]
    private let loads: Scale
    private let scores: Scale

    private let frame = (left: 44.0, top: 12.0, right: 884.0, bottom: 500.0)

    init(fullBand: (Double, Double), goodScore: Double, points: [Point]) {
        self.fullBand = fullBand
        self.goodScore = goodScore
        self.points = points
        let least = points.lazy.map(\.load).min() ?? 0.4
        let greatest = points.lazy.map(\.load).max() ?? 1.6
        loads = Scale(
            max(0, min(0.4, (least * 10).rounded(.down) / 10 - 0.1)),
            min(2.5, max(1.6, (greatest * 10).rounded(.up) / 10 + 0.1)))
        let lowest = min(points.lazy.map(\.score).min() ?? 0, goodScore - 8)
        scores = Scale(max(0, ((lowest - 3) / 5).rounded(.down) * 5), 100)
    }

    private func x(_ load: Double) -> Double {
        frame.left + loads(load) / 100 * (frame.right - frame.left)
    }

    private func y(_ score: Double) -> Double {
        frame.bottom - scores(score) / 100 * (frame.bottom - frame.top)
    }

    func markup(_ say: Voice) -> Markup {
        var content = background(say)
        content += dots
        for label in labels() {
            content += """
                <text class="label" x="\(at: label.x)" y="\(at: label.y)">\(label.text)</text>
                """
        }
        return """
            <div class="scroll"><svg class="wide quadrants" viewBox="0 0 900 540" role="img">\
            <title>\(say("得分与工作饱满度四象限", "Score and saturation in four quadrants"))</title>\
            <desc>\(say(
                "\(points.count)个单位：横轴为全员口径饱满度，纵轴为综合得分",
                "\(points.count) units: saturation of all staff across, score upwards"))</desc>\
            \(content)</svg></div>
            """
    }

    /// Units up to which every dot tells its unit; more are one drawing.
    private static let tellingLimit = 2000

    private var dots: Markup {
        var markup = Markup()
        guard points.count > Self.tellingLimit else {
            for point in points {
                markup += """
                    <circle class="dot" cx="\(at: x(point.load))" cy="\(at: y(point.score))" r="4.5">\
                    <title>\(point.name) \(figure(point.score)) · \(percentage(point.load))</title></circle>
                    """
            }
            return markup
        }
        markup += #"<path class="cloud" d=""#
        for point in points { markup += "M\(at: x(point.load)) \(at: y(point.score))h.01" }
        markup += #""/>"#
        return markup
    }

    private func background(_ say: Voice) -> Markup {
        let (left, right) = (x(fullBand.0), x(fullBand.1))
        var markup: Markup = """
            <rect class="full0" x="\(at: left)" y="\(at: frame.top)" width="\(at: right - left)" \
            height="\(at: frame.bottom - frame.top)"/>\
            <line class="axis" x1="\(at: frame.left)" x2="\(at: frame.right)" \
            y1="\(at: y(goodScore))" y2="\(at: y(goodScore))"/>
            """
        var load = (loads.low * 5).rounded(.up) / 5
        while load <= loads.high + 1e-9 {
            markup += """
                <text x="\(at: x(load))" y="518" text-anchor="middle">\(percentage(load))</text>
                """
            load += 0.2
        }
        var score = (scores.low / 10).rounded(.up) * 10
        while score <= 100 {
            markup += """
                <text x="38" y="\(at: y(score) + 4)" text-anchor="end">\(figure(score, 0))</text>
                """
            score += 10
        }
        markup += """
            <text x="\(at: frame.right)" y="536" text-anchor="end">\
            \(say("工作饱满度（全部在岗）→", "saturation of all staff →"))</text>\
            <text x="\(at: frame.left)" y="536">\(say("↑ 综合得分", "↑ score"))</text>
            """
        let corners: [(String, Double, Double, Markup)] = [
            (
                say("绩优而闲：承接新任务，空编缓补", "good and idle: take on tasks, hold vacancies"),
                frame.left + 8, frame.top + 16, "start"
            ),
            (
                say("绩优而忙：优先保障，先用空编再调剂", "good and busy: supported first"), frame.right - 4,
                frame.top + 16, "end"
            ),
            (
                say("绩差而闲：收回空编，限期整改", "poor and idle: take back vacancies"), frame.left + 8,
                frame.bottom - 8, "start"
            ),
            (
                say("绩差而忙：先查流程与分工，再议增编", "poor and busy: mend the work first"), frame.right - 4,
                frame.bottom - 8, "end"
            ),
        ]
        for (text, x, y, anchor) in corners {
            markup += """
                <text class="policy" x="\(at: x)" y="\(at: y)" text-anchor="\(anchor)">\(text)</text>
                """
        }
        return markup
    }

    // Labels: the outermost units first, each where it hides nothing, or not at all.

    private struct Box {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    private struct Label {
        let text: String
        let x: Double
        let y: Double
    }

    private func labels() -> [Label] {
        let middle = (x((fullBand.0 + fullBand.1) / 2), y(goodScore))
        let dots = points.map { point in
            let (x, y) = (x(point.load), y(point.score))
            return Box(left: x - 5, top: y - 5, right: x + 5, bottom: y + 5)
        }
        let order = points.indices.sorted { a, b in
            let (p, q) = (points[a], points[b])
            let left = abs(x(p.load) - middle.0) + abs(y(p.score) - middle.1)
            let right = abs(x(q.load) - middle.0) + abs(y(q.score) - middle.1)
            return left == right ? a < b : left > right
        }
        var taken = corners()
        var labels: [Label] = []
        let crowd = dots.count > 400 ? [] : dots
        for index in order.prefix(120) {
            let text = QuadrantChart.short(points[index].name)
            for box in places(dots[index], width: QuadrantChart.width(text))
            where box.left >= frame.left && box.right <= 898 && box.top >= 0
                && !taken.contains(where: box.meets)
                && !crowd.enumerated().contains(where: {
                    $0.offset != index && box.meets($0.element)
                })
            {
                taken.append(box)
                labels.append(Label(text: text, x: box.left, y: box.bottom - 3))
                break
            }
        }
        return labels
    }

    private func corners() -> [Box] {
        let (top, bottom) = (frame.top, frame.bottom)
        return [
            Box(left: frame.left, top: top, right: frame.left + 250, bottom: top + 22),
            Box(left: frame.right - 250, top: top, right: frame.right, bottom: top + 22),
            Box(left: frame.left, top: bottom - 24, right: frame.left + 250, bottom: bottom),
            Box(left: frame.right - 250, top: bottom - 24, right: frame.right, bottom: bottom),
        ]
    }

    private func places(_ dot: Box, width: Double) -> [Box] {
        let middle = (dot.top + dot.bottom) / 2
        let centre = (dot.left + dot.right) / 2
        return [
            Box(
                left: dot.right + 2, top: middle - 8, right: dot.right + 2 + width,
                bottom: middle + 7),
            Box(
                left: dot.left - 2 - width, top: middle - 8, right: dot.left - 2, bottom: middle + 7
            ),
            Box(
                left: centre - width / 2, top: dot.top - 15, right: centre + width / 2,
                bottom: dot.top),
            Box(
                left: centre - width / 2, top: dot.bottom, right: centre + width / 2,
                bottom: dot.bottom + 15),
        ]
    }

    private static func short(_ name: String) -> String {
        name.count > 11 ? String(name.prefix(10)) + "…" : name
    }

    private static func width(_ text: String) -> Double {
        text.unicodeScalars.reduce(2) { $0 + ($1.value < 0x2E80 ? 6.2 : 11.2) }
    }
}
