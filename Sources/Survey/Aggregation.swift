internal import Indicators
internal import Languages

/// From screened responses to opinion.
struct Aggregation {
    let frame: SurveyFrame
    let book: ResponseBook
    /// The units of which opinion is told, perhaps others than were asked about.
    private let subjects: SurveySubjects
    private let order: [Int]
    private var scale: AnswerScale { frame.settings.scale }

    init(_ book: ResponseBook, frame: SurveyFrame, subjects: SurveySubjects? = nil) {
        self.book = book
        self.frame = frame
        self.subjects = subjects ?? SurveySubjects(of: frame)
        order = book.canonicalOrder()
    }

    func result() -> SurveyResult {
        let flags = flags()
        var cells = [[Cell]](
            repeating: [Cell](repeating: Cell(), count: frame.groups.count),
            count: subjects.units.count)
        var dropped: [DroppedResponse] = []
        for number in order {
            let response = book.responses[number]
            guard let unit = subjects.places[Int(response.unit)] else { continue }
            let group = Int(response.group)
            if let copy = response.repetition, !copy.differs {
                dropped.append(record(number, [.duplicate], line: copy.line))
                cells[unit][group].dropped.append([.duplicate])
            }
            if Screening.drops(flags[number]) {
                dropped.append(record(number, flags[number].sorted(), line: response.line))
                cells[unit][group].dropped.append(flags[number])
            } else {
                cells[unit][group].valid.append(number)
            }
        }
        for unit in cells.indices {
            for group in cells[unit].indices { keepAnonymous(&cells[unit][group].valid) }
        }
        let units = subjects.units.indices.map { opinion(of: $0, cells[$0]) }
        let valid = cells.joined().reduce(0) { $0 + $1.valid.count }
        return SurveyResult(
            received: valid + dropped.count, valid: valid,
            answers: cells.joined().flatMap(\.valid).reduce(0) { $0 + answered($1) },
            dropCounts: counts(dropped.map { Set($0.reasons) }), dropped: dropped, units: units)
    }

    /// Numbers of the responses that are not left out.
    func validResponses() -> [Int] {
        let flags = flags()
        return book.responses.indices.filter { !Screening.drops(flags[$0]) }
    }

    /// Responses left out, by reason; copies within a response are not among them.
    func dropCounts() -> [DropCount] { counts(flags().filter(Screening.drops)) }

    /// Leaves the responses about small units out of those about a merged one, where the rest, which
    /// is shown elsewhere, could be subtracted and fewer than five people would remain.
    private func keepAnonymous(_ valid: inout [Int]) {
        let counts = Dictionary(valid.map { (book.responses[$0].unit, 1) }, uniquingKeysWith: +)
        let small = counts.filter { $0.value < GroupOpinion.anonymityLimit }
        let people = small.values.reduce(0, +)
        guard counts.count > small.count, (1..<GroupOpinion.anonymityLimit).contains(people) else {
            return
        }
        valid.removeAll { small[book.responses[$0].unit] != nil }
    }

    /// First lines of the responses that tell no time of submission, where the same respondent's
    /// response about the same unit does.
    func undatedTwins() -> [Int] {
        zip(order, order.dropFirst()).compactMap { earlier, later in
            let (first, second) = (book.responses[earlier], book.responses[later])
            return book.isSamePair(earlier, later) && first.submitted == nil
                && second.submitted != nil ? first.line : nil
        }.sorted()
    }

    /// What came in of one group about one unit.
    private struct Cell {
        var valid: [Int] = []
        var dropped: [Set<ScreeningReason>] = []
    }

    private func record(
        _ number: Int, _ reasons: [ScreeningReason], line: Int
    ) -> DroppedResponse {
        let response = book.responses[number]
        return DroppedResponse(
            respondent: book.respondent(of: number), unit: frame.units[Int(response.unit)],
            group: frame.groups[Int(response.group)].name, reasons: reasons, line: line)
    }

    private func counts(_ dropped: [Set<ScreeningReason>]) -> [DropCount] {
        ScreeningReason.allCases.compactMap { reason in
            let count = dropped.count { $0.contains(reason) }
            return count > 0 ? DropCount(reason: reason, count: count) : nil
        }
    }

    private func answered(_ number: Int) -> Int {
        (0..<book.itemCount).count { book.answer(of: number, to: $0)?.label != nil }
    }

    // MARK: Screening

    /// Per response number, the flags that it earns.
    private func flags() -> [Set<ScreeningReason>] {
        let screening = frame.settings.screening
        var flags = book.responses.indices.map { number in
            let response = book.responses[number]
            let asked = frame.groups[Int(response.group)].items.map(\.item)
            return screening.flags(
                counts: counts([number], asked), asked: asked.count, seconds: response.seconds)
        }
        for (earlier, later) in zip(order, order.dropFirst())
        where book.isSamePair(earlier, later) {
            flags[later].insert(.duplicate)
        }
        for number in order where book.responses[number].repetition?.differs == true {
            flags[number].insert(.duplicate)
        }
        let seconds = screening.sameAddressMinutes * 60
        for number in book.echoes(within: seconds, order: order) {
            flags[number].insert(.sameAddress)
        }
        return flags
    }

