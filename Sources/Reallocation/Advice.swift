internal import Institutions
internal import Languages

/// Suggestions about posts for every unit of a round, from the decision table.
package struct Advice: Sendable {
    /// Per unit in the order given, its suggestions: those that bind first, then those about
    /// numbers of posts; never empty.
    package let lines: [[AdviceLine]]

    /// - Parameter units: Every unit of the round, for posts go from one to another.
    package init(_ units: [AdviceCase], table: DecisionTable = DecisionTable()) {
        let rows = units.map(table.rows(matching:))
        let offered = PostsOffered(units, rows: rows, table: table)
        lines = units.indices.map { index in
            UnitAdvice(
                unit: units[index], rows: rows[index], received: offered.received[index],
                table: table
            ).lines
        }
    }
}

/// The suggestions for one unit.
private struct UnitAdvice {
    let unit: AdviceCase
    let rows: [Int]
    let received: [PostsOffered.Part]
    let table: DecisionTable

    var lines: [AdviceLine] {
        let lines =
            suspension + digestion + movedDuties + rebalancing + rectification + reclaim + freeze
            + balance + increase + vacancies
        if unit.saturation == nil { return lines + [withoutSaturation] }
        return lines.isEmpty ? [unchanged] : lines
    }

    // MARK: What binds

    private var suspension: [AdviceLine] {
        guard rows.contains(1) else { return [] }
        let major = unit.openMajor.joined(separator: "、")
        let overdue = unit.overdue.joined(separator: "、")
        let zh = [
            unit.openMajor.isEmpty ? nil : "未销号的重大问题：\(major)",
            unit.overdue.isEmpty ? nil : "逾期未整改：\(overdue)",
        ].compactMap { $0 }.joined(separator: "；")
        let en = [
            unit.openMajor.isEmpty ? nil : "open major findings: \(major)",
            unit.overdue.isEmpty ? nil : "rectification overdue: \(overdue)",
        ].compactMap { $0 }.joined(separator: "; ")
        let barred = Wording(
            zh: "工作饱满度\(saturation)，本可研究增加编制；问题销号前不受理",
            en: "saturation is \(saturation), but nothing is added before the findings are closed")
        return [
            AdviceLine(
                .suspend, rule: 1, Wording(zh: "\(zh)；销号前暂缓受理机构编制申请", en: en),
                considered: table.isOverloaded(unit) ? [barred] : [])
        ]
    }

    private var digestion: [AdviceLine] {
        unit.posts.filter { $0.excess > 0 }.map { posts in
            let steps = digestionSteps(posts)
            let zh = steps.enumerated().map { "第\($0 + 1)年\($1)名" }.joined(separator: "、")
            let en = steps.map(String.init).joined(separator: ", ")
            return AdviceLine(
                .onlyLeaving, rule: 2,
                Wording(
                    zh: "\(posts.type.rawValue)编制核定\(posts.approved)名、在编\(posts.inPost)人，"
                        + "超编\(posts.excess)名；消化计划：\(zh)（一年内退休\(posts.retiring)人）",
                    en:
                        "\(posts.type.rawValue): \(posts.inPost) in post on \(posts.approved) approved, "
                        + "\(posts.excess) over; to be worked off year by year: \(en) "
                        + "(\(posts.retiring) retire within a year)"),
                quotaType: posts.type, count: posts.excess,
                considered: [
                    Wording(
                        zh: "不增编消化超编：编制总额只减不增",
                        en: "the excess is not legalised by more posts: the total may only fall")
                ])
        }
    }

    /// Posts to be worked off per year: what retires first, the rest evenly, the larger parts first.
    private func digestionSteps(_ posts: AdviceCase.Posts) -> [Int] {
        let years = table.digestionYears
        let first = min(posts.excess, max(posts.retiring, (posts.excess + years - 1) / years))
        var steps = [first]
        var rest = posts.excess - first
        for year in stride(from: years - 1, to: 0, by: -1) where rest > 0 {
            let step = (rest + year - 1) / year
            steps.append(step)
            rest -= step
        }
        return steps
    }

