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
}