    /// Answers per label over some responses and items.
    private func counts(_ responses: [Int], _ items: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: scale.labels.count)
        for number in responses {
            for item in items {
                if let label = book.answer(of: number, to: item)?.label { counts[label] += 1 }
            }
        }
        return counts
    }

    // MARK: Opinion

    private func opinion(of unit: Int, _ cells: [Cell]) -> UnitOpinion {
        let staff = subjects.staff[unit]
        let groups = zip(frame.groups, cells).map { opinion(of: $0, $1, staff: staff) }
        return UnitOpinion(
            unit: subjects.units[unit], groups: groups,
            leaves: frame.leaves.map { leaf($0, groups, cells, staff: staff) })
    }

    private func opinion(
        of group: SurveyFrame.Group, _ cell: Cell, staff: Int?
    ) -> GroupOpinion {
        let population = group.population(staff: staff)
        let whole = estimate(group.items, [(cell.valid, group)], population: population)
        return GroupOpinion(
            group: group.name, received: cell.valid.count + cell.dropped.count,
            valid: cell.valid.count, dropCounts: counts(cell.dropped),
            minimum: group.minimum.responses(staff: staff), population: population,
            mean: whole?.mean, standardError: whole?.standardError,
            alpha: cronbachAlpha(complete(cell.valid, group.items.map(\.item))),
            items: group.items.map { item in
                let answers = AnswerCounts(counts: counts(cell.valid, [item.item]))
                return ItemOpinion(
                    item: frame.questionnaire.items[item.item].code, count: answers.total,
                    mean: answers.trimmed(above: group.trimsAbove).mean(scale),
                    standardError: answers.standardError(scale, population: population),
                    distribution: answers.counts)
            })
    }

    /// The values of the responses that answer every item.
    private func complete(_ responses: [Int], _ items: [Int]) -> [[Double]] {
        responses.compactMap { number in
            let values = items.compactMap { item in
                book.answer(of: number, to: item)?.label.map { scale.labels[$0].value }
            }
            return values.count == items.count ? values : nil
        }
    }

    private struct Estimate {
        let mean: Double
        let standardError: Double?
    }

    /// Weighted mean of the item means over some groups taken together; items without answers drop
    /// out. The standard error is that of the linearised mean, over whole responses.
    private func estimate(
        _ items: [(item: Int, weight: Double)],
        _ groups: [(responses: [Int], group: SurveyFrame.Group)], population: Int?
    ) -> Estimate? {
        let responses = groups.flatMap(\.responses)
        let answered = items.compactMap { item in
            let answers = groups.map { responses, group in
                AnswerCounts(counts: counts(responses, [item.item]))
            }
            let kept = zip(answers, groups).map { $0.trimmed(above: $1.group.trimsAbove) }.merged
            let all = answers.merged
            return all.mean(scale).map { mean in
                (item.item, item.weight, kept.mean(scale) ?? mean, mean, Double(all.total))
            }
        }
        let weight = answered.reduce(0) { $0 + $1.1 }
        guard weight > 0 else { return nil }
        let pulls = responses.compactMap { number -> Double? in
            let parts = answered.compactMap { item, own, _, mean, total in
                book.answer(of: number, to: item)?.label.map { label in
                    own / weight * (scale.labels[label].value - mean) / total
                }
            }
            return parts.isEmpty ? nil : parts.reduce(0, +)
        }
        let mean = answered.reduce(0) { $0 + $1.1 * $1.2 } / weight
        let squares = pulls.reduce(0) { $0 + $1 * $1 }
        let count = Double(pulls.count)
        let share = finiteShare(sample: pulls.count, population: population)
        return Estimate(
            mean: mean,
            standardError: count > 1 ? (count / (count - 1) * squares * share).squareRoot() : nil)
    }

    private func leaf(
        _ leaf: SurveyFrame.Leaf, _ opinions: [GroupOpinion], _ cells: [Cell], staff: Int?
    ) -> LeafOpinion {
        let asked = frame.groups.indices.filter { group in
            leaf.measure.items.contains { $0.groups.contains(frame.groups[group].name) }
        }
        // What counts for a value could be told from it, by subtraction from those that are shown.
        let counted = asked.filter { opinions[$0].isSufficient && !opinions[$0].isHidden }
        let parts = counted.compactMap { number -> LeafOpinion.Part? in
            let group = frame.groups[number]
            let items = items(of: leaf, for: [group.name])
            return estimate(
                items, [(cells[number].valid, group)], population: group.population(staff: staff)
            ).map {
                LeafOpinion.Part(
                    group: group.name, valid: cells[number].valid.count, mean: $0.mean,
                    standardError: $0.standardError)
            }
        }
        let whole =
            switch leaf.measure.combination {
            case .equal: mean(of: parts)
            case .pooled:
                estimate(
                    items(of: leaf, for: counted.map { frame.groups[$0].name }),
                    counted.map { (cells[$0].valid, frame.groups[$0]) }, population: nil)
            }
        return LeafOpinion(
            leaf: leaf.code, value: whole?.mean, standardError: whole?.standardError, parts: parts,
            shortage: shortage(asked.filter { !counted.contains($0) }.map { opinions[$0] }))
    }

    private func items(
        of leaf: SurveyFrame.Leaf, for groups: [String]
    ) -> [(item: Int, weight: Double)] {
        leaf.measure.items.compactMap { item in
            guard item.groups.contains(where: groups.contains),
                let number = frame.questionnaire.items.firstIndex(where: { $0.code == item.code })
            else { return nil }
            return (number, item.weight)
        }
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

extension Answer {
    fileprivate var label: Int? {
        if case .label(let index) = self { index } else { nil }
    }
}

extension Array<AnswerCounts> {
    fileprivate var merged: AnswerCounts {
        guard let first else { return AnswerCounts(counts: []) }
        return dropFirst().reduce(first) { sum, next in
            AnswerCounts(counts: zip(sum.counts, next.counts).map { $0 + $1 })
        }
    }
}
