package import Languages
package import Tables

/// Mean answers per unit, item and respondent group of one long table with any names.
package struct SurveyMeans: Sendable {
    /// The mean answer of a group to an item about a unit.
    package struct Mean: Sendable, Hashable {
        package let unit: String
        package let item: String
        package let group: String
        /// Answers on the scale; at least 1.
        package let count: Int
        /// On the values of the scale.
        package let mean: Double
    }

    /// Why a row, or with screening a whole response, doesn't count.
    package enum Reason: Sendable, Hashable {
        case noAnswer
        case offScale
        /// Of a response, all of whose rows go with it.
        case response(ScreeningReason)

        /// Stable name, as machines read it.
        package var code: String {
            switch self {
            case .noAnswer: "no-answer"
            case .offScale: "off-scale"
            case .response(let reason): reason.code
            }
        }

        package var name: Wording {
            switch self {
            case .noAnswer: Wording(zh: "没有作答", en: "no answer")
            case .offScale: Wording(zh: "答案不在量表上", en: "answer off the scale")
            case .response(let reason): reason.name
            }
        }
    }

    package let rows: Int
    /// Rows whose answers are in the means.
    package let answers: Int
    /// Rows, or responses, that don't count, by reason; none of the counts is 0.
    package let setAside: [(reason: Reason, count: Int)]
    /// Means: every unit, item and group that has answers.
    package let count: Int
    private let counts: WeighedCounts
    private let units: SortedNames
    private let groups: SortedNames
    private let items: SortedNames
    /// Pages by unit: those of unit u are `starts[u]..<starts[u + 1]`, by group, then chapter.
    private let pages: [CrossCounts.Page]
    private let starts: [Int]

    init(
        rows: Int, setAside: [(reason: Reason, count: Int)], counts: CrossCounts,
        names: AnswerTally.Names, scale: AnswerScale
    ) {
        self.rows = rows
        self.setAside = setAside.filter { $0.count > 0 }
        self.counts = counts.weighed(by: scale.labels.map(\.value))
        units = SortedNames(names.units.all())
        groups = SortedNames(names.groups.all())
        items = SortedNames(names.items.all())
        (pages, starts) = SurveyMeans.byUnit(counts.pages, units.names.count, groups.rank)
        (count, answers) = counts.totals()
    }

    private static func byUnit(
        _ pages: [CrossCounts.Page], _ unitCount: Int, _ rankOfGroup: [Int]
    ) -> ([CrossCounts.Page], [Int]) {
        var starts = [Int](repeating: 0, count: unitCount + 1)
        for part in pages { starts[part.first + 1] += 1 }
        for unit in 0..<unitCount { starts[unit + 1] += starts[unit] }
        var next = starts
        var sorted = pages
        for part in pages {
            sorted[next[part.first]] = part
            next[part.first] += 1
        }
        for unit in 0..<unitCount where starts[unit + 1] - starts[unit] > 1 {
            sorted[starts[unit]..<starts[unit + 1]].sort { a, b in
                (rankOfGroup[a.second], a.chapter) < (rankOfGroup[b.second], b.chapter)
            }
        }
        return (sorted, starts)
    }

    /// Every mean, by unit, item and group in UTF-8 byte order.
    package func forEach(_ body: (Mean) -> Void) {
        let (units, items, groups) = (units.texts, items.texts, groups.texts)
        for place in units.indices {
            forEachCell(of: place) { item, group, count, mean in
                body(
                    Mean(
                        unit: units[place], item: items[item], group: groups[group],
                        count: count, mean: mean))
            }
        }
    }

    var unitNames: [String] { units.texts }
    var groupNames: [String] { groups.texts }
    var itemNames: [String] { items.texts }

    /// Items and groups of a unit by their ranks, with the number of answers and their mean.
    private func forEachCell(
        of place: Int, _ body: (_ item: Int, _ group: Int, _ count: Int, _ mean: Double) -> Void
    ) {
        let unit = units.order[place]
        let own = pages[starts[unit]..<starts[unit + 1]]
        func hand(_ page: Int, _ item: Int, _ rank: Int, _ group: Int) {
            let (count, sum) = counts.weigh(page, item)
            if count > 0 { body(rank, group, count, sum / Double(count)) }
        }
        if items.order.count <= CrossCounts.thirdsPerPage {
            let parts = own.map { (page: $0.page, group: groups.rank[$0.second]) }
            for rank in items.order.indices {
                let item = items.order[rank]
                for part in parts { hand(part.page, item, rank, part.group) }
            }
        } else {
            for cell in sortedCells(own) {
                hand(cell.page, cell.item, Int(cell.key >> 32), Int(cell.key & 0xFFFF_FFFF))
            }
        }
    }

    /// Places on the pages of a unit, by the ranks of item and group.
    private func sortedCells(
        _ own: ArraySlice<CrossCounts.Page>
    ) -> [(key: UInt64, page: Int, item: Int)] {
        var cells: [(key: UInt64, page: Int, item: Int)] = []
        for part in own {
            let first = part.chapter * CrossCounts.thirdsPerPage
            let group = UInt64(groups.rank[part.second])
            for item in 0..<min(CrossCounts.thirdsPerPage, items.rank.count - first) {
                cells.append((UInt64(items.rank[first + item]) << 32 | group, part.page, item))
            }
        }
        return cells.sorted { $0.key < $1.key }
    }

    // MARK: CSV

    /// Units whose lines are put together at a time.
    private static let unitsPerPiece = 64

    /// Hands on the table as CSV, piece after piece in their order, put together by two threads.
    package func write(
        _ piece: @Sendable ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) {
        var head = CSVWriter()
        head.addRecord(["unit_id", "item", "respondent_group", "n", "mean"])
        try piece(head.bytes)
        let (units, items) = (FieldList(self.units.texts), FieldList(self.items.texts))
        let groups = FieldList(self.groups.texts)
        let unitCount = self.units.order.count
        let pieceCount = (unitCount + Self.unitsPerPiece - 1) / Self.unitsPerPiece
        try inOrder(pieceCount, tools: { NumberTexts() }) { texts, number in
            var lines = LineBuffer(capacity: 1 << 18)
            let first = number * Self.unitsPerPiece
            for place in first..<min(first + Self.unitsPerPiece, unitCount) {
                forEachCell(of: place) { item, group, count, mean in
                    lines.put(units, place)
                    lines.put(items, item)
                    lines.put(groups, group)
                    lines.put(count)
                    lines.put(UInt8(ascii: ","))
                    texts.put(mean, into: &lines)
                    lines.put(UInt8(ascii: "\n"))
                }
            }
            return lines.takeBytes()
        } deliver: { lines throws(FileError) in
            try piece(lines)
        }
    }
}

extension ScreeningReason {
    /// Stable name, as machines read it.
    var code: String {
        switch self {
        case .duplicate: "duplicate"
        case .missing: "missing"
        case .tooFast: "too-fast"
        case .straightLine: "straight-line"
        case .sameAddress: "same-address"
        }
    }
}
