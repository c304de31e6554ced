internal import Assessment

/// The two readings of saturation against each other: work needed across, time used upwards.
struct ReadingsChart: Sendable {
    /// All but the unit's place, the same for every unit.
    private let backdrop: Markup

    private static let low = 0.8
    private static let high = 1.0
    /// Where the middle begins and ends, in per cent of the width or the height.
    private static let middle = (38.0, 62.0)
    private static let height = 190.0

    /// Piecewise: what is low, in the middle and high each has its room.
    private static func place(_ value: Double) -> Double {
        switch value {
        case ..<low: max(3, middle.0 * (value - 0.3) / (low - 0.3))
        case low...high:
            middle.0 + (middle.1 - middle.0) * (value - low) / (high - low)
        default: min(97, middle.1 + (100 - middle.1) * (value - high) / 0.6)
        }
    }

    init(_ say: Voice) {
        let (left, right) = Self.middle
        let (top, bottom) = (
            Self.height * (100 - right) / 100, Self.height * (100 - left) / 100
        )
        let height = Self.height
        var content = Chart.rectangle("grade1", from: 0, to: 100, y: 0, height: height)
        content += Chart.rectangle("grade0", from: 0, to: left, y: 0, height: top)
        content += Chart.rectangle(
            "grade0", from: right, to: 100, y: bottom, height: height - bottom)
        content += Chart.rectangle("heavy1", from: right, to: 100, y: 0, height: top)
        content += Chart.rectangle("idle1", from: 0, to: left, y: bottom, height: height - bottom)
        content += Self.lines(top: top, bottom: bottom)
        content += Self.corners(say)
        backdrop = content
    }

    /// - Parameters:
    ///   - norm: Work needed ÷ available.
    ///   - timeUse: Time used ÷ available.
    func markup(norm: Double, timeUse: Double, _ say: Voice) -> Markup {
        let height = Self.height
        let dot = Chart.dot(
            Self.place(norm), height * (100 - Self.place(timeUse)) / 100, radius: 6)
        return Chart.drawing(
            height: height + 34, title: say("两种口径对照", "The two readings"),
            description: say(
                "横轴按定额的饱满度\(percentage(norm))，纵轴按用时的饱和度\(percentage(timeUse))",
                "work needed across \(percentage(norm)), time used upwards \(percentage(timeUse))"),
            backdrop + dot)
    }

    private static func lines(top: Double, bottom: Double) -> Markup {
        let (left, right) = Self.middle
        let height = Self.height
        var markup = Markup()
        for x in [left, right] {
            markup += Chart.tick("axis", at: x, from: 0, to: height)
        }
        for y in [top, bottom] {
            markup += #"<line class="axis" x1="0" x2="100%" y1="\#(at: y)" y2="\#(at: y)"/>"#
        }
        for (x, limit) in [(left, Self.low), (right, Self.high)] {
            markup += """
                <text x="\(at: x)%" y="\(at: height + 14)" text-anchor="middle">\
                \(percentage(limit))</text>
                """
        }
        for (y, limit) in [(bottom, Self.low), (top, Self.high)] {
            markup += """
                <text x="50%" y="\(at: y + 4)" text-anchor="middle">\(percentage(limit))</text>
                """
        }
        return markup
    }

    private static func corners(_ say: Voice) -> Markup {
        let bottom = Self.height - 8
        let corners: [(String, Double, Double, Markup)] = [
            (say("虚增或低效", "padded or slow"), 2, 18, "start"),
            (say("人员短缺", "shortage"), 98, 18, "end"),
            (say("人员富余", "surplus"), 2, bottom, "start"),
            (say("定额偏宽或他人承担", "norm too wide"), 98, bottom, "end"),
        ]
        var markup = Markup()
        for (text, x, y, anchor) in corners {
            markup +=
                #"<text x="\#(at: x)%" y="\#(at: y)" text-anchor="\#(anchor)">\#(text)</text>"#
        }
        markup += """
            <text x="0" y="\(at: Self.height + 30)">\(say("↑ 按用时", "↑ by time used"))</text>\
            <text x="100%" y="\(at: Self.height + 30)" text-anchor="end">\
            \(say("按定额 →", "by the norm →"))</text>
            """
        return markup
    }
}

/// Logged hours ÷ hours of full days, a column for each month of the year.
struct MonthChart {
    let months: [LoggedMonthRecord]

    private static let height = 190.0
    private static let room = 16.0

    /// Below the columns.
    private static let numbers = (1...12).reduce(into: Markup()) { markup, month in
        markup += """
            <text x="\(at: Double(month - 1) / 12 * 100 + 4.15)%" y="\(at: height)" \
            text-anchor="middle">\(month)</text>
            """
    }

    func markup(_ say: Voice) -> Markup {
        let top = max(1.2, months.map(\.saturation).max() ?? 1)
        let base = Self.height - Self.room
        func height(_ share: Double) -> Double { (base - Self.room) * share / top }
        var content = Markup()
        for month in months {
            let x = Double(month.month - 1) / 12 * 100
            let tall = height(month.saturation)
            content += Chart.rectangle(
                month.saturation > 1 ? "bar" : "bar soft", from: x + 1, to: x + 7.3, y: base - tall,
                height: tall)
            content += """
                <text x="\(at: x + 4.15)%" y="\(at: base - tall - 4)" text-anchor="middle">\
                \(figure(month.saturation * 100, 0))</text>
                """
        }
        content += Self.numbers
        let full = base - height(1)
        content += """
            <line class="middle" x1="0" x2="100%" y1="\(at: full)" y2="\(at: full)"/>\
            <line class="axis" x1="0" x2="100%" y1="\(at: base + 1)" y2="\(at: base + 1)"/>
            """
        return Chart.drawing(
            "months", height: Self.height + 4, title: say("逐月节奏", "Month by month"),
            description: months.map { "\(say.month($0.month)) \(percentage($0.saturation))" }
                .joined(separator: say.separator), content)
    }
}
