package import Documents
package import Languages

extension QuotaStudy {
    /// The document that `quanjing reallocate FOLDER` prints; see `docs/formats.md`.
    package func json(_ language: Language) -> JSONValue {
        let hasPlan = plan.status != .infeasible
        return [
            "status": .string(plan.status.rawValue),
            "objective": .init(plan.objective),
            "bound": .init(plan.bound),
            "verified": .bool(plan.verified),
            "proof": .string(plan.proof.rawValue),
            "postsMoved": hasPlan ? .integer(plan.postsMoved) : .null,
            "moves": .array(moves.map { json($0, language) }),
            "units": .array(lines.map { json($0, language) }),
            "totals": .array(pools.map(json)),
            "redLines": .array(redLines.map(json)),
            "binding": .init(plan.binding.map { $0.text(in: problem) }),
            "prices": .object(pools.map { JSONMember($0.pool, json($0.price)) }),
            "conflict": .init(plan.conflict.map { $0.text(in: problem) }),
            "terms": terms,
        ]
    }

    private var terms: JSONValue {
        let terms = question.terms
        return [
            "divisor": .string(terms.divisor.rawValue),
            "kappa": .number(terms.kappa ?? question.rules.kappa),
            "band": .string(terms.band.rawValue),
            "shrink": .bool(terms.shrinks),
        ]
    }

    private func json(_ price: ReallocationPlan.PoolPrice?) -> JSONValue {
        ["next": .init(price?.next), "last": .init(price?.last)]
    }

    private func json(_ move: PostMove, _ language: Language) -> JSONValue {
        let cell = move.to ?? move.from
        return [
            "from": .init(move.from.map { problem.cells[$0].unit }),
            "to": .init(move.to.map { problem.cells[$0].unit }),
            "quotaType": .init(cell.map { problem.cells[$0].category }),
            "count": .integer(move.count),
            "reason": .string(move.relation.reason[language]),
            "fromPool": .string(problem.pools[move.fromPool].id),
            "toPool": .string(problem.pools[move.toPool].id),
        ]
    }

    private func json(_ advice: QuotaAdvice, _ language: Language) -> JSONValue {
        [
            "unit": .string(advice.unit),
            "name": .string(advice.name),
            "quotaType": .string(advice.quotaType.rawValue),
            "before": .integer(advice.before),
            "after": .integer(advice.after),
            "inPost": .integer(advice.inPost),
            "need": .init(advice.need),
            "interval": .init(advice.interval.map { [$0.lowerBound, $0.upperBound] }),
            "saturationBefore": .init(advice.saturationBefore),
            "saturationAfter": .init(advice.saturationAfter),
            "strength": .init(advice.strength?.rawValue),
            "actions": .init(advice.actions.map(\.rawValue)),
            "reason": .string(advice.reason[language]),
            "whyNotMore": .string(advice.whyNotMore[language]),
            "value": [
                "next": .number(advice.explanation.next), "last": .init(advice.explanation.last),
            ],
            "price": json(advice.explanation.price),
            "binding": .init(advice.explanation.binding.map { $0.text(in: problem) }),
            "table": .array(
                advice.table.map { row in
                    [
                        "rule": .init(row.rule), "action": .string(row.action.rawValue),
                        "count": .init(row.count), "reason": .string(row.reason[language]),
                    ]
                }),
        ]
    }

    private func json(_ pool: PoolTotal) -> JSONValue {
        let names = pool.pool.split(separator: "/").map(String.init)
        return [
            "pool": .string(pool.pool),
            "level": .init(names.first), "quotaType": .init(names.dropFirst().first),
            "funding": .init(names.dropFirst(2).first),
            "total": .integer(pool.total),
            "before": .integer(pool.before),
            "after": .integer(pool.after),
            "inPost": .integer(pool.inPost),
            "reserve": .integer(pool.reserve),
            "reserveMin": .integer(pool.reserveMin),
            "received": .integer(pool.received),
            "sent": .integer(pool.sent),
        ]
    }

    private func json(_ line: RedLineTotal) -> JSONValue {
        [
            "group": .init(line.group), "max": .integer(line.max),
            "before": .integer(line.before), "after": .integer(line.after),
        ]
    }
}

extension PostMove.Relation {
    /// Why these two were paired.
    package var reason: Wording {
        switch self {
        case .department:
            Wording(zh: "同池同主管部门", en: "same pool, same department")
        case .region: Wording(zh: "同池同行政区划", en: "same pool, same region")
        case .pool: Wording(zh: "同池（层级、编制类型、经费形式相同）", en: "same pool")
        case .arc: Wording(zh: "经准许的跨池调动", en: "over an arc that the rules open")
        case .reserve: Wording(zh: "与周转池之间", en: "to or from the reserve")
        }
    }
}
