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
        var bytes = ByteBuffer(capacity: 1 << 19)
        bytes.append("{\n  \"units\": [")
        for (index, unit) in round.units.enumerated() {
            bytes.append(index > 0 ? ",\n    " : "\n    ")
            // An indicator or a finding is a line: breaking it into ten makes a third of the file
            // blanks. Very many units stand on a line each: nobody reads them by eye.
            value(of: unit).write(
                to: &bytes, indentation: round.units.isMade ? nil : 2, deepest: 4)
            if bytes.count > 1 << 18 {
                try bytes.withBytes(take)
                bytes.removeAll()
            }
        }
        bytes.append(round.units.isEmpty ? "],\n  \"run\": " : "\n  ],\n  \"run\": ")
        run.write(to: &bytes, indentation: 1)
        bytes.append("\n}\n")
        try bytes.withBytes(take)
    }

    /// The same as members of a larger document.
    var members: [JSONMember] {
        [JSONMember("units", .array(round.units.map(value))), JSONMember("run", run)]
    }

    private var run: JSONValue {
        [
            "title": .string(round.run.title), "year": .integer(round.run.year),
            "version": .string(round.run.version),
            "inputs": .array(
                round.run.inputs.map {
                    [
                        "file": .string($0.file), "sha256": .string($0.sha256),
                        "rows": .init($0.rows),
                    ]
                }),
            "asOf": .string(round.run.asOf.description),
            "indicators": .string(round.run.indicators), "warnings": .integer(round.run.warnings),
            "parameters": .array(
                round.run.parameters.map {
                    ["key": .string($0.key), "value": .string($0.value)]
                }),
        ]
    }

    private func value(of unit: UnitResult) -> JSONValue {
        [
            "unit": .string(unit.unit), "name": .string(unit.name), "class": .string(unit.class),
            "score": .init(unit.score), "grade": .init(unit.grade), "rank": .init(unit.rank),
            "rankInterval": .init(unit.rankInterval), "compliance": .init(unit.compliance),
            "benefit": .init(unit.benefit), "dimensions": scores(dimensions, of: unit),
            "coverage": .number(unit.coverage),
            "indicators": .array(unit.indicators.map(indicator)),
            "dataQuality": [
                "grade": .string(unit.dataQuality.grade),
                "leavesScored": .number(unit.dataQuality.leavesScored),
                "evidenceShare": .init(unit.dataQuality.evidenceShare),
                "verificationRatio": .init(unit.dataQuality.verificationRatio),
                "validAnswerShare": .init(unit.dataQuality.validAnswerShare),
            ],
            "advice": .array(unit.advice.map(advice)), "uncappedGrade": .init(unit.uncappedGrade),
            "scoreBounds": .init(unit.scoreBounds), "groups": scores(groups, of: unit),
            "saturation": unit.saturation.map { .object($0.members(language)) } ?? .null,
            "quotas": .array(unit.quotas.map(\.json)), "opinion": .array(unit.opinion.map(opinion)),
            "findings": .array(unit.findings.map(finding)),
        ]
    }

    /// Scores by code, in tree order; a dimension may be a leaf itself.
    private func scores(_ nodes: [NodeRecord], of unit: UnitResult) -> JSONValue {
        .object(
            nodes.map { node in
                if let position = innerPositions[node.code] {
                    let score = position < unit.nodes.count ? unit.nodes[position].score : nil
                    return JSONMember(node.code, .init(score))
                }
                let leaf = unit.indicators.first { $0.code == node.code }
                return JSONMember(node.code, .init(leaf?.score))
            })
    }

    private func indicator(_ leaf: IndicatorRecord) -> JSONValue {
        [
            "code": .string(leaf.code), "raw": .init(leaf.raw), "score": .init(leaf.score),
            "weight": .number(leaf.weight), "effectiveWeight": .number(leaf.effectiveWeight),
            "contribution": .number(leaf.contribution), "missing": .bool(leaf.missing),
            "missingReason": .init(leaf.missingReason?[language]),
            "working": .init(leaf.working?[language]),
            "evidence": .array(leaf.evidence.map(evidence)),
        ]
    }

    /// Cells of an input file; at most twenty lines are named.
    private func evidence(_ evidence: EvidenceRecord) -> JSONValue {
        [
            "file": .string(evidence.file),
            "lines": .array(evidence.lines.map(JSONValue.integer)),
            "lineCount": .integer(evidence.lineCount), "columns": JSONValue(evidence.columns),
        ]
    }

    private func advice(_ advice: AdviceRecord) -> JSONValue {
        [
            "action": .string(advice.action), "reason": .string(advice.reason[language]),
            "title": .string(advice.title[language]), "quotaType": .init(advice.quotaType),
            "count": .init(advice.count), "saturationAfter": .init(advice.saturationAfter),
            "rule": .init(advice.rule),
        ]
    }

    private func opinion(_ group: OpinionRecord) -> JSONValue {
        [
            "group": .string(group.group), "received": .integer(group.received),
            "valid": .integer(group.valid), "sufficient": .bool(group.isSufficient),
            "hidden": .bool(group.isHidden), "mean": .init(group.isHidden ? nil : group.mean),
            "standardError": .init(group.isHidden ? nil : group.standardError),
        ]
    }

    private func finding(_ finding: FindingRecord) -> JSONValue {
        [
            "rule": .string(finding.rule), "severity": .string(finding.severity),
            "title": .string(finding.title[language]),
            "detail": .string(finding.detail[language]), "problem": .init(finding.problem),
            "state": .init(finding.state), "due": .init(finding.due?.description),
            "open": .bool(finding.isOpen), "confirmed": .bool(finding.isConfirmed),
            "overdue": .bool(finding.isOverdue),
            "evidence": .array(finding.evidence.map(evidence)),
        ]
    }
}
