internal import Assessment

/// How busy the unit is, on which basis, with what.
extension UnitReport {
    var workload: Markup? {
        guard let saturation = unit.saturation else { return nil }
        var markup = bases(saturation)
        markup += workFacts(saturation)
        markup += kinds(saturation)
        markup += #"<div class="halves">"#
        markup += duties(saturation)
        markup += bodies(saturation)
        markup += "</div>"
        markup += views(saturation)
        markup += timeUse(saturation)
        markup += flags(saturation)
        return markup
    }

    private func bases(_ saturation: SaturationRecord) -> Markup {
        let intervals = [
            saturation.uncertainty?.saturation90.quota, saturation.uncertainty?.saturation90.inPost,
            saturation.uncertainty?.saturation90.labour ?? saturation.interval,
        ]
        let values =
            [
                saturation.saturation.quota, saturation.saturation.inPost,
                saturation.saturation.labour,
            ] + intervals.map { $0?.last }
        let chart = BandChart(frame.round.bands, values: values.compactMap { $0 })
        let heads = [
            say("人数", "Persons"), say("可用工时", "Hours available"), say("饱满度", "Saturation"),
        ]
        var markup: Markup = """
            <table class="fold"><caption>\(say(
                "饱满度 = 年有效工时 ÷ 年可用工时。三种口径分别回答：编制够不够、在编人员忙不忙、这个地方忙不忙。",
                "Saturation = hours of work ÷ hours available, on three bases: are the posts enough, are those in post busy, is the place busy."
            ))</caption><thead><tr><th>\(say("口径", "Basis"))</th><th class="n">\(heads[0])</th>\
            <th class="n">\(heads[1])</th><th class="graph long"></th><th class="n">\(heads[2])</th>\
            </tr></thead><tbody>
            """
        let rows = loadRows(saturation)
        let persons = [
            saturation.persons.quota, saturation.persons.inPost, saturation.persons.labour,
        ]
        let hours = [
            saturation.capacityHours.quota, saturation.capacityHours.inPost,
            saturation.capacityHours.labour,
        ]
        for index in rows.indices {
            let row = chart.row(
                rows[index].1, interval: intervals[index], title: rows[index].0,
                description: percentage(rows[index].1) + span(intervals[index]))
            markup += """
                <tr><th scope="row">\(rows[index].0)</th>\
                <td class="n" data-label="\(heads[0])">\(figure(persons[index]))</td>\
                <td class="n" data-label="\(heads[1])">\(figure(hours[index], 0))</td>\
                <td class="graph long">\(row)</td>\
                <td class="n" data-label="\(heads[2])"><b>\(percentage(rows[index].1))</b>\
                <br><small>\(ends(intervals[index]))</small></td></tr>
                """
        }
        markup += """
            <tr><td class="empty" colspan="3"></td><td class="graph long">\(chart.axis(say))\(chart.names(say))</td>\
            <td class="empty"></td></tr></tbody></table>
            """
        return markup
    }

    /// An interval in words, empty where there is none.
    func span(_ interval: [Double]?) -> String {
        let ends = ends(interval)
        return ends.isEmpty ? "" : say("（", " (") + ends + say("）", ")")
    }

    /// An interval as numbers alone, empty where there is none.
    private func ends(_ interval: [Double]?) -> String {
        guard let interval, interval.count == 2 else { return "" }
        return "\(percentage(interval[0]))–\(percentage(interval[1]))"
    }

    private func workFacts(_ saturation: SaturationRecord) -> Markup {
        var facts = [
            say(
                "年有效工时\(figure(saturation.hours, 0))小时",
                "\(figure(saturation.hours, 0)) hours of work"),
            say(
                "计难度后\(figure(saturation.difficultyHours, 0))小时",
                "\(figure(saturation.difficultyHours, 0)) with difficulty"),
        ]
        if let required = saturation.requiredStaff {
            let ends = saturation.uncertainty.map {
                "（90%：\(figure($0.required90[0]))–\(figure($0.required90[1]))；"
                    + "68%：\(figure($0.required68[0]))–\(figure($0.required68[1]))）"
            }
            let endsInEnglish = saturation.uncertainty.map {
                " (90%: \(figure($0.required90[0]))–\(figure($0.required90[1])); "
                    + "68%: \(figure($0.required68[0]))–\(figure($0.required68[1])))"
            }
            facts.append(
                say(
                    "按目标饱满度需\(figure(required))人\(ends ?? "")",
                    "\(figure(required)) posts needed\(endsInEnglish ?? "")"))
        }
        if let uncertainty = saturation.uncertainty {
            facts.append(
                say(
                    "区间为90%（\(uncertainty.sourceName.zh)）",
                    "intervals are 90% (\(uncertainty.sourceName.en))"))
        }
        if let balance = saturation.balance {
            facts.append(
                say("忙闲变异系数\(figure(balance, 2))", "CV between bodies \(figure(balance, 2))"))
        }
        if let change = saturation.volumeChange {
            facts.append(
                say(
                    "业务量较前两年均值\(signed(change))%",
                    "volume \(signed(change))% on the two years before"))
        }
        if let share = saturation.evidenceShare {
            facts.append(
                say("\(percentage(share))的事项有佐证", "\(percentage(share)) of items with evidence"))
        }
        if let ratio = saturation.verificationRatio {
            facts.append(
                say("跟班实测÷申报 \(figure(ratio, 2))", "observed ÷ reported \(figure(ratio, 2))")
                    + observations(saturation))
        }
        var markup: Markup =
            #"<p class="note">\#(sentence(facts.joined(separator: say("；", "; "))))"#
        if let verdict = saturation.verdict { markup += "\(sentence(say(verdict)))" }
        markup += "</p>"
        return markup
    }

