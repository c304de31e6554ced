package import Calendars
package import Diagnostics
package import Languages
internal import Yams

/// A value of a YAML file with its place; reading it as something it isn't is reported there.
///
/// Every reading function returns nil where the value is wrong, after reporting it.
package struct YAMLValue {
    let node: Node
    /// The key or list position under which it stands, for messages.
    package let name: String
    package let reader: YAMLReader

    package var place: Place { reader.place(node.mark) }

    /// Written as nothing, `~` or `null`.
    package var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The characters of a single value as written; nil for a list or mapping. Reports nothing.
    package var scalar: String? {
        guard case .scalar(let scalar) = node else { return nil }
        return scalar.string
    }

    /// What to show as found: the text of a value, or its kind.
    package var found: String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence: "[…]"
        case .mapping: "{…}"
        case .alias: "*"
        }
    }

    package var isMapping: Bool {
        if case .mapping = node { return true }
        return false
    }

    package var isList: Bool {
        if case .sequence = node { return true }
        return false
    }

    /// The entries of a mapping; none for another value. Reports nothing.
    package var entries: [YAMLMapping.Entry] {
        guard case .mapping(let mapping) = node else { return [] }
        return YAMLMapping(mapping, of: self).all()
    }

    /// What stands under a key of a mapping. Reports nothing.
    package func value(of key: String) -> YAMLValue? {
        entries.first { $0.key == key }?.value
    }

    /// Reports that the value isn't what is expected, and gives nil as the reader's result.
    package func refuse<T>(
        _ code: DiagnosticCode = .valueInvalid, expected: Wording, message: Wording? = nil,
        remedy: Wording? = nil
    ) -> T? {
        report(code, expected: expected, message: message, remedy: remedy)
        return nil
    }

    /// Reports that the value isn't what is expected.
    package func report(
        _ code: DiagnosticCode = .valueInvalid, _ severity: Diagnostic.Severity = .error,
        expected: Wording, message: Wording? = nil, remedy: Wording? = nil
    ) {
        reader.report(
            Diagnostic(
                code, severity, at: place, found: found, expected: expected,
                message: message
                    ?? Wording(
                        zh: "“\(name)”应为\(expected.zh)", en: "\(name) must be \(expected.en)"),
                remedy: remedy
                    ?? Wording(zh: "请改为\(expected.zh)", en: "write \(expected.en)")))
    }

    /// A text that isn't empty, without the blanks around it.
    package func text() -> String? {
        guard let text = scalar?.trimmed, !text.isEmpty, !isNull else {
            return refuse(expected: Wording(zh: "文字", en: "a text"))
        }
        return text
    }

    /// A decimal number in a range: digits, sign, point and exponent; no other notation.
    package func number(in range: ClosedRange<Double> = -1e15...1e15) -> Double? {
        guard let text = scalar?.trimmed, let value = decimal(text), range.contains(value) else {
            let limits = "\(range.lowerBound.shortest)…\(range.upperBound.shortest)"
            return refuse(
                expected: Wording(zh: "\(limits) 之间的数", en: "a number in \(limits)"))
        }
        return value
    }

    package func whole(in range: ClosedRange<Int>) -> Int? {
        guard let text = scalar?.trimmed, let value = Int(text), range.contains(value) else {
            let limits = "\(range.lowerBound)…\(range.upperBound)"
            return refuse(
                expected: Wording(zh: "\(limits) 之间的整数", en: "a whole number in \(limits)"))
        }
        return value
    }

    /// A share in 0…1, written as a fraction of one (`0.6`) or with a per-cent sign (`60%`).
    package func share() -> Double? {
        let text = scalar?.trimmed ?? ""
        let isPercent = text.hasSuffix("%")
        let value = decimal(isPercent ? String(text.dropLast()).trimmed : text)
        guard let share = value.map({ isPercent ? $0 / 100 : $0 }), (0...1).contains(share) else {
            return refuse(
                expected: Wording(zh: "0…1 之间的份额或百分数", en: "a share in 0…1 or a percentage"))
        }
        return share
    }

    package func flag() -> Bool? {
        switch scalar {
        case "true", "yes", "是": true
        case "false", "no", "否": false
        default: refuse(.notAFlag, expected: Wording(zh: "是/否", en: "true or false"))
        }
    }

    /// A day written `yyyy-mm-dd`.
    package func day() -> Day? {
        guard let day = scalar.flatMap({ Day($0.trimmed) }) else {
            return refuse(
                .notADate, expected: Wording(zh: "yyyy-mm-dd 形式的日期", en: "a date yyyy-mm-dd"))
        }
        return day
    }

    /// The meaning of one of a closed list of words.
    package func choice<T>(_ choices: KeyValuePairs<String, T>) -> T? {
        let text = scalar?.trimmed
        if let choice = choices.first(where: { $0.key == text }) { return choice.value }
        return refuseUnlisted(among: choices.map(\.key))
    }

    /// A case of an enumeration by its raw value.
    package func choice<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> T?
    where T.RawValue == String {
        if let choice = scalar.flatMap({ T(rawValue: $0.trimmed) }) { return choice }
        return refuseUnlisted(among: T.allCases.map(\.rawValue))
    }

    /// A text that must be one of a list known only at run time.
    package func name<Names: Sequence>(among names: Names) -> String?
    where Names.Element == String {
        guard let text = text() else { return nil }
        return names.contains(text) ? text : refuseUnlisted(among: Array(names))
    }

    private func refuseUnlisted<T>(among names: [String]) -> T? {
        let list = names.joined(separator: ", ")
        let near = scalar.flatMap { nearestName(to: $0, among: names) }
        return refuse(
            .notInList,
            expected: Wording(zh: "下列之一：\(list)", en: "one of: \(list)"),
            message: Wording(
                zh: "“\(name)”不能写“\(found)”", en: "\(name) can't be “\(found)”"),
            remedy: near.map(Wording.didYouMean))
    }

    /// One thing said in Chinese and English: `{ zh: …, en: … }`, or one text for both.
    package func wording() -> Wording? {
        guard isMapping else { return text().map { Wording($0) } }
        return mapping { map in
            let (zh, en) = (map.required("zh")?.text(), map.optional("en")?.text())
            return zh.map { Wording(zh: $0, en: en ?? $0) }
        }
    }

    /// The values of a list, in its order.
    package func list() -> [YAMLValue]? {
        guard case .sequence(let sequence) = node else {
            return refuse(expected: Wording(zh: "列表", en: "a list"))
        }
        return sequence.enumerated().map { index, node in
            YAMLValue(node: node, name: "\(name)[\(index + 1)]", reader: reader)
        }
    }

    /// The values of a list, or the value itself where it isn't one; an empty list is reported.
    package func oneOrMore() -> [YAMLValue] {
        guard isList else { return [self] }
        let values = list() ?? []
        if values.isEmpty { reportEmpty() }
        return values
    }

    /// Reports that a list or mapping holds nothing.
    package func reportEmpty() {
        report(expected: Wording(zh: "至少一项", en: "at least one entry"))
    }

    /// A list of texts, or one text; nil if any of them is wrong.
    package func texts() -> [String]? {
        let values = isList ? list() ?? [] : [self]
        let texts = values.compactMap { $0.text() }
        return texts.count == values.count ? texts : nil
    }

    /// Reads a mapping; keys that the body doesn't ask for are reported after it.
    package func mapping<T>(_ body: (YAMLMapping) -> T?) -> T? {
        guard case .mapping(let mapping) = node else {
            return refuse(expected: Wording(zh: "键与值的组合", en: "a mapping of keys to values"))
        }
        let keys = YAMLMapping(mapping, of: self)
        let result = body(keys)
        keys.reportUnknownKeys()
        return result
    }
}

/// Reads digits, sign, point and exponent, and nothing else that `Double` would take.
private func decimal(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy {
        (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
    }
    guard allowed, let value = Double(text), value.isFinite else { return nil }
    return value
}

extension String {
    /// Without the ASCII blanks around it.
    var trimmed: String {
        let blank = UInt8(ascii: " ")
        guard let first = utf8.firstIndex(where: { $0 != blank }),
            let last = utf8.lastIndex(where: { $0 != blank })
        else { return "" }
        return String(self[first...last])
    }
}

extension Double {
    /// As a person would write it: no `.0` after a whole number.
    var shortest: String {
        if self == rounded(), abs(self) < 1e15 { return String(Int64(self)) }
        return "\(self)"
    }
}
