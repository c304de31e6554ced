import Diagnostics
import Indicators
import Languages
import Tables
import Testing

@testable import Survey

@Suite("A survey table")
struct SurveyTableTests {
    private let header = "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted,ip\n"

    private func read(
        _ text: String, frame: SurveyFrame = SmallSurvey().frame
    ) -> (SurveyResult?, [Diagnostic]) {
        var log = DiagnosticLog()
        let source = TableSource(bytes: Array(text.utf8), name: "survey/responses.csv")
        let reading = SurveyReading.read([source], frame: frame, into: &log)
        return (reading.result, log.kept)
    }

    private func problems(_ lines: String...) -> [String] {
        read(header + lines.joined(separator: "\n") + "\n").1.map {
            "\($0.code.rawValue):\($0.place.line ?? 0):\($0.place.column ?? 0)"
        }
    }

    @Test("in Chinese or English, in any column order, means the same")
    func headers() throws {
        let lines = (1...4).flatMap { item in
            [("R1", "很满意"), ("R2", "3")].map { ($0.0, "Q\(item)", $0.1) }
        }
        let english =
            header
            + lines.map { "\($0.0),U1,服务对象,\($0.1),\($0.2),60,2025-11-03 08:07:13,\n" }.joined()
        let chinese =
            "意见,题号,答案,评议主体,单位编码,答卷编号\r\n"
            + lines.map { "\"好,\n很好\",\($0.1),\($0.2),服务对象,U1,\($0.0)\r\n" }.joined()
        let (first, problems) = read(english)
        let (second, others) = read(chinese)
        #expect(problems.isEmpty && others.isEmpty)
        #expect(first == second)
        #expect(try #require(first).units[0].groups[0].mean == 80)
        #expect(try #require(first).answers == 8)
    }

    @Test(
        "an answer off the scale is reported at its cell", arguments: ["0", "6", "4.5", "好", "-3"])
    func offScale(answer: String) {
        #expect(problems("R1,U1,服务对象,Q1,\(answer),,,") == ["answer-off-scale:2:5"])
    }

    @Test("full-width digits are ranks too", arguments: ["５", "5", " 5 ", "很满意"])
    func ranks(answer: String) throws {
        let (result, problems) = read(
            header + "R1,U1,服务对象,Q1,\(answer),,,\nR1,U1,服务对象,Q2,4,,,\n"
                + "R1,U1,服务对象,Q3,4,,,\n")
        #expect(problems.isEmpty)
        #expect(try #require(result).units[0].groups[0].items[0].distribution == [1, 0, 0, 0, 0])
    }

