internal import Tables

/// Answers counted per unit, group, item and label, as far as some rows of a survey tell.
///
/// Each thread has one of its own; the names' numbers are the same for all.
struct AnswerTally: Sendable {
    /// Which field of a row is what.
    struct Layout: Sendable {
        let unit, group, item, answer: Int
    }

    /// What all threads number together.
    struct Names: Sendable {
        var units = SharedNames()
        var groups = SharedNames()
        var items = SharedNames()
    }

    private let scale: AnswerScale
    private let names: Names
    let counts: CrossCounts
    private(set) var rows = 0
    /// Rows without an answer, such as 不了解 or a blank.
    private(set) var silent = 0
    /// Rows whose answer is off the scale.
    private(set) var offScale = 0
    private var units = NumberedColumn()
    private var groups = NumberedColumn()
    private var items = NumberedColumn()
    private var answers = NumberedColumn()

    init(scale: AnswerScale, names: Names) {
        self.scale = scale
        self.names = names
        counts = CrossCounts(outcomeCount: scale.labels.count)
    }

    // MARK: Rows of a block

    /// Counts all rows of a block.
    ///
    /// - Returns: Whether every row names its unit, group and item; otherwise it means nothing.
    mutating func read(_ block: PlainBlock, _ layout: Layout) -> Bool {
        guard units.read(block, layout.unit, names.units.number),
            groups.read(block, layout.group, names.groups.number),
            items.read(block, layout.item, names.items.number),
            answers.read(block, layout.answer, code)
        else { return false }
        for row in 0..<block.rowCount {
            let other = Int(answers.numbers[row]) - scale.labels.count
            if other == 0 { silent += 1 }
            if other == 1 { offScale += 1 }
        }
        counts.count(
            rows: block.rowCount, first: units.numbers, second: groups.numbers,
            third: items.numbers, outcomes: answers.numbers)
        rows += block.rowCount
        return true
    }

    /// A label's index, or behind these one for no answer and one for what is off the scale.
    private func code(of answer: [UInt8]) -> Int {
        switch scale.answer(answer.span) {
        case .label(let label)?: label
        case .silent?: scale.labels.count
        case nil: scale.labels.count + 1
        }
    }

    // MARK: Single rows

    /// Counts one row.
    ///
    /// - Parameters: Cells in UTF-8; the names without blanks around them, none of them empty.
    mutating func add(unit: [UInt8], group: [UInt8], item: [UInt8], answer: [UInt8]) {
        rows += 1
        let (unit, group) = (names.units.number(of: unit), names.groups.number(of: group))
        let (item, code) = (names.items.number(of: item), code(of: answer))
        switch code - scale.labels.count {
        case 0: silent += 1
        case 1: offScale += 1
        default: counts.add(1, first: unit, second: group, third: item, outcome: code)
        }
    }

    /// Adds all that another one counted.
    mutating func merge(_ other: AnswerTally) {
        rows += other.rows
        silent += other.silent
        offScale += other.offScale
        counts.merge(other.counts)
    }
}
