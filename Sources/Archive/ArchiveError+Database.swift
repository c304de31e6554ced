internal import GRDB

extension ArchiveError {
    /// What an error of SQLite means for the one who asked.
    init(_ error: any Error, path: String, whileWriting isWriting: Bool) {
        guard let error = error as? DatabaseError else {
            self = error as? ArchiveError ?? .damaged(path: path, detail: String(describing: error))
            return
        }
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode.primaryResultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR,
            .SQLITE_NOLFS, .SQLITE_NOMEM, .SQLITE_TOOBIG:
            self =
                isWriting
                ? .unwritable(path: path, reason: reason) : .unreadable(path: path, reason: reason)
        default: self = .damaged(path: path, detail: reason)
        }
    }
}
