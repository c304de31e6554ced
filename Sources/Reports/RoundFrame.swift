internal import Assessment
internal import Languages

/// What all reports of one round share, worked out once.
struct RoundFrame: Sendable {
    let round: RoundResult
    let say: Voice
    let page: Page
    /// Dimensions, in tree order.
    let dimensions: [NodeRecord]
    /// The level on which points are accounted for: groups below the dimensions, or the dimensions
    /// of a tree that would have too many groups.
    let groups: [NodeRecord]
    /// Position of every leaf's group in `groups`, in tree order of the leaves.
    let groupOfLeaf: [Int]
    /// What the pages say of every leaf, and of every node at the head of its rows.
    let leafWords: LeafWords
    let nodeHeads: [Markup]
    /// The star of the dimensions, up to what a unit has on them.
    let radar: RadarChart
    let readings: ReadingsChart
    /// The grades on the scale of scores, and their names below it.
    let gradeBands: Markup
    let gradeNames: Markup
    /// Where the scale of overall scores begins, so that no unit is off it.
    let scoreScale: Scale
    /// By class; for looking up only.
    private let peersByClass: [String: Peers]
    private let nodePositions: [String: Int]
    /// The leaves below every node, or a leaf itself, by position; in tree order of the nodes.
    let leavesBelow: [Range<Int>]
    /// What the pages of a class say of weights and inputs; by class, for looking up only.
    private var provenances: [String: Markup] = [:]
    private var commonProvenance = Markup()
    /// Scores of a class as dots on the scale of scores; by class, for looking up only.
    private var rankingsByClass: [String: Markup] = [:]

    /// - Parameter hasPages: Whether units get pages, which compare them at every node and leaf.
    init(_ round: RoundResult, language: Language, hasPages: Bool = true) {
        let voice = Voice(language: language)
        self.round = round
        say = voice
        page = Page(language: language)
        let outline = Outline(round.nodes)
        dimensions = outline.dimensions
        groups = outline.groups
        groupOfLeaf = outline.groupOfLeaf
        nodePositions = outline.innerPositions
        leavesBelow = outline.leavesBelow
        let lowest = round.units.overviews.lazy.compactMap(\.score).min() ?? 0
        scoreScale = Scale(max(0, min(50, ((lowest - 5) / 10).rounded(.down) * 10)), 100)
        var peers: [String: Peers] = [:]
        let units = round.units
        for (name, members) in Dictionary(
            grouping: units.indices, by: { units.overview(of: $0).class })
        {
            peers[name] = Peers(
                units, members, nodeCount: hasPages ? outline.innerPositions.count : 0,
                leafCount: hasPages ? round.leaves.count : 0)
        }
        peersByClass = peers
        leafWords = LeafWords(hasPages ? round.leaves : [], voice)
        nodeHeads = hasPages ? round.nodes.map { RoundFrame.head(of: $0, voice) } : []
        readings = ReadingsChart(voice)
        (gradeBands, gradeNames) = RoundFrame.grades(round.grades, on: scoreScale, voice)
        radar = RadarChart(hasPages ? dimensions.map { voice($0.name) } : [], voice)
        guard hasPages else { return }
        for (name, peers) in peersByClass { rankingsByClass[name] = dots(peers.score.sorted) }
        commonProvenance = inputTables
        for record in round.classes where provenances[record.class] == nil {
            provenances[record.class] = weightTable(record) + commonProvenance
        }
    }

    func peers(of unit: UnitResult) -> Peers {
        peersByClass[unit.class] ?? Peers([unit], [0], nodeCount: 0, leafCount: 0)
    }

    /// The scores of a class as dots on the scale of scores, 34 high.
    func rankings(of name: String) -> Markup { rankingsByClass[name] ?? Markup() }

    /// Scores of a large class stand on a grid, so that it doesn't make a large page.
    private func dots(_ scores: [Double]) -> Markup {
        var last = -1.0
        var path = Markup()
        for score in scores {
            let place = scores.count > 100 ? (score * 2).rounded() / 2 : score
            if scores.count <= 100 || place != last { path += "M\(at: scoreScale(place)) 20h.01" }
            last = place
        }
        return """
            <svg viewBox="0 0 100 34" preserveAspectRatio="none" height="34">\
            <path class="peers" d="\(path)"/></svg>
            """
    }

    /// Weights of one class, the input files and the settings.
    func provenance(of name: String) -> Markup { provenances[name] ?? commonProvenance }

    /// Position of an inner node among the inner nodes, in tree order.
    func innerPosition(_ code: String) -> Int? { nodePositions[code] }

    /// Score of a dimension or group, which may be a leaf itself.
    func score(_ node: NodeRecord, of unit: UnitResult) -> Double? {
        if let position = nodePositions[node.code] {
            return position < unit.nodes.count ? unit.nodes[position].score : nil
        }
        return unit.indicators.first { $0.code == node.code }?.score
    }

    /// The same of a unit by its place in the round.
    func score(_ node: NodeRecord, of unit: Int) -> Double? {
        if let position = nodePositions[node.code] {
            return round.units.nodeScore(position, of: unit)
        }
        return round.leaves.firstIndex { $0.code == node.code }.flatMap {
            round.units.leafScore($0, of: unit)
        }
    }

    /// Scores of a class on a dimension or group.
    func distribution(_ node: NodeRecord, among peers: Peers) -> Distribution? {
        if let position = nodePositions[node.code], position < peers.nodes.count {
            return peers.nodes[position]
        }
        guard let leaf = round.leaves.firstIndex(where: { $0.code == node.code }),
            leaf < peers.leaves.count
        else { return nil }
        return peers.leaves[leaf]
    }

