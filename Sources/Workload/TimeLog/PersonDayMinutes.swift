/// A number for every person on every day of a log, where there is one.
///
/// People whose numbers are near tend to log on the same days: 256 of them share a page per day.
struct PersonDayMinutes: Sendable {
    private static let pageBits = 8
    private static let pageSize = 1 << pageBits

    /// Minutes plus 1; 0 where the person has no row that day.
    private var cells: [UInt64] = []
    /// Per day's slot and page of people, the page of cells; −1 where there is none.
    private var pages: [[Int32]] = []

    /// The place of a person's day.
    mutating func cell(of person: Int, slot: Int) -> Int {
        while pages.count <= slot { pages.append([]) }
        let page = person >> Self.pageBits
        if page >= pages[slot].count {
            pages[slot].append(
                contentsOf: repeatElement(-1, count: page + 1 - pages[slot].count))
        }
        var found = Int(pages[slot][page])
        if found < 0 {
            found = cells.count >> Self.pageBits
            pages[slot][page] = Int32(found)
            grow()
        }
        return found << Self.pageBits | person & (Self.pageSize - 1)
    }

    private mutating func grow() {
        if cells.count + Self.pageSize > cells.capacity {
            // A quarter at a time: doubling would hold up to three times what is needed.
            cells.reserveCapacity(cells.count + max(cells.count / 4, 64 * Self.pageSize))
        }
        cells.append(contentsOf: repeatElement(0, count: Self.pageSize))
    }

    /// Minutes at a place; 0 where there is none yet.
    subscript(_ cell: Int) -> UInt64 { max(cells[cell], 1) - 1 }

    /// Adds minutes up to a limit.
    @inline(__always)
    mutating func add(_ minutes: UInt64, to cell: Int, limit: UInt64) {
        let sum = max(cells[cell], 1) &+ minutes
        cells[cell] = min(sum, limit &+ 1)
    }

    /// Every person's day that has a row: person, slot, minutes; by slot, then person.
    func forEach(_ body: (_ person: Int, _ slot: Int, _ minutes: UInt64) -> Void) {
        for (slot, pages) in pages.enumerated() {
            for (number, page) in pages.enumerated() where page >= 0 {
                let first = Int(page) << Self.pageBits
                for offset in 0..<Self.pageSize where cells[first + offset] != 0 {
                    body(number << Self.pageBits | offset, slot, cells[first + offset] - 1)
                }
            }
        }
    }

    /// Adds what another part of a log holds.
    ///
    /// - Parameters:
    ///   - people: The number here of each person there.
    ///   - slots: The slot here of each slot there.
    mutating func add(
        _ other: PersonDayMinutes, people: [Int], slots: [Int], limit: UInt64 = .max - 1
    ) {
        other.forEach { person, slot, minutes in
            add(minutes, to: cell(of: people[person], slot: slots[slot]), limit: limit)
        }
    }
}
