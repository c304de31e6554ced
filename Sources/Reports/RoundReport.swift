package import Assessment
package import Languages

/// The round's 全景图: all units side by side, with the weights and the data that it rests on.
package struct RoundReport: Sendable {
    let frame: RoundFrame
    /// File names of the units' pages by the units' places; for looking up only.
    private let pages: [Int: String]
    /// Every class with the positions of its units, best first; units without a score last.
    let classes: [RankedClass]

    struct RankedClass: Sendable {
        let name: String
        let members: [Int]

        /// Too many units to show each of them.
        var isLarge: Bool { members.count > 1000 }
        static let shownAtEachEnd = 200

        /// Every unit, or of a large class the first and the last ones.
        var ends: [Int] {
            guard isLarge else { return members }
            return Array(members.prefix(Self.shownAtEachEnd) + members.suffix(Self.shownAtEachEnd))
        }
    }

    package init(_ round: RoundResult, language: Language = .chinese) {
        self.init(RoundFrame(round, language: language))
    }

    /// - Parameter pages: File names of the units that have a page, by their places; nil: all have.
    init(_ frame: RoundFrame, pages: [Int: String]? = nil) {
        self.frame = frame
        let units = frame.round.units
        self.pages =
            pages
            ?? Dictionary(
                uniqueKeysWithValues: PageNames(units.overviews.map(\.unit)).names.enumerated()
                    .map { ($0, $1 + ".html") })
        var members: [String: [(rank: Int, unit: Int)]] = [:]
        var names = frame.round.classes.map(\.class)
        for index in units.indices {
            let unit = units.overview(of: index)
            if members[unit.class] == nil, !names.contains(unit.class) { names.append(unit.class) }
            members[unit.class, default: []].append((unit.rank ?? .max, index))
        }
        classes = names.compactMap { name in
            members[name].map { members in
                RankedClass(name: name, members: members.sorted { $0 < $1 }.map(\.unit))
            }
        }
    }

    var say: Voice { frame.say }
    var round: RoundResult { frame.round }

    /// The document in UTF-8, equal for equal input.
    package func html() -> [UInt8] {
        let sections = self.sections
        var body: Markup = #"<main id="main">"#
        body += head(sections.map(\.0))
        for (number, section) in sections.enumerated() {
            body += """
                <section id="s\(number + 1)"><h2><b>\(number + 1)</b>\(section.0)</h2>\
                \(section.1)</section>
                """
        }
        body += "</main>"
        return frame.page.html(
            title: "\(round.run.title) · \(say("总体全景图", "Panorama of the round"))",
            footer: "\(round.run.title)　\(say("总体全景图", "panorama of the round"))", body: body)
    }

    private var sections: [(String, Markup)] {
        [
            (say("序列排名", "Ranking"), ranking),
            (say("得分与饱满度", "Score and saturation"), quadrants),
            (say("指标组热力图", "Heat map of the groups"), heatMap),
            (say("饱满度分布", "Distribution of saturation"), saturations),
            (say("等次分布", "Distribution of grades"), grades),
            (say("编制总量与建议", "Posts and advice"), posts),
            (say("问题清单", "Findings by rule"), findings),
            (say("权重与一致性", "Weights and consistency"), weights),
            (say("数据质量", "Data quality"), quality),
            (say("数据来源", "Provenance"), frame.inputTables),
        ]
    }

    /// A unit's name, as a link to its page where it has one.
    func link(_ index: Int) -> Markup {
        let name = round.units.overview(of: index).name
        guard let page = pages[index] else { return "\(name)" }
        return #"<a href="units/\#(page)">\#(name)</a>"#
    }

    private func head(_ titles: [String]) -> Markup {
        let run = round.run
        let facts = [
            say("\(run.year)年度", "\(run.year)"), say("基准日 ", "as of ") + say.day(run.asOf),
            say("\(round.units.count)个单位", "\(round.units.count) units"),
            say("\(classes.count)个序列", "\(classes.count) classes"),
            say("\(round.leaves.count)项指标", "\(round.leaves.count) indicators"),
        ]
        var markup: Markup = """
            <header><p class="kicker">\(say("机构编制评估 · 总体全景图", "Evaluation of institutions · panorama of the round"))</p>\
            <h1>\(run.title)</h1><p class="meta">\(facts.joined(separator: " · "))</p>\
            <nav aria-label="\(say("目录", "Contents"))">
            """
        for (number, title) in titles.enumerated() {
            markup += ##"<a href="#s\##(number + 1)">\##(number + 1) \##(title)</a>"##
        }
        markup += """
            </nav></header><dl class="lead"><dt>\(say("成绩", "Result"))</dt><dd>\(resultSentence)</dd>\
            <dt>\(say("忙闲", "Load"))</dt><dd>\(loadSentence)</dd>\
            <dt>\(say("建议", "Advice"))</dt><dd>\(adviceSentence)</dd></dl>
            """
        return markup
    }

    private var resultSentence: String {
        let all = Distribution(round.units.overviews.compactMap(\.score))
        let counts = gradeCounts(round.units.indices.map { $0 })
            .map { say("\($0.grade)\($0.count)个", "\(say.term($0.grade)) \($0.count)") }
            .joined(separator: say.separator)
        let unscored = round.units.count - all.sorted.count
        return say(
            "\(all.sorted.count)个单位得分中位数\(figure(all.median))分：\(counts)",
            "Median score of \(all.sorted.count) units \(figure(all.median)): \(counts)")
            + (unscored > 0 ? say("；\(unscored)个无法评价", "; \(unscored) not scored") : "")
            + say.fullStop
    }

    private var loadSentence: String {
        let loads = Distribution(round.units.overviews.compactMap(\.saturation))
        let counts = bandMembers.filter { !$0.members.isEmpty }
            .map {
                say(
                    "\($0.band.name.zh)\($0.members.count)个",
                    "\($0.band.name.en) \($0.members.count)")
            }
            .joined(separator: say.separator)
        return say(
            "\(loads.sorted.count)个单位工作饱满度中位数\(percentage(loads.median))：\(counts)",
            "Median saturation of \(loads.sorted.count) units \(percentage(loads.median)): \(counts)"
        )
            + say.fullStop
    }

    private var adviceSentence: Markup {
        let actions = adviceByAction.map { action in
            let posts =
                action.posts > 0 ? say("（\(action.posts)名）", " (\(action.posts) posts)") : ""
            return say(
                "\(action.name)\(action.units.count)个单位\(posts)",
                "\(action.name) in \(action.units.count) units\(posts)")
        }.joined(separator: say("；", "; "))
        let open = round.units.overviews.reduce(0) { $0 + $1.findings.open }
        var markup: Markup = "\(actions.isEmpty ? say("没有建议", "None") : actions)\(say.fullStop)"
        if open > 0 {
            markup += #"<span class="finding">"#
            markup += "\(say("未销号问题\(open)项。", " Open findings: \(open)."))</span>"
        }
        return markup
    }

    /// How many of some units have each grade, best first; grades that nobody has are left out.
    func gradeCounts(_ members: [Int]) -> [(grade: String, count: Int)] {
        var counts: [String: Int] = [:]
        for unit in members {
            if let grade = round.units.overview(of: unit).grade { counts[grade, default: 0] += 1 }
        }
        return round.grades.compactMap { grade in
            counts[grade.grade].map { (grade: grade.grade, count: $0) }
        }
    }

    /// Units by band of saturation on the labour basis, lowest band first.
    var bandMembers: [(band: BandRecord, members: [Int])] {
        round.bands.enumerated().map { index, band in
            let end = index + 1 < round.bands.count ? round.bands[index + 1].from : .infinity
            let members = round.units.indices.filter { unit in
                guard let load = round.units.overview(of: unit).saturation else { return false }
                return load >= band.from && load < end
            }
            return (band, members)
        }
    }

    struct Action {
        let name: String
        var units: [Int]
        var posts: Int
    }

    /// First advice of every unit by action, in the order of first appearance.
    var adviceByAction: [Action] {
        var actions: [Action] = []
        var positions: [String: Int] = [:]
        for (index, unit) in round.units.overviews.enumerated() {
            guard let advice = unit.firstAdvice else { continue }
            let position = positions[advice.action] ?? actions.count
            if position == actions.count {
                positions[advice.action] = position
                actions.append(
                    Action(name: say.term(advice.action), units: [], posts: 0))
            }
            actions[position].units.append(index)
            actions[position].posts += advice.count ?? 0
        }
        return actions.sorted { $0.units.count > $1.units.count }
    }
}
