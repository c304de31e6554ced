internal import Languages

extension Quantity {
    private static let aggregates = ["rows", "sum", "product"]

    /// Reads `{ form: …, rows: true | sum: column(s) | product: columns, where: { … } }`.
    init?(_ value: YAMLValue, forms: FormVocabulary?) {
        let quantity: Quantity? = value.mapping { map in
            let form = map.required("form").flatMap { Quantity.form($0, forms: forms) }
            let columns = form.flatMap { forms?.columns[$0] }
            let aggregate = Aggregate(map, columns: columns)
            let condition = map.optional("where").map { Condition($0, columns: columns) }
            guard let form, let aggregate else { return nil }
            if case .some(nil) = condition { return nil }
            return Quantity(form: form, aggregate, where: condition ?? nil)
        }
        guard let quantity else { return nil }
        self = quantity
    }

    private static func form(_ value: YAMLValue, forms: FormVocabulary?) -> String? {
        forms.map { value.name(among: $0.forms) } ?? value.text()
    }
}

extension Quantity.Aggregate {
    fileprivate init?(_ map: YAMLMapping, columns: [String]?) {
        let (rows, sum, product) = (
            map.optional("rows"), map.optional("sum"), map.optional("product")
        )
        switch (rows, sum, product) {
        case (let rows?, nil, nil):
            guard rows.isConfirmed() else { return nil }
            self = .rows
        case (nil, let sum?, nil):
            guard let names = columnNames(sum, among: columns) else { return nil }
            self = .sum(names)
        case (nil, nil, let product?):
            guard let names = columnNames(product, among: columns) else { return nil }
            self = .sumOfProducts(names)
        default:
            map.whole.reportChoice("rows", "sum", "product")
            return nil
        }
    }
}

private func columnNames(_ value: YAMLValue, among columns: [String]?) -> [String]? {
    let values = value.oneOrMore()
    let names = values.compactMap { columnName($0, among: columns) }
    return names.isEmpty || names.count < values.count ? nil : names
}

private func columnName(_ value: YAMLValue, among columns: [String]?) -> String? {
    columns.map { value.name(among: $0) } ?? value.text()
}

extension YAMLValue {
    /// Reports that exactly one of some keys must be given.
    func reportChoice(_ keys: String...) {
        let list = keys.joined(separator: ", ")
        report(
            .keyMissing, expected: Wording(zh: "\(list) 之一", en: "one of \(list)"),
            message: Wording(
                zh: "“\(name)”须写且只写 \(list) 之一", en: "\(name) needs exactly one of \(list)"))
    }
}

extension Condition {
    /// Reads `{ column: value | [values] | { at_least: 90 … }, any: [ { … }, … ] }`; all must hold.
    init?(_ value: YAMLValue, columns: [String]?) {
        let condition: Condition? = value.mapping { map in
            let entries = map.some()
            let parts = entries.compactMap { Condition.part($0, columns: columns) }
            return parts.isEmpty || parts.count < entries.count
                ? nil : parts.count == 1 ? parts[0] : .all(parts)
        }
        guard let condition else { return nil }
        self = condition
    }

    private static func part(_ entry: YAMLMapping.Entry, columns: [String]?) -> Condition? {
        if entry.key == "any" {
            let values = entry.value.oneOrMore()
            let branches = values.compactMap { Condition($0, columns: columns) }
            return branches.isEmpty || branches.count < values.count ? nil : .any(branches)
        }
        if let columns, !columns.contains(entry.key) {
            entry.value.reportUnknownColumn(entry, among: columns)
            return nil
        }
        return Test(entry.value).map { .column(entry.key, $0) }
    }
}

extension Condition.Test {
    fileprivate init?(_ value: YAMLValue) {
        if value.isMapping {
            guard let test = value.mapping(Self.read) else { return nil }
            self = test
        } else if value.scalar == "true" || value.scalar == "false" {
            self = .flag(value.scalar == "true")
        } else {
            guard let texts = value.someTexts() else { return nil }
            self = .isOneOf(texts)
        }
    }

    private static func read(_ map: YAMLMapping) -> Self? {
        if let filled = map.optional("filled") { return filled.flag().map { .filled($0) } }
        if let other = map.optional("not") { return other.someTexts().map { .isNoneOf($0) } }
        let bounds = ["at_least", "above", "at_most", "below"].map { map.optional($0) }
        guard bounds.contains(where: { $0 != nil }) else {
            map.whole.reportChoice("filled", "not", "at_least", "above", "at_most", "below")
            return nil
        }
        let numbers = bounds.map { $0?.number() }
        guard zip(bounds, numbers).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return nil }
        return .within(
            .init(atLeast: numbers[0], above: numbers[1], atMost: numbers[2], below: numbers[3]))
    }
}
