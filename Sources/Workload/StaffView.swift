/// What the staff of a unit answer when asked about their load: a third view beside the reported
/// work and the field checks.
package struct StaffView: Sendable, Hashable, Codable {
    /// Answers on the scale.
    package let answers: Int
    /// Share of answers with one of the two best labels: busy, or evenly spread.
    package let bestShare: Double
    /// Share with one of the two worst labels: idle, or unevenly spread.
    package let worstShare: Double

    package init(answers: Int, bestShare: Double, worstShare: Double) {
        self.answers = answers
        self.bestShare = bestShare
        self.worstShare = worstShare
    }

    /// Answers from which the view counts.
    package static let leastAnswers = 5
    /// Share of answers that makes a view of busy or idle posts, or of evenly spread work.
    package static let clearShare = 0.8
    /// Share of answers that calls work unevenly spread: half is enough.
    package static let unevenShare = 0.5
    /// Coefficients of variation up to which work is evenly spread, and beyond which it isn't.
    package static let evenBalance = 0.2
    package static let unevenBalance = 0.35

    /// From answers per label, best label first.
    ///
    /// - Returns: Nil with too few answers or labels.
    package init?(distribution: [Int]) {
        let answers = distribution.reduce(0, +)
        guard answers >= StaffView.leastAnswers, distribution.count >= 4 else { return nil }
        self.init(
            answers: answers,
            bestShare: Double(distribution.prefix(2).reduce(0, +)) / Double(answers),
            worstShare: Double(distribution.suffix(2).reduce(0, +)) / Double(answers))
    }

    private static let hair = 1e-9

    /// Whether nearly all call idle what the model calls overloaded, or busy what it calls idle.
    func contradicts(saturation: Double) -> Bool {
        (worstShare >= Self.clearShare - Self.hair && saturation > 1 + Self.hair)
            || (bestShare >= Self.clearShare - Self.hair
                && saturation < SaturationBands.standard.edges[0] - Self.hair)
    }

    /// Whether many call uneven what the model calls even, or nearly all even what it calls uneven.
    func contradicts(balance: Double) -> Bool {
        (worstShare >= Self.unevenShare - Self.hair && balance <= Self.evenBalance + Self.hair)
            || (bestShare >= Self.clearShare - Self.hair
                && balance > Self.unevenBalance + Self.hair)
    }
}

/// Frequencies that systems counted, beside those that the unit reports.
package struct SystemCounts: Sendable, Hashable, Codable {
    /// Items that a system counts.
    package let items: Int
    /// Those among them whose count lies within the tolerance of the reported frequency.
    package let agreeing: Int
    /// Hours by the counts ÷ hours by the reported frequencies; nil where none are reported.
    package let ratio: Double?

    /// A count may differ from the reported frequency by this share of the larger of both.
    package static let tolerance = 0.10

    /// - Returns: Nil where no system counts anything.
    init?(_ items: [ReportedWork]) {
        let counted = items.filter { $0.systemCount != nil }
        guard !counted.isEmpty else { return nil }
        self.items = counted.count
        agreeing = counted.count { !SystemCounts.differs($0) }
        let reported = counted.sum(\.annualHours)
        let found = counted.reduce(0) { $0 + ($1.systemCount ?? 0) * $1.hours * $1.people }
        ratio = reported > 0 ? found / reported : nil
    }

    /// Whether a system's count is too far from what is reported.
    static func differs(_ item: ReportedWork) -> Bool {
        guard let count = item.systemCount else { return false }
        let base = max(item.frequency, count)
        return abs(count - item.frequency) > (tolerance + 1e-9) * base
    }
}

/// What others than the unit's own work log say of its load.
package struct FurtherViews: Sendable, Hashable, Codable {
    package let systemCounts: SystemCounts?
    /// Whether staff call their posts busy.
    package let busy: StaffView?
    /// Whether staff call work evenly spread.
    package let balance: StaffView?
}
