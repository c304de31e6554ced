internal import Assessment

/// The first page: how good, how sure, how busy, what to do.
extension UnitReport {
    func head(_ sections: [Section], _ page: inout PageWriter) {
        let run = frame.round.run
        var facts = [
            unit.class, say.term(unit.level), say.term(unit.category), say.term(unit.funding),
        ]
        if let grade = unit.gradeLevel { facts.append(say.term(grade)) }
        if let department = unit.department {
            facts.append(say("主管部门：", "under ") + department)
        }
        facts.append(say("单位编码 ", "code ") + unit.unit)
        facts.append(say("基准日 ", "as of ") + say.day(run.asOf))
        var markup: Markup = """
            <div><header><p class="kicker">\(run.title) · \(say("单位全景图", "Panorama of a unit"))</p>\
            <h1>\(unit.name)</h1><p class="meta">\(facts.joined(separator: " · "))</p>
            """
        markup += #"<nav aria-label="\#(say("目录", "Contents"))">"#
        for (number, section) in sections.enumerated() {
            markup += ##"<a href="#s\##(number + 2)">\##(number + 2) \##(section.title)</a>"##
        }
        markup += "</nav></header>"
        markup += """
            <dl class="lead"><dt>\(say("成绩", "Result"))</dt><dd>\(resultSentence)</dd>\
            <dt>\(say("忙闲", "Load"))</dt><dd>\(loadSentence)</dd>\
            <dt>\(say("建议", "Advice"))</dt><dd>\(adviceSentence)</dd></dl>
            """
        page.add(markup)
        page += "<div class=\"cards\">"
        page.add(scoreCard)
        page.add(rankCard)
        qualityCard(&page)
        loadCard(&page)
        page.add(quotaCard)
        page += "</div></div>"
    }

    // The three sentences that matter.

    private var resultSentence: Markup {
        guard let score = unit.score, let grade = unit.grade else {
            return "\(say("本轮没有可评价的指标，不评分、不排名。", "Nothing could be measured: no score, no rank."))"
        }
        var rank = ""
        if let place = unit.rank {
            rank = say(
                "，在“\(unit.class)”序列\(peers.score.sorted.count)个单位中列第\(place)位",
                ", rank \(place) of \(peers.score.sorted.count) in \(unit.class)")
        }
        let sure = say(
            "可评指标占权重的\(percentage(unit.coverage, 1))，数据质量\(unit.dataQuality.grade)级",
            "\(percentage(unit.coverage, 1)) of the weight was measured, data quality \(unit.dataQuality.grade)"
        )
        return """
            <b>\(say("综合得分\(frame.points(score))分，等次为\(grade)",
                "Score \(frame.points(score)), grade: \(say.term(grade))"))</b>\(capNote)\
            \(rank)\(say("；", "; "))\(sure)\(say.fullStop)
            """
    }

    private var capNote: String {
        guard let earned = unit.uncappedGrade, earned != unit.grade else { return "" }
        return say(
            "（按得分为\(earned)，因重大问题尚未销号受限）",
            " (\(say.term(earned)) by score, capped by an open major finding)")
    }

    private var loadSentence: Markup {
        guard let saturation = unit.saturation, let load = saturation.saturation.labour else {
            return
                "\(say("缺少工作事项或人员数据，工作饱满度无法测算。", "No work log or staff: saturation is unknown."))"
        }
        let band = saturation.band.map { say("，处于“\($0.zh)”区间", ", \($0.en)") } ?? ""
        var need = ""
        if let required = saturation.requiredStaff {
            need = say(
                "；按目标饱满度折算需\(figure(required))人",
                "; at the target saturation \(figure(required)) posts are needed")
        }
        let posts = say(
            "，核定编制\(count(approved))名、在编\(count(inPost))人、空编\(count(vacant))名",
            ", \(count(approved)) approved, \(count(inPost)) in post, \(count(vacant)) vacant")
        return """
            <b>\(say("工作饱满度\(percentage(load))（全员口径）",
                "Saturation \(percentage(load)) of all staff"))</b>\
            \(band)\(need)\(posts)\(say.fullStop)
            """
    }

