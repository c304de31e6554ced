internal import Assessment

/// One unit in one year, as a history shows it.
struct EarlierUnit: Sendable {
    let year: Int
    let score: Double?
    let grade: String?
    let rank: Int?
    /// Labour basis.
    let saturation: Double?
    let approved: Int
    let inPost: Int
    /// Scores of leaves and inner nodes by code, for looking up only; none where the codes belong
    /// to another tree.
    let scores: [String: Double]

    init(year: Int, _ unit: UnitResult) {
        self.year = year
        score = unit.score
        grade = unit.grade
        rank = unit.rank
        saturation = unit.saturation?.saturation.labour
        approved = unit.quotas.reduce(0) { $0 + $1.approved }
        inPost = unit.quotas.reduce(0) { $0 + $1.inPost }
        scores = [:]
    }

    /// - Parameter indicators: Identifier of the tree whose codes the reader knows.
    init(_ past: PastResult, indicators: String) {
        year = past.year
        score = past.score
        grade = past.grade
        rank = past.rank
        saturation = past.saturation?.labour
        approved = past.quotas.reduce(0) { $0 + $1.approved }
        inPost = past.quotas.reduce(0) { $0 + $1.inPost }
        var scores: [String: Double] = [:]
        if past.indicators == indicators {
            for leaf in past.leaves { scores[leaf.code] = leaf.score }
            for node in past.nodes { scores[node.code] = node.score }
        }
        self.scores = scores
    }

    /// The years before one, oldest first; of several rounds of a year the last archived.
    static func years(of history: UnitHistory?, before run: RunRecord) -> [EarlierUnit] {
        var years: [EarlierUnit] = []
        for past in history?.rounds ?? [] where past.year < run.year {
            if years.last?.year == past.year { years.removeLast() }
            years.append(EarlierUnit(past, indicators: run.indicators))
        }
        return years
    }
}
