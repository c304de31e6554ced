internal import Draws

extension SampleUnit {
    /// Duties: six topics, four of the office, and up to four priorities of the year.
    func duties() -> [SampleDuty] {
        var generator = SplitMix64(seed: parameters.seed, .duty, index)
        var duties = kind.topics.indices.map { topicDuty($0) }
        let forgets = (0..<2).map { _ in generator.chance(0.8 * (1 - character)) && !isMarked }
        duties += [
            officeDuty("机关运转保障", "临时"), officeDuty("党的建设和队伍建设", "重点"),
            officeDuty("信访和政务公开", "法定", hasWork: !forgets[0]),
            officeDuty("安全生产和应急值守", "法定", hasWork: !forgets[0] || !forgets[1]),
        ]
        let priorities = ["优化营商环境", "数字化改革", "乡村振兴帮扶", "文明城市创建"]
        for priority in priorities.prefix(generator.int(1...4)) {
            duties.append(
                SampleDuty(
                    name: priority, kind: "重点", isCore: generator.chance(0.6), basis: "市委市政府交办",
                    body: generator.int(1...2), hasWork: true))
        }
        if facts.contains(.unauthorisedBody) {
            duties.append(
                SampleDuty(
                    name: "驻外联络", kind: "重点", isCore: false, basis: "内部分工",
                    body: bodies.count - 1, hasWork: true))
        }
        if facts.contains(.movedDuties) { duties[5].status = "划转" }
        return duties
    }

    private func topicDuty(_ topic: Int) -> SampleDuty {
        let body = bodies.firstIndex { $0.topics.contains(topic) } ?? 0
        return SampleDuty(
            name: kind.topics[topic], kind: "法定", isCore: true, basis: "三定规定", body: body,
            hasWork: !(facts.contains(.dutiesWithoutHours) && topic >= 3))
    }

    private func officeDuty(_ name: String, _ kind: String, hasWork: Bool = true) -> SampleDuty {
        SampleDuty(
            name: name, kind: kind, isCore: false, basis: kind == "法定" ? "法律法规" : "内部分工",
            body: 0, hasWork: hasWork)
    }

    /// Work items whose hours in the first year fill the people of each body as planned.
    func items(for duties: [SampleDuty]) -> [SampleItem] {
        var generator = SplitMix64(seed: parameters.seed, .item, index)
        let loads = plannedLoads(&generator)
        var drafts: [Draft] = []
        for (place, duty) in duties.enumerated() where duty.hasWork {
            drafts += self.drafts(place, duty, &generator)
        }
        return bodies.indices.flatMap { body in
            measured(drafts.filter { $0.body == body }, hours: loads[body], &generator)
        }
    }

    private struct Draft {
        let name: String
        let template: WorkTemplate
        let body: Int
        let duty: Int
    }

    private func drafts(
        _ place: Int, _ duty: SampleDuty, _ generator: inout SplitMix64
    ) -> [Draft] {
        if place < kind.topics.count {
            let kinds = [0, 1 + generator.int(0...1), generator.int(3...5)]
            return kinds.prefix(generator.int(2...3)).map {
                let template = WorkTemplate.forTopics[$0]
                return Draft(
                    name: duty.name + template.name, template: template, body: duty.body,
                    duty: place)
            }
        }
        let office = place - kind.topics.count
        if office < 4 {
            return WorkTemplate.forOffices.filter { $0.duty == office }.map {
                Draft(name: $0.work.name, template: $0.work, body: 0, duty: place)
            }
        }
        let template = WorkTemplate.forTopics[4]
        return [
            Draft(name: duty.name + "推进", template: template, body: duty.body, duty: place)
        ]
    }

    /// Hours of each inner body in the first year.
    private func plannedLoads(_ generator: inout SplitMix64) -> [Double] {
        let saturation = plannedSaturation
        let spread = 0.06 + 0.4 * (1 - character) * generator.share()
        let heads = headcountsAtFirst()
        return bodies.indices.map { body in
            var factor = 1 + min(0.5, max(-0.5, spread * generator.bell()))
            if facts.contains(.unbalancedBodies) { factor = body % 2 == 0 ? 0.5 : 1.5 }
            return saturation * factor * Double(heads[body]) * 2000
        }
    }

    /// The saturation that the work of the first year was measured out for.
    var plannedSaturation: Double {
        var generator = SplitMix64(seed: parameters.seed, .item, index, -1)
        let drawn = 0.91 + 0.13 * generator.bell()
        let usual = isMarked ? min(1.04, max(0.82, drawn)) : min(1.16, max(0.68, drawn))
        if facts.contains(.idleWithVacancies) { return 0.53 }
        if facts.contains(.overloadedFull) { return 1.27 }
        if facts.contains(.overloadedWithVacancies) { return 1.1 }
        if facts.contains(.paddedWorklog) { return 0.98 }
        if facts.contains(.overEstablishment) { return 0.86 }
        if facts.contains(.unbalancedBodies) || facts.contains(.youngUnit) { return 0.92 }
        return usual
    }

    private func measured(
        _ drafts: [Draft], hours: Double, _ generator: inout SplitMix64
    ) -> [SampleItem] {
        let loads = drafts.map { Double(generator.int($0.template.load)) }
        let total = loads.reduce(0, +)
        return zip(drafts, loads).map { draft, load in
            let people = generator.int(draft.template.people)
            let each = generator.pick(draft.template.hours)
            return SampleItem(
                name: draft.name, template: draft.template, body: draft.body, duty: draft.duty,
                people: people, hoursHundredths: each,
                frequencyAtFirst: hours * load / total / (Double(each * people) / 100))
        }
    }

    /// How often an item came up in any year: equal whichever year asks.
    func frequency(of item: SampleItem, place: Int, in year: Int) -> Int {
        var noise = SplitMix64(seed: parameters.seed, .frequency, index, place, year)
        let exact = item.frequencyAtFirst * growth(until: year) * (1 + 0.025 * noise.bell())
        let times = max(1, Int(exact + 0.5))
        guard facts.contains(.paddedWorklog) else { return times }
        return times < 5 ? 5 : (times + 5) / 10 * 10
    }

    /// Volume of work compared with the first year.
    private func growth(until year: Int) -> Double {
        var generator = SplitMix64(seed: parameters.seed, .frequency, index, -1)
        var yearly = 1.005 + 0.045 * generator.bell()
        if facts.contains(.idleWithVacancies) { yearly = 0.83 }
        if facts.contains(.overloadedFull) || facts.contains(.overloadedWithVacancies) {
            yearly = 1.02
        }
        let years = year - parameters.firstYear
        return (0..<abs(years)).reduce(1) { growth, _ in
            years > 0 ? growth * yearly : growth / yearly
        }
    }
}
