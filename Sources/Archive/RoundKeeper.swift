internal import Assessment
internal import GRDB

/// Decides what a round is to an archive: new, known, or another version.
struct RoundKeeper {
    let db: Database
    let content: RoundContent

    /// - Returns: Number of the round.
    func keep() throws -> Int64 {
        guard let known = try known() else { return try insert(as: newID()) }
        if known.contentDigest != content.digest() {
            try db.execute(sql: "DELETE FROM rounds WHERE id = ?", arguments: [known.id])
            return try insert(as: known.id)
        }
        if !known.isCurrent {
            try db.execute(
                sql: "UPDATE rounds SET sequence = ? WHERE id = ?",
                arguments: [try newSequence(), known.id])
        }
        return known.id
    }

    private struct Known {
        let id: Int64
        let contentDigest: String
        let isCurrent: Bool
    }

    private func known() throws -> Known? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, content_digest, id IN (SELECT id FROM current_rounds)
                FROM rounds WHERE digest = ?
                """, arguments: [content.identity.digest])
        return row.map { Known(id: $0[0], contentDigest: $0[1], isCurrent: $0[2]) }
    }

    private func insert(as id: Int64) throws -> Int64 {
        let run = content.round.run
        let inserter = try RowInserter(
            db,
            into: """
                rounds (id, sequence, digest, title, year, as_of, engine_version, indicators, \
                tree_digest, warnings, unit_count, content_digest, content)
                """)
        try inserter.insert(
            id, newSequence(), content.identity.digest, run.title, run.year,
            run.asOf.description, run.version, run.indicators, content.identity.treeDigest,
            run.warnings, content.round.units.count, "", content.common)
        let digest = try RoundWriter(db: db, content: content, id: id).write()
        try db.execute(
            sql: "UPDATE rounds SET content_digest = ? WHERE id = ?", arguments: [digest, id])
        return id
    }

    private func newID() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM rounds") ?? 1
    }

    /// One more than that of any round: no clock decides what is newest.
    private func newSequence() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) + 1 FROM rounds") ?? 1
    }
}