    /// How often work was watched, and the interval of the ratio.
    private func observations(_ saturation: SaturationRecord) -> String {
        guard let count = saturation.verificationCount else { return "" }
        let interval = saturation.verificationInterval.map {
            "，90%：\(figure($0[0], 2))–\(figure($0[1], 2))"
        }
        let inEnglish = saturation.verificationInterval.map {
            ", 90%: \(figure($0[0], 2))–\(figure($0[1], 2))"
        }
        return say(
            "（\(count)次\(interval ?? "，次数不足，不给区间")）",
            " (\(count) watched\(inEnglish ?? ", too few for an interval"))")
    }

    private func kinds(_ saturation: SaturationRecord) -> Markup {
        let total = saturation.hoursByKind.reduce(0) { $0 + $1.hours }
        guard total > 0 else { return Markup() }
        var content = Markup()
        var place = 0.0
        let looks: [Markup] = ["bar", "bar soft", "bar rest"]
        for (index, kind) in saturation.hoursByKind.enumerated() {
            let width = kind.hours / total * 100
            content += Chart.rectangle(
                looks[min(2, index)], from: place, to: place + width, y: 0, height: 12)
            place += width
        }
        let words = saturation.hoursByKind.map {
            "\(say.term($0.kind)) \(percentage($0.hours / total)) (\(figure($0.hours, 0)) h)"
        }.joined(separator: "　")
        return """
            <h3>\(say("工时类别", "Kinds of work"))</h3>\
            \(Chart.drawing(height: 12, title: say("工时类别", "Kinds of work"), description: words,
                content))<p class="note">\(words)</p>
            """
    }

    private func duties(_ saturation: SaturationRecord) -> Markup {
        guard let first = saturation.duties.first, saturation.hours > 0 else { return Markup() }
        let shown = saturation.duties.prefix(12)
        var markup: Markup = """
            <div><h3>\(say("工时最多的职责", "Hours by duty"))</h3><table><thead><tr>\
            <th>\(say("职责", "Duty"))</th><th class="graph"></th><th class="n">\(say("占比", "Share"))</th>\
            <th class="n">\(say("累计", "Sum"))</th></tr></thead><tbody>
            """
        var sum = 0.0
        for duty in shown {
            sum += duty.hours
            let share = percentage(duty.hours / saturation.hours)
            let bar = Chart.drawing(
                height: 12, title: duty.name, description: share,
                Chart.rectangle(
                    duty.isCore ? "bar" : "bar soft", from: 0,
                    to: first.hours > 0 ? duty.hours / first.hours * 100 : 0, y: 2, height: 9))
            let core: Markup =
                duty.isCore ? #" <span class="tag">\#(say("主业", "core"))</span>"# : ""
            markup += """
                <tr><th scope="row">\(duty.name)\(core)</th><td class="graph">\(bar)</td>\
                <td class="n">\(share)</td><td class="n">\(percentage(sum / saturation.hours))</td></tr>
                """
        }
        markup += "</tbody></table>"
        if saturation.duties.count > shown.count {
            markup += """
                <p class="note">\(say("其余\(saturation.duties.count - shown.count)项职责合计",
                    "\(saturation.duties.count - shown.count) more duties: "))\
                \(percentage(1 - sum / saturation.hours))</p>
                """
        }
        markup += "</div>"
        return markup
    }

    private func bodies(_ saturation: SaturationRecord) -> Markup {
        guard !saturation.bodies.isEmpty else { return Markup() }
        let chart = BandChart(frame.round.bands, values: saturation.bodies.compactMap(\.saturation))
        let shown = saturation.bodies.prefix(30)
        var markup: Markup = """
            <div><h3>\(say("内设机构忙闲", "Load by inner body"))</h3><table><thead><tr>\
            <th>\(say("内设机构", "Body"))</th><th class="n">\(say("人数", "Staff"))</th>\
            <th class="graph"></th><th class="n">\(say("饱满度", "Load"))</th></tr></thead><tbody>
            """
        for body in shown {
            let row = chart.row(
                body.saturation, interval: nil, title: body.name,
                description: percentage(body.saturation))
            markup += """
                <tr><th scope="row">\(body.name)</th><td class="n">\(figure(body.staff))</td>\
                <td class="graph">\(row)</td><td class="n">\(percentage(body.saturation))</td></tr>
                """
        }
        markup += "</tbody></table>"
        if saturation.bodies.count > shown.count {
            let rest = saturation.bodies.count - shown.count
            markup +=
                #"<p class="note">\#(say("其余\(rest)个见数据表", "\(rest) more in the workbook"))</p>"#
        }
        markup += "</div>"
        return markup
    }

    private func flags(_ saturation: SaturationRecord) -> Markup {
        guard !saturation.flags.isEmpty else { return Markup() }
        var markup: Markup = "<h3>\(say("存疑数据", "Doubtful data"))</h3><ul>"
        for flag in saturation.flags.prefix(20) {
            let source = flag.evidence.map { evidence([$0]) } ?? ""
            markup += "<li>\(say(flag.detail)) <small>\(source)</small></li>"
        }
        markup += "</ul>"
        return markup
    }
}
