internal import BigInt

/// An exact fraction, always in lowest terms with a positive denominator.
///
/// What fits two machine words is kept there; only what doesn't costs an allocation.
package struct Rational: Sendable, Hashable {
    private enum Storage: Sendable, Hashable {
        case small(Int, Int)
        case large(BigInt, BigInt)
    }

    private let storage: Storage

    package init(_ whole: Int) {
        self.init(Int128(whole), 1)
    }

    /// - Precondition: The denominator isn't zero.
    package init(_ numerator: Int, _ denominator: Int) {
        precondition(denominator != 0, "a fraction has a denominator other than zero")
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.init(sign * Int128(numerator), sign * Int128(denominator))
    }

    /// The fraction that a Double stands for, bit for bit.
    ///
    /// - Precondition: The number is finite.
    package init(exactly number: Double) {
        precondition(number.isFinite, "only a finite number is a fraction")
        let significand = BigInt(Int(number.significand * 0x1p52))
        let exponent = number == 0 ? 0 : Int(number.exponent) - 52
        let power = BigInt(1) << abs(exponent)
        let sign: BigInt = number < 0 ? -1 : 1
        let magnitude = exponent < 0 ? (significand, power) : (significand * power, 1)
        self.init(sign * magnitude.0, magnitude.1)
    }

    /// A decimal number as it is written (`-12.50`, `3e-2`), taken exactly.
    ///
    /// - Returns: nil for anything else, for more than 400 characters and for exponents beyond ±400.
    package init?(decimal text: String) {
        if let short = ShortDecimal(text) {
            self.init(Int128(short.digits), Int128(short.scale))
            return
        }
        guard let decimal = WrittenDecimal(text) else { return nil }
        let power = BigInt(10).power(abs(decimal.exponent))
        if decimal.exponent >= 0 {
            self.init(decimal.digits * power, 1)
        } else if decimal.exponent > -19, let digits = Int(exactly: decimal.digits) {
            self.init(Int128(digits), Int128(power))
        } else {
            self.init(decimal.digits, power)
        }
    }

    package static let zero = Rational(0)
    package static let one = Rational(1)

    private init(_ numerator: Int128, _ denominator: Int128) {
        guard denominator != 1 else {
            storage = Rational.stored(numerator, 1)
            return
        }
        let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
        storage = Rational.stored(numerator / divisor, denominator / divisor)
    }

    private init(lowestTerms numerator: Int128, _ denominator: Int128) {
        storage = Rational.stored(numerator, denominator)
    }

    private static func stored(_ numerator: Int128, _ denominator: Int128) -> Storage {
        if let numerator = Int(exactly: numerator), let denominator = Int(exactly: denominator) {
            return .small(numerator, denominator)
        }
        return .large(BigInt(numerator), BigInt(denominator))
    }

    /// - Precondition: The denominator is positive.
    init(_ numerator: BigInt, _ denominator: BigInt) {
        let divisor = BigInt(numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude))
        let (top, bottom) = (numerator / divisor, denominator / divisor)
        if let top = Int(exactly: top), let bottom = Int(exactly: bottom) {
            storage = .small(top, bottom)
        } else {
            storage = .large(top, bottom)
        }
    }

    var numerator: BigInt {
        switch storage {
        case .small(let numerator, _): BigInt(numerator)
        case .large(let numerator, _): numerator
        }
    }

    var denominator: BigInt {
        switch storage {
        case .small(_, let denominator): BigInt(denominator)
        case .large(_, let denominator): denominator
        }
    }

    /// Numerator and denominator of a fraction ≥ 0, where both fit.
    var machineWords: (UInt, UInt)? {
        guard case .small(let numerator, let denominator) = storage, numerator >= 0 else {
            return nil
        }
        return (UInt(numerator), UInt(denominator))
    }

    package var isZero: Bool { sign == 0 }

    /// −1, 0 or 1.
    package var sign: Int {
        switch storage {
        case .small(let numerator, _): numerator.signum()
        case .large(let numerator, _): Int(numerator.signum())
        }
    }

    package var isWhole: Bool {
        switch storage {
        case .small(_, let denominator): denominator == 1
        case .large(_, let denominator): denominator == 1
        }
    }
}

