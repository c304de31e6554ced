/// Answers to one item, counted per label.
struct AnswerCounts: Sendable, Hashable {
    /// Best label first.
    var counts: [Int]

    var total: Int { counts.reduce(0, +) }

    /// Mean of the labels' values; nil without answers.
    func mean(_ values: [Double]) -> Double? {
        let total = total
        guard total > 0 else { return nil }
        return zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 }
            / Double(total)
    }

    /// One highest and one lowest answer left out where there are more answers than the limit.
    func trimmed(above limit: Int?) -> AnswerCounts {
        guard let limit, total > limit, total > 2, let best = counts.firstIndex(where: { $0 > 0 })
        else { return self }
        var rest = self
        rest.counts[best] -= 1
        if let worst = rest.counts.lastIndex(where: { $0 > 0 }) { rest.counts[worst] -= 1 }
        return rest
    }

    /// Standard error of the mean with finite-population correction.
    ///
    /// - Returns: Nil with fewer than two answers.
    func standardError(_ values: [Double], population: Int?) -> Double? {
        let total = total
        guard total > 1, let mean = mean(values) else { return nil }
        let squares = zip(counts, values).reduce(0) { sum, pair in
            let distance = pair.1 - mean
            return sum + Double(pair.0) * distance * distance
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
    let starts = stride(from: 0, to: rows.count, by: items)
    let total = variance(starts.map { rows[$0..<$0 + items].reduce(0, +) })
    guard total > 0 else { return nil }
    let parts = (0..<items).reduce(0) { sum, item in
        sum + variance(starts.map { rows[$0 + item] })
    }
    return Double(items) / Double(items - 1) * (1 - parts / total)
}

/// Sample variance, n − 1 below.
private func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
}
