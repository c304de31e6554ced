import Diagnostics
import Documents
import Tables
import Testing

@testable import Weighting

@Suite("The stand-alone calculator")
struct AHPCalculationTests {
    private func read(_ text: String, _ log: inout DiagnosticLog, expert: String = "m")
        -> SquareJudgements?
    {
        SquareJudgements.read(
            TableSource(bytes: Array(text.utf8), name: "\(expert).csv"), expert: expert, into: &log)
    }

    private func calculate(
        _ texts: String..., rules: WeightingRules = WeightingRules(), suggesting: Bool = false
    ) throws -> (result: AHPCalculation?, problems: [String]) {
        var log = DiagnosticLog()
        var sheets: [SquareJudgements] = []
        for (index, text) in texts.enumerated() {
            if let sheet = read(text, &log, expert: "E\(index + 1)") { sheets.append(sheet) }
        }
        let result =
            sheets.count == texts.count
            ? try AHPCalculation(sheets, rules: rules, suggesting: suggesting, into: &log) : nil
        return (result, log.kept.map { "\($0.code.rawValue) \($0.place)" })
    }

    private let full = ",甲,乙,丙\n甲,1,2,4\n乙,1/2,1,2\n丙,0.25,1/2,1\n"

    @Test("reads one triangle as it reads both")
    func triangles() throws {
        var log = DiagnosticLog()
        let both = try #require(read(full, &log))
        #expect(both.labels == ["甲", "乙", "丙"])
        #expect(read(",甲,乙,丙\n甲,1,2,4\n乙,,1,2\n丙,,,1\n", &log) == both)
        #expect(read(",甲,乙,丙\n甲,,2,4\n乙,,,2\n丙,,,\n", &log) == both)
        #expect(read("x,甲,乙,丙\n甲,,,\n乙,1/2,,\n丙,1/4,1/2,\n", &log) == both)
        #expect(read(",甲,乙,丙\n丙,0.25,1/2,1\n甲,1,2,4\n乙,1/2,1,2\n", &log) == both)
        #expect(log.kept.isEmpty)
    }

    @Test("gives the keys that the formats promise, and weights 4 : 2 : 1")
    func keys() throws {
        let (result, problems) = try calculate(full)
        #expect(problems.isEmpty)
        let json = try #require(result?.json)
        guard case .object(let members) = json else { return #expect(Bool(false)) }
        #expect(
            members.map(\.key).prefix(16) == [
                "method", "randomIndex", "labels", "weights", "lambdaMax", "ci", "ri", "cr",
                "gci", "consistent", "missing", "experts", "aij", "aip", "consensus", "revisions",
            ])
        let weights = try #require(result?.weights.weights)
        #expect(distance(weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-15)
        #expect(result?.isConsistent == true)
        #expect(json.line.contains("\"consensus\": null"))
        #expect(json.line.contains("\"randomIndex\": \"alonso-lamata\""))
    }

    @Test("says null where the table has no random index")
    func noIndex() throws {
        let labels = (1...16).map { "c\($0)" }
        let rows = labels.map {
            "\($0)," + [String](repeating: "1", count: 16).joined(separator: ",")
        }
        let text = ([",\(labels.joined(separator: ","))"] + rows).joined(separator: "\n")
        let (result, _) = try calculate(text, rules: WeightingRules(randomIndex: .saaty))
        let line = try #require(result?.json.line)
        #expect(line.contains("\"ri\": null, \"cr\": null"))
        #expect(line.contains("\"consistent\": true"))
    }

    @Test("names each pair that is not reciprocal")
    func notReciprocal() throws {
        let (result, problems) = try calculate(
            ",a,b,c\na,1,2,4\nb,0.5,1,2\nc,0.3,2,1\n")
        #expect(result == nil)
        #expect(problems == ["not-reciprocal E1.csv:4:2", "not-reciprocal E1.csv:4:3"])
    }