    private var movedDuties: [AdviceLine] {
        guard rows.contains(8) else { return [] }
        let names = unit.movedDuties.map(\.name).joined(separator: "、")
        let need = unit.movedDuties.compactMap(\.posts).reduce(0, +)
        let posts = min(Int(need + 1e-9), unit.approved)
        let types = unit.posts.filter { $0.approved > 0 }.map(\.type)
        return [
            AdviceLine(
                .followDuties, rule: 8,
                Wording(
                    zh: "职责已划转：\(names)；按其工时折算\(numeral(need, decimals: 2))名，"
                        + "同类型编制随职责转到承接单位",
                    en:
                        "duties moved away: \(names); their hours need \(numeral(need, decimals: 2)) posts, "
                        + "which follow them within the quota type"),
                quotaType: types.count == 1 ? types.first : nil, count: posts > 0 ? posts : nil,
                considered: posts > 0
                    ? []
                    : [
                        Wording(
                            zh: "划转职责没有填报工时或不足1名，是否划编需另行核定",
                            en: "no hours, or less than one post, are reported for them")
                    ])
        ]
    }

    private var rebalancing: [AdviceLine] {
        guard rows.contains(9), let balance = unit.balance else { return [] }
        return [
            AdviceLine(
                .rebalance, rule: 9,
                Wording(
                    zh: "全单位工作饱满度\(saturation)，处于正常范围，但内设机构之间忙闲差异大"
                        + "（变异系数\(numeral(balance, decimals: 2))，高于"
                        + "\(numeral(table.unevenBalance, decimals: 2))），先在内设机构之间调整",
                    en:
                        "saturation of the unit is \(saturation), within the normal range, but its bodies "
                        + "differ (coefficient of variation \(numeral(balance, decimals: 2)), over "
                        + "\(numeral(table.unevenBalance, decimals: 2)))"))
        ]
    }

    private var rectification: [AdviceLine] {
        guard rows.contains(10), let grade = unit.grade else { return [] }
        return [
            AdviceLine(
                .rectify, rule: 10,
                Wording(
                    zh: "评估等次为\(grade.name)，限期整改，下一年度重新评估",
                    en:
                        "the grade is \(grade.name): put right by a deadline, evaluate again next year"
                ))
        ]
    }

    // MARK: Numbers of posts

    private var taken: (row: Int, count: Int)? { table.reclaim(rows, unit) }

    private var reclaim: [AdviceLine] {
        guard let taken else { return [] }
        let after = unit.quotaSaturation(afterChange: -taken.count)
        return unit.splitOverVacancies(taken.count).map { part in
            AdviceLine(
                .reclaim, rule: taken.row, reclaimReason(taken.row, taken.count),
                quotaType: part.type, count: part.count, saturationAfter: after,
                considered: reclaimConsidered(taken.count))
        }
    }

    private func reclaimReason(_ row: Int, _ count: Int) -> Wording {
        let trend = unit.trend.map { percent($0) } ?? ""
        let zhBusiness = unit.trend == nil ? "" : "、业务量变动\(trend)"
        let enBusiness = unit.trend == nil ? "" : ", business changed by \(trend)"
        let zhPart = row == 4 ? "，先收回其中一部分" : ""
        let zhGrade = row == 10 ? "等次为\(unit.grade?.name ?? "")；" : ""
        return Wording(
            zh: "\(zhGrade)工作饱满度\(saturation)\(zhBusiness)，空编\(unit.vacant)名；"
                + "核定\(unit.approved)名、测算需要\(need)名，可收回\(unit.reclaimable)名\(zhPart)",
            en:
                "saturation \(saturation)\(enBusiness), \(unit.vacant) vacant; \(unit.approved) approved, "
                + "\(need) needed: \(unit.reclaimable) can be taken back, \(count) now")
    }

    private func reclaimConsidered(_ count: Int) -> [Wording] {
        var considered = [
            Wording(
                zh: "不再多收：收回后编制不低于测算需要\(unit.neededPosts ?? 0)名，也不低于在编人数",
                en:
                    "no more: posts stay at or above the \(unit.neededPosts ?? 0) needed and the people in post"
            )
        ]
        let later = (unit.neededPosts.map { unit.approved - count - $0 } ?? 0)
        let byAttrition = min(unit.retiring, max(0, later - (unit.vacant - count)))
        if byAttrition > 0 {
            considered.append(
                Wording(
                    zh: "一年内退休\(unit.retiring)人，自然减员后可再收回\(byAttrition)名",
                    en: "\(unit.retiring) retire within a year; \(byAttrition) more can follow then"
                ))
        }
        if !unit.isDataSound {
            considered.append(
                Wording(
                    zh: "工时数据存疑，收回前应实地核验", en: "the hours are doubtful: verify on site first"))
        }
        return considered
    }

