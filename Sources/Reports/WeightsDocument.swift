package import Assessment
package import Documents
internal import Weighting

/// The document of `quanjing weights --json`; see `docs/formats.md`.
package struct WeightsDocument: Sendable {
    package let json: JSONValue

    /// The weights alone.
    package init(_ weights: FolderWeights) {
        json = [
            "classes": .array(weights.classes.map { .object($0.members) })
        ]
    }

    /// The weights with what hangs on them.
    ///
    /// - Parameter files: What was written, if anything was to be.
    package init(_ study: WeightStudy, files: [String]? = nil) {
        let classes = study.classes.map { study in
            JSONValue.object(study.basis.members + [JSONMember("sensitivity", study.json)])
        }
        json = .object(
            [JSONMember("classes", .array(classes))]
                + (files.map { [JSONMember("files", .init($0))] } ?? []))
    }
}

extension ClassWeights {
    fileprivate var members: [JSONMember] {
        [JSONMember("class", .string(unitClass))] + weights.members + [
            JSONMember("consensus", consensus.map(\.json) ?? .null),
            JSONMember("panels", .array(panels.map(\.json))),
        ]
    }
}

extension PanelStudy {
    fileprivate var json: JSONValue {
        [
            "node": .string(node), "clusters": .array(clusters.map(\.json)),
            "disagreements": .array(disagreements.map(\.json)),
            "circles": .array(
                circles.map {
                    ["expert": .string($0.expert), "children": .init($0.children)]
                }),
        ]
    }
}

extension ClassStudy {
    fileprivate var json: JSONValue {
        [
            "units": .array(units.map(\.json)),
            "withoutExpert": .array(absences.map(\.json)),
            "repairs": .array(repairs.map(\.json)),
            "judgements": .array(slopes.map { $0.json(units) }),
            "swaps": .array(swaps.map(\.json)), "requested": .array(requested.map(\.json)),
            "gradeChanges": .array(gradeChanges.map(\.json)),
        ]
    }
}

extension UnitStanding {
    fileprivate var json: JSONValue {
        [
            "unit": .string(unit), "name": .string(name), "score": .init(score),
            "grade": .init(grade), "rank": .init(rank),
        ]
    }
}

extension RankShift {
    fileprivate var json: JSONValue {
        [
            "unit": .string(unit), "rank": .init(rank), "rankAfter": .init(rankAfter),
            "score": .init(score), "scoreAfter": .init(scoreAfter), "grade": .init(grade),
            "gradeAfter": .init(gradeAfter),
        ]
    }
}

extension ExpertAbsence {
    fileprivate var json: JSONValue {
        [
            "expert": .string(expert), "irreplaceable": .init(irreplaceable),
            "leaves": .init(leaves), "shifts": .array(shifts.map(\.json)),
        ]
    }
}

extension RepairEffect {
    fileprivate var json: JSONValue {
        [
            "node": .string(node), "expert": .string(expert), "cr": .number(ratio),
            "provenSmallest": .bool(isProvenSmallest),
            "changes": steps.map { .array($0.map(\.json)) } ?? .null,
        ]
    }
}

extension RepairEffect.Step {
    fileprivate var json: JSONValue {
        [
            "left": .string(left), "right": .string(right), "given": .number(given),
            "suggested": .number(suggested), "crAfter": .number(ratioAfter),
            "weightsAfter": .init(groupWeights), "shifts": .array(shifts.map(\.json)),
        ]
    }
}

extension ScoreSlope {
    /// The slopes of the scores by the units' codes.
    fileprivate func json(_ units: [UnitStanding]) -> JSONValue {
        [
            "node": .string(node), "expert": .string(expert), "left": .string(left),
            "right": .string(right), "given": .number(ratio), "weightSlopes": .init(weights),
            "scoreSlopes": .object(
                zip(units, scores).map { JSONMember($0.unit, .init($1)) }),
        ]
    }
}

extension WeightMove {
    fileprivate var json: JSONValue {
        [
            "code": .string(code), "from": .number(from), "to": .number(to),
            "globalFrom": .number(globalFrom), "globalTo": .number(globalTo),
        ]
    }
}

extension UnitSwap {
    fileprivate var json: JSONValue {
        [
            "better": .string(better), "worse": .string(worse),
            "move": move.map(\.json) ?? .null,
        ]
    }
}

extension GradeChange {
    fileprivate var json: JSONValue {
        [
            "unit": .string(unit), "grade": .string(grade), "gradeAfter": .string(gradeAfter),
            "move": move.map(\.json) ?? .null,
        ]
    }
}
