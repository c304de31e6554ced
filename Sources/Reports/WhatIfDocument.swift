package import Assessment
package import Documents
package import Languages

/// What `quanjing whatif` prints: the evaluation as it is, as the scenario has it, and the
/// difference.
package struct WhatIfDocument: Sendable {
    private let study: WhatIf
    private let language: Language

    package init(_ study: WhatIf, language: Language = .chinese) {
        self.study = study
        self.language = language
    }

    package var json: JSONValue {
        [
            "baseline": study.baseline.json(language), "scenario": scenario,
            "difference": study.difference.json,
            "sweep": .array(study.points.map { $0.json }),
        ]
    }

    private var scenario: JSONValue {
        .object(
            [
                JSONMember("title", .string(study.titles.joined(separator: " + "))),
                JSONMember("files", .array(study.files.map(\.json))),
            ] + study.scenario.members(language))
    }
}

/// What `quanjing compare` prints: two scenarios of one evaluation and how they differ.
package struct ComparisonDocument: Sendable {
    private let comparison: ScenarioComparison
    private let language: Language

    package init(_ comparison: ScenarioComparison, language: Language = .chinese) {
        self.comparison = comparison
        self.language = language
    }

    package var json: JSONValue {
        [
            "baseline": comparison.first.baseline.json(language),
            "scenarios": .array([comparison.first, comparison.second].map(member)),
            "difference": comparison.difference.json,
        ]
    }

    private func member(_ study: WhatIf) -> JSONValue {
        .object(
            [
                JSONMember("title", .string(study.titles.joined(separator: " + "))),
                JSONMember("files", .array(study.files.map(\.json))),
            ] + study.scenario.members(language)
                + [JSONMember("difference", study.difference.json)])
    }
}

extension InputRecord {
    fileprivate var json: JSONValue {
        ["file": .string(file), "sha256": .string(sha256)]
    }
}

extension WhatIf.Side {
    fileprivate func json(_ language: Language) -> JSONValue { .object(members(language)) }

    /// Those of an evaluation's document, and what became of posts and people without a unit.
    fileprivate func members(_ language: Language) -> [JSONMember] {
        ResultDocument(result, language: language).members + [
            JSONMember(
                "freedPosts",
                .array(freedPosts.map { ["pool": .string($0.pool), "count": .integer($0.count)] })),
            JSONMember(
                "displaced",
                .array(
                    displaced.map {
                        ["quotaType": .string($0.quotaType), "count": .integer($0.count)]
                    })),
        ]
    }
}

extension WhatIf.Point {
    /// The values of the point and what hangs on them, unit by unit.
    fileprivate var json: JSONValue {
        [
            "values": .object(values.map { JSONMember($0.path, .string($0.value)) }),
            "units": .array(
                side.result.units.map { unit in
                    [
                        "unit": .string(unit.unit), "score": .init(unit.score),
                        "rank": .init(unit.rank), "grade": .init(unit.grade),
                        "saturation": unit.saturation?.saturation.json ?? .null,
                        "approved": .integer(unit.quotas.reduce(0) { $0 + $1.approved }),
                    ]
                }),
        ]
    }
}

extension RoundDifference {
    /// Every unit, changed or not, and every pool.
    fileprivate var json: JSONValue {
        [
            "units": .array(units.map(\.json)),
            "totals": .array(
                pools.map { pool in
                    [
                        "level": .string(pool.level), "quotaType": .string(pool.quotaType),
                        "funding": .string(pool.funding), "approved": pool.approved.json,
                        "inPost": pool.inPost.json,
                    ]
                }),
        ]
    }
}

extension RoundDifference.Unit {
    fileprivate var json: JSONValue {
        [
            "unit": .string(unit), "name": .string(name), "class": .string(unitClass),
            "fate": .string(fate.rawValue), "successor": .init(successor),
            "changed": .bool(isChanged), "score": score.json,
            "grade": ["before": .init(gradeBefore), "after": .init(gradeAfter)],
            "rank": rank.json, "compliance": compliance.json, "benefit": benefit.json,
            "hours": hours.json, "requiredStaff": requiredStaff.json,
            "saturation": [
                "quota": quotaSaturation.json, "inPost": inPostSaturation.json,
                "labour": labourSaturation.json,
            ], "approved": approved.json, "inPost": inPost.json, "findings": findings.json,
        ]
    }
}

extension RoundDifference.Change where Value == Double {
    fileprivate var json: JSONValue {
        ["before": .init(before), "after": .init(after), "change": .init(difference)]
    }
}

extension RoundDifference.Change where Value == Int {
    fileprivate var json: JSONValue {
        ["before": .init(before), "after": .init(after), "change": .init(difference)]
    }
}
