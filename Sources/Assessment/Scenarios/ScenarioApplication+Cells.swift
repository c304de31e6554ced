internal import Diagnostics
internal import Indicators
internal import Institutions
internal import Languages
internal import Reallocation
internal import Weighting

/// Codes of a tree and who stands beside whom.
struct IndicatorTreeNames {
    private let tree: IndicatorTree

    init(_ tree: IndicatorTree) {
        self.tree = tree
    }

    /// Every code but that of the root.
    var codes: [String] { tree.nodes.dropFirst().map(\.code) }

    /// Codes of the nodes that have children.
    var parents: [String] { tree.parents.map { tree.nodes[$0].code } }

    func children(of code: String) -> [String] {
        tree.position(of: code).map { tree.nodes[$0].children.map { tree.nodes[$0].code } } ?? []
    }

    func parent(of code: String) -> String? {
        tree.position(of: code).flatMap { tree.nodes[$0].parent }.map { tree.nodes[$0].code }
    }
}

extension ScenarioApplication {
    /// The selected units, in their order; none is reported.
    private mutating func units(_ selection: CellSelection) -> [Unit] {
        let before = log.errorCount
        let units = draft.units.filter { unit in
            (selection.units?.contains { $0.matches([unit.unitID, unit.name]) } ?? true)
                && (selection.classes?.contains { $0.matches([unit.unitClass]) } ?? true)
                && (selection.levels?.contains { $0.matches([unit.level.rawValue]) } ?? true)
        }
        let all = draft.units
        check(
            selection.units,
            reach: { name in
                all.contains { name.matches([$0.unitID, $0.name]) }
            }, among: all.flatMap { [$0.unitID, $0.name] }, Wording(zh: "单位", en: "unit"))
        check(
            selection.classes,
            reach: { name in
                all.contains { name.matches([$0.unitClass]) }
            }, among: classes, Wording(zh: "评估序列", en: "class"))
        check(
            selection.levels,
            reach: { name in
                all.contains { name.matches([$0.level.rawValue]) }
            }, among: Level.allCases.map(\.rawValue), Wording(zh: "层级", en: "level"))
        let isLost = selection.units?.contains { lost.contains($0.text) } ?? false
        if units.isEmpty, !isLost, log.errorCount == before { reportEmpty(selection) }
        return units
    }

    /// Every pattern must reach something by itself.
    private mutating func check(
        _ names: [ScenarioName]?, reach: (ScenarioName) -> Bool, among list: [String],
        _ kind: Wording
    ) {
        for name in names ?? [] where !reach(name) && !lost.contains(name.text) {
            report(
                name, .unknownReference,
                expected: Wording(
                    zh: "\(kind.zh)的名称或带 * 的样式", en: "a \(kind.en), or a pattern with *"),
                message: Wording(
                    zh: "“\(name.text)”没有选中任何\(kind.zh)",
                    en: "“\(name.text)” selects no \(kind.en)"), among: list)
        }
    }

    private mutating func reportEmpty(_ selection: CellSelection) {
        log.report(
            Diagnostic(
                .valueInvalid, at: selection.place,
                expected: Wording(zh: "至少选中一个单位的编制", en: "posts of one unit at least"),
                message: Wording(zh: "什么也没有选中", en: "the selection is empty"),
                remedy: Wording(
                    zh: "请放宽 unit、quota_type、class 的条件",
                    en: "ask less of unit, quota_type and class")))
    }

    /// The selected cells, by unit and type in their order; none is reported.
    mutating func cells(_ selection: CellSelection) -> [ReallocationAssumptions.Cell] {
        let before = log.errorCount
        let units = units(selection)
        let types = QuotaType.approved.filter { type in
            selection.types?.contains { $0.matches([type.rawValue]) } ?? true
        }
        check(
            selection.types,
            reach: { name in
                QuotaType.approved.contains { name.matches([$0.rawValue]) }
            }, among: QuotaType.approved.map(\.rawValue), Wording(zh: "编制类型", en: "quota type"))
        let cells = units.flatMap { unit in
            draft.quotaTypes(of: unit.unitID).filter(types.contains).map {
                ReallocationAssumptions.Cell(unit: unit.unitID, type: $0)
            }
        }
        if cells.isEmpty, log.errorCount == before, !units.isEmpty { reportEmpty(selection) }
        return cells
    }

