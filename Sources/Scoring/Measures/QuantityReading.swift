internal import Indicators
internal import Institutions
internal import Languages

/// A quantity read off the forms of one unit.
struct QuantityReading {
    /// Nil where it is missing.
    let value: Double?
    let missingReason: Wording?
    /// Rows that were counted or added, by physical line.
    let lines: [Int]
    let quantity: Quantity

    /// - Parameter jointly: Further columns that must be filled for a row to count at all.
    init(_ quantity: Quantity, of dossier: Dossier, filled jointly: [String] = []) {
        self.quantity = quantity
        let form = quantity.form
        let absent =
            dossier.forms.has(form)
            ? quantity.absentColumn { dossier.hasColumn(form, $0) }.map {
                Wording.columnAbsent(form, $0)
            }
            : Wording.formAbsent(form)
        let columns = quantity.columns + jointly.filter { !quantity.columns.contains($0) }
        var sum = RowSum(quantity, columns: columns, jointly: jointly)
        if absent == nil {
            _ = dossier.forEachRow(of: form, columns: columns) { sum.add(line: $0, $1) }
        }
        value = absent == nil ? sum.total : nil
        lines = sum.lines
        missingReason = absent ?? (value == nil ? .notFilled(form) : nil)
    }

    var evidence: Evidence {
        Evidence(
            file: Form.named(quantity.form)?.file ?? quantity.form, lines: lines,
            columns: quantity.columns)
    }

    /// «受理件数 20,000»: what was counted, with its value.
    var words: Wording {
        let amount = value.map { numeral($0, decimals: 2) } ?? "—"
        let form = Form.named(quantity.form)
        switch quantity.aggregate {
        case .rows:
            return Wording(
                zh: "《\(form?.title.zh ?? quantity.form)》符合条件 \(amount) 行",
                en: "\(amount) rows of \(quantity.form) that qualify")
        case .sum(let columns):
            let names = columns.map { form?.column($0)?.name ?? $0 }
            return Wording(
                zh: "\(names.joined(separator: "＋")) \(amount)",
                en: "\(columns.joined(separator: " + ")) \(amount)")
        case .sumOfProducts(let columns):
            let names = columns.map { form?.column($0)?.name ?? $0 }
            return Wording(
                zh: "Σ \(names.joined(separator: "×")) \(amount)",
                en: "Σ \(columns.joined(separator: " × ")) \(amount)")
        }
    }
}

/// Adds up rows as a quantity asks; blank cells add nothing.
private struct RowSum {
    private let columns: [String]
    private let condition: Question?
    private let isProduct: Bool
    /// Positions of the columns that are added or multiplied; empty where rows are counted.
    private let added: [Int]
    private let jointly: [Int]
    private(set) var lines: [Int] = []
    private var sum = 0.0
    private var rowsSeen = 0
    /// Columns that had a value in some row.
    private var filled: [Bool]

    /// A condition with the places of its columns instead of their names.
    private indirect enum Question {
        case all([Question])
        case any([Question])
        case cell(Int, Condition.Test)
    }

    /// - Parameter columns: All that the quantity names among them.
    init(_ quantity: Quantity, columns: [String], jointly: [String]) {
        func place(_ name: String) -> Int {
            guard let place = columns.firstIndex(of: name) else {
                preconditionFailure("a quantity lists its columns")
            }
            return place
        }
        func question(_ condition: Condition) -> Question {
            switch condition {
            case .all(let parts): .all(parts.map(question))
            case .any(let parts): .any(parts.map(question))
            case .column(let name, let test): .cell(place(name), test)
            }
        }
        self.columns = columns
        condition = quantity.condition.map(question)
        self.jointly = jointly.map(place)
        filled = Array(repeating: false, count: columns.count)
        switch quantity.aggregate {
        case .rows: (added, isProduct) = ([], false)
        case .sum(let names): (added, isProduct) = (names.map(place), false)
        case .sumOfProducts(let names): (added, isProduct) = (names.map(place), true)
        }
    }

    /// Rows counted, or the sum; nil where no row says what would have to be counted or added.
    var total: Double? {
        if rowsSeen > 0, let condition, !isAnswered(condition) { return nil }
        if added.isEmpty, !isProduct { return Double(lines.count) }
        return added.allSatisfy { filled[$0] } ? sum : nil
    }

