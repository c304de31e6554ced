package import Languages

/// Half-open bands of scores, highest first, and the best grade under an open major finding.
package struct GradeScale: Sendable, Hashable, Codable {
    package struct Band: Sendable, Hashable, Codable {
        package let name: Wording
        /// The lowest score in the band.
        package let lowest: Double

        package init(name: Wording, lowest: Double) {
            self.name = name
            self.lowest = lowest
        }
    }

    /// Lowest scores strictly fall; the last is 0, so that every score has a band.
    package let bands: [Band]
    /// Chinese name of the best grade that a unit with a confirmed major finding still open gets.
    package let findingCap: String?

    package init(bands: [Band], findingCap: String? = nil) {
        precondition(bands.last?.lowest == 0, "every score has a grade")
        precondition(
            zip(bands, bands.dropFirst()).allSatisfy { $0.lowest > $1.lowest },
            "bands are listed highest first")
        precondition(
            findingCap == nil || bands.contains { $0.name.zh == findingCap },
            "the cap is one of the grades")
        self.bands = bands
        self.findingCap = findingCap
    }

    /// Scores closer than this are the same: what sums to 90 in exact arithmetic is a 90.
    package static let tolerance = 1e-9

    /// The band of a score in 0…100, or the cap's band if that is lower.
    package func band(for score: Double, isCapped: Bool = false) -> Band {
        let earned = bands.firstIndex { score >= $0.lowest - GradeScale.tolerance }
        let cap = isCapped ? bands.firstIndex { $0.name.zh == findingCap } : nil
        return bands[max(earned ?? bands.count - 1, cap ?? 0)]
    }
}
