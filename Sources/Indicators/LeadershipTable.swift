package import Languages

/// How many leaders a unit of some size may have: a table of a region, never national.
package struct LeadershipTable: Sendable, Hashable, Codable {
    /// Posts from…to allow this many leaders.
    package struct Row: Sendable, Hashable, Codable {
        /// What the row is for: 事业单位, 内设机构 ….
        package let kind: String
        package let from: Int
        /// nil: no upper end.
        package let to: Int?
        /// Usual lower end of the allowed number; nil where the table gives none.
        package let min: Int?
        package let max: Int

        package init(kind: String, from: Int, to: Int?, min: Int? = nil, max: Int) {
            self.kind = kind
            self.from = from
            self.to = to
            self.min = min
            self.max = max
        }
    }

    package let id: String
    package let title: Wording
    package let basis: Wording?
    /// As written; the ranges of one kind don't overlap.
    package let rows: [Row]

    package init(id: String, title: Wording, basis: Wording? = nil, rows: [Row]) {
        self.id = id
        self.title = title
        self.basis = basis
        self.rows = rows
    }

    /// The row for a number of approved posts; nil where the table is silent.
    package func row(forKind kind: String, posts: Int) -> Row? {
        rows.first { $0.kind == kind && posts >= $0.from && posts <= $0.to ?? .max }
    }
}
