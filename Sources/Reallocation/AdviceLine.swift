package import Institutions
package import Languages

/// What can be suggested to a unit about its posts (编制调配建议).
package enum AdviceAction: String, Sendable, Hashable, Codable, CaseIterable {
    case suspend = "暂缓受理"
    case onlyLeaving = "只出不进"
    case followDuties = "编随事走"
    case rebalance = "内部挖潜"
    case rectify = "限期整改"
    case reclaim = "收回空编"
    case freeze = "冻结"
    case keep = "维持"
    case transferIn = "调剂增加"
    case turnoverPool = "周转池"
    case fillVacancies = "先用空编"
    case none = "暂不建议"

    package var title: Wording {
        switch self {
        case .suspend: Wording(zh: rawValue, en: "accept no application for now")
        case .onlyLeaving: Wording(zh: rawValue, en: "posts may only be left, not filled")
        case .followDuties: Wording(zh: rawValue, en: "let posts follow the moved duties")
        case .rebalance: Wording(zh: rawValue, en: "spread the work inside the unit first")
        case .rectify: Wording(zh: rawValue, en: "put right by a deadline")
        case .reclaim: Wording(zh: rawValue, en: "take back vacant posts")
        case .freeze: Wording(zh: rawValue, en: "freeze vacant posts")
        case .keep: Wording(zh: rawValue, en: "keep as it is")
        case .transferIn: Wording(zh: rawValue, en: "add posts from other units")
        case .turnoverPool: Wording(zh: rawValue, en: "lend posts from the turnover pool")
        case .fillVacancies: Wording(zh: rawValue, en: "fill vacant posts first")
        case .none: Wording(zh: rawValue, en: "no suggestion yet")
        }
    }
}

/// One suggestion with its reason.
package struct AdviceLine: Sendable, Hashable, Codable {
    package let action: AdviceAction
    package let quotaType: QuotaType?
    /// Posts.
    package let count: Int?
    /// Saturation on the basis of approved posts once all of the unit's advice is followed.
    package let saturationAfter: Double?
    /// Row of the decision table; nil for what is said where no row matches.
    package let rule: Int?
    package let reason: Wording
    /// What else was looked at, and why it is not suggested.
    package let considered: [Wording]

    init(
        _ action: AdviceAction, rule: Int?, _ reason: Wording, quotaType: QuotaType? = nil,
        count: Int? = nil, saturationAfter: Double? = nil, considered: [Wording] = []
    ) {
        self.action = action
        self.rule = rule
        self.reason = reason
        self.quotaType = quotaType
        self.count = count
        self.saturationAfter = saturationAfter
        self.considered = considered
    }
}
