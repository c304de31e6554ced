import Foundation
import GRDB
import TestRounds
import Testing

@testable import Archive
@testable import Assessment

@Suite("The schema of an archive")
struct ArchiveSchemaTests {
    private func page() throws -> String {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/archive.md")
        return try String(contentsOf: url, encoding: .utf8)
    }

    private func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let folder = try TemporaryFolder()
        let archive = EvaluationArchive(path: folder.file("archive.sqlite"))
        try archive.save(RoundResult.random(seed: 3))
        let queue = try DatabaseQueue(path: archive.path)
        defer { try? queue.close() }
        return try queue.read(body)
    }

    @Test("answers every query of docs/archive.md")
    func queries() throws {
        let blocks = try page().components(separatedBy: "```sql\n").dropFirst()
        let queries = blocks.compactMap { $0.components(separatedBy: "```").first }
        #expect(queries.count >= 4)
        try reading { db in
            for query in queries { _ = try Row.fetchAll(db, sql: query) }
        }
    }

    @Test("is told whole in docs/archive.md")
    func documented() throws {
        let page = try page()
        let names = try reading { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type IN ('table', 'view')
                    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                    """)
        }
        for name in names { #expect(page.contains("`\(name)`")) }
        #expect(page.contains("the version of the schema: \(ArchiveSchema.newest)"))
    }

    @Test("has large pages for very many units and small ones for few", arguments: [300, 5_000])
    func pages(units: Int) throws {
        let folder = try TemporaryFolder()
        let archive = EvaluationArchive(path: folder.file("archive.sqlite"))
        try archive.save(
            SmallRound(
                year: 2025,
                units: (0..<units).map { .init(unit: "U\($0)", scores: [Double($0 % 100), nil]) }
            ).result)
        let queue = try DatabaseQueue(path: archive.path)
        let size = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA page_size") }
        try queue.close()
        #expect(size == (units < 5_000 ? 4_096 : 32_768))
    }

    @Test("marks its files and counts its migrations")
    func marks() throws {
        let (mark, version) = try reading { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA application_id"),
                try Int.fetchOne(db, sql: "PRAGMA user_version")
            )
        }
        #expect(mark == 0x514A_4152)
        #expect(version == ArchiveSchema.newest)
    }
}
