internal import Assessment

/// What others say of the reported work: people who watched it, systems, the daily log, the staff.
extension UnitReport {
    /// Reported against observed, view by view; nothing where nobody looked.
    func views(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        let rows = watched(saturation) + counted(saturation) + logged(saturation)
        let opinions = opinions(saturation)
        guard rows.count + opinions.count > 0 else { return }
        page.say("<h3>填报与核对</h3>", "<h3>Reported and checked</h3>")
        if !rows.isEmpty { table(rows, &page) }
        guard !opinions.isEmpty else { return }
        page += "<p class=\"note\">"
        page.text(sentence(opinions.joined(separator: say("；", "; "))))
        page += "</p>"
    }

    /// One view: a ratio to what was reported, what it rests on, and what follows.
    private struct View {
        let name: String
        let basis: String
        let ratio: Double
        let interval: [Double]?
        let verdict: String
    }

    private func table(_ rows: [View], _ page: inout PageWriter) {
        let chart = RatioChart()
        let head = say("与填报之比", "Ratio")
        page.beginFolding([(4, head)])
        page += "<caption>"
        page.say(
            "与填报数之比，1为一致；深色区为±10%，浅色区为±20%；横条为90%区间。",
            "Ratio to what was reported, 1 where they agree; dark within 10 %, pale within 20 %; bars are 90 % intervals."
        )
        page += "</caption>"
        page.beginHeads("核对方式", "Checked by")
        page += "<th>"
        page.say("结论", "What follows")
        page += "</th><th class=\"graph long\"></th>"
        page.head(head)
        page += "</tr></thead><tbody>"
        for row in rows {
            let ends = row.interval.map { "\(figure($0[0], 2))–\(figure($0[1], 2))" }
            page += "<tr><th scope=\"row\">"
            page.text(row.name)
            page += " <small>"
            page.text(row.basis)
            page += "</small></th><td class=\"whole\">"
            page.text(row.verdict)
            page += "</td><td class=\"graph long\">"
            chart.row(row.ratio, interval: row.interval, &page) { page in
                page.figure(row.ratio, 2)
                page.text(ends.map { say("，", ", ") + $0 } ?? "")
            }
            page += "</td><td class=\"n\"><b>"
            page.figure(row.ratio, 2)
            page += "</b>"
            if let ends { page.add(#"<br><small>\#(ends)</small>"#) }
            page += "</td></tr>"
        }
        page += "</tbody></table>"
    }

    private func watched(_ saturation: SaturationRecord) -> [View] {
        saturation.hoursByKind.compactMap { kind in
            kind.verification.map { found in
                View(
                    name: say("跟班实测：\(say.term(kind.kind))", "Watched: \(say.term(kind.kind))"),
                    basis: say("\(found.observations)次", "\(found.observations) times"),
                    ratio: found.ratio, interval: found.interval90,
                    verdict: say(found.verdictName)
                        + (found.factor == 1
                            ? ""
                            : say("（×\(figure(found.factor, 3))）", " (×\(figure(found.factor, 3)))"))
                )
            }
        }
    }

    private func counted(_ saturation: SaturationRecord) -> [View] {
        guard let counts = saturation.views?.systemCounts, let ratio = counts.ratio else {
            return []
        }
        let off = counts.items - counts.agreeing
        return [
            View(
                name: say("业务系统办件量", "Counted by systems"),
                basis: say("\(counts.items)项", "\(counts.items) items"), ratio: ratio,
                interval: nil,
                verdict: off == 0
                    ? say("与填报频次一致", "as reported")
                    : say("\(off)项相差超过10%", "\(off) more than 10 % off"))
        ]
    }

    private func logged(_ saturation: SaturationRecord) -> [View] {
        let compared = (saturation.timeUse?.items ?? []).filter { $0.loggedHours != nil }
        let reported = compared.reduce(0) { $0 + $1.reportedHours }
        guard reported > 0 else { return [] }
        let ratio = compared.reduce(0) { $0 + ($1.loggedHours ?? 0) } / reported
        return [
            View(
                name: say("每日工时推算", "Daily time log"),
                basis: say("\(compared.count)项", "\(compared.count) items"), ratio: ratio,
                interval: nil,
                verdict: say("这些事项的频次按记录计", "frequencies of these items are the log's"))
        ]
    }

    private func opinions(_ saturation: SaturationRecord) -> [String] {
        var facts: [String] = []
        if let view = saturation.views?.busy {
            facts.append(
                say(
                    "职工问卷（\(view.answers)份）：\(percentage(view.bestShare))认为岗位繁忙，"
                        + "\(percentage(view.worstShare))认为不忙",
                    "staff (\(view.answers) answers): \(percentage(view.bestShare)) call posts busy, "
                        + "\(percentage(view.worstShare)) idle"))
        }
        if let view = saturation.views?.balance {
            facts.append(
                say(
                    "职工问卷（\(view.answers)份）：对忙闲均衡满意的占\(percentage(view.bestShare))，"
                        + "不满意的占\(percentage(view.worstShare))",
                    "staff (\(view.answers) answers): \(percentage(view.bestShare)) call work evenly "
                        + "spread, \(percentage(view.worstShare)) unevenly"))
        }
        return facts
    }
}

/// Ratios to what was reported: 1 is agreement.
struct RatioChart: Sendable {
    private let scale = Scale(0.4, 1.6)

    /// A ratio as a dot with its interval; what lies off the scale stands at its end.
    func row(
        _ ratio: Double?, interval: [Double]? = nil, _ page: inout PageWriter,
        _ title: (inout PageWriter) -> Void
    ) {
        page.drawing(height: 16, title) { page in
            page.backdrop(.ratios, background)
            if let interval, interval.count == 2 {
                page.interval(from: place(interval[0]), to: place(interval[1]))
            }
            if let ratio { page.dot(place(ratio), 8) }
        }
    }

    private var background: Markup {
        Chart.rectangle("grade1", from: scale(0.8), to: scale(1.2), y: 1, height: 14)
            + Chart.rectangle("full0", from: scale(0.9), to: scale(1.1), y: 1, height: 14)
            + Chart.tick(at: scale(1), from: 1, to: 15)
    }

    private func place(_ ratio: Double) -> Double { min(99, max(1, scale(ratio))) }
}
