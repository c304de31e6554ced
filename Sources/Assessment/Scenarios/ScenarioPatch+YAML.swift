internal import Diagnostics
internal import Indicators
internal import Institutions
internal import Languages
internal import Reallocation
internal import Tables

extension ScenarioPatch {
    private static let kinds = [
        "select", "freeze", "move_work", "move_posts", "merge", "split", "abolish", "create",
        "red_line", "pool", "arc", "weights", "judgement", "experts",
    ]

    init?(_ value: YAMLValue) {
        let kind = value.mapping { map -> Kind? in
            let found = Self.kinds.compactMap { kind in map.optional(kind).map { (kind, $0) } }
            guard let (name, patch) = found.first else {
                if map.keys.allSatisfy(Self.kinds.contains) { value.reportEmpty() }
                return nil
            }
            for (other, second) in found.dropFirst() {
                second.report(
                    expected: Wording(zh: "每项只写一种改动", en: "one kind of change per entry"),
                    message: Wording(
                        zh: "“\(name)”之外又有“\(other)”", en: "there is \(other) beside \(name)"),
                    remedy: Wording(
                        zh: "请分成两项，按先后排列", en: "make two entries of it, in order"))
            }
            return Kind(name, patch, beside: map)
        }
        guard let kind else { return nil }
        self.kind = kind
        place = value.place
    }
}

extension ScenarioPatch.Kind {
    fileprivate init?(_ name: String, _ value: YAMLValue, beside map: YAMLMapping) {
        let kind: Self? =
            switch name {
            case "select": Self.change(value, map)
            case "freeze": CellSelection(value).map { .freeze($0) }
            case "move_work": Self.moveWork(value)
            case "move_posts": Self.movePosts(value)
            case "merge": Self.merge(value)
            case "split": Self.split(value)
            case "abolish": Self.abolish(value)
            case "create": Self.create(value)
            case "red_line": Self.redLine(value)
            case "pool": Self.reserve(value)
            case "arc": QuotaRules.Arc(value).map { .arc($0) }
            case "weights": Self.weights(value)
            case "judgement": Self.judgement(value)
            default: Self.experts(value)
            }
        guard let kind else { return nil }
        self = kind
    }

    private static func change(_ value: YAMLValue, _ map: YAMLMapping) -> Self? {
        let changes = CellChange.Quantity.allCases.compactMap { quantity in
            map.optional(quantity.rawValue).map { (quantity, $0) }
        }
        let names = CellChange.Quantity.allCases.map(\.rawValue)
        guard !changes.isEmpty else {
            // An unknown key beside `select` has its own report.
            if map.keys.count > 1 { return nil }
            return value.refuse(
                .keyMissing, expected: Wording(names.joined(separator: ", ")),
                message: Wording(
                    zh: "选定之后没有说改什么", en: "select isn't followed by what changes"),
                remedy: Wording(
                    zh: "在 select 旁写下列之一：\(names.joined(separator: "、"))",
                    en: "beside select write one of: \(names.joined(separator: ", "))"))
        }
        let read = changes.compactMap { quantity, value in
            NumberChange(value, reaching: quantity.range).map {
                CellChange(quantity: quantity, change: $0)
            }
        }
        guard let selection = CellSelection(value), read.count == changes.count else { return nil }
        if let types = selection.types?.first, read.contains(where: { $0.quantity == .hours }) {
            value.reader.report(
                Diagnostic(
                    .valueInvalid, at: types.place, found: types.text,
                    message: Wording(
                        zh: "工时属于单位，不分编制类型", en: "hours belong to a unit, not to a quota type"),
                    remedy: Wording(
                        zh: "改工时不要选 quota_type", en: "leave quota_type out where hours change")))
            return nil
        }
        return .change(selection, read)
    }

