internal import Indicators
internal import Institutions
internal import Oversight
internal import Reallocation
internal import Scoring
internal import Survey
internal import Tables
internal import Weighting
internal import Workload

/// One round from an evaluation folder to its result: the whole method on one page.
struct Round: Sendable {
    let folder: EvaluationFolder
    let weights: WeightSets

    func result(progress: (_ done: Int, _ total: Int) -> Void) -> RoundResult {
        result(of: evaluations(progress: progress))
    }

    /// The result of units that were evaluated before.
    func result(of units: [UnitEvaluation]) -> RoundResult {
        let ranks = competitionRanks(units.map(\.score), within: units.map(\.unit.unitClass))
        let advice = Advice(cases(units))
        return RoundResult(
            self, units: units, ranks: ranks,
            advice: advice.lines.map { $0.map(AdviceRecord.init) })
    }

    /// What is computed of each unit by itself, in file order.
    func evaluations(progress: (_ done: Int, _ total: Int) -> Void) -> [UnitEvaluation] {
        evaluations(of: folder.dossiers, progress: progress)
    }

    /// What the decision table and the optimiser need to know of each unit.
    func cases(_ units: [UnitEvaluation]) -> [AdviceCase] {
        let settings = folder.settings
        let grades = settings.grades(over: folder.tree.grades)
        return units.map { AdviceCase($0, grades: grades, time: settings.workingTime) }
    }
}

extension Round {
    /// Units that are evaluated before progress is told again.
    private static let unitsAtATime = 64

    /// One per dossier, worked out on every processor.
    private func evaluations(
        of dossiers: [(Dossier, UnitOpinion?)], progress: (_ done: Int, _ total: Int) -> Void
    ) -> [UnitEvaluation] {
        var units: [UnitEvaluation] = []
        units.reserveCapacity(dossiers.count)
        while units.count < dossiers.count {
            progress(units.count, dossiers.count)
            let first = units.count
            units += inParallel(min(Round.unitsAtATime, dossiers.count - first)) { offset in
                let (dossier, opinion) = dossiers[first + offset]
                return UnitEvaluation(dossier, opinion: opinion, folder: folder, weights: weights)
            }
        }
        progress(dossiers.count, dossiers.count)
        return units
    }
}

extension EvaluationFolder {
    /// Units with what the survey says of each, in file order.
    var dossiers: [(Dossier, UnitOpinion?)] {
        forms.dossiers.enumerated().map { index, dossier in (dossier, survey?.units[index]) }
    }
}
