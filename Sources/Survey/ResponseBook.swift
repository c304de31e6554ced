internal import Diagnostics
internal import Glibc
internal import Tables

/// All responses of a survey in a few bytes each, whatever the order of their answers.
///
/// A response is what one respondent submitted for one unit at one time. Its answers take four bits
/// per item of the questionnaire; nothing else is kept of an answer. What few surveys record (times,
/// durations, addresses) takes no room in the others.
struct ResponseBook: Sendable {
    /// What the lines of a response have in common besides the respondent.
    struct Head: Sendable {
        let unit: UInt32
        let group: UInt32
        /// Seconds since 1970 in the time of the file; nil where it was not recorded.
        let submitted: Int64?
        let seconds: Double?
        /// Stands for the address; nil where it was not recorded.
        let address: UInt64?
    }

    /// One line of the survey with its names already resolved.
    struct Entry {
        /// In UTF-8, never empty.
        let respondent: [UInt8]
        let head: Head
        let item: Int
        let answer: Answer
        let line: Int
    }

    /// What contradicts an earlier line of the same response.
    enum Contradiction: Sendable, Hashable {
        case group, seconds, address
    }

    /// What a line says differently from those of its response before it.
    struct Conflict: Sendable, Hashable {
        /// Never empty.
        let contradictions: [Contradiction]
        /// Where the response begins.
        let first: Place
    }

    /// Two lines of one respondent about one unit, by their numbers.
    struct LinePair: Sendable, Hashable {
        let line: Int
        let other: Int
    }

    /// An item was answered twice: line of the second answer, and whether the two differ.
    struct Repetition: Sendable {
        var line: Int
        var differs: Bool
    }

    /// Responses, numbered from 0.
    private(set) var count = 0
    private(set) var itemCount: Int
    /// Names of the respondents, one behind the other, and where each ends.
    private var names: [UInt8] = []
    private var nameEnds: [UInt32] = [0]
    private var units: [UInt32] = []
    private var groups: [UInt32] = []
    /// Of the first answer, numbered through all tables.
    private var lines: [UInt32] = []
    private(set) var lineNumbers = LineNumbers()
    private var times = Recorded<Int64>(none: .min)
    private var durations = Recorded<Double>(none: -.infinity)
    private var addresses = Recorded<UInt64>(none: .max)
    /// Sixteen items a word, `stride` words a response: 0 no line, 1…14 a label, 15 no answer.
    private var answers: [UInt64] = []
    private(set) var stride: Int
    private var repetitions: [Int: Repetition] = [:]
    /// Items that were answered with a label where the answer that counts is none.
    private(set) var lateLabels: [(number: Int, item: Int)] = []
    /// Number of a response plus 1, at its hash or behind it; 0 is free. A power of two in length.
    private var slots = [UInt32](repeating: 0, count: 64)
    /// The response that was met last.
    private var last = -1
    /// Of no meaning; it keeps what is fetched early from being left out.
    private var touched: UInt32 = 0
    private var order: [UInt32]?

    init(itemCount: Int) {
        self.itemCount = itemCount
        stride = (itemCount + 15) / 16
    }

    // MARK: Responses

    func unit(of number: Int) -> Int { Int(units[number]) }
    func group(of number: Int) -> Int { Int(groups[number]) }
    /// Number of the line of its first answer.
    func line(of number: Int) -> Int { Int(lines[number]) }
    func submitted(of number: Int) -> Int64? { times[number] }
    func seconds(of number: Int) -> Double? { durations[number] }
    func repetition(of number: Int) -> Repetition? {
        repetitions.isEmpty ? nil : repetitions[number]
    }

    /// Responses in which an item was answered twice, and differently; in no order.
    var contradictory: [Int] { repetitions.filter(\.value.differs).map(\.key) }

    func respondent(of number: Int) -> String {
        String(decoding: names[nameRange(number)], as: UTF8.self)
    }

    private func nameRange(_ number: Int) -> Range<Int> {
        Int(nameEnds[number])..<Int(nameEnds[number + 1])
    }

    /// Some of a response's answers, sixteen items: four bits each, the first lowest.
    @inline(__always)
    func word(_ index: Int, of number: Int) -> UInt64 { answers[number &* stride &+ index] }

