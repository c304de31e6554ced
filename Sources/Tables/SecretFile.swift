internal import Glibc

/// Writes a file that only its owner may read; what stands at the path is never replaced.
///
/// - Throws: `isInTheWay` where something is there already. Nothing is left behind then, nor where
///   the disk refuses.
package func writeSecret(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last(.write, path) }
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { all in
            write(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw withdrawn(descriptor, path) }
        written += count
    }
    guard fsync(descriptor) == 0 else { throw withdrawn(descriptor, path) }
    close(descriptor)
}

private func withdrawn(_ descriptor: Int32, _ path: String) -> FileError {
    let error = FileError.last(.write, path)
    close(descriptor)
    unlink(path)
    return error
}

/// Takes back a file that this run has written.
package func removeFile(_ path: String) {
    unlink(path)
}

/// Whether something stands at a path.
package func fileExists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
}

/// Whether two paths lead to one file, by whatever names.
package func isSameFile(_ first: String, _ second: String) -> Bool {
    var (a, b) = (stat(), stat())
    guard stat(first, &a) == 0, stat(second, &b) == 0 else { return first == second }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
}

/// All bytes of a small file.
package func readBytes(_ path: String) throws(FileError) -> [UInt8] {
    let file = try ByteSource(path: path)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    defer { block.deallocate() }
    var bytes: [UInt8] = []
    while true {
        let count = try file.read(into: block)
        if count == 0 { return bytes }
        bytes += block[..<count]
    }
}
