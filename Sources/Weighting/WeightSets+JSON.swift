package import Documents

extension WeightSets {
    /// The document that `quanjing weights --json` prints; see `docs/formats.md`.
    package var json: JSONValue { ["classes": .array(sets.map(\.json))] }
}

extension TreeWeights {
    fileprivate var json: JSONValue {
        [
            "class": .init(unitClass), "nodes": .array(nodes.map(\.json)),
            "leaves": .object(leaves.map { JSONMember($0.code, .number($0.weight)) }),
        ]
    }
}

extension NodeWeights {
    fileprivate var json: JSONValue {
        [
            "node": .string(node), "children": .init(children), "weights": .init(weights),
            "lambdaMax": .init(lambdaMax), "cr": .init(cr),
            "experts": .array(experts.map(\.json)), "source": .string(source.rawValue),
            "method": .init(method?.rawValue), "randomIndex": .init(randomIndex?.rawValue),
            "ci": .init(ci), "ri": .init(ri), "gci": .init(gci),
            "aij": ["weights": .init(aij)], "aip": ["weights": .init(aip)],
            "consensus": .init(consensus?.value),
            "entropies": consensus.map(\.json) ?? .null,
            "missing": .array(missing.map(\.json)),
        ]
    }
}
