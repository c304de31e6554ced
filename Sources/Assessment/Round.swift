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
    /// Units up to which their records are held; nil: as many as usual.
    var largestHeld: Int?

    func result(progress: (_ done: Int, _ total: Int) -> Void) -> RoundResult {
        guard holdsUnits else {
            let maker = UnitMaker(self, progress: progress)
            return RoundResult(self, units: UnitResults(maker), pools: maker.pools)
        }
        return result(of: outcomes(progress: progress) { outcome(of: $0) })
    }

    /// The result of units that were evaluated before.
    func result(of units: [UnitEvaluation]) -> RoundResult {
        result(of: inParallel(units.count) { outcome(of: units[$0]) })
    }

    private func result(of outcomes: [UnitOutcome]) -> RoundResult {
        let ranks = competitionRanks(
            outcomes.map(\.result.score), within: outcomes.map(\.result.class))
        let advice = Advice(outcomes.map(\.adviceCase)).lines
        var units = outcomes.map(\.result)
        for index in units.indices {
            units[index].rank = ranks[index]
            units[index].advice = advice[index].map(AdviceRecord.init)
        }
        return RoundResult(self, units: UnitResults(units), pools: PoolTotals(units).records)
    }

    /// Whether the records of all units fit into memory: beyond these numbers of units they are made
    /// whenever they are asked for, the sooner the less there is to work out again.
    private var holdsUnits: Bool {
        let isQuick = folder.timeLogs.isEmpty && !folder.forms.has(WorkItem.form.name)
        return folder.forms.units.count <= largestHeld ?? (isQuick ? 30_000 : 100_000)
    }

    /// What is computed of each unit by itself, in file order.
    func evaluations(progress: (_ done: Int, _ total: Int) -> Void) -> [UnitEvaluation] {
        outcomes(progress: progress) { $0 }
    }

    /// What the decision table and the optimiser need to know of each unit.
    func cases(_ units: [UnitEvaluation]) -> [AdviceCase] {
        units.map { adviceCase($0) }
    }

    func adviceCase(_ unit: UnitEvaluation) -> AdviceCase {
        AdviceCase(
            unit, grades: folder.settings.grades(over: folder.tree.grades),
            time: folder.settings.workingTime)
    }

    private func outcome(of unit: UnitEvaluation) -> UnitOutcome {
        UnitOutcome(result: UnitResult(unit, in: folder), adviceCase: adviceCase(unit))
    }
}

/// What is kept of a unit until all are evaluated: its record, still without rank and advice, and
/// what advice rests on. The evaluation itself is several times as large.
private struct UnitOutcome: Sendable {
    let result: UnitResult
    let adviceCase: AdviceCase
}

extension Round {
    /// Units that are evaluated before progress is told again.
    private static let unitsAtATime = 64

    /// One per unit, worked out on every processor.
    private func outcomes<Outcome: Sendable>(
        progress: (_ done: Int, _ total: Int) -> Void,
        _ outcome: @Sendable (UnitEvaluation) -> Outcome
    ) -> [Outcome] {
        let total = folder.forms.units.count
        var units: [Outcome] = []
        units.reserveCapacity(total)
        while units.count < total {
            progress(units.count, total)
            let first = units.count
            units += inParallel(min(Round.unitsAtATime, total - first)) { offset in
                outcome(evaluation(of: first + offset))
            }
        }
        progress(total, total)
        return units
    }

    /// - Parameter unit: Place of the unit in the units form.
    func evaluation(of unit: Int) -> UnitEvaluation {
        UnitEvaluation(
            folder.forms.dossier(of: unit), opinion: folder.survey?.units[unit], folder: folder,
            weights: weights)
    }
}

extension EvaluationFolder {
    /// Units with what the survey says of each, in file order.
    var dossiers: [(Dossier, UnitOpinion?)] {
        forms.dossiers.enumerated().map { index, dossier in (dossier, survey?.units[index]) }
    }
}
