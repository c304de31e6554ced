package import Assessment
package import Documents
package import Languages
internal import Reallocation

/// What `quanjing whatif` prints: the evaluation as it is, as the scenario has it, and the
/// difference.
package struct WhatIfDocument: JSONWritable, Sendable {
    private let study: WhatIf
    private let language: Language

    package init(_ study: WhatIf, language: Language = .chinese) {
        self.study = study
        self.language = language
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("baseline", study.baseline) { $1.writeMembers(to: &$0, language) }
            json.object("scenario") { study.writeScenario(to: &$0, language) }
            json.member("difference", study.difference.json(with: study.planDifference))
            json.list("sweep", study.points) { $1.writeMembers(to: &$0) }
        }
    }
}

/// What `quanjing compare` prints: two scenarios of one evaluation and how they differ.
package struct ComparisonDocument: JSONWritable, Sendable {
    private let comparison: ScenarioComparison
    private let language: Language

    package init(_ comparison: ScenarioComparison, language: Language = .chinese) {
        self.comparison = comparison
        self.language = language
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("baseline", comparison.first.baseline) {
                $1.writeMembers(to: &$0, language)
            }
            json.list("scenarios", [comparison.first, comparison.second]) { json, study in
                study.writeScenario(to: &json, language)
                json.member("difference", study.difference.json(with: study.planDifference))
            }
            json.member("difference", comparison.difference.json(with: comparison.planDifference))
        }
    }
}

extension WhatIf {
    /// The members of an evaluation as the scenario has it.
    fileprivate func writeScenario(to json: inout JSONWriter, _ language: Language) {
        json.member("title", titles.joined(separator: " + "))
        json.list("files", files) {
            $0.member("file", $1.file)
            $0.member("sha256", $1.sha256)
        }
        scenario.writeMembers(to: &json, language)
    }
}

extension WhatIf.Side {
    /// Those of an evaluation's document, and what became of posts and people without a unit.
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        ResultDocument(result, language: language).writeMembers(to: &json)
        json.member("reallocation", study.json(language))
        json.list("freedPosts", freedPosts) {
            $0.member("pool", $1.pool)
            $0.member("count", $1.count)
        }
        json.list("displaced", displaced) {
            $0.member("quotaType", $1.quotaType)
            $0.member("count", $1.count)
        }
    }
}

extension WhatIf.Point {
    /// The values of the point and what hangs on them, unit by unit.
    fileprivate func writeMembers(to json: inout JSONWriter) {
        let (study, plan) = (side.study, side.study.plan)
        json.object("values") { json in
            for value in values { json.member(named: value.path, value.value) }
        }
        json.member("status", plan.status.rawValue)
        json.member("objective", plan.objective)
        json.member("bound", plan.bound)
        json.member("verified", plan.verified)
        json.member("postsMoved", plan.status == .infeasible ? nil : plan.postsMoved)
        json.member("conflict", plan.conflict.map { $0.text(in: study.problem) })
        json.object("prices") { json in
            for pool in study.pools {
                json.object(named: pool.pool) {
                    $0.member("next", pool.price?.next)
                    $0.member("last", pool.price?.last)
                }
            }
        }
        json.list("units") { json in
            for unit in side.result.units { json.element { writeMembers(of: unit, to: &$0) } }
        }
    }

    private func writeMembers(of unit: UnitResult, to json: inout JSONWriter) {
        let lines = side.study.lines.filter { $0.unit == unit.unit }
        json.member("unit", unit.unit)
        json.member("score", unit.score)
        json.member("rank", unit.rank)
        json.member("grade", unit.grade)
        json.member("saturation", unit.saturation?.saturation) { $1.writeMembers(to: &$0) }
        json.member("approved", unit.quotas.reduce(0) { $0 + $1.approved })
        json.member("planned", lines.isEmpty ? nil : lines.reduce(0) { $0 + $1.after })
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