    /// The label of the answer to an item; nil where there is none.
    @inline(__always)
    func label(of number: Int, to item: Int) -> Int? {
        let code = Int(word(item &>> 4, of: number) &>> UInt64(item & 15 &* 4) & 15)
        return code > 0 && code < 15 ? code &- 1 : nil
    }

    // MARK: Lines

    /// Goes on with the lines of another table.
    ///
    /// - Parameter isExport: Its respondents are numbered from 1 by the tool that made it.
    mutating func begin(_ table: Place, isExport: Bool = false) {
        lineNumbers.begin(table, isExport: isExport)
    }

    /// - Returns: Nil where the line agrees with all of its response before it.
    mutating func add(_ entry: Entry) -> Conflict? {
        let line = lineNumbers.number(ofLine: entry.line)
        let number = entry.respondent.withUnsafeBufferPointer {
            self.number(
                of: $0, entry.head,
                hash: Self.hash($0, entry.head.unit, entry.head.submitted ?? .min), line: line)
        }
        let contradictions = complete(number, entry.head, line: line)
        makeRoom(forItems: entry.item + 1)
        let code = entry.answer.code
        if !answers.withUnsafeMutableBufferPointer({
            Self.put(code, entry.item, $0, number * stride)
        }) {
            repeated(number, entry.item, code, line: line)
        }
        if contradictions.isEmpty { return nil }
        return Conflict(
            contradictions: contradictions, first: lineNumbers.place(of: Int(lines[number])))
    }

    /// Adds what some rows of a table say, behind all that was added before.
    ///
    /// - Parameters:
    ///   - line: Of the first row.
    ///   - itemCount: More than the number of any item in them.
    /// - Returns: Whether nothing contradicts an earlier line of the same response.
    mutating func add(_ block: ResponseBlock, line: Int, itemCount: Int) -> Bool {
        makeRoom(forItems: itemCount)
        let firstLine = lineNumbers.number(ofLine: line)
        _ = lineNumbers.number(ofLine: line + block.lineOffset(block.codes.count - 1))
        return block.texts.withUnsafeBufferPointer { texts in
            block.codes.withUnsafeBufferPointer { codes in
                let hashes = hashes(of: block.runs, texts)
                var (start, isSound) = (0, true)
                for (index, run) in block.runs.enumerated() {
                    if index % Self.ahead == 0 { expect(hashes[index...].prefix(Self.ahead)) }
                    let next = index + 1
                    let end = next < block.runs.count ? block.runs[next].row : codes.count
                    let name = UnsafeBufferPointer(rebasing: texts[start..<run.nameEnd])
                    start = run.nameEnd
                    let line = firstLine + block.lineOffset(run.row)
                    let number = number(of: name, run.head, hash: hashes[index], line: line)
                    isSound = complete(number, run.head, line: line).isEmpty && isSound
                    record(codes, run.row..<end, of: number) { firstLine + block.lineOffset($0) }
                }
                return isSound
            }
        }
    }

    private func hashes(
        of runs: [ResponseBlock.Run], _ texts: UnsafeBufferPointer<UInt8>
    ) -> [Int] {
        var start = 0
        return runs.map { run in
            let name = UnsafeBufferPointer(rebasing: texts[start..<run.nameEnd])
            start = run.nameEnd
            return Self.hash(name, run.head.unit, run.head.submitted ?? .min)
        }
    }

    /// Responses whose places are looked at before they are looked up.
    private static let ahead = 16

    /// Fetches what will be looked at soon all at once, since it is far from each other.
    private mutating func expect(_ hashes: ArraySlice<Int>) {
        for hash in hashes {
            let slot = Int(slots[hash & (slots.count - 1)])
            if slot > 0 { touched ^= units[slot - 1] ^ nameEnds[slot - 1] }
        }
    }

