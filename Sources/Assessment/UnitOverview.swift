package import Languages

/// What a unit is known and compared by, without what it rests on.
package struct UnitOverview: Sendable, Hashable {
    package let unit: String
    package let name: String
    package let `class`: String
    package let level: String
    package let category: String
    package let funding: String
    package let score: Double?
    package let grade: String?
    package let rank: Int?
    package let scoreBounds: [Double]?
    package let compliance: Double?
    package let benefit: Double?
    package let coverage: Double
    /// Saturation on the labour basis.
    package let saturation: Double?
    package let firstAdvice: AdviceHead?
    package let findings: FindingCounts
    /// A, B, C or D.
    package let dataQuality: String
}

/// What an advice says to do, without its reasons.
package struct AdviceHead: Sendable, Hashable {
    package let action: String
    package let title: Wording
    package let count: Int?

    init(_ advice: AdviceRecord) {
        (action, title, count) = (advice.action, advice.title, advice.count)
    }

    init(action: String, title: Wording, count: Int?) {
        (self.action, self.title, self.count) = (action, title, count)
    }
}

package struct FindingCounts: Sendable, Hashable {
    package let all: Int
    package let open: Int
    /// Some are major, open and confirmed.
    package let hasOpenMajor: Bool

    init(_ findings: [FindingRecord]) {
        all = findings.count
        open = findings.count(where: \.isOpen)
        hasOpenMajor = findings.contains { $0.severity == "重" && $0.isOpen && $0.isConfirmed }
    }
}

extension UnitOverview {
    init(_ result: UnitResult) {
        self.init(
            unit: result.unit, name: result.name, class: result.class, level: result.level,
            category: result.category, funding: result.funding, score: result.score,
            grade: result.grade, rank: result.rank, scoreBounds: result.scoreBounds,
            compliance: result.compliance, benefit: result.benefit, coverage: result.coverage,
            saturation: result.saturation?.saturation.labour,
            firstAdvice: result.advice.first.map(AdviceHead.init),
            findings: FindingCounts(result.findings), dataQuality: result.dataQuality.grade)
    }
}
