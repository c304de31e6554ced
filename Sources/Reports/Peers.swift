internal import Assessment

/// Where the units of one class stand on every scale of the round: what a unit is compared with.
struct Peers: Sendable {
    let count: Int
    let score: Distribution
    let compliance: Distribution
    let benefit: Distribution
    /// Labour basis.
    let saturation: Distribution
    /// One per inner node, in tree order.
    let nodes: [Distribution]
    /// One per leaf, in tree order.
    let leaves: [Distribution]

    /// - Parameters:
    ///   - members: Places of all units of one class.
    ///   - nodeCount: Inner nodes that are compared.
    ///   - leafCount: Leaves that are compared.
    init(_ units: UnitResults, _ members: [Int], nodeCount: Int, leafCount: Int) {
        count = members.count
        score = Distribution(members.compactMap { units.overview(of: $0).score })
        compliance = Distribution(members.compactMap { units.overview(of: $0).compliance })
        benefit = Distribution(members.compactMap { units.overview(of: $0).benefit })
        saturation = Distribution(members.compactMap { units.overview(of: $0).saturation })
        nodes = (0..<nodeCount).map { node in
            Distribution(members.compactMap { units.nodeScore(node, of: $0) })
        }
        leaves = (0..<leafCount).map { leaf in
            Distribution(members.compactMap { units.leafScore(leaf, of: $0) })
        }
    }
}

/// The values of one class on one scale of 0…100.
struct Distribution: Sendable {
    /// Ascending.
    let sorted: [Double]
    /// The values and their median for a strip that is 100 wide and 16 high, equal for all of the
    /// class.
    private(set) var drawing = Markup()

    init(_ values: [Double]) {
        sorted = values.sorted()
        drawing = sorted.count > Distribution.tickLimit ? hill : ticks
        if let median { drawing += #"<path class="m" d="M\#(at: median) 0v16"/>"# }
    }

    /// Values up to which each has its tick; more are drawn as a hill.
    private static let tickLimit = 60

    /// The middle value, or the mean of the two in the middle; nil of nothing.
    var median: Double? {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    var best: Double? { sorted.last }

    /// Share of the values that lie below one, 0…1; nil where there is nothing else to compare.
    func share(below value: Double) -> Double? {
        guard sorted.count > 1 else { return nil }
        return Double(sorted.count { $0 < value - 1e-9 }) / Double(sorted.count - 1)
    }

    /// Values that fall on one place make one taller tick.
    private var ticks: Markup {
        guard !sorted.isEmpty else { return Markup() }
        var path = Markup()
        var index = 0
        while index < sorted.count {
            let place = (sorted[index] * 2).rounded()
            var end = index
            while end < sorted.count, (sorted[end] * 2).rounded() == place { end += 1 }
            let height = min(12.0, 4 + 2 * Double(end - index))
            path += "M\(at: min(100, max(0, place / 2))) \(at: 8 - height / 2)v\(at: height)"
            index = end
        }
        return #"<path d="\#(path)"/>"#
    }

    /// How many values lie in every fiftieth of the scale, the fullest twelve high.
    private var hill: Markup {
        var counts = [Int](repeating: 0, count: 50)
        for value in sorted { counts[min(49, max(0, Int(value / 2)))] += 1 }
        let fullest = counts.max() ?? 1
        // Whoever stands alone is still seen.
        let heights = counts.map { $0 == 0 ? 0 : max(1, ($0 * 12 + fullest / 2) / fullest) }
        var path = Markup()
        var (place, height) = (0, 0)
        for (step, next) in heights.enumerated() where next != height {
            path += place == 0 && height == 0 ? "M\(2 * step) 14" : "H\(2 * step)"
            path += "v\(height - next)"
            (place, height) = (step, next)
        }
        path += height > 0 ? "H100V14" : ""
        return #"<path class="h" d="\#(path)"/>"#
    }
}
