package import Diagnostics

/// What was read of a table, once its rows have been handed on.
package struct TableSummary: Sendable, Hashable {
    /// Rows handed on: every one with as many fields as the header, whatever its cells hold.
    package let rows: Int
    /// SHA-256 of the source bytes, 64 lower-case hexadecimal digits; empty if it wasn't wanted.
    package let sha256: String
    package let byteCount: Int
    package let encoding: TextEncoding
    /// Header cells as they stand, without blanks around them.
    package let header: [String]
    /// Per declared column, the 0-based field; nil where the file hasn't the column.
    package let positions: [Int?]
    /// The file, and the sheet of a workbook.
    package let place: Place
}

/// Reads a table row by row in constant memory, reporting every problem in one pass.
///
/// Rows come in file order. A malformed row and one with another number of fields than the header
/// is reported and not handed on. Where a required column is missing the rows are handed on all
/// the same, so that their other cells are checked.
/// - Parameters:
///   - columns: The columns that the form declares; a row names them by their index here.
///   - row: Called with each row, which is valid only during the call.
/// - Returns: nil when the file could not be read as a table at all; the reason was reported.
package func readTable(
    _ source: TableSource, columns: [Column], into log: inout DiagnosticLog,
    row: (borrowing Row, inout DiagnosticLog) -> Void
) -> TableSummary? {
    var reading = TableReading(source.name, columns)
    let schema = reading.schema
    let text = readRawRecords(
        source, columns: columns, into: &log, start: { schema.place = $0 }
    ) { record, log in
        if source.refusesIdentityNumbers {
            record.reportIdentityNumbers(schema.place, reading.header?.names ?? [], &log)
        }
        if record.count == reading.width {
            reading.rows += 1
            row(Row(record, schema), &log)
        } else {
            reading.take(record, &log)
        }
    }
    guard let text else { return nil }
    guard let header = reading.header else {
        if !reading.isRefused && (!log.hasErrors || source.isWorkbook) {
            log.report(.fileEmpty(at: schema.place))
        }
        return nil
    }
    return TableSummary(
        rows: reading.rows, sha256: text.sha256, byteCount: text.byteCount,
        encoding: text.encoding, header: header.names, positions: header.positions,
        place: schema.place)
}

/// A table between its records.
private struct TableReading {
    let schema: RowSchema
    private(set) var header: Header?
    /// Fields of the header; -1 before it.
    private(set) var width = -1
    var rows = 0
    /// Without a header nothing can be said about the rows.
    private(set) var isRefused = false

    init(_ file: String, _ columns: [Column]) {
        schema = RowSchema(columns: columns, file: file)
    }

    /// Takes the header, or a record that is no row.
    mutating func take(_ record: RawRecord, _ log: inout DiagnosticLog) {
        if isRefused { return }
        let place = schema.place.at(line: record.line)
        if header != nil {
            if place.sheet == nil {
                log.report(.fieldCount(record.count, expected: width, at: place))
            } else {
                report(strayCellsOf: record, &log)
            }
            return
        }
        // A header that is malformed was reported by the scanner and isn't handed on.
        if record.line > 1, place.sheet == nil {
            isRefused = true
            return
        }
        let cells = (0..<record.count).map { String(decoding: record.trimmed($0), as: UTF8.self) }
        let found = Header(cells, columns: schema.columns, at: place, into: &log)
        if found.positions.allSatisfy({ $0 == nil }) && log.hasErrors {
            isRefused = true
            return
        }
        for (column, field) in found.positions.enumerated() {
            schema.positions[column] = field ?? -1
        }
        (header, width) = (found, record.count)
    }

    /// Tells which cell of a row has no header above it.
    private func report(strayCellsOf record: RawRecord, _ log: inout DiagnosticLog) {
        for field in width..<record.count where !record.trimmed(field).isEmpty {
            let place = schema.place.at(line: record.line, column: field + 1)
            log.report(.cellWithoutHeader(excerpt(record.trimmed(field)), at: place))
            return
        }
    }
}

/// What was read of a text.
struct TextSummary {
    let sha256: String
    let byteCount: Int
    let encoding: TextEncoding
}

/// Reads records without a header; nil when the file could not be read or was empty.
///
/// - Parameters:
///   - columns: By which the header of a workbook's sheet is found; nil: its first row.
///   - start: Called before the first record with the file and, in a workbook, the sheet.
func readRawRecords(
    _ source: TableSource, columns: [Column]? = nil, into log: inout DiagnosticLog,
    start: (Place) -> Void = { _ in }, record: (RawRecord, inout DiagnosticLog) -> Void
) -> TextSummary? {
    if source.isWorkbook {
        return readSheet(source, columns: columns, into: &log, start: start, record: record)
    }
    let place = Place(file: source.name)
    do throws(FileError) {
        let input = try source.open()
        if let kind = try input.foreignFormat() {
            log.report(.formatUnsupported(kind, at: place))
            return nil
        }
        var text = TextBuffer(capacity: source.blockSize)
        var scanner = RecordScanner(file: source.name)
        scanner.isCareful = source.isCareful
        while !input.isAtEnd {
            // What is left is read again, so the next block is at least as long.
            try input.fill(&text, wanted: text.count)
            scanner.scan(&text, isLast: input.isAtEnd, into: &log, record: record)
        }
        if input.byteCount == 0 {
            log.report(.fileEmpty(at: place))
            return nil
        }
        return TextSummary(
            sha256: input.finishDigest() ?? "", byteCount: input.byteCount,
            encoding: input.encoding)
    } catch {
        log.report(.unreadable(error, at: place))
        return nil
    }
}
