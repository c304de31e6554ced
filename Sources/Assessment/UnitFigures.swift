internal import Institutions

/// What many units are compared by, in some 400 bytes a unit.
struct UnitFigures: Sendable {
    /// The numbers of one unit; NaN stands for what is not known.
    private struct Row {
        let score, compliance, benefit, coverage, lowest, highest, saturation: Double
        let findings: FindingCounts
        let grade, quality: UInt16
        /// Place of the first advice among the different ones, and its posts; −1 for none.
        var advice: Int32
    }

    private var rows: [Row] = []
    /// Unit by unit.
    private var nodes: [Double] = []
    private var leaves: [Double] = []
    private let nodeCount: Int
    private let leafCount: Int
    private var grades = DifferentValues<String?>()
    private var qualities = DifferentValues<String>()
    private var advice = DifferentValues<AdviceHead?>()

    init(unitCount: Int, nodeCount: Int, leafCount: Int) {
        (self.nodeCount, self.leafCount) = (nodeCount, leafCount)
        rows.reserveCapacity(unitCount)
        nodes.reserveCapacity(unitCount * nodeCount)
        leaves.reserveCapacity(unitCount * leafCount)
    }

    /// What is compared of one unit, on its way into the figures.
    struct Entry: Sendable {
        let overview: UnitOverview
        let nodes: [Double?]
        let leaves: [Double?]

        init(_ result: UnitResult) {
            overview = UnitOverview(result)
            nodes = result.nodes.map(\.score)
            leaves = result.indicators.map(\.score)
        }
    }

    /// Adds the next unit.
    mutating func append(_ unit: Entry) {
        precondition(unit.nodes.count == nodeCount && unit.leaves.count == leafCount)
        let overview = unit.overview
        rows.append(
            Row(
                score: overview.score ?? .nan, compliance: overview.compliance ?? .nan,
                benefit: overview.benefit ?? .nan, coverage: overview.coverage,
                lowest: overview.scoreBounds?.first ?? .nan,
                highest: overview.scoreBounds?.last ?? .nan,
                saturation: overview.saturation ?? .nan, findings: overview.findings,
                grade: UInt16(grades.place(of: overview.grade)),
                quality: UInt16(qualities.place(of: overview.dataQuality)),
                advice: Int32(advice.place(of: overview.firstAdvice))))
        for score in unit.nodes { nodes.append(score ?? .nan) }
        for score in unit.leaves { leaves.append(score ?? .nan) }
    }

    mutating func setFirstAdvice(_ head: AdviceHead?, of unit: Int) {
        rows[unit].advice = Int32(advice.place(of: head))
    }

    func score(of unit: Int) -> Double? { rows[unit].score.known }

    func nodeScore(_ node: Int, of unit: Int) -> Double? {
        node < nodeCount ? nodes[unit * nodeCount + node].known : nil
    }

    func leafScore(_ leaf: Int, of unit: Int) -> Double? {
        leaf < leafCount ? leaves[unit * leafCount + leaf].known : nil
    }

    /// - Parameter description: The unit's row of the units form.
    func overview(of unit: Int, _ description: Unit, rank: Int?) -> UnitOverview {
        let row = rows[unit]
        return UnitOverview(
            unit: description.unitID, name: description.name, class: description.unitClass,
            level: description.level.rawValue, category: description.category.rawValue,
            funding: description.funding.rawValue, score: row.score.known, grade: grades[row.grade],
            rank: rank, scoreBounds: row.lowest.known.map { [$0, row.highest] },
            compliance: row.compliance.known, benefit: row.benefit.known, coverage: row.coverage,
            saturation: row.saturation.known, firstAdvice: advice[row.advice],
            findings: row.findings, dataQuality: qualities[row.quality])
    }
}

extension Double {
    /// nil for NaN, which no result is.
    fileprivate var known: Double? { isNaN ? nil : self }
}

/// Values that come again and again, kept once each.
private struct DifferentValues<Value: Hashable & Sendable>: Sendable {
    private var values: [Value] = []
    private var places: [Value: Int] = [:]

    mutating func place(of value: Value) -> Int {
        if let place = places[value] { return place }
        places[value] = values.count
        values.append(value)
        return values.count - 1
    }

    subscript(place: some BinaryInteger) -> Value { values[Int(place)] }
}
