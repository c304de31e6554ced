internal import Assessment
internal import Calendars
internal import Languages
internal import Weighting
internal import Workbooks

/// The weights page as sheets, to be filtered and sorted.
struct WeightsWorkbook {
    let report: WeightsReport

    var say: Voice { report.say }

    var sheets: [Sheet] {
        [
            weights, experts, disagreements, missing, circles, suggestions, absences, judgements,
            swaps, grades,
        ]
    }

    /// - Parameters:
    ///   - path: The file to write.
    ///   - scratch: Folder for files that are gone when this returns.
    func write(to path: String, scratch: String) throws(ReportError) {
        try Spreadsheet(
            sheets: sheets, title: report.study.title,
            created: Day(lastOf: report.study.year)
        ).written(to: path, scratch: scratch)
    }

    /// A sheet whose rows begin with the classes of a chapter.
    private func sheet(
        _ name: String, _ columns: [Sheet.Column],
        _ rows: (WeightsReport.Chapter) -> [[Sheet.Cell]]
    ) -> Sheet {
        Sheet(
            name: name, columns: [.init(say("序列", "Class"), width: 18)] + columns,
            rows: report.chapters.flatMap { chapter in
                rows(chapter).map { [.text(report.name(of: chapter))] + $0 }
            }, frozenColumns: 2)
    }

    /// A sheet with rows of its own for every class.
    private func sheetOfClasses(
        _ name: String, _ columns: [Sheet.Column], _ rows: (ClassStudy) -> [[Sheet.Cell]]
    ) -> Sheet {
        Sheet(
            name: name, columns: [.init(say("序列", "Class"), width: 18)] + columns,
            rows: report.study.classes.flatMap { study in
                rows(study).map { [.text(study.basis.unitClass)] + $0 }
            }, frozenColumns: 2)
    }

    private var weights: Sheet {
        sheet(
            say("权重", "Weights"),
            [
                .init(say("编码", "Code"), width: 8), .init(say("指标", "Node"), width: 28),
                .init(say("级", "Level"), .whole, width: 6),
                .init(say("局部权重", "Local weight"), .weight),
                .init(say("全局权重", "Global weight"), .weight),
                .init(say("专家最低", "Lowest expert"), .weight),
                .init(say("专家最高", "Highest expert"), .weight), .init("λmax", .weight),
                .init("CI", .weight), .init("CR", .weight), .init("GCI", .weight),
                .init(say("共识度", "Consensus"), .weight), .init("α", .weight),
                .init("β", .weight), .init("γ", .weight),
                .init(say("专家数", "Experts"), .whole), .init(say("来源", "Source")),
            ]
        ) { chapter in
            report.rows(of: chapter.weights).map { row in
                let experts = row.experts.map(\.weight)
                let (node, inner) = (row.node, row.inner)
                return [
                    .text(node.code), .text(say(node.name)), .init(node.level),
                    .number(row.local), .number(row.global), .init(experts.min()),
                    .init(experts.max()), .init(inner?.lambdaMax), .init(inner?.ci),
                    .init(inner?.cr), .init(inner?.gci), .init(inner?.consensus?.value),
                    .init(inner?.consensus?.alpha), .init(inner?.consensus?.beta),
                    .init(inner?.consensus?.gamma), .init(inner?.experts.count),
                    .init(inner.map { report.source($0.source) }),
                ]
            }
        }
    }

    private var experts: Sheet {
        sheet(
            say("专家", "Experts"),
            [
                .init(say("专家", "Expert")), .init(say("上级指标", "Node"), width: 10),
                .init(say("下级指标", "Child"), width: 10), .init(say("权重", "Weight"), .weight),
                .init(say("群体权重", "The group’s"), .weight),
                .init(say("去掉该专家", "Without the expert"), .weight), .init("CR", .weight),
                .init(say("专家权重", "Word"), .value), .init(say("未采用", "Left out"), width: 8),
            ]
        ) { chapter in
            chapter.weights.nodes.flatMap { node in
                node.experts.flatMap { expert in
                    node.children.indices.map { place in
                        [
                            .text(expert.expert), .text(node.node), .text(node.children[place]),
                            .init(expert.weights?[place]), .number(node.weights[place]),
                            .init(expert.weightsWithout?[place]), .init(expert.cr),
                            .number(expert.weight),
                            .text(expert.excluded ? say("是", "yes") : ""),
                        ]
                    }
                }
            }
        }
    }

