internal import Indicators
internal import Languages
internal import Tables

/// From screened responses to opinion.
struct Aggregation: Sendable {
    let frame: SurveyFrame
    let book: ResponseBook
    /// The units of which opinion is told, perhaps others than were asked about.
    private let subjects: SurveySubjects
    /// Of the labels, best first.
    private let values: [Double]
    /// In the order of the frame's leaves.
    private let leaves: [Leaf]

    init(_ book: ResponseBook, frame: SurveyFrame, subjects: SurveySubjects? = nil) {
        self.book = book
        self.frame = frame
        self.subjects = subjects ?? SurveySubjects(of: frame)
        values = frame.settings.scale.labels.map(\.value)
        leaves = frame.leaves.map { Leaf($0, in: frame) }
    }

    /// A leaf as numbers: looked up once for all units.
    private struct Leaf: Sendable {
        let code: String
        let combination: SurveyMeasure.Combination
        /// Numbers of the groups that are asked an item of it.
        let asked: [Int]
        /// Per group the items that it is asked, by number, and their weights.
        let itemsOfGroup: [[(item: Int, weight: Double)]]
        /// Number and weight of each item, and whether a group is asked it.
        private let items: [(item: Int, weight: Double, isAsked: [Bool])]

        init(_ leaf: SurveyFrame.Leaf, in frame: SurveyFrame) {
            code = leaf.code
            combination = leaf.measure.combination
            let names = frame.groups.map(\.name)
            asked = names.indices.filter { group in
                leaf.measure.items.contains { $0.groups.contains(names[group]) }
            }
            let items = leaf.measure.items.compactMap { item in
                frame.questionnaire.items.firstIndex { $0.code == item.code }.map {
                    (item: $0, weight: item.weight, isAsked: names.map(item.groups.contains))
                }
            }
            self.items = items
            itemsOfGroup = names.indices.map { group in
                items.compactMap { $0.isAsked[group] ? ($0.item, $0.weight) : nil }
            }
        }

        /// The items that some of the groups are asked.
        func items(for groups: [Int]) -> [(item: Int, weight: Double)] {
            items.compactMap { item in
                groups.contains { item.isAsked[$0] } ? (item.item, item.weight) : nil
            }
        }
    }

    func result() -> SurveyResult {
        var (cells, dropped) = screened()
        for unit in cells.indices {
            for group in cells[unit].indices where !cells[unit][group].isEmpty {
                keepAnonymous(&cells[unit][group].valid)
            }
        }
        let counted = cells
        let silence = opinion(
            of: "", [Cell](repeating: Cell(), count: frame.groups.count), staff: nil)
        let units = inParallel(subjects.units.count) { unit in
            let (code, staff) = (subjects.units[unit], subjects.staff[unit])
            // Of units that nobody spoke about the same is said; it stands once for all of them.
            return staff == nil && counted[unit].allSatisfy(\.isEmpty)
                ? UnitOpinion(
                    unit: code, groups: silence.groups, leaves: silence.leaves, tables: [])
                : opinion(of: code, counted[unit], staff: staff)
        }
        let valid = cells.joined().reduce(0) { $0 + $1.valid.count }
        return SurveyResult(
            received: valid + dropped.count, valid: valid,
            answers: cells.joined().reduce(0) { sum, cell in
                cell.valid.reduce(sum) { $0 + answered(Int($1)) }
            },
            dropCounts: counts(dropped.map { ScreeningReasons($0.reasons) }), dropped: dropped,
            units: units)
    }