    /// The score with as many decimals as it takes not to look like a better grade: 89.96 is
    /// neither «90.0» nor excellent.
    func points(_ score: Double?) -> String {
        guard let score else { return "—" }
        var unitsPerPoint = 1.0
        for decimals in 1...4 {
            unitsPerPoint *= 10
            let shown = (score * unitsPerPoint).rounded() / unitsPerPoint
            if round.grades.allSatisfy({ (shown >= $0.from) == (score >= $0.from) }) {
                return figure(score, decimals)
            }
        }
        return figure(score, 6)
    }

    private static func grades(
        _ records: [GradeRecord], on scale: Scale, _ say: Voice
    ) -> (bands: Markup, names: Markup) {
        var bands = Markup()
        var names: Markup = #"<div class="limits" aria-hidden="true">"#
        let grades = Array(records.reversed())
        for (index, grade) in grades.enumerated() {
            let end = index + 1 < grades.count ? grades[index + 1].from : 100
            bands += Chart.rectangle(
                index % 2 == 0 ? "grade0" : "grade1", from: scale(grade.from), to: scale(end), y: 2,
                height: 18)
            let width = scale(end) - scale(grade.from)
            if width > 0 {
                names += """
                    <span style="width:\(at: width)%">\(say.term(grade.grade))\
                    \(index == 0 ? "" : " ≥\(figure(grade.from, 0))")</span>
                    """
            }
        }
        names += "</div>"
        return (bands, names)
    }

    /// The head of an inner node's row in the table of indicators.
    private static func head(of node: NodeRecord, _ say: Voice) -> Markup {
        """
        <tbody><tr class="level\(min(2, node.level))"><th scope="rowgroup">\
        <em>\(node.code)</em>\(say(node.name))</th><td class="empty"></td>
        """
    }
}

/// What all pages say of the leaves, by position in tree order.
struct LeafWords: Sendable {
    /// Codes and names.
    private(set) var names: [Markup] = []
    /// The heads of rows in the table of indicators.
    private(set) var heads: [Markup] = []
    private(set) var standards: [Markup] = []
    /// Units as they stand behind a raw value, in a cell and in a sentence.
    private(set) var units: [Markup] = []
    private(set) var suffixes: [String] = []
    /// Whether raw values are per cent.
    private(set) var arePercentages: [Bool] = []

    init(_ leaves: [LeafRecord], _ say: Voice) {
        for leaf in leaves {
            let unit = say(leaf.unit)
            let tag =
                leaf.subIndex == .compliance ? say("执行", "compliance") : say("效益", "benefit")
            let name: Markup = "<em>\(leaf.code)</em>\(say(leaf.name))"
            names.append(name)
            heads.append(
                """
                <tbody><tr><th scope="row">\(name) \
                <span class="tag">\(LeafWords.sign(of: leaf.direction)) \(tag)</span></th>
                """)
            standards.append("\(say(leaf.standard))")
            units.append(unit == "%" ? "%" : #"<span class="unit">\#(unit)</span>"#)
            suffixes.append(unit == "%" ? unit : " " + unit)
            arePercentages.append(leaf.unit.zh == "%")
        }
    }

    private static func sign(of direction: LeafDirection) -> String {
        switch direction {
        case .higher: "↑"
        case .lower: "↓"
        case .band: "◇"
        }
    }
}

/// The levels of an indicator tree that reports speak of.
private struct Outline {
    var dimensions: [NodeRecord] = []
    var groups: [NodeRecord] = []
    var groupOfLeaf: [Int] = []
    var innerPositions: [String: Int] = [:]
    var leavesBelow: [Range<Int>] = []

    init(_ nodes: [NodeRecord]) {
        leavesBelow = Outline.leavesBelow(nodes)
        dimensions = nodes.filter { $0.level == 1 }
        for node in nodes where !node.isLeaf { innerPositions[node.code] = innerPositions.count }
        let second = nodes.filter { $0.level == 2 || ($0.level == 1 && $0.isLeaf) }
        let level = second.count <= 16 ? 2 : 1
        for node in nodes {
            if node.level == level || (node.level < level && node.isLeaf) { groups.append(node) }
            if node.isLeaf { groupOfLeaf.append(max(0, groups.count - 1)) }
        }
    }
}

extension Outline {
    /// In pre-order the leaves below a node follow each other.
    private static func leavesBelow(_ nodes: [NodeRecord]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: [(code: String, position: Int)] = []
        var leaves = 0
        for (position, node) in nodes.enumerated() {
            while let last = open.last, last.code != node.parent { open.removeLast() }
            ranges.append(leaves..<leaves + (node.isLeaf ? 1 : 0))
            guard node.isLeaf else {
                open.append((node.code, position))
                continue
            }
            leaves += 1
            for above in open {
                ranges[above.position] = ranges[above.position].lowerBound..<leaves
            }
        }
        return ranges
    }
}

/// A stretch of numbers drawn from left to right.
struct Scale: Sendable {
    let low: Double
    let high: Double

    init(_ low: Double, _ high: Double) {
        precondition(low < high, "a scale has two ends")
        self.low = low
        self.high = high
    }

    /// Place of a value, 0…100 from left to right; what lies outside stands at the end.
    func callAsFunction(_ value: Double) -> Double {
        min(100, max(0, (value - low) / (high - low) * 100))
    }
}