    private func isAnswered(_ question: Question) -> Bool {
        switch question {
        case .all(let parts): parts.allSatisfy(isAnswered)
        case .any(let parts): parts.contains(where: isAnswered)
        case .cell(_, .filled), .cell(_, .isNoneOf): true
        case .cell(let place, _): filled[place]
        }
    }

    mutating func add(line: Int, _ cells: [CellValue?]) {
        guard jointly.allSatisfy({ cells[$0] != nil }) else { return }
        rowsSeen += 1
        for place in cells.indices where cells[place] != nil { filled[place] = true }
        if let condition, !meets(condition, cells) { return }
        lines.append(line)
        if isProduct {
            sum += added.reduce(1) { $0 * (cells[$1]?.number ?? 0) }
        } else {
            for place in added { sum += cells[place]?.number ?? 0 }
        }
    }

    private func meets(_ question: Question, _ cells: [CellValue?]) -> Bool {
        switch question {
        case .all(let parts): parts.allSatisfy { meets($0, cells) }
        case .any(let parts): parts.contains { meets($0, cells) }
        case .cell(let place, let test): test.accepts(cells[place])
        }
    }
}

extension Condition.Test {
    /// A blank cell meets only `filled(false)` and `isNoneOf`.
    fileprivate func accepts(_ cell: CellValue?) -> Bool {
        switch self {
        case .isOneOf(let values): cell?.text.map(values.contains) ?? false
        case .isNoneOf(let values): !(cell?.text.map(values.contains) ?? false)
        case .flag(let wanted): cell == .flag(wanted)
        case .filled(let wanted): (cell != nil) == wanted
        case .within(let limits): cell?.number.map(limits.contains) ?? false
        }
    }
}

extension CellValue {
    fileprivate var number: Double? {
        switch self {
        case .number(let number): number
        case .flag(let flag): flag ? 1 : 0
        case .text, .day: nil
        }
    }

    fileprivate var text: String? {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "是" : "否"
        case .day(let day): day.description
        case .number(let number): numeral(number, decimals: 6)
        }
    }
}

extension Quantity {
    /// A column that the form lacks and without which the quantity is missing.
    fileprivate func absentColumn(has hasColumn: (String) -> Bool) -> String? {
        let added: [String] =
            switch aggregate {
            case .rows: []
            case .sum(let columns), .sumOfProducts(let columns): columns
            }
        // A blank that counts as a number, such as one person, is that number in every row.
        let needed = added.filter { Form.named(form)?.column($0)?.fallback == nil }
        return needed.first { !hasColumn($0) } ?? condition?.absentColumn(has: hasColumn)
    }
}

extension Condition {
    fileprivate func absentColumn(has hasColumn: (String) -> Bool) -> String? {
        switch self {
        case .all(let parts):
            for part in parts {
                if let absent = part.absentColumn(has: hasColumn) { return absent }
            }
            return nil
        case .any(let parts):
            let absent = parts.map { $0.absentColumn(has: hasColumn) }
            return absent.contains(nil) ? nil : absent.first ?? nil
        case .column(let name, _):
            return hasColumn(name) ? nil : name
        }
    }
}

extension Dossier {
    /// Whether a form has a column; one that follows from others is there with them.
    fileprivate func hasColumn(_ form: String, _ column: String) -> Bool {
        forms.has(form, column)
            || Form.named(form)?.derived.contains { $0.key == column } == true
    }
}

extension Form {
    /// The form of a name, such as `staff`.
    static func named(_ name: String) -> Form? {
        all.first { $0.name == name }
    }
}

extension Wording {
    static func formAbsent(_ form: String) -> Wording {
        let title = Form.named(form)?.title
        return Wording(
            zh: "未提交《\(title?.zh ?? form)》", en: "\(title?.en ?? form) was not handed in")
    }

    static func columnAbsent(_ form: String, _ column: String) -> Wording {
        let name = Form.named(form)?.column(column)?.name ?? column
        let title = Form.named(form)?.title
        return Wording(
            zh: "《\(title?.zh ?? form)》没有“\(name)”一列", en: "\(form) has no column \(column)")
    }

    static func notFilled(_ form: String) -> Wording {
        let title = Form.named(form)?.title
        return Wording(
            zh: "《\(title?.zh ?? form)》未填报所需数据", en: "\(form) has no figures of the unit")
    }
}
