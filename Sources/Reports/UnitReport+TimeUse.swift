internal import Assessment

/// What the daily time log says beside the work log: its rhythm over the year, and item by item.
extension UnitReport {
    func timeUse(_ saturation: SaturationRecord) -> Markup {
        guard let use = saturation.timeUse, use.personDays > 0 else { return Markup() }
        var markup: Markup = "<h3>\(say("每日工时", "Daily time log"))</h3>"
        markup += readings(saturation, use)
        markup += #"<div class="halves keep">"#
        if let norm = saturation.saturation.labour, let used = use.saturation {
            let chart = ReadingsChart(norm: norm, timeUse: used)
            markup += "<div><h4>\(say("两种口径对照", "The two readings"))</h4>\(chart.markup(say))</div>"
        }
        let chart = MonthChart(months: use.months)
        markup += """
            <div><h4>\(say("逐月节奏（用时饱和度，%）", "Month by month (time used, %)"))</h4>\
            \(chart.markup(say))</div></div>
            """
        markup += items(use)
        return markup
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
    private func items(_ use: TimeUseRecord) -> Markup {
        guard !use.items.isEmpty else { return Markup() }
        let order = use.items.enumerated().sorted { a, b in
            let (left, right) = (a.element.difference, b.element.difference)
            return left == right ? a.offset < b.offset : left > right
        }
        let shown = order.prefix(12).map(\.element)
        let heads = [
            say("填报频次", "Reported"), say("记录频次", "Logged"), say("填报工时", "Hours reported"),
            say("记录工时", "Hours logged"),
        ]
        var markup: Markup = """
            <h4>\(say(
                "填报与记录，按年工时相差多少排列；频次和工时均折合全年",
                "Reported and logged a year, the largest differences of hours first"
            ))</h4><table class="fold five"><thead><tr><th>\(say("事项", "Item"))</th>\
            <th class="graph long">\(say("记录÷填报", "Logged ÷ reported"))</th>
            """
        for head in heads { markup += #"<th class="n">\#(head)</th>"# }
        markup += "</tr></thead><tbody>"
        let chart = RatioChart()
        for item in shown {
            let ratio = item.ratio
            let picture = chart.row(
                ratio, title: item.name, description: ratio.map { figure($0, 2) } ?? "—")
            markup += """
                <tr><th scope="row">\(item.name)</th><td class="graph long">\(picture)</td>\
                <td class="n" data-label="\(heads[0])">\(figure(item.reportedFrequency, 0))</td>\
                <td class="n" data-label="\(heads[1])">\(figure(item.loggedFrequency, 0))</td>\
                <td class="n" data-label="\(heads[2])">\(figure(item.reportedHours, 0))</td>\
                <td class="n" data-label="\(heads[3])">\(figure(item.loggedHours, 0))</td></tr>
                """
        }
        markup += "</tbody></table>"
        if use.items.count > shown.count {
            let rest = use.items.count - shown.count
            markup +=
                #"<p class="note">\#(say("其余\(rest)项相差更小，从略", "\(rest) more items differ less"))</p>"#
        }
        return markup
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
