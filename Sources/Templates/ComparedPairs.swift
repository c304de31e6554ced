internal import Indicators

/// Two siblings of a tree that experts compare.
struct ComparedSiblings {
    let node: IndicatorNode
    let left: IndicatorNode
    let right: IndicatorNode

    /// A line of the judgements: equal importance where it is judged.
    func row(judged: Bool) -> TemplateRow {
        [
            "expert": "专家一", "node": node.code, "left": left.code, "right": right.code,
            "value": judged ? "1" : "", "weight": judged ? "1" : "",
        ]
    }
}

extension IndicatorTree {
    /// Every pair of siblings for which the tree writes no weights, in tree order.
    var comparedPairs: [ComparedSiblings] {
        parents.flatMap { parent -> [ComparedSiblings] in
            let children = nodes[parent].children.map { nodes[$0] }
            if children.allSatisfy({ $0.writtenWeight != nil }) { return [] }
            return children.indices.flatMap { left in
                children.indices.dropFirst(left + 1).map { right in
                    ComparedSiblings(
                        node: nodes[parent], left: children[left], right: children[right])
                }
            }
        }
    }
}
