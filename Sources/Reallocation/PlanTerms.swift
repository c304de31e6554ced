/// How a round's problem is solved, where the rules leave a choice.
package struct PlanTerms: Sendable, Hashable {
    /// The interval of each need within which a move earns nothing.
    package enum Band: String, Sendable, Hashable, CaseIterable {
        /// The need itself.
        case point = "none"
        /// 68 % of confidence.
        case inner = "68"
        /// 90 % of confidence.
        case outer = "90"
    }

    package var divisor: ReallocationProblem.Divisor
    package var band: Band
    /// Whether needs are drawn towards the posts of today before solving.
    package var shrinks: Bool
    /// Cost of a post that moves; nil: that of the rules.
    package var kappa: Double?
    package var side: ReallocationProblem.SideRules

    package init(
        divisor: ReallocationProblem.Divisor = .webster, band: Band = .inner,
        shrinks: Bool = true, kappa: Double? = nil,
        side: ReallocationProblem.SideRules = ReallocationProblem.SideRules()
    ) {
        self.divisor = divisor
        self.band = band
        self.shrinks = shrinks
        self.kappa = kappa
        self.side = side
    }
}
