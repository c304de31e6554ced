package import Diagnostics

/// A record of a table without declared columns: its fields as they stand, valid only during the
/// call that it was handed to.
package struct Record: ~Copyable {
    let record: RawRecord
    /// The file, and the sheet of a workbook.
    let whole: Place

    /// Physical line of the record's first byte, from 1.
    package var line: Int { record.line }

    /// How many fields it has, at least 1.
    package var count: Int { record.count }

    /// The field as UTF-8 without blanks around it.
    package func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> { record.trimmed(field) }

    /// The field as UTF-8, blanks included.
    package func exactBytes(_ field: Int) -> UnsafeBufferPointer<UInt8> { record.value(field) }

    /// The field's text without blanks around it; empty if blank.
    package func text(_ field: Int) -> String { String(decoding: bytes(field), as: UTF8.self) }

    /// The field's text, blanks included.
    package func exactText(_ field: Int) -> String {
        String(decoding: exactBytes(field), as: UTF8.self)
    }

    /// All fields' texts without blanks around them.
    package var texts: [String] { (0..<count).map { text($0) } }

    /// The field's place; a field beyond the last has the place where it would stand.
    package func place(_ field: Int) -> Place {
        whole.at(line: record.line, column: field + 1)
    }

    /// The record's place.
    package var place: Place { whole.at(line: record.line) }
}

/// Which numbers of fields `readRecords` accepts.
package enum FieldCount: Sendable {
    /// As many as the first record has; another number is reported and the record left out.
    case asFirst
    case any
}

/// What `readRecords` read.
package struct RecordsSummary: Sendable, Hashable {
    /// Records handed on.
    package let records: Int
    /// SHA-256 of the source bytes, 64 lower-case hexadecimal digits; empty if it wasn't wanted.
    package let sha256: String
    package let byteCount: Int
    package let encoding: TextEncoding
    /// The file, and the sheet of a workbook.
    package let place: Place
}

/// Reads a file of records without declared columns (a square matrix, an export with a header of
/// its own) in constant memory, reporting every malformed record in one pass.
///
/// The header, if there is one, is the first record. A blank line between records is a record of
/// one empty field; blank lines at the end are nothing.
/// - Returns: nil when the file could not be read or held nothing; the reason was reported.
package func readRecords(
    _ source: TableSource, fieldCount: FieldCount = .asFirst, into log: inout DiagnosticLog,
    record handle: (borrowing Record, inout DiagnosticLog) -> Void
) -> RecordsSummary? {
    var width: Int?
    var records = 0
    var whole = Place(file: source.name)
    let text = readRawRecords(source, into: &log, start: { whole = $0 }) { raw, log in
        if fieldCount == .asFirst, let width, width != raw.count {
            log.report(.fieldCount(raw.count, expected: width, at: whole.at(line: raw.line)))
            return
        }
        if source.refusesIdentityNumbers { raw.reportIdentityNumbers(whole, [], &log) }
        width = width ?? raw.count
        records += 1
        handle(Record(record: raw, whole: whole), &log)
    }
    guard let text else { return nil }
    if records == 0 {
        log.report(.fileEmpty(at: whole))
        return nil
    }
    return RecordsSummary(
        records: records, sha256: text.sha256, byteCount: text.byteCount, encoding: text.encoding,
        place: whole)
}

/// The fields of a table's first record, found without reading the whole of a text file; nil where
/// there is none. Reports nothing.
package func firstRecord(of source: TableSource) -> [String]? {
    var ignored = DiagnosticLog(limit: 0)
    if source.isWorkbook {
        let sheets = readOutline(source, into: &ignored)?.sheets ?? []
        let sheet = sheets.first { sheet in
            source.sheet.map { $0 == sheet.name } ?? (!sheet.isHidden && !sheet.isBlank)
        }
        return sheet?.rows.first
    }
    var fields: [String]?
    _ = readRecords(source.beginning ?? source, fieldCount: .any, into: &ignored) { record, _ in
        if fields == nil { fields = record.texts }
    }
    return fields
}

extension TableSource {
    /// The lines that begin a text file; nil where it can't be read.
    fileprivate var beginning: TableSource? {
        guard case .file(let path) = origin, let file = try? ByteSource(path: path) else {
            return nil
        }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        guard let count = try? file.read(into: block) else { return nil }
        let bytes = block[..<count]
        // A few lines do, unless what they are in has to be found out from many.
        if let end = Self.lineEnd(of: bytes, from: 1 << 12),
            String(validating: bytes[...end], as: UTF8.self) != nil
        {
            return TableSource(bytes: Array(bytes[...end]), name: name, encoding: encoding)
        }
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? count
        return TableSource(bytes: Array(bytes[..<end]), name: name, encoding: encoding)
    }

    /// The first line end from a position on that isn't inside quotes.
    private static func lineEnd(
        of bytes: Slice<UnsafeMutableRawBufferPointer>, from start: Int
    ) -> Int? {
        var isInside = false
        return bytes.indices.first { index in
            if bytes[index] == quote { isInside.toggle() }
            return bytes[index] == lineFeed && !isInside && index >= start
        }
    }
}
