internal import Indicators
internal import Institutions
internal import Oversight
internal import Reallocation
internal import Scoring
internal import Survey
internal import Weighting
internal import Workload

/// One round from an evaluation folder to its result: the whole method on one page.
struct Round: Sendable {
    let folder: EvaluationFolder
    let weights: WeightSets

    func result(progress: (_ done: Int, _ total: Int) -> Void) -> RoundResult {
        let units = evaluations(progress: progress)
        let ranks = competitionRanks(units.map(\.score), within: units.map(\.unit.unitClass))
        let advice = Advice(cases(units))
        return RoundResult(
            self, units: units, ranks: ranks,
            advice: advice.lines.map { $0.map(AdviceRecord.init) })
    }

    /// What is computed of each unit by itself, in file order.
    func evaluations(progress: (_ done: Int, _ total: Int) -> Void) -> [UnitEvaluation] {
        let dossiers = folder.dossiers
        let units = dossiers.enumerated().map { index, unit in
            progress(index, dossiers.count)
            return UnitEvaluation(unit.0, opinion: unit.1, folder: folder, weights: weights)
        }
        progress(dossiers.count, dossiers.count)
        return units
    }

    /// What the decision table and the optimiser need to know of each unit.
    func cases(_ units: [UnitEvaluation]) -> [AdviceCase] {
        let settings = folder.settings
        let grades = settings.grades(over: folder.tree.grades)
        return units.map { AdviceCase($0, grades: grades, time: settings.workingTime) }
    }
}

extension EvaluationFolder {
    /// Units with what the survey says of each, in file order.
    var dossiers: [(Dossier, UnitOpinion?)] {
        forms.dossiers.enumerated().map { index, dossier in (dossier, survey?.units[index]) }
    }
}
