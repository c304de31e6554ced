/// The standard time of a task from watches of it (测时).
///
/// - Source: [Kanawaty1992], ch. 23–24.
package struct TimeStudy: Sendable, Hashable {
    /// In whatever unit of time; the results are in the same.
    package let observed: [Double]
    /// Pace of the person watched, 1 for the normal pace.
    package let rating: Double
    /// Rest and preparation (宽放率), as a share of what `basis` says.
    package let allowance: Double
    package let basis: Basis

    package enum Basis: String, Sendable, Hashable, CaseIterable {
        /// Allowance is a share of the normal time: normal × (1 + a).
        case normalTime = "normal-time"
        /// Allowance is a share of the whole time on the job: normal ÷ (1 − a).
        case jobTime = "job-time"
    }

    package var observedMean: Double { observed.reduce(0, +) / Double(observed.count) }
    package var normal: Double { observedMean * rating }

    package var standard: Double {
        switch basis {
        case .normalTime: normal * (1 + allowance)
        case .jobTime: normal / remainder(of: allowance)
        }
    }
}
