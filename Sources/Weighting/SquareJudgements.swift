package import Diagnostics

/// One expert's judgements as a square table, for the stand-alone calculator.
package struct SquareJudgements: Sendable, Hashable {
    package let expert: String
    /// How much the expert's word weighs, 0 or more.
    package let weight: Double
    /// At least one, all different.
    package let labels: [String]
    /// Answers on the 1–9 scale, before their ratio is taken.
    package let answers: ComparisonMatrix
    /// The file.
    package let place: Place

    package init(
        expert: String, weight: Double = 1, labels: [String], answers: ComparisonMatrix,
        place: Place
    ) {
        precondition(labels.count == answers.order, "every row has a label")
        precondition(Set(labels).count == labels.count, "labels are all different")
        self.expert = expert
        self.weight = weight
        self.labels = labels
        self.answers = answers
        self.place = place
    }

    /// The same judgements under another expert's name.
    package func renamed(_ expert: String) -> SquareJudgements {
        SquareJudgements(
            expert: expert, weight: weight, labels: labels, answers: answers, place: place)
    }

    /// The same judgements of an expert whose word weighs something else.
    package func weighing(_ weight: Double) -> SquareJudgements {
        SquareJudgements(
            expert: expert, weight: weight, labels: labels, answers: answers, place: place)
    }

    /// The same judgements with the labels in another order; nil if they aren't the same labels.
    func ordered(as wanted: [String]) -> SquareJudgements? {
        if wanted == labels { return self }
        let places = wanted.compactMap { labels.firstIndex(of: $0) }
        guard places.count == labels.count, wanted.count == labels.count else { return nil }
        return SquareJudgements(
            expert: expert, weight: weight, labels: wanted, answers: answers.permuted(places),
            place: place)
    }
}
