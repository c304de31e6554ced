internal import Assessment
internal import Calendars
internal import GRDB

/// Reads what the current rounds say of units, side by side.
struct HistoryReader {
    private let db: Database
    private let path: String

    init(_ db: Database, path: String) {
        self.db = db
        self.path = path
    }

    /// - Parameters:
    ///   - unit: The unit asked for; nil for all.
    ///   - year: The last year to tell of; nil for all.
    /// - Returns: One history per unit, by code.
    func histories(of unit: String?, through year: Int?) throws -> [UnitHistory] {
        let scope = Scope(unit: unit, year: year)
        let quotas = try quotas(scope)
        let nodes = try nodes(scope)
        let leaves = try leaves(scope)
        var histories: [UnitHistory] = []
        var unit: String?
        var rounds: [PastResult] = []
        func finish() {
            if let unit { histories.append(UnitHistory(unit: unit, rounds: rounds)) }
            rounds = []
        }
        let rows = try results(scope)
        while let row = try rows.next() {
            let key = Key(row)
            if key.unit != unit { finish() }
            unit = key.unit
            rounds.append(
                try result(
                    row, quotas: quotas[key] ?? [], nodes: nodes[key] ?? [],
                    leaves: leaves[key] ?? []))
        }
        finish()
        return histories
    }

    /// The units and rounds asked for, as a condition on `u` and `r`.
    private struct Scope {
        let sql: String
        let arguments: StatementArguments

        init(unit: String?, year: Int?) {
            let lastYear = year ?? Int.max
            if let unit {
                sql = "r.year <= ? AND u.unit = ?"
                arguments = [lastYear, unit]
            } else {
                sql = "r.year <= ?"
                arguments = [lastYear]
            }
        }
    }

    /// One unit in one round.
    private struct Key: Hashable {
        let unit: String
        let round: Int64

        /// - Parameter row: A row whose first two columns are unit and round.
        init(_ row: Row) {
            unit = row[0]
            round = row[1]
        }
    }

    private func results(_ scope: Scope) throws -> RowCursor {
        try Row.fetchCursor(
            db,
            sql: """
                SELECT u.unit, u.round, r.title, r.year, r.as_of, r.indicators, r.engine_version, u.name,
                    u.class, c.unit_count, u.score, u.grade, u.rank, u.compliance, u.benefit, u.coverage,
                    s.unit IS NOT NULL, s.quota, s.in_post, s.labour, s.required_staff
                FROM round_units AS u JOIN current_rounds AS r ON r.id = u.round
                LEFT JOIN classes AS c ON c.round = u.round AND c.class = u.class
                LEFT JOIN saturations AS s ON s.unit = u.unit AND s.round = u.round
                WHERE \(scope.sql) ORDER BY u.unit, r.year, r.sequence
                """, arguments: scope.arguments)
    }

    private func result(
        _ row: Row, quotas: [QuotaRecord], nodes: [NodeScoreRecord], leaves: [PastLeaf]
    ) throws -> PastResult {
        guard let asOf = Day(row[4] as String) else {
            throw ArchiveError.damaged(path: path, detail: "as_of \(row[4] as String)")
        }
        let hasSaturation: Bool = row[16]
        let saturation =
            hasSaturation ? BasesRecord(quota: row[17], inPost: row[18], labour: row[19]) : nil
        return PastResult(
            title: row[2], year: row[3], asOf: asOf,
            indicators: row[5], version: row[6], name: row[7], class: row[8],
            classUnitCount: row[9], score: row[10], grade: row[11], rank: row[12],
            compliance: row[13], benefit: row[14], coverage: row[15], saturation: saturation,
            requiredStaff: row[20], quotas: quotas, nodes: nodes, leaves: leaves)
    }

    private func quotas(_ scope: Scope) throws -> [Key: [QuotaRecord]] {
        try grouped(
            """
            SELECT u.unit, u.round, u.quota_type, u.approved, u.in_post, u.vacant, u.retiring
            FROM quotas AS u JOIN current_rounds AS r ON r.id = u.round
            WHERE \(scope.sql) ORDER BY u.unit, u.round, u.position
            """, scope
        ) { row in
            QuotaRecord(
                quotaType: row[2], approved: row[3], inPost: row[4], vacant: row[5],
                retiring: row[6])
        }
    }

    private func nodes(_ scope: Scope) throws -> [Key: [NodeScoreRecord]] {
        try grouped(
            """
            SELECT u.unit, u.round, u.node, u.score, u.coverage
            FROM node_scores AS u JOIN current_rounds AS r ON r.id = u.round
            JOIN nodes AS n ON n.round = u.round AND n.node = u.node
            WHERE \(scope.sql) ORDER BY u.unit, u.round, n.position
            """, scope
        ) { row in NodeScoreRecord(code: row[2], score: row[3], coverage: row[4]) }
    }

    private func leaves(_ scope: Scope) throws -> [Key: [PastLeaf]] {
        try grouped(
            """
            SELECT u.unit, u.round, u.leaf, u.raw, u.score
            FROM indicator_values AS u JOIN current_rounds AS r ON r.id = u.round
            JOIN leaves AS l ON l.round = u.round AND l.leaf = u.leaf
            WHERE \(scope.sql) ORDER BY u.unit, u.round, l.position
            """, scope
        ) { row in PastLeaf(code: row[2], raw: row[3], score: row[4]) }
    }

    private func grouped<Value>(
        _ sql: String, _ scope: Scope, _ value: (Row) -> Value
    ) throws -> [Key: [Value]] {
        var groups: [Key: [Value]] = [:]
        let rows = try Row.fetchCursor(db, sql: sql, arguments: scope.arguments)
        while let row = try rows.next() {
            groups[Key(row), default: []].append(value(row))
        }
        return groups
    }
}
