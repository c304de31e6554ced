package import Assessment
package import Documents

/// The document of `quanjing history --json`; see `docs/formats.md`.
package struct HistoryDocument: Sendable {
    private let history: UnitHistory

    package init(_ history: UnitHistory) {
        self.history = history
    }

    package var json: JSONValue {
        [
            "unit": .string(history.unit),
            "rounds": .array(history.rounds.map(member)),
        ]
    }

    private func member(_ round: PastResult) -> JSONValue {
        [
            "title": .string(round.title), "year": .integer(round.year),
            "asOf": .string(round.asOf.description), "indicatorTree": .string(round.indicators),
            "version": .string(round.version), "name": .string(round.name),
            "class": .string(round.class), "score": .init(round.score),
            "grade": .init(round.grade), "rank": .init(round.rank),
            "rankedUnits": .init(round.classUnitCount), "compliance": .init(round.compliance),
            "benefit": .init(round.benefit), "coverage": .number(round.coverage),
            "dimensions": .object(round.nodes.map { JSONMember($0.code, .init($0.score)) }),
            "saturation": round.saturation?.json ?? .null,
            "requiredStaff": .init(round.requiredStaff),
            "quotas": .array(round.quotas.map(\.json)),
            "indicators": .array(
                round.leaves.map {
                    [
                        "code": .string($0.code), "raw": .init($0.raw), "score": .init($0.score),
                    ]
                }),
        ]
    }
}
