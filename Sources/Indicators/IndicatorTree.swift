package import Languages

/// The indicator tree of an evaluation as data: what is judged, how it scores, who is asked.
package struct IndicatorTree: Sendable, Hashable {
    package let id: String
    package let title: Wording
    /// What a reader of any report from this tree must know about it.
    package let note: Wording?
    /// Unit classes (评估序列) the tree is made for; empty: any.
    package let classes: [String]
    /// Name of the random-index table the tree asks for; nil: the default of the weighting.
    package let randomIndex: String?
    /// In pre-order; the first is the root, whose code is `root`. Siblings stay in written order.
    package let nodes: [IndicatorNode]
    package let grades: GradeScale
    package let questionnaire: Questionnaire?
    /// Positions of the leaves in `nodes`, in order.
    package let leaves: [Int]
    /// Positions of the nodes that have children, in order: those for which weights are needed.
    package let parents: [Int]

    package init(
        id: String, title: Wording, note: Wording? = nil, classes: [String] = [],
        randomIndex: String? = nil, nodes: [IndicatorNode], grades: GradeScale,
        questionnaire: Questionnaire? = nil
    ) {
        precondition(nodes.first?.code == IndicatorTree.rootCode, "a tree begins with its root")
        self.id = id
        self.title = title
        self.note = note
        self.classes = classes
        self.randomIndex = randomIndex
        self.nodes = nodes
        self.grades = grades
        self.questionnaire = questionnaire
        leaves = nodes.indices.filter { nodes[$0].indicator != nil }
        parents = nodes.indices.filter { nodes[$0].indicator == nil }
    }

    package static let rootCode = "root"

    package func position(of code: String) -> Int? {
        nodes.firstIndex { $0.code == code }
    }

    /// The leaves at or below a node, in order.
    package func leaves(below position: Int) -> [Int] {
        let level = nodes[position].level
        let end =
            nodes[(position + 1)...].firstIndex { $0.level <= level } ?? nodes.endIndex
        return (position..<end).filter { nodes[$0].indicator != nil }
    }
}

/// A node of the tree: the root, a dimension, a group or a leaf.
package struct IndicatorNode: Sendable, Hashable, Codable {
    /// How the scores of children become the score of their parent.
    package enum Aggregation: String, Sendable, Hashable, Codable, CaseIterable {
        case arithmetic, geometric
    }

    package let code: String
    package let name: Wording
    /// 0 for the root.
    package let level: Int
    /// Positions in the tree's `nodes`.
    package let parent: Int?
    package let children: [Int]
    package let aggregation: Aggregation
    /// Weight among its siblings where the tree writes one instead of asking experts.
    package let writtenWeight: WrittenWeight?
    /// nil unless the node is a leaf.
    package let indicator: Indicator?

    package init(
        code: String, name: Wording, level: Int, parent: Int?, children: [Int],
        aggregation: Aggregation = .arithmetic, writtenWeight: WrittenWeight? = nil,
        indicator: Indicator? = nil
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
        self.children = children
        self.aggregation = aggregation
        self.writtenWeight = writtenWeight
        self.indicator = indicator
    }
}

/// A weight relative to siblings, > 0, possibly another one per unit class.
package struct WrittenWeight: Sendable, Hashable, Codable {
    package struct Exception: Sendable, Hashable, Codable {
        package let unitClass: String
        package let weight: Double

        package init(unitClass: String, weight: Double) {
            self.unitClass = unitClass
            self.weight = weight
        }
    }

    package let general: Double
    package let exceptions: [Exception]

    package init(_ general: Double, exceptions: [Exception] = []) {
        self.general = general
        self.exceptions = exceptions
    }

    package func weight(forClass unitClass: String?) -> Double {
        exceptions.first { $0.unitClass == unitClass }?.weight ?? general
    }
}
