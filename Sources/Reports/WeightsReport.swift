package import Assessment
package import Languages
internal import Weighting

/// The weights of a round as experts and those who must defend them read them.
package struct WeightsReport: Sendable {
    /// Classes of units with the same weights, told once.
    struct Chapter: Sendable {
        let classes: [ClassStudy]

        var basis: ClassWeights { classes[0].basis }
        var weights: TreeWeights { basis.weights }
    }

    let study: WeightStudy
    let say: Voice
    let chapters: [Chapter]
    private let page: Page

    package init(_ study: WeightStudy, language: Language = .chinese) {
        self.study = study
        say = Voice(language: language)
        page = Page(language: language)
        var chapters: [[ClassStudy]] = []
        for study in study.classes {
            let place = chapters.firstIndex { known in
                known[0].basis.weights.nodes == study.basis.weights.nodes
            }
            if let place { chapters[place].append(study) } else { chapters.append([study]) }
        }
        self.chapters = chapters.map(Chapter.init)
    }

    /// The document in UTF-8, equal for equal input.
    package func html() -> [UInt8] {
        var body: Markup = """
            <main id="main"><header><p class="kicker">\(study.title)</p>\
            <h1>\(say("指标权重与专家判断", "Weights and the experts’ judgements"))</h1>\
            <p class="meta">\(rules)</p></header>
            """
        for chapter in chapters {
            if chapters.count > 1 { body += "<h2>\(name(of: chapter))</h2>" }
            for (title, content) in sections(of: chapter) where !content.isEmpty {
                body +=
                    chapters.count > 1
                    ? "<section><h3>\(title)</h3>\(content)</section>"
                    : "<section><h2>\(title)</h2>\(content)</section>"
            }
        }
        body += "</main>"
        let title = say("指标权重与专家判断", "Weights and judgements")
        return page.html(
            title: "\(study.title) · \(title)", footer: "\(study.title)　\(title)", body: body)
    }

    private func sections(of chapter: Chapter) -> [(String, Markup)] {
        [
            (say("权重", "Weights"), tree(chapter)),
            (say("一致性与共识", "Consistency and consensus"), consistency(chapter)),
            (say("专家", "Experts"), experts(chapter)),
            (say("分歧最大的判断", "Judgements most at odds"), disagreements(chapter)),
            (say("未判断的比较", "What nobody judged"), missing(chapter)),
            (say("建议复核的判断", "Judgements to ask again"), suggestions(chapter)),
            (say("权重变动的影响", "What hangs on the weights"), sensitivity(chapter)),
        ]
    }

    /// Rows of a table; what is beyond them stands in the sheets.
    static let longest = 40

    func more(than count: Int) -> Markup {
        guard count > Self.longest else { return Markup() }
        return """
            <p class="note">\(say(
                "共 \(count) 项，这里列出 \(Self.longest) 项，其余见 weights.xlsx。",
                "\(Self.longest) of \(count); weights.xlsx has them all."))</p>
            """
    }

    func name(of chapter: Chapter) -> String {
        chapter.classes.map(\.basis.unitClass).joined(separator: say.separator)
    }

    /// `A11 职责履行`, the top by its name.
    func title(_ code: String) -> String {
        guard let node = study.nodes.first(where: { $0.code == code }) else { return code }
        return node.level == 0 ? say("总目标", "the whole") : "\(code) \(say(node.name))"
    }

    func short(_ code: String) -> String {
        code == study.nodes.first?.code ? say("总目标", "the whole") : code
    }

    func source(_ source: NodeWeights.Source) -> String {
        switch source {
        case .judgements: say("专家判断", "judgements")
        case .written: say("体系写明", "written")
        case .onlyChild: say("唯一下级", "only child")
        }
    }
}
