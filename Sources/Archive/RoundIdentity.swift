internal import Assessment

/// What makes two evaluations one round: the same inputs, rules, tree and engine.
///
/// What came out of it is no part of the identity.
struct RoundIdentity {
    /// 64 lower-case hexadecimal digits.
    let digest: String
    /// The same of the indicator tree alone.
    let treeDigest: String

    init(_ round: RoundResult) {
        treeDigest = sha256(
            ofText: ContentCoder.text(Tree(nodes: round.nodes, leaves: round.leaves)))
        let run = round.run
        digest = sha256(
            ofText: ContentCoder.text(
                Evaluation(
                    title: run.title, year: run.year, asOf: run.asOf.description,
                    version: run.version, indicators: run.indicators, tree: treeDigest,
                    inputs: run.inputs.map { [$0.file, $0.sha256] },
                    parameters: run.parameters.map { [$0.key, $0.value] })))
    }

    private struct Tree: Encodable {
        let nodes: [NodeRecord]
        let leaves: [LeafRecord]
    }

    private struct Evaluation: Encodable {
        let title: String
        let year: Int
        let asOf: String
        let version: String
        let indicators: String
        let tree: String
        let inputs: [[String]]
        let parameters: [[String]]
    }
}
