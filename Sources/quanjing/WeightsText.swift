import Assessment
import Languages
import Weighting

/// The weights of a folder as people read them.
struct WeightsText {
    private let language: Language

    init(_ language: Language) { self.language = language }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    private func number(_ value: Double?, _ decimals: Int = 4) -> String {
        value.map { fixed($0, decimals) } ?? "—"
    }

    func text(of classes: [ClassWeights]) -> String {
        classes.map(text).joined(separator: "\n")
    }

    /// - Parameter wholly: Whether to tell everything, or only how two units change places.
    func text(of study: WeightStudy, wholly: Bool) -> String {
        study.classes.map { study in
            let requested = swaps(study.requested, title: say("互换所需的权重改变", "what swaps them"))
            guard wholly else { return requested }
            return [
                text(study.basis), absences(study), repairs(study), judgements(study),
                swaps(study.swaps, title: say("相邻单位互换的最小改变", "least change that swaps neighbours")),
                grades(study), requested,
            ].filter { !$0.isEmpty }.joined(separator: "\n")
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func text(_ set: ClassWeights) -> String {
        var table = TextTable([
            (say("上级指标", "node"), .leading),
            (say("下级指标与权重", "children and weights"), .leading), ("λmax", .trailing),
            ("CR", .trailing), (say("专家", "experts"), .trailing),
            (say("共识度", "consensus"), .trailing), (say("来源", "source"), .leading),
        ])
        for node in set.weights.nodes {
            let children = zip(node.children, node.weights)
                .map { "\($0) \(fixed($1, 4))" }.joined(separator: "  ")
            table.add([
                node.node, children, number(node.lambdaMax), number(node.cr),
                String(node.experts.count), number(node.consensus?.value, 3), source(node.source),
            ])
        }
        return "\(say("评估序列：", "class: "))\(set.unitClass)\n\(table.text)" + consensus(set)
    }

    private func source(_ source: NodeWeights.Source) -> String {
        switch source {
        case .judgements: say("专家判断", "judgements")
        case .written: say("体系写明", "written")
        case .onlyChild: say("唯一下级", "only child")
        }
    }

    private func consensus(_ set: ClassWeights) -> String {
        guard let global = set.consensus, let value = global.consensus?.value else { return "" }
        let clusters = global.clusters.filter { $0.experts.count > 1 }
            .map { "{" + $0.experts.joined(separator: ", ") + "}" }.joined(separator: " ")
        return say("全局权重共识度 ", "consensus on the global weights ") + fixed(value, 4)
            + (clusters.isEmpty ? "" : say("，意见相近 ", ", of one mind ") + clusters) + "\n"
    }

    private func moved(_ shifts: [RankShift]) -> String {
        guard !shifts.isEmpty else { return say("名次、等次不变", "ranks and grades stay") }
        let named = shifts.prefix(6).map { shift in
            let ranks =
                "\(shift.rank.map(String.init) ?? "—")→\(shift.rankAfter.map(String.init) ?? "—")"
            let grades =
                shift.grade == shift.gradeAfter
                ? "" : " \(shift.grade ?? "—")→\(shift.gradeAfter ?? "—")"
            return "\(shift.unit) \(ranks)\(grades)"
        }
        let more = shifts.count - named.count
        return named.joined(separator: "  ")
            + (more > 0 ? say(" 等 \(shifts.count) 个", " and \(more) more") : "")
    }

    private func absences(_ study: ClassStudy) -> String {
        guard !study.absences.isEmpty else { return "" }
        var table = TextTable([
            (say("去掉专家", "without"), .leading), (say("名次变化", "ranks"), .leading),
        ])
        for absence in study.absences {
            let lone = absence.irreplaceable.joined(separator: ", ")
            table.add([
                absence.expert,
                lone.isEmpty
                    ? moved(absence.shifts) : say("只有该专家判断了 \(lone)", "nobody else judged \(lone)"),
            ])
        }
        return table.text
    }

    private func repairs(_ study: ClassStudy) -> String {
        guard !study.repairs.isEmpty else { return "" }
        var table = TextTable([
            (say("建议复核", "to be asked again"), .leading), (say("指标", "node"), .leading),
            (say("判断", "judgement"), .leading), (say("原比值", "ratio"), .trailing),
            (say("建议", "suggested"), .trailing), ("CR", .trailing),
            (say("对名次的影响", "ranks then"), .leading),
        ])
        for repair in study.repairs {
            guard let steps = repair.steps else {
                table.add([
                    repair.expert, repair.node, say("标度上无解", "no remedy on the grid"), "", "",
                    number(repair.ratio), "",
                ])
                continue
            }
            for step in steps {
                table.add([
                    repair.expert, repair.node, "\(step.left) ÷ \(step.right)",
                    number(step.given), number(step.suggested), number(step.ratioAfter),
                    moved(step.shifts),
                ])
            }
        }
        return table.text
    }

    /// The judgements on which scores hang most, a comparison once: by who moves it most.
    private func judgements(_ study: ClassStudy) -> String {
        let reach = study.slopes.map { slope in
            slope.scores.reduce(0.0) { max($0, abs($1 ?? 0)) }
        }
        let ranked = reach.indices.filter { reach[$0] > 0 }.sorted {
            reach[$0] == reach[$1] ? $0 < $1 : reach[$0] > reach[$1]
        }
        var told: Set<[String]> = []
        let first = ranked.filter { place in
            let slope = study.slopes[place]
            return told.insert([slope.node, slope.left, slope.right]).inserted
        }.prefix(10)
        guard !first.isEmpty else { return "" }
        var table = TextTable([
            (say("影响最大的判断", "weightiest judgements"), .leading), (say("专家", "expert"), .leading),
            (say("比值", "ratio"), .trailing),
            (say("影响最大的单位", "unit moved most"), .leading),
            (say("分/ln比值", "points per ln ratio"), .trailing),
        ])
        for place in first {
            let slope = study.slopes[place]
            let index = slope.scores.firstIndex { abs($0 ?? 0) == reach[place] } ?? 0
            table.add([
                "\(slope.left) ÷ \(slope.right)", slope.expert, number(slope.ratio),
                study.units[index].unit, number(slope.scores[index] ?? 0),
            ])
        }
        return table.text
    }

    private func swaps(_ swaps: [UnitSwap], title: String) -> String {
        guard !swaps.isEmpty else { return "" }
        var table = TextTable([
            (title, .leading), (say("指标", "node"), .leading),
            (say("权重", "weight"), .trailing), (say("改为", "to"), .trailing),
        ])
        for swap in swaps {
            table.add(["\(swap.better) ↔ \(swap.worse)"] + cells(swap.move))
        }
        return table.text
    }

    private func grades(_ study: ClassStudy) -> String {
        guard !study.gradeChanges.isEmpty else { return "" }
        var table = TextTable([
            (say("等次变化的最小改变", "least change of a grade"), .leading),
            (say("等次", "grade"), .leading), (say("指标", "node"), .leading),
            (say("权重", "weight"), .trailing), (say("改为", "to"), .trailing),
        ])
        for change in study.gradeChanges {
            table.add(
                [change.unit, "\(change.grade) → \(change.gradeAfter)"] + cells(change.move))
        }
        return table.text
    }

    private func cells(_ move: WeightMove?) -> [String] {
        guard let move else { return [say("任何单一权重都不能", "no single weight"), "—", "—"] }
        return [move.code, fixed(move.from, 4), fixed(move.to, 4)]
    }
}
