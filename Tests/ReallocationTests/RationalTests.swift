import Draws
import Testing

@testable import Reallocation

@Suite("A fraction")
struct RationalTests {
    @Test("is in lowest terms with a positive denominator")
    func lowestTerms() {
        #expect(Rational(6, -4).description == "-3/2")
        #expect(Rational(0, -7) == .zero)
        #expect(Rational(Int.min, Int.min) == 1)
        #expect((Rational(Int.max) * Rational(Int.max)).description.count == 38)
        #expect(Rational(Int.max) * Rational(Int.max) / Rational(Int.max) == Rational(Int.max))
    }

    @Test(
        "is read from decimals exactly",
        arguments: [
            ("14.2", Rational(71, 5)), ("-0.05", Rational(-1, 20)), ("1e3", 1000),
            ("2.50e-1", Rational(1, 4)), (".5", Rational(1, 2)), ("5.", 5), ("-0", 0),
            ("0.30000000000000004", Rational(7_500_000_000_000_001, 25_000_000_000_000_000)),
        ])
    func decimals(text: String, value: Rational) {
        #expect(Rational(decimal: text) == value)
    }

    @Test(
        "isn't read from anything else",
        arguments: ["", ".", "-", "1,5", "NaN", "Infinity", "0x1", "1e", "1e999", "1 ", "１", "1/3"])
    func noDecimals(text: String) {
        #expect(Rational(decimal: text) == nil)
    }

    @Test("keeps every digit of a long decimal")
    func longDecimal() throws {
        let text = "0.1234567890123456789012345678901234567890"
        let value = try #require(Rational(decimal: text))
        let rest = try #require(Rational(decimal: "1e-40"))
        #expect(try #require(Rational(decimal: text.dropLast(2) + "89")) == value - rest)
    }

    @Test("is the Double it came from, bit for bit", arguments: UInt64(0)..<300)
    func doubles(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let number = Double(bitPattern: random.next())
        guard number.isFinite else { return }
        #expect(Rational(exactly: number).double == number)
    }

    @Test("becomes the nearest Double", arguments: UInt64(0)..<300)
    func nearest(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let value = Rational(random.below(1 << 50), 1 + random.below(1 << 30))
        let near = value.double
        for other in [near.nextUp, near.nextDown] {
            let distance = Rational(exactly: near) - value
            let further = Rational(exactly: other) - value
            #expect(max(distance, -distance) <= max(further, -further))
        }
        let large = Rational(exactly: 0x1p900) * value
        #expect(large.double == 0x1p900 * near)
    }

    @Test(
        "obeys the laws of a field, whether it fits machine words or not",
        arguments: UInt64(0)..<200)
    func laws(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func any() -> Rational {
            let small = Rational(random.below(2000) - 1000, 1 + random.below(1000))
            return random.below(3) == 0
                ? small * small * small * small * small * small * small : small
        }
        let (a, b, c) = (any(), any(), any())
        #expect((a + b) + c == a + (b + c))
        #expect(a * (b + c) == a * b + a * c)
        #expect(a - a == 0)
        if !b.isZero { #expect(a / b * b == a) }
        #expect((a < b) == ((b - a).sign > 0))
        #expect(Rational(a.floor, 1) <= a)
        #expect(a < Rational(a.floor + 1, 1))
    }
}
