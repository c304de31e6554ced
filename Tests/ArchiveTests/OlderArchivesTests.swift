import Foundation
import GRDB
import TestRounds
import Testing

@testable import Archive
@testable import Assessment

@Suite("An archive of the first schema")
struct OlderArchivesTests {
    let folder: TemporaryFolder
    let archive: EvaluationArchive
    private let later = SmallRound(year: 2031, units: [.init(unit: "U9", scores: [70, 60])]).result

    init() throws {
        folder = try TemporaryFolder()
        archive = EvaluationArchive(path: folder.file("archive.sqlite"))
    }

    /// Keeps rounds as version 1 of the schema did: what is said of units as texts.
    private func keep(_ rounds: [RoundResult]) throws {
        for round in rounds { try archive.save(round) }
        try execute { db in
            for (number, round) in rounds.enumerated() {
                for (position, unit) in round.units.enumerated() {
                    try db.execute(
                        sql:
                            "INSERT INTO unit_contents (round, position, content) VALUES (?, ?, ?)",
                        arguments: [number + 1, position, unit.content().string])
                }
            }
            try db.execute(
                sql: """
                    DROP TABLE packed_contents;
                    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                    INSERT INTO grdb_migrations VALUES ('1');
                    PRAGMA user_version = 1
                    """)
        }
    }

    @discardableResult
    private func execute<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let queue = try DatabaseQueue(path: archive.path)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction(body)
    }

    private func count(_ table: String) throws -> Int? {
        try execute { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") }
    }

    @Test("is read as it was saved, and stays as it is", arguments: UInt64(0)..<10)
    func read(seed: UInt64) throws {
        let round = try RoundResult.random(seed: seed)
        try keep([round])
        let bytes = try folder.bytes("archive.sqlite")
        #expect(try archive.round(1) == round)
        #expect(try archive.rounds().count == 1)
        #expect(try archive.histories().count == round.units.count)
        #expect(try folder.bytes("archive.sqlite") == bytes)
    }

    @Test("takes new rounds beside the old ones, which stay as they are")
    func written() throws {
        let old = try [UInt64(1), 2].map { try RoundResult.random(seed: $0) }
        try keep(old)
        let texts = try count("unit_contents")
        #expect(texts == old.map(\.units.count).reduce(0, +))
        let saved = try archive.save(later)
        for (id, round) in [(1, old[0]), (2, old[1]), (saved.id, later)] {
            #expect(try archive.round(id) == round)
        }
        #expect(try count("unit_contents") == texts)
        #expect(try count("packed_contents") == 1)
        #expect(
            try execute { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
                == ArchiveSchema.newest)
        let bytes = try folder.bytes("archive.sqlite")
        #expect(try archive.save(later) == saved)
        #expect(try archive.save(later) == saved)
        #expect(try folder.bytes("archive.sqlite") == bytes)
    }

    @Test("knows its rounds again, and replaces one of which something else came out")
    func known() throws {
        let first = SmallRound(year: 2030, units: [.init(unit: "U1", scores: [80, nil])])
        try keep([first.result])
        #expect(try archive.save(first.result).id == 1)
        #expect(try count("packed_contents") == 0)
        var other = first
        other.units = [.init(unit: "U1", scores: [75, 75])]
        #expect(try archive.save(other.result).id == 1)
        #expect(try archive.round(1) == other.result)
        #expect(try count("unit_contents") == 0)
        #expect(try count("packed_contents") == 1)
    }

    @Test("is brought up to date at a cost that doesn't grow with what it holds")
    func migration() throws {
        try keep([InterruptionTests.round(2029)])
        let (pages, changes) = try execute { db in
            let before = (try usedPages(db), db.totalChangesCount)
            try ArchiveSchema.migrate(db)
            return (try usedPages(db) - before.0, db.totalChangesCount - before.1)
        }
        // The new table and its index.
        #expect(pages == 2)
        #expect(changes == 0)
    }

    private func usedPages(_ db: Database) throws -> Int {
        let all = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        return try all - (Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0)
    }

    @Test("is what it was when a damaged one takes no round")
    func damaged() throws {
        try keep([InterruptionTests.round(2029)])
        var bytes = try folder.bytes("archive.sqlite")
        bytes.replaceSubrange(8_192..<16_384, with: repeatElement(0x5A, count: 8_192))
        _ = try folder.write(bytes, to: "archive.sqlite")
        #expect(throws: ArchiveError.self) { try archive.save(later) }
        #expect(try folder.bytes("archive.sqlite") == bytes)
    }

    @Test("is sound when a process is killed while it saves, and the next one completes")
    func killed() async throws {
        let old = InterruptionTests.round(2029)
        try keep([old])
        let path = archive.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try InterruptionTests.dying(path, after: 1_000).save(InterruptionTests.round(2030))
        }
        #expect(try folder.names().contains("archive.sqlite-journal"))
        #expect(try archive.rounds().map(\.year) == [2029])
        #expect(try archive.round(1) == old)
        try archive.save(InterruptionTests.round(2030))
        #expect(try archive.round(1) == old)
        #expect(try archive.round(2) == InterruptionTests.round(2030))
        #expect(try folder.names() == ["archive.sqlite"])
    }
}
