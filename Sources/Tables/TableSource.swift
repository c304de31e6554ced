/// Where a table comes from: a file or bytes in memory, with the name that messages use.
package struct TableSource: Sendable {
    enum Origin: Sendable {
        case file(path: String)
        case memory([UInt8])
    }

    let origin: Origin
    /// The name in diagnostics: the path relative to the evaluation folder, or as the user gave it.
    package let name: String
    /// What the text is in unless a byte order mark says otherwise; nil: found out.
    package let encoding: TextEncoding?
    /// Source bytes read at a time.
    package var blockSize = 1 << 18
    /// Whether the summary gets the digest of the source bytes.
    package var wantsDigest = true

    /// Scans byte by byte only: for tests that compare the two ways.
    var isCareful = false

    package init(path: String, name: String, encoding: TextEncoding? = nil) {
        origin = .file(path: path)
        self.name = name
        self.encoding = encoding
    }

    package init(bytes: [UInt8], name: String, encoding: TextEncoding? = nil) {
        origin = .memory(bytes)
        self.name = name
        self.encoding = encoding
    }

    func open() throws(FileError) -> TextInput {
        let bytes: ByteSource
        switch origin {
        case .file(let path): bytes = try ByteSource(path: path)
        case .memory(let memory): bytes = ByteSource(bytes: memory)
        }
        return try TextInput(
            bytes, encoding: encoding, blockSize: blockSize, wantsDigest: wantsDigest)
    }
}
