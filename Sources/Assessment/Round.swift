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
        let dossiers = folder.dossiers
        let units = dossiers.enumerated().map { index, unit in
            progress(index, dossiers.count)
            return UnitEvaluation(unit.0, opinion: unit.1, folder: folder, weights: weights)
        }
        progress(dossiers.count, dossiers.count)
        let ranks = competitionRanks(units.map(\.score), within: units.map(\.unit.unitClass))
        let settings = folder.settings
        let grades = settings.grades(over: folder.tree.grades)
        let advice = Advice(
            units.map { AdviceCase($0, grades: grades, time: settings.workingTime) })
        return RoundResult(
            self, units: units, ranks: ranks,
            advice: advice.lines.map { $0.map(AdviceRecord.init) })
    }
}

extension EvaluationFolder {
    /// Units with what the survey says of each, in file order.
    var dossiers: [(Dossier, UnitOpinion?)] {
        forms.dossiers.enumerated().map { index, dossier in (dossier, survey?.units[index]) }
    }
}