    private mutating func record(
        _ codes: UnsafeBufferPointer<Int32>, _ rows: Range<Int>, of number: Int,
        line: (Int) -> Int
    ) {
        let place = number &* stride
        var row = rows.lowerBound
        while true {
            row = answers.withUnsafeMutableBufferPointer { answers in
                var row = row
                while row < rows.upperBound {
                    let code = UInt64(codes[row] & 15)
                    guard Self.put(code, Int(codes[row] &>> 5), answers, place) else { break }
                    row &+= 1
                }
                return row
            }
            if row == rows.upperBound { return }
            repeated(number, Int(codes[row] >> 5), UInt64(codes[row] & 15), line: line(row))
            row += 1
        }
    }

    /// - Returns: False where the item has an answer already.
    @inline(__always)
    private static func put(
        _ code: UInt64, _ item: Int, _ answers: UnsafeMutableBufferPointer<UInt64>, _ place: Int
    ) -> Bool {
        let (index, shift) = (place &+ item &>> 4, UInt64(item & 15 &* 4))
        guard answers[index] &>> shift & 15 == 0 else { return false }
        answers[index] |= code &<< shift
        return true
    }

    private mutating func repeated(_ number: Int, _ item: Int, _ code: UInt64, line: Int) {
        let known = word(item >> 4, of: number) >> UInt64((item & 15) * 4) & 15
        if known == 15, code != 15 { lateLabels.append((number, item)) }
        let earlier = repetitions[number]
        repetitions[number] = Repetition(
            line: min(earlier?.line ?? .max, line),
            differs: (earlier?.differs ?? false) || known != code)
    }

    /// Notes what an earlier line didn't tell.
    private mutating func complete(_ number: Int, _ head: Head, line: Int) -> [Contradiction] {
        var contradictions: [Contradiction] = []
        if groups[number] != head.group { contradictions.append(.group) }
        if !durations.agree(number, head.seconds, of: count) { contradictions.append(.seconds) }
        if !addresses.agree(number, head.address, of: count) { contradictions.append(.address) }
        lines[number] = min(lines[number], UInt32(clamping: line))
        return contradictions
    }

    /// Items may become more while a table is read.
    private mutating func makeRoom(forItems count: Int) {
        guard count > itemCount else { return }
        itemCount = count
        guard count > stride * 16 else { return }
        let (old, wider) = (stride, max(stride * 2, (count + 15) / 16))
        var answers = [UInt64](repeating: 0, count: self.count * wider)
        for number in 0..<self.count {
            for index in 0..<old { answers[number * wider + index] = word(index, of: number) }
        }
        (self.answers, stride) = (answers, wider)
    }

    // MARK: Numbers

