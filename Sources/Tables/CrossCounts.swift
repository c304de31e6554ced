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
    fileprivate static let pagesPerChunk = 128

    package let outcomeCount: Int
    private let pageSize: Int
    package private(set) var pages: [Page] = []
    /// Pages of the first numbers' low second numbers in chapter 0, each plus 1: 0 where there is none.
    private var near: UnsafeMutablePointer<Int32>
    /// First numbers that have a place there.
    private var nearCount = 64
    /// Other pages by what they stand for.
    private let numbers = CellMemory()
    private var chunks: [UnsafeMutablePointer<UInt16>] = []
    /// Pages of the last chunk that are in use.
    private var used = pagesPerChunk
    /// Times that a count passed 65,535, by page and place.
    private var carries: [Int: Int] = [:]

    package init(outcomeCount: Int) {
        self.outcomeCount = outcomeCount
        pageSize = CrossCounts.thirdsPerPage * outcomeCount
        near = CrossCounts.nearPages(of: 64)
    }

    deinit {
        for chunk in chunks { chunk.deallocate() }
        near.deallocate()
    }

    /// Second numbers below this one are looked up by place, not by hash, and so are first numbers
    /// below the other.
    private static let nearSeconds = 8
    private static let nearLimit = 1 << 22

    private static func nearPages(of count: Int) -> UnsafeMutablePointer<Int32> {
        let pages = UnsafeMutablePointer<Int32>.allocate(capacity: count * nearSeconds)
        pages.initialize(repeating: 0, count: count * nearSeconds)
        return pages
    }

    // MARK: Counting

    /// Runs of rows whose pages are looked up before they are counted.
    private static let batch = 1024
    /// So many runs ahead memory is asked for: rows in no order are far from each other.
    private static let ahead = 16
    /// Bits of a row's code that tell its place on the page.
    private static let placeBits = 9

    /// What is counted of a row, as one number.
    package func code(third: Int, outcome: Int) -> Int {
        let place = third % CrossCounts.thirdsPerPage * outcomeCount + outcome
        return (third / CrossCounts.thirdsPerPage) << CrossCounts.placeBits | place
    }

    /// Codes, from this one on, 64 of them, of rows that are not counted.
    package static let notCounted = 1 << placeBits - 64

    /// Counts some rows.
    ///
    /// - Parameters:
    ///   - rows: How many.
    ///   - runs: Rows from which on the first two numbers may be others than before, 0 among them.
    ///   - first: The first number per run.
    ///   - second: The second number per run.
    ///   - codes: What is counted, per row.
    package func count(
        rows: Int, runs: [Int32], first: [Int32], second: [Int32], codes: [Int32]
    ) {
        precondition(
            codes.count >= rows && min(first.count, second.count) >= runs.count,
            "every run and every row has its numbers")
        withUnsafeTemporaryAllocation(
            of: UnsafeMutablePointer<UInt16>.self, capacity: CrossCounts.batch
        ) { places in
            var start = 0
            while start < runs.count {
                let end = min(runs.count, start + CrossCounts.batch)
                locate(start..<end, runs, first, second, codes, places)
                let limit = end < runs.count ? Int(runs[end]) : rows
                add(start..<end, limit, runs, first, second, codes, places)
                start = end
            }
        }
    }

    /// Finds the pages of the first rows of some runs.
    private func locate(
        _ range: Range<Int>, _ runs: [Int32], _ first: [Int32], _ second: [Int32],
        _ codes: [Int32], _ pages: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt16>>
    ) {
        func key(_ run: Int) -> (Int32, Int32, Int32) {
            (first[run], second[run], codes[Int(runs[run])] &>> Int32(CrossCounts.placeBits))
        }
        for run in range {
            let next = run &+ CrossCounts.ahead
            if next < range.upperBound { expect(key(next)) }
            pages[run &- range.lowerBound] = start(ofPage: page(of: key(run)))
        }
    }

    /// - Parameter limit: Behind the last run's last row.
    private func add(
        _ range: Range<Int>, _ limit: Int, _ runs: [Int32], _ first: [Int32], _ second: [Int32],
        _ codes: [Int32], _ pages: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt16>>
    ) {
        let (bits, mask) = (Int32(CrossCounts.placeBits), Int32(1 << CrossCounts.placeBits - 1))
        var row = Int(runs[range.lowerBound])
        for run in range {
            let next = run &+ CrossCounts.ahead
            if next < range.upperBound {
                let place = Int(codes[Int(runs[next])] & mask)
                bytes_prefetch(pages[next &- range.lowerBound] + place)
            }
            var page = pages[run &- range.lowerBound]
            var chapter = codes[row] &>> bits
            let end = run &+ 1 < range.upperBound ? Int(runs[run &+ 1]) : limit
            while row < end {
                let code = codes[row]
                row &+= 1
                if code & mask >= Int32(CrossCounts.notCounted) { continue }
                if code &>> bits != chapter {
                    chapter = code &>> bits
                    page = start(ofPage: self.page(of: (first[run], second[run], chapter)))
                }
                let place = page + Int(code & mask)
                place.pointee &+= 1
                if place.pointee == 0 { carry(place) }
            }
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
        let known = known(key)
        return known >= 0 ? known : newPage(key)
    }

    /// −1 where there is none yet.
    @inline(__always)
    private func known(_ key: (Int32, Int32, Int32)) -> Int {
        guard isNear(key) else { return Int(numbers.meaning(of: key)) }
        guard key.0 < nearCount else { return -1 }
        return Int(near[place(of: key)]) &- 1
    }

    @inline(__always)
    private func isNear(_ key: (Int32, Int32, Int32)) -> Bool {
        key.2 == 0 && key.1 < Int32(CrossCounts.nearSeconds) && key.0 < Int32(CrossCounts.nearLimit)
    }

    @inline(__always)
    private func place(of key: (Int32, Int32, Int32)) -> Int {
        Int(key.0) &* CrossCounts.nearSeconds &+ Int(key.1)
    }

    @inline(__always)
    private func expect(_ key: (Int32, Int32, Int32)) {
        if !isNear(key) {
            numbers.expect(key)
        } else if key.0 < nearCount {
            bytes_prefetch(near + place(of: key))
        }
    }

    private func remember(_ page: Int, _ key: (Int32, Int32, Int32)) {
        guard isNear(key) else { return numbers.remember(key, Int32(page)) }
        if key.0 >= nearCount {
            var count = nearCount
            while count <= key.0 { count *= 2 }
            let larger = CrossCounts.nearPages(of: count)
            larger.update(from: near, count: nearCount * CrossCounts.nearSeconds)
            near.deallocate()
            (near, nearCount) = (larger, count)
        }
        near[place(of: key)] = Int32(page + 1)
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
        remember(page, key)
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
            let known = known(key)
            if known < 0 {
                note(page.page + shift, key)
                continue
            }
            for place in 0..<pageSize {
                let amount = count(page.page + shift, place)
                if amount > 0 { add(amount, known, place) }
            }
        }
        other.pages = []
    }

    private func count(_ page: Int, _ place: Int) -> Int {
        let count = Int(start(ofPage: page)[place])
        return carries.isEmpty ? count : count + (carries[page * pageSize + place] ?? 0) << 16
    }

    // MARK: Results

    /// The counts as they are now, to be read by several threads.
    ///
    /// - Parameter values: What each outcome is worth.
    package func weighed(by values: [Double]) -> WeighedCounts {
        precondition(values.count == outcomeCount, "every outcome has its value")
        return WeighedCounts(
            owner: self, chunks: chunks.map { UnsafePointer($0) }, carries: carries,
            values: values)
    }

    /// How many groups of three numbers were met, and how often any was.
    package func totals() -> (cells: Int, sum: Int) {
        let counts = weighed(by: [Double](repeating: 0, count: outcomeCount))
        var (cells, sum) = (0, 0)
        for page in pages {
            for third in 0..<CrossCounts.thirdsPerPage {
                let here = counts.weigh(page.page, third).count
                cells += here > 0 ? 1 : 0
                sum += here
            }
        }
        return (cells, sum)
    }
}

/// Counts, and what each outcome is worth.
package struct WeighedCounts: @unchecked Sendable {
    // Sendable because nothing is counted any more once it is made.
    fileprivate let owner: CrossCounts
    fileprivate let chunks: [UnsafePointer<UInt16>]
    fileprivate let carries: [Int: Int]
    fileprivate let values: [Double]

    /// How often a third number, 0…31 on its page, was met, and the sum of its outcomes by their
    /// values.
    package func weigh(_ page: Int, _ third: Int) -> (count: Int, sum: Double) {
        let size = CrossCounts.thirdsPerPage &* values.count
        let chunk = chunks[page / CrossCounts.pagesPerChunk]
        let counts = chunk + page % CrossCounts.pagesPerChunk &* size + third &* values.count
        var (count, sum) = (0, 0.0)
        for outcome in values.indices {
            var here = Int(counts[outcome])
            if !carries.isEmpty {
                here += (carries[page * size + third * values.count + outcome] ?? 0) << 16
            }
            count &+= here
            sum += Double(here) * values[outcome]
        }
        return (count, sum)
    }
}
