package import Diagnostics
package import Tables

/// What a log says of one unit.
package struct UnitTimeLog: Sendable, Hashable {
    package let unit: String
    /// Σ minutes × coefficient, at most 720 a person and day.
    package let effectiveMinutes: Double
    /// Days of people with at least one row that counts.
    package let employeeDays: Int

    /// Effective minutes ÷ minutes of full days.
    package var saturation: Double {
        effectiveMinutes / Double(TimeLogLimits.minutesPerDay * employeeDays)
    }
}

/// A time log folded by unit.
package struct TimeLogSummary: Sendable {
    /// Ordered by unit in UTF-8 byte order.
    package let units: [UnitTimeLog]
    /// The year whose days count; nil for a log without any day.
    package let year: Int?
    package let rows: Int
    /// Rows set aside by reason, in the order of the reasons, none left out.
    package let setAside: [(fault: TimeLogFault, count: Int)]

    /// A row that was set aside, where it stood.
    package struct Rejected: Sendable {
        /// Physical line, from 1.
        package let line: Int
        package let fault: TimeLogFault
        /// Unit, person, date, item, count and minutes as they stand.
        package let cells: [String]
    }

    package static let columns: [Column] = [
        .required("unit_id", "单位编码"), .required("person_id", "人员编码"),
        .required("date", "日期"), .required("item_id", "事项编码"), .required("minutes", "分钟"),
        .optional("count", "件数"),
    ]

    /// Reads a log of any length in memory that grows with the person-days.
    ///
    /// A table without quotes is read by two threads; the result is the same.
    /// - Parameters:
    ///   - year: The year whose days count; nil: the one with the most rows.
    ///   - rejected: Called for every row that is set aside, in file order; nil: they are counted.
    ///     Called from one thread at a time. Where reading starts anew, `restart` is called first.
    /// - Returns: Nil where the log can't be read as a table; the reason was reported.
    package static func read(
        _ source: TableSource, items: ItemCoefficients, year: Int?,
        into log: inout DiagnosticLog, listing: RejectedRows? = nil
    ) -> TimeLogSummary? {
        if year == nil, let listing {
            // Which rows are of another year is known only once all have been read.
            let first = read(source, items: items, year: nil, into: &log)
            guard let year = first?.year, !log.hasErrors else { return first }
            var again = DiagnosticLog()
            return read(source, items: items, year: year, into: &again, listing: listing)
        }
        var plainLog = DiagnosticLog()
        if let tally = plainTally(source, items, year, into: &plainLog, listing) {
            log.merge(plainLog)
            return TimeLogSummary(tally, year: year)
        }
        listing?.restart()
        return tally(source, items, year, into: &log, listing).map {
            TimeLogSummary($0, year: year)
        }
    }

    private init(_ tally: TimeLogTally, year: Int?) {
        let year = year ?? tally.commonestYear
        let (units, setAside) = tally.unitLogs(in: year)
        self.units = units
        self.year = year
        rows = tally.rows
        self.setAside = zip(TimeLogFault.allCases, setAside).map { ($0, $1) }
    }

    /// Rows that count.
    package var validRows: Int { setAside.reduce(rows) { $0 - $1.count } }

    // MARK: The two ways to read

    /// The fast way; nil where the table isn't plain.
    private static func plainTally(
        _ source: TableSource, _ items: ItemCoefficients, _ year: Int?,
        into log: inout DiagnosticLog, _ listing: RejectedRows?
    ) -> TimeLogTally? {
        guard let table = PlainTable(source, columns: columns, into: &log),
            let layout = TimeLogTally.Layout(table)
        else { return nil }
        let isListing = listing != nil
        let parts = table.fold(
            workers: 2, from: TimeLogTally(items: items, year: year, separator: UInt8(ascii: ",")),
            { tally, block in tally.read(block, layout, listing: isListing) },
            deliver: { rows, firstLine in
                for row in rows {
                    listing?.add(
                        Rejected(line: firstLine + row.row, fault: row.fault, cells: row.cells))
                }
            })
        guard var parts, var tally = parts.popLast() else { return nil }
        for part in parts { tally.merge(part) }
        return tally
    }

    /// The careful way: any encoding, quotes, columns in any order; every defect reported.
    private static func tally(
        _ source: TableSource, _ items: ItemCoefficients, _ year: Int?,
        into log: inout DiagnosticLog, _ listing: RejectedRows?
    ) -> TimeLogTally? {
        var tally = TimeLogTally(items: items, year: year, separator: 0)
        let table = readTable(source, columns: columns, into: &log) { row, _ in
            let fault = tally.take(
                unit: row.bytes(0), person: row.bytes(1), date: row.bytes(2), item: row.bytes(3),
                count: row.has(5) ? row.bytes(5) : nil, minutes: row.bytes(4))
            guard let fault, let listing else { return }
            let cells = [0, 1, 2, 3, 5, 4].map {
                String(decoding: row.exactBytes($0), as: UTF8.self)
            }
            listing.add(Rejected(line: row.line, fault: fault, cells: cells))
        }
        return table == nil ? nil : tally
    }
}

extension TimeLogTally.Layout {
    /// - Returns: Nil unless unit, person and date stand side by side, something behind them: the
    ///   bytes of the three together name a person's day.
    init?(_ table: PlainTable) {
        let fields = table.positions
        guard let unit = fields[0], let person = fields[1], let date = fields[2],
            let item = fields[3], let minutes = fields[4], person == unit + 1, date == person + 1,
            date + 1 < table.fieldCount
        else { return nil }
        self.init(
            unit: unit, person: person, date: date, item: item, minutes: minutes,
            count: fields[5])
    }
}
