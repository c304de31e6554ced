internal import Draws
internal import Glibc
internal import Institutions
package import Languages

/// How far the hours of a unit, and with them its saturation and its need, can be relied on.
///
/// Times are uncertain per kind of work (less so the more occurrences were watched), frequencies per
/// item: by the source that bears them out, or, where a daily log replaced them, by the spread of
/// its person-days. Derivation in `docs/methods/saturation.md`.
package struct WorkloadUncertainty: Sendable, Hashable, Codable {
    package enum Source: String, Sendable, Hashable, Codable {
        /// Cluster bootstrap over person-days.
        case timeLog = "time-log"
        /// Errors by the grade of each item's source.
        case sourceGrade = "source-grade"

        package var name: Wording {
            switch self {
            case .timeLog:
                Wording(zh: "每日工时按人日自助抽样", en: "bootstrap over the person-days of the log")
            case .sourceGrade:
                Wording(zh: "按佐证等级估计误差", en: "errors by the grade of the source")
            }
        }
    }

    package let source: Source
    /// Of H, hours a year.
    package let hours: Interval
    /// Of H_k, hours a year.
    package let difficultyHours: Interval
    /// Of H: standard deviation ÷ H.
    package let coefficientOfVariation: Double
    /// Draws of the bootstrap; nil without one.
    package let draws: Int?

    /// Relative standard error of the times of a kind of work that nobody watched.
    package static let unwatchedError = 0.15
    /// Draws of the bootstrap.
    package static let bootstrapDraws = 500

    /// Relative standard error of a frequency by what bears it out.
    static func frequencyError(of evidence: WorkEvidence?) -> Double {
        switch evidence {
        case .system: 0.03
        case .ledger: 0.10
        case .some(.none), nil: 0.20
        }
    }

    /// - Parameters:
    ///   - items: With the frequencies that count, each kind scaled by `factor` in the hours.
    ///   - factor: What reported hours of a kind are multiplied by.
    ///   - watched: Relative standard error of the times of a kind.
    ///   - logged: Items whose frequencies come from the log.
    /// - Returns: Nil without hours.
    init?(
        items: [ReportedWork], factor: (WorkKind) -> Double, watched: (WorkKind) -> Double,
        log: UnitLog?, logged: Set<String>, seed: UInt64
    ) {
        let parts = WorkKind.allCases.map { kind in
            Part(items, of: kind, factor: factor(kind), error: watched(kind), logged: logged)
        }
        let (total, difficult) = (parts.sum(\.hours), parts.sum(\.difficultyHours))
        guard total > 0 else { return nil }
        let spread = parts.sum(\.variance)
        let difficultSpread = parts.sum(\.difficultyVariance)
        let days = log?.personDays.map(\.normHours) ?? []
        if let bootstrap = ClusterBootstrap(days, draws: Self.bootstrapDraws, seed: seed),
            parts.sum(\.loggedHours) > 0
        {
            source = .timeLog
            draws = Self.bootstrapDraws
            var generator = SplitMix64(seed: seed ^ 0x5851_F42D_4C95_7F2D)
            let logged = parts.sum(\.loggedHours)
            let difficultLogged = parts.sum(\.loggedDifficultyHours)
            let (deviation, difficultDeviation) = (
                spread.squareRoot(), difficultSpread.squareRoot()
            )
            let drawn = bootstrap.ratios.map { ratio in
                let noise = generator.normal()
                let hours = total + (ratio - 1) * logged + noise * deviation
                let difficultyHours =
                    difficult + (ratio - 1) * difficultLogged + noise * difficultDeviation
                return (hours: max(0, hours), difficultyHours: max(0, difficultyHours))
            }
            hours = Interval(percentilesOf: drawn.map(\.hours))
            difficultyHours = Interval(percentilesOf: drawn.map(\.difficultyHours))
            let mean = drawn.reduce(0) { $0 + $1.hours } / Double(drawn.count)
            let variance =
                drawn.reduce(0) { $0 + ($1.hours - mean) * ($1.hours - mean) }
                / Double(drawn.count)
            coefficientOfVariation = variance.squareRoot() / total
        } else {
            source = .sourceGrade
            draws = nil
            coefficientOfVariation = spread.squareRoot() / total
            hours = Interval(around: total, coefficientOfVariation: coefficientOfVariation)
            difficultyHours = Interval(
                around: difficult,
                coefficientOfVariation: difficultSpread.squareRoot() / difficult)
        }
    }

    /// Hours of one kind of work and their variance, the spread of logged frequencies left out.
    ///
    /// Errors of one grade of source go together, so that splitting an item changes nothing.
    fileprivate struct Part {
        let hours: Double
        let difficultyHours: Double
        let loggedHours: Double
        let loggedDifficultyHours: Double
        let variance: Double
        let difficultyVariance: Double

        init(
            _ items: [ReportedWork], of kind: WorkKind, factor: Double, error: Double,
            logged: Set<String>
        ) {
            var (plain, difficult) = (Hours(), Hours())
            for index in items.indices where items[index].kind == kind {
                let isLogged = logged.contains(items[index].item)
                let evidence = items[index].evidence
                plain.add(items[index].annualHours, evidence, isLogged: isLogged)
                difficult.add(items[index].difficultyHours, evidence, isLogged: isLogged)
            }
            hours = plain.all * factor
            difficultyHours = difficult.all * factor
            loggedHours = plain.logged * factor
            loggedDifficultyHours = difficult.logged * factor
            variance = plain.variance(factor: factor, error: error)
            difficultyVariance = difficult.variance(factor: factor, error: error)
        }
    }

    /// Hours of some items, apart by what bears their frequencies out.
    private struct Hours {
        var all = 0.0
        var logged = 0.0
        /// Of items that aren't logged.
        private var fromSystem = 0.0
        private var fromLedger = 0.0
        private var unfounded = 0.0

        mutating func add(_ hours: Double, _ evidence: WorkEvidence?, isLogged: Bool) {
            all += hours
            guard !isLogged else {
                logged += hours
                return
            }
            switch evidence {
            case .system: fromSystem += hours
            case .ledger: fromLedger += hours
            case .some(.none), nil: unfounded += hours
            }
        }

        func variance(factor: Double, error: Double) -> Double {
            var ofFrequencies = 0.0
            for (hours, evidence) in [
                (fromSystem, WorkEvidence.system), (fromLedger, .ledger), (unfounded, .none),
            ] {
                let spread =
                    hours * factor * WorkloadUncertainty.frequencyError(of: evidence)
                ofFrequencies += spread * spread
            }
            let ofTimes = all * factor * error
            return ofFrequencies + ofTimes * ofTimes
        }
    }
}

extension [WorkloadUncertainty.Part] {
    fileprivate func sum(_ value: (WorkloadUncertainty.Part) -> Double) -> Double {
        reduce(0) { $0 + value($1) }
    }
}
