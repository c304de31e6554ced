package import Diagnostics
internal import Languages
package import Tables

extension SquareJudgements {
    /// Reads a square CSV: labels in the first row and column, answers in 1/9…9 or blank, 1 or
    /// blank on the diagonal. One triangle is enough; two must be reciprocal within 1e-9.
    ///
    /// - Returns: nil after telling every problem, each at its cell.
    package static func read(
        _ source: TableSource, expert: String, weight: Double = 1, into log: inout DiagnosticLog
    ) -> SquareJudgements? {
        let errorsBefore = log.errorCount
        var sheet = SquareSheet(file: source.name)
        let summary = readRecords(source, into: &log) { record, log in
            sheet.take(record, into: &log)
        }
        guard summary != nil else { return nil }
        let answers = sheet.answers(into: &log)
        guard log.errorCount == errorsBefore, let answers else { return nil }
        return SquareJudgements(
            expert: expert, weight: weight, labels: sheet.labels, answers: answers,
            place: Place(file: source.name))
    }
}

/// A square table while it is being read.
private struct SquareSheet {
    private struct Cell {
        let answer: Double
        let text: String
        let place: Place
    }

    let file: String
    private(set) var labels: [String] = []
    private var hasHeader = false
    private var rows: [Int: [Int: Cell]] = [:]
    private var placeOfLabel: [String: Int] = [:]

    init(file: String) { self.file = file }

    mutating func take(_ record: borrowing Record, into log: inout DiagnosticLog) {
        guard hasHeader else {
            takeLabels(record, into: &log)
            return
        }
        guard !labels.isEmpty else { return }
        let label = record.text(0)
        let row = knownRow(label, at: record.place(0), into: &log)
        var cells: [Int: Cell] = [:]
        for field in 1..<max(record.count, 1) where !record.bytes(field).isEmpty {
            let text = record.text(field)
            let place = record.place(field)
            guard let answer = parseRatio(record.bytes(field)) else {
                log.report(notARatio(found: text, at: place))
                continue
            }
            if field - 1 == row {
                if answer != 1 { log.report(diagonal(text, label: label, at: place)) }
            } else if isOnScale(answer) {
                cells[field - 1] = Cell(answer: answer, text: text, place: place)
            } else {
                log.report(offScale(found: text, at: place))
            }
        }
        if let row { rows[row] = cells }
    }

    /// Where a row belongs; nil after telling that nobody can say, and where labels of the first row
    /// are not all different, which was told.
    private func knownRow(_ label: String, at place: Place, into log: inout DiagnosticLog) -> Int? {
        guard placeOfLabel.count == labels.count else { return nil }
        guard let row = placeOfLabel[label] else {
            log.report(unknownLabel(label, at: place))
            return nil
        }
        guard rows[row] == nil else {
            log.report(repeated(label, at: place))
            return nil
        }
        return row
    }

    private mutating func takeLabels(_ record: borrowing Record, into log: inout DiagnosticLog) {
        hasHeader = true
        for field in 1..<max(record.count, 1) {
            let label = record.text(field)
            if label.isEmpty {
                log.report(
                    Diagnostic(
                        .valueMissing, at: record.place(field),
                        expected: Wording(zh: "指标名称", en: "a label"),
                        message: Wording(zh: "该列没有名称", en: "the column has no label"),
                        remedy: Wording(zh: "在首行写上名称", en: "write its label in the first row")))
            } else if placeOfLabel[label] != nil {
                log.report(repeated(label, at: record.place(field)))
            }
            placeOfLabel[label] = field - 1
            labels.append(label)
        }
        if labels.isEmpty { log.report(notSeparated(record.text(0), at: record.place(0))) }
    }