    mutating func change(_ selection: CellSelection, _ changes: [CellChange]) {
        if let hours = changes.first(where: { $0.quantity == .hours }) {
            for unit in units(selection) { changeHours(of: unit, hours.change) }
        }
        let others = changes.filter { $0.quantity != .hours }
        guard !others.isEmpty else { return }
        let cells = cells(selection)
        for change in others {
            for cell in cells { self.change(cell, change) }
        }
    }

    private mutating func change(
        _ cell: ReallocationAssumptions.Cell, _ change: CellChange
    ) {
        switch change.quantity {
        case .need: assumptions.needs.append((cell, change.change))
        case .weight: assumptions.weights.append((cell, change.change))
        case .attrition: assumptions.attritions.append((cell, change.change))
        case .hours: break
        case .quota:
            let approved = draft.approved(cell.type, of: cell.unit) ?? 0
            let new = change.change(Double(approved)).rounded(.toNearestOrAwayFromZero)
            guard (0...1_000_000).contains(new) else {
                refuse(change.change, "\(cell.unit)/\(cell.type.rawValue)", Double(approved))
                return
            }
            draft.setApproved(Int(new), cell.type, of: cell.unit)
        }
    }

    private mutating func changeHours(of unit: Unit, _ change: NumberChange) {
        let hours = draft.hours(of: unit.unitID)
        let new = change(hours)
        guard (0...1e9).contains(new) || new == hours else {
            refuse(change, unit.unitID, hours)
            return
        }
        if hours > 0 {
            draft.scaleHours(of: unit.unitID, by: new / hours)
        } else if new > 0 {
            draft.addWork(new, named: "推演工时", to: unit.unitID)
        }
    }

    private mutating func refuse(_ change: NumberChange, _ cell: String, _ value: Double) {
        log.report(
            Diagnostic(
                .outOfRange, at: change.place, found: change.found,
                expected: Wording(
                    zh: "结果不小于 0，也不过大", en: "a result of 0 or more, and not beyond measure"),
                message: Wording(
                    zh: "“\(cell)”现为\(numeral(value))，改后超出范围",
                    en: "“\(cell)” is \(numeral(value)) and would leave its range"),
                remedy: Wording(zh: "请改小改动的幅度", en: "change it by less")))
    }

    // MARK: Limits

    mutating func moveRedLine(_ group: RedLineGroup, _ change: NumberChange) {
        let known = quota.redLines.firstIndex { RedLineGroup($0) == group }
        if case .set(let most) = change.operation {
            let line = group.line(Int(most))
            if let known { quota.redLines[known] = line } else { quota.redLines.append(line) }
            return
        }
        guard let known else {
            log.report(
                Diagnostic(
                    .unknownReference, at: change.place, found: change.found,
                    expected: Wording(zh: "max：红线的数额", en: "max: the red line itself"),
                    message: Wording(
                        zh: "评估设置没有这条红线，无从增减", en: "the settings have no such red line"),
                    remedy: Wording(
                        zh: "请改用 max，或使 group 与 evaluation.yaml 中的一致",
                        en: "write max, or the group as in evaluation.yaml")))
            return
        }
        let old = quota.redLines[known].maximum
        // A red line of a share is the whole number of posts that keeps it.
        let new = (change(Double(old)) + 1e-9).rounded(.down)
        guard (0...1_000_000_000).contains(new) else {
            refuse(change, "red_line", Double(old))
            return
        }
        quota.redLines[known] = group.line(Int(new))
    }

    // MARK: Weights

    mutating func fix(_ weights: [(code: ScenarioName, weight: Double)]) {
        let names = tree
        var fixed: [String: Double] = [:]
        for (code, weight) in weights {
            guard names.codes.contains(code.text) else {
                report(
                    code, .unknownReference,
                    expected: Wording(zh: "指标编码", en: "the code of an indicator"),
                    message: Wording(
                        zh: "指标体系没有“\(code.text)”", en: "the tree has no “\(code.text)”"),
                    among: names.codes)
                continue
            }
            fixed[code.text] = weight
        }
        let merged = fixedWeights.merging(fixed) { $1 }
        for (code, _) in weights {
            guard let parent = names.parent(of: code.text), fixed[code.text] != nil else {
                continue
            }
            let siblings = names.children(of: parent)
            let sum = siblings.reduce(0) { $0 + (merged[$1] ?? 0) }
            guard siblings.contains(where: { merged[$0] == nil }), sum >= 1 - 1e-9 else {
                continue
            }
            report(
                code, .outOfRange,
                expected: Wording(zh: "同级所写权重合计小于 1", en: "less than 1 among siblings"),
                message: Wording(
                    zh: "“\(code.text)”与同级所写权重合计\(numeral(sum, decimals: 3))，其余同级无权重可分",
                    en: "with its siblings “\(code.text)” takes all the weight, others keep none"))
            return
        }
        fixedWeights = merged
    }

