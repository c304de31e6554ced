internal import Indicators
internal import Institutions
internal import Languages
internal import Reallocation

extension QuotaRules {
    init?(_ value: YAMLValue?) {
        guard let value else {
            self = .none
            return
        }
        let rules = value.mapping { map -> QuotaRules? in
            let redLines = map.optional("red_lines")?.list()?.compactMap { RedLine($0) }
            let kappa = map.optional("kappa").map { $0.number(in: 0...1000) }
            let reserves = map.optional("reserve")?.list()?.compactMap { Reserve($0) }
            let arcs = map.optional("arcs")?.list()?.compactMap { Arc($0) }
            let attrition = map.optional("attrition")
                .map { $0.choice(["retirements": true, "none": false]) }
            let leadership = map.optional("leadership")?.text()
            guard let kappa = kappa ?? QuotaRules.none.kappa, let attrition = attrition ?? true
            else { return nil }
            return QuotaRules(
                redLines: redLines ?? [], kappa: kappa, reserves: reserves ?? [],
                arcs: arcs ?? [], countsRetirements: attrition, leadership: leadership)
        }
        guard let rules else { return nil }
        self = rules
    }
}

extension QuotaRules.RedLine {
    init?(_ value: YAMLValue) {
        let line = value.mapping { map -> Self? in
            let group = map.required("group").flatMap { RedLineGroup($0) }
            let maximum = map.required("max")?.whole(in: 0...1_000_000_000)
            guard let group, let maximum else { return nil }
            return group.line(maximum)
        }
        guard let line else { return nil }
        self = line
    }
}

/// Which posts a red line covers; nil: any.
struct RedLineGroup: Sendable, Hashable {
    let level: String?
    let quotaType: String?
    let funding: String?

    init(_ line: QuotaRules.RedLine) {
        (level, quotaType, funding) = (line.level, line.quotaType, line.funding)
    }

    init?(_ value: YAMLValue) {
        let names = value.mapping { group in
            (
                group.optional("level")?.name(among: Level.names),
                group.optional("quota_type")?.name(among: QuotaType.names),
                group.optional("funding")?.name(among: Funding.names)
            )
        }
        guard let names else { return nil }
        (level, quotaType, funding) = names
    }

    func line(_ maximum: Int) -> QuotaRules.RedLine {
        QuotaRules.RedLine(
            level: level, quotaType: quotaType, funding: funding, maximum: maximum)
    }
}

extension QuotaRules.Reserve {
    init?(_ value: YAMLValue) {
        let reserve = value.mapping { map -> Self? in
            let pool = map.required("pool")?.pool()
            let minimum = map.required("minimum")?.whole(in: 0...1_000_000_000)
            guard let pool, let minimum else { return nil }
            return Self(pool: pool, minimum: minimum)
        }
        guard let reserve else { return nil }
        self = reserve
    }
}

extension QuotaRules.Arc {
    init?(_ value: YAMLValue) {
        let arc = value.mapping { map -> Self? in
            let (from, to) = (map.required("from")?.pool(), map.required("to")?.pool())
            let cap = map.required("cap")?.whole(in: 0...1_000_000_000)
            let cost = map.optional("cost").map { $0.number(in: 0...1_000_000) } ?? 0
            guard let from, let to, let cap, let cost else { return nil }
            guard from != to else {
                return value.refuse(
                    expected: Wording(zh: "两个不同的编制池", en: "two different pools"))
            }
            return Self(from: from, to: to, cap: cap, cost: cost)
        }
        guard let arc else { return nil }
        self = arc
    }
}

extension YAMLValue {
    /// A pool of posts: level/quota type/funding, such as 市/全额/全额.
    func pool() -> String? {
        guard let text = text() else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let lists = [Level.names, QuotaType.names, Funding.names]
        guard parts.count == lists.count, zip(lists, parts).allSatisfy({ $0.contains($1) }) else {
            return refuse(
                expected: Wording(
                    zh: "“层级/编制类型/经费形式”，如 市/全额/全额",
                    en: "level/quota type/funding, such as 市/全额/全额"))
        }
        return text
    }
}

extension Level {
    fileprivate static var names: [String] { allCases.map(\.rawValue) }
}

extension QuotaType {
    fileprivate static var names: [String] { approved.map(\.rawValue) }
}

extension Funding {
    fileprivate static var names: [String] { allCases.map(\.rawValue) }
}
