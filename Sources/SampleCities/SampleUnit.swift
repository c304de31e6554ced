internal import Draws
import Calendars

/// One unit of a sample city in one year; what it does follows from the seed alone.
struct SampleUnit {
    let index: Int
    let kind: UnitKind
    /// Facts planted in the unit in the year.
    let facts: Set<PlantedFact>
    /// Whether the unit carries a fact in any year; it is kept free of chance blemishes then.
    let isMarked: Bool
    let parameters: SampleParameters
    /// How well the unit works in all years, 0.1…1: what its figures have in common.
    let character: Double
    /// How well it works in the year.
    let quality: Double
    /// Approved posts of the main quota type.
    let posts: Int
    /// Posts of that type that are filled; more than `posts` where the unit is over its quota.
    let filled: Int
    /// The same in the first year, when the work was measured out.
    let filledAtFirst: Int
    /// Approved posts of manual workers (工勤) in a department, all filled.
    let manualPosts: Int
    /// People outside the establishment (编外), and how many are allowed.
    let outside: Int
    let outsideCap: Int
    let bodies: [Body]

    /// An inner body.
    struct Body {
        let name: String
        /// Topics of the unit's kind that it handles; none for the office.
        let topics: [Int]
        let isAuthorised: Bool
    }

    init(index: Int, parameters: SampleParameters) {
        self.index = index
        self.parameters = parameters
        let kind = UnitKind.city[index % UnitKind.city.count]
        let facts = Set(
            PlantedFact.allCases.filter { $0.unit == index && $0.holds(in: parameters) })
        let isMarked =
            parameters.plantsFacts && parameters.forms == .full
            && PlantedFact.allCases.contains { $0.unit == index }
        (self.kind, self.facts, self.isMarked) = (kind, facts, isMarked)
        var generator = SplitMix64(seed: parameters.seed, .unit, index)
        let firstPosts = kind.size + generator.int(-3...3)
        let grows = generator.chance(0.12) && !isMarked
        posts = firstPosts + (grows && parameters.year > parameters.firstYear ? 1 : 0)
        let vacancies = min(firstPosts / 9, generator.pick([0, 1, 1, 2, 3, 4, 5, 7]))
        manualPosts = kind.isDepartment ? generator.int(1...3) : 0
        let wanted = generator.int(kind.isDepartment ? 0...2 : 1...6)
        outsideCap = facts.contains(.outsideOverCap) ? wanted : wanted + generator.int(0...2)
        outside = facts.contains(.outsideOverCap) ? wanted + 4 : wanted
        filledAtFirst = Self.filled(
            posts: firstPosts, vacancies: vacancies, facts: facts, drift: 0)
        filled = Self.filled(
            posts: posts, vacancies: vacancies, facts: facts,
            drift: isMarked ? 0 : Self.drift(index, parameters))
        bodies = Self.bodies(kind, posts: firstPosts, facts: facts)
        let drawn = 0.54 + 0.22 * generator.bell()
        character = min(0.95, max(0.1, isMarked ? Self.character(index) ?? drawn : drawn))
        var yearly = SplitMix64(seed: parameters.seed, .quality, index, parameters.year)
        quality = min(0.98, max(0.1, character + 0.05 * yearly.bell()))
    }

    /// The character that a planted fact asks for.
    private static func character(_ index: Int) -> Double? {
        switch index {
        case PlantedFact.overloadedFull.unit: 0.92
        case PlantedFact.openMajorFinding.unit: 0.85
        case PlantedFact.idleWithVacancies.unit: 0.35
        default: nil
        }
    }

    /// How the number of vacancies has changed since the first year.
    private static func drift(_ index: Int, _ parameters: SampleParameters) -> Int {
        guard parameters.year > parameters.firstYear else { return 0 }
        var generator = SplitMix64(seed: parameters.seed, .vacancy, index, parameters.year)
        return generator.int(-1...1)
    }

    private static func filled(
        posts: Int, vacancies: Int, facts: Set<PlantedFact>, drift: Int
    ) -> Int {
        if facts.contains(.idleWithVacancies) { return posts - 5 }
        if facts.contains(.overloadedFull) { return posts }
        if facts.contains(.overloadedWithVacancies) { return posts - 4 }
        if facts.contains(.overEstablishment) { return posts + 2 }
        if facts.contains(.youngUnit) { return posts * 45 / 100 }
        return posts - max(0, vacancies + drift)
    }

    private static func bodies(_ kind: UnitKind, posts: Int, facts: Set<PlantedFact>) -> [Body] {
        let count = min(7, max(3, 2 + posts / 12))
        let suffix = kind.isDepartment ? "科" : "部"
        var bodies = [Body(name: kind.isDepartment ? "办公室" : "综合部", topics: [], isAuthorised: true)]
        for place in 1..<count {
            let topics = kind.topics.indices.filter { $0 % (count - 1) == place - 1 }
            bodies.append(
                Body(name: kind.topics[topics[0]] + suffix, topics: topics, isAuthorised: true))
        }
        if facts.contains(.unauthorisedBody) {
            bodies.append(Body(name: "驻外联络部", topics: [], isAuthorised: false))
        }
        return bodies
    }
}

extension SampleUnit {
    var id: String { Self.id(index, of: parameters) }

    static func id(_ index: Int, of parameters: SampleParameters) -> String {
        "U" + padded(index + 1, max(3, String(parameters.units).count))
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    static let cityName = "明川市"

    static func name(_ index: Int) -> String {
        let (district, place) = index.quotientAndRemainder(dividingBy: UnitKind.city.count)
        return cityName + (district == 0 ? "" : "第\(district)区") + UnitKind.city[place].name
    }

    var name: String { Self.name(index) }

    func bodyID(_ body: Int) -> String { "\(id)-N\(body + 1)" }

    /// The inner body of a post: leaders sit in the office, heads in their own body.
    func body(ofSlot slot: Int) -> Int {
        let authorised = bodies.count { $0.isAuthorised }
        switch role(ofSlot: slot) {
        case .chief, .deputy: return 0
        case .head: return slot - 1 - deputies
        case .member:
            var generator = SplitMix64(seed: parameters.seed, .unit, index, slot + 1)
            // Three in every body come by turns, so that no body is empty.
            let turn = slot - 1 - deputies - authorised
            if turn < 2 * authorised { return turn % authorised }
            return generator.int(0...bodies.count - 1)
        }
    }

    /// A place in a unit's establishment.
    enum Role { case chief, deputy, head, member }

    var deputies: Int { kind.isDepartment ? 3 : 2 }

    func role(ofSlot slot: Int) -> Role {
        switch slot {
        case 0: .chief
        case 1...deputies: .deputy
        case deputies + 1...deputies + bodies.count(where: \.isAuthorised): .head
        default: .member
        }
    }

    /// Approved posts of the main quota type in an inner body.
    func posts(inBody body: Int) -> Int {
        guard bodies[body].isAuthorised else { return 0 }
        return (0..<posts).count { homeBody(ofSlot: $0) == body }
    }

    /// Where a post is approved: never in a body nobody authorised.
    private func homeBody(ofSlot slot: Int) -> Int {
        let body = body(ofSlot: slot)
        return bodies[body].isAuthorised ? body : 0
    }

    /// The last day of the year evaluated.
    var lastDay: Day { Day(lastOf: parameters.year) }
}
