package import Assessment
internal import GRDB
internal import Synchronization

/// Rounds kept in one SQLite file: 一单位一档案.
///
/// Every call opens the file, does one thing and closes it, so that between calls the archive is
/// one file that may be copied. A round goes in by one transaction: whole or not at all.
/// - Note: Only the newest of several rounds with one title and year is current; older ones stay.
package struct EvaluationArchive: Sendable {
    package let path: String
    /// How long to wait for another process that uses the archive.
    package let patience: Duration
    /// Called with each connection that is opened.
    private let prepare: (@Sendable (Database) throws -> Void)?

    package init(path: String, patience: Duration = .seconds(5)) {
        self.init(path: path, patience: patience, prepare: nil)
    }

    init(
        path: String, patience: Duration = .seconds(5),
        prepare: (@Sendable (Database) throws -> Void)?
    ) {
        self.path = path
        self.patience = patience
        self.prepare = prepare
    }

    /// Keeps a round. The same round again is one round; other inputs, rules or another engine
    /// make another version of the round, which becomes the current one.
    ///
    /// An archive that doesn't exist yet is made; it appears whole or not at all.
    @discardableResult
    package func save(_ round: RoundResult) throws(ArchiveError) -> ArchivedRound {
        let content = RoundContent(round)
        return try alone { () throws(ArchiveError) in
            if try file.header() == nil, let saved = try create(holding: content) { return saved }
            return try update(with: content)
        }
    }

    /// Every round, by year, title and the order in which they became current.
    package func rounds() throws(ArchiveError) -> [ArchivedRound] {
        try reading { db in try RoundReader(db, path: path).rounds() }
    }

    /// One round, equal to what was saved.
    package func round(_ id: Int64) throws(ArchiveError) -> RoundResult {
        try reading { db in try RoundReader(db, path: path).round(id) }
    }

    /// One unit over the current rounds; nil where the archive doesn't know it.
    ///
    /// - Parameter year: The last year to tell of; nil for all.
    package func history(ofUnit unit: String, through year: Int? = nil) throws(ArchiveError)
        -> UnitHistory?
    {
        try reading { db in
            try HistoryReader(db, path: path).histories(of: unit, through: year).first
        }
    }

    /// Every unit over the current rounds, by code.
    ///
    /// - Parameter year: The last year to tell of; nil for all.
    package func histories(through year: Int? = nil) throws(ArchiveError) -> [UnitHistory] {
        try reading { db in try HistoryReader(db, path: path).histories(of: nil, through: year) }
    }

    /// The current round of the latest earlier year that has one of the units; nil where none has.
    package func previousRound(before year: Int, units: [String]) throws(ArchiveError)
        -> ArchivedRound?
    {
        try reading { db in
            try RoundReader(db, path: path).previousRound(before: year, units: units)
        }
    }
}

// MARK: - Writing

extension EvaluationArchive {
    private func update(with content: RoundContent) throws(ArchiveError) -> ArchivedRound {
        guard let header = try file.header() else {
            throw .unwritable(path: path, reason: "a link to nothing")
        }
        return try connected(to: path, writing: true) { queue in
            if header.hasWriteAheadLog {
                try queue.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA journal_mode = DELETE")
                }
            }
            return try queue.writeWithoutTransaction { db in try keep(content, in: db) }
        }
    }

    /// - Returns: nil where somebody else has made the archive in the meantime.
    private func create(holding content: RoundContent) throws(ArchiveError) -> ArchivedRound? {
        let new = try NewFile(path: path, patience: patience)
        if try file.header() != nil { return nil }
        let saved = try connected(to: new.temporaryPath, writing: true) { queue in
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA page_size = \(pageSize(for: content.round))")
                // Nobody sees this file before it is whole.
                try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
                try db.execute(
                    sql: "PRAGMA application_id = \(Int32(bitPattern: ArchiveSchema.applicationID))"
                )
            }
            return try queue.writeWithoutTransaction { db in try keep(content, in: db) }
        }
        return try new.publish() ? saved : nil
    }

    /// Many small contents leave the least room unused in large pages, few tables in small ones.
    private func pageSize(for round: RoundResult) -> Int {
        round.units.count < 5_000 ? 4_096 : 32_768
    }

    private func keep(_ content: RoundContent, in db: Database) throws -> ArchivedRound {
        var id: Int64 = 0
        try db.inTransaction(.immediate) {
            if let fault = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), fault != "ok" {
                throw ArchiveError.damaged(path: path, detail: fault)
            }
            try ArchiveSchema.migrate(db)
            id = try RoundKeeper(db: db, content: content).keep()
            return .commit
        }
        return try RoundReader(db, path: path).listed(id)
    }
}

// MARK: - Opening

/// Closing any descriptor of a file ends the locks that this process holds on it, so that one
/// thread's look at a file could end another thread's lock.
private let oneAtATime = Mutex(())

extension EvaluationArchive {
    private var file: ArchiveFile { ArchiveFile(path: path) }

    private func alone<Value: Sendable>(_ body: () throws(ArchiveError) -> Value)
        throws(ArchiveError) -> Value
    {
        try oneAtATime.withLock { _ throws(ArchiveError) in try body() }
    }

    private func reading<Value: Sendable>(_ body: (Database) throws -> Value)
        throws(ArchiveError) -> Value
    {
        try alone { () throws(ArchiveError) in
            guard let header = try file.header() else { throw .absent(path: path) }
            return try connected(to: path, writing: file.needsWriting(toRead: header)) { queue in
                try queue.read { db in try body(db) }
            }
        }
    }

    private func connected<Value>(
        to database: String, writing isWriting: Bool, _ body: (DatabaseQueue) throws -> Value
    ) throws(ArchiveError) -> Value {
        do {
            // SQLite takes some relative names for something else than a file.
            let queue = try DatabaseQueue(
                path: database.hasPrefix("/") ? database : "./\(database)",
                configuration: configuration(writing: isWriting))
            let value = try body(queue)
            try queue.close()
            return value
        } catch {
            throw ArchiveError(error, path: path, whileWriting: isWriting)
        }
    }

    private func configuration(writing isWriting: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = !isWriting
        configuration.busyMode = .timeout(patience / .seconds(1))
        configuration.prepareDatabase { [prepare] db in
            // Once a round is reported as kept, it survives a power failure.
            try db.execute(sql: "PRAGMA synchronous = EXTRA; PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try prepare?(db)
        }
        return configuration
    }
}