    private var adviceSentence: Markup {
        var markup = Markup()
        if let first = unit.advice.first {
            markup += "<b>\(say(first.title))</b>\(say("：", ": "))\(sentence(say(first.reason)))"
            if unit.advice.count > 1 {
                let others = unit.advice.dropFirst().map { say($0.title) }
                markup +=
                    "\(say("另：", " Also: "))\(sentence(others.joined(separator: say.separator)))"
            }
        } else {
            markup += "\(say("本轮没有编制建议。", "No quota advice in this round."))"
        }
        let open = unit.findings.filter(\.isOpen)
        if !open.isEmpty {
            let overdue = open.count(where: \.isOverdue)
            var parts = [say("未销号问题\(open.count)项", "Open findings: \(open.count)")]
            let major = open.count { $0.severity == "重" }
            if major > 0 { parts.append(say("其中重大\(major)项", "\(major) major")) }
            if overdue > 0 { parts.append(say("逾期\(overdue)项", "\(overdue) overdue")) }
            let text = sentence(parts.joined(separator: say("，", ", ")))
            markup += #"<span class="finding">\#(say("", " "))\#(text)</span>"#
        }
        return markup
    }

    /// A text that ends as sentences do.
    func sentence(_ text: String) -> String {
        guard let last = text.unicodeScalars.last, !"。.！!？?；;".unicodeScalars.contains(last) else {
            return text
        }
        return text + say.fullStop
    }

    var approved: Int { unit.quotas.reduce(0) { $0 + $1.approved } }
    var inPost: Int { unit.quotas.reduce(0) { $0 + $1.inPost } }
    var vacant: Int { unit.quotas.reduce(0) { $0 + $1.vacant } }

    // Cards.

    private func card(_ title: String, _ big: Markup, _ content: Markup, isWide: Bool = false)
        -> Markup
    {
        """
        <div class="card\(isWide ? " wide" : "")"><h3>\(title)</h3><p class="big">\(big)</p>\
        \(content)</div>
        """
    }

    private var scoreCard: Markup {
        let scale = frame.scoreScale
        var content = frame.gradeBands
        if let bounds = unit.scoreBounds, bounds.count == 2, bounds[1] - bounds[0] > 0.05 {
            content += Chart.rectangle(
                "span", from: scale(bounds[0]), to: scale(bounds[1]), y: 7, height: 8)
        }
        if let median = peers.score.median {
            content += Chart.tick(at: scale(median), from: 0, to: 22)
        }
        if let old = lastYear?.score { content += Chart.hollowDot(scale(old), 11) }
        if let score = unit.score { content += Chart.dot(scale(score), 11, radius: 6) }
        let median = say("序列中位数", "class median") + " " + figure(peers.score.median)
        let drawing = Chart.drawing(
            height: 22, title: say("综合得分", "Overall score"),
            description: "\(frame.points(unit.score)); \(median)", content)
        return card(
            say("综合得分", "Overall score"),
            "\(frame.points(unit.score))<small>\(unit.grade.map(say.term) ?? say("不评分", "not scored"))</small>",
            "\(drawing)\(frame.gradeNames)<small>\(scoreNotes(median))</small>")
    }

    private func scoreNotes(_ median: String) -> String {
        var notes = ["┃ " + median]
        if let old = lastYear, let score = old.score {
            notes.append("○ \(old.year) \(figure(score))")
        }
        if let bounds = unit.scoreBounds, bounds.count == 2, bounds[1] - bounds[0] > 0.05 {
            notes.append(
                say("▬ 缺项最差至最好 ", "▬ gaps at worst and best ")
                    + "\(figure(bounds[0]))–\(figure(bounds[1]))")
        }
        return notes.joined(separator: "　")
    }

    private var rankCard: Markup {
        let total = peers.score.sorted.count
        let big: Markup =
            unit.rank.map { rank in
                """
                \(say("第\(rank)位", "\(rank)"))<small>\(say("共\(total)个单位", "of \(total)"))</small>
                """
            } ?? "—"
        let share = unit.score.flatMap { peers.score.share(below: $0) }
        let ahead = share.map {
            say("高于同序列\(percentage($0))的单位", "above \(percentage($0)) of its class")
        }
        let interval = unit.rankInterval.flatMap { interval in
            interval.count == 2
                ? say(
                    "位次区间 \(interval[0])–\(interval[1])",
                    "rank interval \(interval[0])–\(interval[1])")
                : nil
        }
        let scale = frame.scoreScale
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="20" y2="20"/>"#
        content += frame.rankings(of: unit.class)
        if let median = peers.score.median {
            content += Chart.tick(at: scale(median), from: 10, to: 30)
        }
        if let score = unit.score { content += Chart.dot(scale(score), 20, radius: 6) }
        let drawing = Chart.drawing(
            height: 34, title: say("在序列中的位置", "Place in the class"),
            description: ahead ?? say("没有可比单位", "nothing to compare with"), content)
        let notes = [ahead, interval].compactMap { $0 }.joined(separator: "　")
        return card(
            say("序列位次 · \(unit.class)", "Rank in \(unit.class)"), big,
            "\(drawing)<small>\(notes)</small>")
    }

