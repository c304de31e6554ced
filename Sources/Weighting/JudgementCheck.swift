internal import Diagnostics
internal import Languages

/// Whether judgements speak of siblings that the tree has, on the scale that it allows.
struct JudgementCheck {
    struct OrientedPair {
        let pair: ComparedPair
        /// The row names the later sibling on the left.
        let isSwapped: Bool
    }

    private let places: [String: [String: Int]]
    private let parents: [String: String]
    private let nodes: [String]
    private let classes: [String]
    private let children: [String: [String]]

    init(tree: [SiblingGroup], classes: [String]) {
        nodes = tree.map(\.node)
        self.classes = classes
        children = Dictionary(
            tree.map { ($0.node, $0.children) }, uniquingKeysWith: { first, _ in first })
        places = children.mapValues { codes in
            Dictionary(
                codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        parents = Dictionary(
            tree.flatMap { group in group.children.map { ($0, group.node) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The pair that a row judges; nil after telling every reason why it can't count.
    func pair(of judgement: Judgement, into log: inout DiagnosticLog) -> OrientedPair? {
        let errorsBefore = log.errorCount
        checkClass(judgement, into: &log)
        checkValue(judgement, into: &log)
        guard let siblings = places[judgement.node] else {
            log.report(unknownNode(judgement))
            return nil
        }
        let left = place(
            of: judgement.left, at: judgement.places.left, among: siblings,
            below: judgement.node, into: &log)
        let right = place(
            of: judgement.right, at: judgement.places.right, among: siblings,
            below: judgement.node, into: &log)
        guard let left, let right else { return nil }
        if left == right { log.report(selfComparison(judgement)) }
        guard log.errorCount == errorsBefore else { return nil }
        return OrientedPair(
            pair: ComparedPair(min(left, right), max(left, right)), isSwapped: left > right)
    }

    private func place(
        of code: String, at place: Place, among siblings: [String: Int], below node: String,
        into log: inout DiagnosticLog
    ) -> Int? {
        if let found = siblings[code] { return found }
        let expected = Wording((children[node] ?? []).joined(separator: ", "))
        if let parent = parents[code] {
            log.report(
                Diagnostic(
                    .unknownReference, at: place, found: code, expected: expected,
                    message: Wording(
                        zh: "\(code) 是 \(parent) 的下级，不是 \(node) 的下级",
                        en: "\(code) is a child of \(parent), not of \(node)"),
                    remedy: Wording(
                        zh: "只比较同一上级的指标", en: "compare children of one parent only")))
        } else {
            log.report(unknown(code, at: place, among: children[node] ?? [], expected))
        }
        return nil
    }

    private func unknown(
        _ code: String, at place: Place, among known: [String], _ expected: Wording
    ) -> Diagnostic {
        let near = nearestName(to: code, among: known)
        return Diagnostic(
            .unknownReference, at: place, found: code, expected: expected,
            message: Wording(zh: "没有“\(code)”", en: "there is no “\(code)”"),
            remedy: near.map {
                Wording(zh: "是否为“\($0)”？", en: "did you mean “\($0)”?")
            } ?? Wording(zh: "改为列出的名称之一", en: "use one of the names listed"))
    }

    private func unknownNode(_ judgement: Judgement) -> Diagnostic {
        unknown(
            judgement.node, at: judgement.places.node, among: nodes,
            Wording(nodes.joined(separator: ", ")))
    }

    private func checkClass(_ judgement: Judgement, into log: inout DiagnosticLog) {
        guard let unitClass = judgement.unitClass, !classes.contains(unitClass) else { return }
        log.report(
            unknown(
                unitClass, at: judgement.places.unitClass, among: classes,
                Wording(classes.joined(separator: ", "))))
    }

    private func checkValue(_ judgement: Judgement, into log: inout DiagnosticLog) {
        guard let value = judgement.value, !isOnScale(value) else { return }
        log.report(offScale(found: judgement.text, at: judgement.places.value))
    }

    private func selfComparison(_ judgement: Judgement) -> Diagnostic {
        Diagnostic(
            .judgementSelf, at: judgement.places.right, found: judgement.right,
            message: Wording(
                zh: "\(judgement.left) 与自己比较", en: "\(judgement.left) is compared with itself"),
            remedy: Wording(zh: "删除这一行，或改正指标编码", en: "delete the row or correct the code"))
    }
}

/// A judgement beyond what the 1–9 scale allows.
func offScale(found: String, at place: Place) -> Diagnostic {
    Diagnostic(
        .judgementOffScale, at: place, found: found,
        expected: Wording(zh: "1/9 至 9", en: "1/9 to 9"),
        message: Wording(
            zh: "判断值“\(found)”不在 1–9 标度内", en: "the judgement “\(found)” is off the 1–9 scale"),
        remedy: Wording(
            zh: "填 1/9 至 9 之间的数，可写成分数，如 1/3；没有判断则留空",
            en:
                "enter a number from 1/9 to 9, a fraction such as 1/3 included; leave it blank if not judged"
        ))
}
