/// A small seeded generator: equal seeds give equal numbers on every machine.
///
/// - Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for one thing: what is drawn elsewhere never changes it.
    init(seed: UInt64, _ topic: Topic, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
        var mixed = Self.mix(seed &+ Self.increment &* topic.rawValue)
        for part in [first, second, third] {
            mixed = Self.mix((mixed ^ UInt64(bitPattern: Int64(part))) &+ Self.increment)
        }
        state = mixed
    }

    /// What a stream of random numbers is for.
    enum Topic: UInt64 {
        case unit = 1
        case person, training, vacancy, duty, trigger, item, frequency, task, result
        case observation, problem, expert, opinion, timeLog, quality, pseudonym
    }

    mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension SplitMix64 {
    /// A number of 0..<1 with 53 random bits.
    mutating func share() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    mutating func chance(_ probability: Double) -> Bool {
        share() < probability
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[int(0...choices.count - 1)]
    }

    /// Roughly normal with mean 0 and deviation 1, within ±4.25; sums of uniforms, so that no
    /// machine's mathematical library can change a sample.
    mutating func bell() -> Double {
        var sum = -3.0
        for _ in 0..<6 { sum += share() }
        return sum * 1.414_213_562_373_095
    }
}
