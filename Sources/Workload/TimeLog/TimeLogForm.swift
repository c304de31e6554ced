internal import Calendars
package import Diagnostics
package import Institutions
internal import Languages
package import Tables

/// Reads the daily time log of an evaluation (每日工时), any number of rows, folded per unit.
///
/// An unknown unit or item, and a day of more than 1,440 minutes, are errors at their cells. Other
/// rows that can't count are set aside with their reason.
package struct TimeLogForm {
    /// A unit of the evaluation with the items of its work log.
    package struct Unit: Sendable {
        package let unit: String
        /// Nil where they are not known: any item will do then, and none is counted.
        package let items: [(item: String, hours: Double)]?

        package init(unit: String, items: [(item: String, hours: Double)]?) {
            self.unit = unit
            self.items = items
        }
    }

    /// A table of the log: the whole one, or what a unit delivered.
    package struct Part {
        let source: TableSource
        let delivery: FolderTableSource.Delivery?

        /// - Parameter delivery: What the table is part of; nil: rows of all units may stand in it.
        package init(_ source: TableSource, delivery: FolderTableSource.Delivery? = nil) {
            (self.source, self.delivery) = (source, delivery)
        }
    }

    package static let file = FolderTable.timeLog.file

    /// Reads all tables of a log as one.
    ///
    /// - Returns: What was read of each table, nil where it is none, and one log per unit, nil for a
    ///   unit without a row. Lines of the logs are addresses: the table's position and the line.
    /// - Complexity: Memory grows with the person-days.
    package static func read(
        _ parts: [Part], units: [Unit], year: Int, into log: inout DiagnosticLog
    ) -> (logs: [UnitLog?], tables: [TableSummary?]) {
        var form = TimeLogForm(units, year: year)
        var tables: [TableSummary?] = []
        if parts.count == 1, parts[0].delivery == nil,
            let table = form.takePlain(parts[0].source, into: &log)
        {
            return (form.logs(), [table])
        }
        for (number, part) in parts.enumerated() {
            form.table = number
            form.named = Array(repeating: (0, nil), count: units.count)
            tables.append(
                readTable(part.source, columns: TimeLogSummary.columns, into: &log) { row, log in
                    form.take(row, &log)
                })
            if let delivery = part.delivery { form.checkOwner(of: delivery, &log) }
        }
        return (form.logs(), tables)
    }

    /// Positions in the columns of a log.
    enum Column {
        static let unit = 0
        static let person = 1
        static let date = 2
        static let item = 3
        static let minutes = 4
        static let count = 5
    }

    let forms: [Unit]
    var units: ByteIndex
    /// Keys of items.
    var items = ByteIndex()
    /// Sums per item.
    var sums: [(count: Double, minutes: Double, rows: Int)] = []
    /// Hours of one case, per item.
    var hours: [Double] = []
    /// Where a unit's items begin.
    var firstItem: [Int] = []
    /// Keys of people.
    var people = ByteIndex()
    var unitOfPerson: [Int] = []
    var days: LoggedDays
    /// Minutes of all rows, whether they count or not.
    var claimed = PersonDayMinutes()
    var worked = PersonDayMinutes()
    /// Thousandths of a minute that the cases take at the times of the work log.
    var norm = PersonDayMinutes()
    var rows: [Int]
    var setAside: SetAsideRows
    /// Units with a row in a table without counts.
    var lacksCounts: [Bool]
    /// Of the table that is being read, its position.
    var table = 0
    /// Rows of the table that name the unit, and the first of them.
    var named: [(rows: Int, place: Place?)]
    /// Room for the key in hand.
    var room: [UInt8] = []

    /// Thousandths of a minute in an hour.
    static let normUnit = 60_000.0

    private init(_ forms: [Unit], year: Int) {
        self.forms = forms
        units = ByteIndex(forms.map(\.unit))
        days = LoggedDays(year: year)
        rows = Array(repeating: 0, count: forms.count)
        lacksCounts = Array(repeating: false, count: forms.count)
        named = []
        setAside = SetAsideRows(unitCount: forms.count)
        for form in forms {
            firstItem.append(hours.count)
            var key: [UInt8] = []
            for item in form.items ?? [] {
                Self.setKey(&key, firstItem.count - 1, Array(item.item.utf8).span)
                // An item given twice was reported with its form.
                guard items.insert(key.span) == hours.count else { continue }
                hours.append(item.hours)
                sums.append((0, 0, 0))
            }
        }
    }

    // MARK: One row

    private mutating func take(_ row: borrowing Row, _ log: inout DiagnosticLog) {
        guard let unit = unit(of: row, &log) else { return }
        rows[unit] += 1
        if !row.has(Column.count) { lacksCounts[unit] = true }
        if named[unit].rows == 0 { named[unit].place = row.place(Column.unit) }
        named[unit].rows += 1
        if let fault = fault(of: row, unit: unit, &log) {
            setAside.add(fault, of: unit, at: RowAddress(table: table, line: row.line))
        }
    }

    /// Enters the row, or tells why it is set aside.
    private mutating func fault(
        of row: borrowing Row, unit: Int, _ log: inout DiagnosticLog
    ) -> TimeLogFault? {
        let person = row.bytes(Column.person)
        if person.isEmpty { return .personMissing }
        let minutes = parseWhole(row.bytes(Column.minutes))
        let slot: Int
        switch days.slot(of: row.bytes(Column.date)) {
        case .slot(let found): slot = found
        case .fault(let fault): return fault
        }
        let number = number(ofPerson: person, unit: unit)
        if let minutes, minutes > 0 { claim(minutes, by: number, on: slot, row, &log) }
        if row.isBlank(Column.item) { return .itemUnknown }
        guard forms[unit].items != nil, let item = item(of: row, unit: unit, &log) else {
            return nil
        }
        var count: Double?
        if row.has(Column.count) {
            guard let stated = parseWhole(row.bytes(Column.count)), stated >= 0 else {
                return .countInvalid
            }
            count = Double(stated)
        }
        guard let minutes, TimeLogLimits.minutes.contains(minutes) else { return .minutesInvalid }
        enter(item: item, person: number, slot: slot, count: count, minutes: minutes)
        return nil
    }

    private mutating func enter(item: Int, person: Int, slot: Int, count: Double?, minutes: Int) {
        let norm = enter(item: item, count: count, minutes: minutes)
        enter(person: person, slot: slot, rows: 1, minutes: UInt64(minutes), norm: norm)
    }

    /// - Returns: Thousandths of a minute that the cases take.
    @inline(__always)
    mutating func enter(item: Int, count: Double?, minutes: Int) -> UInt64 {
        sums[item].count += count ?? 1
        sums[item].minutes += Double(minutes)
        sums[item].rows += 1
        let taken = count.map { $0 * hours[item] } ?? Double(minutes) / 60
        return UInt64((taken * Self.normUnit).rounded())
    }

    /// Adds what some rows of a person's day say.
    mutating func enter(person: Int, slot: Int, rows: Int, minutes: UInt64, norm: UInt64) {
        days.rows[slot] += rows
        worked.add(minutes, to: worked.cell(of: person, slot: slot), limit: .max - 1)
        self.norm.add(norm, to: self.norm.cell(of: person, slot: slot), limit: .max - 1)
    }

    /// Counts minutes towards the day; the row that makes it longer than a day is reported.
    private mutating func claim(
        _ minutes: Int, by person: Int, on slot: Int, _ row: borrowing Row,
        _ log: inout DiagnosticLog
    ) {
        let cell = claimed.cell(of: person, slot: slot)
        let before = claimed[cell]
        claimed.add(Self.claim(minutes), to: cell, limit: .max - 1)
        let after = claimed[cell]
        let limit = UInt64(TimeLogLimits.minutesThatPass)
        guard before <= limit, after > limit else { return }
        let who = row.text(Column.person) ?? ""
        row.report(
            .dayTooLong, Column.minutes,
            expected: Wording(zh: "一人一天不超过1,440分钟", en: "at most 1,440 minutes a day"),
            message: Wording(
                zh: "“\(who)”这一天合计 \(after) 分钟，超过一天的1,440分钟",
                en: "“\(who)” has \(after) minutes on this day, over the 1,440 of a day"),
            remedy: Wording(
                zh: "请核对当天各行的分钟、日期和人员编码", en: "check the day's minutes, date and person"),
            into: &log)
    }

    /// What a row that states these minutes claims of its day.
    static func claim(_ minutes: Int) -> UInt64 { UInt64(min(minutes, 1 << 30)) }

    mutating func number(ofPerson person: UnsafeBufferPointer<UInt8>, unit: Int) -> Int {
        var key: [UInt8] = []
        swap(&key, &room)
        defer { swap(&key, &room) }
        Self.setKey(&key, unit, person.span)
        if let number = people.find(key.span) { return number }
        unitOfPerson.append(unit)
        return people.insert(key.span)
    }

    /// A person or an item of a unit: four bytes of the unit's number before the code.
    static func setKey(_ key: inout [UInt8], _ unit: Int, _ code: Span<UInt8>) {
        key.removeAll(keepingCapacity: true)
        for shift in [24, 16, 8, 0] { key.append(UInt8(truncatingIfNeeded: unit >> shift)) }
        code.withUnsafeBufferPointer { key.append(contentsOf: $0) }
    }

    private mutating func unit(of row: borrowing Row, _ log: inout DiagnosticLog) -> Int? {
        if let unit = units.find(row.bytes(Column.unit).span) { return unit }
        guard row.text(Column.unit, &log) != nil else { return nil }
        row.reportUnknown(
            Column.unit, kind: Wording(zh: "单位基本情况表中的单位", en: "a unit of the units form"),
            among: forms.lazy.map(\.unit), into: &log)
        return nil
    }

    private mutating func item(
        of row: borrowing Row, unit: Int, _ log: inout DiagnosticLog
    ) -> Int? {
        if let item = item(row.bytes(Column.item).span, of: unit) { return item }
        row.reportUnknown(
            Column.item,
            kind: Wording(zh: "该单位工作事项表中的事项", en: "an item of the unit's work log"),
            among: (forms[unit].items ?? []).map(\.item), into: &log)
        return nil
    }

    /// The number of a unit's item by its code.
    mutating func item(_ code: Span<UInt8>, of unit: Int) -> Int? {
        var key: [UInt8] = []
        swap(&key, &room)
        defer { swap(&key, &room) }
        Self.setKey(&key, unit, code)
        return items.find(key.span)
    }

    /// Reports the units that the table names besides the one that delivered it.
    private func checkOwner(
        of delivery: FolderTableSource.Delivery, _ log: inout DiagnosticLog
    ) {
        let found = named.indices.compactMap { unit in
            named[unit].place.map { (unit: forms[unit].unit, rows: named[unit].rows, place: $0) }
        }.sorted { ($0.place.line ?? 0) < ($1.place.line ?? 0) }
        let most = found.max { $0.rows < $1.rows }
        let owner = delivery.owner ?? most.map { .mostRows(of: $0.unit, at: $0.place) }
        guard let owner else { return }
        for other in found where other.unit != owner.unit {
            log.report(
                .otherUnit(other.unit, owner: owner, delivery: delivery.name, at: other.place))
        }
    }

    // MARK: The whole log

    private func logs() -> [UnitLog?] {
        let entries = personDays()
        let months = days.days.map(\.components.month)
        return forms.indices.map { unit in
            rows[unit] == 0 ? nil : log(of: unit, entries[unit], monthOfSlot: months)
        }
    }

    private struct Entry {
        /// Place of the person in byte order, then the day's number.
        let key: UInt64
        let slot: Int
        let minutes: Double
        let normHours: Double
    }

    /// Per unit, days of people by person and day, whatever the order of the rows.
    private func personDays() -> [[Entry]] {
        var entries = [[Entry]](repeating: [], count: forms.count)
        var norms = norm
        var rank = [UInt64](repeating: 0, count: people.count)
        for (place, person) in people.byteOrder.enumerated() { rank[person] = UInt64(place) }
        worked.forEach { person, slot, minutes in
            let hours = Double(norms[norms.cell(of: person, slot: slot)]) / Self.normUnit
            let day = UInt64(truncatingIfNeeded: Int(days.days[slot].number) + 1 << 31)
            entries[unitOfPerson[person]].append(
                Entry(
                    key: rank[person] << 32 | day, slot: slot, minutes: Double(minutes),
                    normHours: hours))
        }
        for unit in entries.indices { entries[unit].sort { $0.key < $1.key } }
        return entries
    }

    /// - Parameter entries: By person and day.
    private func log(
        of unit: Int, _ entries: [Entry], monthOfSlot: [Int]
    ) -> UnitLog {
        var isLogged = [Bool](repeating: false, count: days.days.count)
        var (people, last): (Int, UInt64?) = (0, nil)
        for entry in entries {
            isLogged[entry.slot] = true
            let person = entry.key >> 32
            if person != last { people += 1 }
            last = person
        }
        let logged = isLogged.indices.compactMap { isLogged[$0] ? days.days[$0] : nil }
        return UnitLog(
            rows: rows[unit], people: people, items: items(of: unit),
            personDays: entries.map { .init(minutes: $0.minutes, normHours: $0.normHours) },
            months: months(entries, monthOfSlot), days: logged.count,
            firstDay: logged.min(), lastDay: logged.max(), setAside: setAside.of(unit))
    }

    /// Numbers of a unit's items.
    func itemNumbers(of unit: Int) -> Range<Int> {
        firstItem[unit]..<(unit + 1 < firstItem.count ? firstItem[unit + 1] : sums.count)
    }

    private func items(of unit: Int) -> [UnitLog.Item] {
        itemNumbers(of: unit).compactMap { number in
            let sum = sums[number]
            guard sum.rows > 0 else { return nil }
            let code = items.bytes(number).dropFirst(4)
            return UnitLog.Item(
                item: String(decoding: code, as: UTF8.self),
                count: lacksCounts[unit] ? nil : sum.count,
                minutes: sum.minutes, rows: sum.rows)
        }
    }

    private func months(_ entries: [Entry], _ monthOfSlot: [Int]) -> [UnitLog.Month] {
        var sums = [(minutes: Double, days: Int)](repeating: (0, 0), count: 13)
        for entry in entries {
            let month = monthOfSlot[entry.slot]
            sums[month].minutes += entry.minutes
            sums[month].days += 1
        }
        return (1...12).compactMap { month in
            sums[month].days == 0
                ? nil
                : UnitLog.Month(
                    month: month, minutes: sums[month].minutes, personDays: sums[month].days)
        }
    }
}

extension Row {
    /// Reports a code that its form doesn't list, with the nearest that it does.
    fileprivate func reportUnknown(
        _ column: Int, kind: Wording, among known: some Sequence<String>,
        into log: inout DiagnosticLog
    ) {
        let text = text(column) ?? ""
        report(
            .unknownReference, column, expected: kind,
            message: Wording(zh: "“\(text)”不是\(kind.zh)", en: "“\(text)” is not \(kind.en)"),
            remedy: (log.keepsErrors ? nearestName(to: text, among: known) : nil).map(
                Wording.didYouMean)
                ?? Wording(zh: "请更正，或在相应的表中补上", en: "correct it, or add it where it belongs"),
            into: &log)
    }
}
