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

    /// The JSON of each unit in UTF-8, in the order of the round.
    ///
    /// - Returns: The digest over all that an archive keeps of the round.
    func describe<Failure: Error>(
        _ take: (_ position: Int, _ text: UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> String {
        var digest = ContentDigest(common: common)
        for first in stride(from: 0, to: round.units.count, by: Self.unitsAtATime) {
            let count = min(Self.unitsAtATime, round.units.count - first)
            let texts = inParallel(count) { UnitText(round.units[first + $0]) }
            for (offset, unit) in texts.enumerated() {
                try unit.bytes.withBytes { text throws(Failure) in
                    try take(first + offset, text)
                }
                digest.add(unit.digest)
            }
        }
        return digest.finish()
    }

    private final class UnitText: Sendable {
        let bytes: ByteBuffer
        let digest: String

        init(_ unit: UnitResult) {
            let content = unit.content()
            digest = content.withBytes { sha256(of: $0) }
            bytes = content
        }
    }

    func digest() -> String { describe { _, _ in } }
}

/// A digest of the digests, so that parts can't trade bytes.
struct ContentDigest {
    private var parts: [UInt8]

    init(common: String) { parts = Array(sha256(ofText: common).utf8) }

    /// - Parameter digest: Of the next unit's JSON.
    mutating func add(_ digest: String) {
        parts.append(UInt8(ascii: "\n"))
        parts.append(contentsOf: digest.utf8)
    }

    func finish() -> String { sha256(of: parts) }
}

/// The SHA-256 of a text in UTF-8 as 64 lower-case hexadecimal digits.
func sha256(ofText text: String) -> String {
    var text = text
    return text.withUTF8 { sha256(of: UnsafeRawBufferPointer($0)) }
}
