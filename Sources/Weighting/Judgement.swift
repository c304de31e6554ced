package import Diagnostics

/// One expert's answer to one question: how many times more important left is than right.
package struct Judgement: Sendable, Hashable {
    /// Where each part of the answer stands in its file.
    package struct Places: Sendable, Hashable {
        package let node: Place
        package let left: Place
        package let right: Place
        package let value: Place
        package let unitClass: Place
        package let weight: Place

        package init(
            node: Place, left: Place, right: Place, value: Place, unitClass: Place, weight: Place
        ) {
            self.node = node
            self.left = left
            self.right = right
            self.value = value
            self.unitClass = unitClass
            self.weight = weight
        }
    }

    package let expert: String
    /// The parent whose children are compared: a code, or `root`.
    package let node: String
    package let left: String
    package let right: String
    /// On the 1–9 scale, before its ratio is taken; nil where the pair was not judged.
    package let value: Double?
    /// What stands in the cell of the value.
    package let text: String
    /// The unit class for which the answer holds; nil for all.
    package let unitClass: String?
    /// How much the expert's word weighs; nil where this row doesn't say.
    package let weight: Double?
    package let places: Places

    package init(
        expert: String, node: String, left: String, right: String, value: Double?,
        text: String? = nil, unitClass: String? = nil, weight: Double? = nil, places: Places
    ) {
        self.expert = expert
        self.node = node
        self.left = left
        self.right = right
        self.value = value
        self.text = text ?? value.map { "\($0)" } ?? ""
        self.unitClass = unitClass
        self.weight = weight
        self.places = places
    }
}

/// The answers that the 1–9 scale allows, in either direction.
///
/// A decimal of eleven digits may stand for 1/9.
func isOnScale(_ answer: Double) -> Bool {
    (1 - 1e-9) / 9 <= answer && answer <= 9 * (1 + 1e-9)
}

extension Judgement {
    /// The same question with another answer, left ÷ right, given elsewhere.
    package func answered(_ value: Double, at places: Places) -> Judgement {
        Judgement(
            expert: expert, node: node, left: left, right: right, value: value,
            unitClass: unitClass, weight: weight, places: places)
    }

    /// The same answer from a voice of another weight.
    package func weighing(_ weight: Double) -> Judgement {
        Judgement(
            expert: expert, node: node, left: left, right: right, value: value, text: text,
            unitClass: unitClass, weight: weight, places: places)
    }
}
