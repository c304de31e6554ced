internal import Glibc

/// A path at which an archive stands, may be made, or something else is.
struct ArchiveFile {
    let path: String

    /// What the first 100 bytes say of a file that is an archive.
    struct Header: Equatable {
        /// Version of the schema, 1 or more.
        let schema: Int
        /// Another program has switched it to a write-ahead log.
        let hasWriteAheadLog: Bool
    }

    /// Looks without opening the file as a database, so that nothing in it can change.
    ///
    /// - Returns: nil where nothing stands at the path.
    func header() throws(ArchiveError) -> Header? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(path: path, reason: lastReason())
        }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR { throw .foreign(path: path, .folder) }
        if kind != S_IFREG { throw .foreign(path: path, .device) }
        if status.st_size == 0 { throw .foreign(path: path, .emptyFile) }
        let bytes = try firstBytes(100)
        guard bytes.count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .foreign(path: path, .otherFile)
        }
        guard number(bytes, at: 68) == ArchiveSchema.applicationID else {
            throw .foreign(path: path, .otherDatabase)
        }
        try check(size: Int(status.st_size), against: bytes)
        let schema = Int(number(bytes, at: 60))
        guard schema <= ArchiveSchema.newest else {
            throw .newer(path: path, schema: schema, known: ArchiveSchema.newest)
        }
        guard schema > 0 else { throw .damaged(path: path, detail: "user_version 0") }
        return Header(schema: schema, hasWriteAheadLog: bytes[18] == 2)
    }

    /// A file shorter than its header says was cut off; behind an unfinished change only SQLite
    /// can tell, once it has undone it.
    private func check(size: Int, against header: [UInt8]) throws(ArchiveError) {
        guard number(header, at: 24) == number(header, at: 92), !hasUnfinishedChange else { return }
        let pageSize = Int(header[16]) << 8 | Int(header[17])
        let expected = (pageSize == 1 ? 65_536 : pageSize) * Int(number(header, at: 28))
        guard size >= expected else {
            throw .damaged(path: path, detail: "\(size) B < \(expected) B")
        }
    }

    /// A killed run's unfinished change and another program's log are put in order before anything
    /// is read.
    func needsWriting(toRead header: Header) -> Bool {
        header.hasWriteAheadLog || hasUnfinishedChange
    }

    private var hasUnfinishedChange: Bool {
        ["-journal", "-wal"].contains { access(path + $0, F_OK) == 0 }
    }

    private func firstBytes(_ count: Int) throws(ArchiveError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: lastReason()) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, 0)
        guard read >= 0 else { throw .unreadable(path: path, reason: lastReason()) }
        return Array(bytes[..<read])
    }

    /// A big-endian number of four bytes.
    private func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The system's own words for what it last refused.
func lastReason() -> String { String(cString: strerror(errno)) }
