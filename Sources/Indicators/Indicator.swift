package import Languages

/// A leaf of the tree: what is measured, how it scores, and why.
package struct Indicator: Sendable, Hashable, Codable {
    /// What is better.
    package enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
        case higher, lower
        /// A range in the middle.
        case band
    }

    /// Which of the two results a leaf speaks to; they are never merged silently.
    package enum SubIndex: String, Sendable, Hashable, Codable, CaseIterable {
        /// 执行情况: are the rules kept.
        case compliance
        /// 使用效益: what comes of the posts.
        case benefit
    }

    /// One thing the leaf or its rule rests on.
    package struct Basis: Sendable, Hashable, Codable {
        /// How far the source can be trusted: official, press or copy, weak, own inference.
        package enum Reliability: String, Sendable, Hashable, Codable, CaseIterable {
            case official = "A"
            case press = "B"
            case weak = "C"
            case inference
        }

        package let text: Wording
        /// Address or title; empty for an inference.
        package let source: String
        package let reliability: Reliability

        package init(text: Wording, source: String, reliability: Reliability) {
            self.text = text
            self.source = source
            self.reliability = reliability
        }
    }

    /// Unit of the raw value: %, 分 ….
    package let unit: Wording
    package let direction: Direction
    package let measure: MeasureDeclaration
    package let scoring: ScoringChoice
    /// 评估要素.
    package let elements: Wording
    /// 评分标准 in words.
    package let standard: Wording
    package let basis: [Basis]
    package let subIndex: SubIndex?

    package init(
        unit: Wording, direction: Direction, measure: MeasureDeclaration, scoring: ScoringChoice,
        elements: Wording, standard: Wording, basis: [Basis], subIndex: SubIndex?
    ) {
        self.unit = unit
        self.direction = direction
        self.measure = measure
        self.scoring = scoring
        self.elements = elements
        self.standard = standard
        self.basis = basis
        self.subIndex = subIndex
    }
}
