internal import GRDB
internal import GRDBSQLite

/// One prepared `INSERT`, run row by row past the conversions of general statements.
struct RowInserter {
    private let db: Database
    private let statement: Statement

    /// - Parameter target: A table with its columns: `inputs (round, file, sha256, rows)`.
    init(_ db: Database, into target: String) throws {
        let count = target.count { $0 == "," } + 1
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        self.db = db
        statement = try db.makeStatement(sql: "INSERT INTO \(target) VALUES (\(places))")
    }

    func insert(_ values: (any RowValue)?...) throws {
        try bind(values)
        try run()
    }

    /// Inserts a row whose last column is bytes, which are not copied first.
    func insert(_ values: (any RowValue)?..., bytes: UnsafeRawBufferPointer) throws {
        try bind(values)
        let place = Int32(values.count + 1)
        try check(
            sqlite3_bind_blob64(
                statement.sqliteStatement, place, bytes.baseAddress, UInt64(bytes.count), nil))
        defer { sqlite3_bind_null(statement.sqliteStatement, place) }
        try run()
    }

    private func bind(_ values: [(any RowValue)?]) throws {
        for index in values.indices {
            let place = Int32(index + 1)
            try check(
                values[index]?.bind(to: statement.sqliteStatement, at: place)
                    ?? sqlite3_bind_null(statement.sqliteStatement, place))
        }
    }

    private func run() throws {
        let code = sqlite3_step(statement.sqliteStatement)
        let error = code == SQLITE_DONE ? nil : fault(code)
        sqlite3_reset(statement.sqliteStatement)
        if let error { throw error }
    }

    private func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw fault(code) }
    }

    private func fault(_ code: Int32) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
    }
}

/// What stands in a column of an archive.
protocol RowValue {
    /// - Parameter place: From 1.
    /// - Returns: A result code of SQLite.
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32
}

extension String: RowValue {
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
        var text = self
        // SQLite copies the text before the call returns.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    statement, place, $0.baseAddress, UInt64($0.count), transient,
                    UInt8(SQLITE_UTF8))
            }
        }
    }
}

extension Int64: RowValue {
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, self)
    }
}

extension Int: RowValue {
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, Int64(self))
    }
}

extension Double: RowValue {
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
        sqlite3_bind_double(statement, place, self)
    }
}

extension Bool: RowValue {
    func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, self ? 1 : 0)
    }
}
