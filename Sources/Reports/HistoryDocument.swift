package import Assessment
package import Documents

/// The document of `quanjing history --json`; see `docs/formats.md`.
package struct HistoryDocument: JSONWritable, Sendable {
    private let history: UnitHistory

    package init(_ history: UnitHistory) {
        self.history = history
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("unit", history.unit)
            json.list("rounds", history.rounds) { $1.writeMembers(to: &$0) }
        }
    }
}

extension PastResult {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("title", title)
        json.member("year", year)
        json.member("asOf", asOf.description)
        json.member("indicatorTree", indicators)
        json.member("version", version)
        json.member("name", name)
        json.member("class", `class`)
        json.member("score", score)
        json.member("grade", grade)
        json.member("rank", rank)
        json.member("rankedUnits", classUnitCount)
        json.member("compliance", compliance)
        json.member("benefit", benefit)
        json.member("coverage", coverage)
        json.object("dimensions") { json in
            for node in nodes { json.member(named: node.code, node.score) }
        }
        json.member("saturation", saturation) { $1.writeMembers(to: &$0) }
        json.member("requiredStaff", requiredStaff)
        json.list("quotas", quotas) { $1.writeMembers(to: &$0) }
        json.list("indicators", leaves) {
            $0.member("code", $1.code)
            $0.member("raw", $1.raw)
            $0.member("score", $1.score)
        }
    }
}
