/// Posts that go from one place to another: givers left, receivers right, a band per move as thick
/// as it has posts. Places are per cent of the width, so that text keeps its size.
struct FlowChart {
    struct Flow {
        let from: String
        let to: String
        let count: Int
    }

    private struct Node {
        let name: String
        let count: Int
        let top: Double
    }

    private let flows: [Flow]
    private let givers: [Node]
    private let receivers: [Node]
    /// Height of one post.
    private let thickness: Double
    private let height: Double

    private static let gap = 10.0
    private static let least = 15.0
    private static let left = 34.0
    private static let right = 66.0

    /// - Parameter flows: In the order in which they are drawn.
    init(_ flows: [Flow]) {
        self.flows = flows
        let total = flows.reduce(0) { $0 + $1.count }
        let thickness = max(3, min(14, 420 / Double(max(1, total))))
        self.thickness = thickness
        givers = Self.stack(flows.map { ($0.from, $0.count) }, thickness)
        receivers = Self.stack(flows.map { ($0.to, $0.count) }, thickness)
        height =
            [givers, receivers].compactMap(\.last).map { node in
                node.top + max(Self.least, Double(node.count) * thickness)
            }.max() ?? 0
    }

    private static func stack(
        _ flows: [(name: String, count: Int)], _ thickness: Double
    ) -> [Node] {
        var names: [String] = []
        var counts: [String: Int] = [:]
        for (name, count) in flows {
            if counts[name] == nil { names.append(name) }
            counts[name, default: 0] += count
        }
        var top = 4.0
        return names.map { name in
            let node = Node(name: name, count: counts[name] ?? 0, top: top)
            top += max(least, Double(node.count) * thickness) + gap
            return node
        }
    }

    func markup(_ say: Voice) -> Markup {
        var content = bands
        for node in givers { content += box(node, at: Self.left, isGiver: true) }
        for node in receivers { content += box(node, at: Self.right, isGiver: false) }
        return Chart.drawing(
            "wide", height: height + 6, title: say("编制流向", "Where posts go"),
            description: flows.map { "\($0.from) → \($0.to) \($0.count)" }
                .joined(separator: say("；", "; ")), content)
    }

    private var bands: Markup {
        var used: [String: Double] = [:]
        var markup = Markup()
        for flow in flows {
            guard let from = givers.first(where: { $0.name == flow.from }),
                let to = receivers.first(where: { $0.name == flow.to })
            else { continue }
            let width = Double(flow.count) * thickness
            let y1 = from.top + (used["< " + flow.from] ?? 0) + width / 2
            let y2 = to.top + (used["> " + flow.to] ?? 0) + width / 2
            used["< " + flow.from, default: 0] += width
            used["> " + flow.to, default: 0] += width
            markup += """
                <line class="flow" x1="\(at: Self.left)%" x2="\(at: Self.right)%" y1="\(at: y1)" \
                y2="\(at: y2)" stroke-width="\(at: width)"/>
                """
        }
        return markup
    }

    private func box(_ node: Node, at x: Double, isGiver: Bool) -> Markup {
        let height = Double(node.count) * thickness
        let label = isGiver ? "\(node.name) −\(node.count)" : "+\(node.count) \(node.name)"
        return """
            <rect class="bar" x="\(at: isGiver ? x - 0.6 : x)%" y="\(at: node.top)" width=".6%" \
            height="\(at: height)"/><text x="\(at: isGiver ? x - 1.5 : x + 1.5)%" \
            y="\(at: node.top + max(11, height / 2 + 4))" \
            text-anchor="\(isGiver ? "end" : "start")">\(label)</text>
            """
    }
}
