internal import Calendars
internal import Tables

/// Effective minutes of every person on every day, as far as some rows of a log tell.
///
/// Tallies of parts of a log, in whatever order, merge into the tally of the whole.
/// - Complexity: Memory grows with the person-days, not with the rows.
struct TimeLogTally: Sendable {
    /// Which field of a row is what.
    struct Layout: Sendable {
        let unit, person, date, item, minutes: Int
        /// Nil where the log has no counts.
        let count: Int?
    }

    /// A row that doesn't count, by its number in its block.
    struct SetAside: Sendable {
        let row: Int
        let fault: TimeLogFault
        /// Unit, person, date, item, count, minutes as they stand.
        let cells: [String]
    }

    private(set) var rows = 0
    /// Rows set aside by fault, in the order of the faults.
    private(set) var setAside = [Int](repeating: 0, count: TimeLogFault.allCases.count)
    private var items: ItemCoefficients
    private var days: LoggedDays
    /// Unit, separator and person.
    private var people = ByteIndex()
    private var unitOfPerson: [UInt32] = []
    private var units = ByteIndex()
    private var minutes = PersonDayMinutes()
    /// Units of the most that one person's day counts.
    private let dayLimit: UInt64
    private var run = Run.none

    /// What the rows of one person's day have in common.
    private enum Run {
        case none
        case day(cell: Int, slot: Int)
        case fault(TimeLogFault)
    }

    /// Stands between unit and person, and in neither.
    private let separator: UInt8

    /// - Parameters:
    ///   - year: The only year whose days count; nil: every year's do, for now.
    ///   - separator: A byte that no cell holds. For a plain table a comma, so that the stretch of
    ///     both cells is the person's key.
    init(items: ItemCoefficients, year: Int?, separator: UInt8) {
        self.items = items
        self.separator = separator
        days = LoggedDays(year: year)
        dayLimit = UInt64(TimeLogLimits.effectiveMinutesPerDay) * items.scale
    }

    // MARK: Rows of a plain table

