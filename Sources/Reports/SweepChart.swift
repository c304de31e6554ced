/// What a measure becomes along a sweep: a dot per point, neighbours joined; a point without a value
/// is a gap with a word below.
struct SweepChart {
    struct Point {
        /// As written in the scenario.
        let label: String
        let value: Double?
    }

    let title: String
    let points: [Point]
    let decimals: Int
    /// Said below a point that has no value.
    let nothing: String

    private static let height = 120.0

    func markup(_ say: Voice) -> Markup {
        let values = points.compactMap(\.value)
        guard let low = values.min(), let high = values.max() else { return Markup() }
        func y(_ value: Double) -> Double {
            high > low ? 22 + (high - value) / (high - low) * (Self.height - 34) : Self.height / 2
        }
        func x(_ index: Int) -> Double {
            points.count > 1 ? 6 + 88 * Double(index) / Double(points.count - 1) : 50
        }
        var content: Markup = """
            <line class="axis" x1="0" x2="100%" y1="\(at: Self.height)" y2="\(at: Self.height)"/>
            """
        for index in points.indices.dropFirst() {
            guard let before = points[index - 1].value, let after = points[index].value else {
                continue
            }
            content += """
                <line class="curve" x1="\(at: x(index - 1))%" x2="\(at: x(index))%" \
                y1="\(at: y(before))" y2="\(at: y(after))"/>
                """
        }
        for (index, point) in points.enumerated() {
            if let value = point.value {
                content += Chart.dot(x(index), y(value))
                content += """
                    <text x="\(at: x(index))%" y="\(at: y(value) - 9)" text-anchor="middle">\
                    \(figure(value, decimals))</text>
                    """
            } else {
                content += """
                    <text x="\(at: x(index))%" y="\(at: Self.height - 8)" text-anchor="middle">\
                    \(nothing)</text>
                    """
            }
            content += """
                <text x="\(at: x(index))%" y="\(at: Self.height + 15)" text-anchor="middle">\
                \(point.label)</text>
                """
        }
        return Chart.drawing(
            height: Self.height + 20, title: title,
            description: points.map { "\($0.label)：\(figure($0.value, decimals))" }
                .joined(separator: say("；", "; ")), content)
    }
}
