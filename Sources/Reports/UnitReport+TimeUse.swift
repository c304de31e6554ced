internal import Assessment

/// What the daily time log says beside the work log: its rhythm over the year, and item by item.
extension UnitReport {
    func timeUse(_ saturation: SaturationRecord) -> Markup {
        guard let use = saturation.timeUse, use.personDays > 0 else { return Markup() }
        var markup: Markup = "<h3>\(say("每日工时", "Daily time log"))</h3>"
        markup += readings(saturation, use)
        markup += #"<div class="halves">"#
        markup += rhythm(use)
        markup += logged(use)
        markup += "</div>"
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

    /// Logged hours a full day, month by month.
    private func rhythm(_ use: TimeUseRecord) -> Markup {
        let chart = BandChart(frame.round.bands, values: use.months.map(\.saturation))
        var markup: Markup = """
            <div><h4>\(say("逐月节奏", "Month by month"))</h4><table><thead><tr>\
            <th>\(say("月", "Month"))</th><th class="n">\(say("人日", "Person-days"))</th>\
            <th class="graph"></th><th class="n">\(say("用时饱和度", "Time used"))</th></tr></thead><tbody>
            """
        for month in use.months {
            let row = chart.row(
                month.saturation, interval: nil, title: say.month(month.month),
                description: percentage(month.saturation))
            markup += """
                <tr><th scope="row">\(say.month(month.month))</th>\
                <td class="n">\(month.personDays)</td><td class="graph">\(row)</td>\
                <td class="n">\(percentage(month.saturation))</td></tr>
                """
        }
        markup += "</tbody></table></div>"
        return markup
    }

    /// Items as reported and as logged.
    private func logged(_ use: TimeUseRecord) -> Markup {
        guard !use.items.isEmpty else { return Markup() }
        let shown = use.items.prefix(15)
        var markup: Markup = """
            <div><h4>\(say("填报与记录", "Reported and logged"))</h4><table><thead><tr>\
            <th>\(say("事项", "Item"))</th><th class="n">\(say("填报年频次", "Reported a year"))</th>\
            <th class="n">\(say("记录推算", "Logged"))</th><th class="n">\(say("填报年工时", "Hours reported"))</th>\
            <th class="n">\(say("记录推算", "Logged"))</th></tr></thead><tbody>
            """
        for item in shown {
            markup += """
                <tr><th scope="row">\(item.name)</th><td class="n">\(figure(item.reportedFrequency))</td>\
                <td class="n">\(figure(item.loggedFrequency))</td>\
                <td class="n">\(figure(item.reportedHours, 0))</td>\
                <td class="n">\(figure(item.loggedHours, 0))</td></tr>
                """
        }
        markup += "</tbody></table>"
        if use.items.count > shown.count {
            let rest = use.items.count - shown.count
            markup += #"<p class="note">\#(say("其余\(rest)项从略", "\(rest) more items"))</p>"#
        }
        markup += "</div>"
        return markup
    }
}

extension Voice {
    /// `3月`, `March`.
    func month(_ number: Int) -> String {
        self("\(number)月", Voice.months[number - 1])
    }
}