    @Test("unknown units, groups and items are reported at their cells, all at once")
    func references() {
        #expect(
            problems("R1,U9,群众,Q99,很满意,60,,") == [
                "unknown-reference:2:2", "unknown-reference:2:3", "unknown-reference:2:4",
            ])
    }

    @Test("blank required cells, wrong times and negative seconds are reported")
    func cells() {
        #expect(
            problems(",,,,,-1,昨天,", "R1,U1,服务对象,Q1,5,60,2025-02-30 08:00:00,") == [
                "value-missing:2:1", "value-missing:2:2", "value-missing:2:3", "value-missing:2:4",
                "out-of-range:2:6", "not-a-date:2:7", "not-a-date:3:7",
            ])
    }

    @Test("lines of one response that contradict each other are reported")
    func conflicts() {
        let lines = [
            "R1,U1,服务对象,Q1,5,60,2025-11-03 08:00,x", "R1,U1,本单位职工,Q5,5,60,2025-11-03 08:00,x",
            "R1,U1,服务对象,Q2,5,61,2025-11-03 08:00,y", "R1,U1,服务对象,Q3,5,60,,x",
        ]
        #expect(
            problems(lines[0], lines[1], lines[2], lines[3]) == [
                "response-conflict:3:3", "response-conflict:4:6", "response-conflict:4:8",
                "response-conflict:5:0",
            ])
    }

    @Test("says where it was dropped and why, and keeps neither address nor comment")
    func drops() throws {
        let lines = (1...4).map { "R7,U1,服务对象,Q\($0),1,9,2025-11-03 08:00:00,203.0.113.9\n" }
        let result = try #require(read(header + lines.joined()).0)
        #expect(
            result.dropped == [
                DroppedResponse(
                    respondent: "R7", unit: "U1", group: "服务对象",
                    reasons: [.tooFast, .straightLine], file: "survey/responses.csv", line: 2)
            ])
        #expect(!"\(result)".contains("203.0.113.9"))
    }

    @Test(
        "knows moments",
        arguments: [
            ("1970-01-01", Int64(0)), ("1970-01-02 01:02:03", 90123), ("1970/1/2 1:02", 90120),
            ("1970-01-02T01:02:03", 90123),
        ])
    func moments(text: String, seconds: Int64) {
        var bytes = Array(text.utf8)
        #expect(bytes.withUnsafeMutableBufferPointer { parseMoment(.init($0)) } == seconds)
    }

    @Test(
        "knows what is no moment",
        arguments: [
            "", "8:00", "2025-01-01 ", "2025-01-01 24:00", "2025-01-01 1:60", "2025-01-01 1:2:3:4",
        ])
    func noMoments(text: String) {
        var bytes = Array(text.utf8)
        #expect(bytes.withUnsafeMutableBufferPointer { parseMoment(.init($0)) } == nil)
    }

    @Test("the minimal sample gives the opinions worked by hand: 84, 84, 80")
    func minimalSample() throws {
        let users = ["服务对象"]
        let peers = ["上级部门", "同级部门", "两代表一委员"]
        let staff = ["本单位职工"]
        let items = (1...12).map { number in
            let groups = number <= 4 ? users : number <= 8 ? peers : staff
            let leaf = number <= 4 ? "D11" : number <= 8 ? "D12" : "D13"
            return Questionnaire.Item(
                code: number < 10 ? "Q0\(number)" : "Q\(number)", name: Wording("题"),
                question: Wording("？"), groups: groups,
                feeds: [.init(leaf: leaf, weight: leaf == "D11" ? number == 4 ? 0.4 : 0.2 : 1)])
        }
        let questionnaire = Questionnaire(
            title: Wording("问卷"),
            groups: (users + peers + staff).map {
                .init(name: Wording($0), trimsAbove: peers.contains($0) ? 5 : nil)
            }, items: items)
        let settings = SurveySettings(
            scale: .satisfaction,
            groups: [
                .init("服务对象", minimum: .count(10)), .init("本单位职工", minimum: .shareOfStaff(0.6)),
            ], screening: Screening())
        let frame = SurveyFrame(
            units: ["U01", "U02", "U03"], staff: [9, 21, 6], questionnaire: questionnaire,
            settings: settings,
            leaves: ["D11", "D12", "D13"].map { leaf in
                .init(
                    code: leaf,
                    measure: SurveyMeasure(
                        combination: .equal, items: questionnaire.items(feeding: leaf)))
            })
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(tests)/Samples/minimal/survey/responses.csv"
        var log = DiagnosticLog()
        let reading = SurveyReading.read(
            [TableSource(path: path, name: "survey/responses.csv")], frame: frame, into: &log)
        #expect(log.kept.isEmpty)
        let result = try #require(reading.result)
        let unit = result.units[1]
        #expect(unit.leaves.map { ($0.value ?? 0).rounded(to: 9) } == [84, 84, 80])
        #expect(unit.groups.map(\.valid) == [10, 15, 5, 5, 5])
        #expect(result.dropped.map(\.respondent) == ["R0044"])
        #expect(result.dropped.map(\.reasons) == [[.tooFast, .straightLine]])
    }
}

extension Double {
    fileprivate func rounded(to decimals: Int) -> Double {
        let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        return (self * scale).rounded() / scale
    }
}
