internal import Calendars
internal import Tables

/// The days that a log names, numbered as they are met.
struct LoggedDays: Sendable {
    enum Place {
        case slot(Int)
        case fault(TimeLogFault)
    }

    /// The only year that counts; nil: every one.
    private let year: Int?
    private(set) var days: [Day] = []
    /// Rows that count, per day.
    var rows: [Int] = []
    private var slotOfDay: [Day: Int] = [:]
    /// Days as they were written lately, by a hash of their ten bytes.
    private var memory: [Written]

    /// Ten bytes and what they were found to mean.
    private struct Written: Sendable {
        var bytes: (UInt64, UInt16) = (0, 0)
        var place = Place.fault(.dateInvalid)
    }

    init(year: Int?) {
        self.year = year
        memory = Array(repeating: Written(), count: 512)
    }

    /// The slot of a day as a log writes it, blanks around it or not.
    mutating func slot(of text: UnsafeBufferPointer<UInt8>) -> Place {
        guard text.count == 10 else { return read(text) }
        let bytes = (
            UnsafeRawBufferPointer(text).loadUnaligned(as: UInt64.self),
            UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        )
        let mixed = (bytes.0 ^ UInt64(bytes.1) &<< 24) &* 0x9E37_79B9_7F4A_7C15
        let index = Int(truncatingIfNeeded: mixed &>> 40) & (memory.count - 1)
        if memory[index].bytes == bytes { return memory[index].place }
        let place = read(text)
        memory[index] = Written(bytes: bytes, place: place)
        return place
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Place {
        guard let day = parseDay(trimmed(text)) else { return .fault(.dateInvalid) }
        if let year, day.year != year { return .fault(.dateOutsideYear) }
        return .slot(slot(of: day))
    }

    private func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        withoutBlanks(text)
    }

    private mutating func slot(of day: Day) -> Int {
        if let slot = slotOfDay[day] { return slot }
        slotOfDay[day] = days.count
        days.append(day)
        rows.append(0)
        return days.count - 1
    }

    /// Adds the days of another part of the log.
    ///
    /// - Returns: The slot here of each slot there.
    mutating func merge(_ other: LoggedDays) -> [Int] {
        other.days.indices.map { index in
            let slot = slot(of: other.days[index])
            rows[slot] += other.rows[index]
            return slot
        }
    }

    /// The year with the most rows; the earlier of two.
    var commonestYear: Int? {
        var sums: [Int: Int] = [:]
        for (day, rows) in zip(days, rows) { sums[day.year, default: 0] += rows }
        return sums.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
}
