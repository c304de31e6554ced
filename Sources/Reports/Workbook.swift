internal import Assessment
internal import Languages
internal import Workbooks

/// The round's tables as one workbook: everything that the pages say, to be filtered and sorted.
struct Workbook {
    let frame: RoundFrame
    /// Units by class and rank.
    let order: [Int]
    /// Those of which more is told than their place: of very many units the first and the last of
    /// each class.
    let detailed: [Int]

    init(_ frame: RoundFrame) {
        self.frame = frame
        let classes = RoundReport(frame, pages: [:]).classes
        order = classes.flatMap(\.members)
        detailed = frame.round.units.isMade ? classes.flatMap(\.ends) : order
    }

    var say: Voice { frame.say }
    var round: RoundResult { frame.round }

    /// - Parameters:
    ///   - path: The file to write.
    ///   - scratch: Folder for files that are gone when this returns.
    func write(to path: String, scratch: String) throws(ReportError) {
        try Spreadsheet(
            sheets: sheets, charts: charts, chartSheetName: say("图表", "Charts"),
            title: round.run.title, created: round.run.asOf
        ).written(to: path, scratch: scratch)
    }

    var sheets: [Sheet] {
        [
            ranking, scores, rawValues, weights, saturation, quotas, advice, findings, opinion,
            opinionItems,
        ] + [droppedResponses, provenance].compactMap(\.self)
    }

    private var rankingName: String { say("排名", "Ranking") }

    /// Charts of at most a hundred units: more bars than that nobody reads.
    private var charts: [SheetChart] {
        guard !order.isEmpty else { return [] }
        let rows = 0...(min(order.count, 100) - 1)
        let all = 0...(order.count - 1)
        return [
            SheetChart(
                kind: .bars, title: say("综合得分", "Scores"), sheet: rankingName, rows: rows,
                categories: 2, values: 7, categoriesTitle: "", valuesTitle: say("得分", "Score")),
            SheetChart(
                kind: .dots, title: say("得分与工作饱满度", "Score and saturation"), sheet: rankingName,
                rows: all, categories: 14, values: 7,
                categoriesTitle: say("工作饱满度（全部在岗）", "Saturation of all staff"),
                valuesTitle: say("得分", "Score")),
        ]
    }

    /// The columns that every sheet of units begins with.
    private var unitColumns: [Sheet.Column] {
        [
            .init(say("单位编码", "Code"), width: 12), .init(say("单位", "Unit"), width: 28),
            .init(say("序列", "Class"), width: 14),
        ]
    }

    /// A sheet with rows for every unit, by class and rank; `add` adds what they have behind the
    /// columns of units.
    func sheet(
        _ name: String, _ columns: [Sheet.Column], shaded: ClosedRange<Int>? = nil,
        _ add: @escaping @Sendable (_ unit: UnitResult, _ rows: inout Sheet.Part) -> Void
    ) -> Sheet {
        Sheet(
            name: name, columns: unitColumns + columns,
            rows: Sheet.Rows(count: detailed.count) { place, rows in
                round.units.lend(detailed[place]) { fill(&rows, with: $0, add) }
            }, frozenColumns: 2, shadedColumns: shaded)
    }

    private func fill(
        _ rows: inout Sheet.Part, with unit: UnitResult,
        _ add: (_ unit: UnitResult, _ rows: inout Sheet.Part) -> Void
    ) {
        rows.lead = [.text(unit.unit), .text(unit.name), .text(unit.class)]
        add(unit, &rows)
    }