    mutating func answer(_ new: ScenarioJudgement) {
        guard let pair = pair(of: new) else { return }
        let (node, unitClass, expert) = (
            new.node.text, new.unitClass?.text, new.expert?.text
        )
        var asked: [Judgement] = []
        for index in judgements.indices where judgements[index].node == node {
            let old = judgements[index]
            guard expert == nil || old.expert == expert,
                unitClass == nil || old.unitClass == unitClass
            else { continue }
            if !asked.contains(where: { $0.expert == old.expert && $0.unitClass == old.unitClass })
            {
                asked.append(old)
            }
            guard Set([old.left, old.right]) == pair else { continue }
            let value = old.left == new.left.text ? new.value : 1 / new.value
            judgements[index] = old.answered(value, at: new.places)
            hasNewJudgements = true
            asked.removeAll { $0.expert == old.expert && $0.unitClass == old.unitClass }
            asked.append(judgements[index])
        }
        guard !asked.isEmpty else {
            let name = new.expert ?? new.node
            report(
                name, .unknownReference,
                expected: Wording(zh: "判断过该指标的专家", en: "an expert who judged the node"),
                message: Wording(
                    zh: "没有专家对“\(node)”下级作过判断", en: "no such expert judged below “\(node)”"),
                among: judgements.filter { $0.node == node }.map(\.expert))
            return
        }
        for old in asked where Set([old.left, old.right]) != pair {
            judgements.append(
                Judgement(
                    expert: old.expert, node: node, left: new.left.text, right: new.right.text,
                    value: new.value, unitClass: old.unitClass, places: new.places))
            hasNewJudgements = true
        }
    }

    /// The two siblings that a judgement compares; nil after telling what is wrong.
    private mutating func pair(of new: ScenarioJudgement) -> Set<String>? {
        let names = tree
        guard names.parents.contains(new.node.text) else {
            report(
                new.node, .unknownReference,
                expected: Wording(zh: "root 或有下级的指标编码", en: "root or a code with children"),
                message: Wording(
                    zh: "“\(new.node.text)”没有下级指标", en: "“\(new.node.text)” has no children"),
                among: names.parents)
            return nil
        }
        let children = names.children(of: new.node.text)
        let unknown = [new.left, new.right].filter { !children.contains($0.text) }
        for name in unknown {
            report(
                name, .unknownReference, expected: Wording(children.joined(separator: "、")),
                message: Wording(
                    zh: "“\(name.text)”不是“\(new.node.text)”的下级",
                    en: "“\(name.text)” is no child of “\(new.node.text)”"), among: children)
        }
        guard unknown.isEmpty else { return nil }
        guard new.left.text != new.right.text else {
            report(
                new.right, .judgementSelf,
                expected: Wording(zh: "另一个同级指标", en: "another sibling"),
                message: Wording(zh: "指标不与自己比较", en: "nothing is compared with itself"))
            return nil
        }
        return [new.left.text, new.right.text]
    }

    mutating func weigh(_ experts: [(expert: ScenarioName, weight: Double)]) {
        let known = judgements.map(\.expert)
        for (expert, weight) in experts {
            guard known.contains(expert.text) else {
                report(
                    expert, .unknownReference,
                    expected: Wording(zh: "判断表中的专家", en: "an expert of the judgements"),
                    message: Wording(
                        zh: "判断表没有专家“\(expert.text)”",
                        en: "the judgements have no expert “\(expert.text)”"),
                    among: Set(known).sorted())
                continue
            }
            hasNewJudgements = true
            judgements = judgements.map {
                $0.expert == expert.text ? $0.weighing(weight) : $0
            }
        }
    }
}

extension ScenarioJudgement {
    var places: Judgement.Places {
        Judgement.Places(
            node: node.place, left: left.place, right: right.place, value: valuePlace,
            unitClass: unitClass?.place ?? node.place, weight: expert?.place ?? node.place)
    }
}

extension ScenarioName {
    /// Whether the pattern fits one of the names.
    func matches(_ names: [String]) -> Bool {
        let glob = NameGlob(text)
        return names.contains { glob.matches($0) }
    }
}
