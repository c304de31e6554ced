internal import Institutions
internal import Reallocation
internal import Scoring
internal import Survey
internal import Tables

/// Makes the records of a large round's units whenever they are asked for.
final class UnitMaker: Sendable {
    private let round: Round
    private let figures: UnitFigures
    private let ranks: [Int?]
    /// Advice of units by their place, where it rests on other units too.
    private let advice: [Int: [AdviceRecord]]
    let pools: [PoolRecord]

    /// Units that are worked out before progress is told again.
    private static let unitsAtATime = 256

    /// Evaluates every unit once, on every processor, and keeps what units are compared by.
    init(_ round: Round, progress: (_ done: Int, _ total: Int) -> Void) {
        let total = round.folder.forms.units.count
        let tree = round.folder.tree
        var figures = UnitFigures(
            unitCount: total, nodeCount: tree.parents.count,
            leafCount: tree.leaves.count)
        var pools = PoolTotals()
        var shared: [(unit: Int, known: AdviceCase)] = []
        for first in stride(from: 0, to: total, by: UnitMaker.unitsAtATime) {
            progress(first, total)
            let count = min(UnitMaker.unitsAtATime, total - first)
            let sights = inParallel(count) { offset in
                Sight(round.evaluation(of: first + offset), in: round)
            }
            for (offset, sight) in sights.enumerated() {
                figures.append(sight.figures)
                let unit = sight.figures.overview
                pools.add(sight.quotas, level: unit.level, funding: unit.funding)
                if let known = sight.shared { shared.append((first + offset, known)) }
            }
        }
        progress(total, total)
        var advice: [Int: [AdviceRecord]] = [:]
        for (unit, lines) in zip(shared, Advice(shared.map { $0.known }).lines) {
            let records = lines.map(AdviceRecord.init)
            advice[unit.unit] = records
            figures.setFirstAdvice(records.first.map(AdviceHead.init), of: unit.unit)
        }
        ranks = competitionRanks(
            (0..<total).map { figures.score(of: $0) },
            within: round.folder.forms.units.map(\.unitClass))
        self.round = round
        self.figures = figures
        self.advice = advice
        self.pools = pools.records
    }

    /// What is kept of an evaluation.
    private struct Sight: Sendable {
        let figures: UnitFigures.Entry
        let quotas: [QuotaRecord]
        /// For the advice of a unit that may give posts or get some from others.
        let shared: AdviceCase?

        init(_ evaluation: UnitEvaluation, in round: Round) {
            let adviceCase = round.adviceCase(evaluation)
            var result = UnitResult(evaluation, in: round.folder)
            let isAlone = adviceCase.isAlone
            if isAlone { result.advice = adviceCase.adviceAlone }
            figures = UnitFigures.Entry(result)
            quotas = result.quotas
            shared = isAlone ? nil : adviceCase
        }
    }

    var count: Int { round.folder.forms.units.count }

    func unit(_ unit: Int) -> UnitResult {
        let evaluation = round.evaluation(of: unit)
        var result = UnitResult(evaluation, in: round.folder)
        result.rank = ranks[unit]
        result.advice = advice[unit] ?? round.adviceCase(evaluation).adviceAlone
        return result
    }

    func overview(of unit: Int) -> UnitOverview {
        figures.overview(of: unit, round.folder.forms.units[unit], rank: ranks[unit])
    }

    func nodeScore(_ node: Int, of unit: Int) -> Double? { figures.nodeScore(node, of: unit) }

    func leafScore(_ leaf: Int, of unit: Int) -> Double? { figures.leafScore(leaf, of: unit) }
}

extension AdviceCase {
    /// Without posts and work known, nothing can be given to the unit or taken from it.
    fileprivate var isAlone: Bool { posts.isEmpty && saturation == nil }

    fileprivate var adviceAlone: [AdviceRecord] {
        Advice([self]).lines[0].map(AdviceRecord.init)
    }
}
