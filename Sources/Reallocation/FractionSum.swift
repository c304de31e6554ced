internal import BigInt

/// A sum of fractions, each cut after 128 binary places.
///
/// The true sum lies between what is kept and so many units of the last place more as there were
/// terms that had to be cut.
struct FractionSum: Sendable {
    /// Whole part and 2⁻¹²⁸ths.
    private var whole: Int128 = 0
    private var places: UInt128 = 0
    private var cutTerms = 0

    init() {}

    init(_ whole: Int) {
        self.whole = Int128(whole)
    }

    mutating func add(_ value: Rational) {
        let (floor, rest, isCut) = value.binaryPlaces
        let (sum, carries) = places.addingReportingOverflow(rest)
        places = sum
        whole += floor + (carries ? 1 : 0)
        if isCut { cutTerms += 1 }
    }

    /// Adds another sum.
    mutating func add(_ other: FractionSum) {
        let (sum, carries) = places.addingReportingOverflow(other.places)
        places = sum
        whole += other.whole + (carries ? 1 : 0)
        cutTerms += other.cutTerms
    }

    /// −1, 0 or 1 as this sum is less than, equal to or greater than another.
    ///
    /// Sums closer than 2⁻⁹⁶ count as equal: that is beyond what cutting their terms can change.
    func compared(to other: FractionSum) -> Int {
        let ulps = 1 << 32 as UInt128
        if whole != other.whole {
            let (low, high) = whole < other.whole ? (self, other) : (other, self)
            let isNear = high.whole - low.whole == 1 && high.places &- low.places < ulps
            return isNear && high.places < ulps ? 0 : (whole < other.whole ? -1 : 1)
        }
        let (low, high) = (min(places, other.places), max(places, other.places))
        return high - low < ulps ? 0 : (places < other.places ? -1 : 1)
    }

    /// The Double nearest to the middle of where the sum lies.
    var double: Double {
        let low = BigInt(whole) << 128 + BigInt(places)
        return Rational(2 * low + BigInt(cutTerms), BigInt(1) << 129).double
    }
}

extension Rational {
    /// The floor, the fraction above it cut after 128 binary places, and whether anything was cut.
    fileprivate var binaryPlaces: (floor: Int128, places: UInt128, isCut: Bool) {
        let floor = floor
        let whole = Int128(clamping: floor)
        if isWhole { return (whole, 0, false) }
        let rest = self - Rational(floor, 1)
        guard let (top, bottom) = rest.machineWords else {
            let (places, rest) = (rest.numerator << 128).quotientAndRemainder(
                dividingBy: rest.denominator)
            return (whole, UInt128(clamping: places), !rest.isZero)
        }
        let (high, left) = bottom.dividingFullWidth((top, 0))
        let (low, last) = bottom.dividingFullWidth((left, 0))
        return (whole, UInt128(high) << 64 | UInt128(low), last != 0)
    }
}
