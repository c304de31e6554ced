import Draws
import Testing

@testable import Survey

private func isClose(_ a: Double?, _ b: Double) -> Bool {
    a.map { abs($0 - b) <= 1e-12 * max(1, abs(b)) } ?? false
}

@Suite("Opinion")
struct AggregationTests {
    /// Three users of U1: items 100 80 100 60 · 80 80 60 100 · 60 – 80 80.
    private var survey: SmallSurvey {
        var survey = SmallSurvey()
        survey.respond("R1", [5, 4, 5, 3])
        survey.respond("R2", [4, 4, 3, 5])
        survey.respond("R3", [3, 0, 4, 4])
        return survey
    }

    @Test("is the mean per item, then by weights: (80 + 80 + 80 + 2 × 80) ÷ 5")
    func means() throws {
        let group = try #require(survey.result().units.first?.groups.first)
        #expect((group.received, group.valid) == (3, 3))
        #expect(group.items.map(\.item) == ["Q1", "Q2", "Q3", "Q4"])
        #expect(group.items.map(\.count) == [3, 2, 3, 3])
        #expect(group.items.map(\.mean) == [80, 80, 80, 80])
        #expect(group.items[0].distribution == [1, 1, 1, 0, 0])
        #expect(group.mean == 80)
        // 100, 80, 60: s² = 400, ÷ 3
        #expect(isClose(group.items[0].standardError, (400.0 / 3).squareRoot()))
        #expect(group.items[1].standardError == 0)
    }

