internal import CBytes
internal import Diagnostics

/// Well-formed records, 64 bytes at a time.
///
/// A bit per byte says where quotes, separators and line ends stand. The running parity of quotes
/// tells which of them are inside a quoted field. Whatever is not as it should be (a misplaced
/// quote, a NUL, a byte that isn't UTF-8, too many or too long fields) is left to the careful scan,
/// from the start of its record.
extension RecordScanner {
    /// Hands on records from the text's start and eats them, up to the first that is incomplete or
    /// needs care.
    ///
    /// - Returns: Whether the record at the text's start needs care.
    mutating func scanFast(
        _ text: inout TextBuffer, _ log: inout DiagnosticLog,
        record: (RawRecord, inout DiagnosticLog) -> Void
    ) -> Bool {
        let base = UnsafePointer(text.base)
        let end = text.end
        var chunk = ChunkReader()
        var position = text.start
        var start = position
        var (count, quotedLineEnds) = (0, 0)
        ends[-1] = start - 1
        while position < end {
            var found = chunk.read(base, position, end)
            while found.events != 0 {
                let offset = found.events.trailingZeroBitCount
                found.events &= found.events &- 1
                let here = position &+ offset
                if base[here] == comma {
                    ends[count] = here
                    count &+= 1
                    continue
                }
                if found.inside &>> UInt64(offset) & 1 != 0 {
                    quotedLineEnds &+= 1
                    continue
                }
                let isPair =
                    here > start && base[here] == lineFeed && base[here - 1] == carriageReturn
                ends[count] = isPair ? here - 1 : here
                count &+= 1
                if here - start > RecordScanner.fieldLimit || count > RecordScanner.columnLimit {
                    text.start = start
                    return true
                }
                deliver(base, start, count, &log, record)
                line += 1 + quotedLineEnds
                start = here &+ 1
                ends[-1] = here
                (count, quotedLineEnds) = (0, 0)
            }
            if found.isDoubtful || count > RecordScanner.columnLimit {
                text.start = start
                return true
            }
            position &+= 64
        }
        text.start = start
        return end - start > RecordScanner.fieldLimit
    }
}

/// What 64 bytes of CSV hold that matters.
struct ChunkEvents {
    /// Separators outside quotes, and all line ends, up to the first byte in doubt.
    var events: UInt64
    /// The line ends among them.
    let lineEnds: UInt64
    /// Bytes inside quotes.
    let inside: UInt64
    let isDoubtful: Bool
}

/// Classifies 64 bytes after 64 bytes, carrying over what the bytes before say about the next.
struct ChunkReader {
    /// All ones inside quotes.
    private var inside: UInt64 = 0
    /// Bit 0: the byte before is a separator, a line end, a closing quote or the start.
    private var mayOpen: UInt64 = 1
    /// Bit 0: the byte before is a closing quote.
    private var hasClosed: UInt64 = 0
    /// Low bits: the next bytes have to continue a character.
    private var continues: UInt64 = 0

    @inline(__always)
    mutating func read(_ base: UnsafePointer<UInt8>, _ position: Int, _ end: Int) -> ChunkEvents {
        let found = bytes_classify(base + position)
        let valid: UInt64 = end &- position >= 64 ? .max : (1 &<< UInt64(end &- position)) &- 1
        var doubt = found.nul & valid
        if found.beyond_ascii & valid | continues != 0 {
            doubt |= badCharacters(base + position) & valid
        }
        return read(found, doubt, base, position, end, valid)
    }

    /// The same of bytes that have been classified; doubtful as a whole where a character is bad.
    @inline(__always)
    mutating func read(
        _ found: bytes_of_text, _ base: UnsafePointer<UInt8>, _ position: Int, _ end: Int
    ) -> ChunkEvents {
        let valid: UInt64 = end &- position >= 64 ? .max : (1 &<< UInt64(end &- position)) &- 1
        let plain = bytes_of_csv(
            quote: found.quote, comma: found.comma, line_feed: found.line_feed,
            carriage_return: found.carriage_return, nul: found.nul, beyond_ascii: 0)
        return read(plain, found.nul & valid | found.bad, base, position, end, valid)
    }

