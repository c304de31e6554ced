internal import Glibc

/// Writes a file that appears whole or not at all: a temporary file in the same folder, flushed to
/// the disk, then renamed; the folder is flushed as well.
///
/// What stood at the path before is replaced; a reader sees the old content or the new.
package func writeWhole(_ bytes: [UInt8], to path: String) throws(FileError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let file = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let temporary = "\(folder)/.\(file).\(getpid()).part"
    // What a killed run with our number left behind is in the way.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last(.write, path) }
    do throws(FileError) {
        try write(bytes, to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw .last(.write, path) }
    } catch {
        close(descriptor)
        unlink(temporary)
        throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
        let error = FileError.last(.write, path)
        unlink(temporary)
        throw error
    }
    flush(folder: folder)
}

private func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { all in
            Glibc.write(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw .last(.write, path) }
        written += count
    }
}

/// Makes the renaming itself durable; a file system that can't do it is left alone.
func flush(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}
