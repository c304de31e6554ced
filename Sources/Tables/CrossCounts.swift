internal import CBytes

/// How often each of a few outcomes was met, per three numbers: of a survey, how often each label was
/// chosen per unit, group and item.
///
/// The first two numbers have a page for every 32 of the third; a page holds a count per third
/// number and outcome. Counts are small; what exceeds 65,535 is carried beside them.
package final class CrossCounts: @unchecked Sendable {
    // Sendable because its memory belongs to it alone and its owner hands it from thread to thread
    // whole, never using it on two at once.
    package static let thirdsPerPage = 32

    /// Which page stands for what.
    package struct Page: Sendable {
        package let first: Int
        package let second: Int
        /// Third numbers 32 · chapter … 32 · chapter + 31.
        package let chapter: Int
        /// Its own number; not every number is in use.
        package let page: Int
    }

    /// Pages come into being so many at a time.
    private static let pagesPerChunk = 128

    package let outcomeCount: Int
    private let pageSize: Int
    package private(set) var pages: [Page] = []
    /// Pages by what they stand for.
    private let numbers = CellMemory()
    private var chunks: [UnsafeMutablePointer<UInt16>] = []
    /// Pages of the last chunk that are in use.
    private var used = pagesPerChunk
    /// Times that a count passed 65,535, by page and place.
    private var carries: [Int: Int] = [:]

    package init(outcomeCount: Int) {
        self.outcomeCount = outcomeCount
        pageSize = CrossCounts.thirdsPerPage * outcomeCount
    }

    deinit { for chunk in chunks { chunk.deallocate() } }

    // MARK: Counting

    /// Rows whose places are looked up before they are counted.
    private static let batch = 1024
    /// So many rows ahead memory is asked for: rows in no order are far from each other.
    private static let ahead = 16

    /// Counts some rows; outcomes beyond the last one are left out.
    package func count(
        rows: Int, first: [Int32], second: [Int32], third: [Int32], outcomes: [Int32]
    ) {
        precondition(
            min(first.count, second.count, third.count, outcomes.count) >= rows,
            "every row has its numbers")
        withUnsafeTemporaryAllocation(
            of: UnsafeMutablePointer<UInt16>?.self, capacity: CrossCounts.batch
        ) { places in
            var start = 0
            while start < rows {
                let end = min(rows, start + CrossCounts.batch)
                locate(start..<end, first, second, third, outcomes, places)
                for number in 0..<end - start {
                    if number &+ CrossCounts.ahead < end - start,
                        let next = places[number &+ CrossCounts.ahead]
                    {
                        bytes_prefetch(next)
                    }
                    guard let place = places[number] else { continue }
                    place.pointee &+= 1
                    if place.pointee == 0 { carry(place) }
                }
                start = end
            }
        }
    }

    /// Where the counts of some rows stand; nil for outcomes that are left out.
    private func locate(
        _ rows: Range<Int>, _ first: [Int32], _ second: [Int32], _ third: [Int32],
        _ outcomes: [Int32], _ places: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt16>?>
    ) {
        var (one, two, chapter) = (Int32(-1), Int32(-1), Int32(-1))
        var base: UnsafeMutablePointer<UInt16>?
        let (last, outcomeCount) = (rows.upperBound &- 1, Int32(outcomeCount))
        for row in rows {
            let next = row &+ CrossCounts.ahead
            if next <= last, first[next] != first[next &- 1] {
                numbers.expect((first[next], second[next], third[next] &>> 5))
            }
            if first[row] != one || second[row] != two || third[row] &>> 5 != chapter {
                (one, two, chapter) = (first[row], second[row], third[row] &>> 5)
                base = start(ofPage: page(of: (one, two, chapter)))
            }
            let offset = Int((third[row] & 31) &* outcomeCount &+ outcomes[row])
            places[row &- rows.lowerBound] =
                outcomes[row] < outcomeCount ? base.map { $0 + offset } : nil
        }
    }

    private func start(ofPage page: Int) -> UnsafeMutablePointer<UInt16> {
        chunks[page / CrossCounts.pagesPerChunk] + page % CrossCounts.pagesPerChunk * pageSize
    }

    /// A count passed 65,535 and began anew.
    @inline(never)
    private func carry(_ place: UnsafeMutablePointer<UInt16>) {
        let size = CrossCounts.pagesPerChunk * pageSize
        for (number, chunk) in chunks.enumerated() where place >= chunk && place < chunk + size {
            carries[number * size + (place - chunk), default: 0] += 1
        }
    }

    /// The page of two numbers and a chapter; it comes into being when it is asked for.
    @inline(__always)
    private func page(of key: (Int32, Int32, Int32)) -> Int {
        let known = numbers.meaning(of: key)
        return known >= 0 ? Int(known) : newPage(key)
    }

    private func newPage(_ key: (Int32, Int32, Int32)) -> Int {
        if used == CrossCounts.pagesPerChunk {
            let size = used * pageSize
            let chunk = UnsafeMutablePointer<UInt16>.allocate(capacity: size)
            chunk.initialize(repeating: 0, count: size)
            chunks.append(chunk)
            used = 0
        }
        used += 1
        let page = (chunks.count - 1) * CrossCounts.pagesPerChunk + used - 1
        note(page, key)
        return page
    }

    private func note(_ page: Int, _ key: (Int32, Int32, Int32)) {
        numbers.remember(key, Int32(page))
        pages.append(
            Page(first: Int(key.0), second: Int(key.1), chapter: Int(key.2), page: page))
    }

    package func add(_ amount: Int, first: Int, second: Int, third: Int, outcome: Int) {
        let chapter = Int32(third / CrossCounts.thirdsPerPage)
        let page = page(of: (Int32(first), Int32(second), chapter))
        add(amount, page, third % CrossCounts.thirdsPerPage * outcomeCount + outcome)
    }

    private func add(_ amount: Int, _ page: Int, _ place: Int) {
        let counts = start(ofPage: page)
        let sum = Int(counts[place]) + amount
        counts[place] = UInt16(truncatingIfNeeded: sum)
        if sum >> 16 > 0 { carries[page * pageSize + place, default: 0] += sum >> 16 }
    }

    /// Takes over all that another one counted, which is empty then.
    package func merge(_ other: CrossCounts) {
        // Its pages are taken over as they are; where there is one already, it is added to that.
        let shift = chunks.count * CrossCounts.pagesPerChunk
        chunks += other.chunks
        other.chunks = []
        used = other.used
        for (place, count) in other.carries { carries[place + shift * pageSize] = count }
        for page in other.pages {
            let key = (Int32(page.first), Int32(page.second), Int32(page.chapter))
            let known = numbers.meaning(of: key)
            if known < 0 {
                note(page.page + shift, key)
                continue
            }
            for place in 0..<pageSize {
                let amount = count(page.page + shift, place)
                if amount > 0 { add(amount, Int(known), place) }
            }
        }
        other.pages = []
    }

    private func count(_ page: Int, _ place: Int) -> Int {
        let count = Int(start(ofPage: page)[place])
        return carries.isEmpty ? count : count + (carries[page * pageSize + place] ?? 0) << 16
    }

    // MARK: Results

    /// How often each outcome was met for a third number, 0…31 on its page.
    ///
    /// - Returns: Their sum.
    package func take(_ page: Int, _ third: Int, into outcomes: inout [Int]) -> Int {
        var sum = 0
        for outcome in 0..<outcomeCount {
            outcomes[outcome] = count(page, third * outcomeCount + outcome)
            sum += outcomes[outcome]
        }
        return sum
    }

    /// How many groups of three numbers were met, and how often any was.
    package func totals() -> (cells: Int, sum: Int) {
        var (cells, sum) = (0, 0)
        var outcomes = [Int](repeating: 0, count: outcomeCount)
        for page in pages {
            for third in 0..<CrossCounts.thirdsPerPage {
                let here = take(page.page, third, into: &outcomes)
                cells += here > 0 ? 1 : 0
                sum += here
            }
        }
        return (cells, sum)
    }
}