    @Test("of a unit that nobody spoke about says of each group that nobody did")
    func silentUnit() throws {
        var survey = survey
        survey.staffCounts = [nil, nil]
        let units = survey.result().units
        #expect(units.map(\.unit) == ["U1", "U2"])
        #expect(units[0].groups.map(\.received) == [3, 0])
        #expect(units[1].groups.map(\.group) == [SmallSurvey.users, SmallSurvey.staff])
        #expect(units[1].groups.map(\.received) == [0, 0])
        #expect(units[1].groups.map(\.valid) == [0, 0])
        #expect(units[1].groups.map(\.minimum) == [2, nil])
        #expect(units[1].groups.allSatisfy { $0.mean == nil && !$0.isSufficient })
        #expect(
            units[1].groups.map { $0.items.map(\.item) } == [
                ["Q1", "Q2", "Q3", "Q4"], ["Q5", "Q6", "Q7", "Q8"],
            ])
        #expect(units[1].groups.flatMap(\.items).allSatisfy { $0.count == 0 && $0.mean == nil })
        #expect(units[1].leaves.count == 3)
    }

    @Test("has the standard error of the responses' own weighted means where all answer all")
    func standardError() throws {
        var survey = SmallSurvey()
        survey.respond("R1", [5, 4, 5, 3])
        survey.respond("R2", [4, 4, 3, 5])
        survey.respond("R3", [3, 2, 4, 4])
        let group = try #require(survey.result().units.first?.groups.first)
        // own means (100 + 80 + 100 + 120) ÷ 5 = 80, (80 + 80 + 60 + 200) ÷ 5 = 84,
        // (60 + 40 + 80 + 160) ÷ 5 = 68; mean 232/3; s² = (7.111 + 44.444 + 87.111) ÷ 2 = 69.333
        #expect(isClose(group.mean, 232.0 / 3))
        #expect(isClose(group.standardError, (208.0 / 3 / 3).squareRoot()))
    }

    @Test("of a staff of five, of whom three answer, has 1 − 3/5 of the variance")
    func finitePopulation() throws {
        var survey = SmallSurvey()
        survey.respond("R1", group: 1, [5, 4, 5, 3])
        survey.respond("R2", group: 1, [4, 4, 3, 5])
        survey.respond("R3", group: 1, [3, 2, 4, 4])
        let group = try #require(survey.result().units.first?.groups.last)
        #expect((group.population, group.minimum, group.isSufficient) == (5, 3, true))
        #expect(isClose(group.standardError, (208.0 / 3 / 3 * 0.4).squareRoot()))
        #expect(isClose(group.items[0].standardError, (400.0 / 3 * 0.4).squareRoot()))
    }

    @Test("is as reliable as Cronbach's α says of the complete responses")
    func alpha() throws {
        var survey = SmallSurvey()
        survey.respond("R1", [5, 5, 5, 4])
        survey.respond("R2", [4, 4, 5, 4])
        survey.respond("R3", [2, 3, 2, 2])
        survey.respond("R4", [3, 0, 5, 1])
        let group = try #require(survey.result().units.first?.groups.first)
        // In ranks: item variances 7/3, 1, 3, 4/3; sums 19, 17, 9 with variance 28.
        #expect(isClose(group.alpha, 4.0 / 3 * (1 - (7.0 / 3 + 1 + 3 + 4.0 / 3) / 28)))
    }

    @Test("leaves one highest and one lowest rater out where there are more than the limit")
    func trimming() throws {
        var survey = SmallSurvey()
        survey.trimsAbove = 3
        for (index, rank) in [5, 4, 4, 1].enumerated() {
            survey.respond("R\(index)", [rank, 3, 4, 5])
        }
        let trimmed = try #require(survey.result().units.first?.groups.first)
        #expect(trimmed.items[0].mean == 80)
        #expect(trimmed.items[0].distribution == [1, 2, 0, 0, 1])
        survey.trimsAbove = 4
        #expect(survey.result().units[0].groups[0].items[0].mean == 70)
    }

    @Test("of a leaf is the equal mean of the groups that suffice")
    func leaves() throws {
        var survey = survey
        // The same three again, so that nobody is few.
        survey.respond("R4", [5, 4, 5, 3])
        survey.respond("R5", [4, 4, 3, 5])
        survey.respond("R6", [3, 0, 4, 4])
        for index in 0..<5 { survey.respond("S\(index)", group: 1, [5, 4, 4, 5]) }
        let unit = try #require(survey.result().units.first)
        #expect(unit.leaves.map(\.leaf) == ["L1", "L2", "L3"])
        #expect(unit.leaves[0].value == 80)
        #expect(isClose(unit.leaves[1].value, (100 + 80 + 80 + 200) / 5.0))
        #expect(isClose(unit.leaves[2].value, (80 + 90) / 2.0))
        #expect(unit.leaves[2].parts.map(\.group) == [SmallSurvey.users, SmallSurvey.staff])
        #expect(unit.leaves.allSatisfy { $0.shortage == nil })
    }

    @Test("pooled is one mean over the answers of all groups")
    func pooled() throws {
        var survey = SmallSurvey()
        survey.combination = .pooled
        for index in 0..<6 { survey.respond("R\(index)", [5, 5, 4, 4]) }
        for index in 0..<5 { survey.respond("S\(index)", group: 1, [3, 4, 4, 3]) }
        let leaf = try #require(survey.result().units.first?.leaves.last)
        #expect(isClose(leaf.value, (100 + 100 + 80 + 80 + 60 + 80 + 80 + 60) / 8.0))
    }

    @Test("is 样本不足 below the minimum, and a group under five is never shown alone")
    func minimum() throws {
        var survey = SmallSurvey()
        survey.respond("R1", [5, 4, 5, 3])
        survey.respond("S1", group: 1, [5, 4, 5, 3])
        survey.respond("S2", group: 1, [5, 4, 5, 3])
        let unit = try #require(survey.result().units.first)
        #expect(unit.groups.map(\.isSufficient) == [false, false])
        #expect(unit.groups.map(\.isHidden) == [true, true])
        #expect(unit.leaves.map(\.value) == [nil, nil, nil])
        #expect(unit.leaves.allSatisfy { $0.shortage != nil })
        survey.respond("S3", group: 1, [5, 4, 5, 3])
        let few = survey.result().units[0]
        #expect(few.groups[1].isSufficient && few.groups[1].isHidden)
        #expect(few.leaves.map(\.value) == [nil, nil, nil])
        #expect(few.leaves[1].shortage?.zh.contains("匿名") == true)
        for index in 4...5 { survey.respond("S\(index)", group: 1, [5, 4, 5, 3]) }
        #expect(survey.result().units[0].leaves.map { $0.value != nil } == [false, true, true])
        survey.staffCounts = [nil, nil]
        #expect(survey.result().units[0].groups[1].minimum == nil)
        #expect(survey.result().units[0].leaves[1].value == nil)
    }

    @Test("of a few can't be told from a leaf by taking away the groups that are shown")
    func subtraction() throws {
        var survey = SmallSurvey()
        for index in 0..<6 { survey.respond("R\(index)", [5, 5, 5, 5]) }
        for index in 0..<4 { survey.respond("S\(index)", group: 1, [1, 2, 1, 2]) }
        let pooled = [SmallSurvey.Combination.equal, .pooled].map { combination in
            survey.combination = combination
            return survey.result().units[0].leaves[2]
        }
        // Four of staff suffice (60 % of 5) and would give another value.
        #expect(pooled.map(\.value) == [100, 100])
        #expect(pooled.allSatisfy { $0.parts.map(\.group) == [SmallSurvey.users] })
    }

    @Test("of a merged unit leaves out the few whom the other's opinion would give away")
    func merged() throws {
        var survey = SmallSurvey()
        for index in 0..<3 { survey.respond("R\(index)", [1, 2, 1, 2]) }
        for index in 0..<6 { survey.respond("T\(index)", unit: 1, [5, 4, 5, 4]) }
        let together = SurveySubjects(units: ["U"], staff: [10], places: [0, 0])
        func group() -> GroupOpinion? {
            Aggregation(survey.book, frame: survey.frame, subjects: together).result()
                .units.first?.groups.first
        }
        #expect(group()?.valid == 6)
        #expect(group()?.items.first?.mean == 100)
        // Five are no longer few.
        for index in 3..<5 { survey.respond("R\(index)", [1, 2, 1, 2]) }
        #expect(group()?.valid == 11)
    }

    @Test("of a unit nobody spoke of is empty, not nothing")
    func silence() throws {
        let unit = try #require(survey.result().units.last)
        #expect(unit.groups.allSatisfy { $0.received == 0 && $0.mean == nil && !$0.isHidden })
        #expect(unit.leaves.allSatisfy { $0.value == nil && $0.shortage != nil })
    }
}

