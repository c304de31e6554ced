internal import Tables

/// All responses of a survey in a few bytes each, whatever the order of their answers.
///
/// A response is what one respondent submitted for one unit at one time. Its answers take four bits
/// per item of the questionnaire; nothing else is kept of an answer.
struct ResponseBook: Sendable {
    /// What is known of one response besides its answers.
    struct Response: Sendable {
        let respondent: UInt32
        let unit: UInt32
        var group: UInt32
        /// Seconds since 1970 in the time of the file; nil where it was not recorded.
        let submitted: Int64?
        var seconds: Float64?
        /// Number of the address; nil where it was not recorded.
        var address: UInt32?
        /// Physical line of its first answer.
        var line: Int
        /// An item was answered twice: line of the second answer, and whether the two differ.
        var repetition: (line: Int, differs: Bool)?
    }

    /// One line of the survey with its names already resolved.
    struct Entry {
        let respondent: Int
        let unit: Int
        let group: Int
        let item: Int
        let answer: Answer
        let submitted: Int64?
        let seconds: Double?
        /// Nil where it was not recorded.
        let address: Int?
        let line: Int
    }

    /// What contradicts an earlier line of the same response.
    enum Contradiction: Sendable, Hashable {
        case group, seconds, address
    }

    private struct Key: Hashable {
        let respondent: UInt32
        let unit: UInt32
        let submitted: Int64?
    }

    let itemCount: Int
    private(set) var responses: [Response] = []
    /// Names of the respondents by their numbers.
    private let respondents: SharedNames
    private var numbers: [Key: Int] = [:]
    private var last: (key: Key, number: Int)?
    /// Two items a byte, `stride` bytes a response: 0 no line, 1…14 a label, 15 no answer.
    private var answers: [UInt8] = []
    private let stride: Int

    init(itemCount: Int, respondents: SharedNames) {
        self.itemCount = itemCount
        self.respondents = respondents
        stride = (itemCount + 1) / 2
    }

    /// - Returns: What the line says differently from an earlier line of its response.
    mutating func add(_ entry: Entry) -> [Contradiction] {
        let key = Key(
            respondent: UInt32(entry.respondent), unit: UInt32(entry.unit),
            submitted: entry.submitted)
        let number = number(of: key, entry)
        var contradictions: [Contradiction] = []
        if responses[number].group != UInt32(entry.group) { contradictions.append(.group) }
        if let seconds = entry.seconds {
            let known = responses[number].seconds
            if known == nil { responses[number].seconds = seconds }
            if let known, known != seconds { contradictions.append(.seconds) }
        }
        if let address = entry.address {
            let place = UInt32(address)
            let known = responses[number].address
            if known == nil { responses[number].address = place }
            if let known, known != place { contradictions.append(.address) }
        }
        responses[number].line = min(responses[number].line, entry.line)
        record(entry, in: number)
        return contradictions
    }

    private mutating func number(of key: Key, _ entry: Entry) -> Int {
        if let last, last.key == key { return last.number }
        let number = numbers[key] ?? responses.count
        if number == responses.count {
            numbers[key] = number
            responses.append(
                Response(
                    respondent: key.respondent, unit: key.unit, group: UInt32(entry.group),
                    submitted: key.submitted, line: entry.line))
            answers.append(contentsOf: repeatElement(0, count: stride))
        }
        last = (key, number)
        return number
    }

    private mutating func record(_ entry: Entry, in number: Int) {
        let code = entry.answer.code
        let known = self.code(number, entry.item)
        guard known == 0 else {
            let earlier = responses[number].repetition
            responses[number].repetition = (
                min(earlier?.line ?? .max, entry.line), (earlier?.differs ?? false) || known != code
            )
            return
        }
        answers[number * stride + entry.item / 2] |= entry.item % 2 == 0 ? code : code << 4
    }

    private func code(_ number: Int, _ item: Int) -> UInt8 {
        let byte = answers[number * stride + item / 2]
        return item % 2 == 0 ? byte & 15 : byte >> 4
    }

    /// Adds the responses of another part of the survey, numbered alike.
    ///
    /// - Returns: Whether the lines of every response agree and no item is answered in both parts;
    ///   otherwise what it holds means nothing.
    mutating func merge(_ other: ResponseBook) -> Bool {
        for (number, response) in other.responses.enumerated() {
            let key = Key(
                respondent: response.respondent, unit: response.unit,
                submitted: response.submitted)
            guard let known = numbers[key] else {
                numbers[key] = responses.count
                responses.append(response)
                answers.append(contentsOf: other.answers(of: number))
                continue
            }
            if !merge(response, other.answers(of: number), into: known) { return false }
        }
        return true
    }