    @inline(__always)
    private mutating func read(
        _ found: bytes_of_csv, _ doubt: UInt64, _ base: UnsafePointer<UInt8>, _ position: Int,
        _ end: Int, _ valid: UInt64
    ) -> ChunkEvents {
        var found = found
        found.comma &= valid
        found.line_feed &= valid
        var lineEnds = found.line_feed
        if found.carriage_return & valid != 0 {
            lineEnds |= loneReturns(found, base, position, end, valid)
        }
        if found.quote & valid | inside | hasClosed == 0 {
            let separators = found.comma | found.line_feed | found.carriage_return & valid
            mayOpen = separators &>> 63
            return events(found.comma, lineEnds, 0, doubt)
        }
        return quotedEvents(found, lineEnds, doubt, valid)
    }

    @inline(__always)
    private func events(
        _ commas: UInt64, _ lineEnds: UInt64, _ inside: UInt64, _ doubt: UInt64
    ) -> ChunkEvents {
        // The bits below the lowest doubtful one; all if there is none.
        let certain = (doubt & (0 &- doubt)) &- 1
        return ChunkEvents(
            events: (commas | lineEnds) & certain, lineEnds: lineEnds & certain, inside: inside,
            isDoubtful: doubt != 0)
    }

    @inline(never)
    private mutating func quotedEvents(
        _ found: bytes_of_csv, _ lineEnds: UInt64, _ doubtBefore: UInt64, _ valid: UInt64
    ) -> ChunkEvents {
        let quotes = found.quote & valid
        let inside = parity(quotes) ^ self.inside
        let (opening, closing) = (quotes & inside, quotes & ~inside)
        let separators = found.comma | found.line_feed | found.carriage_return & valid
        let mayOpenHere = (separators | closing) &<< 1 | mayOpen
        let hasClosedBefore = closing &<< 1 | hasClosed
        let misplaced = opening & ~mayOpenHere | hasClosedBefore & ~(separators | quotes) & valid
        mayOpen = (separators | closing) &>> 63
        hasClosed = closing &>> 63
        self.inside = inside &>> 63 == 0 ? 0 : .max
        return events(found.comma & ~inside, lineEnds, inside, doubtBefore | misplaced)
    }

    /// Bit i: whether an odd number of bits up to and including i is set.
    @inline(__always)
    private func parity(_ bits: UInt64) -> UInt64 {
        var parity = bits
        parity ^= parity &<< 1
        parity ^= parity &<< 2
        parity ^= parity &<< 4
        parity ^= parity &<< 8
        parity ^= parity &<< 16
        parity ^= parity &<< 32
        return parity
    }

    /// Carriage returns with another byte than a line feed behind them.
    ///
    /// One at the text's very end is none yet, since a line feed may follow.
    @inline(__always)
    private func loneReturns(
        _ found: bytes_of_csv, _ base: UnsafePointer<UInt8>, _ position: Int, _ end: Int,
        _ valid: UInt64
    ) -> UInt64 {
        let next = position &+ 64
        let nextIsFeed: UInt64 = next >= end || base[next] == lineFeed ? 1 : 0
        let feeds = found.line_feed &>> 1 | nextIsFeed &<< 63
        let known = end &- position >= 64 ? valid : valid &>> 1
        return found.carriage_return & ~feeds & known
    }

    /// Bytes that break the rules of UTF-8: where a continuation is missing, where one is too many,
    /// and leads whose next byte isn't in their range.
    @inline(never)
    private mutating func badCharacters(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        let found = bytes_classify_utf8(bytes)
        let (lead34, lead4) = (found.lead3 | found.lead4, found.lead4)
        let lead = found.lead2 | lead34
        let due = lead &<< 1 | lead34 &<< 2 | lead4 &<< 3 | continues
        continues = lead &>> 63 | lead34 &>> 62 | lead4 &>> 61
        var bad = due ^ found.continuation
        var doubtful = found.doubtful
        while doubtful != 0 {
            let offset = doubtful.trailingZeroBitCount
            doubtful &= doubtful &- 1
            if !isAllowed(bytes[offset], before: bytes[offset + 1]) { bad |= 1 &<< UInt64(offset) }
        }
        return bad
    }

    private func isAllowed(_ lead: UInt8, before next: UInt8) -> Bool {
        switch lead {
        case 0xE0: next >= 0xA0
        case 0xED: next < 0xA0
        case 0xF0: next >= 0x90
        case 0xF1...0xF3: true
        case 0xF4: next < 0x90
        default: false
        }
    }
}
