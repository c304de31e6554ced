package import Diagnostics
internal import Languages

extension IndicatorTree {
    /// Reads a tree file; every problem in it goes to the log.
    ///
    /// - Parameter forms: The forms and columns that measures may name; nil leaves them unchecked.
    /// - Returns: nil where the file has an error.
    package static func read(
        _ bytes: [UInt8], file: String, forms: FormVocabulary? = nil,
        into log: inout DiagnosticLog
    ) -> IndicatorTree? {
        let reader = YAMLReader(file: file)
        let root = reader.root(of: bytes)
        let tree = root.flatMap { IndicatorTree($0, forms: forms) }
        if let root, tree == nil, !reader.log.hasErrors {
            root.report(.treeInvalid, expected: Wording(zh: "完整的指标体系", en: "a whole tree"))
        }
        log.merge(reader.log)
        return reader.log.hasErrors ? nil : tree
    }

    private init?(_ value: YAMLValue, forms: FormVocabulary?) {
        let tree: IndicatorTree? = value.mapping { map in
            let id = map.required("id")?.text()
            let title = map.required("title")?.wording()
            let note = map.optional("note")?.wording()
            let classes = map.optional("classes")?.texts() ?? []
            let randomIndex = map.optional("random_index")?.name(among: IndicatorTree.randomIndices)
            let cap = map.optional("finding_cap")
            let grades = map.required("grades").flatMap { GradeScale($0, findingCap: cap) }
            let survey = map.optional("survey").flatMap { Questionnaire($0) }
            let aggregation =
                map.optional("aggregation")?.choice(IndicatorNode.Aggregation.self) ?? .arithmetic
            let reader = TreeReader(forms: forms, questionnaire: survey, classes: classes)
            let drafts = map.required("tree").map { reader.siblings($0, subIndex: nil) } ?? []
            guard let id, let title, let grades, reader.isWhole, !drafts.isEmpty else { return nil }
            let nodes = IndicatorNode.flattened(drafts, aggregation: aggregation, title: title)
            let tree = IndicatorTree(
                id: id, title: title, note: note, classes: classes, randomIndex: randomIndex,
                nodes: nodes, grades: grades, questionnaire: survey)
            tree.checkFeeds(at: map.optional("survey"))
            return tree
        }
        guard let tree else { return nil }
        self = tree
    }

    /// Names of the random-index tables that a tree may ask for.
    package static let randomIndices = ["alonso-lamata", "saaty", "textbook"]

    /// Reports items that feed what isn't a leaf measured by the survey.
    private func checkFeeds(at value: YAMLValue?) {
        guard let value, let questionnaire else { return }
        let surveyed = leaves.compactMap { position -> String? in
            guard case .survey = nodes[position].indicator?.measure else { return nil }
            return nodes[position].code
        }
        for item in questionnaire.items {
            for feed in item.feeds where !surveyed.contains(feed.leaf) {
                let list = surveyed.joined(separator: ", ")
                value.report(
                    .treeInvalid,
                    expected: Wording(zh: "下列之一：\(list)", en: "one of: \(list)"),
                    message: Wording(
                        zh: "题目 \(item.code) 所指的“\(feed.leaf)”不是用问卷测量的指标",
                        en: "item \(item.code) feeds \(feed.leaf), which no survey measures"))
            }
        }
    }
}

/// A node before the tree is laid out in a row.
struct NodeDraft {
    let code: String
    let name: Wording
    let aggregation: IndicatorNode.Aggregation
    let weight: WrittenWeight?
    let children: [NodeDraft]
    let indicator: Indicator?
}

extension IndicatorNode {
    /// The tree in pre-order under one root.
    static func flattened(_ drafts: [NodeDraft], aggregation: Aggregation, title: Wording) -> [Self]
    {
        let root = NodeDraft(
            code: IndicatorTree.rootCode, name: title, aggregation: aggregation, weight: nil,
            children: drafts, indicator: nil)
        var nodes: [IndicatorNode] = []
        append(root, level: 0, parent: nil, to: &nodes)
        return nodes
    }

    private static func append(
        _ draft: NodeDraft, level: Int, parent: Int?, to nodes: inout [Self]
    ) {
        let position = nodes.count
        func node(_ children: [Int]) -> IndicatorNode {
            IndicatorNode(
                code: draft.code, name: draft.name, level: level, parent: parent,
                children: children, aggregation: draft.aggregation, writtenWeight: draft.weight,
                indicator: draft.indicator)
        }
        nodes.append(node([]))
        var children: [Int] = []
        for child in draft.children {
            children.append(nodes.count)
            append(child, level: level + 1, parent: position, to: &nodes)
        }
        nodes[position] = node(children)
    }
}
