/// Answers to one item, counted per label, best label first.
///
/// A value without storage of its own: a survey makes millions of them.
struct AnswerCounts: Sendable {
    /// Behind the labels of the scale there are zeros.
    private var counts: SIMD16<Int32>
    /// At most 14, as many as a scale may have.
    private let labelCount: Int

    /// No answers.
    init(labelCount: Int) {
        counts = .zero
        self.labelCount = labelCount
    }

    init(_ counts: SIMD16<Int32>, labelCount: Int) {
        self.counts = counts
        self.labelCount = labelCount
    }

    private var labels: Range<Int> { 0..<labelCount }

    /// Best label first.
    var all: [Int] { labels.map { Int(counts[$0]) } }

    var total: Int { Int(counts.wrappedSum()) }

    mutating func add(_ other: AnswerCounts) { counts &+= other.counts }

    /// Mean of the labels' values; nil without answers.
    func mean(_ values: [Double]) -> Double? {
        let total = total
        guard total > 0 else { return nil }
        var sum = 0.0
        for label in labels { sum += Double(counts[label]) * values[label] }
        return sum / Double(total)
    }

    /// One highest and one lowest answer left out where there are more answers than the limit.
    func trimmed(above limit: Int?) -> AnswerCounts {
        guard let limit, total > limit, total > 2,
            let best = labels.first(where: { counts[$0] > 0 })
        else { return self }
        var rest = self
        rest.counts[best] -= 1
        if let worst = labels.last(where: { rest.counts[$0] > 0 }) { rest.counts[worst] -= 1 }
        return rest
    }

    /// Standard error of the mean with finite-population correction.
    ///
    /// - Returns: Nil with fewer than two answers.
    func standardError(_ values: [Double], population: Int?) -> Double? {
        let total = total
        guard total > 1, let mean = mean(values) else { return nil }
        var squares = 0.0
        for label in labels {
            let distance = values[label] - mean
            squares += Double(counts[label]) * distance * distance
        }
        let variance = squares / Double(total - 1) / Double(total)
        return (variance * finiteShare(sample: total, population: population)).squareRoot()
    }
}

/// What is left of the variance of a mean when so many of a finite population answered: 1 − n/N.
func finiteShare(sample: Int, population: Int?) -> Double {
    guard let population, population > 0 else { return 1 }
    return max(0, 1 - Double(sample) / Double(population))
}

/// Cronbach's α of a scale: k/(k − 1) · (1 − Σ item variances ÷ variance of the sums).
///
/// - Parameter rows: Of each complete response, its values in the order of the items.
/// - Returns: Nil with fewer than two items or two responses, or where all sums are equal.
/// - Source: [Cronbach1951].
func cronbachAlpha(_ rows: [Double], items: Int) -> Double? {
    guard items >= 2, rows.count >= 2 * items else { return nil }
    let count = rows.count / items
    let total = variance(count) { row in
        rows[row * items..<(row + 1) * items].reduce(0, +)
    }
    guard total > 0 else { return nil }
    let parts = (0..<items).reduce(0) { sum, item in
        sum + variance(count) { rows[$0 * items + item] }
    }
    return Double(items) / Double(items - 1) * (1 - parts / total)
}

/// Sample variance of values by their number, n − 1 below.
@inline(__always)
private func variance(_ count: Int, _ value: (Int) -> Double) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for index in 0..<count { sum += value(index) }
    let mean = sum / Double(count)
    for index in 0..<count {
        let distance = value(index) - mean
        squares += distance * distance
    }
    return squares / Double(count - 1)
}
