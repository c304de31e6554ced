import Assessment
import Testing

/// A city of the samples, evaluated once.
private struct City {
    let result: RoundResult
    let warnings: [String]

    private init(_ name: String) throws {
        let evaluation = try Evaluation(ofFolder: "Samples/\(name)")
        result = evaluation.result
        warnings = evaluation.log.kept.map { "\($0.code.rawValue) \($0.place)" }
    }

    private static let first = Result { try City("city-2024") }
    private static let second = Result { try City("city-2025") }

    static func of(_ year: Int) throws -> City {
        try (year == 2024 ? first : second).get()
    }

    func unit(_ code: String) throws -> UnitResult {
        try #require(result.units.first { $0.unit == code })
    }
}

extension UnitResult {
    fileprivate func leaf(_ code: String) -> IndicatorRecord? {
        indicators.first { $0.code == code }
    }

    fileprivate func score(_ code: String) -> Double? { leaf(code)?.score }

    fileprivate func found(_ rule: String) -> [FindingRecord] {
        findings.filter { $0.rule == rule && $0.problem == nil }
    }

    fileprivate var actions: [String] { advice.map(\.action) }

    fileprivate func opinion(_ group: String) -> OpinionRecord? {
        opinion.first { $0.group == group }
    }

    fileprivate var flags: [String] { saturation?.flags.map(\.code) ?? [] }
}

@Suite("Every planted fact shows in the result")
struct PlantedFactsTests {
    @Test("a city has 45 units in three classes with 27 leaves each", arguments: [2024, 2025])
    func shape(year: Int) throws {
        let result = try City.of(year).result
        #expect(result.units.count == 45)
        #expect(result.leaves.count == 27)
        #expect(result.classes.map(\.class) == ["综合保障", "服务经济", "社会民生"])
        #expect(result.units.allSatisfy { $0.indicators.count == 27 })
        let staff = result.units.reduce(0) { $0 + $1.quotas.reduce(0) { $0 + $1.inPost } }
        #expect((1_600...2_200).contains(staff))
        #expect((4_000...6_000).contains(try #require(result.survey).received))
        #expect(try #require(result.survey).answers > 19_000)
        expectLaws(of: result)
    }

    @Test("U004: an open major finding caps the grade and suspends applications")
    func openMajor() throws {
        let unit = try City.of(2025).unit("U004")
        #expect(unit.grade == "合格")
        #expect(unit.uncappedGrade == "优秀")
        #expect(unit.actions.first == "暂缓受理")
        #expect(!unit.found("R27").isEmpty)
        #expect(try #require(unit.score("D22")) < 60)
        #expect(try City.of(2024).unit("U004").actions.contains("暂缓受理") == false)
    }

    @Test(
        "U007 and U009: above level without a document, one leader too many",
        arguments: [2024, 2025])
    func leaders(year: Int) throws {
        let city = try City.of(year)
        #expect(try city.unit("U007").found("R08").count == 1)
        #expect(try city.unit("U007").score("A22") == 85)
        #expect(try city.unit("U009").found("R07").count == 1)
        #expect(try city.unit("U009").score("A22") == 75)
    }

    @Test("U011: retired in May, paid until December, not removed", arguments: [2024, 2025])
    func payWithoutPost(year: Int) throws {
        let unit = try City.of(year).unit("U011")
        #expect(unit.found("R06").map(\.severity) == ["重"])
        #expect(!unit.found("R28").isEmpty)
        #expect(try #require(unit.score("A13")) < 100)
        #expect(try #require(unit.score("A23")) < 100)
    }

    @Test("U012: every change of the duty list late", arguments: [2024, 2025])
    func lateDuties(year: Int) throws {
        let unit = try City.of(year).unit("U012")
        #expect(!unit.found("R25").isEmpty)
        #expect(unit.score("A12") == 0)
    }

    @Test("U014: eighteen service users are too few", arguments: [2024, 2025])
    func fewUsers(year: Int) throws {
        let unit = try City.of(year).unit("U014")
        #expect(unit.leaf("D11")?.missing == true)
        #expect(unit.leaf("D11")?.missingReason?.zh.contains("样本不足") == true)
        let users = try #require(unit.opinion("服务对象"))
        #expect(users.received == 18 && !users.isSufficient)
        #expect(unit.coverage < 1)
    }

