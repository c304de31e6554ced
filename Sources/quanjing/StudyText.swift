import Languages
import Reallocation

/// The answer to a round's question on a terminal: who gives, who receives, why, and the totals.
struct StudyText {
    private let study: QuotaStudy
    private let language: Language

    init(_ study: QuotaStudy, _ language: Language) {
        self.study = study
        self.language = language
    }

    var text: String {
        let standing = PlanStanding(study.plan, of: study.problem, language).text
        guard study.plan.status != .infeasible else { return standing }
        let moves = study.moves.isEmpty ? "" : "\n" + moves
        return changes + moves + "\n" + totals + "\n" + standing
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    private var changes: String {
        let changed = study.lines.filter { $0.change != 0 }
        let kept = study.lines.count - changed.count
        let rest = say("另有 \(kept) 项不变\n", "\(kept) more stay as they are\n")
        guard !changed.isEmpty else { return rest }
        var table = TextTable([
            (say("单位", "unit"), .leading), (say("编制类型", "quota type"), .leading),
            (say("现有", "now"), .trailing), (say("方案", "plan"), .trailing),
            (say("增减", "change"), .trailing), (say("强度", "strength"), .leading),
            (say("理由", "reason"), .leading),
        ])
        for line in changed {
            table.add([
                "\(line.unit) \(line.name)", line.quotaType.rawValue, String(line.before),
                String(line.after), line.change > 0 ? "+\(line.change)" : "−\(-line.change)",
                line.strength?.title[language] ?? "", line.reason[language],
            ])
        }
        return table.text + rest
    }

    private var moves: String {
        var table = TextTable([
            (say("自", "from"), .leading), (say("至", "to"), .leading),
            (say("编制类型", "quota type"), .leading), (say("名额", "posts"), .trailing),
            (say("配对依据", "paired by"), .leading),
        ])
        let free = say("（周转池）", "(reserve)")
        for move in study.moves {
            let cells = study.problem.cells
            table.add([
                move.from.map { cells[$0].unit } ?? free, move.to.map { cells[$0].unit } ?? free,
                (move.to ?? move.from).map { cells[$0].category } ?? "", String(move.count),
                move.relation.reason[language],
            ])
        }
        return table.text
    }

    private var totals: String {
        var table = TextTable([
            (say("编制池、红线", "pool or red line"), .leading), (say("上限", "limit"), .trailing),
            (say("现有", "now"), .trailing), (say("方案", "plan"), .trailing),
            (say("留存", "free"), .trailing), (say("再加一名值", "one more"), .trailing),
        ])
        for pool in study.pools {
            table.add([
                pool.pool, String(pool.total), String(pool.before), String(pool.after),
                String(pool.reserve), pool.price.map { fixed($0.next, 4) } ?? "—",
            ])
        }
        for line in study.redLines {
            table.add([
                say("红线 ", "red line ") + (line.group ?? say("全部", "all")), String(line.max),
                String(line.before), String(line.after), "", "",
            ])
        }
        return table.text
    }
}
