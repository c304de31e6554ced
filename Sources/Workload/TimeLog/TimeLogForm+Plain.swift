internal import Diagnostics
internal import Institutions
internal import Synchronization
internal import Tables

/// The fast way to read a log: a table that needs no care and of which nothing is to be reported,
/// by two threads. The careful way gives the same.
extension TimeLogForm {
    /// Takes every row of the only table of a log.
    ///
    /// - Returns: Nil where anything needs care or is to be reported; then nothing was taken.
    mutating func takePlain(
        _ source: TableSource, into log: inout DiagnosticLog
    ) -> TableSummary? {
        var headerLog = DiagnosticLog()
        guard
            let table = PlainTable(source, columns: TimeLogSummary.columns, into: &headerLog),
            let layout = TimeLogTally.Layout(table)
        else { return nil }
        let empty = PlainPart(form: self, items: ShortItems(self))
        let setAside = Mutex(setAside)
        let reading = table.read(
            workers: 2, from: { empty }, { part, block in part.read(block, layout) },
            deliver: { rows, firstLine in
                setAside.withLock { setAside in
                    for row in rows {
                        let address = RowAddress(table: 0, line: firstLine + row.row)
                        setAside.add(row.fault, of: row.unit, at: address)
                    }
                }
            })
        guard let reading, !reading.states.contains(where: \.needsCare),
            var whole = reading.states.first?.form
        else { return nil }
        for part in reading.states.dropFirst() { whole.merge(part.form) }
        if whole.hasLongDay { return nil }
        for unit in whole.rows.indices where whole.rows[unit] > 0 && layout.count == nil {
            whole.lacksCounts[unit] = true
        }
        whole.setAside = setAside.withLock { $0 }
        self = whole
        log.merge(headerLog)
        return reading.summary
    }

    /// A day of somebody that is longer than a day may be.
    private var hasLongDay: Bool {
        var isFound = false
        claimed.forEach { _, _, minutes in
            if minutes > UInt64(TimeLogLimits.minutesThatPass) { isFound = true }
        }
        return isFound
    }

    /// Adds what another part of the log tells.
    private mutating func merge(_ other: TimeLogForm) {
        for item in sums.indices {
            sums[item].count += other.sums[item].count
            sums[item].minutes += other.sums[item].minutes
            sums[item].rows += other.sums[item].rows
        }
        for unit in rows.indices { rows[unit] += other.rows[unit] }
        let numbers = (0..<other.people.count).map { person in
            let number = people.insert(other.people.bytes(person).span)
            if number == unitOfPerson.count { unitOfPerson.append(other.unitOfPerson[person]) }
            return number
        }
        let slots = days.merge(other.days)
        claimed.add(other.claimed, people: numbers, slots: slots)
        worked.add(other.worked, people: numbers, slots: slots)
        norm.add(other.norm, people: numbers, slots: slots)
    }
}

/// What one thread has read of a log.
private struct PlainPart: Sendable {
    var form: TimeLogForm
    let items: ShortItems
    /// A row was met that has to be reported.
    private(set) var needsCare = false

    init(form: TimeLogForm, items: ShortItems) {
        (self.form, self.items) = (form, items)
    }

    /// A row that doesn't count, by its number in its block.
    struct Row: Sendable {
        let row: Int
        let unit: Int
        let fault: TimeLogFault
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

    /// A person's day, the same for some rows.
    private struct PersonDay {
        let unit: Int
        let person: Int
        let slot: Int
        /// The unit's work log is known.
        let hasItems: Bool
    }

    /// - Returns: The rows that don't count, in their order.
    mutating func read(_ block: PlainBlock, _ layout: TimeLogTally.Layout) -> [Row] {
        var faults: [Row] = []
        let starts = block.changes(from: layout.unit, through: layout.date)
        let columns = Columns(
            items: block.words(layout.item), minutes: block.wholes(layout.minutes),
            counts: layout.count.map { block.wholes($0) } ?? [])
        for (index, start) in starts.enumerated() where !needsCare {
            let end = index + 1 < starts.count ? starts[index + 1] : block.rowCount
            guard let unit = form.units.find(block.trimmed(start, layout.unit).span) else {
                needsCare = true
                break
            }
            form.rows[unit] += end - start
            let person = block.trimmed(start, layout.person)
            let place = form.days.slot(of: block.trimmed(start, layout.date))
            switch (person.isEmpty, place) {
            case (true, _):
                faults += (start..<end).map { Row(row: $0, unit: unit, fault: .personMissing) }
            case (_, .fault(let fault)):
                faults += (start..<end).map { Row(row: $0, unit: unit, fault: fault) }
            case (_, .slot(let slot)):
                let day = PersonDay(
                    unit: unit, person: form.number(ofPerson: person, unit: unit), slot: slot,
                    hasItems: form.forms[unit].items != nil)
                take(day, start..<end, columns, block, layout, &faults)
            }
        }
        return faults
    }