    private var disagreements: Sheet {
        sheet(
            say("分歧", "Disagreements"),
            [
                .init(say("上级指标", "Node"), width: 10), .init(say("甲", "Left"), width: 10),
                .init(say("乙", "Right"), width: 10), .init(say("专家数", "Experts"), .whole),
                .init(say("平均比值", "Mean ratio"), .weight),
                .init(say("对数标准差", "Deviation of logarithms"), .weight),
                .init(say("最低", "Lowest"), .weight), .init(say("最低者", "By")),
                .init(say("最高", "Highest"), .weight), .init(say("最高者", "By ")),
            ]
        ) { chapter in
            report.disputed(chapter).map { node, pair in
                [
                    .text(node), .text(pair.left), .text(pair.right), .init(pair.count),
                    .number(pair.mean), .number(pair.deviation), .number(pair.lowest),
                    .text(pair.lowestExpert), .number(pair.highest), .text(pair.highestExpert),
                ]
            }
        }
    }

    private var missing: Sheet {
        sheet(
            say("未判断", "Not judged"),
            [
                .init(say("上级指标", "Node"), width: 10), .init(say("甲", "Left"), width: 10),
                .init(say("乙", "Right"), width: 10), .init(say("推算比值", "Implied"), .weight),
                .init(say("范围低", "Range from"), .weight), .init(say("范围高", "to"), .weight),
            ]
        ) { chapter in
            chapter.weights.nodes.flatMap { node in
                node.missing.map { gap in
                    [
                        .text(node.node), .text(gap.left), .text(gap.right), .number(gap.implied),
                        .init(gap.acceptable?.first), .init(gap.acceptable?.last),
                    ]
                }
            }
        }
    }

    private var circles: Sheet {
        sheet(
            say("循环判断", "Circles"),
            [
                .init(say("专家", "Expert")), .init(say("上级指标", "Node"), width: 10),
                .init(say("循环", "Circle"), width: 40),
            ]
        ) { chapter in
            chapter.basis.panels.flatMap { panel in
                panel.circles.map { circle in
                    [
                        .text(circle.expert), .text(panel.node),
                        .text(
                            (circle.children + circle.children.prefix(1)).joined(separator: " ≥ ")),
                    ]
                }
            }
        }
    }

    private var suggestions: Sheet {
        sheetOfClasses(
            say("建议复核", "To ask again"),
            [
                .init(say("专家", "Expert")), .init(say("上级指标", "Node"), width: 10),
                .init(say("甲", "Left"), width: 10), .init(say("乙", "Right"), width: 10),
                .init(say("原比值", "Ratio"), .weight), .init(say("建议", "Suggested"), .weight),
                .init(say("原 CR", "CR"), .weight), .init(say("改后 CR", "CR then"), .weight),
                .init(say("名次和等次", "Ranks and grades"), width: 60),
            ]
        ) { study in
            study.repairs.flatMap { repair in
                (repair.steps ?? []).map { step in
                    [
                        .text(repair.expert), .text(repair.node), .text(step.left),
                        .text(step.right), .number(step.given), .number(step.suggested),
                        .number(repair.ratio), .number(step.ratioAfter),
                        .text(report.moved(step.shifts)),
                    ]
                }
            }
        }
    }

