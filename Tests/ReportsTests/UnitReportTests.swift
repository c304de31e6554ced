import Foundation
import Languages
import Testing

@testable import Assessment
@testable import Reports

@Suite("A unit's report")
struct UnitReportTests {
    static let round = SyntheticRound().result()
    static let nasty = SyntheticRound(seed: 3, isNasty: true).result()
    static let histories = SyntheticRound.histories(of: [
        SyntheticRound(seed: 4, year: 2023, drift: -0.6).result(),
        SyntheticRound(seed: 2, year: 2024, drift: -0.3).result(), round,
    ])

    static func text(
        _ index: Int, of round: RoundResult = round, hasHistory: Bool = false,
        _ language: Language = .chinese
    ) -> String {
        let report = UnitReport(
            of: round.units[index], in: round, history: hasHistory ? histories[index] : nil,
            language: language)
        return String(decoding: report.html(), as: UTF8.self)
    }

    @Test("tells score, grade and rank of the value, not of its own")
    func head() throws {
        let unit = Self.round.units[0]
        let text = Self.text(0)
        #expect(text.contains("综合得分\(figure(unit.score))分，等次为\(try #require(unit.grade))"))
        #expect(text.contains("第\(try #require(unit.rank))位"))
        #expect(text.contains(unit.name))
    }

    @Test("needs no network and no script")
    func selfContained() {
        let text = Self.text(4, hasHistory: true)
        #expect(text.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        for foreign in ["<script", "http://", "https://", "url(", "@import", "src="] {
            #expect(!text.contains(foreign), "\(foreign)")
        }
    }

    @Test("is equal for equal input, in both languages", arguments: Language.allCases)
    func determinism(language: Language) {
        #expect(
            Self.text(4, hasHistory: true, language)
                == Self.text(4, hasHistory: true, language))
    }

    @Test("has one row per indicator and says what could not be measured")
    func indicators() {
        let text = Self.text(7)
        for leaf in Self.round.leaves {
            #expect(text.contains("<em>\(leaf.code)</em>"))
        }
        let missing = Self.round.units[7].indicators.count(where: \.missing)
        #expect(missing > 0)
        #expect(text.components(separatedBy: ">无法评价</td>").count - 1 == missing)
    }

    @Test("gives every drawing a title that says what it shows", arguments: [0, 3, 7, 44])
    func alternatives(index: Int) {
        let text = Self.text(index, hasHistory: true)
        let drawings = text.components(separatedBy: "role=\"img\">").dropFirst()
        #expect(drawings.count > 27)
        #expect(drawings.allSatisfy { $0.hasPrefix("<title>") && !$0.hasPrefix("<title></title>") })
    }

    @Test("shows nothing of a group too small to be anonymous")
    func hiddenGroups() throws {
        let unit = Self.round.units[0]
        let hidden = try #require(unit.opinion.first { $0.isHidden })
        let text = Self.text(0)
        #expect(text.contains("为保护匿名不单独显示"))
        #expect(!text.contains("<h3>\(hidden.group)</h3>"))
    }

    @Test("keeps whatever a file contains as text", arguments: 0..<45)
    func nastyText(index: Int) throws {
        let text = Self.text(index, of: Self.nasty)
        for markup in ["<script", "<b>=1", "<img", "<u>", "<i>", "{{", "]]>--></style>"] {
            // Braces mean nothing in HTML; what counts is that no template filled them in.
            let unit = Self.nasty.units[index]
            let isData = markup == "{{" && (unit.name + unit.unit).contains("{{")
            #expect(isData || !text.contains(markup), "\(markup)")
        }
        #expect(text.components(separatedBy: "<style").count == 2)
        #expect(text.components(separatedBy: "</style").count == 2)
        try #expect(isWellFormed(text))
    }

    @Test("is well-formed with history, in English and of a unit without anything")
    func wellFormed() throws {
        for index in [0, 3, 4, 7, 44] {
            try #expect(isWellFormed(Self.text(index, hasHistory: true)))
            try #expect(isWellFormed(Self.text(index, hasHistory: true, .english)))
        }
    }

    @Test("shows intervals, checks, both readings and the months where they are known")
    func workload() {
        let text = Self.text(0)
        let load = Self.round.units[0].saturation
        for ends in [load?.uncertainty?.saturation90.quota, load?.uncertainty?.saturation90.labour]
        {
            #expect(text.contains("\(percentage(ends?[0]))–\(percentage(ends?[1]))"))
        }
        for part in [
            "跟班实测：常规", "0.66–0.86", "业务系统办件量", "1项相差超过10%", "每日工时推算", "58%认为岗位繁忙",
            "对忙闲均衡满意的占40%", "两种口径对照", "逐月节奏", "两种口径基本一致", "其余2项相差更小",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        // Without a log there is nothing of it.
        #expect(!Self.text(1).contains("两种口径对照"))
        #expect(Self.text(0, .english).contains("norm too wide"))
    }

    @Test("in English has no Chinese words of its own")
    func english() {
        let text = Self.text(4, hasHistory: true, .english)
        for word in ["得分", "饱满", "编制建议", "权重", "无法评价", "单位全景图"] {
            #expect(!text.contains(">\(word)"), "\(word)")
        }
    }

    @Test("stays small, whatever the class")
    func size() {
        #expect(Self.text(4, hasHistory: true).utf8.count < 110_000)
        let large = SyntheticRound(seed: 9, unitCount: 2_000).result()
        #expect(Self.text(4, of: large).utf8.count < 110_000)
    }

    @Test("never rounds a score into a better grade")
    func roundedGrade() {
        let frame = RoundFrame(Self.round, language: .chinese)
        #expect(frame.points(89.96) == "89.96")
        #expect(frame.points(90) == "90.0")
        #expect(frame.points(89.94) == "89.9")
    }

    @Test("tells of earlier years only, and of one round a year")
    func history() throws {
        let past = Self.histories[4].rounds
        let years = EarlierUnit.years(
            of: UnitHistory(unit: "U104", rounds: [past[0], past[1], past[1], past[2]]),
            before: Self.round.run)
        #expect(years.map(\.year) == [2023, 2024])
        #expect(years.last?.scores["A11"] == past[1].leaves[0].score)
        let text = Self.text(4, hasHistory: true)
        #expect(text.contains("历年变化") && text.contains("○ 2024"))
        #expect(!Self.text(4).contains("历年变化"))
    }

    @Test("names neighbouring lines together")
    func lines() {
        let words = EvidenceWords(say: Voice(language: .chinese))
        func record(_ lines: [Int], _ columns: [String]) -> EvidenceRecord {
            EvidenceRecord(file: "a.csv", lines: lines, lineCount: lines.count, columns: columns)
        }
        #expect(words.text([record([2, 5, 6, 7, 9, 10], [])]) == "a.csv:2,5–7,9,10")
        #expect(words.text([record([], ["x"])]) == "a.csv（x）")
        let records = [record([2], ["x", "y"]), record([3], ["x"]), record([2], ["y", "z"])]
        #expect(words.text(records) == "a.csv:2（x, y, z）；a.csv:3（x）")
    }
}

/// The page as XML, once what HTML leaves open is closed.
func isWellFormed(_ html: String) throws -> Bool {
    var text = html.replacing("<!DOCTYPE html>", with: "")
    for tag in ["<meta charset=\"utf-8\">", "<br>"] { text = text.replacing(tag, with: "") }
    text = text.replacing(/<meta [^>]*>/, with: "")
    text = text.replacing(/<style>[^<]*<\/style>/, with: "")
    let parser = XMLWellFormedness()
    return parser.check(text)
}
