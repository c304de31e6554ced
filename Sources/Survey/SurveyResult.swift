package import Languages

/// What a survey says of every unit, with how far it can be relied on.
///
/// It holds no free text and no address of a respondent.
package struct SurveyResult: Sendable, Hashable, Codable {
    /// Responses that came in, copies included.
    package let received: Int
    package let valid: Int
    /// Valid responses' answers that are on the scale.
    package let answers: Int
    /// In the order of the reasons; a response with two reasons counts under both.
    package let dropCounts: [DropCount]
    /// By unit, then respondent.
    package let dropped: [DroppedResponse]
    /// One per unit, in the order of the units form.
    package let units: [UnitOpinion]
}

package struct DropCount: Sendable, Hashable, Codable {
    package let reason: ScreeningReason
    package let count: Int
}

/// A response that was left out.
package struct DroppedResponse: Sendable, Hashable, Codable {
    package let respondent: String
    package let unit: String
    package let group: String
    /// In their order; never empty.
    package let reasons: [ScreeningReason]
    /// Where its first answer stands: the file, and behind it the sheet of a workbook.
    package let file: String
    /// Physical line of its first answer in the file.
    package let line: Int
}

/// What was said of one unit.
package struct UnitOpinion: Sendable, Hashable, Codable {
    package let unit: String
    /// One per respondent group.
    package let groups: [GroupOpinion]
    /// One per leaf that opinion feeds, in their order.
    package let leaves: [LeafOpinion]
    /// Positions of the tables in which its valid responses begin, ascending; empty where the
    /// survey is one table.
    package let tables: [Int]
}

/// What one respondent group said of one unit.
package struct GroupOpinion: Sendable, Hashable, Codable {
    package let group: String
    package let received: Int
    package let valid: Int
    package let dropCounts: [DropCount]
    /// Valid responses that the group needs; nil where it depends on a staff that is not known.
    package let minimum: Int?
    /// People who could have answered, where that is known.
    package let population: Int?
    /// Mean of the items by their weights; nil without answers.
    package let mean: Double?
    /// With finite-population correction where the population is known; nil below two responses.
    package let standardError: Double?
    /// Cronbach's α over the complete responses; nil where it is not defined.
    package let alpha: Double?
    /// The items that the group is asked.
    package let items: [ItemOpinion]

    /// As many as the group needs, and at least one; otherwise 样本不足.
    package var isSufficient: Bool { minimum.map { valid >= max($0, 1) } ?? false }

    /// Fewer people than this are never shown alone.
    package static let anonymityLimit = 5

    /// Some answered, but too few to be shown alone.
    package var isHidden: Bool { valid > 0 && valid < GroupOpinion.anonymityLimit }
}

/// Answers of one group to one item.
package struct ItemOpinion: Sendable, Hashable, Codable {
    package let item: String
    /// Answers on the scale.
    package let count: Int
    /// On the values of the scale; nil without answers.
    package let mean: Double?
    package let standardError: Double?
    /// Answers per label, best label first.
    package let distribution: [Int]
}

/// Opinion as a leaf of the tree needs it.
package struct LeafOpinion: Sendable, Hashable, Codable {
    package struct Part: Sendable, Hashable, Codable {
        package let group: String
        package let valid: Int
        package let mean: Double
        package let standardError: Double?
    }

    package let leaf: String
    /// On the values of the scale; nil is 无法评价.
    package let value: Double?
    package let standardError: Double?
    /// The groups that count, each with its mean over the items of the leaf.
    package let parts: [Part]
    /// Why there is no value, or which groups are left out; nil where all count.
    package let shortage: Wording?
}
