internal import LinearAlgebra
internal import Scoring
internal import Weighting

extension ClassStudy {
    /// - Parameter panels: Who judged which node for this class.
    init(
        _ basis: ClassWeights, panels: [JudgementPanel], rules: WeightingRules,
        standings: ClassStandings, swapping pair: (String, String)?,
        remedies: inout RepairMemory
    ) throws(LinearAlgebraError) {
        var repairs: [RepairEffect] = []
        var slopes: [ScoreSlope] = []
        let scoreSlopes = standings.slopes()
        for panel in panels {
            for repair in try remedies.repairs(of: panel, under: rules) {
                repairs.append(RepairEffect(repair, of: panel, standings))
            }
            slopes += try panel.scoreSlopes(under: rules, standings, scoreSlopes)
        }
        let moves = SingleMoves(standings)
        self.init(
            basis: basis, units: standings.units,
            absences: ExpertAbsence.all(basis.weights, standings), repairs: repairs,
            slopes: slopes, swaps: moves.swapsOfNeighbours(),
            requested: pair.map { moves.swaps($0) } ?? [], gradeChanges: moves.gradeChanges())
    }
}

extension ExpertAbsence {
    fileprivate static func all(
        _ weights: TreeWeights, _ standings: ClassStandings
    ) -> [ExpertAbsence] {
        let judged = weights.nodes.filter { $0.source == .judgements }
        let names = Set(judged.flatMap { $0.experts.map(\.expert) }).sorted()
        return names.map { name in
            var replaced: [(node: String, weights: [Double])] = []
            var irreplaceable: [String] = []
            for node in judged {
                guard let part = node.experts.first(where: { $0.expert == name }),
                    !part.excluded, part.weight > 0
                else { continue }
                if let without = part.weightsWithout {
                    replaced.append((node.node, without))
                } else {
                    irreplaceable.append(node.node)
                }
            }
            guard irreplaceable.isEmpty else {
                return ExpertAbsence(
                    expert: name, irreplaceable: irreplaceable, leaves: nil, shifts: [])
            }
            let local = standings.weights(replacing: replaced)
            return ExpertAbsence(
                expert: name, irreplaceable: [], leaves: standings.leaves(under: local),
                shifts: standings.shifts(under: local))
        }
    }
}

extension RepairEffect {
    fileprivate init(
        _ repair: ExpertRepair, of panel: JudgementPanel, _ standings: ClassStandings
    ) {
        let (node, children) = (panel.group.node, panel.group.children)
        self.init(
            node: node, expert: repair.expert, ratio: repair.ratio,
            steps: repair.steps?.map { step in
                Step(
                    left: children[step.change.pair.left],
                    right: children[step.change.pair.right], given: step.change.from,
                    suggested: step.change.to, ratioAfter: step.change.ratioAfter,
                    groupWeights: step.groupWeights,
                    shifts: step.groupWeights.map {
                        standings.shifts(under: standings.weights(replacing: [(node, $0)]))
                    } ?? [])
            }, isProvenSmallest: repair.isProvenSmallest)
    }
}

extension JudgementPanel {
    /// What each answer moves: weights by their slopes, scores by the chain rule.
    fileprivate func scoreSlopes(
        under rules: WeightingRules, _ standings: ClassStandings, _ scores: [ScoreSlopes?]
    ) throws(LinearAlgebraError) -> [ScoreSlope] {
        let children = standings.children(of: group.node)
        return try opinions.slopes(under: rules).map { slope in
            ScoreSlope(
                node: group.node, expert: slope.expert, left: group.children[slope.pair.left],
                right: group.children[slope.pair.right], ratio: slope.ratio,
                weights: slope.weightSlopes,
                scores: scores.map { unit in
                    unit.map { unit in
                        zip(children, slope.weightSlopes).reduce(0) {
                            $0 + unit.slopes[$1.0] * $1.1
                        }
                    }
                })
        }
    }
}
