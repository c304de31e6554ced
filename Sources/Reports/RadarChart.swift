internal import Glibc

/// Dimensions as a star: the unit filled, the class's median dashed, its best a thin line.
///
/// What is the same for every unit is drawn once.
struct RadarChart: Sendable {
    /// What a unit and its class have on one axis.
    struct Axis {
        let own: Double?
        let median: Double?
        let best: Double?
    }

    private let names: [String]
    private let title: Markup
    /// Where the axes point to.
    private let directions: [(x: Double, y: Double)]
    private var grid = Markup()
    /// The label of each axis, up to the unit's value.
    private var labels: [Markup] = []
    private let centre = (x: 160.0, y: 128.0)
    private let radius = 88.0

    init(_ names: [String], _ say: Voice) {
        self.names = names
        title = "\(say("各维度得分雷达图", "Radar of the dimensions"))"
        directions = names.indices.map { index in
            let angle = 2 * Double.pi * Double(index) / Double(names.count) - Double.pi / 2
            return (cos(angle), sin(angle))
        }
        grid = drawnGrid
        labels = names.indices.map(label)
    }

    /// - Parameter axes: One for each name.
    func markup(_ axes: [Axis], _ say: Voice) -> Markup {
        var content = grid
        content += polygon(axes.map(\.best), #"class="best""#)
        content += polygon(axes.map(\.median), #"class="middle""#)
        content += polygon(axes.map(\.own), #"class="own""#)
        var description = Markup()
        for (index, axis) in axes.enumerated() {
            if let own = axis.own {
                let point = place(index, own)
                content += #"<circle class="dot" cx="\#(at: point.x)" cy="\#(at: point.y)" r="4"/>"#
            }
            content += labels[index]
            content += "\(figure(axis.own))</tspan></text>"
            if index > 0 { description += "\(say("；", "; "))" }
            description += """
                \(names[index]) \(figure(axis.own))（\(say("中位数", "median")) \(figure(axis.median))）
                """
        }
        return """
            <svg class="radar" viewBox="0 0 320 262" role="img">\
            <title>\(title)</title><desc>\(description)</desc>\(content)</svg>
            """
    }

    private var drawnGrid: Markup {
        var markup = Markup()
        for level in [25.0, 50, 75, 100] {
            markup += polygon(names.map { _ in level }, #"class="axis""#)
        }
        for index in names.indices {
            let end = place(index, 100)
            markup += """
                <line class="axis" x1="\(at: centre.x)" y1="\(at: centre.y)" x2="\(at: end.x)" \
                y2="\(at: end.y)"/>
                """
        }
        return markup
    }

    private func polygon(_ values: [Double?], _ look: Markup) -> Markup {
        guard values.contains(where: { $0 != nil }) else { return Markup() }
        var path = Markup()
        for (index, value) in values.enumerated() {
            let point = place(index, value ?? 0)
            path += "\(index == 0 ? "M" : "L")\(at: point.x) \(at: point.y)"
        }
        return #"<path d="\#(path)Z" \#(look)/>"#
    }

    private func label(_ index: Int) -> Markup {
        let end = place(index, 100)
        let (dx, dy) = (end.x - centre.x, end.y - centre.y)
        let anchor: Markup = abs(dx) < 8 ? "middle" : dx > 0 ? "start" : "end"
        let x = end.x + (abs(dx) < 8 ? 0 : dx > 0 ? 7 : -7)
        let lines = RadarChart.lines(names[index])
        let above = dy < -8 ? 6 + 14 * Double(lines.count) : 2
        let y = end.y + (dy > 8 ? 16 : -above)
        var words = Markup()
        for (number, line) in lines.enumerated() {
            words += #"<tspan x="\#(at: x)" dy="\#(number == 0 ? 0 : 13)">\#(line)</tspan>"#
        }
        return """
            <text x="\(at: x)" y="\(at: y)" text-anchor="\(anchor)">\(words)\
            <tspan x="\(at: x)" dy="14" class="value">
            """
    }

    /// A long name broken at the space nearest to its middle.
    static func lines(_ name: String) -> [String] {
        guard name.utf8.count > 14, name.count > 10 else { return [name] }
        let middle = name.count / 2
        let spaces = name.indices.filter { name[$0] == " " }
        let nearest = spaces.min {
            abs(name.distance(from: name.startIndex, to: $0) - middle)
                < abs(name.distance(from: name.startIndex, to: $1) - middle)
        }
        guard let nearest else { return [name] }
        return [String(name[..<nearest]), String(name[name.index(after: nearest)...])]
    }

    private func place(_ index: Int, _ value: Double) -> (x: Double, y: Double) {
        let length = radius * min(100, max(0, value)) / 100
        let direction = directions[index]
        return (centre.x + length * direction.x, centre.y + length * direction.y)
    }
}
