package import Languages

/// The survey of a tree: who is asked what, and which leaf an item feeds.
package struct Questionnaire: Sendable, Hashable, Codable {
    /// A respondent group (评议主体); answers name it in Chinese.
    package struct Group: Sendable, Hashable, Codable {
        package let name: Wording
        /// With more raters than this the highest and the lowest are left out; nil: never.
        package let trimsAbove: Int?

        package init(name: Wording, trimsAbove: Int? = nil) {
            self.name = name
            self.trimsAbove = trimsAbove
        }
    }

    package struct Item: Sendable, Hashable, Codable {
        package let code: String
        package let name: Wording
        /// The question as the respondent reads it.
        package let question: Wording
        /// Chinese names of the groups that are asked.
        package let groups: [String]
        package let feeds: [Feed]
        /// What of the workload model it is a further view on; nil for none.
        package let checks: Check?

        /// What staff are asked of their load; the best labels of the scale come first.
        package enum Check: String, Sendable, Hashable, Codable, CaseIterable {
            /// Whether posts are busy or idle.
            case workload
            /// Whether work is evenly spread or not.
            case balance
        }

        package init(
            code: String, name: Wording, question: Wording, groups: [String], feeds: [Feed],
            checks: Check? = nil
        ) {
            self.code = code
            self.name = name
            self.question = question
            self.groups = groups
            self.feeds = feeds
            self.checks = checks
        }
    }

    /// The part an item has in a leaf.
    package struct Feed: Sendable, Hashable, Codable {
        package let leaf: String
        package let weight: Double

        package init(leaf: String, weight: Double) {
            self.leaf = leaf
            self.weight = weight
        }
    }

    package let title: Wording
    package let groups: [Group]
    package let items: [Item]

    package init(title: Wording, groups: [Group], items: [Item]) {
        self.title = title
        self.groups = groups
        self.items = items
    }

    /// The items that feed a leaf, in their order.
    package func items(feeding leaf: String) -> [SurveyMeasure.Item] {
        items.compactMap { item in
            item.feeds.first { $0.leaf == leaf }.map {
                SurveyMeasure.Item(code: item.code, weight: $0.weight, groups: item.groups)
            }
        }
    }
}
