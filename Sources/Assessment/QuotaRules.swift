/// Limits on posts that the settings of an evaluation state.
package struct QuotaRules: Sendable, Hashable {
    /// The most posts that may be approved in a group of cells.
    package struct RedLine: Sendable, Hashable {
        /// Nil: any.
        package let level: String?
        /// Nil: any.
        package let quotaType: String?
        /// Nil: any.
        package let funding: String?
        package let maximum: Int
    }

    /// Posts that a pool keeps unassigned (周转池).
    package struct Reserve: Sendable, Hashable {
        /// level/quota type/funding.
        package let pool: String
        package let minimum: Int
    }

    /// A way between two pools that a rule opens (下沉, 上划).
    package struct Arc: Sendable, Hashable {
        package let from: String
        package let to: String
        package let cap: Int
        /// FTE per post.
        package let cost: Double
    }

    package let redLines: [RedLine]
    /// Cost of a post that moves, in FTE.
    package let kappa: Double
    package let reserves: [Reserve]
    package let arcs: [Arc]
    /// Posts are freed by people who retire within the year after the as-of date.
    package let countsRetirements: Bool
    /// A bundled leadership table, or a path; nil: none.
    package let leadership: String?

    package static let none = QuotaRules(
        redLines: [], kappa: 0.15, reserves: [], arcs: [], countsRetirements: true,
        leadership: nil)
}
