package import Assessment
internal import Documents
package import Languages

/// One unit's 全景图: ten sections from the first page that a leader reads to the digests of the
/// files that everything rests on, as one HTML document that needs nothing else.
package struct UnitReport: Sendable {
    let frame: RoundFrame
    let unit: UnitResult
    let peers: Peers
    /// Earlier years of the unit, oldest first.
    let earlier: [EarlierUnit]
    /// The five leaves that cost most points, most first.
    let largestLosses: [Loss]

    /// - Parameter history: The unit over the archived years; of later ones nothing is told.
    package init(
        of unit: UnitResult, in round: RoundResult, history: UnitHistory? = nil,
        language: Language = .chinese
    ) {
        self.init(of: unit, in: RoundFrame(round, language: language), history: history)
    }

    init(of unit: UnitResult, in frame: RoundFrame, history: UnitHistory?) {
        self.frame = frame
        self.unit = unit
        peers = frame.peers(of: unit)
        earlier = EarlierUnit.years(of: history, before: frame.round.run)
        largestLosses = UnitReport.largestLosses(5, of: unit, in: frame.round)
    }

    var say: Voice { frame.say }

    /// The year just before, where there is one.
    var lastYear: EarlierUnit? { earlier.last }

    /// The document in UTF-8, equal for equal input.
    package func html() -> [UInt8] { written().array }

    /// The same as it was written.
    func written() -> ByteBuffer {
        let sections = self.sections
        var page = PageWriter(say)
        page.begin(
            frame.page, title: "\(unit.name) · \(frame.round.run.title)",
            footer: "\(unit.name)　\(say("机构编制评估全景图", "panorama")) \(frame.round.run.year)")
        page += "<main id=\"main\"><div class=\"front\">"
        head(sections, &page)
        profile(&page)
        agenda(&page)
        page += "</div>"
        for (index, section) in sections.enumerated() {
            page += "<section id=\"s"
            page.number(index + 2)
            page += "\"><h2><b>"
            page.number(index + 2)
            page += "</b>"
            page.text(section.title)
            page += "</h2>"
            section.write(self, &page)
            page += "</section>"
        }
        page += "</main>"
        page.end(frame.page)
        return page.finish()
    }

    struct Section {
        let title: String
        let write: @Sendable (UnitReport, inout PageWriter) -> Void
    }

    /// The sections after the first page that have something to say, in their order.
    private var sections: [Section] {
        let all: [(isThere: Bool, section: Section)] = [
            (
                !unit.indicators.isEmpty,
                Section(title: say("指标得分", "Indicators")) { $0.indicatorTable(&$1) }
            ),
            (
                unit.score != nil,
                Section(title: say("失分构成", "Where the points went")) { $0.losses(&$1) }
            ),
            (
                unit.saturation != nil,
                Section(title: say("工作饱满度", "Workload")) { $0.workload(&$1) }
            ),
            (
                !unit.opinion.isEmpty,
                Section(title: say("社会评议", "Opinion")) { $0.opinion(&$1) }
            ),
            (
                !unit.advice.isEmpty,
                Section(title: say("编制建议", "Quota advice")) { $0.advice(&$1) }
            ),
            (true, Section(title: say("问题与台账", "Findings and ledger")) { $0.findings(&$1) }),
            (!earlier.isEmpty, Section(title: say("历年变化", "History")) { $0.history(&$1) }),
            (true, Section(title: say("数据来源与方法", "Provenance")) { $0.provenance(&$1) }),
        ]
        return all.filter { $0.isThere }.map { $0.section }
    }
}
