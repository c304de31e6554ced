package import Assessment
internal import Documents
package import Languages

/// The JSON document of one round: what `evaluate` prints and keeps as `result.json`.
///
/// Keys are stable and in a fixed order, numbers carry every bit, what is not known is `null`.
package struct ResultDocument: Sendable {
    private let round: RoundResult
    private let dimensions: [NodeRecord]
    private let groups: [NodeRecord]
    private let innerPositions: [String: Int]
    private let language: Language

    /// - Parameter language: Language of titles and reasons.
    package init(_ round: RoundResult, language: Language = .chinese) {
        self.round = round
        self.language = language
        dimensions = round.nodes.filter { $0.level == 1 }
        groups = round.nodes.filter { $0.level == 2 && !$0.isLeaf }
        var positions: [String: Int] = [:]
        for node in round.nodes where !node.isLeaf { positions[node.code] = positions.count }
        innerPositions = positions
    }

    /// The document in UTF-8 with a line feed at its end, equal for equal input.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return bytes
    }

    /// The document piece by piece, so that a large round is never held twice.
    func write<Failure: Error>(
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var json = JSONWriter(capacity: 1 << 19)
        // An indicator or a finding is a line: breaking it into ten makes a third of the file
        // blanks. Very many units stand on a line each: nobody reads them by eye.
        json.deepest = round.units.isMade ? 2 : 4
        try json.object { json throws(Failure) in
            try writeMembers(to: &json) { json throws(Failure) in
                try json.drain(over: 1 << 18, take)
            }
        }
        var rest = json.finish()
        rest.append(UInt8(ascii: "\n"))
        try rest.withBytes(take)
    }

    /// The same as members of a larger document.
    func writeMembers(to json: inout JSONWriter) { writeMembers(to: &json) { _ in } }

    private func writeMembers<Failure: Error>(
        to json: inout JSONWriter, afterUnit: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try json.list("units") { json throws(Failure) in
            for unit in round.units {
                json.element { writeMembers(of: unit, to: &$0) }
                try afterUnit(&json)
            }
        }
        json.deepest = .max
        json.member("run", round.run) { $1.writeMembers(to: &$0) }
    }

    private func writeMembers(of unit: UnitResult, to json: inout JSONWriter) {
        json.member("unit", unit.unit)
        json.member("name", unit.name)
        json.member("class", unit.class)
        json.member("score", unit.score)
        json.member("grade", unit.grade)
        json.member("rank", unit.rank)
        json.member("rankInterval", unit.rankInterval)
        json.member("compliance", unit.compliance)
        json.member("benefit", unit.benefit)
        json.object("dimensions") { scores(dimensions, of: unit, to: &$0) }
        json.member("coverage", unit.coverage)
        json.list("indicators", unit.indicators) { $1.writeMembers(to: &$0, language) }
        json.member("dataQuality", unit.dataQuality) { $1.writeMembers(to: &$0) }
        json.list("advice", unit.advice) { $1.writeMembers(to: &$0, language) }
        json.member("uncappedGrade", unit.uncappedGrade)
        json.member("scoreBounds", unit.scoreBounds)
        json.object("groups") { scores(groups, of: unit, to: &$0) }
        json.member("saturation", unit.saturation) { $1.writeMembers(to: &$0, language) }
        json.list("quotas", unit.quotas) { $1.writeMembers(to: &$0) }
        json.list("opinion", unit.opinion) { $1.writeMembers(to: &$0) }
        json.list("findings", unit.findings) { $1.writeMembers(to: &$0, language) }
    }

    /// Scores by code, in tree order; a dimension may be a leaf itself.
    private func scores(_ nodes: [NodeRecord], of unit: UnitResult, to json: inout JSONWriter) {
        for node in nodes {
            if let position = innerPositions[node.code] {
                let score = position < unit.nodes.count ? unit.nodes[position].score : nil
                json.member(named: node.code, score)
            } else {
                let leaf = unit.indicators.first { $0.code == node.code }
                json.member(named: node.code, leaf?.score)
            }
        }
    }
}

extension RunRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("title", title)
        json.member("year", year)
        json.member("version", version)
        json.list("inputs", inputs) {
            $0.member("file", $1.file)
            $0.member("sha256", $1.sha256)
            $0.member("rows", $1.rows)
        }
        json.member("asOf", asOf.description)
        json.member("indicators", indicators)
        json.member("warnings", warnings)
        json.list("parameters", parameters) {
            $0.member("key", $1.key)
            $0.member("value", $1.value)
        }
    }
}

extension IndicatorRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("code", code)
        json.member("raw", raw)
        json.member("score", score)
        json.member("weight", weight)
        json.member("effectiveWeight", effectiveWeight)
        json.member("contribution", contribution)
        json.member("missing", missing)
        json.member("missingReason", missingReason?[language])
        json.member("working", working?[language])
        json.list("evidence", evidence) { $1.writeMembers(to: &$0) }
    }
}

extension AdviceRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("action", action)
        json.member("reason", reason[language])
        json.member("title", title[language])
        json.member("quotaType", quotaType)
        json.member("count", count)
        json.member("saturationAfter", saturationAfter)
        json.member("rule", rule)
    }
}

extension OpinionRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("group", group)
        json.member("received", received)
        json.member("valid", valid)
        json.member("sufficient", isSufficient)
        json.member("hidden", isHidden)
        json.member("mean", isHidden ? nil : mean)
        json.member("standardError", isHidden ? nil : standardError)
    }
}

extension FindingRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("rule", rule)
        json.member("severity", severity)
        json.member("title", title[language])
        json.member("detail", detail[language])
        json.member("problem", problem)
        json.member("state", state)
        json.member("due", due?.description)
        json.member("open", isOpen)
        json.member("confirmed", isConfirmed)
        json.member("overdue", isOverdue)
        json.list("evidence", evidence) { $1.writeMembers(to: &$0) }
    }
}
