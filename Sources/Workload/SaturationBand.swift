package import Languages

/// How full the working time of a place is, in words.
package enum SaturationBand: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case farBelow, below, full, above, overloaded

    package var name: Wording {
        switch self {
        case .farBelow: Wording(zh: "明显不饱满", en: "far from full")
        case .below: Wording(zh: "不饱满", en: "not full")
        case .full: Wording(zh: "饱满", en: "full")
        case .above: Wording(zh: "偏高", en: "high")
        case .overloaded: Wording(zh: "超负荷", en: "overloaded")
        }
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Where the bands of saturation begin and end.
package struct SaturationBands: Sendable, Hashable, Codable {
    /// Four ascending edges: the first three belong to the band above them, the last to the one
    /// below it, because overloaded is what lies *over* 1.20.
    package let edges: [Double]

    package static let standard = SaturationBands(edges: [0.6, 0.8, 1, 1.2])

    package init(edges: [Double]) {
        precondition(edges.count == 4, "five bands have four edges")
        precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "edges ascend")
        self.edges = edges
    }

    package func band(of saturation: Double) -> SaturationBand {
        // 1587.2 ÷ 1984 is a hair below 0.8 in binary; an edge is met within the same hair.
        let hair = 1e-9
        if saturation > edges[3] + hair { return .overloaded }
        let passed = edges.prefix(3).count { saturation >= $0 - hair }
        return SaturationBand(rawValue: passed) ?? .above
    }
}
