internal import Calendars
package import Institutions

/// A problem of the ledger as it stands on a day.
package struct LedgerEntry: Sendable, Hashable {
    package let problem: ProblemRow
    /// Nothing is left for the unit to do by the day.
    package let isClosed: Bool
    /// Its deadline has passed by the day and it isn't closed.
    package let isOverdue: Bool
    /// Closed, and not after its deadline.
    package let isClosedInTime: Bool

    init(_ problem: ProblemRow, asOf: Day) {
        self.problem = problem
        let closedOn = problem.closedOn
        isClosed = problem.state.isFinal && (closedOn.map { $0 <= asOf } ?? true)
        isOverdue = !isClosed && (problem.due.map { $0 < asOf } ?? false)
        // Without a deadline none was missed; without a day of closing none can be said to be kept.
        isClosedInTime =
            isClosed && (problem.due.map { due in closedOn.map { $0 <= due } ?? false } ?? true)
    }

    package var isConfirmed: Bool { problem.state.isConfirmed }
}

/// How a unit kept the deadlines of its problems.
package struct Rectification: Sendable, Hashable {
    /// Problems whose deadline has come by the day.
    package let due: Int
    /// Of them, those closed by their deadline.
    package let closedOnTime: Int

    /// A problem that was filed as exempt or handed over without a day of closing was not the
    /// unit's to close and doesn't count.
    init(_ entries: [LedgerEntry], asOf: Day) {
        let due = entries.filter { entry in
            guard let due = entry.problem.due, due <= asOf else { return false }
            return entry.problem.closedOn != nil || !entry.isClosed
                || entry.problem.state == .closed
        }
        self.due = due.count
        closedOnTime = due.count { $0.isClosedInTime }
    }
}
