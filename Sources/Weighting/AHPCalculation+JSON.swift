package import Documents

extension AHPCalculation {
    /// The document that `quanjing ahp --json` prints; see `docs/formats.md`.
    package var json: JSONValue {
        [
            "method": .init(weights.method?.rawValue),
            "randomIndex": .init(weights.randomIndex?.rawValue),
            "labels": .init(labels), "weights": .init(weights.weights),
            "lambdaMax": .init(weights.lambdaMax), "ci": .init(weights.ci),
            "ri": .init(weights.ri), "cr": .init(weights.cr), "gci": .init(weights.gci),
            "consistent": .bool(isConsistent),
            "missing": .array(weights.missing.map(\.json)),
            "experts": .array(weights.experts.map(\.json)),
            "aij": ["weights": .init(weights.aij)], "aip": ["weights": .init(weights.aip)],
            "consensus": .init(weights.consensus?.value),
            "revisions": .array(revisions.map(\.json)),
            "scale": .string(scale),
            "entropies": weights.consensus.map(\.json) ?? .null,
            "circles": .array(
                circles.map { ["expert": .string($0.expert), "labels": .init($0.labels)] }),
            "influences": .array(influences.map(\.json)),
            "clusters": .array(clusters.map(\.json)),
            "disagreements": .array(disagreements.map(\.json)),
            "unanswered": .array(gaps.map(\.json)),
        ]
    }
}

extension NodeWeights.Expert {
    var json: JSONValue {
        [
            "expert": .string(expert), "weights": .init(weights), "lambdaMax": .init(lambdaMax),
            "cr": .init(cr), "weight": .number(weight), "excluded": .bool(excluded),
            "weightsWithout": .init(weightsWithout),
        ]
    }
}

extension NodeWeights.Implied {
    var json: JSONValue {
        [
            "left": .string(left), "right": .string(right), "implied": .number(implied),
            "acceptable": .init(acceptable),
        ]
    }
}

extension Consensus {
    /// The entropies with their constant, as every document tells them.
    package var json: JSONValue {
        [
            "alpha": .number(alpha), "beta": .number(beta), "gamma": .number(gamma),
            "largestRatio": .number(largestRatio),
        ]
    }
}

extension AHPCalculation.Revision {
    fileprivate var json: JSONValue {
        [
            "left": .string(left), "right": .string(right), "given": .number(given),
            "suggested": .number(suggested), "crAfter": .number(crAfter),
            "expert": .string(expert), "weightsAfter": .init(weightsAfter),
        ]
    }
}

extension AHPCalculation.Gap {
    fileprivate var json: JSONValue {
        [
            "expert": .string(expert), "left": .string(left), "right": .string(right),
            "implied": .init(implied),
        ]
    }
}

extension ExpertCluster {
    /// A cluster as every document tells it.
    package var json: JSONValue {
        ["experts": .init(experts), "weights": .init(weights), "widest": .number(widest)]
    }
}

extension Disagreement {
    /// A disputed comparison as every document tells it.
    package var json: JSONValue {
        [
            "left": .string(left), "right": .string(right), "experts": .integer(count),
            "mean": .number(mean), "deviation": .number(deviation), "lowest": .number(lowest),
            "lowestExpert": .string(lowestExpert), "highest": .number(highest),
            "highestExpert": .string(highestExpert),
        ]
    }
}

extension AHPCalculation.Influence {
    fileprivate var json: JSONValue {
        [
            "expert": .string(expert), "left": .string(left), "right": .string(right),
            "given": .number(given), "deviation": .number(deviation), "slope": .number(slope),
            "acceptable": .init(acceptable), "implied": .init(implied),
            "crImplied": .init(crImplied),
        ]
    }
}