    /// Responses by the unit that they count for and the group, and those that are left out.
    private func screened() -> (cells: [[Cell]], dropped: [DroppedResponse]) {
        let flags = Suspicion(book, frame: frame).flags()
        var cells = [[Cell]](
            repeating: [Cell](repeating: Cell(), count: frame.groups.count),
            count: subjects.units.count)
        var dropped: [DroppedResponse] = []
        for number in book.canonicalOrder().lazy.map(Int.init) {
            guard let unit = subjects.places[book.unit(of: number)] else { continue }
            let group = book.group(of: number)
            if let copy = book.repetition(of: number), !copy.differs {
                dropped.append(record(number, .duplicate, line: copy.line))
                cells[unit][group].dropped.append(.duplicate)
            }
            if flags[number].drop {
                dropped.append(record(number, flags[number], line: book.line(of: number)))
                cells[unit][group].dropped.append(flags[number])
            } else {
                cells[unit][group].valid.append(UInt32(number))
            }
        }
        return (cells, dropped)
    }

    /// Leaves the responses about small units out of those about a merged one, where the rest, which
    /// is shown elsewhere, could be subtracted and fewer than five people would remain.
    private func keepAnonymous(_ valid: inout [UInt32]) {
        guard let first = valid.first.map({ book.unit(of: Int($0)) }),
            valid.contains(where: { book.unit(of: Int($0)) != first })
        else { return }
        let counts = Dictionary(
            valid.map { (book.unit(of: Int($0)), 1) }, uniquingKeysWith: +)
        let small = counts.filter { $0.value < GroupOpinion.anonymityLimit }
        let people = small.values.reduce(0, +)
        guard counts.count > small.count, (1..<GroupOpinion.anonymityLimit).contains(people) else {
            return
        }
        valid.removeAll { small[book.unit(of: Int($0))] != nil }
    }

    /// What came in of one group about one unit.
    private struct Cell: Sendable {
        var valid: [UInt32] = []
        var dropped: [ScreeningReasons] = []

        var isEmpty: Bool { valid.isEmpty && dropped.isEmpty }
    }

    private func record(
        _ number: Int, _ reasons: ScreeningReasons, line: Int
    ) -> DroppedResponse {
        let address = book.lineNumbers.address(of: line)
        return DroppedResponse(
            respondent: book.respondent(of: number), unit: frame.units[book.unit(of: number)],
            group: frame.groups[book.group(of: number)].name, reasons: reasons.all,
            file: address.file, line: address.line)
    }

    private func counts(_ dropped: [ScreeningReasons]) -> [DropCount] {
        if dropped.isEmpty { return [] }
        return ScreeningReason.allCases.compactMap { reason in
            let count = dropped.count { $0.contains(ScreeningReasons([reason])) }
            return count > 0 ? DropCount(reason: reason, count: count) : nil
        }
    }

    private func answered(_ number: Int) -> Int {
        (0..<book.stride).reduce(0) { $0 + labels(in: book.word($1, of: number)).nonzeroBitCount }
    }

    // MARK: Opinion

    /// Answers to the items, counted per label, of some responses.
    private struct Tally: Sendable {
        let responses: [UInt32]
        /// Sixteen an item, of which the scale's labels are used.
        private let counts: [SIMD16<Int32>]
        private let labelCount: Int

        init(_ responses: [UInt32], _ book: ResponseBook, labelCount: Int) {
            self.responses = responses
            self.labelCount = labelCount
            let itemCount = book.itemCount
            var counts = [SIMD16<Int32>](repeating: .zero, count: itemCount)
            counts.withUnsafeMutableBytes { bytes in
                let counts = bytes.bindMemory(to: Int32.self)
                for number in responses {
                    for item in 0..<itemCount {
                        guard let label = book.label(of: Int(number), to: item) else { continue }
                        counts[item &* 16 &+ label] &+= 1
                    }
                }
            }
            self.counts = counts
        }

        subscript(item: Int) -> AnswerCounts { AnswerCounts(counts[item], labelCount: labelCount) }
    }

    private func opinion(of unit: String, _ cells: [Cell], staff: Int?) -> UnitOpinion {
        let tallies = cells.map { Tally($0.valid, book, labelCount: values.count) }
        let groups = frame.groups.indices.map {
            opinion(ofGroup: $0, tallies, cells[$0].dropped, staff: staff)
        }
        return UnitOpinion(
            unit: unit, groups: groups,
            leaves: leaves.map { opinion(for: $0, groups, tallies, staff: staff) },
            tables: tables(of: cells))
    }

