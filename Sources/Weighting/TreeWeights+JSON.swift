package import Documents

extension TreeWeights {
    /// What is told of one class besides its name.
    package var members: [JSONMember] {
        [
            JSONMember("nodes", .array(nodes.map(\.json))),
            JSONMember(
                "leaves", .object(leaves.map { JSONMember($0.code, .number($0.weight)) })),
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

extension GlobalConsensus {
    package var json: JSONValue {
        [
            "value": .init(consensus?.value), "entropies": consensus.map(\.json) ?? .null,
            "experts": .array(
                experts.map {
                    [
                        "expert": .string($0.expert), "leaves": .init($0.leaves),
                        "compatibility": .number($0.compatibility),
                    ]
                }),
            "incomplete": .init(incomplete), "clusters": .array(clusters.map(\.json)),
        ]
    }
}