    private var ranking: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("位次", "Rank"), .whole, width: 6), .init(say("单位编码", "Code"), width: 12),
            .init(say("单位", "Unit"), width: 28), .init(say("序列", "Class")),
            .init(say("层级", "Level"), width: 8), .init(say("类别", "Category")),
            .init(say("经费形式", "Funding")), .init(say("综合得分", "Score"), .points),
            .init(say("等次", "Grade"), width: 8), .init(say("执行情况", "Compliance"), .points),
            .init(say("使用效益", "Benefit"), .points), .init(say("指标覆盖", "Coverage"), .share),
            .init(say("缺项最差", "Gaps at worst"), .points),
            .init(say("缺项最好", "Gaps at best"), .points),
            .init(say("饱满度（全部在岗）", "Saturation, all staff"), .share),
            .init(say("数据质量", "Data quality"), width: 8),
            .init(say("首要建议", "First advice"), width: 24),
            .init(say("未销号问题", "Open findings"), .whole),
        ]
        let rows = Sheet.Rows(count: order.count) { place, rows in
            let unit = round.units.overview(of: order[place])
            rows.addRow([
                .init(unit.rank), .text(unit.unit), .text(unit.name), .text(unit.class),
                .text(say.term(unit.level)), .text(say.term(unit.category)),
                .text(say.term(unit.funding)), .init(unit.score), .init(unit.grade.map(say.term)),
                .init(unit.compliance), .init(unit.benefit), .number(unit.coverage),
                .init(unit.scoreBounds?.first), .init(unit.scoreBounds?.last),
                .init(unit.saturation), .text(unit.dataQuality),
                .init(unit.firstAdvice.map { say($0.title) }), .init(unit.findings.open),
            ])
        }
        return Sheet(name: rankingName, columns: columns, rows: rows, frozenColumns: 3)
    }

    private var scores: Sheet {
        let inner = round.nodes.filter { !$0.isLeaf }
        let columns =
            inner.map { node in
                Sheet.Column(
                    node.parent == nil ? say("综合得分", "Score") : "\(node.code) \(say(node.name))",
                    .points)
            } + round.leaves.map { Sheet.Column("\($0.code) \(say($0.name))", .points) }
        return sheet(say("指标得分", "Scores"), columns, shaded: 3...(2 + max(1, columns.count))) {
            unit, rows in
            rows.addRow { row in
                for node in unit.nodes { row.add(.init(node.score)) }
                for leaf in unit.indicators { row.add(.init(leaf.score)) }
            }
        }
    }

    private var rawValues: Sheet {
        let columns = round.leaves.map { leaf in
            Sheet.Column("\(leaf.code) \(say(leaf.name))（\(say(leaf.unit))）", .value, width: 12)
        }
        return sheet(say("原始值", "Raw values"), columns) { unit, rows in
            rows.addRow { row in
                for leaf in unit.indicators { row.add(.init(leaf.raw)) }
            }
        }
    }

    private var weights: Sheet {
        var rows: [[Sheet.Cell]] = []
        for record in round.classes {
            var local: [String: Double] = ["root": 1]
            var inner: [String: NodeWeightsRecord] = [:]
            for node in record.weights {
                inner[node.node] = node
                for (child, weight) in zip(node.children, node.weights) { local[child] = weight }
            }
            var global: [String: Double] = [:]
            for node in round.nodes {
                let share = local[node.code]
                let whole = node.parent.map { (global[$0] ?? 0) * (share ?? 0) } ?? 1
                global[node.code] = whole
                let weights = inner[node.code]
                rows.append([
                    .text(record.class), .text(node.code), .text(say(node.name)),
                    .number(Double(node.level)), .init(share), .number(whole),
                    .init(weights?.method), .init(weights?.randomIndex), .init(weights?.lambdaMax),
                    .init(weights?.ci), .init(weights?.cr), .init(weights?.experts.count),
                    .init(
                        weights?.experts.filter(\.excluded).map(\.expert)
                            .joined(separator: say.separator)),
                    .init(
                        weights?.experts.map { "\($0.expert) \(figure($0.cr, 4))" }
                            .joined(separator: say.separator)),
                ])
            }
        }
        return Sheet(
            name: say("权重", "Weights"),
            columns: [
                .init(say("序列", "Class")), .init(say("编码", "Code"), width: 8),
                .init(say("指标", "Node"), width: 28), .init(say("级", "Level"), .whole, width: 6),
                .init(say("局部权重", "Local weight"), .weight),
                .init(say("全局权重", "Global weight"), .weight), .init(say("方法", "Method")),
                .init(say("RI表", "RI table")), .init("λmax", .weight), .init("CI", .weight),
                .init("CR", .weight), .init(say("专家数", "Experts"), .whole),
                .init(say("未采用专家", "Experts left out"), width: 18),
                .init(say("各专家CR", "CR of experts"), width: 40),
            ], rows: rows, frozenColumns: 3)
    }

    private var saturation: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("年有效工时", "Hours"), .hours), .init(say("计难度工时", "With difficulty"), .hours),
            .init(say("核定编制", "Approved posts"), .value), .init(say("在编在岗", "In post"), .value),
            .init(say("全部在岗", "All staff"), .value),
            .init(say("可用工时·编制", "Capacity, posts"), .hours),
            .init(say("可用工时·在编", "Capacity, in post"), .hours),
            .init(say("可用工时·全员", "Capacity, all"), .hours),
            .init(say("饱满度·编制", "Saturation, posts"), .share),
            .init(say("饱满度·在编", "Saturation, in post"), .share),
            .init(say("饱满度·全员", "Saturation, all"), .share),
            .init(say("区间低", "Interval low"), .share), .init(say("区间高", "Interval high"), .share),
            .init(say("区间名称", "Band")), .init(say("按目标需人数", "Posts needed"), .value),
            .init(say("实测÷申报", "Observed ÷ reported"), .value),
            .init(say("忙闲变异系数", "CV of bodies"), .value),
            .init(say("业务量变动%", "Volume change %"), .value),
            .init(say("有佐证比例", "With evidence"), .share),
            .init(say("存疑", "Flags"), width: 40),
        ]
        return sheet(say("饱满度", "Saturation"), columns) { unit, rows in
            guard let record = unit.saturation else { return rows.addRow([]) }
            rows.addRow([
                .number(record.hours), .number(record.difficultyHours),
                .init(record.persons.quota), .init(record.persons.inPost),
                .init(record.persons.labour), .init(record.capacityHours.quota),
                .init(record.capacityHours.inPost), .init(record.capacityHours.labour),
                .init(record.saturation.quota), .init(record.saturation.inPost),
                .init(record.saturation.labour), .init(record.interval?.first),
                .init(record.interval?.last), .init(record.band.map { say($0) }),
                .init(record.requiredStaff), .init(record.verificationRatio),
                .init(record.balance), .init(record.volumeChange), .init(record.evidenceShare),
                .text(record.flags.map { say($0.detail) }.joined(separator: say("；", "; "))),
            ])
        }
    }

    private var quotas: Sheet {
        let columns: [Sheet.Column] = [
            .init(say("编制类型", "Quota type")), .init(say("核定", "Approved"), .whole),
            .init(say("在编", "In post"), .whole), .init(say("空编", "Vacant"), .whole),
            .init(say("一年内退休", "Retiring in a year"), .whole),
        ]
        return sheet(say("编制", "Posts"), columns) { unit, rows in
            for quota in unit.quotas {
                rows.addRow([
                    .text(say.term(quota.quotaType)), .init(quota.approved), .init(quota.inPost),
                    .init(quota.vacant), .init(quota.retiring),
                ])
            }
        }
    }
}
