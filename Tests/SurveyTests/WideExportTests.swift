import Diagnostics
import Languages
import Tables
import Testing

@testable import Survey

@Suite("A wide export of a survey tool")
struct WideExportTests {
    private static let header =
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您评价的单位,2、您的身份,"
        + "3、问题一,4、问题二,5、问题三,6、问题四,7、意见"

    private static func line(_ key: String, _ value: String, _ options: [String: String] = [:])
        -> WideColumns.Line
    {
        .init(
            key: key, value: value, options: options,
            place: .init(Place(file: "evaluation.yaml", line: 9, column: 5)))
    }

    private static let lines = [
        line("unit_id", "1"), line("respondent_group", "2、您的身份"), line("Q1", "3"),
        line("Q2", "Q4"), line("问题三", "Q3"), line("Q4", "6"),
    ]

    private func read(
        _ text: String, columns: [WideColumns.Line] = lines, options: [String: String] = [:]
    ) -> (result: SurveyResult?, log: DiagnosticLog, rows: Int?) {
        read([("survey/responses.csv", text)], columns: columns, options: options)
    }

    private func read(
        _ files: [(name: String, text: String)], columns: [WideColumns.Line] = lines,
        options: [String: String] = [:]
    ) -> (result: SurveyResult?, log: DiagnosticLog, rows: Int?) {
        var survey = SmallSurvey()
        survey.settings.columns = WideColumns(lines: columns, options: options)
        var log = DiagnosticLog()
        let reading = SurveyReading.read(
            files.map { TableSource(bytes: Array($0.text.utf8), name: $0.name) },
            frame: survey.frame, unitNames: [("U1", "甲局"), ("U2", "乙局")], into: &log)
        return (reading.result, log, reading.tables.last??.rows)
    }

    private func row(
        _ number: Int, unit: String = "甲局", group: String = "服务对象",
        _ answers: [String] = ["很满意", "满意", "基本满意", "满意"], time: String = "123秒",
        ip: String = "10.0.0.1(本地)"
    ) -> String {
        "\(number),2025/11/3 8:0\(number % 10):00,\(time),手机提交,直接访问,\(ip),\(unit),\(group),"
            + answers.joined(separator: ",") + ",不错\n"
    }

    @Test("is what the long table of the same answers is")
    func equalsLong() throws {
        let text = [
            row(1), row(2, unit: "U2", ["满意", "满意", "-3", "(空)"], time: "2分5秒"),
            row(3, ["5", "4", "3", "不了解"], time: "1:30", ip: "10.0.0.2（河南濮阳）"),
        ]
        let (result, log, rows) = read(Self.header + "\n" + text.joined())
        #expect(log.kept.isEmpty, "\(log.kept)")
        #expect(rows == 3)
        let answers: [(String, String, [String], String, String)] = [
            ("1", "U1", ["很满意", "满意", "基本满意", "满意"], "123", "10.0.0.1"),
            ("2", "U2", ["满意", "满意", "", ""], "125", "10.0.0.1"),
            ("3", "U1", ["5", "4", "3", "不了解"], "90", "10.0.0.2"),
        ]
        var long = "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted,ip\n"
        for (index, answer) in answers.enumerated() {
            for (item, text) in answer.2.enumerated() {
                long +=
                    "\(answer.0),\(answer.1),服务对象,Q\(item + 1),\(text),\(answer.3),"
                    + "2025-11-03 08:0\(index + 1):00,\(answer.4)\n"
            }
        }
        var longLog = DiagnosticLog()
        let expected = SurveyReading.read(
            [TableSource(bytes: Array(long.utf8), name: "long.csv")], frame: SmallSurvey().frame,
            into: &longLog)
        let wanted = try #require(expected.result)
        let found = try #require(result)
        #expect(found.units == wanted.units)
        #expect(found.received == wanted.received && found.valid == wanted.valid)
        #expect(found.dropCounts == wanted.dropCounts)
    }

    @Test("names the row of what it drops")
    func lines() {
        let (result, _, _) = read(
            Self.header + "\n" + row(1) + row(2, ["", "", "满意", ""]) + row(3))
        #expect(result?.dropped.map(\.respondent) == ["2"])
        #expect(result?.dropped.map(\.line) == [3])
    }

