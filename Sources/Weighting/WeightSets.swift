package import Diagnostics
package import LinearAlgebra

/// The weights of one indicator tree: one set for all units, or one per class of units.
public struct WeightSets: Sendable, Hashable, Codable {
    /// One set without a class, or one per class in the given order of classes.
    public let sets: [TreeWeights]

    /// The weights by which units of a class are scored.
    public subscript(unitClass: String) -> TreeWeights? {
        sets.first { $0.unitClass == nil || $0.unitClass == unitClass }
    }
}

extension WeightSets {
    /// The weights alone; the parameters are those of `JudgedWeights`.
    ///
    /// - Returns: nil when there was an error.
    /// - Throws: `.notConverged` when LAPACK gives up.
    package init?(
        tree: [SiblingGroup], judgements: [Judgement], classes: [String], rules: WeightingRules,
        place: Place? = Place(file: "experts/judgements.csv"), into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        let judged = try JudgedWeights(
            tree: tree, judgements: judgements, classes: classes, rules: rules, place: place,
            into: &log)
        guard let judged else { return nil }
        self = judged.sets
    }
}
