internal import Tables

/// Answers counted per unit, group, item and label, as far as some rows of a survey tell.
///
/// Each thread has one of its own; the names' numbers are the same for all.
struct AnswerTally: Sendable {
    /// Which field of a row is what.
    struct Layout: Sendable {
        let unit, group, item, answer: Int
        /// Fields that answers about the same unit by the same group have in common.
        let common: [ClosedRange<Int>]

        init(unit: Int, group: Int, item: Int, answer: Int) {
            (self.unit, self.group, self.item, self.answer) = (unit, group, item, answer)
            common = neighbours([unit, group])
        }
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
    /// Rows from which on the unit or the group may be others than before.
    private var runs: [Int32] = []
    private var units = NumberedColumn()
    private var groups = NumberedColumn()
    private var answers = NumberedPair()

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
        block.changes(in: layout.common, into: &runs)
        guard units.read(block, layout.unit, rows: runs, names.units.number),
            groups.read(block, layout.group, rows: runs, names.groups.number),
            answers.read(
                block, layout.item, layout.answer, names.items.number, code, together: place)
        else { return false }
        counts.count(
            rows: block.rowCount, runs: runs, first: units.numbers, second: groups.numbers,
            codes: answers.numbers)
        count(block.rowCount)
        return true
    }

    /// Where an answer to an item is counted.
    private func place(item: Int, code: Int) -> Int {
        let other = code - scale.labels.count
        return other < 0 ? counts.code(third: item, outcome: code) : CrossCounts.notCounted + other
    }

    /// Counts rows as such, and those whose answers don't count.
    private mutating func count(_ rows: Int) {
        var (silent, offScale): (Int32, Int32) = (0, 0)
        let first = Int32(CrossCounts.notCounted)
        for row in 0..<rows {
            let code = answers.numbers[row]
            silent &+= code == first ? 1 : 0
            offScale &+= code == first &+ 1 ? 1 : 0
        }
        self.rows += rows
        self.silent += Int(silent)
        self.offScale += Int(offScale)
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

/// Fields as stretches of neighbours, ascending.
func neighbours(_ fields: [Int]) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for field in fields.sorted() {
        if let last = ranges.last, field <= last.upperBound + 1 {
            ranges[ranges.count - 1] = last.lowerBound...field
        } else {
            ranges.append(field...field)
        }
    }
    return ranges
}
