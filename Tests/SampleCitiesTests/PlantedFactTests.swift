import Testing

@testable import SampleCities

@Suite("Planted facts")
struct PlantedFactTests {
    let folder: SampleFolder

    init() throws {
        folder = try SampleFolder(SampleParameters())
    }

    private func id(_ fact: PlantedFact) throws -> String {
        SampleUnit.id(try #require(fact.unit), of: folder.parameters)
    }

    private func rows(_ file: String, of fact: PlantedFact) throws -> [[String: String]] {
        let id = try id(fact)
        return try folder.rows(file).filter { ($0["单位编码"] ?? $0["占编单位"]) == id }
    }

    private func sum(_ rows: [[String: String]], _ column: String) -> Int {
        rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) }
    }

    private func hours(_ rows: [[String: String]], _ column: String = "年频次") -> Double {
        rows.reduce(0) { total, row in
            [column, "单次耗时(小时/人)", "参与人数"].reduce(1) { $0 * (Double(row[$1] ?? "") ?? 0) } + total
        }
    }

    /// Hours over those of everybody on the list, months counted.
    private func saturation(of fact: PlantedFact) throws -> Double {
        let staff = try rows("forms/staff.csv", of: fact)
        return hours(try rows("forms/worklog.csv", of: fact))
            / (Double(sum(staff, "在岗月数")) / 12 * 1984)
    }

    private func vacancies(of fact: PlantedFact) throws -> Int {
        let staff = try rows("forms/staff.csv", of: fact).filter { $0["编制类型"] != "编外" }
        return sum(try rows("forms/establishment.csv", of: fact), "核定编制数") - staff.count
    }

    @Test("of work and posts: idle, overloaded, over establishment, not yet staffed")
    func work() throws {
        #expect(try saturation(of: .idleWithVacancies) < 0.58)
        #expect(try vacancies(of: .idleWithVacancies) == 5)
        let items = try rows("forms/worklog.csv", of: .idleWithVacancies)
        let before = (hours(items, "上年频次") + hours(items, "前年频次")) / 2
        #expect(abs(hours(items) / before - 0.75) < 0.03)
        #expect(try saturation(of: .overloadedFull) > 1.22)
        #expect(try vacancies(of: .overloadedFull) == 0)
        #expect(try saturation(of: .overloadedWithVacancies) > 1.02)
        #expect(try vacancies(of: .overloadedWithVacancies) == 4)
        #expect(try vacancies(of: .overEstablishment) == -2)
        let young = try rows("forms/staff.csv", of: .youngUnit).count { $0["编制类型"] != "编外" }
        #expect(young * 2 < sum(try rows("forms/establishment.csv", of: .youngUnit), "核定编制数"))
    }

    @Test("of the work log: padding shows in spot checks and in round figures")
    func padding() throws {
        let items = try rows("forms/worklog.csv", of: .paddedWorklog)
        let reported = items.reduce(into: [String: Double]()) {
            $0[$1["事项编码", default: ""]] = Double($1["单次耗时(小时/人)", default: ""])
        }
        let checks = try rows("forms/spotchecks.csv", of: .paddedWorklog)
        let observed = checks.reduce(0) { $0 + (Double($1["实测单次耗时"] ?? "") ?? 0) }
        let claimed = checks.reduce(0) { $0 + (reported[$1["事项编码", default: ""]] ?? 0) }
        #expect(abs(observed / claimed - 0.7) < 0.03)
        let round = items.count { $0["年频次", default: ""].hasSuffix("0") }
        #expect(Double(round) > 0.6 * Double(items.count))
    }

    @Test("of people: separated, lent, retired and paid, over posts, above level, over the cap")
    func people() throws {
        let separated = try rows("forms/staff.csv", of: .separatedStaff)
            .filter { $0["实际工作单位"] != $0["占编单位"] && $0["借调文号"] == "" }
        #expect(separated.map { $0["实际工作单位"] } == ["U010", "U010", "U010"])
        #expect(try rows("forms/staff.csv", of: .longLoan).count { $0["状态起"] == "2024-02-12" } == 1)
        let retired = try rows("forms/staff.csv", of: .payWithoutPost).filter { $0["在岗状态"] == "退休" }
        #expect(retired.count == 1)
        #expect(
            try folder.column("人员编码", "forms/payroll.csv").contains(#require(retired[0]["人员编码"])))
        let deputies = try rows("forms/staff.csv", of: .overLeaders).count { $0["职务层次"] == "副处" }
        let approved = try rows("forms/leaders.csv", of: .overLeaders).first { $0["职务层次"] == "副处" }
        #expect(deputies == 4 && approved?["核定职数"] == "3")
        let above = try rows("forms/staff.csv", of: .aboveLevelWithoutDocument).filter {
            $0["高配"] == "是"
        }
        #expect(above.map { $0["高配依据"] } == [""])
        let outside = try rows("forms/staff.csv", of: .outsideOverCap).count { $0["编制类型"] == "编外" }
        #expect(outside == sum(try rows("forms/units.csv", of: .outsideOverCap), "编外控制数") + 4)
    }

    @Test("of duties, bodies and the ledger")
    func duties() throws {
        let covered = try Set(folder.column("职责编码", "forms/worklog.csv"))
            .union(folder.column("职责编码", "forms/tasks.csv"))
        let statutory = try rows("forms/duties.csv", of: .dutiesWithoutHours).filter {
            $0["类型"] == "法定"
        }
        #expect(statutory.count { !covered.contains($0["职责编码", default: ""]) } == 3)
        let late = try rows("forms/duties.csv", of: .lateDutyList).filter { $0["调整触发日"] != "" }
        #expect(late.count >= 4 && late[0]["申请日"] == "")
        #expect(try rows("forms/duties.csv", of: .movedDuties).count { $0["状态"] == "划转" } == 1)
        let bodies = try rows("forms/establishment.csv", of: .unauthorisedBody)
        #expect(bodies.count { $0["批准文号"] == "" } == 1)
        let finding = try rows("ledgers/problems.csv", of: .openMajorFinding).first {
            $0["严重程度"] == "重"
        }
        #expect(finding?["状态"] == "整改中" && finding?["销号日期"] == "")
    }

    @Test("of results and money")
    func results() throws {
        #expect(try rows("forms/results.csv", of: .missingResults).isEmpty)
        let budget = try #require(rows("forms/results.csv", of: .overBudget).first)
        #expect(hundredths(budget["决算数"]) > hundredths(budget["预算数"]))
        let cars = try #require(rows("forms/results.csv", of: .threePublicUp).first)
        #expect(hundredths(cars["三公经费"]) > 1.13 * hundredths(cars["上年三公经费"]))
    }

    private func hundredths(_ text: String?) -> Double { Double(text ?? "") ?? 0 }

    @Test("of the survey: hurried, twice the same, too few")
    func survey() throws {
        let hurried = try rows("survey/responses.csv", of: .straightLined).filter {
            $0["ip"] == "203.0.113.77"
        }
        #expect(hurried.count == 12 * 4 && hurried.allSatisfy { $0["答案"] == "很满意" })
        let twice = try rows("survey/responses.csv", of: .duplicateResponse)
        #expect(twice.count - Set(twice.map { "\($0["答卷编号"] ?? "")\($0["题号"] ?? "")" }).count == 4)
        let users = try rows("survey/responses.csv", of: .fewServiceUsers).count {
            $0["评议主体"] == "服务对象"
        }
        #expect(users == 18 * 4)
    }

    @Test("of the experts: one inconsistent, a class judged apart")
    func experts() throws {
        let judgements = try folder.rows("experts/judgements.csv")
        let last = judgements.filter { $0["专家"] == "E07" && $0["上级指标"] == "B" }
        #expect(last.map { $0["甲比乙"] } == ["3", "3", "4"])
        #expect(judgements.count { $0["评估序列"] == "社会民生" } == 3 * 6)
    }

    @Test("are all told in the README, and only those that hold")
    func stories() throws {
        let text = try folder.text("README.md")
        for fact in PlantedFact.allCases {
            #expect(text.contains(fact.story.planted) == fact.holds(in: folder.parameters))
        }
        let plain = try SampleFolder(
            SampleParameters(units: 50, respondents: 0, plantsFacts: false))
        #expect(try plain.text("README.md").contains("没有埋设事实"))
    }
}