    @Test(
        "refuses what is not a square of judgements, at its cell",
        arguments: [
            (",a,b\na,2,3\nb,,1\n", "judgement-self E1.csv:2:2"),
            (",a,b\na,1,10\nb,,1\n", "judgement-off-scale E1.csv:2:3"),
            (",a,b\na,1,x\nb,,1\n", "not-a-number E1.csv:2:3"),
            (",a,b,c\na,1,3,2\n", "not-square E1.csv"),
            (",a,b,c\na,1,3,2\nb,1/3,1,2\n", "not-square E1.csv"),
            (",a,b\na,1,1月3日\nb,,1\n", "not-a-number E1.csv:2:3"),
            (",a,b\na,1,3\nc,,1\n", "unknown-reference E1.csv:3:1"),
            (",a,b\na,1,3\na,,1\n", "duplicate-key E1.csv:3:1"),
            (",a,a\na,1,3\na,,1\n", "duplicate-key E1.csv:1:3"),
            (",a,\na,1,3\n,,1\n", "value-missing E1.csv:1:3"),
            (",a,b\na,1\nb,,1\n", "field-count E1.csv:2:3"),
            (",a,b,c,d\na,1,3,,\nb,,1,,\nc,,,1,5\nd,,,,1\n", "graph-disconnected E1.csv"),
        ])
    func refusals(text: String, problem: String) throws {
        let (result, problems) = try calculate(text)
        #expect(result == nil)
        #expect(problems.contains(problem))
    }

    @Test("tells every problem of a table at once")
    func everyProblem() throws {
        let (_, twice) = try calculate(",a,a\na,1,x\na,,10\n")
        #expect(
            twice == [
                "duplicate-key E1.csv:1:3", "not-a-number E1.csv:2:3",
                "judgement-off-scale E1.csv:3:3",
            ])
        let (_, several) = try calculate(",a,b,c\na,1,2,NaN\nb,0.6,3,0\nd,1,-1,1\n")
        #expect(
            several.sorted() == [
                "judgement-off-scale E1.csv:3:4", "judgement-off-scale E1.csv:4:3",
                "judgement-self E1.csv:3:3", "not-a-number E1.csv:2:4",
                "not-reciprocal E1.csv:3:2", "not-square E1.csv", "unknown-reference E1.csv:4:1",
            ])
        let (_, separators) = try calculate(";a;b\na;1;2\nb;;1\n")
        #expect(separators == ["not-square E1.csv:1:1"])
    }

    @Test("averages several experts, whatever the order of their labels")
    func severalExperts() throws {
        let (result, problems) = try calculate(
            full, ",丙,甲,乙\n丙,1,1/4,1/2\n甲,,1,2\n乙,,,1\n")
        #expect(problems.isEmpty)
        let weights = try #require(result?.weights)
        #expect(distance(weights.weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-14)
        #expect(weights.experts.map(\.expert) == ["E1", "E2"])
        #expect(abs((weights.consensus?.value ?? 0) - 1) < 1e-12)
        let other = try calculate(full, ",甲,乙\n甲,1,2\n乙,,1\n")
        #expect(other.problems == ["unknown-reference E2.csv"])
    }

    @Test("suggests Saaty's change for his house, with the answer before and after")
    func suggestion() throws {
        let matrix = PublishedMatrix.house.matrix
        var log = DiagnosticLog()
        let sheet = SquareJudgements(
            expert: "Saaty", labels: (1...8).map { "c\($0)" }, answers: matrix,
            place: Place(file: "house.csv"))
        let result = try #require(
            try AHPCalculation(
                [sheet], rules: WeightingRules(randomIndex: .saaty), suggesting: true, into: &log))
        #expect(!result.isConsistent)
        #expect(log.kept.map(\.code) == [.judgementsInconsistent])
        #expect(result.revisions.map(\.left) == ["c3"] && result.revisions.map(\.right) == ["c7"])
        #expect(result.revisions.first?.given == 6)
        #expect((result.revisions.first?.crAfter ?? 1) <= 0.10)
        #expect(result.influences.count == 28)
    }

    @Test("implies a missing judgement and lists it")
    func missing() throws {
        let (result, _) = try calculate(",a,b,c\na,1,2,\nb,,1,2\nc,,,1\n")
        let implied = try #require(result?.weights.missing.first)
        #expect(implied.left == "a" && implied.right == "c")
        #expect(abs(implied.implied - 4) < 1e-12)
    }

    @Test("tells clusters, what is most at odds, and what each expert left out")
    func panel() throws {
        let (result, _) = try calculate(
            full, ",甲,乙,丙\n甲,1,2,\n乙,,1,2\n丙,,,1\n", ",甲,乙,丙\n甲,1,1/9,1/9\n乙,,1,1\n丙,,,1\n",
            suggesting: true)
        let found = try #require(result)
        #expect(found.clusters.map(\.experts) == [["E1", "E2"], ["E3"]])
        let first = try #require(found.disagreements.first)
        #expect(first.left == "甲" && first.right == "丙" && first.count == 2)
        #expect(found.gaps.map(\.expert) == ["E2"])
        #expect(abs((found.gaps.first?.implied ?? 0) - 4) < 1e-11)
        #expect(found.influences.count == 6 && found.revisions.isEmpty)
        // Without 甲 ÷ 丙 the others imply 2 · 2.
        let outer = try #require(found.influences.first { $0.left == "甲" && $0.right == "丙" })
        #expect(abs((outer.implied ?? 0) - 4) < 1e-11 && (outer.crImplied ?? 1) < 1e-11)
    }

    @Test("takes answers by the scale that is asked for")
    func scales() throws {
        let scale = try #require(JudgementScale(name: "9/9-9/1"))
        let (result, _) = try calculate(
            ",a,b\na,1,5\nb,,1\n", rules: WeightingRules(scale: scale))
        // 9/(10 − 5) = 9/5
        #expect(distance(try #require(result?.weights.weights), [9.0 / 14, 5.0 / 14]) < 1e-15)
    }

    @Test("reads the long form of one node as it reads square tables")
    func longForm() throws {
        var log = DiagnosticLog()
        func readAny(_ text: String) -> [SquareJudgements]? {
            SquareJudgements.readAny(
                TableSource(bytes: Array(text.utf8), name: "f.csv"), expert: "f", into: &log)
        }
        let long = try #require(
            readAny(
                """
                专家,上级指标,指标甲,指标乙,甲比乙,专家权重
                E2,root,甲,乙,2,3
                E2,root,甲,丙,4,
                E2,root,丙,乙,1/2,
                E1,root,甲,乙,1,
                E1,root,甲,丙,,
                """))
        #expect(long.map(\.expert) == ["E1", "E2"] && long.map(\.weight) == [1, 3])
        #expect(long[1].labels == ["甲", "乙", "丙"])
        #expect(long[1].answers.upper == [2, 4, 2])
        #expect(long[0].answers.upper == [1, nil, nil])
        let square = try #require(readAny(full))
        #expect(square.map(\.expert) == ["f"] && square[0].answers == long[1].answers)
        #expect(log.kept.isEmpty)
        #expect(readAny("expert,node,left,right,value\nE,A,a,b,2\nE,B,c,d,2\n") == nil)
        #expect(readAny("expert,node,left,right,value\nE,A,a,b,\n") == nil)
        #expect(readAny("expert,node,left,right,value\nE,A,a,a,1\n") == nil)
        #expect(log.kept.map(\.code) == [.valueInvalid, .judgementsMissing, .judgementSelf])
    }
}

