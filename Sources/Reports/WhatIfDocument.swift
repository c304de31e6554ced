package import Assessment
package import Documents
package import Languages
internal import Reallocation

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
            "difference": study.difference.json(with: study.planDifference),
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
            "difference": comparison.difference.json(with: comparison.planDifference),
        ]
    }

    private func member(_ study: WhatIf) -> JSONValue {
        .object(
            [
                JSONMember("title", .string(study.titles.joined(separator: " + "))),
                JSONMember("files", .array(study.files.map(\.json))),
            ] + study.scenario.members(language)
                + [
                    JSONMember(
                        "difference", study.difference.json(with: study.planDifference))
                ])
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
            JSONMember("reallocation", study.json(language)),
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
            "status": .string(side.study.plan.status.rawValue),
            "objective": .init(side.study.plan.objective),
            "bound": .init(side.study.plan.bound),
            "verified": .bool(side.study.plan.verified),
            "postsMoved": side.study.plan.status == .infeasible
                ? .null : .integer(side.study.plan.postsMoved),
            "conflict": .init(
                side.study.plan.conflict.map { $0.text(in: side.study.problem) }),
            "prices": .object(
                side.study.pools.map {
                    JSONMember(
                        $0.pool, ["next": .init($0.price?.next), "last": .init($0.price?.last)])
                }),
            "units": .array(side.result.units.map(json)),
        ]
    }

    private func json(_ unit: UnitResult) -> JSONValue {
        let lines = side.study.lines.filter { $0.unit == unit.unit }
        return [
            "unit": .string(unit.unit), "score": .init(unit.score),
            "rank": .init(unit.rank), "grade": .init(unit.grade),
            "saturation": unit.saturation?.saturation.json ?? .null,
            "approved": .integer(unit.quotas.reduce(0) { $0 + $1.approved }),
            "planned": lines.isEmpty ? .null : .integer(lines.reduce(0) { $0 + $1.after }),
        ]
    }
}

extension RoundDifference {
    /// Every unit, changed or not, every pool, and where the posts go.
    fileprivate func json(with plan: PlanDifference) -> JSONValue {
        [
            "units": .array(units.map(\.json)),
            "totals": .array(pools.map { $0.json(with: plan) }),
            "objective": plan.objective.json, "postsMoved": plan.postsMoved.json,
            "posts": .array(
                plan.cells.map {
                    [
                        "unit": .string($0.unit), "name": .string($0.name),
                        "quotaType": .string($0.quotaType), "planned": $0.planned.json,
                    ]
                }),
            "moves": .array(
                plan.moves.map {
                    [
                        "from": .init($0.from), "to": .init($0.to),
                        "quotaType": .string($0.quotaType), "count": $0.count.json,
                    ]
                }),
            "prices": .object(
                plan.pools.map {
                    JSONMember($0.pool, ["next": $0.next.json, "last": $0.last.json])
                }),
        ]
    }
}

extension RoundDifference.Pool {
    fileprivate func json(with plan: PlanDifference) -> JSONValue {
        let own = plan.pools.first { $0.pool == "\(level)/\(quotaType)/\(funding)" }
        return [
            "level": .string(level), "quotaType": .string(quotaType),
            "funding": .string(funding), "approved": approved.json, "inPost": inPost.json,
            "planned": own?.planned.json ?? .null, "reserve": own?.reserve.json ?? .null,
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