    private mutating func number(
        of name: UnsafeBufferPointer<UInt8>, _ head: Head, hash: Int, line: Int
    ) -> Int {
        let time = head.submitted ?? .min
        if last >= 0, isResponse(last, name, head.unit, time) { return last }
        if (count + 1) * 3 > slots.count * 2 { growSlots() }
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            last = Int(slots[slot]) - 1
            if isResponse(last, name, head.unit, time) { return last }
            slot = (slot + 1) & (slots.count - 1)
        }
        last = count
        slots[slot] = UInt32(count + 1)
        append(name, head, line: line)
        return last
    }

    private mutating func append(
        _ name: UnsafeBufferPointer<UInt8>, _ head: Head, line: Int
    ) {
        names.append(contentsOf: name)
        nameEnds.append(UInt32(names.count))
        units.append(head.unit)
        groups.append(head.group)
        lines.append(UInt32(clamping: line))
        times.append(head.submitted, before: count)
        durations.append(head.seconds, before: count)
        addresses.append(head.address, before: count)
        for _ in 0..<stride { answers.append(0) }
        count += 1
    }

    private func isResponse(
        _ number: Int, _ name: UnsafeBufferPointer<UInt8>, _ unit: UInt32, _ time: Int64
    ) -> Bool {
        let range = nameRange(number)
        guard units[number] == unit, range.count == name.count,
            (times[number] ?? .min) == time
        else { return false }
        return names.withUnsafeBufferPointer { names in
            guard let known = names.baseAddress, let wanted = name.baseAddress else { return true }
            return memcmp(known + range.lowerBound, wanted, name.count) == 0
        }
    }

    private static func hash(
        _ name: UnsafeBufferPointer<UInt8>, _ unit: UInt32, _ time: Int64
    ) -> Int {
        var hash = UInt64(bitPattern: time) ^ UInt64(unit) &<< 40 ^ UInt64(name.count)
        let bytes = UnsafeRawBufferPointer(name)
        var offset = 0
        while offset &+ 8 <= bytes.count {
            hash = mixed(hash, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest &<< 8 | UInt64(bytes[offset])
            offset &+= 1
        }
        return Int(truncatingIfNeeded: mixed(hash, rest) & 0x7FFF_FFFF_FFFF_FFFF)
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word ^ 0xD6E8_FEB8_6659_FD93)
            .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    private mutating func growSlots() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            let range = nameRange(number)
            var slot = names.withUnsafeBufferPointer { names in
                Self.hash(
                    UnsafeBufferPointer(rebasing: names[range]), units[number],
                    times[number] ?? .min)
            }
            slot &= slots.count - 1
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    // MARK: Order

    /// Ends the reading: what only that needs is given up, the order is settled.
    mutating func finish() {
        order = sortedNumbers()
        slots = []
        last = -1
    }

    /// Response numbers by unit, then by respondent in byte order, then by time, unknown times first.
    func canonicalOrder() -> [UInt32] { order ?? sortedNumbers() }

    private func sortedNumbers() -> [UInt32] {
        var (numbers, starts) = byUnit()
        for unit in starts.indices.dropLast() {
            let range = starts[unit]..<starts[unit + 1]
            let isSorted = range.dropFirst().allSatisfy {
                !precedes(Int(numbers[$0]), Int(numbers[$0 - 1]))
            }
            if !isSorted { sort(&numbers[range]) }
        }
        return numbers
    }

    /// Numbers by unit, and where each unit's start.
    func byUnit() -> (numbers: [UInt32], starts: [Int]) {
        var starts = [Int](repeating: 0, count: Int(units.max() ?? 0) + 2)
        for unit in units { starts[Int(unit) + 1] += 1 }
        for unit in 1..<starts.count { starts[unit] += starts[unit - 1] }
        var (numbers, next) = ([UInt32](repeating: 0, count: count), starts)
        for number in 0..<count {
            let unit = Int(units[number])
            numbers[next[unit]] = UInt32(number)
            next[unit] += 1
        }
        return (numbers, starts)
    }

    private func sort(_ numbers: inout ArraySlice<UInt32>) {
        let sorted = numbers.map { (key: sortKey(Int($0)), number: $0) }.sorted { a, b in
            a.key != b.key ? a.key < b.key : precedes(Int(a.number), Int(b.number))
        }
        for (place, entry) in zip(numbers.indices, sorted) { numbers[place] = entry.number }
    }

    /// The first eight bytes of the name as a number.
    private func sortKey(_ number: Int) -> UInt64 {
        let range = nameRange(number)
        return (range.lowerBound..<range.lowerBound + 8).reduce(0) {
            $0 << 8 | ($1 < range.upperBound ? UInt64(names[$1]) : 0)
        }
    }

    /// Order of two responses about one unit.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let order = order(ofNames: a, b)
        return order != 0 ? order < 0 : (times[a] ?? .min, a) < (times[b] ?? .min, b)
    }

    /// Negative where the first name precedes the second in byte order, 0 where they are equal.
    private func order(ofNames a: Int, _ b: Int) -> Int {
        let (first, second) = (nameRange(a), nameRange(b))
        return names.withUnsafeBufferPointer { names in
            guard let base = names.baseAddress else { return 0 }
            let order = memcmp(
                base + first.lowerBound, base + second.lowerBound, min(first.count, second.count))
            return order != 0 ? Int(order) : first.count - second.count
        }
    }

    /// Whether two responses are one respondent's about one unit.
    func isSamePair(_ a: Int, _ b: Int) -> Bool {
        units[a] == units[b] && order(ofNames: a, b) == 0
    }

    /// First lines of the responses that tell no time of submission, each with that of the same
    /// respondent's response about the same unit that does.
    func undatedTwins() -> [LinePair] {
        if times.isEmpty { return [] }
        return pairs { times[$0] == nil && times[$1] != nil }.map {
            LinePair(line: line(of: $0), other: line(of: $1))
        }.sorted { $0.line < $1.line }
    }

    /// Lines of exports whose respondent's number stood for a response about the same unit before:
    /// there each response should have a number of its own.
    func repeatedNumbers() -> [LinePair] {
        let twins = pairs { times[$0] != nil || times[$1] == nil }.map {
            LinePair(line: line(of: $1), other: line(of: $0))
        }
        let copies = repetitions.map { LinePair(line: $1.line, other: line(of: $0)) }
        return (twins + copies).filter {
            lineNumbers.isExport($0.line) || lineNumbers.isExport($0.other)
        }.sorted { $0.line < $1.line }
    }

    /// Neighbours in canonical order that are one respondent's about one unit.
    private func pairs(where isMeant: (Int, Int) -> Bool) -> [(Int, Int)] {
        let order = canonicalOrder()
        return zip(order, order.dropFirst()).compactMap { earlier, later in
            let (a, b) = (Int(earlier), Int(later))
            return isMeant(a, b) && isSamePair(a, b) ? (a, b) : nil
        }
    }

    // MARK: Echoes

    /// Responses whose answers for a unit came from the same address at most so many seconds
    /// before.
    func echoes(within seconds: Double) -> [Int] {
        if times.isEmpty || addresses.isEmpty { return [] }
        let order = canonicalOrder()
        var echoes: [Int] = []
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, units[Int(order[end])] == units[Int(order[start])] { end += 1 }
            addEchoes(among: order[start..<end], within: seconds, to: &echoes)
            start = end
        }
        return echoes
    }

    /// - Parameter responses: About one unit, in canonical order, which breaks ties of time.
    private func addEchoes(
        among responses: ArraySlice<UInt32>, within seconds: Double, to echoes: inout [Int]
    ) {
        let dated = responses.enumerated().compactMap { place, number -> Echo? in
            let number = Int(number)
            guard let address = addresses[number], let time = times[number] else { return nil }
            return Echo(address: address, time: time, place: place, number: number)
        }
        let sorted = dated.sorted { a, b in
            if a.address != b.address { return a.address < b.address }
            let answers = order(ofAnswers: a.number, b.number)
            return answers != 0 ? answers < 0 : (a.time, a.place) < (b.time, b.place)
        }
        for (earlier, later) in zip(sorted, sorted.dropFirst())
        where earlier.address == later.address
            && Double(later.time - earlier.time) <= seconds
            && order(ofAnswers: earlier.number, later.number) == 0
        {
            echoes.append(later.number)
        }
    }

    private struct Echo {
        let address: UInt64
        let time: Int64
        let place: Int
        let number: Int
    }

    private func order(ofAnswers a: Int, _ b: Int) -> Int {
        for index in 0..<stride {
            let (first, second) = (word(index, of: a), word(index, of: b))
            if first != second { return first < second ? -1 : 1 }
        }
        return 0
    }
}

/// A value per response of what few surveys record; nothing as long as no response has it.
private struct Recorded<Value: Comparable & Sendable>: Sendable {
    private let none: Value
    private var values: [Value] = []

    init(none: Value) { self.none = none }

    var isEmpty: Bool { values.isEmpty }

    subscript(number: Int) -> Value? {
        values.isEmpty || values[number] == none ? nil : values[number]
    }

    /// - Parameter before: Responses that are there already.
    mutating func append(_ value: Value?, before count: Int) {
        if values.isEmpty {
            guard value != nil else { return }
            values = [Value](repeating: none, count: count)
        }
        values.append(value ?? none)
    }

    /// Notes the value of one of so many responses, unless another one is known.
    ///
    /// - Returns: Whether what is known and what is noted are the same.
    mutating func agree(_ number: Int, _ value: Value?, of count: Int) -> Bool {
        guard let value else { return true }
        if let known = self[number] { return known == value }
        if values.isEmpty { values = [Value](repeating: none, count: count) }
        values[number] = value
        return true
    }
}

extension Answer {
    var code: UInt64 {
        switch self {
        case .silent: 15
        case .label(let index): UInt64(index + 1)
        }
    }
}
