internal import BundledIndicators

/// The bundled tree of indicators with every value supplied: `measure: table` where it measures
/// forms. Opinion stays what the survey says.
///
/// Rules of scoring that count findings or take points for what another form tells give way to
/// rules of the value alone.
func suppliedTree() -> String {
    guard let bytes = bundledIndicator(named: "puyang-style") else {
        preconditionFailure("the tree of the samples is bundled")
    }
    var lines: [String] = []
    var code = ""
    // Indentation of the block that is being left out.
    var omitted: Int?
    for line in String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    {
        let indentation = line.prefix { $0 == " " }.count
        if let edge = omitted, indentation > edge { continue }
        omitted = nil
        let text = line.dropFirst(indentation)
        if text.hasPrefix("- code: ") { code = String(text.dropFirst("- code: ".count)) }
        let margin = String(repeating: " ", count: indentation)
        if text.hasPrefix("measure:"), !text.contains("survey") {
            lines.append(margin + "measure: table")
            omitted = indentation
        } else if text.hasPrefix("scoring:"), let rule = scoringOfValues[code] {
            lines.append(margin + "scoring: " + rule)
            omitted = indentation
        } else {
            lines.append(String(replacements[String(line)] ?? String(line)))
        }
    }
    return lines.joined(separator: "\n")
}

/// Scoring of the leaves whose bundled rule needs more than a value, or one that may be negative:
/// changes are supplied as a percentage of what was before.
private let scoringOfValues = [
    "A11": "likert",
    "A22": "{ slope: { at_most: 0, points: 25 } }",
    "B21": "{ piecewise: [[85, 0], [93, 60], [97, 80], [99, 100]] }",
    "B23": "{ piecewise: [[50, 0], [70, 60], [80, 80], [90, 100]] }",
    "B32": "{ slope: { at_most: 100, points: 10 } }",
    "C13": "{ by: { column: post_structure, cases: { 管理型: { target: 50 },"
        + " 专技型: { target: 70 }, 技能型: { target: 60 } } } }",
    "D22": "{ piecewise: [[60, 0], [85, 60], [95, 80], [100, 100]] }",
]

/// Whole lines that say which tree this is.
private let replacements = [
    "id: puyang-style": "id: puyang-style-supplied",
    "title: { zh: 濮阳式（示例）机构编制评估指标体系, en: Puyang-style (example) indicators of institution evaluation }":
        "title: { zh: 濮阳式（示例）指标体系（指标值直接填报）, en: Puyang-style (example) indicators with supplied values }",
]
