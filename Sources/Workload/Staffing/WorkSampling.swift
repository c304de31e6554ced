/// Observations that a work sampling (工作抽样) takes for a share to be known well enough.
///
/// - Source: [Kanawaty1992], ch. 19.
package struct WorkSampling: Sendable, Hashable {
    /// Share of time spent on the work, as first guessed; within 0…1, both excluded.
    package let share: Double
    /// Standard deviations of the confidence: 1.96 for 95 %, 2 by the rule of thumb.
    package let deviations: Double
    /// Error allowed either way, a share of the whole time.
    package let error: Double

    /// z²·p·(1 − p) ÷ e², whole observations.
    package var observations: Int {
        ceilingOfQuotient(
            of: [deviations, deviations, share, remainder(of: share)], by: [error, error])
    }
}