    private static func moveWork(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let (from, to) = (map.required("from")?.named(), map.required("to")?.named())
            let parts = ["duties", "items", "hours"].compactMap { key in
                map.optional(key).map { (key, $0) }
            }
            guard let part = parts.first, parts.count == 1 else {
                return value.refuse(
                    parts.isEmpty ? .keyMissing : .valueInvalid,
                    expected: Wording(
                        zh: "duties、items、hours 之一", en: "one of duties, items, hours"),
                    message: Wording(
                        zh: "划转工作要说明划转什么，且只说一种",
                        en: "a move of work says what moves, in one way"))
            }
            let work: MovedWork? =
                switch part.0 {
                case "duties": part.1.someNames().map { .duties($0) }
                case "items": part.1.someNames().map { .items($0) }
                default: part.1.number(in: 0...1e9).map { .hours($0, part.1.place) }
                }
            guard let from, let to, let work else { return nil }
            guard Self.areDifferent(from, to, value) else { return nil }
            return .moveWork(from: from, to: to, work)
        }
    }

    private static func movePosts(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let (from, to) = (map.required("from")?.named(), map.required("to")?.named())
            let posts = map.required("posts")?.posts()
            guard let from, let to, let posts, Self.areDifferent(from, to, value) else {
                return nil
            }
            return .movePosts(from: from, to: to, posts)
        }
    }

    private static func areDifferent(
        _ from: ScenarioName, _ to: ScenarioName, _ value: YAMLValue
    ) -> Bool {
        guard from.text == to.text else { return true }
        value.reader.report(
            Diagnostic(
                .valueInvalid, at: to.place, found: to.text,
                expected: Wording(zh: "另一个单位", en: "another unit"),
                message: Wording(zh: "划出与划入是同一单位", en: "it moves from a unit to itself"),
                remedy: Wording(zh: "请写另一个单位的编码", en: "write the code of another unit")))
        return false
    }

    private static func merge(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let list = map.required("units")
            let units = list?.someNames()
            let into = map.required("into").flatMap { UnitSketch($0) }
            let name = map.optional("name")?.text()
            guard let units, let into else { return nil }
            guard Set(units.map(\.text)).union([into.id.text]).count > 1,
                Set(units.map(\.text)).count == units.count
            else {
                return list?.refuse(
                    expected: Wording(
                        zh: "两个以上不同的单位", en: "two or more different units"))
            }
            return .merge(units, into: name.map { into.named($0) } ?? into)
        }
    }

    private static func split(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let unit = map.required("unit")?.named()
            let new = map.required("into").flatMap { UnitSketch($0) }
            let bodies = map.optional("bodies").map { $0.someNames() } ?? []
            let duties = map.optional("duties").map { $0.someNames() } ?? []
            let posts = map.optional("posts").map { $0.posts() } ?? []
            guard let unit, let new, let bodies, let duties, let posts else { return nil }
            guard !(bodies.isEmpty && duties.isEmpty && posts.isEmpty) else {
                return value.refuse(
                    .keyMissing,
                    expected: Wording(
                        zh: "bodies、duties、posts 至少一项", en: "one of bodies, duties, posts"),
                    message: Wording(
                        zh: "分设要说明分出什么", en: "a split says what the new unit gets"))
            }
            return .split(
                unit, SplitParts(new: new, bodies: bodies, duties: duties, posts: posts))
        }
    }

    private static func abolish(_ value: YAMLValue) -> Self? {
        guard value.isMapping else {
            return value.someNames().map { .abolish($0, work: nil, staff: nil) }
        }
        return value.mapping { map -> Self? in
            let units = (map.optional("units") ?? map.required("unit"))?.someNames()
            let heir = map.optional("to")?.named()
            let work = map.optional("work_to")?.named() ?? heir
            let staff = map.optional("staff_to")?.named() ?? heir
            guard let units else { return nil }
            return .abolish(units, work: work, staff: staff)
        }
    }

    private static func create(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let sketch = UnitSketch(map)
            let posts = map.optional("posts").map { $0.posts(emptyAllowed: true) } ?? []
            for key in ["name", "level", "category", "funding", "class"] {
                _ = map.required(key)
            }
            guard let sketch, let posts, sketch.isComplete else { return nil }
            return .create(sketch, posts: posts)
        }
    }

    private static func redLine(_ value: YAMLValue) -> Self? {
        value.mapping { map -> Self? in
            let group = map.required("group").flatMap { RedLineGroup($0) }
            let ways = ["max", "add", "multiply"].compactMap { key in
                map.optional(key).map { (key, $0) }
            }
            guard let way = ways.first, ways.count == 1 else {
                return value.refuse(
                    ways.isEmpty ? .keyMissing : .valueInvalid,
                    expected: Wording(zh: "max、add、multiply 之一", en: "one of max, add, multiply"),
                    message: Wording(
                        zh: "红线改成多少，只说一种", en: "a red line changes in one way"))
            }
            let most = 1_000_000_000
            let operation: NumberChange.Operation? =
                switch way.0 {
                case "max": way.1.whole(in: 0...most).map { .set(Double($0)) }
                case "add": way.1.whole(in: -most...most).map { .add(Double($0)) }
                default: way.1.number(in: 0...1000).map { .multiply($0) }
                }
            guard let group, let operation else { return nil }
            return .redLine(
                group,
                NumberChange(operation: operation, place: way.1.place, found: way.1.found))
        }
    }

    private static func reserve(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let pool = map.required("id")?.pool()
            let minimum = map.required("reserve_min")?.whole(in: 0...1_000_000_000)
            guard let pool, let minimum else { return nil }
            return .reserve(QuotaRules.Reserve(pool: pool, minimum: minimum))
        }
    }

    private static func weights(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let entries = map.some()
            let weights = entries.compactMap { entry in
                entry.value.positiveShare().map {
                    (ScenarioName(text: entry.key, place: entry.place), $0)
                }
            }
            return weights.count == entries.count && !entries.isEmpty ? .weights(weights) : nil
        }
    }

    private static func experts(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let entries = map.some()
            let weights = entries.compactMap { entry in
                entry.value.number(in: 0...1_000_000).map {
                    (ScenarioName(text: entry.key, place: entry.place), $0)
                }
            }
            return weights.count == entries.count && !entries.isEmpty ? .experts(weights) : nil
        }
    }

    private static func judgement(_ value: YAMLValue) -> Self? {
        value.mapping { map in
            let node = map.required("node")?.named()
            let (left, right) = (map.required("left")?.named(), map.required("right")?.named())
            let ratio = map.required("value")
            let answer = ratio?.ratio()
            let expert = map.optional("expert")?.named()
            let unitClass = map.optional("class")?.named()
            guard let node, let left, let right, let ratio, let answer else { return nil }
            return .judgement(
                ScenarioJudgement(
                    node: node, left: left, right: right, value: answer, valuePlace: ratio.place,
                    expert: expert, unitClass: unitClass))
        }
    }
}

