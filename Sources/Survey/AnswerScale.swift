/// The answers that a questionnaire offers, with the points each is worth.
package struct AnswerScale: Sendable, Hashable, Codable {
    package struct Label: Sendable, Hashable, Codable {
        package let text: String
        /// Points, 0…100 in an evaluation.
        package let value: Double

        package init(_ text: String, _ value: Double) {
            self.text = text
            self.value = value
        }
    }

    /// Best first: by value, in the given order among equals.
    package let labels: [Label]
    /// Texts that stand for no answer; the empty one is always among them.
    package let noAnswer: [String]
    private let texts: [[UInt8]]
    private let silentTexts: [[UInt8]]

    /// More labels than this no scale may have.
    package static let labelLimit = 14

    /// - Precondition: 2…14 labels with different texts, none of which means no answer.
    package init(_ labels: [Label], noAnswer: [String] = ["不了解"]) {
        precondition((2...AnswerScale.labelLimit).contains(labels.count), "a scale has 2…14 labels")
        let silent = noAnswer.filter { !$0.isEmpty }
        let texts = labels.map(\.text) + silent
        precondition(Set(texts).count == texts.count, "each text has one meaning on a scale")
        self.labels = labels.enumerated().sorted { a, b in
            (b.element.value, a.offset) < (a.element.value, b.offset)
        }.map(\.element)
        self.noAnswer = silent + [""]
        self.texts = self.labels.map { Array($0.text.utf8) }
        silentTexts = silent.map { Array($0.utf8) }
    }

    /// 很满意 100, 满意 80, 基本满意 60, 不满意 40, 很不满意 20.
    package static let satisfaction = AnswerScale([
        Label("很满意", 100), Label("满意", 80), Label("基本满意", 60), Label("不满意", 40),
        Label("很不满意", 20),
    ])

    /// What a cell means: a label, its rank as a number (the best label has the highest), or nothing.
    ///
    /// - Parameter text: The cell in UTF-8 without blanks around it.
    /// - Returns: Nil for what is off the scale.
    package func answer(_ text: Span<UInt8>) -> Answer? {
        if text.isEmpty { return .silent }
        if let rank = rank(text) {
            return (1...labels.count).contains(rank) ? .label(labels.count - rank) : nil
        }
        if let index = texts.firstIndex(where: { text.isEqual(to: $0) }) { return .label(index) }
        return silentTexts.contains { text.isEqual(to: $0) } ? Answer.silent : nil
    }

    /// A number of one or two ASCII digits without a leading zero.
    private func rank(_ text: Span<UInt8>) -> Int? {
        guard text.count <= 2, text[0] != 0x30 || text.count == 1 else { return nil }
        var number = 0
        for index in text.indices {
            guard (0x30...0x39).contains(text[index]) else { return nil }
            number = number * 10 + Int(text[index] - 0x30)
        }
        return number
    }

    private enum CodingKeys: String, CodingKey {
        case labels, noAnswer
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let labels = try container.decode([Label].self, forKey: .labels)
        self.init(labels, noAnswer: try container.decode([String].self, forKey: .noAnswer))
    }
}

/// An answer that is on its scale.
package enum Answer: Sendable, Hashable {
    /// 不了解, or a blank.
    case silent
    /// Index of a label, 0 for the best.
    case label(Int)
}

extension Span<UInt8> {
    func isEqual(to bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }
}
