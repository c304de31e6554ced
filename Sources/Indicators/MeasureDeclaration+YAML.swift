internal import Languages

/// What reading a measure needs to know besides its own text.
struct MeasureContext {
    /// nil: forms and columns are not checked.
    let forms: FormVocabulary?
    let questionnaire: Questionnaire?
    /// Code of the leaf.
    let leaf: String

    /// A column of the units form, which everything that says `by` chooses by.
    func unitColumn(_ value: YAMLValue) -> String? {
        forms?.columns["units"].map { value.name(among: $0) } ?? value.text()
    }
}

extension MeasureDeclaration {
    static let kinds = [
        "ratio", "quantity", "change", "survey", "workload", "audit", "table", "by",
    ]
    static let builtInNames = [
        "duty_timeliness", "quota_use", "leadership_excess", "statutory_coverage",
        "task_completion", "task_punctuality", "age_balance", "rectification",
    ]

    /// Reads `{ kind: { … } }`, or the name alone of a kind that needs no more.
    init?(_ value: YAMLValue, in context: MeasureContext) {
        let measure: MeasureDeclaration? =
            if let name = value.scalar {
                Self.plain(name, value, in: context)
            } else {
                value.mapping { map in
                    let entries = map.all()
                    guard let entry = entries.first, entries.count == 1 else {
                        return map.whole.refuse(
                            expected: Wording(zh: "一种测量方式", en: "one kind of measure"))
                    }
                    return Self.read(entry, in: context)
                }
            }
        guard let measure else { return nil }
        self = measure
    }

    private static func plain(_ name: String, _ value: YAMLValue, in context: MeasureContext)
        -> Self?
    {
        switch name {
        case "quota_use": .builtIn(.quotaUse)
        case "leadership_excess": .builtIn(.leadershipExcess)
        case "statutory_coverage": .builtIn(.statutoryCoverage)
        case "task_completion": .builtIn(.taskCompletion)
        case "task_punctuality": .builtIn(.taskPunctuality)
        case "rectification": .builtIn(.rectification)
        case "survey": surveyed(.equal, value, in: context)
        case "table": .table(code: context.leaf)
        case "ratio", "quantity", "change", "workload", "audit", "by", "duty_timeliness",
            "age_balance":
            value.refuse(
                .keyMissing, expected: Wording(zh: "\(name): { … }", en: "\(name): { … }"))
        default: value.name(among: kinds + builtInNames).flatMap { _ in nil }
        }
    }

    private static func read(_ entry: YAMLMapping.Entry, in context: MeasureContext) -> Self? {
        let value = entry.value
        switch entry.key {
        case "ratio": return Ratio(value, forms: context.forms).map { .ratio($0) }
        case "quantity": return Quantity(value, forms: context.forms).map { .quantity($0) }
        case "change": return Change(value, forms: context.forms).map { .change($0) }
        case "survey": return survey(value, in: context)
        case "workload": return WorkloadReading(value).map { .workload($0) }
        case "audit": return AuditMeasure(value).map { .audit($0) }
        case "table": return value.text().map { .table(code: $0) }
        case "by": return byColumn(value, in: context)
        case "duty_timeliness":
            return value.mapping { map in
                map.required("working_days")?.whole(in: 1...366).map {
                    .builtIn(.dutyTimeliness(workingDays: $0))
                }
            }
        case "age_balance": return value.mapping(ageBalance)
        case let name where builtInNames.contains(name):
            return value.mapping { _ in plain(name, value, in: context) }
        default:
            reportUnknownKind(entry, value.reader)
            return nil
        }
    }

    private static func ageBalance(_ map: YAMLMapping) -> Self? {
        let values = map.required("bounds")?.list()
        let bounds = values?.compactMap { $0.whole(in: 16...100) } ?? []
        let minimum = map.required("minimum_staff")?.whole(in: 1...10_000)
        guard let values, bounds.count == values.count, let minimum else { return nil }
        guard !bounds.isEmpty, zip(bounds, bounds.dropFirst()).allSatisfy(<) else {
            map.whole.report(expected: Wording(zh: "逐段增大的年龄上限", en: "rising bounds of age"))
            return nil
        }
        return .builtIn(.ageBalance(bounds: bounds, minimumStaff: minimum))
    }

