internal import Assessment

/// The unit over the archived years.
extension UnitReport {
    func history(_ page: inout PageWriter) {
        let years = earlier + [EarlierUnit(year: frame.round.run.year, unit)]
        var markup: Markup = #"<div class="cards keep">"#
        markup += line(say("综合得分", "Score"), years.map { ($0.year, $0.score) }) { figure($0) }
        markup += line(
            say("工作饱满度（全部在岗）", "Saturation of all staff"),
            years.map { ($0.year, $0.saturation) }
        ) { percentage($0) }
        markup += line(
            say("核定编制", "Approved posts"), years.map { ($0.year, Double($0.approved)) }
        ) { figure($0, 0) }
        markup += "</div>"
        let heads = [
            say("得分", "Score"), say("等次", "Grade"), say("位次", "Rank"),
            say("饱满度", "Saturation"), say("核定", "Approved"), say("在编", "In post"),
        ]
        markup += "<table class=\"fold\"><thead><tr><th>\(say("年度", "Year"))</th>"
        for head in heads { markup += #"<th class="n">\#(head)</th>"# }
        markup += #"</tr></thead><tbody class="each">"#
        for year in years.reversed() {
            let cells = [
                figure(year.score), year.grade.map(say.term) ?? "—", year.rank.map(count) ?? "—",
                percentage(year.saturation), count(year.approved), count(year.inPost),
            ]
            markup += #"<tr><th scope="row">\#(year.year)</th>"#
            for (head, cell) in zip(heads, cells) {
                markup += #"<td class="n" data-label="\#(head)">\#(cell)</td>"#
            }
            markup += "</tr>"
        }
        markup += "</tbody></table>"
        page.add(markup)
    }

    private func line(
        _ title: String, _ points: [(year: Int, value: Double?)], _ words: (Double?) -> String
    ) -> Markup {
        let values = points.compactMap(\.value)
        guard let low = values.min(), let high = values.max() else { return Markup() }
        let margin = max((high - low) * 0.25, abs(high) * 0.02, 0.01)
        let scale = Scale(low - margin, high + margin)
        func x(_ index: Int) -> Double { 8 + 84 * Double(index) / Double(max(1, points.count - 1)) }
        func y(_ value: Double) -> Double { 58 - scale(value) * 0.36 }
        var (path, marks) = (Markup(), Markup())
        var isDrawing = false
        for (index, point) in points.enumerated() {
            marks += """
                <text x="\(at: x(index))%" y="78" text-anchor="middle">\(point.year)</text>
                """
            guard let value = point.value else {
                isDrawing = false
                continue
            }
            path += "\(isDrawing ? "L" : "M")\(at: x(index)) \(at: y(value))"
            isDrawing = true
            let isNow = index == points.count - 1
            marks += isNow ? Chart.dot(x(index), y(value)) : Chart.hollowDot(x(index), y(value))
            marks += """
                <text x="\(at: x(index))%" y="\(at: y(value) - 9)" text-anchor="middle">\
                \(words(value))</text>
                """
        }
        let content: Markup = """
            <svg height="82" viewBox="0 0 100 82" preserveAspectRatio="none"><path d="\(path)" \
            class="course"/></svg>\
            \(marks)
            """
        let description = points.map { "\($0.year): \(words($0.value))" }
        return """
            <div class="card"><h3>\(title)</h3>\
            \(Chart.drawing(height: 82, title: title,
                description: description.joined(separator: say.separator), content))</div>
            """
    }
}
