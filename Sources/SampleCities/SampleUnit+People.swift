internal import Draws
import Calendars

extension SampleUnit {
    /// First slots of the three kinds of people: main quota type, manual workers, outside.
    private static let manualSlots = 2000
    private static let outsideSlots = 3000

    /// Everybody on the unit's list at the end of the year, in slot order.
    func people(_ pseudonyms: Pseudonyms) -> [SamplePerson] {
        var people = (0..<filled).map { person(slot: $0, kind.quotaType, pseudonyms) }
        people += (0..<manualPosts).map { person(slot: Self.manualSlots + $0, "工勤", pseudonyms) }
        people += (0..<outside).map { person(slot: Self.outsideSlots + $0, "编外", pseudonyms) }
        plant(into: &people, pseudonyms)
        return people
    }

    /// People at work per inner body in the first year, when the work was measured out.
    func headcountsAtFirst() -> [Int] {
        var counts = bodies.map { _ in 0 }
        for slot in 0..<filledAtFirst { counts[body(ofSlot: slot)] += 1 }
        counts[0] += manualPosts
        for place in 0..<outside { counts[outsideBody(place)] += 1 }
        return counts
    }

    private func outsideBody(_ place: Int) -> Int { place % bodies.count { $0.isAuthorised } }

    private func person(
        slot: Int, _ quotaType: String, _ pseudonyms: Pseudonyms
    ) -> SamplePerson {
        let tenure = tenure(ofSlot: slot)
        var generator = SplitMix64(
            seed: parameters.seed, .person, index, slot, tenure.generation + 100)
        let role = slot < Self.manualSlots ? role(ofSlot: slot) : .member
        let body =
            slot < Self.manualSlots
            ? body(ofSlot: slot)
            : slot < Self.outsideSlots ? 0 : outsideBody(slot - Self.outsideSlots)
        let postClass = quotaType == "工勤" ? "工勤" : postClass(role, &generator)
        var yearly = SplitMix64(seed: parameters.seed, .training, index, slot, parameters.year)
        let number = generator.int(100...9999)
        let person = SamplePerson(
            id: pseudonyms.person(unit: index, slot: slot, generation: tenure.generation),
            quotaType: quotaType, body: body, role: role, postClass: postClass,
            title: title(role, postClass, age: parameters.year - tenure.birthYear),
            education: education(postClass, birthYear: tenure.birthYear, &generator),
            birthYear: tenure.birthYear, retiresOn: quotaType == "编外" ? nil : tenure.retiresOn,
            joined: tenure.joined,
            approvalNumber: quotaType == "编外" ? "" : "明编准〔\(tenure.joined.year)〕\(number)号",
            trainingHours: trainingHours(&yearly), fitsPost: fitsPost(&yearly),
            months: tenure.started.year == parameters.year
                ? 13 - tenure.started.components.month : 12,
            situation: situation(role, slot: slot, &yearly))
        return person
    }

    // MARK: Who sits where, and since when

    private struct Tenure {
        let generation: Int
        let birthYear: Int
        let joined: Day
        let started: Day
        let retiresOn: Day
    }

    /// Who holds a slot at the end of the year: people retire and are followed by others.
    private func tenure(ofSlot slot: Int) -> Tenure {
        let role = slot < Self.manualSlots ? role(ofSlot: slot) : .member
        var tenure = firstTenure(ofSlot: slot, role)
        while tenure.retiresOn <= lastDay {
            tenure = next(after: tenure, slot: slot, role)
        }
        return tenure
    }

    private func firstTenure(ofSlot slot: Int, _ role: Role) -> Tenure {
        var generator = SplitMix64(seed: parameters.seed, .person, index, slot)
        var unitWide = SplitMix64(seed: parameters.seed, .person, index, -1)
        let centre = 37 + unitWide.int(0...9)
        let age =
            switch role {
            case .chief: generator.int(48...57)
            case .deputy: generator.int(44...56)
            case .head: generator.int(37...53)
            case .member: min(59, max(24, centre + Int(9.5 * generator.bell())))
            }
        let birthYear = parameters.firstYear - age
        let joined = day(birthYear + min(age, generator.int(22...27)), 7, 1)
        return Tenure(
            generation: 0, birthYear: birthYear, joined: joined, started: joined,
            retiresOn: retirement(birthYear, age: age, &generator))
    }

    private func next(after former: Tenure, slot: Int, _ role: Role) -> Tenure {
        let generation = former.generation + 1
        var generator = SplitMix64(seed: parameters.seed, .person, index, slot, generation)
        let started = former.retiresOn.advanced(byDays: 1)
        let age =
            switch role {
            case .chief: generator.int(46...52)
            case .deputy: generator.int(42...50)
            case .head: generator.int(35...45)
            case .member: generator.int(24...33)
            }
        let birthYear = started.year - age
        let joined = role == .member ? started : day(birthYear + generator.int(22...27), 7, 1)
        return Tenure(
            generation: generation, birthYear: birthYear, joined: joined, started: started,
            retiresOn: retirement(birthYear, age: age, &generator))
    }

