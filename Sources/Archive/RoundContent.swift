internal import Assessment
internal import Documents
internal import Tables

/// A round as an archive keeps it whole: what is said of all units, and of each.
struct RoundContent {
    let round: RoundResult
    let identity: RoundIdentity
    /// JSON of the round without its units.
    let common: String

    init(_ round: RoundResult) {
        self.round = round
        identity = RoundIdentity(round)
        common = ContentCoder.text(round.replacing(units: []))
    }

    /// Units described at a time, on every processor: a large round's JSON is never held whole, and
    /// the room of those before is used again.
    static let unitsAtATime = 32

    /// The digest over all that an archive keeps of the round.
    func digest() -> String {
        var digest = ContentDigest(common: common, unitCount: round.units.count)
        for first in stride(from: 0, to: round.units.count, by: Self.unitsAtATime) {
            let count = min(Self.unitsAtATime, round.units.count - first)
            let digests = inParallel(count) { round.units[first + $0].content().digest }
            for (offset, unit) in digests.enumerated() { digest.set(unit, at: first + offset) }
        }
        return digest.finish()
    }
}

/// A digest of the digests, so that parts can't trade bytes.
struct ContentDigest {
    /// The digest of what is said of all units, then a line break and the digest of each.
    private var parts: [UInt8]
    /// Bytes of a digest.
    private static let length = 64

    init(common: String, unitCount: Int) {
        parts = Array(sha256(ofText: common).utf8)
        parts.append(
            contentsOf: repeatElement(UInt8(ascii: "\n"), count: unitCount * (Self.length + 1)))
    }

    /// - Parameters:
    ///   - digest: Of the JSON of a unit.
    ///   - position: Its place in the round.
    mutating func set(_ digest: String, at position: Int) {
        let start = Self.length + position * (Self.length + 1) + 1
        parts.replaceSubrange(start..<start + Self.length, with: digest.utf8)
    }

    /// - Parameter text: The JSON of a unit in UTF-8.
    mutating func set(digestOf text: [UInt8], at position: Int) {
        set(sha256(of: text), at: position)
    }

    func finish() -> String { sha256(of: parts) }
}

extension ByteBuffer {
    /// The SHA-256 of a text.
    var digest: String { withBytes { sha256(of: $0) } }
}

/// The SHA-256 of a text in UTF-8 as 64 lower-case hexadecimal digits.
func sha256(ofText text: String) -> String {
    var text = text
    return text.withUTF8 { sha256(of: UnsafeRawBufferPointer($0)) }
}
