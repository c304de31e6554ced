/// The words of the scale from 1 to 9 in which experts judge: 同等重要 … 极端重要.
///
/// Source of the scale: T. L. Saaty, “A scaling method for priorities in hierarchical structures”,
/// Journal of Mathematical Psychology 15 (1977), table 1.
package enum JudgementWords {
    /// What an expert chooses, and the ratio of the left to the right that it means.
    package struct Entry: Sendable, Hashable {
        /// With the ratio in brackets, such as 甲稍微重要（3）.
        package let text: String
        package let ratio: Double
        /// Without the brackets.
        let words: String

        fileprivate init(_ words: String, _ ratio: Double, _ numeral: String) {
            self.words = words
            self.ratio = ratio
            text = "\(words)（\(numeral)）"
        }
    }

    private static let degrees = [
        "同等至稍微重要", "稍微重要", "稍微至明显重要", "明显重要", "明显至强烈重要", "强烈重要", "强烈至极端重要", "极端重要",
    ]

    /// From the left being extremely more important to the right being so.
    package static let all: [Entry] =
        degrees.enumerated().reversed().map { Entry("甲\($1)", Double($0 + 2), "\($0 + 2)") }
        + [Entry("同等重要", 1, "1")]
        + degrees.enumerated().map { Entry("乙\($1)", 1 / Double($0 + 2), "1/\($0 + 2)") }

    /// The words for equal importance.
    package static let equal = "同等重要（1）"

    /// The ratio that words mean, with or without the brackets of either width; nil if none.
    package static func ratio(of text: String) -> Double? {
        let plain = text.replacing("(", with: "（").replacing(")", with: "）")
        return all.first { $0.text == plain || $0.words == plain }?.ratio
    }
}
