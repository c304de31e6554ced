import Foundation
import GRDB
import Testing

@testable import Archive
@testable import Assessment

/// What other processes do to an archive, and it to them. Each of these tests starts a process.
@Suite("An archive among processes")
struct InterruptionTests {
    let folder: TemporaryFolder
    let archive: EvaluationArchive

    init() throws {
        folder = try TemporaryFolder()
        archive = EvaluationArchive(path: folder.file("archive.sqlite"))
    }

    static func round(_ year: Int) -> RoundResult {
        SmallRound(
            year: year, units: (0..<300).map { .init(unit: "U\($0)", scores: [Double($0), nil]) }
        ).result
    }

    @Test(
        "is sound when a process is killed while it saves, and the next one completes",
        arguments: [3, 200, 1_000, 2_000])
    func killed(after statements: Int) async throws {
        try archive.save(Self.round(2024))
        let bytes = try folder.bytes("archive.sqlite")
        let path = archive.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, statements = statements as Int] in
            try InterruptionTests.dying(path, after: statements).save(InterruptionTests.round(2025))
        }
        // The first dies before it has written, the others in the middle of it.
        let hasBegun = statements > 3
        #expect(try folder.names().contains("archive.sqlite-journal") == hasBegun)
        #expect((try folder.bytes("archive.sqlite") == bytes) == !hasBegun)
        let years = try archive.rounds().map(\.year)
        #expect(years == [2024])
        try archive.save(Self.round(2025))
        #expect(try archive.rounds().map(\.year) == [2024, 2025])
        #expect(try archive.round(1) == Self.round(2024))
        #expect(try archive.round(2) == Self.round(2025))
        #expect(try folder.names() == ["archive.sqlite"])
    }

    /// An archive whose process dies at one of its statements, with so small a cache that the file
    /// has been written to by then.
    static func dying(_ path: String, after statements: Int) -> EvaluationArchive {
        EvaluationArchive(path: path) { db in
            try db.execute(sql: "PRAGMA cache_size = 5")
            var count = 0
            db.trace { _ in
                count += 1
                if count == statements { kill(getpid(), SIGKILL) }
            }
        }
    }

    @Test("doesn't appear when the process that makes it is killed")
    func killedAtFirst() async throws {
        let path = archive.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try InterruptionTests.dying(path, after: 500).save(InterruptionTests.round(2025))
        }
        #expect(try !folder.names().contains("archive.sqlite"))
        try archive.save(Self.round(2025))
        #expect(try archive.rounds().map(\.year) == [2025])
        #expect(try folder.names() == ["archive.sqlite"])
    }

    @Test("that another process has locked is refused in time, and untouched")
    func locked() async throws {
        try archive.save(Self.round(2024))
        let bytes = try folder.bytes("archive.sqlite")
        let path = archive.path
        let lock = try lock()
        await #expect(processExitsWith: .success) { [path = path as String] in
            let archive = EvaluationArchive(path: path, patience: .milliseconds(200))
            #expect(throws: ArchiveError.locked(path: path)) {
                try archive.save(InterruptionTests.round(2025))
            }
            #expect(throws: ArchiveError.locked(path: path)) { try archive.rounds() }
        }
        try lock.close()
        #expect(try folder.bytes("archive.sqlite") == bytes)
    }

    @Test("that may not be read or written is refused by the system", arguments: [0o000, 0o444])
    func permissions(mode: Int) async throws {
        try archive.save(Self.round(2024))
        let path = archive.path
        chmod(path, mode_t(mode))
        chmod(folder.path, 0o755)
        await #expect(processExitsWith: .success) { [path = path as String, mode = mode as Int] in
            // The superuser may do everything.
            if getuid() == 0 { #expect(setuid(65_534) == 0) }
            let archive = EvaluationArchive(path: path)
            #expect(InterruptionTests.isRefusedBySystem(archive))
            let rounds = mode == 0o444 ? try archive.rounds() : []
            #expect(rounds.map(\.year) == (mode == 0o444 ? [2024] : []))
        }
        chmod(path, 0o644)
        #expect(try archive.rounds().count == 1)
    }

    private static func isRefusedBySystem(_ archive: EvaluationArchive) -> Bool {
        do throws(ArchiveError) {
            try archive.save(round(2025))
            return false
        } catch {
            return error.isSystemRefusal
        }
    }

    /// A connection that keeps everybody else out until it is closed.
    private func lock() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: archive.path, configuration: configuration)
        try queue.writeWithoutTransaction { db in try db.execute(sql: "BEGIN EXCLUSIVE") }
        return queue
    }
}
