import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Archive
@testable import Assessment

/// What may stand where an archive should.
enum Spoiling: String, CaseIterable, Sendable {
    case folder, pipe, emptyFile, text, shortText, otherDatabase
    case noVersion, newerVersion, cutOff, noTables

    var code: DiagnosticCode {
        switch self {
        case .folder, .pipe, .emptyFile, .text, .shortText, .otherDatabase: .archiveForeign
        case .newerVersion: .archiveNewer
        case .noVersion, .cutOff, .noTables: .archiveDamaged
        }
    }
}

@Suite("An archive that can't be used")
struct RefusalTests {
    let folder: TemporaryFolder
    let archive: EvaluationArchive
    private let round = SmallRound(year: 2025, units: [.init(unit: "U1", scores: [80, 70])]).result

    init() throws {
        folder = try TemporaryFolder()
        archive = EvaluationArchive(
            path: folder.file("archive.sqlite"), patience: .milliseconds(100))
    }

    @Test("is refused and stays as it is", arguments: Spoiling.allCases)
    func untouched(spoiling: Spoiling) throws {
        try spoil(spoiling)
        let names = try folder.names()
        let bytes = try? folder.bytes("archive.sqlite")
        #expect(code { () throws(ArchiveError) in _ = try archive.save(round) } == spoiling.code)
        #expect(code { () throws(ArchiveError) in _ = try archive.rounds() } == spoiling.code)
        #expect(code { () throws(ArchiveError) in _ = try archive.round(1) } == spoiling.code)
        #expect(
            code { () throws(ArchiveError) in _ = try archive.histories() } == spoiling.code)
        #expect(try folder.names() == names)
        #expect((try? folder.bytes("archive.sqlite")) == bytes)
    }

    @Test("takes no round once one of its pages is broken", arguments: 1..<8)
    func brokenPage(page: Int) throws {
        try archive.save(round)
        var bytes = try folder.bytes("archive.sqlite")
        let start = page * bytes.count / 8 / 4096 * 4096
        bytes.replaceSubrange(start..<start + 4096, with: repeatElement(0x5A, count: 4096))
        _ = try folder.write(bytes, to: "archive.sqlite")
        let other = SmallRound(year: 2026, units: []).result
        #expect(code { () throws(ArchiveError) in _ = try archive.save(other) } == .archiveDamaged)
        #expect(try folder.bytes("archive.sqlite") == bytes)
        #expect(try folder.names() == ["archive.sqlite"])
    }

    @Test("notices a word changed in what it keeps whole")
    func changedWord() throws {
        let saved = try archive.save(round)
        var bytes = try folder.bytes("archive.sqlite")
        let word = Data("\"quotaType\":\"行政\"".utf8)
        let place = try #require(Data(bytes).range(of: word))
        bytes.replaceSubrange(place, with: Array("\"quotaType\":\"事业\"".utf8))
        _ = try folder.write(bytes, to: "archive.sqlite")
        #expect(throws: ArchiveError.damaged(path: archive.path, detail: "round 1")) {
            try archive.round(saved.id)
        }
    }

    @Test(
        "notices what is no longer the packed content of a unit",
        arguments: [
            "content = x''", "content = x'789C0300'", "content = zeroblob(400)",
            "content = substr(content, 1, length(content) - 1)",
            "content = CAST(content || x'00' AS BLOB)",
            "size = size + 1", "size = size - 1", "size = 0", "size = -1", "size = 1 << 40",
            "size = 9223372036854775807", "position = -1", "round = 8",
        ])
    func packedDamage(change: String) throws {
        var other = SmallRound(year: 2025, units: [.init(unit: "U1", scores: [80, 70])])
        other.units.append(.init(unit: "U2", scores: [60, 70]))
        let saved = try archive.save(other.result)
        try execute(
            "PRAGMA foreign_keys = OFF; UPDATE packed_contents SET \(change) WHERE position = 1")
        #expect(throws: ArchiveError.damaged(path: archive.path, detail: "round 1")) {
            try archive.round(saved.id)
        }
        #expect(try archive.rounds().count == 1)
    }

    @Test("notices contents that have changed places")
    func changedPlaces() throws {
        var other = SmallRound(year: 2025, units: [.init(unit: "U1", scores: [80, 70])])
        other.units.append(.init(unit: "U2", scores: [60, 70]))
        let saved = try archive.save(other.result)
        try execute(
            """
            PRAGMA foreign_keys = OFF; UPDATE packed_contents SET position = 9 WHERE position = 0;
            UPDATE packed_contents SET position = 0 WHERE position = 1;
            UPDATE packed_contents SET position = 1 WHERE position = 9
            """)
        #expect(
            code { () throws(ArchiveError) in _ = try archive.round(saved.id) } == .archiveDamaged)
    }

    @Test("says which round it doesn't have")
    func unknownRound() throws {
        try archive.save(round)
        #expect(throws: ArchiveError.unknownRound(path: archive.path, id: 7)) {
            try archive.round(7)
        }
    }

    @Test("is missing where there is none, and isn't made by reading")
    func absent() throws {
        #expect(throws: ArchiveError.absent(path: archive.path)) { try archive.rounds() }
        #expect(try folder.names().isEmpty)
    }

    @Test("isn't made in a folder that isn't there", arguments: ["none", "file"])
    func noFolder(name: String) throws {
        _ = try folder.write([1], to: "file")
        let archive = EvaluationArchive(path: folder.file("\(name)/archive.sqlite"))
        let error = #expect(throws: ArchiveError.self) { try archive.save(round) }
        #expect(error?.isSystemRefusal == true)
        #expect(try folder.names() == ["file"])
    }

    @Test("is as it was when the disk fills up")
    func diskFull() throws {
        try archive.save(round)
        let bytes = try folder.bytes("archive.sqlite")
        let full = EvaluationArchive(path: archive.path) { db in
            try db.execute(sql: "PRAGMA max_page_count = \(bytes.count / 4096 + 2)")
        }
        var other = SmallRound(year: 2026, units: [])
        other.units = (0..<200).map { .init(unit: "U\($0)", scores: [1, 2]) }
        #expect(throws: ArchiveError.diskFull(path: archive.path)) { try full.save(other.result) }
        #expect(try folder.bytes("archive.sqlite") == bytes)
        #expect(try folder.names() == ["archive.sqlite"])
    }

    @Test("isn't made at all when the disk fills up")
    func diskFullAtFirst() throws {
        let full = EvaluationArchive(path: archive.path) { db in
            try db.execute(sql: "PRAGMA max_page_count = 20")
        }
        #expect(throws: ArchiveError.diskFull(path: archive.path)) { try full.save(round) }
        #expect(try folder.names().isEmpty)
    }

    @Test("comes back from another program's write-ahead log")
    func writeAheadLog() throws {
        try archive.save(round)
        let queue = try DatabaseQueue(path: archive.path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try queue.close()
        #expect(try archive.rounds().count == 1)
        try archive.save(SmallRound(year: 2026, units: []).result)
        #expect(try archive.rounds().count == 2)
        #expect(try folder.names() == ["archive.sqlite"])
        #expect(try folder.bytes("archive.sqlite")[18] == 1)
    }

    @Test(
        "is told by a code, its path and who has to act",
        arguments: [
            (ArchiveError.absent(path: "a"), DiagnosticCode.fileMissing, false),
            (.foreign(path: "a", .folder), .archiveForeign, false),
            (.damaged(path: "a", detail: "d"), .archiveDamaged, false),
            (.newer(path: "a", schema: 9, known: 1), .archiveNewer, false),
            (.locked(path: "a"), .archiveLocked, true),
            (.unreadable(path: "a", reason: "r"), .fileUnreadable, true),
            (.unwritable(path: "a", reason: "r"), .archiveUnwritable, true),
            (.diskFull(path: "a"), .archiveDiskFull, true),
            (.unknownRound(path: "a", id: 3), .archiveRoundUnknown, false),
        ])
    func diagnostics(error: ArchiveError, code: DiagnosticCode, isSystemRefusal: Bool) {
        #expect(error.diagnostic.code == code)
        #expect(error.diagnostic.place == Place(file: "a"))
        #expect(error.isSystemRefusal == isSystemRefusal)
    }

    @Test(
        "is told apart by what SQLite says",
        arguments: [
            (ResultCode.SQLITE_BUSY, DiagnosticCode.archiveLocked, DiagnosticCode.archiveLocked),
            (.SQLITE_BUSY_SNAPSHOT, .archiveLocked, .archiveLocked),
            (.SQLITE_FULL, .archiveDiskFull, .archiveDiskFull),
            (.SQLITE_IOERR_WRITE, .archiveUnwritable, .fileUnreadable),
            (.SQLITE_CANTOPEN, .archiveUnwritable, .fileUnreadable),
            (.SQLITE_READONLY_DBMOVED, .archiveUnwritable, .fileUnreadable),
            (.SQLITE_CORRUPT, .archiveDamaged, .archiveDamaged),
            (.SQLITE_NOTADB, .archiveDamaged, .archiveDamaged),
        ])
    func resultCodes(result: ResultCode, writing: DiagnosticCode, reading: DiagnosticCode) {
        let error = DatabaseError(resultCode: result)
        let (first, second) = (
            ArchiveError(error, path: "a", whileWriting: true),
            ArchiveError(error, path: "a", whileWriting: false)
        )
        #expect(first.diagnostic.code == writing)
        #expect(second.diagnostic.code == reading)
    }

    private func code(of body: () throws(ArchiveError) -> Void) -> DiagnosticCode? {
        do {
            try body()
            return nil
        } catch {
            return error.diagnostic.code
        }
    }

    private func spoil(_ spoiling: Spoiling) throws {
        let path = archive.path
        switch spoiling {
        case .folder:
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        case .pipe: #expect(mkfifo(path, 0o600) == 0)
        case .emptyFile: _ = try folder.write([], to: "archive.sqlite")
        case .text:
            _ = try folder.write(
                Array(String(repeating: "单位编码,单位名称\n", count: 50).utf8), to: "archive.sqlite")
        case .shortText: _ = try folder.write(Array("SQLite format 3\0".utf8), to: "archive.sqlite")
        case .otherDatabase: try execute("PRAGMA user_version = 1; CREATE TABLE rounds (id)")
        case .noVersion: try spoilArchive("PRAGMA user_version = 0")
        case .newerVersion: try spoilArchive("PRAGMA user_version = \(ArchiveSchema.newest + 1)")
        case .noTables:
            try spoilArchive(
                "DROP VIEW units; DROP VIEW unit_years; DROP VIEW current_rounds; DROP TABLE rounds"
            )
        case .cutOff:
            try archive.save(round)
            let bytes = try folder.bytes("archive.sqlite")
            _ = try folder.write(Array(bytes.dropLast(4096)), to: "archive.sqlite")
        }
    }

    private func spoilArchive(_ sql: String) throws {
        try archive.save(round)
        try execute("PRAGMA foreign_keys = OFF; " + sql)
    }

    private func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: archive.path)
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }
}
