internal import Assessment

/// What the daily time log says beside the work log: its rhythm over the year, and item by item.
extension UnitReport {
    func timeUse(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        guard let use = saturation.timeUse, use.personDays > 0 else { return }
        page.say("<h3>每日工时</h3>", "<h3>Daily time log</h3>")
        page.add(readings(saturation, use))
        page += "<div class=\"halves keep\">"
        if let norm = saturation.saturation.labour, let used = use.saturation {
            page.say("<div><h4>两种口径对照</h4>", "<div><h4>The two readings</h4>")
            page.add(frame.readings.markup(norm: norm, timeUse: used, say))
            page += "</div>"
        }
        page.say(
            "<div><h4>逐月节奏（用时饱和度，%）</h4>", "<div><h4>Month by month (time used, %)</h4>")
        page.add(MonthChart(months: use.months).markup(say))
        page += "</div></div>"
        items(use, &page)
    }

    /// The two readings side by side, with what they say together.
    private func readings(_ saturation: SaturationRecord, _ use: TimeUseRecord) -> Markup {
        let coverage = use.shareOfYear.map {
            say("覆盖全年的\(percentage($0))", "\(percentage($0)) of the year")
        }
        let facts = [
            say(
                "\(use.people)人、\(use.personDays)人日，有效工时\(figure(use.effectiveHours, 0))小时",
                "\(use.people) people, \(use.personDays) person-days, "
                    + "\(figure(use.effectiveHours, 0)) effective hours"),
            coverage
                ?? say("天数不足以推算全年", "too few days to tell a year"),
            say(
                "按定额的饱满度\(percentage(saturation.saturation.labour))，"
                    + "按用时的饱和度\(percentage(use.saturation))",
                "saturation by the norm \(percentage(saturation.saturation.labour)), by time used "
                    + percentage(use.saturation)),
        ]
        var markup: Markup = #"<p>\#(sentence(facts.joined(separator: say("；", "; "))))"#
        if let diagnosis = use.diagnosis {
            markup += " <b>\(sentence(say(diagnosis.name)))</b>"
        }
        markup += "</p>"
        return markup
    }

    /// Items as reported and as logged, those furthest apart first.
    private func items(_ use: TimeUseRecord, _ page: inout PageWriter) {
        guard !use.items.isEmpty else { return }
        let differences = use.items.map(\.difference)
        let order = use.items.indices.sorted {
            (differences[$1], $0) < (differences[$0], $1)
        }
        let heads = [
            say("填报频次", "Reported"), say("记录频次", "Logged"), say("填报工时", "Hours reported"),
            say("记录工时", "Hours logged"),
        ]
        page += "<h4>"
        page.say(
            "填报与记录，按年工时相差多少排列；频次和工时均折合全年",
            "Reported and logged a year, the largest differences of hours first")
        page += "</h4>"
        page.beginFolding(zip(3..., heads).map { ($0, $1) }, " five")
        page.beginHeads("事项", "Item")
        page += "<th class=\"graph long\">"
        page.say("记录÷填报", "Logged ÷ reported")
        page += "</th>"
        for head in heads { page.head(head) }
        page += "</tr></thead><tbody>"
        let chart = RatioChart()
        let shown = order.prefix(12)
        for index in shown {
            let item = use.items[index]
            page += "<tr><th scope=\"row\">"
            page.text(item.name)
            page += "</th><td class=\"graph long\">"
            chart.row(item.ratio, &page) { $0.figure(item.ratio, 2) }
            page += "</td>"
            page.cell(item.reportedFrequency, 0)
            page.cell(item.loggedFrequency, 0)
            page.cell(item.reportedHours, 0)
            page.cell(item.loggedHours, 0)
            page += "</tr>"
        }
        page += "</tbody></table>"
        let rest = use.items.count - shown.count
        if rest > 0 {
            page.add(
                #"<p class="note">\#(say("其余\(rest)项相差更小，从略", "\(rest) more items differ less"))</p>"#
            )
        }
    }
}

extension LoggedItemRecord {
    /// Logged ÷ reported hours; nil where either is unknown or nothing was reported.
    fileprivate var ratio: Double? {
        reportedHours > 0 ? loggedHours.map { $0 / reportedHours } : nil
    }

    /// Hours a year between what was reported and what was logged.
    fileprivate var difference: Double { loggedHours.map { abs($0 - reportedHours) } ?? 0 }
}

extension Voice {
    /// `3月`, `March`.
    func month(_ number: Int) -> String {
        self("\(number)月", Voice.months[number - 1])
    }
}
