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
