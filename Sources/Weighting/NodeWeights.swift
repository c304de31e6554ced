/// The local weights of one node's children, with all the evidence for them.
public struct NodeWeights: Sendable, Hashable, Codable {
    /// Where the weights come from.
    public enum Source: String, Sendable, Hashable, Codable {
        /// Experts' pairwise judgements.
        case judgements
        /// Written in the indicator tree.
        case written
        /// An only child weighs 1.
        case onlyChild = "single"
    }

    /// One expert's own weights of these children.
    public struct Expert: Sendable, Hashable, Codable {
        public let expert: String
        /// The weight of the expert's word.
        public let weight: Double
        /// In the order of the children; nil where the expert's judgements don't connect them.
        public let weights: [Double]?
        public let lambdaMax: Double?
        public let cr: Double?
        /// Left out of the group's weights for inconsistency.
        public let excluded: Bool
        /// The group's weights if this expert had not been asked; nil where they are none.
        public let weightsWithout: [Double]?
    }

    /// A judgement that nobody gave, and the ratio left ÷ right that the others imply.
    public struct Implied: Sendable, Hashable, Codable {
        public let left: String
        public let right: String
        public let implied: Double
        /// Answers [low, high] on the scale's ratios that would leave CR within the maximum; nil
        /// where none would, or no ratio is defined.
        public let acceptable: [Double]?
    }

    /// Code of the node, or `root`.
    public let node: String
    /// Codes of the children, in tree order.
    public let children: [String]
    /// In the order of the children, sum 1.
    public let weights: [Double]
    public let source: Source
    /// How the weights were drawn from judgements; nil where there were none.
    public let method: PriorityMethod?
    public let randomIndex: RandomIndex?
    /// Of the averaged judgements; nil without judgements.
    public let lambdaMax: Double?
    public let ci: Double?
    public let ri: Double?
    /// nil without judgements, and where the table has no random index.
    public let cr: Double?
    public let gci: Double?
    /// By expert's name.
    public let experts: [Expert]
    /// Weights of the averaged judgements, and the average of the experts' weights.
    public let aij: [Double]?
    public let aip: [Double]?
    public let consensus: Consensus?
    /// What nobody judged, the pair first whose answer would narrow the weights most.
    public let missing: [Implied]
}

extension NodeWeights {
    /// Weights written in the tree; scaled so that their sum is 1 to the last digit.
    init(node: String, children: [String], written: [Double]) {
        self.init(
            node: node, children: children, weights: written.scaledToOne(),
            source: children.count == 1 ? .onlyChild : .written, method: nil, randomIndex: nil,
            lambdaMax: nil, ci: nil, ri: nil, cr: nil, gci: nil, experts: [], aij: nil, aip: nil,
            consensus: nil, missing: [])
    }

    init(node: String, children: [String], group: GroupPriorities) {
        let evidence = group.aij
        self.init(
            node: node, children: children, weights: group.weights, source: .judgements,
            method: evidence.method, randomIndex: evidence.randomIndex,
            lambdaMax: evidence.lambdaMax, ci: evidence.ci, ri: evidence.ri, cr: evidence.cr,
            gci: evidence.gci,
            experts: group.experts.map { part in
                Expert(
                    expert: part.expert, weight: part.weight, weights: part.priorities?.weights,
                    lambdaMax: part.priorities?.lambdaMax, cr: part.priorities?.cr,
                    excluded: part.isExcluded, weightsWithout: part.weightsWithout)
            },
            aij: evidence.weights, aip: group.aip, consensus: group.consensus,
            missing: group.missing.map { missing in
                Implied(
                    left: children[missing.pair.left], right: children[missing.pair.right],
                    implied: missing.ratio,
                    acceptable: missing.acceptable.map { [$0.lowerBound, $0.upperBound] })
            })
    }
}