@Suite("The scales of judgement")
struct JudgementScaleTests {
    @Test(
        "begin at 1, rise, and turn a reciprocal into a reciprocal", arguments: JudgementScale.all)
    func laws(scale: JudgementScale) {
        #expect(scale.ratio(of: 1) == 1)
        let ratios = scale.grid.map(\.ratio)
        #expect(ratios == ratios.sorted() && Set(ratios).count == 17)
        for (answer, ratio) in scale.grid {
            #expect(abs(scale.ratio(of: answer) / ratio - 1) < 1e-14)
            #expect(abs(scale.ratio(of: 1 / answer) * ratio - 1) < 1e-14)
        }
        #expect(JudgementScale(name: scale.name) == scale)
    }

    @Test("may be nine rising ratios, and go by names with any dash")
    func own() throws {
        let own = try #require(JudgementScale(name: "1, 1.5,2,3,4,5,6,7,9"))
        #expect(own.name == "1,1.5,2,3,4,5,6,7,9")
        #expect(own.ratio(of: 2) == 1.5 && own.ratio(of: 9) == 9)
        #expect(abs(own.ratio(of: 1.5) - 1.5.squareRoot()) < 1e-15)
        #expect(abs(own.ratio(of: 1.0 / 3) - 0.5) < 1e-15)
        #expect(JudgementScale(name: "9/9–9/1") == JudgementScale(name: "9/9-9/1"))
        for wrong in ["1,2,3", "2,3,4,5,6,7,8,9,10", "1,2,2,4,5,6,7,8,9", "1,2,x,4,5,6,7,8,9"] {
            #expect(JudgementScale(name: wrong) == nil)
        }
    }

    @Test("are at 9 what their authors say")
    func ends() {
        let ends = ["1-9": 9.0, "power": 81, "root": 3, "geometric": 256, "exponential": 9]
        for (name, end) in ends {
            #expect(abs((JudgementScale(name: name)?.ratio(of: 9) ?? 0) - end) < 1e-12)
        }
        for name in ["9/9-9/1", "10/10-18/2", "balanced"] {
            #expect(abs((JudgementScale(name: name)?.ratio(of: 9) ?? 0) - 9) < 1e-12)
        }
        #expect(JudgementScale(name: "none") == nil)
    }
}
