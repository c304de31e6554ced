internal import Institutions

/// What a scenario changes about the reallocation of posts beside the evaluation itself.
package struct ReallocationAssumptions: Sendable {
    /// The posts of one quota type in one unit.
    struct Cell: Sendable, Hashable {
        let unit: String
        let type: QuotaType
    }

    /// In the order in which they were written; a cell may be named often.
    var needs: [(cell: Cell, change: NumberChange)] = []
    var weights: [(cell: Cell, change: NumberChange)] = []
    var attritions: [(cell: Cell, change: NumberChange)] = []
    /// Cells that keep the posts they have.
    var frozen: Set<Cell> = []
    /// Posts that no unit has any more, by pool.
    var freedPosts: [FormsDraft.PostCount] = []
    /// People on the establishment who have no unit any more, by type.
    var displaced: [(type: QuotaType, count: Int)] = []
    var solve = SolveSettings()

    package init() {}

    /// Beyond this nothing is a number of posts or a weight of one.
    private static let greatest = 1_000_000.0

    func need(_ value: Double, of cell: Cell) -> Double { changed(value, of: cell, by: needs) }
    func weight(_ value: Double, of cell: Cell) -> Double { changed(value, of: cell, by: weights) }

    func attrition(_ value: Int, of cell: Cell) -> Int {
        Int(changed(Double(value), of: cell, by: attritions).rounded())
    }

    private func changed(
        _ value: Double, of cell: Cell, by changes: [(cell: Cell, change: NumberChange)]
    ) -> Double {
        changes.reduce(value) { value, entry in
            entry.cell == cell ? min(Self.greatest, max(0, entry.change(value))) : value
        }
    }
}
