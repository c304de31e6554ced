/// The least whole number that is at least a product ÷ another, reckoned with the decimals as a
/// person writes them: 14 ÷ 0.7 is 20, though in binary it is a hair more.
///
/// - Parameters:
///   - factors: Finite numbers of at least 0; each counts as its shortest decimal.
///   - divisors: The same, above 0.
/// - Returns: The ceiling; `Int.max` where it doesn't fit.
package func ceilingOfQuotient(of factors: [Double], by divisors: [Double]) -> Int {
    precondition(factors.allSatisfy { $0 >= 0 && $0.isFinite }, "factors are finite amounts")
    precondition(divisors.allSatisfy { $0 > 0 && $0.isFinite }, "divisors are above 0")
    let quotient = factors.reduce(1, *) / divisors.reduce(1, *)
    guard quotient < 9e18 else { return .max }
    let nearest = Int(quotient.rounded())
    guard let above = DecimalProduct(factors), let below = DecimalProduct(divisors),
        let isEnough = below.times(nearest, isAtLeast: above)
    else {
        // More digits than two machine words hold: nobody wrote them by hand.
        return Int((quotient - 1e-12 * max(1, quotient)).rounded(.up))
    }
    if !isEnough { return nearest + 1 }
    let isLess = nearest > 0 ? below.times(nearest - 1, isAtLeast: above) ?? false : false
    return isLess ? nearest - 1 : nearest
}

/// 1 − a share, reckoned in decimals: 1 − 0.3 is 0.7, and its shortest decimal says so.
package func remainder(of share: Double) -> Double {
    let scale = 1e15
    return ((1 - share) * scale).rounded() / scale
}

/// A product of decimals: a whole number · 10^exponent, exactly.
private struct DecimalProduct {
    private var significand: UInt128 = 1
    private var exponent = 0

    /// - Returns: Nil where the digits don't fit.
    init?(_ numbers: [Double]) {
        for number in numbers {
            guard let decimal = DecimalProduct(number) else { return nil }
            let (product, overflows) = significand.multipliedReportingOverflow(
                by: decimal.significand)
            if overflows { return nil }
            (significand, exponent) = (product, exponent + decimal.exponent)
        }
    }

    /// The shortest decimal that reads back as the number.
    private init?(_ number: Double) {
        var fractionDigits = 0
        var hasPoint = false
        significand = 0
        var bytes = Substring(number.description)
        if let mark = bytes.firstIndex(of: "e") {
            guard let power = Int(bytes[bytes.index(after: mark)...]) else { return nil }
            exponent = power
            bytes = bytes[..<mark]
        }
        for byte in bytes.utf8 {
            if byte == UInt8(ascii: ".") {
                hasPoint = true
                continue
            }
            significand = significand * 10 + UInt128(byte &- 0x30)
            if hasPoint { fractionDigits += 1 }
        }
        exponent -= fractionDigits
        while significand > 0, significand % 10 == 0 {
            significand /= 10
            exponent += 1
        }
    }

    /// Whether the product times a whole number is at least another; nil where that doesn't fit.
    func times(_ whole: Int, isAtLeast other: DecimalProduct) -> Bool? {
        let (product, overflows) = significand.multipliedReportingOverflow(by: UInt128(whole))
        if overflows { return nil }
        let shift = exponent - other.exponent
        guard let left = raised(product, by: max(0, shift)),
            let right = raised(other.significand, by: max(0, -shift))
        else { return nil }
        return left >= right
    }

    private func raised(_ number: UInt128, by power: Int) -> UInt128? {
        var result = number
        for _ in 0..<(number == 0 ? 0 : power) {
            let (product, overflows) = result.multipliedReportingOverflow(by: 10)
            if overflows { return nil }
            result = product
        }
        return result
    }
}
