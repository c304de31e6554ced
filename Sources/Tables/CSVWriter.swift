/// Puts CSV together in memory (RFC 4180, UTF-8), record by record.
package struct CSVWriter: Sendable {
    package enum LineEnd: String, Sendable {
        case crlf = "\r\n"
        case lf = "\n"
    }

    /// The bytes so far.
    package private(set) var bytes: [UInt8] = []
    private let lineEnd: [UInt8]
    private var recordStart = 0
    private var fieldCount = 0

    /// - Parameter mark: Start with a byte order mark, by which Excel knows UTF-8.
    package init(mark: Bool = false, lineEnd: LineEnd = .lf) {
        self.lineEnd = Array(lineEnd.rawValue.utf8)
        if mark { bytes = [0xEF, 0xBB, 0xBF] }
        recordStart = bytes.count
    }

    /// Adds a field; quoted where it must be.
    package mutating func add(_ field: String) {
        separate()
        var field = field
        field.withUTF8 { appendQuoted($0) }
    }

    /// Adds a field of UTF-8 bytes; quoted where it must be.
    package mutating func add(_ field: UnsafeBufferPointer<UInt8>) {
        separate()
        appendQuoted(field)
    }

    /// Adds a field for a reader's spreadsheet: what would be a formula there is made text by an
    /// apostrophe before it. Not for files that are read again.
    package mutating func addSafely(_ field: String) {
        let isNumber = Array(field.utf8).withUnsafeBufferPointer { parseNumber($0) != nil }
        let isFormula = field.first.map { "=+-@\t\r\n＝＋－＠".contains($0) } ?? false
        add(isFormula && !isNumber ? "'" + field : field)
    }

    package mutating func add(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds the shortest decimal that reads back as the same number.
    ///
    /// - Precondition: The number is finite.
    package mutating func add(_ number: Double) {
        precondition(number.isFinite, "a cell holds a finite number")
        separate()
        bytes.append(contentsOf: (number == 0 ? 0 : number).description.utf8)
        if bytes.last == 0x30, bytes[bytes.count - 2] == 0x2E { bytes.removeLast(2) }
    }

    /// Ends the record.
    ///
    /// A record of one empty field is written as `""`, since a blank line at the end is nothing.
    package mutating func endRecord() {
        if fieldCount == 1 && bytes.count == recordStart { bytes += [quote, quote] }
        bytes += lineEnd
        (recordStart, fieldCount) = (bytes.count, 0)
    }

    /// Adds a whole record.
    package mutating func addRecord(_ fields: some Sequence<String>) {
        for field in fields { add(field) }
        endRecord()
    }

    /// Forgets the bytes so far, for a caller who has written them out between two records.
    package mutating func removeBytes() {
        precondition(fieldCount == 0, "a record is written out when it has ended")
        bytes.removeAll(keepingCapacity: true)
        recordStart = 0
    }

    private mutating func separate() {
        if fieldCount > 0 { bytes.append(comma) }
        fieldCount += 1
    }

    private mutating func appendQuoted(_ field: UnsafeBufferPointer<UInt8>) {
        guard field.contains(where: mustBeQuoted) else {
            bytes.append(contentsOf: field)
            return
        }
        bytes.append(quote)
        for byte in field {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}

func mustBeQuoted(_ byte: UInt8) -> Bool {
    byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn
}
