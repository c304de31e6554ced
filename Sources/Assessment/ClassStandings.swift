internal import Indicators
internal import Scoring
internal import Weighting

/// The units of one class, ready to be scored again under other weights.
struct ClassStandings {
    private let tree: IndicatorTree
    private let policy: ScoreTree.MissingPolicy
    private let grades: GradeScale
    private let leafScores: [[Double?]]
    private let isCapped: [Bool]
    /// One per node, as the round weighs them.
    let localWeights: [Double]
    /// As the round has them, in file order.
    let units: [UnitStanding]

    init(_ units: [UnitEvaluation], of folder: EvaluationFolder, weights: TreeWeights) {
        tree = folder.tree
        policy = folder.settings.missing
        grades = folder.settings.grades(over: folder.tree.grades)
        leafScores = units.map { $0.leafScores.map(\.points) }
        isCapped = units.map { !$0.audit.openMajor.isEmpty }
        localWeights = weights.localWeights(of: folder.tree)
        let ranks = competitionRanks(units.map(\.score), within: units.map { _ in "" })
        self.units = zip(units, ranks).map { unit, rank in
            UnitStanding(
                unit: unit.unit.unitID, name: unit.unit.name, score: unit.score,
                grade: unit.grade?.name.zh, rank: rank)
        }
    }

    func position(of code: String) -> Int? { tree.position(of: code) }

    func code(of position: Int) -> String { tree.nodes[position].code }

    /// Every node but the root.
    var movable: [Int] { Array(tree.nodes.indices.dropFirst()) }

    /// The round's weights with other ones below some nodes.
    func weights(replacing nodes: [(node: String, weights: [Double])]) -> [Double] {
        var local = localWeights
        for (node, weights) in nodes {
            guard let position = tree.position(of: node) else { continue }
            for (child, weight) in zip(tree.nodes[position].children, weights) {
                local[child] = weight
            }
        }
        return local
    }

    /// Global weights of the leaves, in tree order.
    func leaves(under local: [Double]) -> [Double] {
        var global = local
        for position in tree.nodes.indices.dropFirst() {
            global[position] =
                local[position] * (tree.nodes[position].parent.map { global[$0] } ?? 1)
        }
        return tree.leaves.map { global[$0] }
    }

    /// Global weight of the parent of a node.
    func globalWeight(above position: Int) -> Double {
        var (weight, above) = (1.0, tree.nodes[position].parent)
        while let position = above {
            weight *= localWeights[position]
            above = tree.nodes[position].parent
        }
        return weight
    }

    /// The units whose rank or grade differs under other weights, in file order.
    func shifts(under local: [Double]) -> [RankShift] {
        let scores = leafScores.map {
            ScoreTree.score(of: tree, localWeights: local, leafScores: $0, missing: policy)
        }
        let ranks = competitionRanks(scores, within: scores.map { _ in "" })
        return units.indices.compactMap { index in
            let (unit, score) = (units[index], scores[index])
            let grade = score.map { grades.band(for: $0, isCapped: isCapped[index]).name.zh }
            guard ranks[index] != unit.rank || grade != unit.grade else { return nil }
            return RankShift(
                unit: unit.unit, rank: unit.rank, rankAfter: ranks[index], score: unit.score,
                scoreAfter: score, grade: unit.grade, gradeAfter: grade)
        }
    }

    private func scored(_ leaves: [Double?], _ local: [Double]) -> ScoreTree {
        ScoreTree(of: tree, localWeights: local, leafScores: leaves, missing: policy)
    }

    /// ∂ score ÷ ∂ local weight, per unit and node; nil where a unit has no score.
    func slopes() -> [ScoreSlopes?] {
        leafScores.map {
            ScoreSlopes(of: tree, localWeights: localWeights, leafScores: $0, missing: policy)
        }
    }

    /// The children of a node by their positions.
    func children(of node: String) -> [Int] {
        tree.position(of: node).map { tree.nodes[$0].children } ?? []
    }

    /// Every unit's score as each single weight moves: per unit, per movable node.
    func moving() -> [[MovingWeight?]] {
        leafScores.map { leaves in
            let scored = scored(leaves, localWeights)
            return movable.map {
                MovingWeight(of: $0, in: tree, localWeights: localWeights, scored: scored)
            }
        }
    }

    /// Borders of a unit's grade: below the first it falls, from the second on it rises, with the
    /// grades beyond; nil where there is none, or the cap holds it.
    func gradeBorders(
        of unit: Int
    ) -> (fall: (score: Double, grade: String)?, rise: (score: Double, grade: String)?) {
        guard let grade = units[unit].grade,
            let place = grades.bands.firstIndex(where: { $0.name.zh == grade })
        else { return (nil, nil) }
        let bands = grades.bands
        let cap = isCapped[unit] ? bands.firstIndex { $0.name.zh == grades.findingCap } ?? 0 : 0
        let below = place + 1 < bands.count ? bands[place + 1].name.zh : nil
        let above = place > cap ? bands[place - 1] : nil
        return (
            below.map { (bands[place].lowest - GradeScale.tolerance, $0) },
            above.map { ($0.lowest - GradeScale.tolerance, $0.name.zh) }
        )
    }
}
