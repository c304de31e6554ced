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

        package init(level: String?, quotaType: String?, funding: String?, maximum: Int) {
            self.level = level
            self.quotaType = quotaType
            self.funding = funding
            self.maximum = maximum
        }
    }

    /// Posts that a pool keeps unassigned (周转池).
    package struct Reserve: Sendable, Hashable {
        /// level/quota type/funding.
        package let pool: String
        package let minimum: Int

        package init(pool: String, minimum: Int) {
            self.pool = pool
            self.minimum = minimum
        }
    }

    /// A way between two pools that a rule opens (下沉, 上划).
    package struct Arc: Sendable, Hashable {
        package let from: String
        package let to: String
        package let cap: Int
        /// FTE per post.
        package let cost: Double

        package init(from: String, to: String, cap: Int, cost: Double) {
            self.from = from
            self.to = to
            self.cap = cap
            self.cost = cost
        }
    }

    package var redLines: [RedLine]
    /// Cost of a post that moves, in FTE.
    package var kappa: Double
    package var reserves: [Reserve]
    package var arcs: [Arc]
    /// Posts are freed by people who retire within the year after the as-of date.
    package var countsRetirements: Bool
    /// A bundled leadership table, or a path; nil: none.
    package var leadership: String?

    package init(
        redLines: [RedLine] = [], kappa: Double = 0.15, reserves: [Reserve] = [], arcs: [Arc] = [],
        countsRetirements: Bool = true, leadership: String? = nil
    ) {
        self.redLines = redLines
        self.kappa = kappa
        self.reserves = reserves
        self.arcs = arcs
        self.countsRetirements = countsRetirements
        self.leadership = leadership
    }

    package static let none = QuotaRules()
}