extension CellChange.Quantity {
    /// What the changed quantity may be set to.
    fileprivate var range: ClosedRange<Double> {
        switch self {
        case .need, .quota, .attrition, .weight: 0...1_000_000
        case .hours: 0...1_000_000_000
        }
    }
}

extension NumberChange {
    fileprivate init?(_ value: YAMLValue, reaching range: ClosedRange<Double>) {
        let change = value.mapping { map -> NumberChange? in
            let ways = ["multiply", "add", "set"].compactMap { key in
                map.optional(key).map { (key, $0) }
            }
            guard let way = ways.first, ways.count == 1 else {
                if ways.isEmpty, !map.keys.isEmpty { return nil }
                return value.refuse(
                    expected: Wording(zh: "multiply、add、set 之一", en: "one of multiply, add, set"))
            }
            let operation: Operation? =
                switch way.0 {
                case "multiply": way.1.number(in: 0...1_000_000).map { .multiply($0) }
                case "add": way.1.number(in: -range.upperBound...range.upperBound).map { .add($0) }
                default: way.1.number(in: range).map { .set($0) }
                }
            return operation.map {
                NumberChange(operation: $0, place: way.1.place, found: way.1.found)
            }
        }
        guard let change else { return nil }
        self = change
    }
}

extension CellSelection {
    /// A mapping of patterns, or patterns of units alone.
    init?(_ value: YAMLValue) {
        guard value.isMapping else {
            guard let units = value.someNames() else { return nil }
            self.init(units: units, types: nil, classes: nil, levels: nil, place: value.place)
            return
        }
        let selection = value.mapping { map -> CellSelection? in
            func names(_ key: String) -> [ScenarioName]?? {
                map.optional(key).map { $0.someNames() }
            }
            let (units, types) = (names("unit"), names("quota_type"))
            let (classes, levels) = (names("class"), names("level"))
            let isRight = [units, types, classes, levels].allSatisfy { list in
                guard case .some(nil) = list else { return true }
                return false
            }
            guard isRight else { return nil }
            return CellSelection(
                units: units ?? nil, types: types ?? nil, classes: classes ?? nil,
                levels: levels ?? nil, place: value.place)
        }
        guard let selection else { return nil }
        self = selection
    }
}