    @Test("U015: three statutory duties without hours", arguments: [2024, 2025])
    func idleDuties(year: Int) throws {
        let unit = try City.of(year).unit("U015")
        #expect(unit.found("R13").count == 3)
        #expect(try #require(unit.score("B11")) < 60)
        #expect(try #require(unit.score("A11")) <= 55)
    }

    @Test("U016 and U018: public expenses up, spending over the budget")
    func money() throws {
        let city = try City.of(2025)
        #expect(abs(try #require(city.unit("U016").leaf("B32")?.raw) - 14) < 0.5)
        #expect(try city.unit("U016").score("B32") == 0)
        #expect(try #require(city.unit("U018").leaf("B31")?.raw) > 100)
        #expect(try city.unit("U018").score("B31") == 60)
    }

    @Test("U017: unbalanced bodies in a unit that is full as a whole", arguments: [2024, 2025])
    func unbalanced(year: Int) throws {
        let unit = try City.of(year).unit("U017")
        #expect(unit.saturation?.band?.zh == "饱满")
        #expect(try #require(unit.score("A32")) < 20)
        #expect(unit.actions.contains("内部挖潜"))
        let staff = try #require(unit.opinion("本单位职工"))
        let means = staff.items.compactMap(\.mean)
        let balance = try #require(staff.items.first { $0.item == "Q10" }?.mean)
        #expect(means.min() == balance)
    }

    @Test("U020: on loan for more than 180 days", arguments: [2024, 2025])
    func longLoan(year: Int) throws {
        let unit = try City.of(year).unit("U020")
        #expect(unit.found("R05").count == 1)
        #expect(try #require(unit.score("A23")) < 70)
    }

    @Test("U021: overloaded, full, good: posts are asked for", arguments: [2024, 2025])
    func overloaded(year: Int) throws {
        let unit = try City.of(year).unit("U021")
        #expect(try #require(unit.saturation?.saturation.labour) > 1.2)
        #expect(unit.saturation?.band?.zh == "超负荷")
        #expect(["优秀", "良好"].contains(unit.grade))
        #expect(unit.quotas.allSatisfy { $0.vacant == 0 })
        #expect(unit.actions.contains("调剂增加"))
    }

    @Test("U024: two people over establishment", arguments: [2024, 2025])
    func overEstablishment(year: Int) throws {
        let unit = try City.of(year).unit("U024")
        #expect(!unit.found("R01").isEmpty)
        #expect(try #require(unit.score("A21")) < 100)
        #expect(unit.actions.contains("只出不进"))
    }

    @Test("U025: a duty went elsewhere, and posts follow it")
    func movedDuty() throws {
        #expect(try City.of(2025).unit("U025").actions.contains("编随事走"))
        #expect(try City.of(2024).unit("U025").actions.contains("编随事走") == false)
    }

    @Test("U027: idle, with five vacancies", arguments: [2024, 2025])
    func idle(year: Int) throws {
        let unit = try City.of(year).unit("U027")
        #expect(try #require(unit.saturation?.saturation.labour) < 0.6)
        #expect(unit.saturation?.band?.zh == "明显不饱满")
        #expect(abs(try #require(unit.leaf("B23")?.raw) + 25) < 2)
        #expect(try #require(unit.score("B23")) < 80)
        #expect(unit.advice.contains { $0.action == "收回空编" && $0.count == 5 })
    }

    @Test("U028: overloaded with four vacancies", arguments: [2024, 2025])
    func overloadedVacant(year: Int) throws {
        let unit = try City.of(year).unit("U028")
        #expect(try #require(unit.saturation?.saturation.labour) > 1)
        #expect(unit.quotas.reduce(0) { $0 + $1.vacant } == 4)
        #expect(unit.actions.contains("先用空编"))
        #expect(!unit.actions.contains("调剂增加"))
    }

