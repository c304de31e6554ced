internal import Assessment
internal import Weighting

/// The judgements and weights on which scores, ranks and grades hang.
extension WeightsReport {
    func sensitivity(_ chapter: Chapter) -> Markup {
        var markup = Markup()
        for study in chapter.classes where !study.units.isEmpty {
            if chapter.classes.count > 1 {
                markup += #"<p class="kicker note above">\#(study.basis.unitClass)</p>"#
            }
            markup += judgements(study) + swaps(study) + grades(study)
        }
        return markup
    }

    /// The comparisons that move a score most, each once: by the expert who moves it most.
    func weightiest(_ study: ClassStudy) -> [(slope: ScoreSlope, unit: Int)] {
        let reach = study.slopes.map { slope in
            slope.scores.indices.max {
                abs(slope.scores[$0] ?? 0) < abs(slope.scores[$1] ?? 0)
            }
        }
        func size(_ place: Int) -> Double {
            reach[place].map { abs(study.slopes[place].scores[$0] ?? 0) } ?? 0
        }
        let ranked = study.slopes.indices.filter { size($0) > 0 }.sorted {
            size($0) == size($1) ? $0 < $1 : size($0) > size($1)
        }
        var told: Set<[String]> = []
        return ranked.compactMap { place in
            let slope = study.slopes[place]
            guard let unit = reach[place],
                told.insert([slope.node, slope.left, slope.right]).inserted
            else { return nil }
            return (slope, unit)
        }
    }

    private func judgements(_ study: ClassStudy) -> Markup {
        let ranked = weightiest(study).prefix(8)
        guard !ranked.isEmpty else { return Markup() }
        var markup: Markup = """
            <p class="note above">\(say(
                "对得分影响最大的判断（一位专家的比值增大 1% 时，最受影响的单位变动的分数）",
                "Judgements that move scores most (points of the unit moved most when one expert’s ratio grows by 1%)"
            ))</p><table class="fold"><thead><tr><th>\(say("判断", "Judgement"))</th><th>\(say("专家", "Expert"))</th>\
            <th class="n">\(say("比值", "Ratio"))</th><th class="t">\(say("单位", "Unit"))</th>\
            <th class="n">\(say("分", "Points"))</th></tr></thead><tbody class="each">
            """
        for (slope, unit) in ranked {
            markup += """
                <tr><th scope="row">\(slope.left) ÷ \(slope.right) <small>\(title(slope.node))</small></th>\
                <td>\(slope.expert)</td>\
                <td class="n" data-label="\(say("比值", "Ratio"))">\(figure(slope.ratio, 2))</td>\
                <td class="t">\(study.units[unit].name)</td>\
                <td class="n" data-label="\(say("分", "Points"))">\(signed((slope.scores[unit] ?? 0) / 100, 5))</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    private func swaps(_ study: ClassStudy) -> Markup {
        let swaps = study.requested + tightest(study.swaps) { $0.move }
        guard !swaps.isEmpty else { return Markup() }
        let names = names(study)
        var markup = head(
            say(
                "使两个相邻单位互换先后的最小权重改变（同级按比例调整）",
                "The least change of one weight that swaps neighbours (siblings in proportion)"))
        for swap in swaps {
            markup += """
                <tr><th scope="row">\(names[swap.better] ?? swap.better) ↔ \
                \(names[swap.worse] ?? swap.worse)</th>\(cells(swap.move))</tr>
                """
        }
        markup += "</tbody></table>"
        return markup + more(than: study.swaps.count)
    }

    private func grades(_ study: ClassStudy) -> Markup {
        guard !study.gradeChanges.isEmpty else { return Markup() }
        let names = names(study)
        var markup = head(
            say("使一个单位等次变化的最小权重改变", "The least change of one weight that changes a grade"))
        for change in tightest(study.gradeChanges, by: { $0.move }) {
            markup += """
                <tr><th scope="row">\(names[change.unit] ?? change.unit) \
                \(say.term(change.grade)) → \(say.term(change.gradeAfter))</th>\(cells(change.move))</tr>
                """
        }
        markup += "</tbody></table>"
        return markup + more(than: study.gradeChanges.count)
    }

    /// As many as a page shows, in their order: those that the least changes bring about.
    private func tightest<Change>(
        _ changes: [Change], by move: (Change) -> WeightMove?
    ) -> [Change] {
        guard changes.count > Self.longest else { return changes }
        func size(_ place: Int) -> Double { move(changes[place])?.size ?? .infinity }
        let chosen = changes.indices.sorted {
            size($0) == size($1) ? $0 < $1 : size($0) < size($1)
        }.prefix(Self.longest)
        return chosen.sorted().map { changes[$0] }
    }

    private func names(_ study: ClassStudy) -> [String: String] {
        Dictionary(
            study.units.map { ($0.unit, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    private func head(_ caption: String) -> Markup {
        """
        <p class="note above">\(caption)</p><table class="fold"><thead><tr><th></th><th>\(say("指标", "Node"))</th>\
        <th class="n">\(say("局部权重", "Local weight"))</th><th class="n">\(say("改为", "to"))</th>\
        <th class="n">\(say("改变", "change"))</th></tr></thead><tbody class="each">
        """
    }

    private func cells(_ move: WeightMove?) -> Markup {
        guard let move else {
            return
                #"<td colspan="4" class="absent whole">\#(say("任何单一权重都不能", "no single weight does"))</td>"#
        }
        return """
            <td class="whole">\(title(move.code))</td>\
            <td class="n" data-label="\(say("局部权重", "Weight"))">\(figure(move.from, 4))</td>\
            <td class="n" data-label="\(say("改为", "To"))">\(figure(move.to, 4))</td>\
            <td class="n" data-label="\(say("改变", "Change"))">\(signed(move.to - move.from, 4))</td>
            """
    }
}