    /// Takes all rows of a block whose first three columns of interest stand side by side.
    mutating func read(_ block: PlainBlock, _ layout: Layout, listing: Bool) -> [SetAside] {
        var listed: [SetAside] = []
        let starts = block.changes(from: layout.unit, through: layout.date)
        let columns = Columns(
            items: block.words(layout.item), minutes: block.wholes(layout.minutes),
            counts: layout.count.map { block.wholes($0) } ?? [])
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : block.rowCount
            enter(block, start, layout)
            for row in take(columns, start..<end) {
                if let fault = takeCarefully(block, row, layout), listing {
                    listed.append(SetAside(row: row, fault: fault, cells: block.cells(row, layout)))
                }
            }
        }
        rows += block.rowCount
        return listed
    }

    /// Columns of a block, as far as their cells are as plain as most are.
    private struct Columns {
        /// Bytes of the item as a number; 0 where it needs care.
        let items: [UInt64]
        /// −1 where the minutes need care.
        let minutes: [Int32]
        /// −1 where the count needs care; empty for a log without counts.
        let counts: [Int32]
    }

    /// Takes the rows of one person's day.
    ///
    /// - Returns: Those that need care.
    @inline(__always)
    private mutating func take(_ columns: Columns, _ rows: Range<Int>) -> [Int] {
        guard case .day(let cell, let slot) = run else { return Array(rows) }
        var careful: [Int] = []
        var (sum, taken) = (UInt64(0), 0)
        for row in rows {
            let (key, minutes) = (columns.items[row], columns.minutes[row])
            let item = key == 0 ? -1 : items.item(short: key)
            guard item >= 0, minutes > 0, minutes <= 960,
                columns.counts.isEmpty || columns.counts[row] >= 0
            else {
                careful.append(row)
                continue
            }
            let effective = UInt64(truncatingIfNeeded: minutes) &* items.coefficient(item)
            sum = min(sum &+ effective, dayLimit)
            taken &+= 1
        }
        if taken > 0 {
            minutes.add(sum, to: cell, limit: dayLimit)
            days.rows[slot] &+= taken
        }
        return careful
    }

    private mutating func takeCarefully(
        _ block: PlainBlock, _ row: Int, _ layout: Layout
    ) -> TimeLogFault? {
        take(
            item: block.trimmed(row, layout.item),
            count: layout.count.map { block.trimmed(row, $0) },
            minutes: block.trimmed(row, layout.minutes))
    }

    private mutating func enter(_ block: PlainBlock, _ row: Int, _ layout: Layout) {
        let start = block.start(row, layout.unit)
        let end = block.innerEnd(row, layout.person)
        let date = block.bytes(
            block.start(row, layout.date), block.innerEnd(row, layout.date))
        if let person = people.find(block.bytes(start, end).span) {
            run = run(of: person, on: date)
        } else {
            enter(
                unit: block.trimmed(row, layout.unit), person: block.trimmed(row, layout.person),
                date: date)
        }
    }

    // MARK: Rows of any table

    /// Takes one row; cells without the blanks around them.
    ///
    /// - Returns: Why it is set aside; nil where it counts.
    mutating func take(
        unit: UnsafeBufferPointer<UInt8>, person: UnsafeBufferPointer<UInt8>,
        date: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>,
        count: UnsafeBufferPointer<UInt8>?, minutes: UnsafeBufferPointer<UInt8>
    ) -> TimeLogFault? {
        rows += 1
        enter(unit: unit, person: person, date: date)
        return take(item: item, count: count, minutes: minutes)
    }

    private mutating func take(
        item: UnsafeBufferPointer<UInt8>, count: UnsafeBufferPointer<UInt8>?,
        minutes: UnsafeBufferPointer<UInt8>
    ) -> TimeLogFault? {
        let fault = fault(item: item, count: count, minutes: minutes)
        if let fault { setAside[fault.rawValue] += 1 }
        return fault
    }

    private mutating func fault(
        item: UnsafeBufferPointer<UInt8>, count: UnsafeBufferPointer<UInt8>?,
        minutes: UnsafeBufferPointer<UInt8>
    ) -> TimeLogFault? {
        switch run {
        case .fault(.unitMissing): return .unitMissing
        case .fault(.personMissing): return .personMissing
        default: break
        }
        guard let number = items.item(item) else { return .itemUnknown }
        if let count, (parseWhole(count) ?? -1) < 0 { return .countInvalid }
        guard let minutes = parseWhole(minutes), TimeLogLimits.minutes.contains(minutes) else {
            return .minutesInvalid
        }
        switch run {
        case .fault(let fault): return fault
        case .day(let cell, let slot):
            self.minutes.add(
                UInt64(minutes) * items.coefficient(number), to: cell, limit: dayLimit)
            days.rows[slot] += 1
            return nil
        case .none: preconditionFailure("a row belongs to a person's day")
        }
    }

    /// Makes a person's day the present one, by cells without blanks around them.
    private mutating func enter(
        unit: UnsafeBufferPointer<UInt8>, person: UnsafeBufferPointer<UInt8>,
        date: UnsafeBufferPointer<UInt8>
    ) {
        guard !unit.isEmpty else {
            run = .fault(.unitMissing)
            return
        }
        guard !person.isEmpty else {
            run = .fault(.personMissing)
            return
        }
        let key = Array(unit) + [separator] + person
        var number = people.find(key.span)
        if number == nil {
            number = people.insert(key.span)
            unitOfPerson.append(UInt32(units.insert(unit.span)))
        }
        guard let number else { preconditionFailure("a person was entered") }
        run = run(of: number, on: date)
    }

    private mutating func run(of person: Int, on date: UnsafeBufferPointer<UInt8>) -> Run {
        switch days.slot(of: date) {
        case .slot(let slot): .day(cell: minutes.cell(of: person, slot: slot), slot: slot)
        case .fault(let fault): .fault(fault)
        }
    }

    // MARK: The whole log

    /// Adds what another part of the log tells.
    mutating func merge(_ other: TimeLogTally) {
        rows += other.rows
        for fault in setAside.indices { setAside[fault] += other.setAside[fault] }
        var people: [Int] = []
        people.reserveCapacity(other.people.count)
        for number in 0..<other.people.count { people.append(enter(number, of: other)) }
        let slots = days.merge(other.days)
        minutes.add(other.minutes, people: people, slots: slots, limit: dayLimit)
    }

    private mutating func enter(_ person: Int, of other: TimeLogTally) -> Int {
        let key = other.people.bytes(person)
        if let number = people.find(key.span) { return number }
        let unit = other.units.bytes(Int(other.unitOfPerson[person]))
        unitOfPerson.append(UInt32(units.insert(unit.span)))
        return people.insert(key.span)
    }

    /// The year with the most rows that count; the earlier of two.
    var commonestYear: Int? { days.commonestYear }

    /// Minutes and person-days of every unit, ordered by unit in UTF-8 byte order.
    ///
    /// - Parameter year: Days of other years are set aside, if the tally holds any.
    func unitLogs(in year: Int?) -> (units: [UnitTimeLog], setAside: [Int]) {
        var sums = [(minutes: UInt128, days: Int)](repeating: (0, 0), count: units.count)
        let counts = days.days.map { year == nil || $0.year == year }
        minutes.forEach { person, slot, minutes in
            guard counts[slot] else { return }
            let unit = Int(unitOfPerson[person])
            sums[unit].minutes += UInt128(minutes)
            sums[unit].days += 1
        }
        let order = sums.indices.filter { sums[$0].days > 0 }.sorted { units.precedes($0, $1) }
        var setAside = setAside
        for (slot, day) in days.days.enumerated() where year != nil && day.year != year {
            setAside[TimeLogFault.dateOutsideYear.rawValue] += days.rows[slot]
        }
        let logs = order.map { number in
            UnitTimeLog(
                unit: units.text(number),
                effectiveMinutes: Double(sums[number].minutes) / Double(items.scale),
                employeeDays: sums[number].days)
        }
        return (logs, setAside)
    }
}

extension PlainBlock {
    fileprivate func cells(_ row: Int, _ layout: TimeLogTally.Layout) -> [String] {
        [layout.unit, layout.person, layout.date, layout.item, layout.count, layout.minutes].map {
            $0.map { String(decoding: bytes(start(row, $0), end(row, $0)), as: UTF8.self) } ?? ""
        }
    }
}
