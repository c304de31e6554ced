extension ByteBuffer {
    /// A whole number in decimal.
    package mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(number.magnitude))
    }

    /// A number as Swift describes it: the fewest digits that read back equal, `1.0` for one.
    package mutating func append(number: Double) {
        let size = number.magnitude
        if size == 0 { return append(number.sign == .minus ? "-0.0" : "0.0") }
        // Beyond these limits there are exponents, which are as rare as they are slow.
        guard size >= 0.001, size < 0x1p53 else { return append(utf8: number.description) }
        if number < 0 { append(UInt8(ascii: "-")) }
        let whole = Int64(size)
        if Double(whole) == size {
            append(digits: UInt64(whole))
            return append(".0")
        }
        let decimal = ShortestDecimal(size)
        append(digits: decimal.digits, decimals: decimal.decimals)
    }

    /// Digits with a point before the last of them, `45` with 3 decimals as `0.045`.
    ///
    /// - Parameter decimals: 1…19.
    package mutating func append(digits: UInt64, decimals: Int) {
        reserve(128)
        let count = max(ByteBuffer.count(ofDigits: digits), decimals + 1)
        // All digits further on, then those before and behind the point to their places.
        let place = UnsafeMutableRawPointer(start + length)
        let end = place + 64 + 24
        ByteBuffer.store(digits, before: end)
        ByteBuffer.move24(end - count, to: place)
        let whole = count - decimals
        ByteBuffer.move24(end - decimals, to: place + whole + 1)
        place.storeBytes(of: UInt8(ascii: "."), toByteOffset: whole, as: UInt8.self)
        length += count + 1
    }

    package mutating func append(digits number: UInt64) {
        if number < 100 {
            if number >= 10 { append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)) }
            return append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
        }
        reserve(128)
        let count = ByteBuffer.count(ofDigits: number)
        let place = UnsafeMutableRawPointer(start + length)
        if count <= 8 {
            let digits = ByteBuffer.eightDigits(number) &>> UInt64(8 * (8 - count))
            place.storeBytes(of: digits, as: UInt64.self)
        } else {
            let end = place + 64 + 24
            ByteBuffer.store(number, before: end)
            ByteBuffer.move24(end - count, to: place)
        }
        length += count
    }

    /// Writes 24 digits, noughts before the first.
    private static func store(_ number: UInt64, before end: UnsafeMutableRawPointer) {
        let (upper, low) = number.quotientAndRemainder(dividingBy: 100_000_000)
        let (high, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
        (end - 24).storeBytes(of: eightDigits(high), as: UInt64.self)
        (end - 16).storeBytes(of: eightDigits(middle), as: UInt64.self)
        (end - 8).storeBytes(of: eightDigits(low), as: UInt64.self)
    }

    /// Moves 24 bytes; all are read before the first is written.
    private static func move24(_ from: UnsafeMutableRawPointer, to place: UnsafeMutableRawPointer) {
        let first = from.loadUnaligned(as: SIMD16<UInt8>.self)
        let last = from.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        place.storeBytes(of: first, as: SIMD16<UInt8>.self)
        place.storeBytes(of: last, toByteOffset: 16, as: UInt64.self)
    }

    /// The digits of a number below a hundred million in the order of the text, noughts before the
    /// first: halves of four digits, then both halves of these, then of those, side by side.
    @inline(__always)
    private static func eightDigits(_ number: UInt64) -> UInt64 {
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        let fours = high | low << 32
        // ⌊n · 10486 / 2²⁰⌋ is ⌊n / 100⌋ up to 10⁴, ⌊n · 103 / 2¹⁰⌋ is ⌊n / 10⌋ up to 100.
        let hundreds = (fours * 10_486) >> 20 & 0x0000_007F_0000_007F
        let twos = hundreds | (fours - 100 * hundreds) << 16
        let tens = (twos * 103) >> 10 & 0x000F_000F_000F_000F
        return (tens | (twos - 10 * tens) << 8) | 0x3030_3030_3030_3030
    }

    /// How many decimal digits a number has, 1 for zero.
    private static func count(ofDigits number: UInt64) -> Int {
        let bits = 64 - (number | 1).leadingZeroBitCount
        // ⌊bits · log₁₀ 2⌋: the digits, or one less.
        let least = (bits * 1_233) >> 12
        return max(1, least + (number >= powersOfTen[least] ? 1 : 0))
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}

extension Double {
    /// The nearest whole number, halves away from zero, without a call of the C library.
    ///
    /// The number is below 2⁵³ either way.
    @inlinable @inline(__always)
    package var nearestInteger: Int {
        let towardZero = Int(self)
        let rest = self - Double(towardZero)
        return towardZero + (rest >= 0.5 ? 1 : rest <= -0.5 ? -1 : 0)
    }
}

/// The decimal with the fewest digits that reads back as a number, the nearest of those to it.
struct ShortestDecimal: Equatable {
    /// No zeros at the end.
    let digits: UInt64
    /// How many of them, or zeros before them, stand behind the point; at least 1.
    let decimals: Int

    /// - Parameter number: At least 0.001, below 2⁵³ and not whole.
    init(_ number: Double) {
        // What people and forms write has few decimals. A decimal of at most 15 digits that reads
        // back equal is the only one so short.
        let scaled = number * 10_000
        guard scaled < 1e15, Double(scaled.nearestInteger) / 10_000 == number else {
            self.init(schubfach: number)
            return
        }
        self.init(withoutZeros: UInt64(scaled.nearestInteger), decimals: 4)
    }

    /// [Giulietti2021], for numbers whose power of ten, 10¹ to 10¹⁹, is exact in 64 bits but for its
    /// factors of two.
    private init(schubfach number: Double) {
        let fraction = number.significandBitPattern
        let significand = fraction | 1 << 52
        let binary = Int(number.exponentBitPattern) - 1075
        let isPowerOfTwo = fraction == 0
        // ⌊log₁₀ 2ᵇ⌋, of ¾·2ᵇ where the neighbour below is nearer, and ⌊log₂ 10ᵈ⌋.
        let decimals = -((binary * 1_262_611 - (isPowerOfTwo ? 524_031 : 0)) >> 22)
        let shift = UInt64(binary + (decimals * 1_741_647) >> 19 + 1)
        let power = ShortestDecimal.powersOfFive[decimals]
        let factor = power << UInt64(power.leadingZeroBitCount)
        /// The number of quarters of a unit of the last decimal, its last bit set where it is more.
        func quarters(_ units: UInt64) -> UInt64 {
            let product = factor.multipliedFullWidth(by: units << shift)
            return product.high | (product.low > 0 ? 1 : 0)
        }
        let isOdd = significand & 1
        let low = quarters(4 * significand - (isPowerOfTwo ? 1 : 2)) + isOdd
        let middle = quarters(4 * significand)
        let high = quarters(4 * significand + 2) - isOdd
        let units = middle / 4
        let tens = units / 10
        let (isTenBelow, isTenAbove) = (low <= 40 * tens, 40 * tens + 40 <= high)
        if units >= 10, isTenBelow != isTenAbove {
            self.init(withoutZeros: tens + (isTenAbove ? 1 : 0), decimals: decimals - 1)
            return
        }
        let (isBelow, isAbove) = (low <= 4 * units, 4 * units + 4 <= high)
        let half = 4 * units + 2
        let isUp =
            isBelow != isAbove ? isAbove : middle > half || (middle == half && units & 1 == 1)
        self.init(withoutZeros: units + (isUp ? 1 : 0), decimals: decimals)
    }

    private init(withoutZeros digits: UInt64, decimals: Int) {
        var (digits, decimals) = (digits, decimals)
        while decimals > 1 {
            let (shorter, zero) = digits.quotientAndRemainder(dividingBy: 10)
            if zero > 0 { break }
            digits = shorter
            decimals -= 1
        }
        self.digits = digits
        self.decimals = decimals
    }

    private static let powersOfFive: [UInt64] = [
        1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125,
        244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625,
        762_939_453_125, 3_814_697_265_625, 19_073_486_328_125,
    ]
}
