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
    var header: Header?
    var schema: RowSchema?
    var rows = 0
    let text = readRawRecords(source, into: &log) { record, log in
        guard let schema else {
            let place = Place(file: source.name, line: record.line)
            let found = Header(headerCells(record), columns: columns, at: place, into: &log)
            header = found
            schema = RowSchema(columns: columns, positions: found.positions, file: source.name)
            return
        }
        let width = header?.names.count ?? 0
        guard record.count == width else {
            let place = Place(file: source.name, line: record.line)
            log.report(.fieldCount(record.count, expected: width, at: place))
            return
        }
        rows += 1
        row(Row(record, schema), &log)
    }
    guard let text else { return nil }
    guard let header else {
        log.report(.fileEmpty(at: Place(file: source.name)))
        return nil
    }
    return TableSummary(
        rows: rows, sha256: text.sha256, byteCount: text.byteCount, encoding: text.encoding,
        header: header.names, positions: header.positions)
}

private func headerCells(_ record: RawRecord) -> [String] {
    (0..<record.count).map { String(decoding: record.trimmed($0), as: UTF8.self) }
}

/// What was read of a text.
struct TextSummary {
    let sha256: String
    let byteCount: Int
    let encoding: TextEncoding
}

/// Reads records without a header; nil when the file could not be read or was empty.
func readRawRecords(
    _ source: TableSource, into log: inout DiagnosticLog,
    record: (RawRecord, inout DiagnosticLog) -> Void
) -> TextSummary? {
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
