internal import Glibc

/// A file in the making: nothing stands at its path before it is whole and on the disk.
struct NewFile {
    let path: String
    /// In the same folder, so that giving it its name is one step.
    let temporaryPath: String
    private let folder: String

    init(path: String) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        temporaryPath = "\(folder)/.\(name).\(getpid()).part"
    }

    /// Makes the temporary file, empty.
    func make() throws(ArchiveError) {
        // What a killed run with our number left behind is in the way.
        unlink(temporaryPath)
        let descriptor = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal }
        close(descriptor)
    }

    /// Flushes the file and gives it its name.
    ///
    /// - Returns: false, with nothing done, where something stands at the path already.
    func publish() throws(ArchiveError) -> Bool {
        try flush(temporaryPath, O_RDWR)
        // A link never replaces; not every file system has them.
        if link(temporaryPath, path) != 0 {
            if errno == EEXIST { return false }
            guard rename(temporaryPath, path) == 0 else { throw refusal }
        }
        // A file system that can't flush a folder is left alone.
        try? flush(folder, O_RDONLY | O_DIRECTORY)
        return true
    }

    func discard() { unlink(temporaryPath) }

    private func flush(_ path: String, _ mode: Int32) throws(ArchiveError) {
        let descriptor = open(path, mode | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal }
    }

    private var refusal: ArchiveError {
        errno == ENOSPC || errno == EDQUOT
            ? .diskFull(path: path) : .unwritable(path: path, reason: lastReason())
    }
}
