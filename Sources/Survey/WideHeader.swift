/// The header of a wide export: where the response's own columns stand, and the questions.
///
/// Known layouts: 问卷星 (序号, 提交答卷时间, 所用时间, 来源, 来源详情, 来自IP, questions) and 腾讯问卷
/// (编号, 开始答题时间, 结束答题时间, 答题时长, … IP, questions); columns are found by name.
package struct WideHeader: Sendable {
    /// As the file has them.
    package let names: [String]
    let respondent: Int?
    let submitted: Int?
    let started: Int?
    let seconds: Int?
    let address: Int?
    /// Columns of questions, in order.
    package let questions: [Int]

    package init(_ names: [String]) {
        self.names = names
        func first(_ matches: (String) -> Bool) -> Int? { names.firstIndex(where: matches) }
        respondent = first { ["序号", "编号", "答卷编号", "答卷序号", "respondent_id"].contains($0) }
        submitted = first { name in
            ["提交答卷时间", "结束答题时间", "提交时间"].contains { name.hasPrefix($0) }
        }
        started = first { $0.hasPrefix("开始答题时间") }
        seconds = first { name in ["所用时间", "答题时长", "用时"].contains { name.hasPrefix($0) } }
        address = first { ["来自IP", "IP", "IP地址", "ip"].contains($0) }
        questions = names.indices.filter { WideHeader.number(of: names[$0]) != nil }
    }

    /// Whether a first record is the header of a wide export rather than of a long table.
    package var isWide: Bool {
        submitted != nil && !isLong && (respondent != nil || !questions.isEmpty)
    }

    private var isLong: Bool {
        names.contains { ["item", "题号", "answer", "答案"].contains($0) }
    }

    /// The number that a question's header begins with: `3、…`, `3:…`, `3.…`, `Q3_…`, `第3题(…)`.
    package static func number(of name: String) -> Int? {
        var rest = name[...]
        let isNamed = rest.hasPrefix("第")
        if isNamed || rest.hasPrefix("Q") { rest = rest.dropFirst() }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        if isNamed { return rest.hasPrefix("题") ? Int(digits) : nil }
        guard let mark = rest.first, "、.．:：_(（".contains(mark) else { return nil }
        return Int(digits)
    }

    /// A question's header without its number.
    package static func text(of name: String) -> String {
        guard number(of: name) != nil, let mark = name.firstIndex(where: { "、.．:：_题".contains($0) })
        else { return name }
        return String(name[name.index(after: mark)...]).trimmingBlanks
    }

    /// The column that a question of the settings means.
    func column(of question: String) -> Found {
        if let exact = names.firstIndex(of: question) { return .column(exact) }
        let texts = questions.filter { WideHeader.text(of: names[$0]) == question }
        if texts.count == 1 { return .column(texts[0]) }
        if texts.count > 1 { return .several(texts.map { names[$0] }) }
        return numbered(question)
    }

    enum Found: Hashable {
        case column(Int)
        case several([String])
        case none
    }

    /// `3`, `Q3`, `第3题`, or `3.2` for the second column of question 3.
    private func numbered(_ question: String) -> Found {
        var digits = question[...]
        if digits.hasPrefix("Q") || digits.hasPrefix("第") { digits = digits.dropFirst() }
        if digits.hasSuffix("题") { digits = digits.dropLast() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(parts.count), let number = parts[0] else { return .none }
        let columns = questions.filter { WideHeader.number(of: names[$0]) == number }
        if parts.count == 2 {
            guard let place = parts[1], columns.indices.contains(place - 1) else { return .none }
            return .column(columns[place - 1])
        }
        if columns.count > 1 { return .several(columns.map { names[$0] }) }
        return columns.first.map { .column($0) } ?? .none
    }
}

extension String {
    /// Without white space around it.
    var trimmingBlanks: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

/// Seconds of `123`, `123秒`, `2分3秒`, `1小时2分`, `2:03`, `1:02:03`; nil for what is none.
func parseDuration(_ text: String) -> Double? {
    let text = text.filter { !$0.isWhitespace }
    if let number = Double(text), number >= 0, number.isFinite { return number }
    if text.contains(":") {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap(\.self)
        guard numbers.allSatisfy({ $0 >= 0 && $0 < 100_000 }) else { return nil }
        return Double(numbers.reduce(0) { $0 * 60 + $1 })
    }
    var rest = text[...]
    var seconds = 0.0
    var isEmpty = true
    for (units, factor) in [(["小时", "时"], 3600.0), (["分钟", "分"], 60), (["秒钟", "秒"], 1)] {
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let unit = units.first(where: { rest.dropFirst(digits.count).hasPrefix($0) }) else {
            continue
        }
        guard let number = Double(digits), number.isFinite else { return nil }
        seconds += number * factor
        rest = rest.dropFirst(digits.count + unit.count)
        isEmpty = false
    }
    return isEmpty || !rest.isEmpty ? nil : seconds
}
