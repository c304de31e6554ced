internal import Draws

extension SplitMix64 {
    /// A stream of its own for one thing: what is drawn elsewhere never changes it.
    init(seed: UInt64, _ topic: Topic, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
        var mixed = Self.mix(seed &+ Self.increment &* topic.rawValue)
        for part in [first, second, third] {
            mixed = Self.mix((mixed ^ UInt64(bitPattern: Int64(part))) &+ Self.increment)
        }
        self.init(seed: mixed)
    }

    /// What a stream of random numbers is for.
    enum Topic: UInt64 {
        case unit = 1
        case person, training, vacancy, duty, trigger, item, frequency, task, result
        case observation, problem, expert, opinion, timeLog, quality, pseudonym, value
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
