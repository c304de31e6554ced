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
        common = ContentCoder.text(round.replacing(units: []))
        units = round.units.map { ContentCoder.text($0) }
        digest = RoundContent.digest(common: common, units: units)
    }

    /// A digest of the digests, so that parts can't trade bytes.
    static func digest(common: String, units: [String]) -> String {
        let parts = CollectionOfOne(sha256(ofText: common)) + units.map { sha256(ofText: $0) }
        return sha256(ofText: parts.joined(separator: "\n"))
    }
}

/// The SHA-256 of a text in UTF-8 as 64 lower-case hexadecimal digits.
func sha256(ofText text: String) -> String {
    var text = text
    return text.withUTF8 { sha256(of: UnsafeRawBufferPointer($0)) }
}
