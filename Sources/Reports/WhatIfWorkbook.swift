internal import Assessment
internal import Reallocation
internal import Workbooks

/// A scenario as sheets, to be filtered and sorted.
struct WhatIfWorkbook {
    let report: WhatIfReport

    private var say: Voice { report.say }
    private var study: WhatIf { report.study }

    /// - Parameters:
    ///   - path: The file to write.
    ///   - scratch: Folder for files that are gone when this returns.
    func write(to path: String, scratch: String) throws(ReportError) {
        try Spreadsheet(
            sheets: (report.kind == .plan
                ? [posts, moves, prices] : [units, posts, moves, prices, sweep])
                .filter { !$0.rows.isEmpty || report.kind == .plan },
            title: report.title, created: study.baseline.result.run.asOf
        ).written(to: path, scratch: scratch)
    }

    private func pair(_ name: String, _ kind: Sheet.Kind) -> [Sheet.Column] {
        report.kind == .plan
            ? [.init(name, kind)]
            : [
                .init("\(name)（\(report.before)）", kind), .init("\(name)（\(report.after)）", kind),
            ]
    }

    private func cells(_ change: RoundDifference.Change<Double>) -> [Sheet.Cell] {
        report.kind == .plan ? [.init(change.after)] : [.init(change.before), .init(change.after)]
    }

    private func cells(_ change: RoundDifference.Change<Int>) -> [Sheet.Cell] {
        report.kind == .plan ? [.init(change.after)] : [.init(change.before), .init(change.after)]
    }

    private var units: Sheet {
        Sheet(
            name: say("单位变化", "Units"),
            columns: [
                .init(say("单位编码", "Code"), width: 12), .init(say("单位", "Unit"), width: 28),
                .init(say("序列", "Class"), width: 14), .init(say("去向", "Fate"), width: 12),
            ] + pair(say("得分", "Score"), .points) + pair(say("名次", "Rank"), .whole)
                + pair(say("等次", "Grade"), .text) + pair(say("饱满度", "Saturation"), .share)
                + pair(say("测算需要", "Needed"), .value) + pair(say("核定编制", "Posts"), .whole),
            rows: study.difference.units.map { unit in
                let head: [Sheet.Cell] = [
                    .text(unit.unit), .text(unit.name), .text(unit.unitClass),
                    .text(unit.fate == .kept ? "" : unit.fate.rawValue),
                ]
                let grades: [Sheet.Cell] = [.init(unit.gradeBefore), .init(unit.gradeAfter)]
                return head + cells(unit.score) + cells(unit.rank) + grades
                    + cells(unit.labourSaturation) + cells(unit.requiredStaff)
                    + cells(unit.approved)
            }, frozenColumns: 2)
    }

    private var posts: Sheet {
        Sheet(
            name: say("编制方案", "Posts"),
            columns: [
                .init(say("单位编码", "Code"), width: 12), .init(say("单位", "Unit"), width: 28),
                .init(say("编制类型", "Quota type"), width: 12),
                .init(say("调配前", "Before"), .whole), .init(say("调配后", "After"), .whole),
                .init(say("增减", "Change"), .whole), .init(say("饱满度（前）", "Before"), .share),
                .init(say("饱满度（后）", "After"), .share), .init(say("强度", "Strength"), width: 8),
                .init(say("理由", "Reason"), .prose, width: 60),
                .init(say("为何不再多调", "Why not more"), .prose, width: 40),
            ],
            rows: report.plan.lines.map { line in
                [
                    .text(line.unit), .text(line.name), .text(line.quotaType.rawValue),
                    .init(line.before), .init(line.after), .init(line.change),
                    .init(line.saturationBefore), .init(line.saturationAfter),
                    .init(line.strength.map { say($0.title) }), .text(say(line.reason)),
                    .text(say(line.whyNotMore)),
                ]
            }, frozenColumns: 2)
    }

    private var moves: Sheet {
        Sheet(
            name: say("编制流向", "Moves"),
            columns: [
                .init(say("自", "From"), width: 28), .init(say("至", "To"), width: 28),
                .init(say("编制类型", "Quota type"), width: 12),
            ] + pair(say("名额", "Posts"), .whole),
            rows: study.planDifference.moves.map { move in
                [
                    .text(move.from ?? say("周转池", "reserve")),
                    .text(move.to ?? say("周转池", "reserve")), .text(move.quotaType),
                ] + cells(move.count)
            })
    }

    private var prices: Sheet {
        Sheet(
            name: say("编制池与价", "Pools"),
            columns: [.init(say("编制池", "Pool"), width: 20)]
                + pair(say("方案编制", "Planned"), .whole) + pair(say("留存", "Free"), .whole)
                + pair(say("再加一名", "One more"), .weight)
                + pair(say("再减一名", "One fewer"), .weight),
            rows: study.planDifference.pools.map { pool in
                [.text(pool.pool)] + cells(pool.planned) + cells(pool.reserve) + cells(pool.next)
                    + cells(pool.last)
            })
    }

    private var sweep: Sheet {
        let paths = study.points.first?.values.map(\.path) ?? []
        return Sheet(
            name: say("参数扫描", "Sweep"),
            columns: paths.map { .init($0, width: 24) } + [
                .init(say("证明", "Status"), width: 12), .init(say("目标值", "Objective"), .weight),
                .init(say("调动名额", "Moved"), .whole), .init(say("平均得分", "Mean score"), .points),
            ],
            rows: study.points.map { point in
                let plan = point.side.study.plan
                let scores = point.side.result.units.compactMap(\.score)
                return point.values.map { .text($0.value) } + [
                    .text(plan.status.rawValue), .init(plan.objective),
                    plan.status == .infeasible ? .blank : .init(plan.postsMoved),
                    scores.isEmpty ? .blank : .number(scores.reduce(0, +) / Double(scores.count)),
                ]
            })
    }
}

extension WhatIfReport {
    /// Writes a page and a workbook (`whatif`, `reallocation` or `compare`) under a folder, whole or
    /// not at all.
    ///
    /// - Parameter folder: Where to; made where it is missing.
    /// - Returns: The files written, relative to the folder.
    package func write(to folder: String) throws(ReportError) -> [String] {
        let names = ["html", "xlsx"].map { "\(kind.fileName).\($0)" }
        try OutputFolder.makeWithParents(folder.isEmpty ? "." : folder)
        let output = try OutputFolder(folder, subfolders: [])
        try output.stage(html(), as: names[0])
        try WhatIfWorkbook(report: self).write(
            to: output.stagingPath(of: names[1]), scratch: output.stagingPath(of: "."))
        try output.publish(names)
        try output.finish()
        return names
    }
}