@Suite("A survey leaves out")
struct DroppingTests {
    private func survey(_ fill: (inout SmallSurvey) -> Void) -> SurveyResult {
        var survey = SmallSurvey()
        survey.respond("A", [5, 4, 3, 4], submitted: 1000, address: "x")
        fill(&survey)
        return survey.result()
    }

    @Test("the later of two responses of one respondent about one unit")
    func duplicate() {
        let result = survey { $0.respond("A", [1, 2, 3, 4], submitted: 2000, address: "y") }
        #expect((result.received, result.valid) == (2, 1))
        #expect(result.dropped.map(\.reasons) == [[.duplicate]])
        #expect(result.dropped.map(\.line) == [6])
        #expect(result.units[0].groups[0].items[0].mean == 100)
    }

    @Test("a copy of a response, line for line")
    func copy() {
        let result = survey { $0.rows += $0.rows }
        #expect((result.received, result.valid) == (2, 1))
        #expect(result.dropCounts == [DropCount(reason: .duplicate, count: 1)])
    }

    @Test("a response that answers an item in two ways: nobody knows which is meant")
    func contradiction() {
        let result = survey { survey in
            var row = survey.rows[0]
            row.rank = 1
            survey.rows.append(row)
        }
        #expect((result.received, result.valid) == (1, 0))
    }

    @Test("not one respondent's responses about two units")
    func twoUnits() {
        let result = survey {
            $0.respond("A", unit: 1, [5, 4, 3, 4], submitted: 1010, address: "x")
        }
        #expect((result.received, result.valid) == (2, 2))
    }

