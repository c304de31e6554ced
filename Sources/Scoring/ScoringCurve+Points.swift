package import Indicators

extension ScoringCurve {
    /// Points of a raw value, 0…100; nil for `deduct`, which counts instead.
    package func points(for value: Double) -> Double? {
        precondition(value.isFinite, "a measured value is finite")
        return switch self {
        case .piecewise(let anchors): interpolated(value, anchors)
        case .slopeBelow(let full, let points): clamped(100 - points * max(0, full - value))
        case .slopeAbove(let full, let points): clamped(100 - points * max(0, value - full))
        case .steps(let below, let anchors): anchors.last { $0.x <= value }?.y ?? below
        case .target(let target, let lowerIsBetter): reached(value, target, lowerIsBetter)
        case .likert: clamped(value)
        case .deduct: nil
        }
    }

    /// The raw value nearest to a given one that earns 100; nil where none does or none is needed.
    package func fullMark(nearest value: Double) -> Double? {
        switch self {
        case .piecewise(let anchors): nearest(to: value, in: fullStretches(anchors))
        case .slopeBelow(let full, _), .target(let full, lowerIsBetter: false): max(value, full)
        case .slopeAbove(let full, _), .target(let full, lowerIsBetter: true): min(value, full)
        case .steps(let below, let anchors):
            nearest(to: value, in: fullSteps(below: below, anchors))
        case .likert: max(value, 100)
        case .deduct: nil
        }
    }
}

private func clamped(_ points: Double) -> Double { min(100, max(0, points)) }

private func interpolated(_ x: Double, _ anchors: [Anchor]) -> Double {
    guard let next = anchors.firstIndex(where: { $0.x >= x }) else {
        return anchors[anchors.count - 1].y
    }
    let right = anchors[next]
    guard next > 0, right.x > x else { return right.y }
    let left = anchors[next - 1]
    let y = left.y + (right.y - left.y) * ((x - left.x) / (right.x - left.x))
    // Rounding must not carry a value past its anchors: more would then score less.
    return min(max(left.y, right.y), max(min(left.y, right.y), y))
}

private func reached(_ achieved: Double, _ target: Double, _ lowerIsBetter: Bool) -> Double {
    if !lowerIsBetter { return clamped(100 * achieved / target) }
    return achieved <= target ? 100 : clamped(100 * target / achieved)
}

/// Closed stretches of raw values where the interpolated points are 100.
private func fullStretches(_ anchors: [Anchor]) -> [ClosedRange<Double>] {
    var stretches: [ClosedRange<Double>] = []
    for (index, anchor) in anchors.enumerated() where anchor.y == 100 {
        let isFirst = index == 0
        let isListedFirst = isFirst || anchors[index - 1].x < anchor.x
        let start = isFirst ? -Double.infinity : anchor.x
        let next = index + 1 < anchors.count ? anchors[index + 1] : nil
        guard let next else {
            stretches.append(start...(.infinity))
            continue
        }
        if next.y == 100 {
            stretches.append(start...next.x)
        } else if isListedFirst {
            stretches.append(start...anchor.x)
        }
    }
    return stretches
}

private func fullSteps(below: Double, _ anchors: [Anchor]) -> [ClosedRange<Double>] {
    let first = below == 100 ? [-Double.infinity...anchors[0].x.nextDown] : []
    return first
        + anchors.indices.filter { anchors[$0].y == 100 }.map { index in
            let end = index + 1 < anchors.count ? anchors[index + 1].x.nextDown : .infinity
            return anchors[index].x...max(anchors[index].x, end)
        }
}

private func nearest(to value: Double, in stretches: [ClosedRange<Double>]) -> Double? {
    stretches.map { min(max(value, $0.lowerBound), $0.upperBound) }
        .min { abs($0 - value) < abs($1 - value) }
}