    @Test("U029: set up, and under half staffed", arguments: [2024, 2025])
    func young(year: Int) throws {
        let unit = try City.of(year).unit("U029")
        #expect(unit.found("R15").count == 1)
        #expect(try #require(unit.score("A11")) <= 85)
        #expect(unit.score("A21") == 0)
    }

    @Test("U030: a body without approval", arguments: [2024, 2025])
    func unauthorised(year: Int) throws {
        let unit = try City.of(year).unit("U030")
        #expect(unit.found("R10").map(\.severity) == ["重"])
        #expect(try #require(unit.score("A11")) <= 70)
    }

    @Test("U031: padded hours are scaled and flagged", arguments: [2024, 2025])
    func padded(year: Int) throws {
        let unit = try City.of(year).unit("U031")
        #expect(abs(try #require(unit.saturation?.verificationRatio) - 0.7) < 0.03)
        #expect(unit.flags.contains("verification-scaled"))
        #expect(unit.flags.contains("heaping"))
        #expect(abs(try #require(unit.saturation?.saturation.labour) - 0.8) < 0.06)
        #expect(["C", "D"].contains(unit.dataQuality.grade))
        #expect(!unit.actions.contains("调剂增加"))
    }

    @Test("U034: what isn't handed in is missing, not 0", arguments: [2024, 2025])
    func missingForm(year: Int) throws {
        let unit = try City.of(year).unit("U034")
        #expect(
            unit.indicators.filter(\.missing).map(\.code)
                == ["B21", "B22", "B23", "B31", "B32", "D21", "D22"])
        #expect(unit.coverage < 1)
        #expect(try #require(unit.score) > 60)
        #expect(!unit.found("R30").isEmpty)
    }

    @Test(
        "U035 and U036: hurried and doubled responses are dropped and kept on record",
        arguments: [2024, 2025])
    func dropped(year: Int) throws {
        let city = try City.of(year)
        let users = try #require(city.unit("U035").opinion("服务对象"))
        #expect(users.received - users.valid >= 12)
        let groups = try city.unit("U036").opinion
        let doubled = groups.flatMap(\.dropped).filter { $0.reason.zh.contains("重复") }
        #expect(doubled.reduce(0) { $0 + $1.count } == 1)
    }

    @Test("U039: four people too many outside the establishment", arguments: [2024, 2025])
    func outside(year: Int) throws {
        let finding = try #require(try City.of(year).unit("U039").found("R19").first)
        #expect(finding.detail.zh.contains("超 4 人"))
    }

    @Test("U042: three people work in another office without a document", arguments: [2024, 2025])
    func separated(year: Int) throws {
        let unit = try City.of(year).unit("U042")
        #expect(unit.found("R04").first?.detail.zh.contains("3 人") == true)
        #expect(!unit.found("R03").isEmpty)
        #expect(try #require(unit.score("A23")) < 10)
    }

    @Test("U043: two people away in 2024 are back in 2025")
    func repaired() throws {
        let (before, after) = (try City.of(2024).unit("U043"), try City.of(2025).unit("U043"))
        #expect(!before.found("R04").isEmpty)
        #expect(after.found("R04").isEmpty)
        #expect(after.findings.contains { $0.rule == "R04" && !$0.isOpen })
        #expect(try #require(after.score("A23")) > (try #require(before.score("A23"))))
    }

    @Test("the last expert contradicts himself on B; the group doesn't", arguments: [2024, 2025])
    func inconsistent(year: Int) throws {
        let city = try City.of(year)
        #expect(
            city.warnings.contains {
                $0.hasPrefix("judgements-inconsistent experts/judgements.csv:")
            })
        for unitClass in city.result.classes {
            let node = try #require(unitClass.weights.first { $0.node == "B" })
            #expect(try #require(node.experts.last?.cr) > 0.1)
            #expect(try #require(node.cr) < 0.1)
        }
    }

    @Test("the class 社会民生 weighs the dimensions in its own way", arguments: [2024, 2025])
    func classWeights(year: Int) throws {
        let classes = try City.of(year).result.classes
        let roots = classes.map { $0.weights.first { $0.node == "root" }?.weights }
        #expect(roots[0] == roots[1])
        #expect(roots[1] != roots[2])
    }
}