    @Test("a response with two of four items unanswered")
    func missing() {
        let result = survey { $0.respond("B", [5, 0, 0, 4]) }
        #expect(result.dropped.map(\.reasons) == [[.missing]])
        #expect(survey { $0.respond("B", [5, 0, 3, 4]) }.valid == 2)
        // Lines left out are items left out.
        #expect(survey { $0.respond("B", [5, 4]) }.dropped.map(\.reasons) == [[.missing]])
    }

    @Test("two flags together, not one")
    func twoFlags() {
        #expect(survey { $0.respond("B", [4, 4, 4, 4]) }.valid == 2)
        #expect(survey { $0.respond("B", [4, 3, 4, 4], seconds: 20) }.valid == 2)
        let both = survey { $0.respond("B", [4, 4, 4, 4], seconds: 20) }
        #expect(both.dropped.map(\.reasons) == [[.tooFast, .straightLine]])
        #expect(both.dropped.map(\.respondent) == ["B"])
        #expect(both.dropped.map(\.line) == [6])
    }

    @Test(
        "an echo from one address within five minutes, if something else is odd too",
        arguments: [(1300, true), (1301, false)])
    func echo(time: Int64, isEcho: Bool) {
        let result = survey {
            $0.respond("B", [5, 4, 3, 4], seconds: 20, submitted: time, address: "x")
        }
        #expect(result.dropped.map(\.reasons) == (isEcho ? [[.tooFast, .sameAddress]] : []))
    }

    @Test("the later of two echoes, and by name where both came at once")
    func echoOrder() {
        let result = survey {
            $0.respond("0", [5, 4, 3, 4], seconds: 20, submitted: 1000, address: "x")
            $0.respond("B", [5, 4, 3, 4], seconds: 20, submitted: 1000, address: "x")
        }
        #expect(result.dropped.map(\.respondent) == ["B"])
    }

    @Test("no other answers, another address, another unit, no time")
    func noEcho() {
        let result = survey {
            $0.respond("B", [5, 4, 3, 3], seconds: 20, submitted: 1001, address: "x")
            $0.respond("C", [5, 4, 3, 4], seconds: 20, submitted: 1001, address: "y")
            $0.respond("D", unit: 1, [5, 4, 3, 4], seconds: 20, submitted: 1001, address: "x")
            $0.respond("E", [5, 4, 3, 4], seconds: 20, address: "x")
        }
        #expect(result.dropped.isEmpty)
    }

    @Test("the same whatever the order of the lines", arguments: UInt64(0)..<40)
    func rowOrder(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var survey = SmallSurvey()
        for number in 0..<60 {
            let group = Int.random(in: 0...1, using: &generator)
            survey.respond(
                "R\(number % 50)", unit: Int.random(in: 0...1, using: &generator), group: group,
                (0..<4).map { _ in Int.random(in: 0...5, using: &generator) },
                seconds: Double(Int.random(in: 20...90, using: &generator)),
                submitted: Int64(number * 200 / 3), address: ["x", "y"][number % 2])
        }
        let first = survey.result()
        survey.rows.shuffle(using: &generator)
        #expect(survey.result() == first)
    }

    @Test("counts of everything add up", arguments: UInt64(0)..<40)
    func conservation(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var survey = SmallSurvey()
        for number in 0..<40 {
            survey.respond(
                "R\(number)", (0..<4).map { _ in Int.random(in: 0...5, using: &generator) },
                seconds: Double(Int.random(in: 20...90, using: &generator)))
        }
        let result = survey.result()
        #expect(result.received == 40)
        #expect(result.valid + result.dropped.count == 40)
        let groups = result.units.flatMap(\.groups)
        #expect(groups.reduce(0) { $0 + $1.valid } == result.valid)
        #expect(
            groups.flatMap(\.items).reduce(0) { $0 + $1.distribution.reduce(0, +) }
                == result.answers)
    }
}