    /// Positions of the tables in which valid responses begin; empty where there is one table.
    private func tables(of cells: [Cell]) -> [Int] {
        guard book.lineNumbers.tableCount > 1 else { return [] }
        let lines = cells.lazy.flatMap(\.valid).map { book.line(of: Int($0)) }
        return Set(lines.map(book.lineNumbers.table)).sorted()
    }

    private func opinion(
        ofGroup number: Int, _ tallies: [Tally], _ dropped: [ScreeningReasons], staff: Int?
    ) -> GroupOpinion {
        let (group, tally) = (frame.groups[number], tallies[number])
        let population = group.population(staff: staff)
        let whole = estimate(group.items, [number], tallies, population: population)
        return GroupOpinion(
            group: group.name, received: tally.responses.count + dropped.count,
            valid: tally.responses.count, dropCounts: counts(dropped),
            minimum: group.minimum.responses(staff: staff), population: population,
            mean: whole?.mean, standardError: whole?.standardError,
            alpha: cronbachAlpha(
                complete(tally.responses, group.items), items: group.items.count),
            items: group.items.map { item in
                let answers = tally[item.item]
                return ItemOpinion(
                    item: frame.questionnaire.items[item.item].code, count: answers.total,
                    mean: answers.trimmed(above: group.trimsAbove).mean(values),
                    standardError: answers.standardError(values, population: population),
                    distribution: answers.all)
            })
    }

    /// The values of the responses that answer every item, response by response.
    private func complete(
        _ responses: [UInt32], _ items: [(item: Int, weight: Double)]
    ) -> [Double] {
        var rows: [Double] = []
        rows.reserveCapacity(responses.count * items.count)
        for number in responses {
            let start = rows.count
            for (item, _) in items {
                guard let label = book.label(of: Int(number), to: item) else {
                    rows.removeSubrange(start...)
                    break
                }
                rows.append(values[label])
            }
        }
        return rows
    }

    private struct Estimate {
        let mean: Double
        let standardError: Double?
    }

    /// An item that has answers, as an estimate takes it.
    private struct AnsweredItem {
        let item: Int
        let weight: Double
        /// Of all answers, and how many they are.
        let wholeMean: Double
        let total: Int
        /// Of the answers that are left when some are trimmed.
        let mean: Double
    }

