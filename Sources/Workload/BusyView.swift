/// What the staff of a unit answer when asked whether their posts are busy: a third view beside the
/// reported work and the field checks.
package struct BusyView: Sendable, Hashable, Codable {
    /// Answers on the scale.
    package let answers: Int
    /// Share of answers that call the post busy: the two best labels.
    package let busyShare: Double
    /// Share that call it idle: the two worst labels.
    package let idleShare: Double

    package init(answers: Int, busyShare: Double, idleShare: Double) {
        self.answers = answers
        self.busyShare = busyShare
        self.idleShare = idleShare
    }

    /// Answers from which the view counts, and the share that makes it one.
    package static let leastAnswers = 5
    package static let clearShare = 0.8

    /// From answers per label, best label first.
    ///
    /// - Returns: Nil with too few answers or labels.
    package init?(distribution: [Int]) {
        let answers = distribution.reduce(0, +)
        guard answers >= BusyView.leastAnswers, distribution.count >= 4 else { return nil }
        self.init(
            answers: answers,
            busyShare: Double(distribution.prefix(2).reduce(0, +)) / Double(answers),
            idleShare: Double(distribution.suffix(2).reduce(0, +)) / Double(answers))
    }

    /// Whether nearly all call idle what the model calls overloaded, or the reverse.
    func contradicts(_ saturation: Double) -> Bool {
        let hair = 1e-9
        return (idleShare >= BusyView.clearShare - hair && saturation > 1 + hair)
            || (busyShare >= BusyView.clearShare - hair
                && saturation < SaturationBands.standard.edges[0] - hair)
    }
}
