internal import Diagnostics
internal import Languages

/// All judgements sorted by node, class and expert, each checked against the tree.
struct JudgementSheets {
    struct Key: Hashable {
        let node: String
        /// nil for judgements that hold for every class.
        let unitClass: String?
    }

    private struct Answer {
        let pair: ComparedPair
        /// On the 1–9 scale, earlier sibling ÷ later one.
        let value: Double?
        let place: Place
    }

    private var answers: [Key: [String: [Answer]]] = [:]
    private var words: [String: (weight: Double, place: Place)] = [:]
    private let scale: JudgementScale
    /// Nodes at which a judgement was refused: what else is missing there is not worth a word.
    private var damaged: Set<String> = []

    init(
        _ judgements: [Judgement], tree: [SiblingGroup], classes: [String],
        scale: JudgementScale, into log: inout DiagnosticLog
    ) {
        self.scale = scale
        let check = JudgementCheck(tree: tree, classes: classes)
        for judgement in judgements {
            hear(judgement, into: &log)
            guard let pair = check.pair(of: judgement, into: &log) else {
                damaged.insert(judgement.node)
                continue
            }
            take(judgement, pair, into: &log)
        }
    }

    /// Notes how much the expert's word weighs; it can't weigh two things.
    private mutating func hear(_ judgement: Judgement, into log: inout DiagnosticLog) {
        guard let weight = judgement.weight else { return }
        if let known = words[judgement.expert] {
            guard known.weight != weight else { return }
            log.report(
                Diagnostic(
                    .judgementConflict, at: judgement.places.weight, found: "\(weight)",
                    expected: Wording("\(known.weight)"),
                    message: Wording(
                        zh:
                            "专家“\(judgement.expert)”的权重前后不一：第 \(known.place.line ?? 0) 行为 \(known.weight)",
                        en:
                            "expert “\(judgement.expert)” has another weight on line \(known.place.line ?? 0): \(known.weight)"
                    ),
                    remedy: Wording(
                        zh: "同一专家只写一个权重", en: "give each expert one weight")))
        } else {
            words[judgement.expert] = (weight, judgement.places.weight)
        }
    }

    private mutating func take(
        _ judgement: Judgement, _ pair: JudgementCheck.OrientedPair, into log: inout DiagnosticLog
    ) {
        let key = Key(node: judgement.node, unitClass: judgement.unitClass)
        let value = judgement.value.map { pair.isSwapped ? 1 / $0 : $0 }
        let answer = Answer(pair: pair.pair, value: value, place: judgement.places.value)
        var sheet = answers[key, default: [:]][judgement.expert, default: []]
        if let value, let first = sheet.first(where: { $0.pair == pair.pair && $0.value != nil }),
            let earlier = first.value
        {
            if abs(earlier - value) > 1e-9 * earlier {
                damaged.insert(judgement.node)
                log.report(
                    conflict(judgement, swapped: pair.isSwapped, first: first.place, earlier))
            }
            return
        }
        sheet.append(answer)
        answers[key, default: [:]][judgement.expert] = sheet
    }

    private func conflict(
        _ judgement: Judgement, swapped: Bool, first: Place, _ earlier: Double
    ) -> Diagnostic {
        let expected = swapped ? 1 / earlier : earlier
        let other = first.wording(seenFrom: judgement.places.value)
        return Diagnostic(
            .judgementConflict, at: judgement.places.value,
            found: judgement.text, expected: Wording("\(expected)"),
            message: Wording(
                zh:
                    "专家“\(judgement.expert)”对 \(judgement.left) 与 \(judgement.right) 判断了两次，与\(other.zh)不一致",
                en:
                    "expert “\(judgement.expert)” judged \(judgement.left) and \(judgement.right) twice; \(other.en) says otherwise"
            ),
            remedy: Wording(
                zh: "请专家确认，只保留一个判断（左右互换时应互为倒数）",
                en: "ask the expert and keep one (swapped sides are reciprocal)"))
    }

    /// All classes, where one has judgements or written weights of its own: a set each; else one
    /// set serves all.
    func classes(among classes: [String], of tree: [SiblingGroup]) -> [String] {
        let differ =
            answers.keys.contains { $0.unitClass != nil }
            || tree.contains { !$0.writtenByClass.isEmpty }
        return differ ? classes : []
    }

    /// The experts who judged the children of a node for a class, by name; nil where none did.
    func panel(_ key: Key, of group: SiblingGroup) -> JudgementPanel? {
        guard let sheets = answers[key], group.children.count > 1 else { return nil }
        var sittings: [JudgementPanel.Sitting] = []
        for (expert, sheet) in sheets.sorted(by: { $0.key < $1.key }) {
            guard let first = sheet.first(where: { $0.value != nil }) else { continue }
            var upper = [Double?](repeating: nil, count: pairCount(group.children.count))
            for answer in sheet {
                guard let value = answer.value else { continue }
                upper[answer.pair.place(order: group.children.count)] = scale.ratio(of: value)
            }
            let matrix = ComparisonMatrix(order: group.children.count, upper: upper)
            sittings.append(
                .init(
                    opinion: ExpertOpinion(
                        expert: expert, weight: words[expert]?.weight ?? 1, matrix: matrix),
                    place: first.place))
        }
        return sittings.isEmpty
            ? nil : JudgementPanel(group: group, unitClass: key.unitClass, sittings: sittings)
    }

    /// Who judged a node for a class: those who judged it for the class, else those who judged it
    /// for all; nil where nobody did.
    func panel(of group: SiblingGroup, for unitClass: String?) -> JudgementPanel? {
        let own = unitClass.flatMap {
            panel(Key(node: group.node, unitClass: $0), of: group)
        }
        return own ?? panel(Key(node: group.node, unitClass: nil), of: group)
    }

    /// The weights of a node for a class, from whichever source is the first to have any.
    func weights(
        of group: SiblingGroup, for unitClass: String?, solved: [Key: NodeWeights],
        at place: Place?,
        into log: inout DiagnosticLog
    ) -> NodeWeights? {
        if group.children.count == 1 {
            return NodeWeights(node: group.node, children: group.children, written: [1])
        }
        for source in unitClass == nil ? [nil] : [unitClass, nil] {
            let key = Key(node: group.node, unitClass: source)
            if let weights = solved[key] { return weights }
            // Judged, but refused for a reason that was told.
            if answers[key] != nil, panel(key, of: group) != nil { return nil }
        }
        if let written = group.written(for: unitClass) {
            return NodeWeights(node: group.node, children: group.children, written: written)
        }
        if let place, !damaged.contains(group.node) {
            log.report(absence(of: group, for: unitClass, at: place))
        }
        return nil
    }

    private func absence(
        of group: SiblingGroup, for unitClass: String?, at place: Place
    ) -> Diagnostic {
        let pairs = ComparedPair.all(order: group.children.count).map { group.name(of: $0) }
            .joined(separator: ", ")
        return Diagnostic(
            .judgementsMissing, at: place, expected: Wording(pairs),
            message: Wording(
                zh: "指标 \(group.node)\(unitClass.map { "（\($0)）" } ?? "")的下级没有任何判断，也没有写明权重",
                en:
                    "nobody judged the children of \(group.node)\(unitClass.map { " for class \($0)" } ?? ""), and no weights are written"
            ),
            remedy: Wording(
                zh: "补充这些两两比较，或在指标体系中写明权重",
                en: "add these comparisons, or write the weights in the tree"))
    }
}

private func pairCount(_ order: Int) -> Int { order * (order - 1) / 2 }
