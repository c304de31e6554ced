import TestRounds
import Testing

@testable import Archive
@testable import Assessment

@Suite("What an archive keeps of a unit")
struct UnitContentTests {
    /// Every field of every record is filled at random: one that is forgotten here is missed.
    @Test("is what the unit says of itself, byte for byte", arguments: UInt64(0)..<200)
    func secondMethod(seed: UInt64) throws {
        for unit in try RoundResult.random(seed: seed).units {
            #expect(unit.content().string == ContentCoder.text(unit))
        }
    }
}