    /// Takes the rows of one person's day.
    private mutating func take(
        _ day: PersonDay, _ rows: Range<Int>, _ columns: Columns, _ block: PlainBlock,
        _ layout: TimeLogTally.Layout, _ faults: inout [Row]
    ) {
        var (claimed, worked, norm, taken) = (UInt64(0), UInt64(0), UInt64(0), 0)
        for row in rows {
            let minutes = whole(columns.minutes[row], block, row, layout.minutes)
            if let minutes, minutes > 0 { claimed += TimeLogForm.claim(minutes) }
            let key = columns.items[row]
            if key == 0, block.trimmed(row, layout.item).isEmpty {
                faults.append(Row(row: row, unit: day.unit, fault: .itemUnknown))
                continue
            }
            guard day.hasItems else { continue }
            guard let item = item(key, of: day.unit, block, row, layout.item) else {
                needsCare = true
                return
            }
            var count: Double?
            if let field = layout.count {
                let stated = whole(columns.counts[row], block, row, field) ?? -1
                guard stated >= 0 else {
                    faults.append(Row(row: row, unit: day.unit, fault: .countInvalid))
                    continue
                }
                count = Double(stated)
            }
            guard let minutes, TimeLogLimits.minutes.contains(minutes) else {
                faults.append(Row(row: row, unit: day.unit, fault: .minutesInvalid))
                continue
            }
            worked += UInt64(minutes)
            norm += form.enter(item: item, count: count, minutes: minutes)
            taken += 1
        }
        let cell = form.claimed.cell(of: day.person, slot: day.slot)
        form.claimed.add(claimed, to: cell, limit: .max - 1)
        if taken > 0 {
            form.enter(
                person: day.person, slot: day.slot, rows: taken, minutes: worked, norm: norm)
        }
    }

    @inline(__always)
    private func whole(_ short: Int32, _ block: PlainBlock, _ row: Int, _ field: Int) -> Int? {
        short >= 0 ? Int(short) : parseWhole(block.trimmed(row, field))
    }

    @inline(__always)
    private mutating func item(
        _ key: UInt64, of unit: Int, _ block: PlainBlock, _ row: Int, _ field: Int
    ) -> Int? {
        let found = items.find(key, of: unit)
        return found >= 0 ? found : form.item(block.trimmed(row, field).span, of: unit)
    }
}

/// The items of units with codes of at most eight bytes.
///
/// A unit's items stand together: the rows of a log come unit by unit as a rule.
private struct ShortItems: Sendable {
    private struct Slot: Sendable {
        var key: UInt64 = 0
        /// −1 where nothing is.
        var number: Int32 = -1
    }

    /// The slots of a unit, a power of two of them.
    private struct Home: Sendable {
        var start: Int
        /// What is left of a hash are as many bits as number the slots.
        var shift: UInt64
        var last: Int
    }

    private var slots: [Slot] = []
    private var homes: [Home] = []

    init(_ form: TimeLogForm) {
        for unit in form.forms.indices {
            let items = form.itemNumbers(of: unit)
            var bits: UInt64 = 1
            while 1 << bits < 2 * items.count { bits += 1 }
            homes.append(Home(start: slots.count, shift: 64 - bits, last: 1 << bits - 1))
            slots.append(contentsOf: repeatElement(Slot(), count: 1 << bits))
            for number in items {
                let code = form.items.bytes(number).dropFirst(4)
                guard !code.isEmpty, code.count <= 8 else { continue }
                let key = code.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                slots[place(of: key, in: homes[unit]) { $0.number < 0 }] =
                    Slot(key: key, number: Int32(number))
            }
        }
    }

    /// The number of an item by the bytes of its code, the first lowest; −1 where there is none.
    @inline(__always)
    func find(_ key: UInt64, of unit: Int) -> Int {
        Int(slots[place(of: key, in: homes[unit]) { $0.key == key || $0.number < 0 }].number)
    }

    /// The first place from that of the key on where something holds.
    @inline(__always)
    private func place(of key: UInt64, in home: Home, where holds: (Slot) -> Bool) -> Int {
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> home.shift)
        while !holds(slots[home.start &+ place]) { place = (place &+ 1) & home.last }
        return home.start &+ place
    }
}
