package import Assessment
package import Languages

/// One unit's 全景图: ten sections from the first page that a leader reads to the digests of the
/// files that everything rests on, as one HTML document that needs nothing else.
package struct UnitReport: Sendable {
    let frame: RoundFrame
    let unit: UnitResult
    let peers: Peers
    /// Earlier years of the unit, oldest first.
    let earlier: [EarlierUnit]

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
    }

    var say: Voice { frame.say }

    /// The year just before, where there is one.
    var lastYear: EarlierUnit? { earlier.last }

    /// The document in UTF-8, equal for equal input.
    package func html() -> [UInt8] {
        let sections = self.sections
        var body: Markup = #"<main id="main">"#
        body.reserve(160_000)
        body += #"<div class="front">"#
        body += head(sections)
        body += profile
        body += agenda
        body += "</div>"
        for (number, section) in sections.enumerated() {
            body += """
                <section id="s\(number + 2)"><h2><b>\(number + 2)</b>\(section.title)</h2>\
                \(section.content)</section>
                """
        }
        body += "</main>"
        return frame.page.html(
            title: "\(unit.name) · \(frame.round.run.title)",
            footer: "\(unit.name)　\(say("机构编制评估全景图", "panorama")) \(frame.round.run.year)",
            body: body)
    }

    struct Section {
        let title: String
        let content: Markup
    }

    /// The sections after the first page that have something to say, in their order.
    private var sections: [Section] {
        let all: [(String, Markup?)] = [
            (say("指标得分", "Indicators"), indicatorTable),
            (say("失分构成", "Where the points went"), losses),
            (say("工作饱满度", "Workload"), workload),
            (say("社会评议", "Opinion"), opinion),
            (say("编制建议", "Quota advice"), advice),
            (say("问题与台账", "Findings and ledger"), findings),
            (say("历年变化", "History"), history),
            (say("数据来源与方法", "Provenance"), provenance),
        ]
        return all.compactMap { title, content in content.map { Section(title: title, content: $0) }
        }
    }
}
