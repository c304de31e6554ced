package import Diagnostics
package import Languages

/// Why an archive can't be used. Whatever the case, its bytes are what they were.
package enum ArchiveError: Error, Sendable, Hashable {
    /// Nothing stands at the path.
    case absent(path: String)
    /// Something else stands there.
    case foreign(path: String, ForeignKind)
    /// An archive with a hole in it.
    case damaged(path: String, detail: String)
    /// Made by a newer version of the engine.
    case newer(path: String, schema: Int, known: Int)
    /// In use by another process for longer than the patience of this one.
    case locked(path: String)
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case diskFull(path: String)
    /// The archive has no round of this number.
    case unknownRound(path: String, id: Int64)
}

/// What stands where an archive was expected.
package enum ForeignKind: Sendable, Hashable {
    case folder, device, emptyFile, otherFile, otherDatabase
}

extension ArchiveError {
    /// The system refused to read an existing file or to write; otherwise the file is of no use.
    package var isSystemRefusal: Bool {
        switch self {
        case .locked, .unreadable, .unwritable, .diskFull: true
        case .absent, .foreign, .damaged, .newer, .unknownRound: false
        }
    }

    package var diagnostic: Diagnostic {
        Diagnostic(
            code, at: Place(file: path), found: found, expected: expected, message: message,
            remedy: remedy)
    }

    package var path: String {
        switch self {
        case .absent(let path), .locked(let path), .diskFull(let path), .foreign(let path, _),
            .damaged(let path, _), .newer(let path, _, _), .unreadable(let path, _),
            .unwritable(let path, _), .unknownRound(let path, _):
            path
        }
    }

    private var code: DiagnosticCode {
        switch self {
        case .absent: .fileMissing
        case .foreign: .archiveForeign
        case .damaged: .archiveDamaged
        case .newer: .archiveNewer
        case .locked: .archiveLocked
        case .unreadable: .fileUnreadable
        case .unwritable: .archiveUnwritable
        case .diskFull: .archiveDiskFull
        case .unknownRound: .archiveRoundUnknown
        }
    }

    private var found: String? {
        switch self {
        case .newer(_, let schema, _): String(schema)
        case .unknownRound(_, let id): String(id)
        case .absent, .foreign, .damaged, .locked, .unreadable, .unwritable, .diskFull: nil
        }
    }

    private var expected: Wording? {
        guard case .newer(_, _, let known) = self else { return nil }
        return Wording(zh: "不高于 \(known)", en: "at most \(known)")
    }

    package var message: Wording {
        switch self {
        case .absent:
            Wording(zh: "没有这个档案文件", en: "there is no such archive")
        case .foreign(_, let kind):
            Wording(zh: "这不是评估档案，而是\(kind.name.zh)", en: "not an archive but \(kind.name.en)")
        case .damaged(_, let detail):
            Wording(zh: "档案已损坏（\(detail)）", en: "the archive is damaged (\(detail))")
        case .newer(_, let schema, let known):
            Wording(
                zh: "档案由更新版本的程序建立（结构版本 \(schema)，本程序只认识到 \(known)）",
                en: "the archive was made by a newer version of the program "
                    + "(schema \(schema); this one knows schemas up to \(known))")
        case .locked:
            Wording(zh: "档案正被另一个程序使用", en: "another program is using the archive")
        case .unreadable(_, let reason):
            Wording(zh: "系统不允许读取档案（\(reason)）", en: "the archive can't be read (\(reason))")
        case .unwritable(_, let reason):
            Wording(zh: "系统不允许写入档案（\(reason)）", en: "the archive can't be written (\(reason))")
        case .diskFull:
            Wording(zh: "磁盘已满，档案未作改动", en: "the disk is full; the archive is as it was")
        case .unknownRound(_, let id):
            Wording(zh: "档案中没有编号为 \(id) 的评估", en: "the archive has no round \(id)")
        }
    }

    package var remedy: Wording {
        switch self {
        case .absent:
            Wording(
                zh: "检查路径；尚未评估过的，先执行 quanjing evaluate",
                en: "check the path, or run quanjing evaluate first")
        case .foreign:
            Wording(
                zh: "换一个档案路径（--archive）；原文件未作任何改动",
                en: "name another archive (--archive); this file was not touched")
        case .damaged:
            Wording(
                zh: "换回备份，或用 --archive 另建档案；原文件未作任何改动",
                en:
                    "restore a backup or name another archive (--archive); this file was not touched"
            )
        case .newer:
            Wording(
                zh: "升级本程序，或用 --archive 另建档案；原文件未作任何改动",
                en: "upgrade the program or name another archive (--archive); "
                    + "this file was not touched")
        case .locked:
            Wording(
                zh: "关闭正在使用档案的程序，然后重试",
                en: "close the program that uses the archive, then try again")
        case .unreadable:
            Wording(zh: "请管理员开放读取权限", en: "ask for permission to read the file")
        case .unwritable:
            Wording(
                zh: "请管理员开放写入权限，或用 --archive 指定别处",
                en: "ask for permission to write there or name another archive (--archive)")
        case .diskFull:
            Wording(zh: "腾出磁盘空间，然后重试", en: "free some disk space, then try again")
        case .unknownRound:
            Wording(
                zh: "用 quanjing report --list 查看各轮评估的编号",
                en: "quanjing report --list shows the rounds and their numbers")
        }
    }
}

extension ForeignKind {
    var name: Wording {
        switch self {
        case .folder: Wording(zh: "文件夹", en: "a folder")
        case .device: Wording(zh: "设备或管道", en: "a device or a pipe")
        case .emptyFile: Wording(zh: "空文件", en: "an empty file")
        case .otherFile: Wording(zh: "其他类型的文件", en: "a file of another kind")
        case .otherDatabase: Wording(zh: "其他程序的数据库", en: "the database of another program")
        }
    }
}
