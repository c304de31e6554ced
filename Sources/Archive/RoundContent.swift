internal import Assessment
internal import Tables

/// A round as an archive keeps it whole: what is said of all units, and of each.
struct RoundContent {
    let round: RoundResult
    let identity: RoundIdentity
    /// JSON of the round without its units.
    let common: String
    /// JSON of each unit, in the order of the round.
    let units: [String]
    /// Over all of the above.
    let digest: String

    init(_ round: RoundResult) {
        self.round = round
        identity = RoundIdentity(round)
        let common = ContentCoder.bytes(round.replacing(units: []))
        let units = round.units.map { ContentCoder.bytes($0) }
        self.common = String(decoding: common, as: UTF8.self)
        self.units = units.map { String(decoding: $0, as: UTF8.self) }
        digest = RoundContent.digest(of: [common] + units)
    }

    /// A digest of the digests, so that parts can't trade bytes.
    static func digest(of parts: [[UInt8]]) -> String {
        sha256(of: Array(parts.map { sha256(of: $0) }.joined(separator: "\n").utf8))
    }
}
