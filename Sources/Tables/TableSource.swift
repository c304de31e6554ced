/// Where a table comes from: a text file, a sheet of a workbook, or bytes of either in memory, with
/// the name that messages use. A name that ends as workbooks' names do is a workbook.
package struct TableSource: Sendable {
    enum Origin: Sendable {
        case file(path: String)
        case memory([UInt8])
    }

    let origin: Origin
    /// The sheet of a workbook by its exact name; nil: the only one that holds the table.
    package var sheet: String?
    /// The name in diagnostics: the path relative to the evaluation folder, or as the user gave it.
    package let name: String
    /// What the text is in unless a byte order mark says otherwise; nil: found out.
    package let encoding: TextEncoding?
    /// Source bytes read at a time.
    package var blockSize = 1 << 18
    /// Whether the summary gets the digest of the source bytes.
    package var wantsDigest = true

    /// Whether a cell with an ID-card number is an error, in whatever column it stands; what reads
    /// the table's plain blocks leaves such a table to the careful way.
    package var refusesIdentityNumbers = false

    /// Keeps what the sheets of one workbook share; nil: it is read for each.
    package var memory: WorkbookMemory?

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

    /// Whether the name says that it is a workbook of some program.
    package var isWorkbook: Bool { TableSource.isWorkbook(name) }

    /// Whether a file's name says that it is a workbook of some program.
    package static func isWorkbook(_ name: String) -> Bool {
        let name = name.lowercased()
        return workbookEndings.contains { name.hasSuffix($0) }
    }

    /// What the names of workbooks end in: those that are read, then those that are refused with
    /// what to do.
    package static let workbookEndings = [
        ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods",
    ]

    /// Bytes of a regular file or in memory; nil for what isn't there or can be read only once.
    package var byteCount: Int? {
        switch origin {
        case .file(let path): regularFileSize(path)
        case .memory(let memory): memory.count
        }
    }

    func bytes() throws(FileError) -> ByteSource {
        switch origin {
        case .file(let path): try ByteSource(path: path)
        case .memory(let memory): ByteSource(bytes: memory)
        }
    }

    func open() throws(FileError) -> TextInput {
        try TextInput(
            bytes(), encoding: encoding, blockSize: blockSize, wantsDigest: wantsDigest)
    }

    /// The first bytes, as many as fit.
    func peek(into block: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        switch origin {
        case .file(let path): try ByteSource(path: path).peek(at: 0, into: block)
        case .memory(let memory): try ByteSource(bytes: memory).peek(at: 0, into: block)
        }
    }
}
