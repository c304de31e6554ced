internal import Assessment
internal import Packing

/// What an archive keeps of a unit beside its rows: the JSON of all that is said of it, packed.
struct KeptUnit: Sendable {
    let result: UnitResult
    /// Bytes of the JSON in UTF-8.
    let size: Int
    /// The JSON as a stream of zlib.
    let packed: [UInt8]
    /// SHA-256 of the JSON.
    let digest: String

    init(_ result: UnitResult, _ packer: Packer) {
        self.result = result
        let content = result.content()
        size = content.count
        digest = content.digest
        packed = content.withBytes { packer.packed($0) }
    }
}
