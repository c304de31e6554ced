internal import Glibc

/// A file in the making: nothing stands at its path before it is whole and on the disk.
///
/// It grows under a hidden name in the same folder, which one process at a time holds. What a
/// killed process left there is the next one's to overwrite.
struct NewFile: ~Copyable {
    let path: String
    /// In the same folder, so that giving it its name is one step.
    let temporaryPath: String
    private let folder: String
    /// Keeps the lock.
    private let descriptor: Int32

    /// Makes the hidden file, empty, or waits for its turn.
    init(path: String, patience: Duration) throws(ArchiveError) {
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        self.path = path
        temporaryPath = "\(folder)/.\(name).part"
        descriptor = try Self.hold(temporaryPath, for: path, patience)
    }

    deinit {
        if Self.isSame(descriptor, temporaryPath) { unlink(temporaryPath) }
        close(descriptor)
    }

    /// Flushes the file and gives it its name.
    ///
    /// - Returns: false, with nothing done, where something stands at the path already.
    func publish() throws(ArchiveError) -> Bool {
        guard fsync(descriptor) == 0 else { throw .lastRefusal(path) }
        // A link never replaces; not every file system has them.
        if link(temporaryPath, path) != 0 {
            if errno == EEXIST { return false }
            guard rename(temporaryPath, path) == 0 else { throw .lastRefusal(path) }
        }
        flushFolder()
        return true
    }

    /// Makes the name itself durable; a file system that can't is left alone.
    private func flushFolder() {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func hold(
        _ temporary: String, for path: String, _ patience: Duration
    ) throws(ArchiveError) -> Int32 {
        let end = ContinuousClock.now + patience
        while true {
            let descriptor = open(temporary, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw .lastRefusal(path) }
            // Who held it before may have given it its name: what is locked isn't what is there.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isSame(descriptor, temporary),
                ftruncate(descriptor, 0) == 0
            {
                return descriptor
            }
            close(descriptor)
            guard ContinuousClock.now < end else { throw .locked(path: path) }
            usleep(20_000)
        }
    }

    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, present) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &present) == 0
            && opened.st_ino == present.st_ino && opened.st_dev == present.st_dev
    }
}

extension ArchiveError {
    /// What the system last refused to write.
    fileprivate static func lastRefusal(_ path: String) -> ArchiveError {
        errno == ENOSPC || errno == EDQUOT
            ? .diskFull(path: path) : .unwritable(path: path, reason: lastReason())
    }
}
