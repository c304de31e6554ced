/// What screening says of each response of a book.
struct Suspicion {
    private let book: ResponseBook
    private let screening: Screening
    private let labelCount: Int
    /// Items that each group is asked, four bits for each, all of them set, as responses hold answers.
    private let asked: [[UInt64]]

    init(_ book: ResponseBook, frame: SurveyFrame) {
        self.init(
            book, frame.settings,
            asked: frame.groups.map { group in
                var words = [UInt64](repeating: 0, count: book.stride)
                for (item, _) in group.items { words[item / 16] |= 15 << UInt64(item % 16 * 4) }
                return words
            })
    }

    init(_ book: ResponseBook, _ settings: SurveySettings, asked: [[UInt64]]) {
        self.book = book
        self.asked = asked
        screening = settings.screening
        labelCount = settings.scale.labels.count
    }

    /// Per response number, the flags that it earns.
    func flags() -> [ScreeningReasons] {
        var flags = ownFlags()
        let order = book.canonicalOrder()
        for (earlier, later) in zip(order, order.dropFirst())
        where book.isSamePair(Int(earlier), Int(later)) {
            flags[Int(later)].insert(.duplicate)
        }
        for number in book.contradictory { flags[number].insert(.duplicate) }
        for number in book.echoes(within: screening.sameAddressMinutes * 60) {
            flags[number].insert(.sameAddress)
        }
        return flags
    }

    /// The flags that responses earn by themselves.
    private func ownFlags() -> [ScreeningReasons] {
        let itemCounts = asked.map { $0.reduce(0) { $0 + $1.nonzeroBitCount / 4 } }
        var counts = [Int](repeating: 0, count: labelCount)
        var flags: [ScreeningReasons] = []
        flags.reserveCapacity(book.count)
        for number in 0..<book.count {
            let group = book.group(of: number)
            count(number, asked[group], into: &counts)
            flags.append(
                screening.flags(
                    counts: counts, asked: itemCounts[group], seconds: book.seconds(of: number)))
        }
        return flags
    }

    /// Counts a response's answers per label, over the items that its group is asked.
    private func count(_ number: Int, _ asked: [UInt64], into counts: inout [Int]) {
        for label in counts.indices { counts[label] = 0 }
        for index in asked.indices {
            let answers = book.word(index, of: number) & asked[index]
            for label in counts.indices {
                counts[label] &+= places(of: UInt64(label &+ 1), in: answers).nonzeroBitCount
            }
        }
    }
}

/// The lowest bit of each four that hold a number, 1…15.
@inline(__always)
func places(of number: UInt64, in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x1111_1111_1111_1111
    let different = word ^ (ones &* number)
    return ~(different | different &>> 1 | different &>> 2 | different &>> 3) & ones
}

/// The lowest bit of each four that hold a label.
@inline(__always)
func labels(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x1111_1111_1111_1111
    let there = (word | word &>> 1 | word &>> 2 | word &>> 3) & ones
    return there & ~places(of: 15, in: word)
}