    private func qualityCard(_ page: inout PageWriter) {
        let quality = unit.dataQuality
        let rows: [(String, Double?)] = [
            (say("可评指标", "leaves scored"), quality.leavesScored),
            (say("有佐证事项", "items with evidence"), quality.evidenceShare),
            (say("实测÷申报", "observed ÷ reported"), quality.verificationRatio),
            (say("有效答卷", "valid answers"), quality.validAnswerShare),
        ]
        begin(say("数据质量", "Data quality"), &page)
        page.text(quality.grade)
        page.say("<small>级</small>", "<small>of A–D</small>")
        page += "</p><div class=\"rows\">"
        for (name, value) in rows {
            page += "<span>"
            page.text(name)
            page += "</span><svg class=\"share\" role=\"img\"><title>"
            page.percentage(value)
            page += "</title>"
            page.rectangle("bar soft", from: 0, to: min(1, value ?? 0) * 100, y: 0, height: 6)
            page += "</svg><span>"
            page.percentage(value)
            page += "</span>"
        }
        page += "</div></div>"
    }

    /// A card up to its large line, which is still open.
    private func begin(_ title: String, isWide: Bool = false, _ page: inout PageWriter) {
        page += isWide ? "<div class=\"card wide\"><h3>" : "<div class=\"card\"><h3>"
        page.text(title)
        page += "</h3><p class=\"big\">"
    }

    private func loadCard(_ page: inout PageWriter) {
        begin(say("工作饱满度", "Saturation"), isWide: true, &page)
        guard let saturation = unit.saturation else {
            page.say("—</p><small>无法测算</small></div>", "—</p><small>unknown</small></div>")
            return
        }
        let rows = loadRows(saturation)
        let chart = BandChart(frame.round.bands, values: rows.compactMap { $0.1 })
        page.percentage(saturation.saturation.labour)
        page += "<small>"
        page.text(saturation.band.map { say($0) } ?? "")
        page += "</small></p><div class=\"rows\">"
        for (index, (name, load)) in rows.enumerated() {
            page += "<span>"
            page.text(name)
            page += "</span>"
            chart.row(
                load, interval: index == 2 ? saturation.interval : nil, on: .loadCard, &page
            ) { $0.percentage(load) }
            page += "<span>"
            page.percentage(load)
            page += "</span>"
        }
        page += "<span></span>"
        page.add(chart.axis(say))
        page += "<span></span></div></div>"
    }

    /// The three bases by name, that of all staff last.
    func loadRows(_ saturation: SaturationRecord) -> [(String, Double?)] {
        [
            (say("按核定编制", "approved posts"), saturation.saturation.quota),
            (say("按在编在岗", "staff in post"), saturation.saturation.inPost),
            (say("按全部在岗", "all staff"), saturation.saturation.labour),
        ]
    }

    private var quotaCard: Markup {
        let largest = max(1, unit.quotas.map { max($0.approved, $0.inPost) }.max() ?? 1)
        var content: Markup = #"<div class="rows">"#
        for quota in unit.quotas {
            let scale = Scale(0, Double(largest))
            var bars = Chart.rectangle(
                "bar rest", from: 0, to: scale(Double(quota.approved)), y: 2, height: 12)
            bars += Chart.rectangle(
                "bar", from: 0, to: scale(Double(quota.inPost)), y: 5, height: 6)
            bars += Chart.tick(at: scale(Double(quota.approved)), from: 0, to: 16)
            let over = quota.inPost - quota.approved
            let state =
                over > 0
                ? say("超\(over)", "\(over) over")
                : say("空\(quota.vacant)", "\(quota.vacant) vacant")
            let name = say.term(quota.quotaType)
            let numbers = "\(count(quota.inPost))/\(count(quota.approved)) \(state)"
            content += """
                <span>\(name)</span>\
                \(Chart.drawing(height: 16, title: name, description: numbers, bars))\
                <span>\(numbers)</span>
                """
        }
        content += "</div>"
        let retiring = unit.quotas.reduce(0) { $0 + $1.retiring }
        let note = say(
            "粗条为在编人数，浅条与竖线为核定编制；一年内退休\(retiring)人",
            "Thick bar in post, pale bar and tick approved; \(retiring) retire within a year")
        return card(
            say("编制：在编 / 核定", "Posts: filled / approved"),
            """
            \(count(inPost))<small>/ \(count(approved)) \(say("名，空编", ", vacant")) \
            \(count(vacant))</small>
            """, "\(content)<small>\(note)</small>", isWide: true)
    }
}