    @Test("cut in several is the whole one, and so is a part of it as a long table")
    func several() throws {
        let rows = [
            row(1), row(2, unit: "U2"), row(3, ["5", "4", "3", "不了解"]),
            row(4, ["1", "1", "1", "1"]),
            row(5, ["", "", "满意", ""]),
        ]
        let whole = read(Self.header + "\n" + rows.joined())
        let parts = read([
            ("a.csv", Self.header + "\n" + rows[..<2].joined()),
            ("b.csv", Self.header + "\n" + rows[2...].joined()),
        ])
        let (wanted, found) = (try #require(whole.result), try #require(parts.result))
        #expect(parts.log.kept.isEmpty, "\(parts.log.kept)")
        #expect(found.units.map(\.groups) == wanted.units.map(\.groups))
        #expect(found.units.map(\.leaves) == wanted.units.map(\.leaves))
        #expect(found.dropped.map(\.respondent) == ["5"])
        #expect(found.dropped.map { "\($0.file):\($0.line)" } == ["b.csv:4"])
        #expect(found.units.map(\.tables) == [[0, 1], [0]])
        let long =
            "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted,ip\n"
            + ["很满意", "满意", "基本满意", "满意"].enumerated().map {
                "1,U1,服务对象,Q\($0 + 1),\($1),123,2025-11-03 08:01:00,10.0.0.1\n"
            }.joined()
        let mixed = read([
            ("a.csv", Self.header + "\n" + rows[1...].joined()), ("b.csv", long),
        ])
        #expect(mixed.log.kept.isEmpty, "\(mixed.log.kept)")
        #expect(mixed.result?.units.map(\.groups) == wanted.units.map(\.groups))
    }

    @Test("that counts from 1 again is told at each number, with the place of the other one")
    func repeatedNumbers() throws {
        let other = row(1, ["满意", "满意", "满意", "很满意"]).replacing("2025/11/3", with: "2025/11/4")
        let parts = read([
            ("a.csv", Self.header + "\n" + row(1) + row(2)),
            ("b.csv", Self.header + "\n" + row(3) + other),
        ])
        #expect(
            parts.log.kept.map { "\($0.code.rawValue) \($0.place)" } == [
                "response-repeated b.csv:3"
            ])
        #expect(parts.log.warningCount == 1 && parts.log.kept[0].message.en.contains("a.csv:2"))
        let result = try #require(parts.result)
        #expect(result.dropped.map { "\($0.respondent) \($0.file):\($0.line)" } == ["1 b.csv:3"])
        // One file says the same of it.
        let one = read(Self.header + "\n" + row(1) + row(2) + row(3) + other)
        #expect(
            one.log.kept.map { "\($0.code.rawValue) \($0.place)" } == [
                "response-repeated survey/responses.csv:5"
            ])
        #expect(one.result?.units.map(\.groups) == result.units.map(\.groups))
    }

    @Test("whose questions stand in another order is told at its header")
    func otherQuestions() {
        let changed = Self.header.replacing("3、问题一,4、问题二", with: "3、问题二,4、问题 一")
        let parts = read([
            ("a.csv", Self.header + "\n" + row(1)), ("b.csv", changed + "\n" + row(2)),
        ])
        #expect(
            parts.log.kept.map { "\($0.code.rawValue) \($0.place) \($0.found ?? "")" } == [
                "questions-differ b.csv:1:9 问题二", "questions-differ b.csv:1:10 问题 一",
            ])
        #expect(parts.log.errorCount == 0 && parts.result != nil)
    }

    @Test("with another tells of the settings once, of what a file lacks at each")
    func settingsOfSeveral() {
        let lines = Self.lines + [Self.line("甲", "乙"), Self.line("Q5", "12")]
        let parts = read(
            [("a.csv", Self.header + "\n" + row(1)), ("b.csv", Self.header + "\n" + row(2))],
            columns: lines)
        #expect(
            parts.log.kept.map(\.message.en) == [
                "neither side of “甲: 乙” is the unit, the group or an item",
                "a.csv has no question “12”", "b.csv has no question “12”",
            ])
    }

    @Test("with codes for answers, by what the settings say they mean")
    func codes() throws {
        var columns = Self.lines
        columns[0] = Self.line("unit_id", "1", ["1": "U1", "2": "U2"])
        columns[1] = Self.line("respondent_group", "2", ["1": "服务对象", "2": "本单位职工"])
        let options = ["1": "很满意", "2": "满意", "3": "基本满意", "4": "不满意", "5": "很不满意"]
        let coded = read(
            Self.header + "\n" + row(1, unit: "1", group: "1", ["1", "2", "3", "-2"]),
            columns: columns, options: options)
        let text = read(Self.header + "\n" + row(1, ["很满意", "满意", "基本满意", "(空)"]))
        #expect(coded.log.kept.isEmpty, "\(coded.log.kept)")
        #expect(try #require(coded.result).units == #require(text.result).units)
    }

    @Test("from the other tool, with begin and end for the time taken")
    func otherTool() {
        let header =
            "编号,开始答题时间,结束答题时间,IP,1.您评价的单位,2.您的身份,3.问题一,4.问题二,5.问题三,6.问题四"
        let columns = [
            Self.line("unit_id", "1"), Self.line("respondent_group", "2"), Self.line("Q1", "3"),
            Self.line("Q2", "4"), Self.line("Q3", "5"), Self.line("Q4", "6"),
        ]
        let (result, log, _) = read(
            header
                + "\n7,2025-11-03 08:00:00,2025-11-03 08:00:20,10.0.0.1,甲局,服务对象,满意,满意,满意,满意\n",
            columns: columns)
        #expect(log.kept.isEmpty, "\(log.kept)")
        // 20 seconds and a straight line: two signs drop it.
        #expect(result?.dropped.first?.reasons == [.tooFast, .straightLine])
    }

    @Test("tells every problem of its cells at its place")
    func problems() {
        let bad =
            row(1, unit: "丙局") + row(2, group: "路人") + row(3, ["很满意", "好", "满意", "9"])
            + row(4, time: "一会儿")
        let (result, log, _) = read(
            Self.header + "\n" + bad.replacing("2025/11/3 8:04:00", with: "昨天"))
        #expect(result == nil)
        #expect(
            log.kept.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code.rawValue)" }
                == [
                    "2:7 unknown-reference", "3:8 unknown-reference", "4:10 answer-off-scale",
                    "4:12 answer-off-scale", "5:2 not-a-date", "5:3 not-a-number",
                ])
    }

    @Test("tells every problem of the settings")
    func settings() {
        func codes(_ lines: [WideColumns.Line], _ header: String = Self.header) -> [String] {
            read(header + "\n" + row(1), columns: lines).log.kept.map(\.code.rawValue)
        }
        #expect(codes([]) == ["key-missing", "key-missing", "key-missing"])
        #expect(codes(Self.lines + [Self.line("Q9", "7")]) == ["unknown-reference"])
        #expect(codes(Self.lines + [Self.line("Q5", "12")]) == ["unknown-reference"])
        #expect(codes(Self.lines + [Self.line("Q5", "3")]) == ["key-duplicate"])
        let matrix = Self.header.replacing("7、意见", with: "6、问题五")
        #expect(codes(Self.lines, matrix) == ["value-invalid"])
        #expect(
            codes(Self.lines.dropLast() + [Self.line("Q4", "6.1")], matrix).isEmpty)
        #expect(
            codes(Self.lines, Self.header.replacing("序号", with: "号码")).first
                == "column-missing")
    }

    @Test(
        "takes times as the tools write them",
        arguments: [
            ("123", 123), ("123秒", 123), ("2分3秒", 123), ("1小时2分", 3720), ("2:03", 123),
            ("1:02:03", 3723), ("10分钟", 600), (" 5 秒", 5), ("1.5", 1.5),
        ] as [(String, Double)])
    func durations(text: String, seconds: Double) {
        #expect(parseDuration(text) == seconds)
    }

    @Test(
        "refuses what is no time",
        arguments: ["", "很久", "秒", "1:2:3:4", "-5", "3秒2分", "nan", "1:-2", "5x"])
    func noDurations(text: String) { #expect(parseDuration(text) == nil) }

    @Test(
        "numbers its questions",
        arguments: [
            ("1、您评价的单位", 1, "您评价的单位"), ("12:服务", 12, "服务"), ("3．效率", 3, "效率"),
            ("Q4_态度", 4, "态度"), ("第5题(满意)", 5, "(满意)"), ("2025年", nil, "2025年"),
            ("来源", nil, "来源"),
        ] as [(String, Int?, String)])
    func numbers(name: String, number: Int?, text: String) {
        #expect(WideHeader.number(of: name) == number)
        #expect(WideHeader.text(of: name) == text)
    }

    @Test("a proposal finds the questions by their texts")
    func proposal() {
        let questionnaire = SmallSurvey().frame.questionnaire
        let proposal = WideProposal(
            WideHeader(
                Self.header.replacing("7、意见", with: "7、意见,7、其他")
                    .split(separator: ",").map(String.init)), questionnaire)
        #expect(proposal.matches.first?.role == "unit_id")
        #expect(proposal.matches.dropFirst().first?.role == "respondent_group")
        #expect(proposal.matches.prefix(2).map(\.number) == ["1", "2"])
        #expect(WideProposal.likeness("服务态度是否满意", "服务态度是否满意") == 1)
        #expect(WideProposal.likeness("服务态度", "经费决算") == 0)
        #expect(WideProposal.likeness("", "甲") == 0)
    }
}
