/// A small seeded generator: equal seeds give equal numbers on every machine.
///
/// - Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    @inlinable package init(seed: UInt64) { state = seed }

    @inlinable package mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    /// What the state grows by with every number.
    @inlinable package static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// Spreads the bits of a value over all of a number.
    @inlinable package static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The sum of as many values as there are, each drawn from all of them.
    ///
    /// A number makes two draws, by 32 bits each: the bias of a draw is below 2⁻²⁰ for fewer than
    /// four thousand values.
    package mutating func sumOfDraws(from values: UnsafeBufferPointer<Double>) -> Double {
        let count = UInt64(values.count)
        var (state, first, second) = (state, 0.0, 0.0)
        for _ in 0..<values.count / 2 {
            state &+= Self.increment
            let bits = Self.mix(state)
            first += values[Int(truncatingIfNeeded: ((bits >> 32) &* count) >> 32)]
            second += values[Int(truncatingIfNeeded: ((bits & 0xFFFF_FFFF) &* count) >> 32)]
        }
        if values.count % 2 == 1 {
            state &+= Self.increment
            first += values[Int(truncatingIfNeeded: ((Self.mix(state) >> 32) &* count) >> 32)]
        }
        self.state = state
        return first + second
    }
}
