internal import Assessment
internal import Workbooks

/// Advice, findings, opinion and what everything rests on.
extension Workbook {
    var advice: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("建议", "Advice"), width: 24), .init(say("编制类型", "Quota type")),
            .init(say("名额", "Posts"), .whole), .init(say("理由", "Reason"), width: 60),
            .init(say("决策表行", "Row of the table"), .whole),
            .init(say("落实后饱满度（编制）", "Saturation after, posts"), .share),
            .init(say("也考虑过", "Also considered"), width: 60),
        ]
        return sheet(say("编制建议", "Advice"), columns) { unit, rows in
            for advice in unit.advice {
                rows.addRow([
                    .text(say(advice.title)), .init(advice.quotaType.map(say.term)),
                    .init(advice.count), .text(say(advice.reason)), .init(advice.rule),
                    .init(advice.saturationAfter),
                    .text(advice.considered.map { say($0) }.joined(separator: say("；", "; "))),
                ])
            }
        }
    }

    var findings: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("规则", "Rule"), width: 8), .init(say("问题", "Finding"), width: 24),
            .init(say("程度", "Severity"), width: 8), .init(say("说明", "Detail"), width: 60),
            .init(say("台账编号", "Ledger number")), .init(say("状态", "State")),
            .init(say("整改期限", "Due"), .day, width: 12),
            .init(say("销号日期", "Closed on"), .day, width: 12),
            .init(say("未销号", "Open"), width: 8), .init(say("已认定", "Confirmed"), width: 8),
            .init(say("逾期", "Overdue"), width: 8), .init(say("依据", "Basis"), width: 40),
            .init(say("数据", "Cells"), width: 40),
        ]
        return sheet(say("问题", "Findings"), columns) { unit, rows in
            for finding in unit.findings {
                rows.addRow([
                    .text(finding.rule), .text(say(finding.title)),
                    .text(say.term(finding.severity)), .text(say(finding.detail)),
                    .init(finding.problem), .init(finding.state.map(say.term)), .init(finding.due),
                    .init(finding.closedOn), .text(flag(finding.isOpen)),
                    .text(flag(finding.isConfirmed)), .text(flag(finding.isOverdue)),
                    .init(finding.basis.map { say($0) }),
                    .text(EvidenceWords(say: say).text(finding.evidence)),
                ])
            }
        }
    }

    private func flag(_ value: Bool) -> String { value ? say("是", "yes") : say("否", "no") }

    var opinion: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("评议主体", "Group")), .init(say("收回", "Received"), .whole),
            .init(say("有效", "Valid"), .whole), .init(say("需", "Needed"), .whole),
            .init(say("样本", "Sample"), width: 18), .init(say("均值", "Mean"), .points),
            .init(say("标准误", "Standard error"), .value), .init(say("信度α", "α"), .value),
            .init(say("剔除原因", "Dropped for"), width: 40),
        ]
        return sheet(say("民意", "Opinion"), columns) { unit, rows in
            for group in unit.opinion {
                let sample =
                    group.isHidden
                    ? say("过少，不单独显示", "too few, not shown")
                    : group.isSufficient ? say("足够", "sufficient") : say("不足", "insufficient")
                rows.addRow([
                    .text(say.term(group.group)), .init(group.received), .init(group.valid),
                    .init(group.minimum), .text(sample),
                    group.isHidden ? .blank : .init(group.mean),
                    group.isHidden ? .blank : .init(group.standardError),
                    group.isHidden ? .blank : .init(group.alpha),
                    .text(
                        group.dropped.map { "\(say($0.reason)) \($0.count)" }
                            .joined(separator: say("；", "; "))),
                ])
            }
        }
    }

    var opinionItems: Sheet {
        let labels = AnswerLabels(detailed.lazy.map { round.units[$0] })
        let columns: [Sheet.Column] =
            [
                .init(say("评议主体", "Group")), .init(say("题号", "Item"), width: 8),
                .init(say("题目", "Question"), width: 24), .init(say("有效答案", "Answers"), .whole),
                .init(say("均值", "Mean"), .points),
            ] + labels.all.map { .init(say.term($0), .whole) }
        return sheet(say("民意题项", "Opinion by item"), columns) { unit, rows in
            for group in unit.opinion where !group.isHidden {
                let name = say.term(group.group)
                for item in group.items {
                    rows.addRow { row in
                        row.add(.text(name))
                        row.add(.text(item.item))
                        row.add(.text(say(item.name)))
                        row.add(.init(item.count))
                        row.add(.init(item.mean))
                        labels.addCounts(of: item, to: &row)
                    }
                }
            }
        }
    }

    /// Every response that screening left out, by class and rank of its unit; nil where the round
    /// has no survey or does not carry them.
    var droppedResponses: Sheet? {
        guard let dropped = round.survey?.droppedResponses else { return nil }
        let byUnit = Dictionary(grouping: dropped, by: \.unit)
        let columns: [Sheet.Column] = [
            .init(say("答卷编号", "Response"), width: 18), .init(say("评议主体", "Group"), width: 14),
            .init(say("剔除原因", "Dropped for"), width: 48),
            .init(say("文件", "File"), width: 26), .init(say("行", "Line"), .whole),
        ]
        return sheet(say("剔除答卷", "Dropped responses"), columns) { unit, rows in
            for response in byUnit[unit.unit] ?? [] {
                rows.addRow([
                    .text(response.respondent), .text(say.term(response.group)),
                    .text(response.reasons.map { say($0) }.joined(separator: say("；", "; "))),
                    .init(response.file), .init(response.line),
                ])
            }
        }
    }

    var provenance: Sheet {
        let run = round.run
        func row(_ kind: String, _ name: String, _ value: String, _ rows: Int? = nil)
            -> [Sheet.Cell]
        {
            [.text(kind), .text(name), .text(value), .init(rows)]
        }
        let kind = say("评估", "Round")
        var rows = [
            row(kind, say("名称", "Title"), run.title),
            row(kind, say("年度", "Year"), String(run.year)),
            row(kind, say("基准日", "As of"), run.asOf.description),
            row(kind, say("指标体系", "Tree"), "\(say(run.indicatorsTitle)) (\(run.indicators))"),
            row(kind, say("程序版本", "Version"), run.version),
            row(kind, say("数据提示", "Warnings"), String(run.warnings)),
        ]
        if let survey = round.survey {
            rows.append(row(kind, say("答卷", "Responses"), say("收回", "received"), survey.received))
            rows.append(row(kind, say("答卷", "Responses"), say("有效", "valid"), survey.valid))
            for drop in survey.dropped {
                rows.append(row(kind, say("剔除", "Dropped"), say(drop.reason), drop.count))
            }
        }
        rows += run.parameters.map {
            row(say("参数", "Setting"), "\(say($0.name)) \($0.key)", $0.value)
        }
        rows += run.inputs.map { row(say("输入文件", "Input"), $0.file, $0.sha256, $0.rows) }
        return Sheet(
            name: say("数据来源", "Provenance"),
            columns: [
                .init(say("类别", "Kind"), width: 12), .init(say("项目", "What"), width: 40),
                .init(say("内容", "Value"), width: 70), .init(say("数量", "Count"), .whole),
            ], rows: rows)
    }
}