// MARK: - Arithmetic

extension Rational {
    package static func + (a: Rational, b: Rational) -> Rational {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            if bd == 1 {
                return Rational(lowestTerms: Int128(an) + Int128(bn) * Int128(ad), Int128(ad))
            }
            if ad == 1 {
                return Rational(lowestTerms: Int128(bn) + Int128(an) * Int128(bd), Int128(bd))
            }
            if ad == bd { return Rational(Int128(an) + Int128(bn), Int128(ad)) }
            let top = Int128(an) * Int128(bd) + Int128(bn) * Int128(ad)
            let bottom = Int128(ad) * Int128(bd)
            let common = greatestCommonDivisor(ad.magnitude, bd.magnitude)
            return common == 1 ? Rational(lowestTerms: top, bottom) : Rational(top, bottom)
        }
        return Rational(
            a.numerator * b.denominator + b.numerator * a.denominator,
            a.denominator * b.denominator)
    }

    package static prefix func - (a: Rational) -> Rational {
        switch a.storage {
        case .small(let numerator, let denominator):
            Rational(-Int128(numerator), Int128(denominator))
        case .large(let numerator, let denominator): Rational(-numerator, denominator)
        }
    }

    package static func - (a: Rational, b: Rational) -> Rational { a + -b }

    package static func * (a: Rational, b: Rational) -> Rational {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            let left = Int(greatestCommonDivisor(an.magnitude, bd.magnitude))
            let right = Int(greatestCommonDivisor(bn.magnitude, ad.magnitude))
            return Rational(
                lowestTerms: Int128(an / left) * Int128(bn / right),
                Int128(ad / right) * Int128(bd / left))
        }
        return Rational(a.numerator * b.numerator, a.denominator * b.denominator)
    }

    /// - Precondition: The divisor isn't zero.
    package static func / (a: Rational, b: Rational) -> Rational {
        precondition(!b.isZero, "nothing is divided by zero")
        let sign = Rational(b.sign)
        if case .small(let bn, let bd) = b.storage, bn != .min {
            return a * sign * Rational(Int128(bd), Int128(bn.magnitude))
        }
        return a * sign * Rational(b.denominator, BigInt(b.numerator.magnitude))
    }

    package static func += (a: inout Rational, b: Rational) { a = a + b }
    package static func -= (a: inout Rational, b: Rational) { a = a - b }
}

extension Rational: Comparable {
    package static func < (a: Rational, b: Rational) -> Bool {
        if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
            return Int128(an) * Int128(bd) < Int128(bn) * Int128(ad)
        }
        return a.numerator * b.denominator < b.numerator * a.denominator
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: CustomStringConvertible {
    /// `7/30`, or `12` for a whole number.
    package var description: String {
        isWhole ? "\(numerator)" : "\(numerator)/\(denominator)"
    }
}

// MARK: - Whole numbers and Doubles near a fraction

extension Rational {
    /// The greatest whole number that isn't above.
    var floor: BigInt {
        switch storage {
        case .small(let numerator, let denominator):
            return BigInt(flooredQuotient(Int128(numerator), Int128(denominator)))
        case .large(let numerator, let denominator):
            let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
            return rest.signum() < 0 ? quotient - 1 : quotient
        }
    }

    /// The floor as a machine word; clamped where it is beyond ±2⁶².
    var clampedFloor: Int {
        if case .small(let numerator, let denominator) = storage, denominator == 1 {
            return min(max(numerator, -(1 << 62)), 1 << 62)
        }
        let floor = floor
        return Int(exactly: min(max(floor, BigInt(-(1 << 62))), BigInt(1 << 62))) ?? 0
    }

