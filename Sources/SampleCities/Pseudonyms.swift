internal import Draws

/// Codes in place of names: different for different things, and telling nothing about them.
struct Pseudonyms {
    private let people: UInt64
    private let respondents: UInt64

    /// People keep their codes from year to year, respondents don't.
    init(_ parameters: SampleParameters) {
        var generator = SplitMix64(seed: parameters.seed, .pseudonym, 0)
        people = generator.next()
        var yearly = SplitMix64(seed: parameters.seed, .pseudonym, parameters.year)
        respondents = yearly.next()
    }

    /// A person by unit (below 2²⁴), slot (below 4,096) and place in the slot's succession.
    func person(unit: Int, slot: Int, generation: Int) -> String {
        precondition(unit < 1 << 24 && slot < 1 << 12 && generation < 1 << 4)
        let number = UInt64(unit) << 16 | UInt64(slot) << 4 | UInt64(generation)
        return "P" + hex(permuted(number, from: people, bits: 40), digits: 10)
    }

    /// A response by its place among all responses of a round (below 2³²).
    func respondent(_ number: Int) -> String {
        precondition(number < 1 << 32)
        return "R" + hex(permuted(UInt64(number), from: respondents, bits: 32), digits: 8)
    }

    /// One number to one number: odd factors and shifted sums can be undone modulo 2ⁿ.
    private func permuted(_ number: UInt64, from offset: UInt64, bits: UInt64) -> UInt64 {
        let mask: UInt64 = (1 << bits) - 1
        var value = (number &+ offset) & mask
        for factor: UInt64 in [0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9] {
            value = (value &* factor) & mask
            value ^= value >> (bits / 2)
        }
        return value
    }

    private func hex(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