    private var absences: Sheet {
        sheetOfClasses(
            say("去掉专家", "Without an expert"),
            [
                .init(say("专家", "Expert")),
                .init(say("唯一判断者", "Alone at"), width: 16),
                .init(say("名次和等次", "Ranks and grades"), width: 60),
            ]
        ) { study in
            study.absences.map { absence in
                [
                    .text(absence.expert),
                    .text(absence.irreplaceable.joined(separator: say.separator)),
                    .text(absence.irreplaceable.isEmpty ? report.moved(absence.shifts) : ""),
                ]
            }
        }
    }

    private var judgements: Sheet {
        sheetOfClasses(
            say("判断的影响", "Judgements"),
            [
                .init(say("专家", "Expert")), .init(say("上级指标", "Node"), width: 10),
                .init(say("甲", "Left"), width: 10), .init(say("乙", "Right"), width: 10),
                .init(say("比值", "Ratio"), .weight),
                .init(say("上升最多的单位", "Unit that gains most"), width: 12),
                .init(say("分／ln比值", "Points per ln ratio"), .weight),
                .init(say("下降最多的单位", "Unit that loses most"), width: 12),
                .init(say("分／ln比值 ", "Points per ln ratio "), .weight),
            ]
        ) { study in
            study.slopes.map { slope in
                func unit(_ sign: Double) -> Int? {
                    slope.scores.indices.filter { (slope.scores[$0] ?? 0) * sign > 0 }.max {
                        abs(slope.scores[$0] ?? 0) < abs(slope.scores[$1] ?? 0)
                    }
                }
                let (up, down) = (unit(1), unit(-1))
                return [
                    .text(slope.expert), .text(slope.node), .text(slope.left), .text(slope.right),
                    .number(slope.ratio), .init(up.map { study.units[$0].unit }),
                    .init(up.flatMap { slope.scores[$0] }),
                    .init(down.map { study.units[$0].unit }),
                    .init(down.flatMap { slope.scores[$0] }),
                ]
            }
        }
    }

    private func moveColumns() -> [Sheet.Column] {
        [
            .init(say("指标", "Node"), width: 10), .init(say("局部权重", "Local weight"), .weight),
            .init(say("改为", "To"), .weight), .init(say("全局权重", "Global weight"), .weight),
            .init(say("改为 ", "To "), .weight),
        ]
    }

    private func cells(_ move: WeightMove?) -> [Sheet.Cell] {
        [
            .init(move?.code), .init(move?.from), .init(move?.to), .init(move?.globalFrom),
            .init(move?.globalTo),
        ]
    }

    private var swaps: Sheet {
        sheetOfClasses(
            say("互换", "Swaps"),
            [
                .init(say("现在较前", "Better now"), width: 12),
                .init(say("现在较后", "Worse now"), width: 12),
            ] + moveColumns()
        ) { study in
            (study.requested + study.swaps).map { swap in
                [.text(swap.better), .text(swap.worse)] + cells(swap.move)
            }
        }
    }

    private var grades: Sheet {
        sheetOfClasses(
            say("等次", "Grades"),
            [
                .init(say("单位", "Unit"), width: 12), .init(say("等次", "Grade"), width: 8),
                .init(say("变为", "Then"), width: 8),
            ] + moveColumns()
        ) { study in
            study.gradeChanges.map { change in
                [
                    .text(change.unit), .text(say.term(change.grade)),
                    .text(say.term(change.gradeAfter)),
                ] + cells(change.move)
            }
        }
    }
}

extension WeightsReport {
    /// Writes `weights.html` and `weights.xlsx` under a folder, whole or not at all.
    ///
    /// - Parameter folder: Where to; made where it is missing.
    /// - Returns: The files written, relative to the folder.
    package func write(to folder: String) throws(ReportError) -> [String] {
        let names = ["weights.html", "weights.xlsx"]
        try OutputFolder.makeWithParents(folder.isEmpty ? "." : folder)
        let output = try OutputFolder(folder, subfolders: [])
        try output.stage(html(), as: names[0])
        try WeightsWorkbook(report: self).write(
            to: output.stagingPath(of: names[1]), scratch: output.stagingPath(of: "."))
        try output.publish(names)
        try output.finish()
        return names
    }
}
