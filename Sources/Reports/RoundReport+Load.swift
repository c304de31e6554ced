internal import Assessment

/// Load, grades, posts and advice over all units.
extension RoundReport {
    var quadrants: Markup {
        let bands = round.bands
        let full = bands.indices.filter { bands[$0].load == .full }
        let low = full.first.map { bands[$0].from } ?? 0.8
        let high = full.last.map { $0 + 1 < bands.count ? bands[$0 + 1].from : 1.2 } ?? 1.0
        let placed = round.units.overviews.filter { $0.saturation != nil && $0.score != nil }
        guard !placed.isEmpty else {
            return "<p>\(say("没有同时具备得分和饱满度的单位。", "No unit has both a score and a saturation."))</p>"
        }
        let prefix = commonPrefix(round.units.overviews.map(\.name))
        let points = placed.map { unit in
            QuadrantChart.Point(
                name: String(unit.name.dropFirst(prefix)), load: unit.saturation ?? 0,
                score: unit.score ?? 0)
        }
        let good = round.grades.count > 1 ? round.grades[1].from : 80
        let chart = QuadrantChart(
            fullBand: (low, high), goodScore: good, points: points)
        var markup: Markup = """
            <div class="keep"><p class="note">\(say(
                "每点一个单位。竖带为“饱满”区间，横线为\(say.term(round.grades.count > 1 ? round.grades[1].grade : "良好"))界限（\(figure(good, 0))分）。四角为相应政策取向。",
                "One dot per unit. The upright band is a full load, the line the limit of a good score (\(figure(good, 0))). Each corner names its policy."
            ))</p>
            """
        markup += chart.markup(say)
        markup += "</div>"
        return markup
    }

    /// How many characters all names begin with, such as those of the city.
    private func commonPrefix(_ names: [String]) -> Int {
        guard names.count > 2, let first = names.first else { return 0 }
        var length = first.count
        for name in names {
            length = zip(first, name).prefix(length).prefix { $0 == $1 }.count
        }
        return names.contains { $0.count <= length } ? 0 : length
    }

