package import Calendars

/// An archived round as a list shows it.
package struct ArchivedRound: Sendable, Hashable {
    /// Number of the round in its archive.
    package let id: Int64
    /// Identity: 64 hexadecimal digits over what was evaluated and under which rules.
    package let digest: String
    package let title: String
    package let year: Int
    package let asOf: Day
    /// Version of the engine.
    package let version: String
    /// Identifier of the indicator tree.
    package let indicators: String
    package let unitCount: Int
    /// The newest of the rounds with this title and year.
    package let isCurrent: Bool
}