extension UnitSketch {
    /// A code, or a mapping that says more.
    init?(_ value: YAMLValue) {
        guard value.isMapping else {
            guard let id = value.named() else { return nil }
            self.init(id)
            return
        }
        guard let sketch = value.mapping({ UnitSketch($0) }) else { return nil }
        self = sketch
    }

    fileprivate init?(_ map: YAMLMapping) {
        let id = map.required("unit_id")?.named()
        let name = map.optional("name")?.text()
        let level = map.optional("level")?.choice(Level.self)
        let category = map.optional("category")?.choice(UnitCategory.self)
        let funding = map.optional("funding")?.choice(Funding.self)
        let unitClass = map.optional("class")?.named()
        let structure = map.optional("post_structure")?.choice(PostStructure.self)
        let (region, department) = (
            map.optional("region")?.text(), map.optional("department")?.text()
        )
        let grade = map.optional("grade_level")?.choice(GradeLevel.self)
        guard let id else { return nil }
        self.init(
            id: id, name: name, level: level, category: category, funding: funding,
            unitClass: unitClass, postStructure: structure, region: region,
            department: department, gradeLevel: grade)
    }

    fileprivate var isComplete: Bool {
        name != nil && level != nil && category != nil && funding != nil && unitClass != nil
    }

    fileprivate func named(_ name: String) -> UnitSketch {
        UnitSketch(
            id: id, name: name, level: level, category: category, funding: funding,
            unitClass: unitClass, postStructure: postStructure, region: region,
            department: department, gradeLevel: gradeLevel)
    }
}

extension YAMLValue {
    fileprivate func named() -> ScenarioName? {
        text().map { ScenarioName(text: $0, place: place) }
    }

    /// One name or a list of at least one; nil if any is wrong.
    fileprivate func someNames() -> [ScenarioName]? {
        let values = oneOrMore()
        let names = values.compactMap { $0.named() }
        return names.isEmpty || names.count < values.count ? nil : names
    }

    /// Posts by quota type: `{全额: 3}`.
    fileprivate func posts(emptyAllowed: Bool = false) -> [PostsOfType]? {
        mapping { map in
            let entries = emptyAllowed ? map.all() : map.some()
            let posts = entries.compactMap { entry -> PostsOfType? in
                let type = QuotaType.approved.first { $0.rawValue == entry.key }
                if type == nil {
                    let names = QuotaType.approved.map(\.rawValue)
                    reader.report(
                        Diagnostic(
                            .notInList, at: entry.place, found: entry.key,
                            expected: Wording(names.joined(separator: "、")),
                            message: Wording(
                                zh: "没有编制类型“\(entry.key)”",
                                en: "there is no quota type “\(entry.key)”"),
                            remedy: nearestName(to: entry.key, among: names).map(Wording.didYouMean)
                                ?? Wording(zh: "请写编制类型", en: "write a quota type")))
                }
                guard let count = entry.value.whole(in: 0...1_000_000), let type else { return nil }
                return PostsOfType(type: type, count: count, place: entry.value.place)
            }
            return posts.count == entries.count && (emptyAllowed || !posts.isEmpty) ? posts : nil
        }
    }

    /// A share above 0.
    fileprivate func positiveShare() -> Double? {
        guard let share = share() else { return nil }
        if share > 0 { return share }
        return refuse(
            .outOfRange, expected: Wording(zh: "大于 0、不超过 1 的权重", en: "a weight in (0, 1]"))
    }

    /// A judgement on the 1–9 scale, as a decimal or a fraction.
    fileprivate func ratio() -> Double? {
        let bytes = Array((scalar ?? "").utf8)
        let value = bytes.withUnsafeBufferPointer { parseRatio($0) }
        if let value, value >= (1 - 1e-9) / 9, value <= 9 * (1 + 1e-9) { return value }
        return refuse(
            .judgementOffScale,
            expected: Wording(zh: "1/9 至 9 的数或分数", en: "a number or fraction from 1/9 to 9"))
    }
}
