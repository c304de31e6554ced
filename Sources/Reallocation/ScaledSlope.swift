internal import BigInt

/// The steps of a cell's cost as whole numbers of one unit of account, for the simplex.
///
/// A step is off by less than one unit and never falls in k; equal cells have equal steps. What
/// rounding might still hide is settled afterwards with exact fractions.
struct ScaledSlope {
    /// One FTE is this many units of account: a power of ten.
    struct Scale {
        let unit: Int
        /// Bits kept below one unit while a step is worked out.
        static let guardBits = 18
        static let greatestUnit = 10_000_000_000_000

        /// The greatest scale at which sums over a path through all nodes stay within 58 bits.
        init(greatestStep: Double, nodes: Int) {
            let room = 0x1p58 / (Double(nodes + 4) * max(greatestStep, 1))
            var unit = Scale.greatestUnit
            while unit > 1, Double(unit) > room { unit /= 10 }
            self.unit = unit
        }

        func rounded(_ value: Rational) -> Int {
            Scale.whole(value.scaledFloor(by: unit << Scale.guardBits) ?? 0)
        }

        /// Not at the half: decimals with few digits, and their halves, must not sit on the edge.
        static func whole(_ fixed: Int128) -> Int {
            Int(truncatingIfNeeded: (fixed + 100_139) >> Int128(guardBits))
        }
    }

    private let slope: Int128
    private let leftBase: Int128
    private let rightBase: Int128
    private let leftEnd: Int
    private let rightStart: Int
    private let leftMiddle: Int
    private let rightMiddle: Int
    private let kappa: Int
    private let surcharge: Int
    private let quota: Int
    private let isHill: Bool

    init(_ cost: CellCost, _ aim: ReallocationProblem.Aim, _ scale: Scale) {
        let fixed = { (value: Rational) in value.scaledFloor(by: scale.unit << Scale.guardBits) ?? 0
        }
        leftEnd = cost.leftEnd
        rightStart = cost.rightStart
        kappa = scale.rounded(aim.kappa)
        surcharge = cost.surcharge.isZero ? 0 : scale.rounded(cost.surcharge)
        quota = cost.quota
        var isHill = false
        switch aim.kind {
        case .deadBand(let divisor):
            let twice = cost.rate * 2
            let shift =
                switch divisor {
                case .webster: Rational(1, 2)
                case .jefferson: Rational.one
                case .adams, .hill: Rational.zero
                }
            slope = fixed(twice)
            leftBase = fixed(twice * (shift - cost.low))
            rightBase = fixed(twice * (shift - cost.high))
            isHill = divisor == .hill
        case .shortage(let surplusRate):
            slope = 0
            leftBase = fixed(-cost.rate)
            rightBase = fixed(cost.rate * surplusRate)
        }
        self.isHill = isHill
        let hasMiddle = leftEnd + 1 < rightStart
        leftMiddle = hasMiddle ? scale.rounded(cost.distanceStep(leftEnd + 1)) : 0
        rightMiddle = hasMiddle ? scale.rounded(cost.distanceStep(rightStart - 1)) : 0
    }

    /// Cost of the post that makes k posts k + 1.
    func step(_ k: Int) -> Int {
        distanceStep(k) + surcharge + (k >= quota ? kappa : 0)
    }

    private func distanceStep(_ k: Int) -> Int {
        if k <= leftEnd { return min(Scale.whole(ramp(k) + leftBase), leftMiddle) }
        if k >= rightStart { return max(Scale.whole(ramp(k) + rightBase), rightMiddle) }
        if k == leftEnd + 1 { return leftMiddle }
        return k == rightStart - 1 ? rightMiddle : 0
    }

    private func ramp(_ k: Int) -> Int128 {
        guard isHill else { return slope * Int128(k) }
        let mean = Int128(geometricMean(k))
        let (whole, rest) = slope.quotientAndRemainder(dividingBy: 1_000_000_000)
        return whole * mean + rest * mean / 1_000_000_000
    }

    /// The fewest posts in the range from which one more isn't worth a price.
    func posts(in range: ClosedRange<Int>, whileBelow price: Int) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if step(middle) < price { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
