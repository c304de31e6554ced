package import Indicators

/// Points of one leaf of one unit, and the reading that decided.
package struct LeafScore: Sendable, Hashable, Codable {
    /// In the unit of the leaf; of several alternatives the one that scored lowest.
    package let raw: Double?
    /// 0…100; nil: 无法评价.
    package let points: Double?
    /// Label of the alternative that decided; nil where there was only one reading.
    package let decisive: String?
    /// Points taken off by the rule's extra deductions, before the floor at 0.
    package let deducted: Double

    package init(raw: Double?, points: Double?, decisive: String? = nil, deducted: Double = 0) {
        self.raw = raw
        self.points = points
        self.decisive = decisive
        self.deducted = deducted
    }
}

/// Points of a measurement by a rule.
///
/// Of alternatives the lowest counts, the first of them on a tie. A missing value, or a missing
/// value that the rule would deduct for, gives no points: missing is never 0.
package func score(_ measurement: Measurement, by rule: ScoringRule) -> LeafScore {
    let (raw, points, label) = curvePoints(measurement, rule.curve)
    guard let points, let deducted = deducted(measurement, rule) else {
        return LeafScore(raw: raw, points: nil, decisive: label)
    }
    return LeafScore(
        raw: raw, points: max(0, points - deducted), decisive: label, deducted: deducted)
}

/// Points left of 100 by a `deduct` rule, not floored; nil for another rule.
package func pointsLeft(_ counts: [Measurement.Count], by rule: ScoringRule) -> Double? {
    guard case .deduct(let deductions) = rule.curve else { return nil }
    return deductions.reduce(100) { left, deduction in
        left - deduction.points * counts.filter { $0.key == deduction.key }.sum(of: \.number)
    }
}

/// The raw value nearest to the measured one that earns 100; nil where no raw value alone does.
package func fullMark(for measurement: Measurement, by rule: ScoringRule) -> Double? {
    guard let raw = score(measurement, by: rule).raw, deducted(measurement, rule) == 0 else {
        return nil
    }
    return rule.curve.fullMark(nearest: raw)
}

private func curvePoints(_ measurement: Measurement, _ curve: ScoringCurve) -> (
    raw: Double?, points: Double?, label: String?
) {
    if case .deduct = curve {
        guard !measurement.isMissing else { return (nil, nil, nil) }
        let left = pointsLeft(measurement.counts, by: ScoringRule(curve))
        return (measurement.value, left.map { max(0, $0) }, nil)
    }
    if measurement.alternatives.isEmpty {
        return (measurement.value, measurement.value.flatMap(curve.points), nil)
    }
    let scored = measurement.alternatives.map { ($0, curve.points(for: $0.value) ?? 0) }
    // `min` gives the first of equals.
    let worst = scored.min { $0.1 < $1.1 }
    return (worst?.0.value, worst?.1, worst?.0.label)
}

/// Sum of the extra deductions; nil where a value that they need is missing.
private func deducted(_ measurement: Measurement, _ rule: ScoringRule) -> Double? {
    precondition(
        measurement.deductions.count == rule.deductions.count || measurement.isMissing,
        "every deduction of the rule is measured")
    var total = 0.0
    for (value, deduction) in zip(measurement.deductions, rule.deductions) {
        guard let value else { return nil }
        total += deduction.points * max(0, value - deduction.beyond)
    }
    return total
}

extension Sequence {
    func sum(of value: (Element) -> Double) -> Double {
        reduce(0) { $0 + value($1) }
    }
}
