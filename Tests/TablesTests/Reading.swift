import Diagnostics

@testable import Tables

/// What `readRecords` gives for some bytes.
struct Records: Equatable {
    var fields: [[String]] = []
    var lines: [Int] = []
    /// code:line:column of each diagnostic.
    var problems: [String] = []
    var encoding: TextEncoding?
    var sha256: String?

    init(
        _ bytes: [UInt8], encoding: TextEncoding? = nil, fieldCount: FieldCount = .any,
        blockSize: Int = 1 << 18, isCareful: Bool = false
    ) {
        var log = DiagnosticLog(limit: 100_000)
        var source = TableSource(bytes: bytes, name: "t.csv", encoding: encoding)
        source.blockSize = blockSize
        source.isCareful = isCareful
        var (fields, lines): ([[String]], [Int]) = ([], [])
        let summary = readRecords(source, fieldCount: fieldCount, into: &log) { record, _ in
            fields.append((0..<record.count).map { record.exactText($0) })
            lines.append(record.line)
        }
        (self.fields, self.lines) = (fields, lines)
        self.encoding = summary?.encoding
        sha256 = summary?.sha256
        problems = describe(log)
    }

    init(_ text: String, blockSize: Int = 1 << 18) {
        self.init(Array(text.utf8), blockSize: blockSize)
    }
}

/// code:line:column of each diagnostic, in the order in which they were reported.
func describe(_ log: DiagnosticLog) -> [String] {
    log.kept.map { diagnostic in
        ([diagnostic.code.rawValue]
            + [diagnostic.place.line, diagnostic.place.column].compactMap { $0.map(String.init) })
            .joined(separator: ":")
    }
}

/// Reads a table and hands its rows to a closure.
@discardableResult
func read(
    _ text: String, _ columns: [Column], _ row: (borrowing Row, inout DiagnosticLog) -> Void
) -> (summary: TableSummary?, log: DiagnosticLog) {
    var log = DiagnosticLog()
    let source = TableSource(bytes: Array(text.utf8), name: "t.csv")
    let summary = readTable(source, columns: columns, into: &log, row: row)
    return (summary, log)
}