    /// The greatest whole number that isn't above the fraction times a factor.
    ///
    /// - Parameter factor: Above 0 and below 2⁶³.
    /// - Returns: nil where it is beyond ±2¹²⁰.
    func scaledFloor(by factor: Int) -> Int128? {
        if case .small(let numerator, let denominator) = storage {
            let product = Int128(numerator) * Int128(factor)
            let quotient = flooredQuotient(product, Int128(denominator))
            return quotient.magnitude < 1 << 120 ? quotient : nil
        }
        let floor = (self * Rational(factor)).floor
        return floor.magnitude < BigUInt(1) << 120 ? Int128(floor) : nil
    }

    /// The nearest Double, ties to even; beyond its range ±infinity.
    package var double: Double {
        if case .small(let numerator, let denominator) = storage,
            numerator.magnitude <= 1 << 53, denominator <= 1 << 53
        {
            return Double(numerator) / Double(denominator)
        }
        let (top, bottom) = (numerator.magnitude, denominator.magnitude)
        // A quotient of 63 or 64 bits whose last bit also stands for everything below it.
        let shift = 63 - (top.bitWidth - bottom.bitWidth)
        let (quotient, rest) =
            shift >= 0
            ? (top << shift).quotientAndRemainder(dividingBy: bottom)
            : top.quotientAndRemainder(dividingBy: bottom << -shift)
        let digits = UInt64(quotient) | (rest.isZero ? 0 : 1)
        let magnitude = Double(sign: .plus, exponent: -shift, significand: Double(digits))
        return sign < 0 ? -magnitude : magnitude
    }
}

private func flooredQuotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
    if let top = Int(exactly: numerator), let bottom = Int(exactly: denominator) {
        let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
        return Int128(rest < 0 ? quotient - 1 : quotient)
    }
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest < 0 ? quotient - 1 : quotient
}

private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b > UInt64.max {
        (a, b) = (b, a % b)
    }
    if b == 0 { return a }
    let rest = a > UInt64.max ? UInt(a % b) : UInt(a)
    return UInt128(greatestCommonDivisor(rest, UInt(b)))
}

/// By halving and subtracting; `b` isn't zero.
private func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    if b == 1 || a == 0 { return b }
    let shift = (a | b).trailingZeroBitCount
    var x = a >> UInt(a.trailingZeroBitCount)
    var y = b >> UInt(b.trailingZeroBitCount)
    while x != y {
        if x > y { swap(&x, &y) }
        y -= x
        y >>= UInt(y.trailingZeroBitCount)
    }
    return x << UInt(shift)
}

/// A plain decimal of at most 18 digits, as nearly all are: digits ÷ scale.
private struct ShortDecimal {
    let digits: Int
    let scale: Int

    /// - Returns: nil for anything else, which may be a number all the same.
    init?(_ text: String) {
        var (digits, scale, count) = (0, 1, 0)
        var hasPoint = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), !hasPoint, count > 0 {
                hasPoint = true
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), count < 18 else {
                return nil
            }
            digits = 10 * digits + Int(byte - UInt8(ascii: "0"))
            if hasPoint { scale *= 10 }
            count += 1
        }
        guard count > 0 else { return nil }
        self.digits = digits
        self.scale = scale
    }
}

/// The parts of a number in decimal notation: digits · 10^exponent.
private struct WrittenDecimal {
    let digits: BigInt
    let exponent: Int

    init?(_ text: String) {
        guard text.utf8.count <= 400 else { return nil }
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = WrittenDecimal.takeDigits(&rest)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = WrittenDecimal.takeDigits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty, let power = WrittenDecimal.takeExponent(&rest),
            rest.isEmpty, abs(power) <= 400
        else { return nil }
        let written = String(decoding: whole + fraction, as: UTF8.self)
        guard let digits = Int(written).map({ BigInt($0) }) ?? BigInt(written) else { return nil }
        self.digits = isNegative ? -digits : digits
        exponent = digits.isZero ? 0 : power - fraction.count
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        return digits
    }

    private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else {
            return 0
        }
        rest.removeFirst()
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let digits = takeDigits(&rest)
        guard let power = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        return isNegative ? -power : power
    }
}