    /// Weighted mean of the item means over some groups taken together; items without answers drop
    /// out. The standard error is that of the linearised mean, over whole responses.
    private func estimate(
        _ items: [(item: Int, weight: Double)], _ groups: [Int], _ tallies: [Tally],
        population: Int?
    ) -> Estimate? {
        let answered = answeredItems(items, groups, tallies)
        let weight = answered.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return nil }
        let (squares, count) = squaredPulls(answered, weight: weight, groups, tallies)
        let mean = answered.reduce(0) { $0 + $1.weight * $1.mean } / weight
        let share = finiteShare(sample: count, population: population)
        let many = Double(count)
        return Estimate(
            mean: mean,
            standardError: count > 1 ? (many / (many - 1) * squares * share).squareRoot() : nil)
    }

    private func answeredItems(
        _ items: [(item: Int, weight: Double)], _ groups: [Int], _ tallies: [Tally]
    ) -> [AnsweredItem] {
        var answered: [AnsweredItem] = []
        answered.reserveCapacity(items.count)
        for (item, weight) in items {
            var all = AnswerCounts(labelCount: values.count)
            var kept = all
            for group in groups {
                let answers = tallies[group][item]
                all.add(answers)
                kept.add(answers.trimmed(above: frame.groups[group].trimsAbove))
            }
            guard let mean = all.mean(values) else { continue }
            answered.append(
                AnsweredItem(
                    item: item, weight: weight, wholeMean: mean, total: all.total,
                    mean: kept.mean(values) ?? mean))
        }
        return answered
    }

    /// The sum of the squares of what responses pull, and how many pull at all.
    private func squaredPulls(
        _ items: [AnsweredItem], weight: Double, _ groups: [Int], _ tallies: [Tally]
    ) -> (squares: Double, count: Int) {
        // Per item and label, what an answer adds to the response's pull on the estimate.
        var pulls: [Double] = []
        pulls.reserveCapacity(items.count * values.count)
        for item in items {
            for value in values {
                pulls.append(item.weight / weight * (value - item.wholeMean) / Double(item.total))
            }
        }
        var (squares, count) = (0.0, 0)
        for group in groups {
            for number in tallies[group].responses {
                var (pull, isThere) = (0.0, false)
                for index in items.indices {
                    guard let label = book.label(of: Int(number), to: items[index].item) else {
                        continue
                    }
                    pull += pulls[index &* values.count &+ label]
                    isThere = true
                }
                if isThere {
                    squares += pull * pull
                    count += 1
                }
            }
        }
        return (squares, count)
    }

    private func opinion(
        for leaf: Leaf, _ opinions: [GroupOpinion], _ tallies: [Tally], staff: Int?
    ) -> LeafOpinion {
        // What counts for a value could be told from it, by subtraction from those that are shown.
        let counted = leaf.asked.filter { opinions[$0].isSufficient && !opinions[$0].isHidden }
        let parts = counted.compactMap { number -> LeafOpinion.Part? in
            let group = frame.groups[number]
            return estimate(
                leaf.itemsOfGroup[number], [number], tallies,
                population: group.population(staff: staff)
            ).map {
                LeafOpinion.Part(
                    group: group.name, valid: tallies[number].responses.count, mean: $0.mean,
                    standardError: $0.standardError)
            }
        }
        let whole =
            switch leaf.combination {
            case .equal: mean(of: parts)
            case .pooled:
                estimate(leaf.items(for: counted), counted, tallies, population: nil)
            }
        return LeafOpinion(
            leaf: leaf.code, value: whole?.mean, standardError: whole?.standardError, parts: parts,
            shortage: shortage(leaf.asked.filter { !counted.contains($0) }.map { opinions[$0] }))
    }

    private func mean(of parts: [LeafOpinion.Part]) -> Estimate? {
        guard !parts.isEmpty else { return nil }
        let count = Double(parts.count)
        let errors = parts.compactMap(\.standardError)
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        return Estimate(
            mean: parts.reduce(0) { $0 + $1.mean } / count,
            standardError: errors.count == parts.count ? squares.squareRoot() / count : nil)
    }

    private func shortage(_ groups: [GroupOpinion]) -> Wording? {
        guard !groups.isEmpty else { return nil }
        let parts = groups.map { group in
            guard let minimum = group.minimum else {
                return Wording(
                    zh: "\(group.group)：职工人数不明，不能判断样本是否足够",
                    en: "\(group.group): the number of staff is not known")
            }
            if group.isSufficient {
                let limit = GroupOpinion.anonymityLimit
                return Wording(
                    zh: "\(group.group)有效答卷\(group.valid)份，少于\(limit)份，为保护匿名不计入",
                    en: "\(group.group): \(group.valid) valid responses, fewer than \(limit), "
                        + "left out to keep them anonymous")
            }
            return Wording(
                zh: "\(group.group)有效答卷\(group.valid)份，少于\(max(minimum, 1))份，样本不足",
                en: "\(group.group): \(group.valid) valid responses, \(max(minimum, 1)) needed")
        }
        return Wording(
            zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }
}

extension SurveyFrame.Group {
    /// The unit's staff, if it is the staff that is asked.
    fileprivate func population(staff: Int?) -> Int? {
        if case .shareOfStaff = minimum { staff } else { nil }
    }
}
