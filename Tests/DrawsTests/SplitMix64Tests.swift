import Draws
import Testing

@Suite("Seeded draws")
struct SplitMix64Tests {
    @Test("are those of the published generator")
    func published() {
        // The first numbers of the reference implementation (S. Vigna, splitmix64.c) for this seed.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test("of equal seeds are equal")
    func determinism() {
        for seed in 0..<20 as Range<UInt64> {
            var (first, second) = (SplitMix64(seed: seed), SplitMix64(seed: seed))
            for _ in 0..<10 { #expect(first.next() == second.next()) }
        }
    }

    @Test(
        "of values are made two of a number, high half and low half, the last of an odd lot alone")
    func sumOfDraws() {
        for count in [1, 2, 3, 10, 249, 250] {
            let values = (0..<count).map { Double($0 * $0) }
            var (generator, reference) = (SplitMix64(seed: 77), SplitMix64(seed: 77))
            for _ in 0..<5 {
                let sum = values.withUnsafeBufferPointer { generator.sumOfDraws(from: $0) }
                var expected = 0.0
                for number in 0..<(count + 1) / 2 {
                    let halves = reference.next().words
                    let share = 4_294_967_296.0
                    expected += values[Int(Double(halves.high) / share * Double(count))]
                    if 2 * number + 1 < count {
                        expected += values[Int(Double(halves.low) / share * Double(count))]
                    }
                }
                #expect(sum == expected)
                #expect(generator.next() == reference.next())
            }
        }
    }

    @Test("fall on each value equally often")
    func uniformity() {
        // 2,000 draws of seven values are 2,000 of each; six standard deviations are 248.
        for place in 0..<7 {
            let values = (0..<7).map { $0 == place ? 1.0 : 0.0 }
            var generator = SplitMix64(seed: 5)
            let hits = values.withUnsafeBufferPointer { values in
                (0..<2000).reduce(0.0) { sum, _ in sum + generator.sumOfDraws(from: values) }
            }
            #expect(abs(hits - 2000) < 248)
        }
    }
}

extension UInt64 {
    fileprivate var words: (high: UInt32, low: UInt32) {
        (UInt32(self >> 32), UInt32(truncatingIfNeeded: self))
    }
}
