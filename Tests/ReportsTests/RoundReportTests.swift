import Foundation
import Languages
import Testing

@testable import Assessment
@testable import Reports

@Suite("The round's report")
struct RoundReportTests {
    static let round = SyntheticRound().result()
    static let nasty = SyntheticRound(seed: 3, isNasty: true).result()

    static func text(_ round: RoundResult = round, _ language: Language = .chinese) -> String {
        String(decoding: RoundReport(round, language: language).html(), as: UTF8.self)
    }

    @Test("lists every unit of every class by its rank, those without a score last")
    func ranking() throws {
        let classes = RoundReport(Self.round).classes
        #expect(classes.map(\.name) == SyntheticRound.classNames)
        #expect(classes.flatMap(\.members).sorted() == Array(Self.round.units.indices))
        for ranked in classes {
            let ranks = ranked.members.map { Self.round.units[$0].rank ?? .max }
            #expect(ranks == ranks.sorted())
        }
    }

    @Test("links to the page of every unit")
    func links() {
        let text = Self.text()
        for unit in Self.round.units {
            #expect(text.contains("<a href=\"units/\(unit.unit).html\">\(unit.name)</a>"))
        }
    }

    @Test("counts units in bands and grades by the limits of the value")
    func counts() {
        let report = RoundReport(Self.round)
        let loads = Self.round.units.compactMap { $0.saturation?.saturation.labour }
        #expect(report.bandMembers.reduce(0) { $0 + $1.members.count } == loads.count)
        #expect(report.bandMembers[0].members.count == loads.count { $0 < 0.6 })
        let grades = report.gradeCounts(Array(Self.round.units.indices))
        #expect(grades.reduce(0) { $0 + $1.count } == Self.round.units.count { $0.grade != nil })
    }

    @Test("keeps whatever a file contains as text")
    func nastyText() throws {
        let text = Self.text(Self.nasty)
        for markup in ["<script", "<b>=1", "<img", "<u>", "<i>", "]]>--></style>"] {
            #expect(!text.contains(markup), "\(markup)")
        }
        try #expect(isWellFormed(text))
        try #expect(isWellFormed(Self.text(Self.round)))
        try #expect(isWellFormed(Self.text(Self.round, .english)))
    }

    @Test("is equal for equal input")
    func determinism() {
        #expect(RoundReport(Self.round).html() == RoundReport(Self.round).html())
    }

    @Test("labels in the quadrants never lie on each other and are text")
    func quadrants() {
        let points = (0..<60).map {
            QuadrantChart.Point(
                name: "单位<\($0)>", load: 0.5 + Double($0 % 8) * 0.1, score: 70 + Double($0 / 8) * 3)
        }
        let chart = QuadrantChart(fullBand: (0.8, 1), goodScore: 80, points: points)
        let text = chart.markup(Voice(language: .chinese)).text
        #expect(text.contains("单位&lt;0&gt;"))
        #expect(!text.contains("<0>"))
        let lonely = QuadrantChart(fullBand: (0.8, 1), goodScore: 80, points: [points[0]])
        #expect(lonely.markup(Voice(language: .english)).text.contains("class=\"label\""))
    }

    @Test("is there for a round of nothing")
    func empty() throws {
        let none = SyntheticRound(unitCount: 0).result()
        try #expect(isWellFormed(Self.text(none)))
        let one = SyntheticRound(unitCount: 1).result()
        try #expect(isWellFormed(Self.text(one)))
    }
}
