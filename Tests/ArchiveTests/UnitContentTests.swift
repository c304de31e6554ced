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

    @Test("leaves out what is not known and keeps the order of the members")
    func membersInOrder() {
        var writer = ContentWriter(capacity: 1)
        writer.object {
            $0.member("a", nil as Double?)
            $0.member("b", 1.5)
            $0.member("c", nil as String?)
            $0.list("d", [1, 2]) { $0.member("n", $1) }
            $0.list("e", [] as [Int]) { $0.member("n", $1) }
            $0.member("f", 0..<1) { writer, _ in writer.member("g", true) }
            $0.member("h", ["x", "\""])
            $0.member("i", [0.5, 2])
        }
        #expect(
            writer.finish().string
                == #"{"b":1.5,"d":[{"n":1},{"n":2}],"e":[],"f":{"g":true},"h":["x","\""],"i":[0.5,2.0]}"#
        )
    }
}
