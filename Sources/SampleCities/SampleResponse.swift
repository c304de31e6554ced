internal import Draws
import Calendars

/// One person's answers to the questionnaire about one unit.
struct SampleResponse {
    /// Place among the unit's responses; the pseudonym follows from it.
    let number: Int
    let group: Group
    /// One answer per item: a label of the scale, 不了解, or nothing.
    let answers: [String]
    let seconds: Int
    let submitted: String
    let address: String
    let comment: String

    /// Who answers, and which four items.
    enum Group: String, CaseIterable {
        case superiors = "上级部门"
        case peers = "同级部门"
        case representatives = "两代表一委员"
        case staff = "本单位职工"
        case users = "服务对象"

        var firstItem: Int {
            switch self {
            case .users: 1
            case .superiors, .peers, .representatives: 5
            case .staff: 9
            }
        }

        /// Codes of the four items.
        var items: [String] {
            (firstItem..<firstItem + 4).map { "Q" + SampleUnit.padded($0, 2) }
        }
    }
}

extension SampleUnit {
    /// Respondents per group: at least 60 % of the staff where the number allows, then users.
    func respondents(_ group: SampleResponse.Group) -> Int {
        let total = parameters.respondents
        let small = [total * 7 / 100, total * 11 / 100, total * 9 / 100]
        let outer = small.reduce(0, +)
        let staff = min((filled + manualPosts + outside) * 70 / 100 + 1, (total - outer) * 6 / 10)
        switch group {
        case .superiors: return small[0]
        case .peers: return small[1]
        case .representatives: return small[2]
        case .staff: return staff
        case .users:
            let users = total - outer - staff
            return facts.contains(.fewServiceUsers) ? min(users, 18) : users
        }
    }

    /// All responses about the unit, handed over one by one in the order of their groups.
    func forEachResponse<Failure: Error>(
        _ body: (SampleResponse) throws(Failure) -> Void
    ) throws(Failure) {
        var number = 0
        for group in SampleResponse.Group.allCases {
            for place in 0..<respondents(group) {
                try body(response(number: number, place: place, group))
                number += 1
            }
        }
        if facts.contains(.duplicateResponse), respondents(.users) > 0 {
            try body(response(number: number - 1, place: 0, .users, again: true))
        }
    }

    private func response(
        number: Int, place: Int, _ group: SampleResponse.Group, again: Bool = false
    ) -> SampleResponse {
        var generator = SplitMix64(
            seed: parameters.seed, .opinion, index, number, parameters.year)
        let isHurried =
            facts.contains(.straightLined) && group == .users && place < Self.hurried
        var level = levels(group)
        let mood = 11 * generator.bell()
        let answers = level.indices.map { item in
            level[item] += mood + 10 * generator.bell()
            return isHurried ? "很满意" : answer(level[item], &generator)
        }
        let isBrief = generator.chance(0.01)
        return SampleResponse(
            number: number, group: group, answers: answers,
            seconds: isHurried
                ? 14 + place : isBrief ? generator.int(28...44) : generator.int(62...290),
            submitted: moment(again ? 0 : number, &generator),
            address: isHurried ? "203.0.113.77" : address(group, &generator),
            comment: group == .users && generator.chance(0.03)
                ? generator.pick(Self.comments) : "")
    }

    /// Responses that one hand gave without reading.
    static let hurried = 12

    private static let comments = [
        "希望延长办理时间", "办事流程可以再简化", "工作人员很耐心", "咨询电话经常占线", "网上能办的事项还不多",
    ]

    /// What a group thinks of the unit on average, item by item, on the ladder of 20…100.
    private func levels(_ group: SampleResponse.Group) -> [Double] {
        var generator = SplitMix64(
            seed: parameters.seed, .opinion, index, -group.firstItem, parameters.year)
        let base =
            switch group {
            case .users: 61 + 26 * quality
            case .superiors, .peers, .representatives: 64 + 24 * quality
            case .staff: 62 + 24 * quality
            }
        var levels = (0..<4).map { _ in base + 2.5 * generator.bell() }
        if group == .staff {
            // Q10 asks whether work is spread evenly.
            if facts.contains(.unbalancedBodies) { levels[1] -= 24 }
            if facts.contains(.overloadedFull) { levels[1] -= 10 }
        }
        return levels
    }

    private func answer(_ value: Double, _ generator: inout SplitMix64) -> String {
        let draw = generator.share()
        if draw < 0.03 { return "不了解" }
        if draw < 0.04 { return "" }
        switch value {
        case 90...: return "很满意"
        case 70..<90: return "满意"
        case 50..<70: return "基本满意"
        case 30..<50: return "不满意"
        default: return "很不满意"
        }
    }

    /// Three weeks of November, ten hours a working day, evenly spread over the responses.
    private func moment(_ number: Int, _ generator: inout SplitMix64) -> String {
        let gap = 15 * 36_000 / max(1, parameters.respondents + 1)
        let second = number * gap + generator.int(0...max(0, gap - 1))
        let (workday, rest) = second.quotientAndRemainder(dividingBy: 36_000)
        let first = day(parameters.year, 11, 3)
        let date = first.advanced(byDays: workday / 5 * 7 + workday % 5)
        func two(_ value: Int) -> String { Self.padded(value, 2) }
        return "\(date) \(two(8 + rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    }

    /// Addresses of the documentation ranges; a unit's staff share their office's.
    private func address(
        _ group: SampleResponse.Group, _ generator: inout SplitMix64
    ) -> String {
        let last = generator.int(1...254)
        switch group {
        case .staff: return "192.0.2.\(1 + index % 254)"
        case .users: return generator.chance(0.5) ? "198.51.100.\(last)" : "203.0.113.\(last)"
        default: return "198.51.100.\(last)"
        }
    }
}
