internal import CFiles
internal import Glibc

/// Writes a file that appears whole or not at all: a temporary file in the same folder, flushed to
/// the disk, then renamed; the folder is flushed as well.
///
/// What stood at the path before is replaced; a reader sees the old content or the new.
package func writeWhole(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try WholeFile(path: path)
    try file.append(bytes)
    try file.commit()
}

/// A file that is written piece by piece and appears whole, or not at all.
///
/// Dropped without `commit()`, it leaves nothing behind.
package final class WholeFile {
    private let path: String
    private let folder: String
    private let temporary: String
    private var descriptor: Int32
    /// Bytes written since the disk was last set to work.
    private var pending = 0

    private static let early = 4 << 20

    /// - Throws: Where the folder refuses a new file.
    package init(path: String) throws(FileError) {
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let file = slash.map { path[path.index(after: $0)...] } ?? path[...]
        temporary = "\(folder)/.\(file).\(getpid()).part"
        self.path = path
        // What a killed run with our number left behind is in the way.
        unlink(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last(.write, path) }
    }

    deinit { abandon() }

    package func append(_ bytes: [UInt8]) throws(FileError) {
        try bytes.withUnsafeBufferPointer { (all) throws(FileError) in
            try append(UnsafeRawBufferPointer(all))
        }
    }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try writeAll(bytes, to: descriptor, path)
        pending += bytes.count
        if pending >= WholeFile.early { startFlushing() }
    }

    /// Lets the disk begin with what was written, so that less is left to wait for at the end.
    private func startFlushing() {
        files_begin_sync(descriptor)
        pending = 0
    }

    /// Forgets what was written so far.
    package func clear() throws(FileError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .last(.write, path)
        }
    }

    /// Makes the file appear, in the place of what stood there before.
    ///
    /// - Parameter isFlushed: Whether it is on the disk then; else somebody brings it there with
    ///   others.
    package func commit(isFlushed: Bool = true) throws(FileError) {
        guard !isFlushed || fsync(descriptor) == 0 else { throw .last(.write, path) }
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isClosed, rename(temporary, path) == 0 else {
            let error = FileError.last(.write, path)
            unlink(temporary)
            throw error
        }
        if isFlushed { flush(folder: folder) }
    }

    private func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }
}

/// Writes all of some bytes to a file that is open.
///
/// - Parameter path: What an error calls it.
package func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String
) throws(FileError) {
    var written = 0
    while written < bytes.count {
        let count = write(
            descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw .last(.write, path) }
        written += count
    }
}

/// Flushes what another library wrote to the disk.
package func flush(file path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(.write, path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last(.write, path) }
}

/// Makes the renaming itself durable; a file system that can't do it is left alone.
func flush(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}
