internal import Assessment

/// How busy the unit is, on which basis, with what.
extension UnitReport {
    func workload(_ page: inout PageWriter) {
        guard let saturation = unit.saturation else { return }
        bases(saturation, &page)
        page.add(workFacts(saturation))
        page.add(kinds(saturation))
        page += "<div class=\"halves\">"
        duties(saturation, &page)
        bodies(saturation, &page)
        page += "</div>"
        views(saturation, &page)
        timeUse(saturation, &page)
        flags(saturation, &page)
    }

    private func bases(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        let intervals = [
            saturation.uncertainty?.saturation90.quota, saturation.uncertainty?.saturation90.inPost,
            saturation.uncertainty?.saturation90.labour ?? saturation.interval,
        ]
        let rows = loadRows(saturation)
        let chart = BandChart(
            frame.round.bands,
            values: (rows.map { $0.1 } + intervals.map { $0?.last }).compactMap { $0 })
        let heads = [
            say("人数", "Persons"), say("可用工时", "Hours available"), say("饱满度", "Saturation"),
        ]
        page.beginFolding(zip([2, 3, 5], heads).map { ($0, $1) })
        page += "<caption>"
        page.say(
            "饱满度 = 年有效工时 ÷ 年可用工时。三种口径分别回答：编制够不够、在编人员忙不忙、这个地方忙不忙。",
            "Saturation = hours of work ÷ hours available, on three bases: are the posts enough, are those in post busy, is the place busy."
        )
        page += "</caption>"
        page.beginHeads("口径", "Basis")
        page.head(heads[0])
        page.head(heads[1])
        page += "<th class=\"graph long\"></th>"
        page.head(heads[2])
        page += "</tr></thead><tbody>"
        let persons = [
            saturation.persons.quota, saturation.persons.inPost, saturation.persons.labour,
        ]
        let hours = [
            saturation.capacityHours.quota, saturation.capacityHours.inPost,
            saturation.capacityHours.labour,
        ]
        for (index, (name, load)) in rows.enumerated() {
            page += "<tr><th scope=\"row\">"
            page.text(name)
            page += "</th>"
            page.cell(persons[index])
            page.cell(hours[index], 0)
            page += "<td class=\"graph long\">"
            chart.row(load, interval: intervals[index], on: .bases, &page) { page in
                page.percentage(load)
                page.text(span(intervals[index]))
            }
            page += "</td><td class=\"n\"><b>"
            page.percentage(load)
            page += "</b><br><small>"
            page.text(ends(intervals[index]))
            page += "</small></td></tr>"
        }
        page += "<tr><td class=\"empty\" colspan=\"3\"></td><td class=\"graph long\">"
        page.add(chart.axis(say))
        page.add(chart.names(say))
        page += "</td><td class=\"empty\"></td></tr></tbody></table>"
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

    private func duties(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        guard let first = saturation.duties.first, saturation.hours > 0 else { return }
        let shown = saturation.duties.prefix(12)
        page.say("<div><h3>工时最多的职责</h3>", "<div><h3>Hours by duty</h3>")
        page += "<table>"
        page.beginHeads("职责", "Duty")
        page += "<th class=\"graph\"></th>"
        page.head(say("占比", "Share"))
        page.head(say("累计", "Sum"))
        page += "</tr></thead><tbody>"
        var sum = 0.0
        for duty in shown {
            sum += duty.hours
            let share = duty.hours / saturation.hours
            page += "<tr><th scope=\"row\">"
            page.text(duty.name)
            if duty.isCore {
                page.say(
                    " <span class=\"tag\">主业</span>", " <span class=\"tag\">core</span>")
            }
            page += "</th><td class=\"graph\">"
            page.drawing(height: 12) { page in
                page.percentage(share)
            } _: { page in
                page.rectangle(
                    duty.isCore ? "bar" : "bar soft", from: 0,
                    to: first.hours > 0 ? duty.hours / first.hours * 100 : 0, y: 2, height: 9)
            }
            page += "</td>"
            page.cell(share: share)
            page.cell(share: sum / saturation.hours)
            page += "</tr>"
        }
        page += "</tbody></table>"
        let rest = saturation.duties.count - shown.count
        if rest > 0 {
            page.add(
                """
                <p class="note">\(say("其余\(rest)项职责合计", "\(rest) more duties: "))\
                \(percentage(1 - sum / saturation.hours))</p>
                """)
        }
        page += "</div>"
    }

    private func bodies(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        guard !saturation.bodies.isEmpty else { return }
        let chart = BandChart(frame.round.bands, values: saturation.bodies.compactMap(\.saturation))
        let shown = saturation.bodies.prefix(30)
        page.say("<div><h3>内设机构忙闲</h3>", "<div><h3>Load by inner body</h3>")
        page += "<table>"
        page.beginHeads("内设机构", "Body")
        page.head(say("人数", "Staff"))
        page += "<th class=\"graph\"></th>"
        page.head(say("饱满度", "Load"))
        page += "</tr></thead><tbody>"
        for body in shown {
            page += "<tr><th scope=\"row\">"
            page.text(body.name)
            page += "</th>"
            page.cell(body.staff)
            page += "<td class=\"graph\">"
            chart.row(body.saturation, interval: nil, on: .bodies, &page) {
                $0.percentage(body.saturation)
            }
            page += "</td>"
            page.cell(share: body.saturation)
            page += "</tr>"
        }
        page += "</tbody></table>"
        let rest = saturation.bodies.count - shown.count
        if rest > 0 {
            page.add(
                #"<p class="note">\#(say("其余\(rest)个见数据表", "\(rest) more in the workbook"))</p>"#)
        }
        page += "</div>"
    }

    private func flags(_ saturation: SaturationRecord, _ page: inout PageWriter) {
        guard !saturation.flags.isEmpty else { return }
        page.say("<h3>存疑数据</h3><ul>", "<h3>Doubtful data</h3><ul>")
        for index in saturation.flags.indices.prefix(20) {
            page += "<li>"
            page.say(saturation.flags[index].detail)
            page += " <small>"
            if let source = saturation.flags[index].evidence {
                page.evidence(CollectionOfOne(source))
            }
            page += "</small></li>"
        }
        page += "</ul>"
    }
}
