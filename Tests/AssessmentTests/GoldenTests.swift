import Assessment
import FoundationEssentials
import Testing

/// Results of the samples as they were last looked over, in `Samples/*/expected/scores.csv`.
///
/// `make golden` writes them anew; a change of them is explained where it is committed.
@Suite("Golden results")
struct GoldenTests {
    private static let writes =
        ProcessInfo.processInfo.environment["QUANJING_WRITE_GOLDEN"] == "1"

    @Test(
        "are what the samples give",
        arguments: ["minimal", "second-tree", "city-2024", "city-2025"])
    func golden(sample: String) throws {
        let result = try Evaluation(ofFolder: "Samples/\(sample)").result
        let folder = "Samples/\(sample)/expected"
        let text = table(result)
        if Self.writes {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: folder + "/scores.csv"))
        }
        let expected = try Data(contentsOf: URL(filePath: folder + "/scores.csv"))
        let lines = String(decoding: expected, as: UTF8.self).split(separator: "\n")
        for (line, found) in zip(lines, text.split(separator: "\n")) { #expect(line == found) }
        #expect(lines.count == result.units.count + 1)
    }

    @Test(
        "are what the sample scenarios give",
        arguments: ["to-counties", "red-line", "merger", "windows", "experts"])
    func scenarios(name: String) throws {
        let study = try WhatIf(ofFolder: "Samples/city-2025", scenarios: [name])
        let folder = "Samples/city-2025/expected/scenarios"
        let lines = table(study)
        if Self.writes {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(lines.map { $0 + "\n" }.joined().utf8)
                .write(to: URL(filePath: folder + "/\(name).csv"))
        }
        let expected = try Data(contentsOf: URL(filePath: folder + "/\(name).csv"))
        let known = String(decoding: expected, as: UTF8.self).split(separator: "\n")
        for (line, found) in zip(known, lines) { #expect(line == found) }
        #expect(known.count == lines.count)
        #expect(study.baseline.study.plan.verified && study.scenario.study.plan.verified)
    }

    /// What changed, a value a line; numbers to six decimals.
    private func table(_ study: WhatIf) -> [String] {
        var lines = ["what,of,before,after"]
        func add(_ what: String, _ of: String, _ before: Double?, _ after: Double?) {
            guard before != after else { return }
            let texts = [before, after].map { $0.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? "" }
            lines.append(([what, of] + texts).joined(separator: ","))
        }
        for unit in study.difference.units {
            if unit.fate != .kept { lines.append("fate,\(unit.unit),,\(unit.fate.rawValue)") }
            add("score", unit.unit, unit.score.before, unit.score.after)
            add(
                "rank", unit.unit, unit.rank.before.map(Double.init),
                unit.rank.after.map(Double.init))
            add(
                "saturation", unit.unit, unit.labourSaturation.before, unit.labourSaturation.after)
        }
        let plan = study.planDifference
        add("objective", "", plan.objective.before, plan.objective.after)
        add(
            "posts moved", "", plan.postsMoved.before.map(Double.init),
            plan.postsMoved.after.map(Double.init))
        for cell in plan.cells {
            add(
                "posts", "\(cell.unit) \(cell.quotaType)", cell.planned.before.map(Double.init),
                cell.planned.after.map(Double.init))
        }
        for pool in plan.pools { add("price", pool.pool, pool.next.before, pool.next.after) }
        for point in study.points {
            let values = point.values.map { "\($0.path)=\($0.value)" }.joined(separator: " ")
            let scores = point.side.result.units.compactMap(\.score)
            add(
                "sweep \(point.side.study.plan.status.rawValue)", values,
                scores.reduce(0, +) / Double(scores.count), point.side.study.plan.objective)
        }
        return lines
    }

    /// One line per unit; numbers to nine decimals, so that the last bits of another machine's
    /// LAPACK don't show.
    private func table(_ result: RoundResult) -> String {
        let head =
            ["unit", "class", "score", "grade", "rank", "compliance", "benefit", "coverage"]
            + ["saturation", "required_staff", "advice", "findings"] + result.leaves.map(\.code)
        let lines = result.units.map { unit in
            [
                unit.unit, unit.class, number(unit.score), unit.grade ?? "",
                unit.rank.map(String.init) ?? "", number(unit.compliance), number(unit.benefit),
                number(unit.coverage), number(unit.saturation?.saturation.labour),
                number(unit.saturation?.requiredStaff),
                unit.advice.map { $0.action + ($0.count.map(String.init) ?? "") }
                    .joined(separator: ";"),
                unit.findings.map(\.rule).joined(separator: ";"),
            ] + unit.indicators.map { number($0.score) }
        }
        return ([head] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private func number(_ value: Double?) -> String {
        value.map { "\(($0 * 1e9).rounded() / 1e9)" } ?? ""
    }
}
