import Testing

@testable import Workload

private func work(
    _ line: Int, frequency: Double = 7, hours: Double = 1, people: Double = 1, name: String? = nil,
    body: String? = nil, duty: String? = "D1"
) -> ReportedWork {
    ReportedWork(
        item: "W\(line)", name: name ?? "事\(line)", frequency: frequency, hours: hours,
        people: people, body: body, duty: duty, line: line)
}

@Suite("A plausibility check")
struct PlausibilityTests {
    private let duties = [Workplace.Duty(duty: "D1", name: "职责", isCore: true)]

    private func flags(
        _ items: [ReportedWork], labour: Double? = 10, bodies: [Workplace.Body] = [],
        capacityHours: Double? = 20000
    ) -> [WorkFlag.Code: [Int]] {
        let place = Workplace(items: items, labour: labour, bodies: bodies, duties: duties)
        let flags = Plausibility.flags(of: place, capacityHours: capacityHours)
        return Dictionary(flags.map { ($0.code, $0.lines) }) { $0 + $1 }
    }

    @Test("lets a plain log pass")
    func plain() {
        #expect(flags((2...4).map { work($0) }) == [:])
    }

    @Test("finds more than 2,400 hours a person, in the unit and in a body")
    func overload() {
        let items = [
            work(2, frequency: 100, body: "B1"), work(3, frequency: 101), work(4, frequency: 99),
        ]
        #expect(flags(items, labour: 0.125) == [:])
        #expect(flags(items, labour: 0.124)[.personOverloaded] == [2, 3, 4])
        let body = Workplace.Body(body: "B1", name: "科", staff: 0.04)
        #expect(flags(items, bodies: [body])[.personOverloaded] == [2])
    }

    @Test("finds times per occurrence outside 0.05–400 hours")
    func unitTimes() {
        let items = [
            work(2, hours: 0.05), work(3, hours: 0.049), work(4, hours: 400), work(5, hours: 401),
            work(6, hours: 399),
        ]
        #expect(flags(items)[.unitTimeImplausible] == [3, 5])
    }

    @Test("finds an item over 40 % of all hours, not one at 40 %")
    func dominance() {
        #expect(
            flags([work(2, frequency: 4), work(3, frequency: 3), work(4, frequency: 3)]) == [:])
        let items = [work(2, frequency: 41), work(3, frequency: 29), work(4, frequency: 30)]
        #expect(flags(items)[.itemDominates] == [2])
    }

    @Test("finds an item that the whole unit could not do")
    func overCapacity() {
        let items = (2...4).map { work($0, frequency: Double(98 + $0)) }
        #expect(flags(items, capacityHours: 101)[.itemOverCapacity] == [4])
        #expect(flags(items, capacityHours: nil) == [:])
    }

    @Test("finds frequencies heaped on tens among ten items and more")
    func heaping() {
        let odd = (2...5).map { work($0, frequency: 7) }
        let round = (6...11).map { work($0, frequency: 10) }
        #expect(flags(odd + round)[.heaping] == nil)
        #expect(flags(odd + round + [work(12, frequency: 50)])[.heaping] == Array(6...12))
        #expect(flags(Array((odd.prefix(3) + round)))[.heaping] == nil)
    }

    @Test("finds items of no duty where duties are known")
    func noDuty() {
        let items = [work(2), work(3), work(4, duty: nil)]
        #expect(flags(items)[.dutyMissing] == [4])
        let bare = Workplace(items: items, labour: 10)
        #expect(Plausibility.flags(of: bare, capacityHours: nil).isEmpty)
    }

    @Test("finds one item twice in a body, not the same work of two bodies")
    func duplicates() {
        let twice = [work(2, name: "办文", body: "B1"), work(3, name: "办文", body: "B1"), work(4)]
        #expect(flags(twice)[.duplicateName] == [2, 3])
        let apart = [work(2, name: "办文", body: "B1"), work(3, name: "办文", body: "B2"), work(4)]
        #expect(flags(apart) == [:])
    }

    @Test("finds hours where nobody is in post")
    func empty() {
        let body = Workplace.Body(body: "B1", name: "科", staff: 0)
        #expect(flags([work(2, body: "B1"), work(3), work(4)], bodies: [body])[.bodyEmpty] == [2])
        #expect(flags([work(2), work(3), work(4)], labour: 0)[.unitEmpty] == [2, 3, 4])
    }
}