    private var freeze: [AdviceLine] {
        let rest = unit.vacant - (taken?.count ?? 0)
        guard rows.contains(4), rest > 0 else { return [] }
        let why =
            unit.isDataSound
            ? Wording(
                zh: "测算需要\(need)名、核定\(unit.approved)名，暂不再收回",
                en: "\(need) needed of \(unit.approved) approved: no more is taken back")
            : Wording(
                zh: "工时数据存疑，核验前不收回", en: "the hours are doubtful: nothing is taken back before")
        return [
            AdviceLine(
                .freeze, rule: 4,
                Wording(
                    zh: "工作饱满度\(saturation)，低于\(edge(1))；\(taken == nil ? "" : "其余")空编\(rest)名冻结，"
                        + "不予增编，缓进人员",
                    en:
                        "saturation \(saturation), below \(edge(1)): \(rest) vacant posts stay unfilled"
                ),
                count: rest, considered: [why])
        ]
    }

    private var balance: [AdviceLine] {
        guard rows.contains(5) else { return [] }
        return [
            AdviceLine(
                .keep, rule: 5,
                Wording(
                    zh: "工作饱满度\(saturation)，在\(edge(1))至\(edge(2))之间",
                    en: "saturation \(saturation), between \(edge(1)) and \(edge(2))"),
                considered: vacanciesKept)
        ]
    }

    private var vacanciesKept: [Wording] {
        guard unit.vacant > 0 else { return [] }
        return [
            Wording(
                zh: "空编\(unit.vacant)名：饱满度正常，不收回",
                en: "\(unit.vacant) vacant posts: not taken back at a normal saturation")
        ]
    }

    private var increase: [AdviceLine] {
        guard rows.contains(6) else { return [] }
        let found = received.reduce(0) { $0 + $1.count }
        let missing = unit.shortage - found
        let main = unit.mainTypesFirst.first
        let lent = min(missing, main?.retiring ?? 0)
        let after = unit.quotaSaturation(afterChange: found + lent)
        let transfers =
            received.isEmpty && lent == 0
            ? [transfer(main?.type, unit.shortage, givers: [], missing: missing, after: nil)]
            : unit.mainTypesFirst.compactMap { posts -> AdviceLine? in
                let parts = received.filter { $0.type == posts.type }
                guard !parts.isEmpty else { return nil }
                let count = parts.reduce(0) { $0 + $1.count }
                return transfer(
                    posts.type, count, givers: parts, missing: missing - lent, after: after)
            }
        return transfers + pool(main?.type, lent, missing: missing - lent, after: after)
    }

    private func transfer(
        _ type: QuotaType?, _ count: Int, givers: [PostsOffered.Part], missing: Int, after: Double?
    ) -> AdviceLine {
        let zh = givers.map { "\($0.giver)\($0.count)名" }.joined(separator: "、")
        let en = givers.map { "\($0.giver) (\($0.count))" }.joined(separator: ", ")
        return AdviceLine(
            .transferIn, rule: 6,
            Wording(
                zh: "\(overload.zh)；"
                    + (givers.isEmpty ? "同层级、同类型、同经费单位暂无可调出的空编" : "可从同层级、同类型、同经费单位调入：\(zh)"),
                en: "\(overload.en); "
                    + (givers.isEmpty
                        ? "no unit of the level, type and funding has posts to give" : "from \(en)")
            ),
            quotaType: type, count: count, saturationAfter: after, considered: lastResort(missing))
    }

    private func pool(
        _ type: QuotaType?, _ count: Int, missing: Int, after: Double?
    ) -> [AdviceLine] {
        guard count > 0 else { return [] }
        return [
            AdviceLine(
                .turnoverPool, rule: 6,
                Wording(
                    zh: "\(overload.zh)；调剂后仍不足，可借用周转编制\(count)名，期限不超过三年，"
                        + "不超过预计自然减员\(count)名，退休后返还",
                    en:
                        "\(overload.en); transfers do not suffice: \(count) on loan for at most three years, "
                        + "returned as people retire"),
                quotaType: type, count: count, saturationAfter: after,
                considered: lastResort(missing))
        ]
    }

    private var overload: Wording {
        Wording(
            zh:
                "工作饱满度\(saturation)，高于\(edge(3))，没有空编；核定\(unit.approved)名、测算需要\(need)名，缺\(unit.shortage)名",
            en:
                "saturation \(saturation), over \(edge(3)), no vacancy; \(need) needed of \(unit.approved) "
                + "approved: \(unit.shortage) short")
    }

