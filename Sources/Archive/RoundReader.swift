internal import Assessment
internal import Calendars
internal import Foundation
internal import GRDB
internal import Packing

/// Reads rounds back.
struct RoundReader {
    private let db: Database
    private let path: String

    init(_ db: Database, path: String) {
        self.db = db
        self.path = path
    }

    func rounds() throws -> [ArchivedRound] {
        try Row.fetchAll(db, sql: "\(list) ORDER BY year, title, sequence").map(listed)
    }

    func listed(_ id: Int64) throws -> ArchivedRound {
        let row = try Row.fetchOne(db, sql: "\(list) WHERE id = ?", arguments: [id])
        guard let row else { throw ArchiveError.unknownRound(path: path, id: id) }
        return try listed(row)
    }

    func round(_ id: Int64) throws -> RoundResult {
        let row = try Row.fetchOne(
            db, sql: "SELECT content, content_digest FROM rounds WHERE id = ?", arguments: [id])
        guard let row else { throw ArchiveError.unknownRound(path: path, id: id) }
        let units = try contents(of: id)
        let common: String = row[0]
        var digest = ContentDigest(common: common, unitCount: units.count)
        for (position, unit) in units.enumerated() { digest.set(digestOf: unit, at: position) }
        guard digest.finish() == row[1] else {
            throw fault(in: id)
        }
        return try ContentCoder.value(RoundResult.self, from: Array(common.utf8))
            .replacing(units: units.map { try ContentCoder.value(UnitResult.self, from: $0) })
    }

    /// The JSON of each unit in UTF-8, in the order of the round.
    private func contents(of id: Int64) throws -> [[UInt8]] {
        // The first schema knew texts only, and what it holds stays so.
        let texts = try String.fetchAll(
            db, sql: "SELECT content FROM unit_contents WHERE round = ? ORDER BY position",
            arguments: [id])
        guard texts.isEmpty, try db.tableExists("packed_contents") else {
            return texts.map { Array($0.utf8) }
        }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT size, content FROM packed_contents WHERE round = ? ORDER BY position",
            arguments: [id])
        var contents: [[UInt8]] = []
        while let row = try rows.next() {
            guard let content = unpackedContent(row) else { throw fault(in: id) }
            contents.append(content)
        }
        return contents
    }

    /// - Parameter row: A size and what was packed.
    /// - Returns: nil where a damaged archive holds something else.
    private func unpackedContent(_ row: Row) -> [UInt8]? {
        guard let size = Int.fromDatabaseValue(row[0]), let packed = Data.fromDatabaseValue(row[1])
        else { return nil }
        return packed.withUnsafeBytes { unpacked($0, size: size) }
    }

    func previousRound(before year: Int, units: [String]) throws -> ArchivedRound? {
        let earlier = try Row.fetchAll(
            db,
            sql: """
                SELECT id FROM current_rounds WHERE year < ? ORDER BY year DESC, sequence DESC
                """, arguments: [year])
        let known = try db.makeStatement(
            sql: "SELECT 1 FROM round_units WHERE unit = ? AND round = ?")
        for row in earlier {
            let id: Int64 = row[0]
            for unit in units where try Int.fetchOne(known, arguments: [unit, id]) != nil {
                return try listed(id)
            }
        }
        return nil
    }

    private let list = """
        SELECT id, digest, title, year, as_of, engine_version, indicators, unit_count,
            id IN (SELECT id FROM current_rounds)
        FROM rounds
        """

    private func listed(_ row: Row) throws -> ArchivedRound {
        guard let asOf = Day(row[4] as String) else { throw fault(in: row[0]) }
        return ArchivedRound(
            id: row[0], digest: row[1], title: row[2], year: row[3], asOf: asOf, version: row[5],
            indicators: row[6], unitCount: row[7], isCurrent: row[8])
    }

    private func fault(in id: Int64) -> ArchiveError {
        .damaged(path: path, detail: "round \(id)")
    }
}
