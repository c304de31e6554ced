internal import Languages

extension ScoringChoice {
    /// Reads a rule, or `{ by: { column: …, cases: { value: rule }, otherwise: rule } }`.
    init?(_ value: YAMLValue, in context: MeasureContext) {
        guard value.isMapping else {
            guard let rule = ScoringRule(value, in: context) else { return nil }
            self = .one(rule)
            return
        }
        let choice: ScoringChoice? = value.mapping { map in
            if let by = map.optional("by") { return Self.byColumn(by, in: context) }
            return ScoringRule(map, in: context).map { .one($0) }
        }
        guard let choice else { return nil }
        self = choice
    }

    private static func byColumn(_ value: YAMLValue, in context: MeasureContext) -> Self? {
        value.mapping { map in
            let column = map.required("column").flatMap { context.unitColumn($0) }
            let cases: [Case]? = map.required("cases")?.mapping { cases in
                let entries = cases.some()
                let read = entries.compactMap { entry in
                    ScoringRule(entry.value, in: context).map { Case(value: entry.key, rule: $0) }
                }
                return read.isEmpty || read.count < entries.count ? nil : read
            }
            let otherwise = map.optional("otherwise").map { ScoringRule($0, in: context) }
            guard let column, let cases else { return nil }
            if case .some(nil) = otherwise { return nil }
            return .byColumn(column, cases, otherwise: otherwise ?? nil)
        }
    }
}

extension ScoringRule {
    fileprivate init?(_ value: YAMLValue, in context: MeasureContext) {
        if value.scalar == "likert" {
            self.init(.likert)
            return
        }
        guard let rule = value.mapping({ ScoringRule($0, in: context) }) else { return nil }
        self = rule
    }

    /// Reads one curve and `minus`, which may be a list.
    fileprivate init?(_ map: YAMLMapping, in context: MeasureContext) {
        let curve = ScoringCurve(map)
        let written = map.optional("minus")?.oneOrMore() ?? []
        let deductions = written.compactMap { ExtraDeduction($0, in: context) }
        guard let curve, deductions.count == written.count else { return nil }
        self.init(curve, minus: deductions)
    }
}

extension ExtraDeduction {
    fileprivate init?(_ value: YAMLValue, in context: MeasureContext) {
        let deduction: ExtraDeduction? = value.mapping { map in
            let measure = map.required("measure").flatMap {
                MeasureDeclaration($0, in: context)
            }
            let points = map.required("points")?.number(in: 1e-6...100)
            let beyond = map.optional("beyond").map { $0.number() } ?? 0
            guard let measure, let points, let beyond else { return nil }
            return ExtraDeduction(measure: measure, points: points, beyond: beyond)
        }
        guard let deduction else { return nil }
        self = deduction
    }
}

extension ScoringCurve {
    fileprivate init?(_ map: YAMLMapping) {
        let names = ["piecewise", "slope", "steps", "deduct", "target", "likert"]
        let given = names.compactMap { name in map.optional(name).map { (name, $0) } }
        guard let (name, value) = given.first, given.count == 1 else {
            map.whole.reportChoice(
                "piecewise", "slope", "steps", "deduct", "target", "likert", "by")
            return nil
        }
        let curve: ScoringCurve? =
            switch name {
            case "piecewise": Self.piecewise(value)
            case "slope": Self.slope(value)
            case "steps": Self.steps(value)
            case "deduct": Self.deduct(value)
            case "target": Self.target(value)
            default: value.isConfirmed() ? .likert : nil
            }
        guard let curve else { return nil }
        self = curve
    }

    private static func piecewise(_ value: YAMLValue) -> Self? {
        guard let anchors = anchors(value) else { return nil }
        guard anchors.count >= 2 else {
            return value.refuse(
                .treeInvalid, expected: Wording(zh: "至少两个折点", en: "at least two anchors"))
        }
        return .piecewise(anchors)
    }

    /// Reads `[[x, y], …]`, x non-decreasing, y in 0…100.
    private static func anchors(_ value: YAMLValue) -> [Anchor]? {
        guard let pairs = value.list() else { return nil }
        guard !pairs.isEmpty else {
            value.reportEmpty()
            return nil
        }
        let anchors = pairs.compactMap(anchor)
        guard anchors.count == pairs.count else { return nil }
        for (index, next) in anchors.indices.dropFirst().enumerated()
        where anchors[index].x > anchors[next].x {
            return pairs[next].refuse(
                .treeInvalid,
                expected: Wording(zh: "不小于前一折点的值", en: "a value not below the one before"),
                message: Wording(zh: "折点的值应从小到大排列", en: "anchors must rise"))
        }
        return anchors
    }

    private static func anchor(_ value: YAMLValue) -> Anchor? {
        guard let pair = value.list() else { return nil }
        guard pair.count == 2 else {
            return value.refuse(expected: Wording(zh: "[原值, 得分]", en: "[value, points]"))
        }
        let (x, y) = (pair[0].number(), pair[1].number(in: 0...100))
        guard let x, let y else { return nil }
        return Anchor(x, y)
    }

    private static func slope(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let (low, high) = (map.optional("at_least"), map.optional("at_most"))
            let points = map.required("points")?.number(in: 1e-6...1e6)
            switch (low, high) {
            case (let low?, nil):
                guard let full = low.number(), let points else { return nil }
                return .slopeBelow(full: full, points: points)
            case (nil, let high?):
                guard let full = high.number(), let points else { return nil }
                return .slopeAbove(full: full, points: points)
            default:
                map.whole.reportChoice("at_least", "at_most")
                return nil
            }
        }
    }

    private static func steps(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let below = map.required("below")?.number(in: 0...100)
            let anchors = map.required("from").flatMap(anchors)
            guard let below, let anchors else { return nil }
            return .steps(below: below, anchors)
        }
    }

    private static func deduct(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let entries = map.some()
            let deductions = entries.compactMap { entry in
                entry.value.number(in: 0...100).map { Deduction(key: entry.key, points: $0) }
            }
            guard !deductions.isEmpty, deductions.count == entries.count else { return nil }
            return .deduct(deductions)
        }
    }

    private static func target(_ value: YAMLValue) -> Self? {
        guard value.isMapping else {
            return value.number(in: 1e-9...1e15).map { .target($0, lowerIsBetter: false) }
        }
        return value.mapping { map in
            let goal = map.required("value")?.number(in: 1e-9...1e15)
            let lower =
                map.optional("better").map { $0.choice(["higher": false, "lower": true]) } ?? false
            guard let goal, let lower else { return nil }
            return .target(goal, lowerIsBetter: lower)
        }
    }
}

extension ScoringCurve {
    /// Whether points never fall as the value rises.
    var neverFalls: Bool {
        switch self {
        case .piecewise(let anchors): risesThroughout(anchors.map(\.y))
        case .steps(let below, let anchors): risesThroughout([below] + anchors.map(\.y))
        case .slopeBelow, .likert, .deduct: true
        case .slopeAbove: false
        case .target(_, let lowerIsBetter): !lowerIsBetter
        }
    }

    /// Whether points never rise as the value rises.
    var neverRises: Bool {
        switch self {
        case .piecewise(let anchors): risesThroughout(anchors.map { -$0.y })
        case .steps(let below, let anchors): risesThroughout([-below] + anchors.map { -$0.y })
        case .slopeAbove, .deduct: true
        case .slopeBelow, .likert: false
        case .target(_, let lowerIsBetter): lowerIsBetter
        }
    }

    private func risesThroughout(_ values: [Double]) -> Bool {
        zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