    private func retirement(
        _ birthYear: Int, age: Int, _ generator: inout SplitMix64
    ) -> Day {
        let retiresEarly = generator.chance(0.25)
        let years = retiresEarly && age < 52 ? 55 : 60
        return day(birthYear + years, generator.int(1...12), 1).advanced(byMonths: 1)
            .advanced(byDays: -1)
    }

    func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> Day {
        guard let day = Day(year: year, month: month, day: dayOfMonth) else {
            preconditionFailure("a sample names days that exist")
        }
        return day
    }

    // MARK: What a person is

    private func postClass(_ role: Role, _ generator: inout SplitMix64) -> String {
        let draw = generator.share()
        if kind.isDepartment || role == .chief || role == .deputy { return "管理" }
        let spread = 0.12 * (character - 0.5)
        switch kind.structure {
        case .management: return draw < 0.52 + spread ? "管理" : draw < 0.93 ? "专技" : "工勤"
        case .professional: return draw < 0.74 + spread ? "专技" : draw < 0.95 ? "管理" : "工勤"
        case .skilled: return draw < 0.64 + spread ? "工勤" : draw < 0.82 ? "管理" : "专技"
        }
    }

    private func title(_ role: Role, _ postClass: String, age: Int) -> String {
        let isDepartment = kind.isDepartment
        switch role {
        case .chief: return isDepartment ? "局长" : "主任"
        case .deputy: return isDepartment ? "副局长" : "副主任"
        case .head: return isDepartment ? "科长" : "部长"
        case .member: break
        }
        switch postClass {
        case "管理": return isDepartment ? (age > 40 ? "主任科员" : "科员") : "职员"
        case "专技": return age > 45 ? "高级技术人员" : age > 32 ? "中级技术人员" : "初级技术人员"
        default: return "技术工人"
        }
    }

    private func education(
        _ postClass: String, birthYear: Int, _ generator: inout SplitMix64
    ) -> String {
        let draw = generator.share()
        if postClass == "工勤" {
            return draw < 0.15 ? "本科" : draw < 0.55 ? "大专" : draw < 0.8 ? "中专" : "高中"
        }
        let age = Double(parameters.firstYear - birthYear)
        let graduate = 0.6 + 0.3 * character - 0.006 * (age - 38) + (kind.isDepartment ? 0.08 : 0)
        if draw < graduate * 0.16 { return "硕士" }
        if draw < graduate * 0.165 { return "博士" }
        if draw < graduate { return "本科" }
        return draw < 0.97 ? "大专" : "中专"
    }

    private func trainingHours(_ yearly: inout SplitMix64) -> Int {
        yearly.chance(0.62 + 0.36 * quality) ? yearly.int(90...132) : yearly.int(24...84)
    }

    private func fitsPost(_ yearly: inout SplitMix64) -> Bool? {
        let answers = yearly.chance(0.97)
        let fits = yearly.chance(0.78 + 0.2 * quality)
        return answers ? fits : nil
    }

    private func situation(
        _ role: Role, slot: Int, _ yearly: inout SplitMix64
    ) -> SamplePerson.Situation {
        var situation = SamplePerson.Situation()
        let draw = yearly.share()
        let month = yearly.int(8...11)
        switch role {
        case .chief: situation.leaderLevel = kind.levels.chief
        case .deputy: situation.leaderLevel = kind.levels.deputy
        case .head: situation.leaderLevel = kind.levels.head
        case .member: break
        }
        guard role == .member, slot < Self.manualSlots, !isMarked else { return situation }
        let start = day(parameters.year, month, yearly.int(1...28))
        if draw < 0.006 {
            situation.status = "病休"
            situation.since = start
            situation.until = start.advanced(byDays: yearly.int(10...25))
        } else if draw < 0.012, let host = hostUnit {
            situation.status = "借出"
            situation.since = start
            situation.until = start.advanced(byDays: yearly.int(60...150))
            situation.workingUnit = host
            situation.loanDocument = "明组借〔\(parameters.year)〕\(index + 1)号"
        } else if draw < 0.018 {
            situation.isOnPayroll = false
        }
        return situation
    }

    /// Another unit with the same main quota type, which may borrow people.
    var hostUnit: Int? {
        (1..<UnitKind.city.count).lazy.map { index + $0 }
            .first {
                $0 < parameters.units
                    && UnitKind.city[$0 % UnitKind.city.count].quotaType == kind.quotaType
            }
    }
}
