/// How one unit stands in its class.
package struct UnitStanding: Sendable, Hashable {
    package let unit: String
    package let name: String
    package let score: Double?
    package let grade: String?
    package let rank: Int?
}

/// A unit whose rank or grade would be another.
package struct RankShift: Sendable, Hashable {
    package let unit: String
    package let rank: Int?
    package let rankAfter: Int?
    package let score: Double?
    package let scoreAfter: Double?
    package let grade: String?
    package let gradeAfter: String?
}

/// What the weights of one class of units hang on.
package struct ClassStudy: Sendable {
    package let basis: ClassWeights
    /// Units in file order.
    package let units: [UnitStanding]
    /// The class without each expert, by name.
    package let absences: [ExpertAbsence]
    /// A remedy for each inconsistent expert at each node, in tree order.
    package let repairs: [RepairEffect]
    /// Every answer of every expert, by node, expert and pair.
    package let slopes: [ScoreSlope]
    /// The least change of one weight that swaps two units: neighbours in rank, best first.
    package let swaps: [UnitSwap]
    /// The two units asked for, by every weight that can swap them; the least change first.
    package let requested: [UnitSwap]
    /// The least change of one weight that lowers or raises a unit's grade, units in file order.
    package let gradeChanges: [GradeChange]
}

/// The round if one expert had not been asked.
package struct ExpertAbsence: Sendable {
    package let expert: String
    /// Nodes that nobody else judged: without the expert there are no weights.
    package let irreplaceable: [String]
    /// Global weights of the leaves in tree order; nil where there are none.
    package let leaves: [Double]?
    package let shifts: [RankShift]
}

/// What the least repair of one expert's answers at a node would do.
package struct RepairEffect: Sendable {
    /// One changed answer.
    package struct Step: Sendable {
        package let left: String
        package let right: String
        /// Ratios left ÷ right.
        package let given: Double
        package let suggested: Double
        /// The expert's CR with this change and those before it.
        package let ratioAfter: Double
        /// The group's weights below the node then; nil where there are none.
        package let groupWeights: [Double]?
        package let shifts: [RankShift]
    }

    package let node: String
    package let expert: String
    /// The expert's CR as judged.
    package let ratio: Double
    /// nil where the grid has no remedy.
    package let steps: [Step]?
    package let isProvenSmallest: Bool
}

/// What one answer of one expert moves.
package struct ScoreSlope: Sendable {
    package let node: String
    package let expert: String
    package let left: String
    package let right: String
    /// The expert's ratio left ÷ right.
    package let ratio: Double
    /// ∂ local weight ÷ ∂ ln ratio, per child of the node.
    package let weights: [Double]
    /// ∂ score ÷ ∂ ln ratio in points, per unit of the class; nil where a unit has no score.
    package let scores: [Double?]
}

/// One local weight moved, its siblings rescaled in proportion.
package struct WeightMove: Sendable, Hashable {
    package let code: String
    package let from: Double
    /// At the border: beyond it things have changed.
    package let to: Double
    /// The same as global weights.
    package let globalFrom: Double
    package let globalTo: Double

    package var size: Double { abs(to - from) }
}

/// Two units that change places.
package struct UnitSwap: Sendable, Hashable {
    /// The better one now.
    package let better: String
    package let worse: String
    /// nil where no single weight swaps them.
    package let move: WeightMove?
}

/// A unit that gets another grade.
package struct GradeChange: Sendable, Hashable {
    package let unit: String
    package let grade: String
    package let gradeAfter: String
    /// nil where no single weight does it.
    package let move: WeightMove?
}
