import Assessment
import Languages

/// A round on a terminal: who stands where, how busy, what to do.
struct RoundSummary {
    private let round: RoundResult
    private let language: Language

    init(_ round: RoundResult, _ language: Language) {
        self.round = round
        self.language = language
    }

    /// Units shown per class; the reports have all.
    private static let shown = 30

    var text: String {
        let head = "\(round.run.title)  \(round.run.asOf)\n"
        return head + round.classes.map { "\n\($0.class)\n\(ranking(of: $0.class))" }.joined()
    }

    private func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    private func ranking(of name: String) -> String {
        var table = TextTable([
            (say("名次", "rank"), .trailing), (say("单位", "unit"), .leading),
            (say("得分", "score"), .trailing), (say("等次", "grade"), .leading),
            (say("饱满度", "saturation"), .trailing), (say("编制建议", "advice"), .leading),
        ])
        let units = round.units.overviews.enumerated()
            .filter { $0.element.class == name }.map { ($0.element.rank ?? .max, $0.offset) }
            .sorted(by: <)
        for (_, unit) in units.prefix(Self.shown) { table.add(row(round.units[unit])) }
        let rest = units.count - Self.shown
        let more = say("…… 另有 \(rest) 个单位\n", "… and \(rest) more\n")
        return table.text + (rest > 0 ? more : "")
    }

    private func row(_ unit: UnitResult) -> [String] {
        let saturation = unit.saturation?.saturation.labour
        return [
            unit.rank.map(String.init) ?? "—", "\(unit.unit) \(unit.name)",
            unit.score.map { fixed($0, 1) } ?? say("无法评价", "not evaluated"),
            unit.grade ?? "—", saturation.map { fixed(100 * $0, 0) + "%" } ?? "—",
            unit.advice.map { $0.title[language] }.joined(separator: say("、", "; ")),
        ]
    }
}
