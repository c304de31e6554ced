internal import Assessment
internal import Documents

/// What people said, group by group; nothing of a group that is too small to be anonymous.
extension UnitReport {
    func opinion(_ page: inout PageWriter) {
        let labels = unit.opinion.lazy.flatMap(\.items).first?.distribution.map(\.label) ?? []
        if !labels.isEmpty {
            page += "<p class=\"note\">"
            for (index, label) in labels.enumerated() {
                page += "<span class=\"key k"
                page.number(tone(index, of: labels.count))
                page += "\"></span>"
                page.text(say.term(label))
            }
            page += "</p>"
        }
        summary(&page)
        page += "<div class=\"halves\">"
        for group in unit.opinion.indices
        where !unit.opinion[group].isHidden && !unit.opinion[group].items.isEmpty {
            items(unit.opinion[group], &page)
        }
        page += "</div>"
    }

    private func summary(_ page: inout PageWriter) {
        let heads = [
            say("有效/收回", "Valid/received"), say("均值", "Mean"), say("95%区间", "95 % interval"),
            say("信度α", "α"),
        ]
        page.beginFolding(zip([2, 4, 5, 6], heads).map { ($0, $1) })
        page.beginHeads("评议主体", "Group")
        page.head(heads[0])
        page += "<th class=\"graph\"></th>"
        for head in heads[1...] { page.head(head) }
        page += "<th>"
        page.say("说明", "Remarks")
        page += "</th></tr></thead><tbody class=\"each\">"
        for group in unit.opinion { row(group, &page) }
        page += "</tbody></table>"
    }

    private func row(_ group: OpinionRecord, _ page: inout PageWriter) {
        page += "<tr><th scope=\"row\">"
        page.text(say.term(group.group))
        page += "</th><td class=\"n\">"
        page.count(group.valid)
        page += "/"
        page.count(group.received)
        page += "</td>"
        if group.isHidden {
            page += "<td class=\"whole\" colspan=\"5\"><small>"
            page.text(
                say(
                    "有效答卷过少，为保护匿名不单独显示；需\(group.minimum)份。",
                    "Too few to stay anonymous, not shown; \(group.minimum) are needed."))
            page.text(dropped(group))
            page += "</small></td></tr>"
            return
        }
        page += "<td class=\"graph\">"
        page.strip(Distribution([]), own: group.mean, span: bounds(group)) { page in
            page.figure(group.mean)
            page += " ("
            interval(group, &page)
            page += ")"
        }
        page += "</td><td class=\"n\"><b>"
        page.figure(group.mean)
        page += "</b></td><td class=\"n\">"
        interval(group, &page)
        page += "</td>"
        page.cell(group.alpha, 2)
        page += "<td class=\"whole\"><small>"
        page.text(sufficiency(group))
        page.text(dropped(group))
        page += "</small></td></tr>"
    }

    private func sufficiency(_ group: OpinionRecord) -> String {
        group.isSufficient
            ? ""
            : say(
                "样本不足：需\(group.minimum)份，仅供参考。",
                "Too few: \(group.minimum) are needed, for orientation only. ")
    }

    private func dropped(_ group: OpinionRecord) -> String {
        guard !group.dropped.isEmpty else { return "" }
        let reasons = group.dropped.map { "\(say($0.reason))\(say("", " "))\($0.count)" }
        return say("剔除：", "Dropped: ") + reasons.joined(separator: say.separator) + say.fullStop
    }

    private func interval(_ group: OpinionRecord, _ page: inout PageWriter) {
        guard let (low, high) = bounds(group) else {
            page += "—"
            return
        }
        page.figure(low)
        page += "–"
        page.figure(high)
    }

    /// Mean ± 1.96 standard errors, cut at the ends of the scale.
    private func bounds(_ group: OpinionRecord) -> (Double, Double)? {
        guard let mean = group.mean, let error = group.standardError else { return nil }
        return (max(0, mean - 1.96 * error), min(100, mean + 1.96 * error))
    }

    private func items(_ group: OpinionRecord, _ page: inout PageWriter) {
        page += "<div class=\"keep\"><h3>"
        page.text(say.term(group.group))
        page += "</h3><table class=\"answers\"><tbody>"
        for index in group.items.indices {
            page += "<tr><th>"
            page.say(group.items[index].name)
            page += "</th><td>"
            likert(group.items[index].distribution, &page)
            page += "</td><td>"
            page.figure(group.items[index].mean)
            page += "</td></tr>"
        }
        page += "</tbody></table></div>"
    }

    /// A bar of the answers, best label first, each as wide as it has answers; the counts in words
    /// on top of it.
    private func likert(_ answers: [AnswerCountRecord], _ page: inout PageWriter) {
        let total = answers.reduce(0) { $0 + $1.count }
        guard total > 0 else { return }
        page += "<p title=\""
        for index in answers.indices {
            if index > 0 { page.say("、", ", ") }
            page.number(answers[index].count)
        }
        page += "\">"
        for index in answers.indices {
            let count = answers[index].count
            page += "<i"
            // Five labels have their tones by their place.
            if answers.count != 5 {
                page += " class=\"l"
                page.number(tone(index, of: answers.count))
                page += "\""
            }
            if count > 0 {
                page += " style=\"flex:"
                page.number(count)
                page += "\""
            } else {
                page += " hidden=\"\""
            }
            page += ">"
            let width = Double(count) / Double(total) * 100
            if width >= 7 {
                page.number(width.nearestInteger)
                page += "%"
            }
            page += "</i>"
        }
        page += "</p>"
    }

    /// One of five tones for a label, whatever the length of the scale.
    private func tone(_ index: Int, of count: Int) -> Int {
        count <= 1 ? 0 : (index * 4 + (count - 1) / 2) / (count - 1)
    }
}
