internal import CFiles
internal import Documents
internal import FoundationEssentials
internal import Glibc

/// A folder into which files come whole or not at all.
///
/// Files are first written to a hidden folder inside it, brought to disk together and renamed. Who
/// is killed on the way leaves the hidden folder behind; the next run clears it and does all again.
/// Two runs at once wait for each other. Of what lies in the folder only files of the same names
/// are replaced.
final class OutputFolder: Sendable {
    let path: String
    private let lock: Int32
    /// Folders inside it that weren't there before.
    private let made: [String]
    private var staging: String { path + "/" + OutputFolder.stagingName }

    static let stagingName = ".quanjing-writing"

    /// Opens a folder for one set of files, makes it where it is missing and waits for its turn.
    ///
    /// - Parameter subfolders: Names of the folders inside it that will be written to.
    init(_ path: String, subfolders: [String]) throws(ReportError) {
        let folder = path.isEmpty ? "." : path
        try OutputFolder.makeWithParents(folder)
        var made: [String] = []
        for name in subfolders where try OutputFolder.make(folder + "/" + name) {
            made.append(name)
        }
        let staging = folder + "/" + OutputFolder.stagingName
        let descriptor = try OutputFolder.lockStaging(staging)
        self.path = folder
        lock = descriptor
        self.made = made
        for name in subfolders { try OutputFolder.make(staging + "/" + name) }
    }

    /// Writes one file where nobody sees it yet.
    ///
    /// - Parameter name: Path relative to the folder.
    func stage(_ bytes: borrowing ByteBuffer, as name: String) throws(ReportError) {
        try stage(name) { take throws(ReportError) in try bytes.withBytes(take) }
    }

    func stage(_ bytes: [UInt8], as name: String) throws(ReportError) {
        var buffer = ByteBuffer(capacity: bytes.count)
        buffer.append(bytes)
        try stage(buffer, as: name)
    }

    /// Writes one file piece by piece.
    func stage(
        _ name: String,
        _ pieces: (_ take: (UnsafeRawBufferPointer) throws(ReportError) -> Void)
            throws(ReportError) -> Void
    ) throws(ReportError) {
        let descriptor = try create(name)
        do throws(ReportError) {
            try pieces { bytes throws(ReportError) in try write(bytes, to: descriptor, name) }
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw .system(stagingPath(of: name), .write) }
    }

    /// Where a library that writes files itself may put one.
    func stagingPath(of name: String) -> String { staging + "/" + name }

    /// Brings the staged files to disk and puts each in its place, in the given order.
    func publish(_ names: [String]) throws(ReportError) {
        guard syncfs(lock) == 0 else { throw .system(staging, .write) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system(path, .open) }
        defer { close(folder) }
        // A folder that is new comes whole, unless somebody has put something into it since.
        let whole = made.filter { renameat(lock, $0, folder, $0) == 0 }.map { $0 + "/" }
        for name in names where !whole.contains(where: name.hasPrefix) {
            guard renameat(lock, name, folder, name) == 0 else {
                throw .system(path + "/" + name, .rename)
            }
        }
    }

    /// Removes files of a subfolder that an earlier run wrote and this one did not.
    ///
    /// - Parameters:
    ///   - companions: Endings of files of the same name that go with a page, such as `.xlsx`.
    ///   - isOurs: Whether a file's first bytes are those of a file of ours.
    func removeStale(
        in subfolder: String, except names: Set<String>, companions: [String] = [],
        isOurs: ([UInt8]) -> Bool
    ) throws(ReportError) {
        let folder = path + "/" + subfolder
        let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in present.sorted() where name.hasSuffix(".html") && !names.contains(name) {
            let file = folder + "/" + name
            guard OutputFolder.kind(of: file) == S_IFREG, isOurs(OutputFolder.head(of: file)) else {
                continue
            }
            let stem = file.dropLast(".html".count)
            for file in [file] + companions.map({ stem + $0 }) {
                guard unlink(file) == 0 || errno == ENOENT else { throw .system(file, .remove) }
            }
        }
    }

    /// Ends the turn: the hidden folder goes, the next run may begin.
    func finish() throws(ReportError) {
        try OutputFolder.clear(staging)
        guard rmdir(staging) == 0 else { throw .system(staging, .remove) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            // Best effort: the files are on disk, only their new names may still be on the way.
            _ = syncfs(folder)
            close(folder)
        }
    }

    /// Ends the turn without publishing; what can't be cleared the next run clears.
    func abandon() {
        try? OutputFolder.clear(staging)
        rmdir(staging)
    }

    deinit { close(lock) }

    private static func lockStaging(_ staging: String) throws(ReportError) -> Int32 {
        while true {
            try make(staging)
            let descriptor = open(staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if descriptor < 0, errno == ENOENT { continue }
            guard descriptor >= 0 else { throw .system(staging, .open) }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    let error = ReportError.system(staging, .lock)
                    close(descriptor)
                    throw error
                }
            }
            // Who held the lock before has removed the folder: what is locked is not what is there.
            if isSame(descriptor, staging) {
                try clear(staging)
                return descriptor
            }
            close(descriptor)
        }
    }

    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, present) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &present) == 0
            && opened.st_ino == present.st_ino && opened.st_dev == present.st_dev
    }

    /// Empties the hidden folder, which holds files and one level of folders.
    private static func clear(_ folder: String) throws(ReportError) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = folder + "/" + name
            if kind(of: path) == S_IFDIR {
                try clear(path)
                guard rmdir(path) == 0 else { throw .system(path, .remove) }
            } else {
                guard unlink(path) == 0 else { throw .system(path, .remove) }
            }
        }
    }

    static func makeWithParents(_ path: String) throws(ReportError) {
        var reached = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            reached += reached.isEmpty || reached == "/" ? String(part) : "/" + part
            var target = stat()
            // A link to a folder is fine above the files, as `/tmp` is on some machines.
            if stat(reached, &target) == 0 {
                guard target.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: reached) }
            } else {
                guard mkdir(reached, 0o777) == 0 || errno == EEXIST else {
                    throw .system(reached, .create)
                }
            }
        }
    }

    /// - Returns: Whether it wasn't there.
    @discardableResult
    private static func make(_ folder: String) throws(ReportError) -> Bool {
        if mkdir(folder, 0o777) == 0 { return true }
        guard errno == EEXIST else { throw .system(folder, .create) }
        let kind = kind(of: folder)
        // Gone again: another run has just finished.
        guard kind == S_IFDIR || kind == nil else { throw .notAFolder(path: folder) }
        return false
    }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private static func head(of file: String) -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Relative to the hidden folder, which is open: the system needn't find its way again.
    private func create(_ name: String) throws(ReportError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = openat(lock, name, flags, 0o666)
        guard descriptor >= 0 else { throw .system(stagingPath(of: name), .create) }
        return descriptor
    }

    private func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ name: String
    ) throws(ReportError) {
        var start = 0
        while start < bytes.count {
            let written = Glibc.write(
                descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .system(stagingPath(of: name), .write) }
            start += written
        }
    }
}

extension ReportError {
    /// The system's last error on a path.
    static func system(_ path: String, _ operation: Operation) -> ReportError {
        .refused(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