    private func lastResort(_ missing: Int) -> [Wording] {
        guard missing > 0 else { return [] }
        return [
            Wording(
                zh: "仍缺\(missing)名：调剂和周转都不能解决时，才在总额内研究核增",
                en:
                    "\(missing) still missing: new posts within the total only when nothing else helps"
            )
        ]
    }

    private var vacancies: [AdviceLine] {
        guard rows.contains(7) else { return [] }
        let count = unit.unfilled
        return unit.splitOverVacancies(count).map { part in
            AdviceLine(
                .fillVacancies, rule: 7,
                Wording(
                    zh: "工作饱满度\(saturation)，高于\(edge(2))，尚有空编\(unit.vacant)名；先使用空编\(count)名，不增编",
                    en:
                        "saturation \(saturation), over \(edge(2)), with \(unit.vacant) vacant posts: "
                        + "fill \(count) first, add none"),
                quotaType: part.type, count: part.count,
                considered: rows.contains(1)
                    ? [
                        Wording(
                            zh: "问题销号前，用编申请同样暂缓受理",
                            en: "applications to fill posts wait for the findings too")
                    ]
                    : [
                        Wording(
                            zh: "有空编的单位不调剂增加", en: "a unit with vacancies receives no posts")
                    ])
        }
    }

    // MARK: Where nothing matches

    private var unchanged: AdviceLine {
        AdviceLine(
            .keep, rule: nil, standing,
            considered: table.isOverloaded(unit)
                ? table.obstacles(unit).map(explanation) : whyNoReclaim)
    }

    /// Why a unit outside the normal range keeps its posts.
    private var standing: Wording {
        switch unit.saturation.map(table.bands.band(of:)) {
        case .farBelow, .below:
            Wording(
                zh: "工作饱满度\(saturation)，低于\(edge(1))，但没有空编，编制维持不变",
                en: "saturation \(saturation), below \(edge(1)), but no post is vacant: unchanged")
        case .overloaded:
            Wording(
                zh: "工作饱满度\(saturation)，高于\(edge(3))，但不具备增加编制的条件，编制维持不变",
                en:
                    "saturation \(saturation), over \(edge(3)), but posts cannot be added: unchanged"
            )
        default:
            Wording(
                zh: "工作饱满度\(saturation)，未超过\(edge(3))，没有空编，编制维持不变",
                en: "saturation \(saturation), not over \(edge(3)), no post is vacant: unchanged")
        }
    }

    private var whyNoReclaim: [Wording] {
        guard let saturation = unit.saturation, table.bands.band(of: saturation) < .full else {
            return []
        }
        return [
            Wording(
                zh: "一年内退休\(unit.retiring)人，可结合自然减员研究",
                en: "\(unit.retiring) retire within a year: posts may be taken back as they leave")
        ]
    }

    private func explanation(_ obstacle: DecisionTable.Obstacle) -> Wording {
        switch obstacle {
        case .vacancies: Wording(zh: "尚有空编", en: "there are vacancies")
        case .excess: Wording(zh: "已有超编", en: "it is over its posts already")
        case .grade:
            Wording(
                zh: "不调剂增加：评估等次\(unit.grade?.name ?? "不明")，未达良好",
                en: "nothing is added: the grade is \(unit.grade?.name ?? "unknown")")
        case .data:
            Wording(
                zh: "不调剂增加：工时数据存疑，应先实地核验",
                en: "nothing is added: the hours are doubtful and must be verified on site")
        case .findings:
            Wording(
                zh:
                    "不调剂增加：尚有未销号问题\((unit.openMajor + unit.overdue + unit.openOthers).joined(separator: "、"))",
                en: "nothing is added: open findings "
                    + (unit.openMajor + unit.overdue + unit.openOthers).joined(separator: ", "))
        case .need:
            Wording(
                zh: "不调剂增加：核定编制\(unit.approved)名已不少于测算需要\(need)名，缺的是在岗的人",
                en:
                    "nothing is added: \(unit.approved) approved cover the \(need) needed; people at work are missing"
            )
        }
    }

    private var withoutSaturation: AdviceLine {
        AdviceLine(
            .none, rule: nil,
            Wording(
                zh: "缺少工作事项、工时或在岗人员数据，不能测算工作饱满度",
                en: "without work items, hours or people at work the saturation is unknown"))
    }

    // MARK: Numbers in words

    private var saturation: String { unit.saturation.map { percent($0) } ?? "" }
    private var need: String { numeral(unit.requiredStaff ?? 0) }
    private func edge(_ index: Int) -> String { percent(table.bands.edges[index]) }
}
