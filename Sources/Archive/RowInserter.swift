internal import GRDB

/// One prepared `INSERT`.
struct RowInserter {
    private let statement: Statement

    /// - Parameter target: A table with its columns: `inputs (round, file, sha256, rows)`.
    init(_ db: Database, into target: String) throws {
        let count = target.count { $0 == "," } + 1
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        statement = try db.makeStatement(sql: "INSERT INTO \(target) VALUES (\(places))")
    }

    func insert(_ values: (any DatabaseValueConvertible)?...) throws {
        try statement.execute(arguments: StatementArguments(values))
    }
}