    private mutating func merge(
        _ response: Response, _ answers: ArraySlice<UInt8>, into number: Int
    ) -> Bool {
        var known = responses[number]
        guard known.group == response.group,
            known.seconds == nil || response.seconds == nil || known.seconds == response.seconds,
            known.address == nil || response.address == nil || known.address == response.address
        else { return false }
        for (offset, byte) in answers.enumerated() {
            let own = self.answers[number * stride + offset]
            // Each half of a byte is an item's; it may be in use here or there.
            if own & 0x0F != 0 && byte & 0x0F != 0 || own & 0xF0 != 0 && byte & 0xF0 != 0 {
                return false
            }
            self.answers[number * stride + offset] = own | byte
        }
        known.seconds = known.seconds ?? response.seconds
        known.address = known.address ?? response.address
        known.line = min(known.line, response.line)
        let copies = [known.repetition, response.repetition].compactMap { $0 }
        if let first = copies.map(\.line).min() {
            known.repetition = (first, copies.contains { $0.differs })
        }
        responses[number] = known
        return true
    }

    /// The answer to an item; nil where the response has no line for it.
    func answer(of number: Int, to item: Int) -> Answer? { Answer(code: code(number, item)) }

    func respondent(of number: Int) -> String {
        respondents.text(Int(responses[number].respondent))
    }

    /// Whether two responses are one respondent's about one unit.
    func isSamePair(_ a: Int, _ b: Int) -> Bool {
        responses[a].respondent == responses[b].respondent && responses[a].unit == responses[b].unit
    }

    /// Response numbers by unit, then by respondent in byte order, then by time, unknown times first.
    func canonicalOrder() -> [Int] {
        let rank = SortedNames(respondents.all()).rank
        return responses.indices.map { number in
            let response = responses[number]
            return (response.unit, rank[Int(response.respondent)], response.submitted, number)
        }.sorted { a, b in
            if a.0 != b.0 { return a.0 < b.0 }
            if a.1 != b.1 { return a.1 < b.1 }
            return (a.2 ?? .min, a.3) < (b.2 ?? .min, b.3)
        }.map(\.3)
    }

    /// Responses whose answers for a unit came from the same address at most so many seconds
    /// before, from somebody else.
    ///
    /// - Parameter order: The canonical order, which breaks ties of time.
    func echoes(within seconds: Double, order: [Int]) -> Set<Int> {
        let dated = order.filter { responses[$0].address != nil && responses[$0].submitted != nil }
        let sorted = dated.enumerated().sorted { a, b in
            let (first, second) = (responses[a.element], responses[b.element])
            if first.unit != second.unit { return first.unit < second.unit }
            if first.address != second.address {
                return (first.address ?? 0) < (second.address ?? 0)
            }
            let (firstAnswers, secondAnswers) = (answers(of: a.element), answers(of: b.element))
            if firstAnswers != secondAnswers {
                return firstAnswers.lexicographicallyPrecedes(secondAnswers)
            }
            return (first.submitted ?? 0, a.offset) < (second.submitted ?? 0, b.offset)
        }.map(\.element)
        return Set(
            zip(sorted, sorted.dropFirst()).compactMap { earlier, later in
                isEcho(later, of: earlier, within: seconds) ? later : nil
            })
    }

    private func isEcho(_ later: Int, of earlier: Int, within seconds: Double) -> Bool {
        let (first, second) = (responses[earlier], responses[later])
        guard first.unit == second.unit, first.address == second.address,
            let before = first.submitted, let after = second.submitted
        else { return false }
        return Double(after - before) <= seconds && answers(of: earlier) == answers(of: later)
    }

    private func answers(of number: Int) -> ArraySlice<UInt8> {
        answers[number * stride..<(number + 1) * stride]
    }
}

extension Answer {
    fileprivate var code: UInt8 {
        switch self {
        case .silent: 15
        case .label(let index): UInt8(index + 1)
        }
    }

    fileprivate init?(code: UInt8) {
        switch code {
        case 0: return nil
        case 15: self = .silent
        default: self = .label(Int(code) - 1)
        }
    }
}