    private static func survey(_ value: YAMLValue, in context: MeasureContext) -> Self? {
        value.mapping { map in
            let groups = map.optional("groups").map { $0.choice(SurveyMeasure.Combination.self) }
            guard let combination = groups ?? .equal else { return nil }
            return surveyed(combination, value, in: context)
        }
    }

    private static func surveyed(
        _ combination: SurveyMeasure.Combination, _ value: YAMLValue, in context: MeasureContext
    ) -> Self? {
        let items = context.questionnaire?.items(feeding: context.leaf) ?? []
        guard !items.isEmpty else {
            return value.refuse(
                .treeInvalid,
                expected: Wording(
                    zh: "survey 中有题目的 feeds 指向 \(context.leaf)",
                    en: "an item under survey that feeds \(context.leaf)"),
                message: Wording(
                    zh: "没有题目用于“\(context.leaf)”", en: "no item feeds \(context.leaf)"))
        }
        return .survey(SurveyMeasure(combination: combination, items: items))
    }

    private static func byColumn(_ value: YAMLValue, in context: MeasureContext) -> Self? {
        value.mapping { map in
            let column = map.required("column").flatMap { context.unitColumn($0) }
            let read: [MeasureCase]? = map.required("cases")?.mapping { cases in
                let entries = cases.some()
                let read = entries.compactMap { entry in
                    MeasureDeclaration(entry.value, in: context).map {
                        MeasureCase(value: entry.key, measure: $0)
                    }
                }
                return read.isEmpty || read.count < entries.count ? nil : read
            }
            guard let column, let read else { return nil }
            return .byColumn(column, read)
        }
    }
}

extension Ratio {
    fileprivate init?(_ value: YAMLValue, forms: FormVocabulary?) {
        let ratio: Ratio? = value.mapping { map in
            let numerator = map.required("numerator").flatMap { Quantity($0, forms: forms) }
            let denominator = map.required("denominator").flatMap { Quantity($0, forms: forms) }
            let complement = map.optional("complement").map { $0.flag() } ?? false
            let percent = map.optional("percent").map { $0.flag() } ?? false
            guard let numerator, let denominator, let complement, let percent else { return nil }
            return Ratio(
                numerator, over: denominator, isComplement: complement, isPercent: percent)
        }
        guard let ratio else { return nil }
        self = ratio
    }
}

extension Change {
    fileprivate init?(_ value: YAMLValue, forms: FormVocabulary?) {
        let change: Change? = value.mapping { map in
            let now = map.required("now").flatMap { Quantity($0, forms: forms) }
            let earlier = map.required("before")?.oneOrMore() ?? []
            let before = earlier.compactMap { Quantity($0, forms: forms) }
            guard let now, !before.isEmpty, before.count == earlier.count else { return nil }
            return Change(now: now, before: before)
        }
        guard let change else { return nil }
        self = change
    }
}

extension WorkloadReading {
    fileprivate init?(_ value: YAMLValue) {
        let reading: WorkloadReading? = value.mapping { map in
            switch map.required("reading")?.choice([
                "saturation": "saturation", "balance": "balance", "core_share": "core_share",
            ]) {
            case "saturation":
                map.required("basis")?.choice(Basis.self).map { .saturation($0) }
            case "balance": .balance
            case "core_share": .coreShare
            default: nil
            }
        }
        guard let reading else { return nil }
        self = reading
    }
}

extension AuditMeasure {
    fileprivate init?(_ value: YAMLValue) {
        let measure: AuditMeasure? = value.mapping { map in
            let rules = map.required("rules")?.someTexts()
            let reading: Reading? =
                switch map.required("reading")?.choice([
                    "deduction": "deduction", "clean_share": "clean_share",
                ]) {
                case "deduction":
                    map.required("corrected_in_time")?.share().map {
                        .deduction(correctedInTime: $0)
                    }
                case "clean_share": .cleanShare
                default: nil
                }
            guard let rules, let reading else { return nil }
            return AuditMeasure(rules: rules, reading: reading)
        }
        guard let measure else { return nil }
        self = measure
    }
}
