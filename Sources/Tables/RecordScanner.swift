internal import Diagnostics

/// Cuts the text of a CSV file into records and fields (RFC 4180), reporting what is malformed.
///
/// Records end at CR LF, LF or a lone CR. After a malformed record the scanner goes on at the line
/// behind the one in which the malformed field began.
struct RecordScanner: ~Copyable {
    enum Step {
        /// The text ends before the record does.
        case incomplete
        /// A malformed record was reported; scanning goes on at `next`.
        case skipped(next: Int)
        case whole(count: Int, next: Int)
    }

    static let fieldLimit = 1 << 20
    static let columnLimit = 4096
    /// A quoted field is followed so far to see whether its quote is ever closed.
    static let quoteLimit = 8 << 20

    let file: String
    /// Offsets behind the fields of the present record; `ends[-1]` exists.
    let ends: UnsafeMutablePointer<Int>
    private let storage: UnsafeMutablePointer<Int>
    private let scratch = Scratch()
    /// Physical line of the text's start, from 1.
    var line = 1
    /// The text starts in a line that was given up.
    var skipsLine = false
    /// Never takes the fast way: for tests that compare the two.
    var isCareful = false
    /// Blank lines just before the text's start; they count only if something follows.
    private var blankCount = 0

    init(file: String) {
        self.file = file
        storage = .allocate(capacity: RecordScanner.columnLimit + 66)
        storage.initialize(repeating: 0, count: RecordScanner.columnLimit + 66)
        ends = storage + 1
    }

    deinit { storage.deallocate() }

    /// Hands on every whole record of the text and eats it.
    ///
    /// A blank line is a record of one empty field; blank lines at the end are nothing.
    /// - Parameter isLast: No text follows, so the last record needs no line end.
    mutating func scan(
        _ text: inout TextBuffer, isLast: Bool, into log: inout DiagnosticLog,
        record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        while text.start < text.end {
            if skipsLine {
                if !skipLine(&text, isLast: isLast) { return }
                continue
            }
            let needsCare = isCareful || scanFast(&text, &log, record: record)
            if text.start == text.end { return }
            // The last record may lack its line end.
            if !needsCare && !isLast { return }
            let start = text.start
            switch carefulStep(text, isLast: isLast, &log) {
            case .incomplete: return
            case .skipped(let next):
                deliverBlanks(text.base, at: start, &log, record)
                advance(&text, to: next)
            case .whole(let count, let next):
                deliver(text.base, start, count, &log, record)
                advance(&text, to: next)
            }
        }
    }

    /// Hands on the record whose fields are in `ends`; a blank line waits for what follows.
    mutating func deliver(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ log: inout DiagnosticLog,
        _ record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        if count == 1 && ends[0] == start {
            blankCount += 1
            return
        }
        if blankCount > 0 { deliverBlanks(base, at: start, &log, record) }
        record(view(base, count, line), &log)
        if scratch.isUsed { scratch.reset() }
    }

    private func view(_ base: UnsafePointer<UInt8>, _ count: Int, _ line: Int) -> RawRecord {
        RawRecord(
            base: base, ends: ends, count: count, line: line, scratch: .passUnretained(scratch))
    }

    private mutating func deliverBlanks(
        _ base: UnsafePointer<UInt8>, at start: Int, _ log: inout DiagnosticLog,
        _ record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        guard blankCount > 0 else { return }
        let kept = ends[0]
        ends[0] = start
        for offset in 0..<blankCount {
            record(view(base, 1, line - blankCount + offset), &log)
        }
        ends[0] = kept
        blankCount = 0
    }

    private mutating func advance(_ text: inout TextBuffer, to next: Int) {
        line += lineEnds(text.base, text.start..<next)
        text.start = next
    }

    /// Eats the text up to the next line; false if that lies beyond the text.
    private mutating func skipLine(_ text: inout TextBuffer, isLast: Bool) -> Bool {
        var position = text.start
        while position < text.end && text.base[position] != lineFeed
            && text.base[position] != carriageReturn
        {
            position += 1
        }
        if position == text.end {
            text.start = position
            return false
        }
        if text.base[position] == carriageReturn {
            if position + 1 == text.end && !isLast {
                text.start = position
                return false
            }
            if position + 1 < text.end && text.base[position + 1] == lineFeed { position += 1 }
        }
        advance(&text, to: position + 1)
        skipsLine = false
        return true
    }
}

let quote: UInt8 = 0x22
let comma: UInt8 = 0x2C
let lineFeed: UInt8 = 0x0A
let carriageReturn: UInt8 = 0x0D

/// How many lines end in the range; CR LF is one end.
func lineEnds(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for position in range {
        let byte = base[position]
        if byte == lineFeed {
            count += 1
        } else if byte == carriageReturn
            && (position + 1 == range.upperBound || base[position + 1] != lineFeed)
        {
            count += 1
        }
    }
    return count
}
