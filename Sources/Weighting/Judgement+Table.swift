package import Diagnostics
internal import Languages
package import Tables

extension Judgement {
    /// Columns of `experts/judgements.csv` (专家判断), one line per comparison.
    package static let columns: [Column] = [
        .required("expert", "专家"), .required("node", "上级指标"), .required("left", "指标甲"),
        .required("right", "指标乙"), .optional("value", "甲比乙"),
        .optional("class", "评估序列"), .optional("weight", "专家权重"),
    ]

    private enum Field {
        static let (expert, node, left, right, value, unitClass, weight) = (0, 1, 2, 3, 4, 5, 6)
    }

    /// Reads `experts/judgements.csv`: one comparison a row, in file order.
    ///
    /// Only cells are judged here; whether the tree has what they name is the business of
    /// `WeightSets`. A row with a cell that can't be read is left out after its report.
    /// - Returns: The summary of the file, nil when it could not be read as a table at all.
    package static func read(
        _ source: TableSource, into log: inout DiagnosticLog
    ) -> (judgements: [Judgement], summary: TableSummary?) {
        var judgements: [Judgement] = []
        let summary = readTable(source, columns: columns, into: &log) { row, log in
            if let judgement = Judgement(row, into: &log) { judgements.append(judgement) }
        }
        return (judgements, summary)
    }

    private init?(_ row: borrowing Row, into log: inout DiagnosticLog) {
        let errorsBefore = log.errorCount
        let expert = row.text(Field.expert, &log)
        let node = row.text(Field.node, &log).map(code)
        let left = row.text(Field.left, &log).map(code)
        let right = row.text(Field.right, &log).map(code)
        let weight = row.number(Field.weight, &log)
        var value = parseRatio(row.bytes(Field.value))
        if value == nil, let text = row.text(Field.value) {
            value = JudgementWords.ratio(of: text)
            if value == nil { log.report(notARatio(found: text, at: row.place(Field.value))) }
        }
        guard log.errorCount == errorsBefore, let expert, let node, let left, let right else {
            return nil
        }
        self.init(
            expert: expert, node: node, left: left, right: right, value: value,
            text: row.text(Field.value), unitClass: row.text(Field.unitClass), weight: weight,
            places: Places(
                node: row.place(Field.node), left: row.place(Field.left),
                right: row.place(Field.right), value: row.place(Field.value),
                unitClass: row.place(Field.unitClass), weight: row.place(Field.weight)))
    }
}

/// The code of a cell that says `A11` or, as the experts' form does, `A11 控编情况`.
private func code(_ text: String) -> String {
    text.split(separator: " ", maxSplits: 1).first.map(String.init) ?? text
}

/// A cell that should hold a judgement and holds no number.
func notARatio(found: String, at place: Place) -> Diagnostic {
    Diagnostic(
        .notANumber, at: place, found: found,
        expected: Wording(
            zh: "1/9 至 9 的数或分数，或“同等重要”等判断用语",
            en: "a number or fraction from 1/9 to 9, or words such as 同等重要"),
        message: Wording(zh: "“\(found)”不是判断值", en: "“\(found)” is no judgement"),
        remedy: looksLikeDate(found)
            ? Wording(
                zh: "表格软件把分数变成了日期：请先把单元格设为“文本”再填，如 1/3，或填小数 0.3333333333",
                en:
                    "a spreadsheet has made a date of a fraction: format the cells as text before entering 1/3, or enter 0.3333333333"
            )
            : Wording(
                zh: "填小数或分数，如 3、0.5、1/3；没有判断则留空",
                en:
                    "enter a decimal or a fraction, such as 3, 0.5 or 1/3; leave it blank if not judged"
            ))
}

/// As spreadsheets show 1/3 once they took it for a day: `1月3日`, `3-Jan`, `2025/1/3`.
private func looksLikeDate(_ text: String) -> Bool {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let lower = text.lowercased()
    return text.contains("月") || months.contains { lower.contains($0) }
        || text.count { $0 == "/" || $0 == "-" } == 2 && text.contains(where: \.isNumber)
}
