internal import BigInt

/// What the posts of one cell cost, exactly: a convex function of whole numbers.
struct CellCost {
    private let kind: ReallocationProblem.Aim.Kind
    private let kappa: Rational
    /// Added to every post: what a rule outside the network charges.
    let surcharge: Rational
    let quota: Int
    /// Weight over max(need, 1), or the weight alone where only shortage counts.
    let rate: Rational
    let low: Rational
    let high: Rational

    init(
        _ cell: ReallocationProblem.Cell, _ aim: ReallocationProblem.Aim,
        surcharge: Rational = .zero
    ) {
        kind = aim.kind
        kappa = aim.kappa
        self.surcharge = surcharge
        quota = cell.quota
        switch aim.kind {
        case .deadBand:
            rate = cell.weight / max(cell.need, .one)
            low = cell.needLow
            high = cell.needHigh
        case .shortage:
            rate = cell.weight
            low = cell.need
            high = cell.need
        }
    }

    /// Cost of the post that makes k posts k + 1; never falls in k.
    func step(_ k: Int) -> Rational {
        let step = k >= quota ? distanceStep(k) + kappa : distanceStep(k)
        return surcharge.isZero ? step : step + surcharge
    }

    /// The step without κ and surcharge.
    func distanceStep(_ k: Int) -> Rational {
        switch kind {
        case .deadBand(.webster): return rate * (square(k + 1) - square(k))
        case .deadBand(let divisor):
            let signpost = divisor.signpost(k)
            return rate * 2 * (max(signpost - high, .zero) - max(low - signpost, .zero))
        case .shortage(let surplusRate):
            return shortage(k + 1, surplusRate) - shortage(k, surplusRate)
        }
    }

    private func square(_ x: Int) -> Rational {
        let distance = max(low - Rational(x), Rational(x) - high, .zero)
        return distance * distance
    }

    private func shortage(_ x: Int, _ surplusRate: Rational) -> Rational {
        let gap = low - Rational(x)
        return rate * (gap.sign >= 0 ? gap : surplusRate * -gap)
    }

    /// Steps up to this one lie wholly below the interval, steps from `rightStart` wholly above.
    ///
    /// The one or two between them are neither; further ones cost nothing.
    var leftEnd: Int {
        switch kind {
        case .deadBand(.webster), .shortage: low.clampedFloor - 1
        case .deadBand(let divisor): divisor.lastStep(below: low)
        }
    }

    var rightStart: Int {
        switch kind {
        case .deadBand(.webster), .shortage: -(-high).clampedFloor
        case .deadBand(let divisor): divisor.lastStep(below: high) + 1
        }
    }
}

extension ReallocationProblem.Divisor {
    /// Where between k and k + 1 the next post is worth it; √(k(k+1)) cut after nine decimals.
    func signpost(_ k: Int) -> Rational {
        switch self {
        case .webster: Rational(2 * k + 1, 2)
        case .jefferson: Rational(k + 1)
        case .adams: Rational(k)
        case .hill: Rational(BigInt(geometricMean(k)), 1_000_000_000)
        }
    }

    /// The last k whose signpost isn't above a number.
    func lastStep(below number: Rational) -> Int {
        let floor = number.clampedFloor
        return signpost(floor) <= number ? floor : floor - 1
    }
}

/// 10⁹ √(k(k+1)), rounded down.
func geometricMean(_ k: Int) -> Int {
    guard k > 0 else { return 0 }
    let square = UInt128(k) * UInt128(k + 1) * 1_000_000_000_000_000_000
    var root = UInt128((Double(k) * Double(k + 1)).squareRoot() * 1e9)
    while root * root > square { root -= 1 }
    while (root + 1) * (root + 1) <= square { root += 1 }
    return Int(root)
}