    /// The judgements, once every row was taken; nil where rows or labels lack.
    func answers(into log: inout DiagnosticLog) -> ComparisonMatrix? {
        guard !labels.isEmpty, placeOfLabel.count == labels.count else { return nil }
        var upper: [Double?] = []
        for pair in ComparedPair.all(order: labels.count) {
            let (above, below) = (rows[pair.left]?[pair.right], rows[pair.right]?[pair.left])
            if let above, let below, abs(above.answer * below.answer - 1) > 1e-9 {
                log.report(notReciprocal(pair, above, below))
            }
            upper.append(above?.answer ?? below.map { 1 / $0.answer })
        }
        guard labels.indices.allSatisfy({ rows[$0] != nil }) else {
            log.report(notSquare(found: "\(rows.count) × \(labels.count)"))
            return nil
        }
        return ComparisonMatrix(order: labels.count, upper: upper)
    }

    private func notReciprocal(_ pair: ComparedPair, _ above: Cell, _ below: Cell) -> Diagnostic {
        let (left, right) = (labels[pair.left], labels[pair.right])
        return Diagnostic(
            .notReciprocal, at: below.place, found: below.text,
            expected: Wording(
                zh: "1 ÷ \(above.text)，或留空", en: "1 ÷ \(above.text), or nothing"),
            message: Wording(
                zh: "\(left) 比 \(right) 为 \(above.text)，\(right) 比 \(left) 却为 \(below.text)，不是倒数",
                en:
                    "\(left) ÷ \(right) is \(above.text), yet \(right) ÷ \(left) is \(below.text), which is not its reciprocal"
            ),
            remedy: Wording(
                zh: "请专家确认；下三角可以留空", en: "ask the expert; the lower triangle may stay empty"))
    }

    private func notSquare(found: String) -> Diagnostic {
        Diagnostic(
            .notSquare, at: Place(file: file), found: found,
            expected: Wording(
                zh: "首行和首列名称相同的方阵", en: "as many rows as columns, with the same labels"),
            message: Wording(zh: "判断矩阵不是方阵：\(found)", en: "the table is not square: \(found)"),
            remedy: Wording(
                zh: "每个指标一行一列，名称相同", en: "give each label a row and a column"))
    }

    /// A first row of one field: no commas, perhaps other separators.
    private func notSeparated(_ found: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .notSquare, at: place, found: found.isEmpty ? nil : found,
            expected: Wording(
                zh: "首行：空格，然后是各指标名称，以逗号分隔",
                en: "a first row of an empty cell and the labels, separated by commas"),
            message: Wording(zh: "首行没有指标名称", en: "the first row has no labels"),
            remedy: Wording(
                zh: "首行首列写相同的指标名称，各格之间用英文逗号；分号、制表符分隔的请另存为 CSV",
                en:
                    "write the labels in the first row and column, commas between the cells; save tables with semicolons or tabs as CSV"
            ))
    }

    private func unknownLabel(_ label: String, at place: Place) -> Diagnostic {
        let near = nearestName(to: label, among: labels)
        return Diagnostic(
            .unknownReference, at: place, found: label,
            expected: Wording(labels.joined(separator: ", ")),
            message: Wording(
                zh: "首行没有“\(label)”", en: "the first row has no “\(label)”"),
            remedy: near.map {
                Wording(zh: "是否为“\($0)”？", en: "did you mean “\($0)”?")
            } ?? Wording(zh: "首行和首列写相同的名称", en: "use the labels of the first row"))
    }

    private func repeated(_ label: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .duplicateKey, at: place, found: label,
            message: Wording(zh: "“\(label)”出现两次", en: "“\(label)” is there twice"),
            remedy: Wording(zh: "每个名称只用一次", en: "use each label once"))
    }

    private func diagonal(_ found: String, label: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .judgementSelf, at: place, found: found, expected: Wording("1"),
            message: Wording(
                zh: "“\(label)”与自己比较只能是 1", en: "“\(label)” compared with itself is 1"),
            remedy: Wording(zh: "对角线填 1 或留空", en: "enter 1 on the diagonal, or nothing"))
    }
}
