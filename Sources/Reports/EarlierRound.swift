package import Assessment

/// What reports say of an earlier year: the history of every unit that was evaluated then.
package struct EarlierRound: Sendable {
    package let year: Int
    /// By unit code; for looking up only.
    let units: [String: EarlierUnit]

    package init(_ round: RoundResult) {
        self.init(year: round.run.year, units: round.units)
    }

    /// - Parameter units: Results of that year; of two with one code the first counts.
    package init(year: Int, units: [UnitResult]) {
        self.year = year
        self.units = Dictionary(
            units.map { ($0.unit, EarlierUnit(year: year, $0)) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// One unit in an earlier year.
struct EarlierUnit: Sendable {
    let year: Int
    let score: Double?
    let grade: String?
    let rank: Int?
    let `class`: String
    let saturation: BasesRecord?
    let approved: Int
    let inPost: Int
    /// Scores of leaves and inner nodes by code; for looking up only.
    let scores: [String: Double]

    init(year: Int, _ unit: UnitResult) {
        self.year = year
        score = unit.score
        grade = unit.grade
        rank = unit.rank
        `class` = unit.class
        saturation = unit.saturation?.saturation
        approved = unit.quotas.reduce(0) { $0 + $1.approved }
        inPost = unit.quotas.reduce(0) { $0 + $1.inPost }
        var scores: [String: Double] = [:]
        for leaf in unit.indicators { scores[leaf.code] = leaf.score }
        for node in unit.nodes { scores[node.code] = node.score }
        self.scores = scores
    }
}
