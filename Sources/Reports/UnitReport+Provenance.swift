internal import Assessment

/// What everything rests on.
extension UnitReport {
    func provenance(_ page: inout PageWriter) {
        page.add(gaps)
        page.add(frame.provenance(of: unit.class))
    }

    /// What was left out or could not be measured, in words.
    private var gaps: Markup {
        var gaps: [String] = []
        let missing = unit.indicators.filter(\.missing)
        if !missing.isEmpty {
            gaps.append(
                say(
                    "无法评价的指标\(missing.count)项：\(missing.map(\.code).joined(separator: "、"))，其权重由同组指标承担，未作估算填补。",
                    "\(missing.count) indicators not measured: \(missing.map(\.code).joined(separator: ", ")); their weight went to siblings, nothing was imputed."
                ))
        }
        let dropped = unit.opinion.reduce(0) { $0 + $1.received - $1.valid }
        if dropped > 0 {
            gaps.append(say("剔除无效答卷\(dropped)份。", "\(dropped) responses were dropped."))
        }
        if let ratio = unit.saturation?.verificationRatio, abs(ratio - 1) > 0.2 {
            gaps.append(
                say("工时按实测比\(figure(ratio, 2))折算。", "Hours were scaled by \(figure(ratio, 2))."))
        }
        if gaps.isEmpty {
            gaps.append(say("没有缺失、剔除或填补的数据。", "Nothing is missing, excluded or imputed."))
        }
        var markup: Markup = "<ul>"
        for gap in gaps { markup += "<li>\(gap)</li>" }
        markup += "</ul>"
        return markup
    }
}

extension RoundFrame {
    /// Weights of one class node by node, with their consistency.
    func weightTable(_ record: ClassRecord) -> Markup {
        let name = record.class
        var markup: Markup = """
            <h3>\(say("权重与一致性 · \(name)", "Weights and consistency · \(name)"))</h3>\
            <table><caption>\(say(
                "CR 为一致性比率，不高于0.10表示专家判断前后一致；不多于两项的判断无所谓不一致。",
                "CR is the consistency ratio; up to 0.10 the judgements agree with each other."
            ))</caption><thead><tr><th>\(say("上级指标", "Node"))</th>\
            <th>\(say("下级指标的权重", "Weights of its children"))</th><th class="n">CR</th>\
            <th class="n">\(say("专家", "Experts"))</th></tr></thead><tbody class="each">
            """
        for node in record.weights {
            let weights = zip(node.children, node.weights)
                .map { "\($0) \(figure($1, 3))" }.joined(separator: "　")
            let excluded = node.experts.filter(\.excluded).map(\.expert)
            let out =
                excluded.isEmpty
                ? ""
                : say("（未采用：", " (left out: ") + excluded.joined(separator: say.separator)
                    + say("）", ")")
            markup += """
                <tr><th scope="row">\(node.node == "root" ? say("总目标", "Root") : node.node)</th>\
                <td>\(weights)</td><td class="n">\(figure(node.cr, 3))</td>\
                <td class="n">\(node.experts.isEmpty ? weightSource(node.method) : "\(node.experts.count)\(out)")</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    private func weightSource(_ method: String) -> String {
        switch method {
        case "written": say("写定", "written")
        case "single": say("唯一", "single")
        default: "—"
        }
    }

    /// Input files with their digests, the settings, the version.
    var inputTables: Markup {
        let run = round.run
        var markup: Markup = """
            <h3>\(say("输入文件", "Input files"))</h3><table><thead><tr><th>\(say("文件", "File"))</th>\
            <th class="n">\(say("行数", "Rows"))</th><th>SHA-256</th></tr></thead><tbody class="each">
            """
        for input in run.inputs {
            markup += """
                <tr><th scope="row">\(input.file)</th><td class="n">\(input.rows.map(count) ?? "—")</td>\
                <td class="mono">\(input.sha256)</td></tr>
                """
        }
        markup += """
            </tbody></table><h3>\(say("参数", "Settings"))</h3><table><thead><tr>\
            <th>\(say("参数", "Setting"))</th><th>\(say("取值", "Value"))</th>\
            <th>\(say("配置项", "Key"))</th></tr></thead><tbody class="each">
            """
        for parameter in run.parameters {
            markup += """
                <tr><th scope="row">\(say(parameter.name))</th><td>\(parameter.value)</td>\
                <td class="mono">\(parameter.key)</td></tr>
                """
        }
        markup += """
            </tbody></table><p class="note">\(say(
                "指标体系：\(run.indicatorsTitle.zh)（\(run.indicators)）；程序版本\(run.version)；输入数据提示\(run.warnings)条。",
                "Tree: \(run.indicatorsTitle.en) (\(run.indicators)); version \(run.version); \(run.warnings) warnings."
            ))</p>
            """
        return markup
    }
}
