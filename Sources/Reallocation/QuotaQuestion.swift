package import Indicators
internal import Institutions

/// What a round asks: where should the posts of these units be, under these rules?
///
/// Everything in it can be changed, and the question put again; that is what a scenario does.
package struct QuotaQuestion: Sendable {
    package var units: [AdviceCase]
    package var rules: QuotaRules
    /// nil: leaders make no floor.
    package var leadership: LeadershipTable?
    package var terms: PlanTerms
    package var table: DecisionTable
    /// Per pool (level/quota type/funding), posts that no unit has.
    package var freePosts: [String: Int]

    package init(
        units: [AdviceCase], rules: QuotaRules = .none, leadership: LeadershipTable? = nil,
        terms: PlanTerms = PlanTerms(), table: DecisionTable = DecisionTable(),
        freePosts: [String: Int] = [:]
    ) {
        self.units = units
        self.rules = rules
        self.leadership = leadership
        self.terms = terms
        self.table = table
        self.freePosts = freePosts
    }

    /// The posts of one quota type in one unit: a cell of the problem.
    package struct Line: Sendable, Hashable {
        /// Index of the unit.
        package let unit: Int
        /// Index among the unit's posts.
        package let posts: Int

        package init(unit: Int, posts: Int) {
            self.unit = unit
            self.posts = posts
        }
    }

    /// In the order of units, then of their quota types: one per cell of the problem.
    package var lines: [Line] {
        units.indices.flatMap { unit in
            units[unit].posts.indices.map { Line(unit: unit, posts: $0) }
        }
    }

    /// `市/全额/全额`.
    package func pool(of line: Line) -> String {
        let unit = units[line.unit]
        return [unit.level.rawValue, unit.posts[line.posts].type.rawValue, unit.funding.rawValue]
            .joined(separator: "/")
    }

    // MARK: Needs

    /// Beyond this a need is no number of posts, and the hours behind it are wrong.
    private static let greatestNeed = 1_000_000.0

    /// What a line needs before shrinking: its own need, else its share of the unit's by approved
    /// posts (by people where none is approved); nil where the unit's need is unknown.
    package func need(of line: Line) -> NeedEstimate? {
        let unit = units[line.unit]
        if let own = unit.posts[line.posts].need { return own }
        guard unit.saturation != nil, let required = unit.requiredStaff else { return nil }
        let need = NeedEstimate(
            min(required, QuotaQuestion.greatestNeed), bands: unit.requiredBands)
        let count = unit.approved > 0 ? \AdviceCase.Posts.approved : \AdviceCase.Posts.inPost
        let all = unit.posts.reduce(0) { $0 + $1[keyPath: count] }
        guard all > 0 else { return nil }
        let share = Double(unit.posts[line.posts][keyPath: count]) / Double(all)
        return need.scaled(by: share)
    }

    /// A unit whose need is that of its lines, where these have needs of their own.
    private func asked(_ index: Int) -> AdviceCase {
        var unit = units[index]
        guard unit.posts.contains(where: { $0.need != nil }) else { return unit }
        let needs = unit.posts.indices.compactMap { need(of: Line(unit: index, posts: $0))?.value }
        unit.requiredStaff = needs.reduce(0, +)
        return unit
    }

    /// Why the posts of a line don't grow; empty where they may.
    func bars(to line: Line) -> [GrowthBar] {
        let unit = units[line.unit]
        if unit.isFrozen || unit.posts[line.posts].isFrozen { return [.frozen] }
        if need(of: line) == nil { return [.unmeasured] }
        return table.obstacles(asked(line.unit)).map(GrowthBar.obstacle)
    }

    enum GrowthBar: Hashable {
        case frozen, unmeasured
        case obstacle(DecisionTable.Obstacle)
    }

    // MARK: The problem

    /// The problem as a value, its needs within the band of the terms (or another one).
    package func problem(band: PlanTerms.Band? = nil) -> ReallocationProblem {
        let lines = lines
        let band = band ?? terms.band
        let needs = shrunkNeeds(lines)
        let pools = pools(lines)
        let index = Dictionary(
            pools.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let cells = zip(lines, needs).map { line, need in
            cell(line, need, band, pool: index[pool(of: line)] ?? 0)
        }
        let limits = limits(lines, cells)
        return ReallocationProblem(
            cells: cells, pools: pools,
            arcs: rules.arcs.compactMap { arc in
                guard let from = index[arc.from], let to = index[arc.to] else { return nil }
                return ReallocationProblem.Arc(
                    from: from, to: to, cap: arc.cap, cost: Rational(written: arc.cost))
            },
            groups: limits.groups, issuedMax: limits.issuedMax,
            aim: ReallocationProblem.Aim(
                .deadBand(terms.divisor), kappa: Rational(written: terms.kappa ?? rules.kappa)),
            side: terms.side)
    }

    private func shrunkNeeds(_ lines: [Line]) -> [NeedEstimate?] {
        let needs = lines.map(need(of:))
        guard terms.shrinks else { return needs }
        let quotas = lines.map { units[$0.unit].posts[$0.posts].approved }
        let shrinkage = NeedShrinkage(
            zip(quotas, needs).compactMap { quota, need in need.map { (quota, $0) } })
        return zip(quotas, needs).map { quota, need in
            need.map { shrinkage.shrunk($0, quota: quota) }
        }
    }

    private func cell(
        _ line: Line, _ need: NeedEstimate?, _ band: PlanTerms.Band, pool: Int
    ) -> ReallocationProblem.Cell {
        let unit = asked(line.unit)
        let posts = unit.posts[line.posts]
        let attrition = rules.countsRetirements ? min(posts.retiring, posts.inPost) : 0
        let bars = bars(to: line)
        let isStill = unit.isFrozen || posts.isFrozen || need == nil
        let held = min(posts.approved, posts.inPost - attrition)
        let interval = need?.interval(band) ?? Double(posts.approved)...Double(posts.approved)
        let wanted = Int(max(need?.value ?? 0, interval.upperBound).rounded(.up))
        let most = min(
            posts.approved + unit.shortage, wanted, ReallocationProblem.greatestCount)
        return ReallocationProblem.Cell(
            unit: unit.unit, category: posts.type.rawValue, pool: pool, quota: posts.approved,
            occupied: posts.inPost, attrition: attrition,
            need: Rational(written: need?.value ?? Double(posts.approved)),
            needLow: Rational(written: interval.lowerBound),
            needHigh: Rational(written: interval.upperBound),
            weight: Rational(written: posts.weight), lower: isStill ? posts.approved : held,
            upper: bars.isEmpty ? max(posts.approved, most) : posts.approved)
    }

    /// In the order of their first line, then of the rules that name them.
    private func pools(_ lines: [Line]) -> [ReallocationProblem.Pool] {
        var totals: [String: Int] = [:]
        var ids: [String] = []
        func add(_ id: String, _ posts: Int) {
            if totals[id] == nil { ids.append(id) }
            totals[id, default: 0] += posts
        }
        for line in lines { add(pool(of: line), units[line.unit].posts[line.posts].approved) }
        for id in freePosts.keys.sorted() { add(id, freePosts[id] ?? 0) }
        for reserve in rules.reserves { add(reserve.pool, 0) }
        for arc in rules.arcs {
            add(arc.from, 0)
            add(arc.to, 0)
        }
        return ids.map { id in
            let reserve = rules.reserves.filter { $0.pool == id }.map(\.minimum).max()
            return ReallocationProblem.Pool(
                id: id, total: min(totals[id] ?? 0, ReallocationProblem.greatestCount),
                reserveMin: reserve ?? 0)
        }
    }

    // MARK: Limits

    private func limits(
        _ lines: [Line], _ cells: [ReallocationProblem.Cell]
    ) -> (groups: [ReallocationProblem.Group], issuedMax: Int?) {
        var groups: [ReallocationProblem.Group] = []
        var issuedMax: Int?
        for line in rules.redLines {
            guard let name = line.groupName else {
                issuedMax = min(issuedMax ?? line.maximum, line.maximum)
                continue
            }
            let members = lines.indices.filter { covers(line, lines[$0]) }
            groups.append(.init(name: name, cells: members, max: line.maximum))
        }
        var first = 0
        for unit in units.indices {
            let members = Array(first..<first + units[unit].posts.count)
            groups += limits(ofUnit: unit, members, cells)
            first += members.count
        }
        return (groups.uniquelyNamed, issuedMax)
    }

    func covers(_ redLine: QuotaRules.RedLine, _ line: Line) -> Bool {
        let unit = units[line.unit]
        return redLine.level ?? unit.level.rawValue == unit.level.rawValue
            && redLine.funding ?? unit.funding.rawValue == unit.funding.rawValue
            && redLine.quotaType ?? unit.posts[line.posts].type.rawValue
                == unit.posts[line.posts].type.rawValue
    }

    /// Posts that leaders in post call for, and no more growth than is short.
    private func limits(
        ofUnit index: Int, _ members: [Int], _ cells: [ReallocationProblem.Cell]
    ) -> [ReallocationProblem.Group] {
        let unit = asked(index)
        let approved = unit.approved
        let least = members.reduce(0) { $0 + cells[$1].lower }
        let room = members.reduce(0) { $0 + cells[$1].upper }
        let most = min(approved + unit.shortage, ReallocationProblem.greatestCount)
        let fewest = leadershipFloor(of: unit).map { min($0, approved, most) } ?? 0
        var limits: [ReallocationProblem.Group] = []
        if fewest > least {
            limits.append(.init(name: "\(unit.unit) 领导职数", cells: members, min: fewest))
        }
        if room > most {
            limits.append(.init(name: "\(unit.unit) 测算需要", cells: members, max: most))
        }
        return limits
    }

    /// Fewest posts for which the table allows the leaders there are; nil where it is silent.
    func leadershipFloor(of unit: AdviceCase) -> Int? {
        guard let kind = unit.leadershipKind, unit.leaders > 0 else { return nil }
        let rows = leadership?.rows.filter { $0.kind == kind && $0.max >= unit.leaders } ?? []
        return rows.map(\.from).min()
    }
}

extension QuotaRules.RedLine {
    /// `市/行政`; nil for the line of all posts.
    package var groupName: String? {
        let parts = [level, quotaType, funding].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}

extension [ReallocationProblem.Group] {
    /// A name that stands again is numbered.
    fileprivate var uniquelyNamed: [ReallocationProblem.Group] {
        var seen: [String: Int] = [:]
        return map { group in
            seen[group.name, default: 0] += 1
            let count = seen[group.name] ?? 1
            guard count > 1 else { return group }
            return .init(
                name: "\(group.name)#\(count)", cells: group.cells, min: group.min, max: group.max)
        }
    }
}

extension Rational {
    /// A measured number, to the sixth decimal.
    init(written value: Double) {
        precondition(value >= 0 && value < 1e12, "a measured number is one")
        let millionths = (value * 1_000_000).rounded()
        self.init(Int(millionths), 1_000_000)
    }
}
