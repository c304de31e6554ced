package import Institutions

/// What the decision table needs to know of one unit.
package struct AdviceCase: Sendable, Hashable {
    /// Posts and people of one quota type.
    package struct Posts: Sendable, Hashable {
        package var type: QuotaType
        package var approved: Int
        package var inPost: Int
        /// People who retire within the year after the as-of date.
        package var retiring: Int
        /// How much a missing or needless post counts.
        package var weight: Double
        /// Posts needed; nil: the share of what the unit needs.
        package var need: NeedEstimate?
        /// These posts stay as they are, whatever becomes of others of the unit.
        package var isFrozen = false

        package init(
            type: QuotaType, approved: Int, inPost: Int, retiring: Int = 0, weight: Double = 1,
            need: NeedEstimate? = nil
        ) {
            self.type = type
            self.approved = approved
            self.inPost = inPost
            self.retiring = retiring
            self.weight = weight
            self.need = need
        }

        var vacant: Int { max(0, approved - inPost) }
        var excess: Int { max(0, inPost - approved) }
    }

    /// A duty that went to another unit (划转).
    package struct MovedDuty: Sendable, Hashable {
        package let name: String
        /// Posts that its hours need at the target; nil where no item names it.
        package let posts: Double?

        package init(name: String, posts: Double?) {
            self.name = name
            self.posts = posts
        }
    }

    /// Place of the unit's grade among the grades, 0 for the highest.
    package struct Grade: Sendable, Hashable {
        package let name: String
        package let index: Int
        package let count: Int

        package init(name: String, index: Int, count: Int) {
            precondition((0..<count).contains(index), "a grade is one of the grades")
            self.name = name
            self.index = index
            self.count = count
        }

        /// In the upper half: of four grades 优秀 and 良好.
        var isGood: Bool { index < max(1, count / 2) }
        /// The lowest: 较差.
        var isPoor: Bool { index == count - 1 && count > 1 }
    }

    package var unit: String
    package var name: String
    package var level: Level
    package var funding: Funding
    /// 主管部门.
    package var department: String?
    package var region: String?
    /// People on the establishment who lead.
    package var leaders: Int
    /// What the leadership table calls such a unit; nil where it has no rows for it.
    package var leadershipKind: String?
    /// Its posts stay as they are.
    package var isFrozen: Bool
    /// Hours ÷ capacity of all who are at work, 编外 included; nil where it is unknown.
    package var saturation: Double?
    /// The same over the approved posts.
    package var quotaSaturation: Double?
    /// Posts needed at the target saturation: N*.
    package var requiredStaff: Double?
    /// How far N* can be relied on; nil where that is unknown.
    package var requiredBands: NeedEstimate.Bands?
    /// Person-years at work, 编外 included.
    package var labour: Double?
    /// In the order of the list of types.
    package var posts: [Posts]
    /// Change of business volume, −0.2 for a fifth less; nil where it is unknown.
    package var trend: Double?
    package var grade: Grade?
    /// Ledger numbers (or rules) of confirmed major findings that are open.
    package var openMajor: [String]
    /// Ledger numbers of findings whose rectification is overdue.
    package var overdue: [String]
    /// Ledger numbers of every other open finding.
    package var openOthers: [String]
    package var movedDuties: [MovedDuty]
    /// Coefficient of variation of saturation across inner bodies.
    package var balance: Double?
    /// Nothing in the data speaks against relying on the saturation.
    package var isDataSound: Bool

    package init(
        unit: String, name: String, level: Level, funding: Funding, department: String? = nil,
        region: String? = nil, posts: [Posts], leaders: Int = 0, leadershipKind: String? = nil,
        isFrozen: Bool = false, saturation: Double? = nil, quotaSaturation: Double? = nil,
        requiredStaff: Double? = nil, requiredBands: NeedEstimate.Bands? = nil,
        labour: Double? = nil, trend: Double? = nil, grade: Grade? = nil, openMajor: [String] = [],
        overdue: [String] = [], openOthers: [String] = [], movedDuties: [MovedDuty] = [],
        balance: Double? = nil, isDataSound: Bool = true
    ) {
        self.unit = unit
        self.name = name
        self.level = level
        self.funding = funding
        self.department = department
        self.region = region
        self.posts = posts
        self.leaders = leaders
        self.leadershipKind = leadershipKind
        self.isFrozen = isFrozen
        self.saturation = saturation
        self.quotaSaturation = quotaSaturation
        self.requiredStaff = requiredStaff
        self.requiredBands = requiredBands
        self.labour = labour
        self.trend = trend
        self.grade = grade
        self.openMajor = openMajor
        self.overdue = overdue
        self.openOthers = openOthers
        self.movedDuties = movedDuties
        self.balance = balance
        self.isDataSound = isDataSound
    }
}

extension AdviceCase {
    var approved: Int { posts.reduce(0) { $0 + $1.approved } }
    var vacant: Int { posts.reduce(0) { $0 + $1.vacant } }
    var retiring: Int { posts.reduce(0) { $0 + $1.retiring } }

    /// Whole posts needed; a hair above a whole number is that number.
    var neededPosts: Int? {
        requiredStaff.map { Int((min($0, Self.greatest) - 1e-9).rounded(.up)) }
    }

    /// Beyond this a need is no number of posts, and the hours behind it are wrong.
    private static let greatest = 1e9

    /// Whole people missing among those who could do the work; negative where there are too many.
    private var missing: Int? {
        guard let requiredStaff, let labour else { return nil }
        let missing = requiredStaff - labour - 1e-9
        return Int(max(-Self.greatest, min(missing, Self.greatest)).rounded(.up))
    }

    /// Vacant posts that can be taken back: what is left of the posts is never fewer than are
    /// needed, nor than there are people in post.
    var reclaimable: Int {
        neededPosts.map { max(0, min(vacant, approved - $0)) } ?? 0
    }

    /// Posts that are missing: what is needed less what is approved, and no more than what is
    /// needed less all who are at work, whoever they are.
    var shortage: Int {
        guard let neededPosts, let missing else { return 0 }
        return max(0, min(neededPosts - approved, missing))
    }

    /// People missing among those who could fill the vacant posts.
    var unfilled: Int {
        guard let missing else { return min(vacant, 1) }
        return max(1, min(vacant, missing))
    }

    /// Takes a number of vacant posts, from the type with most of them first.
    func splitOverVacancies(_ count: Int) -> [(type: QuotaType, count: Int)] {
        var rest = count
        let sorted = posts.enumerated().sorted { a, b in
            (b.element.vacant, a.offset) < (a.element.vacant, b.offset)
        }
        return sorted.compactMap { _, posts in
            let taken = min(rest, posts.vacant)
            rest -= taken
            return taken > 0 ? (posts.type, taken) : nil
        }
    }

    /// Saturation of the approved posts after a change of their number.
    func quotaSaturation(afterChange change: Int) -> Double? {
        guard let quotaSaturation, approved + change > 0 else { return nil }
        return quotaSaturation * Double(approved) / Double(approved + change)
    }
}