/// The answers that could be given in a round, in the order in which they are met.
private struct AnswerLabels: Sendable {
    private(set) var all: [String] = []
    /// The lists of answers that items have: in a round of many items, few.
    private var scales: [Scale] = []

    private struct Scale: Sendable {
        let labels: [String]
        /// Where each of all answers stands in it.
        var places: [[Int]] = []

        /// Whether an item has these answers in this order.
        ///
        /// Texts of equal bytes are told to be equal at once; others, where they are Chinese, only
        /// after both have been taken apart.
        func isScale(of item: OpinionItemRecord) -> Bool {
            item.distribution.count == labels.count
                && zip(item.distribution, labels).allSatisfy { $0.label == $1 }
        }
    }

    init(_ units: some Sequence<UnitResult>) {
        for unit in units {
            for group in unit.opinion {
                for item in group.items where !scales.contains(where: { $0.isScale(of: item) }) {
                    scales.append(Scale(labels: item.distribution.map(\.label)))
                }
            }
        }
        for label in scales.flatMap(\.labels) where !all.contains(label) { all.append(label) }
        for index in scales.indices {
            let labels = scales[index].labels
            scales[index].places = all.map { label in
                labels.indices.filter { labels[$0] == label }
            }
        }
    }

    /// Adds how many gave each answer; blank where an item hasn't it.
    func addCounts(of item: OpinionItemRecord, to row: inout Sheet.Row) {
        guard let scale = scales.first(where: { $0.isScale(of: item) }) else { return }
        for places in scale.places {
            row.add(
                places.isEmpty
                    ? .blank : .init(places.reduce(0) { $0 + item.distribution[$1].count }))
        }
    }
}
