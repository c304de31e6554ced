internal import Diagnostics
internal import Languages

/// Reads the nodes of a tree file and what they must keep among each other.
final class TreeReader {
    private let forms: FormVocabulary?
    private let questionnaire: Questionnaire?
    private let classes: [String]
    private var places: [String: Place] = [:]
    /// Whether every node so far could be read.
    private(set) var isWhole = true

    init(forms: FormVocabulary?, questionnaire: Questionnaire?, classes: [String]) {
        self.forms = forms
        self.questionnaire = questionnaire
        self.classes = classes
    }

    /// More siblings than this can't be compared in pairs with any care (Saaty's limit).
    private static let manySiblings = 9

    func siblings(_ value: YAMLValue, subIndex: Indicator.SubIndex?) -> [NodeDraft] {
        guard let values = value.list() else { return [] }
        if values.isEmpty {
            value.report(.treeInvalid, expected: Wording(zh: "至少一个指标", en: "at least one node"))
        }
        if values.count > Self.manySiblings {
            value.report(
                .treeInvalid, .warning, expected: Wording(zh: "不超过 9 个", en: "9 at most"),
                message: Wording(
                    zh: "同级指标有 \(values.count) 个，两两比较难以一致",
                    en: "\(values.count) siblings are too many to compare in pairs"),
                remedy: Wording(zh: "请分成几组", en: "put them into groups"))
        }
        let drafts = values.compactMap { node($0, subIndex: subIndex) }
        if drafts.count < values.count { isWhole = false }
        checkWeights(drafts, at: value)
        return drafts
    }

    private func node(_ value: YAMLValue, subIndex inherited: Indicator.SubIndex?) -> NodeDraft? {
        value.mapping { map in
            let code = map.required("code").flatMap { self.code($0) }
            let name = map.required("name")?.wording()
            let weight = map.optional("weight").map { self.weight($0) }
            let children = map.optional("children")
            let context = MeasureContext(
                forms: forms, questionnaire: questionnaire, leaf: code ?? "")
            if let children {
                let subIndex = map.optional("sub_index")?.choice(Indicator.SubIndex.self)
                let aggregation = map.optional("aggregation")?.choice(
                    IndicatorNode.Aggregation.self)
                let drafts = siblings(children, subIndex: subIndex ?? inherited)
                guard let code, let name, !drafts.isEmpty else { return nil }
                return NodeDraft(
                    code: code, name: name, aggregation: aggregation ?? .arithmetic,
                    weight: weight ?? nil, children: drafts, indicator: nil)
            }
            let indicator = Indicator(map, in: context, subIndex: inherited)
            guard let code, let name, let indicator else { return nil }
            return NodeDraft(
                code: code, name: name, aggregation: .arithmetic, weight: weight ?? nil,
                children: [], indicator: indicator)
        }
    }

    private func code(_ value: YAMLValue) -> String? {
        guard let code = value.text() else { return nil }
        let isPlain = code.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard isPlain, code != IndicatorTree.rootCode else {
            return value.refuse(
                .treeInvalid,
                expected: Wording(
                    zh: "由文字、数字、- _ . 组成且不是 root 的编码",
                    en: "a code of letters, digits and - _ . other than root"))
        }
        if let first = places[code] {
            value.report(
                .duplicateKey, expected: Wording(zh: "不重复的编码", en: "a code of its own"),
                message: Wording(
                    zh: "指标编码“\(code)”重复，首见于 \(first)",
                    en: "the code \(code) is given twice, first at \(first)"))
        } else {
            places[code] = value.place
        }
        return code
    }

    private func weight(_ value: YAMLValue) -> WrittenWeight? {
        func positive(_ value: YAMLValue) -> Double? {
            guard let weight = value.number() else { return nil }
            guard weight > 0 else {
                return value.refuse(
                    .weightsInvalid, expected: Wording(zh: "大于 0 的数", en: "a number above 0"))
            }
            return weight
        }
        guard value.isMapping else { return positive(value).map { WrittenWeight($0) } }
        return value.mapping { map in
            let general = map.required("default").flatMap(positive)
            let entries = map.remaining()
            let exceptions = entries.compactMap { entry -> WrittenWeight.Exception? in
                guard classes.isEmpty || classes.contains(entry.key) else {
                    value.reader.reportUnlisted(
                        entry, among: classes, code: .keyUnknown,
                        message: Wording(
                            zh: "没有“\(entry.key)”这个评估序列", en: "there is no class \(entry.key)"))
                    return nil
                }
                return positive(entry.value).map { .init(unitClass: entry.key, weight: $0) }
            }
            guard let general, exceptions.count == entries.count else { return nil }
            return WrittenWeight(general, exceptions: exceptions)
        }
    }

    private func checkWeights(_ drafts: [NodeDraft], at value: YAMLValue) {
        let without = drafts.filter { $0.weight == nil }
        guard !without.isEmpty, without.count < drafts.count else { return }
        let list = without.map(\.code).joined(separator: ", ")
        value.report(
            .weightsInvalid,
            expected: Wording(zh: "同级指标全部写权重或全部不写", en: "a weight for all siblings or for none"),
            message: Wording(zh: "同级指标中 \(list) 没有写权重", en: "no weight is written for \(list)"))
    }
}