    var saturations: Markup {
        let loads = round.units.overviews.compactMap(\.saturation)
        guard !loads.isEmpty else {
            return "<p>\(say("没有可测算的单位。", "Nothing could be measured."))</p>"
        }
        let chart = BandChart(round.bands, values: loads)
        var markup = histogram(loads, chart)
        markup += chart.names(say)
        markup += """
            <table class="fold"><thead><tr><th>\(say("区间", "Band"))</th><th class="n">\(say("单位数", "Units"))</th>\
            <th class="n">\(say("占比", "Share"))</th><th>\(say("单位", "Which"))</th></tr></thead>\
            <tbody class="each">
            """
        for (band, members) in bandMembers {
            markup += """
                <tr><th scope="row">\(say(band.name))</th>\
                <td class="n" data-label="\(say("单位数", "Units"))">\(count(members.count))</td>\
                <td class="n" data-label="\(say("占比", "Share"))">\
                \(percentage(Double(members.count) / Double(loads.count)))</td>\
                <td class="whole"><small>\(names(members))</small></td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    /// Units as links, the first dozen of many.
    private func names(_ members: [Int]) -> Markup {
        var markup = Markup()
        for (place, index) in members.prefix(12).enumerated() {
            markup += "\(place > 0 ? say.separator : "")\(link(index))"
        }
        if members.count > 12 { markup += "\(say("等", " …"))" }
        return markup
    }

    /// Counts of units in steps of five points of saturation, over the bands.
    private func histogram(_ loads: [Double], _ chart: BandChart) -> Markup {
        let step = 0.05
        let bins = Int((chart.scale.high / step).rounded(.up))
        var counts = [Int](repeating: 0, count: max(1, bins))
        for load in loads {
            counts[min(counts.count - 1, max(0, Int((load + 1e-12) / step)))] += 1
        }
        let highest = Double(max(1, counts.max() ?? 1))
        var content = chart.background(y: 0, height: 130)
        for (bin, units) in counts.enumerated() where units > 0 {
            let height = 108 * Double(units) / highest
            let (left, right) = (
                chart.scale(Double(bin) * step), chart.scale(Double(bin + 1) * step)
            )
            content += Chart.rectangle(
                "bar", from: left + 0.15, to: right - 0.15, y: 130 - height, height: height)
            content += """
                <text x="\(at: (left + right) / 2)%" y="\(at: 126 - height)" text-anchor="middle">\
                \(units)</text>
                """
        }
        return """
            \(Chart.drawing(height: 130, title: say("饱满度分布", "Distribution of saturation"),
                description: say("每5个百分点一档的单位数", "units per five points"), content))\
            \(chart.axis(say))
            """
    }

    var grades: Markup {
        let looks: [Markup] = ["bar", "bar soft", "bar rest", "peer", "grade0"]
        var markup: Markup = """
            <table><thead><tr><th>\(say("序列", "Class"))</th><th class="n">\(say("单位数", "Units"))</th>\
            <th class="graph long"></th><th>\(say("等次", "Grades"))</th></tr></thead><tbody class="each">
            """
        for ranked in classes {
            var content = Markup()
            var place = 0.0
            for (index, grade) in round.grades.enumerated() {
                let number = ranked.members.count {
                    round.units.overview(of: $0).grade == grade.grade
                }
                let width = 100 * Double(number) / Double(max(1, ranked.members.count))
                content += Chart.rectangle(
                    looks[min(looks.count - 1, index)], from: place,
                    to: max(place, place + width - 0.4),
                    y: 1, height: 14)
                place += width
            }
            let counts = gradeCounts(ranked.members)
                .map { "\(say.term($0.grade)) \($0.count)" }.joined(separator: say.separator)
            markup += """
                <tr><th scope="row">\(ranked.name)</th><td class="n">\(count(ranked.members.count))</td>\
                <td class="graph long">\(Chart.drawing(height: 16, title: ranked.name,
                    description: counts, content))</td><td>\(counts)</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    var posts: Markup {
        let heads = [
            say("核定", "Approved"), say("在编", "In post"), say("空编", "Vacant"),
            say("使用率", "Used"),
        ]
        var markup: Markup = """
            <table class="fold"><thead><tr><th>\(say("层级 · 编制类型 · 经费", "Level · type · funding"))</th>
            """
        for head in heads { markup += #"<th class="n">\#(head)</th>"# }
        markup += "</tr></thead><tbody class=\"each\">"
        for pool in round.pools {
            let name = [pool.level, pool.quotaType, pool.funding].map(say.term)
                .joined(separator: " · ")
            let cells = [
                count(pool.approved), count(pool.inPost), count(pool.approved - pool.inPost),
                pool.approved > 0
                    ? percentage(Double(pool.inPost) / Double(pool.approved)) : "—",
            ]
            markup += "<tr><th scope=\"row\">\(name)</th>"
            for (head, cell) in zip(heads, cells) {
                markup += #"<td class="n" data-label="\#(head)">\#(cell)</td>"#
            }
            markup += "</tr>"
        }
        markup += """
            </tbody></table><h3>\(say("首要建议", "First advice"))</h3><table><thead><tr>\
            <th>\(say("建议", "Advice"))</th><th class="n">\(say("单位", "Units"))</th>\
            <th class="n">\(say("编制", "Posts"))</th><th>\(say("哪些单位", "Which"))</th></tr></thead>\
            <tbody class="each">
            """
        for action in adviceByAction {
            markup += """
                <tr><th scope="row">\(action.name)</th><td class="n">\(count(action.units.count))</td>\
                <td class="n">\(action.posts > 0 ? count(action.posts) : "—")</td>\
                <td><small>\(names(action.units))</small></td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }
}
