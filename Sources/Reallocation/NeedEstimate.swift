internal import Glibc

/// Posts needed, with the intervals that the data leave open.
package struct NeedEstimate: Sendable, Hashable {
    /// Ends at two levels of confidence: the inner holds 68 %, the outer 90 %.
    package struct Bands: Sendable, Hashable {
        package let ends68: ClosedRange<Double>
        package let ends90: ClosedRange<Double>

        package init(ends68: ClosedRange<Double>, ends90: ClosedRange<Double>) {
            self.ends68 = ends68
            self.ends90 = ends90
        }

        func scaled(by factor: Double) -> Bands {
            Bands(
                ends68: ends68.lowerBound * factor...ends68.upperBound * factor,
                ends90: ends90.lowerBound * factor...ends90.upperBound * factor)
        }
    }

    package let value: Double
    /// nil where nothing is known about the error.
    package let bands: Bands?

    /// - Precondition: Nothing is negative.
    package init(_ value: Double, bands: Bands? = nil) {
        precondition(value >= 0 && value.isFinite, "a need is a number of posts")
        precondition(bands.map { $0.ends68.lowerBound >= 0 } ?? true, "needs aren't negative")
        self.value = value
        self.bands = bands
    }

    /// The interval within which a plan leaves the posts alone.
    package func interval(_ band: PlanTerms.Band) -> ClosedRange<Double> {
        guard let bands else { return value...value }
        switch band {
        case .point: return value...value
        case .inner: return bands.ends68
        case .outer: return bands.ends90
        }
    }

    package func scaled(by factor: Double) -> NeedEstimate {
        NeedEstimate(value * factor, bands: bands?.scaled(by: factor))
    }

    /// Half the width of the outer interval on the log scale, in standard deviations; nil where it
    /// is unknown.
    var logDeviation: Double? {
        guard let bands, bands.ends90.lowerBound > 0, value > 0 else { return nil }
        let width = log(bands.ends90.upperBound) - log(bands.ends90.lowerBound)
        return width / (2 * NeedEstimate.deviations90)
    }

    /// Standard deviations to the 95th percentile of a normal distribution.
    private static let deviations90 = 1.6448536269514722
}

/// Needs drawn towards the posts approved now, the more the less is known about them.
///
/// ln ñ = ln q + μ + b (ln(n̂/q) − μ) with b = τ² ÷ (τ² + s²): μ is the mean of ln(n̂/q) over the
/// cells, τ² what their spread is beyond their errors s. A need whose error is unknown stays as it is.
///
/// - Source: Empirical Bayes by the method of moments [EfronMorris1975].
struct NeedShrinkage {
    let mean: Double
    /// τ².
    let spread: Double

    /// - Parameter cells: Posts and need of each cell.
    init(_ cells: [(quota: Int, need: NeedEstimate)]) {
        let known = cells.compactMap { cell -> (ratio: Double, variance: Double)? in
            guard cell.quota > 0, let deviation = cell.need.logDeviation else { return nil }
            return (log(cell.need.value / Double(cell.quota)), deviation * deviation)
        }
        guard known.count > 1 else {
            (mean, spread) = (0, .infinity)
            return
        }
        let count = Double(known.count)
        let mean = known.reduce(0) { $0 + $1.ratio } / count
        let total = known.reduce(0) { $0 + ($1.ratio - mean) * ($1.ratio - mean) } / (count - 1)
        self.mean = mean
        spread = max(0, total - known.reduce(0) { $0 + $1.variance } / count)
    }

    func shrunk(_ need: NeedEstimate, quota: Int) -> NeedEstimate {
        guard quota > 0, spread.isFinite, let deviation = need.logDeviation, deviation > 0,
            let bands = need.bands
        else { return need }
        let share = spread / (spread + deviation * deviation)
        let ratio = log(need.value / Double(quota))
        let value = Double(quota) * exp(mean + share * (ratio - mean))
        let narrowing = share.squareRoot()
        func end(_ end: Double) -> Double { value * exp(narrowing * log(end / need.value)) }
        guard bands.ends68.lowerBound > 0 else { return need }
        return NeedEstimate(
            value,
            bands: NeedEstimate.Bands(
                ends68: end(bands.ends68.lowerBound)...end(bands.ends68.upperBound),
                ends90: end(bands.ends90.lowerBound)...end(bands.ends90.upperBound)))
    }
}
