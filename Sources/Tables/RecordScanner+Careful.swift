internal import Diagnostics

/// One record at a time, byte by byte, with an eye for everything that can be wrong.
extension RecordScanner {
    private enum FieldEnd {
        /// Just behind the field: a separator, a line end, or the end of the text.
        case at(Int)
        case incomplete
        /// A quote inside an unquoted field, or text behind a closing quote.
        case misplaced
        case unclosed
        case tooLong
    }

    /// Finds the record at the text's start.
    mutating func carefulStep(
        _ text: borrowing TextBuffer, isLast: Bool, _ log: inout DiagnosticLog
    ) -> Step {
        let base = UnsafePointer(text.base)
        ends[-1] = text.start - 1
        var (position, count, isTooLong) = (text.start, 0, false)
        while true {
            let field = position
            switch fieldEnd(base, field..<text.end, isLast) {
            case .incomplete: return .incomplete
            case .misplaced:
                let place = Place(file: file, line: line, column: count + 1)
                log.report(.quoteMisplaced(at: place))
                return giveUp(at: field)
            case .unclosed:
                let quoteLine = line + lineEnds(base, text.start..<field)
                let place = Place(file: file, line: quoteLine, column: count + 1)
                log.report(.quoteUnclosed(at: place))
                return giveUp(at: field)
            case .tooLong:
                let place = Place(file: file, line: line, column: count + 1)
                log.report(.fieldTooLong(at: place))
                return giveUp(at: field)
            case .at(let end):
                if end - field > RecordScanner.fieldLimit {
                    let place = Place(file: file, line: line, column: count + 1)
                    log.report(.fieldTooLong(at: place))
                    isTooLong = true
                }
                if count < RecordScanner.columnLimit { ends[count] = end }
                count += 1
                position = end
            }
            guard let next = next(behind: position, base, text.end, isLast) else {
                return .incomplete
            }
            if position < text.end && base[position] == comma {
                position += 1
                continue
            }
            return check(base, text.start..<position, count, next, isTooLong, &log)
        }
    }

    private mutating func giveUp(at position: Int) -> Step {
        skipsLine = true
        return .skipped(next: position)
    }

    private func check(
        _ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ count: Int, _ next: Int,
        _ isTooLong: Bool, _ log: inout DiagnosticLog
    ) -> Step {
        if count > RecordScanner.columnLimit {
            log.report(.tooManyColumns(count, at: Place(file: file, line: line)))
            return .skipped(next: next)
        }
        let isSound = reportBadCharacters(base, range, count, &log)
        return isSound && !isTooLong ? .whole(count: count, next: next) : .skipped(next: next)
    }

    /// Where the text goes on behind a field; nil if that needs more text.
    private func next(
        behind position: Int, _ base: UnsafePointer<UInt8>, _ end: Int, _ isLast: Bool
    )
        -> Int?
    {
        if position == end { return isLast ? end : nil }
        guard base[position] == carriageReturn else { return position + 1 }
        if position + 1 == end { return isLast ? end : nil }
        return base[position + 1] == lineFeed ? position + 2 : position + 1
    }

    private func fieldEnd(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ isLast: Bool)
        -> FieldEnd
    {
        if !range.isEmpty && base[range.lowerBound] == quote {
            return quotedEnd(base, range, isLast)
        }
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = base[position]
            if byte == comma || byte == lineFeed || byte == carriageReturn { return .at(position) }
            if byte == quote { return .misplaced }
            position += 1
        }
        if isLast { return .at(position) }
        return range.count > RecordScanner.fieldLimit ? .tooLong : .incomplete
    }

    private func quotedEnd(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ isLast: Bool)
        -> FieldEnd
    {
        var position = range.lowerBound + 1
        while position < range.upperBound {
            if base[position] != quote {
                position += 1
                continue
            }
            let behind = position + 1
            if behind == range.upperBound { return isLast ? .at(behind) : .incomplete }
            switch base[behind] {
            case quote: position += 2
            case comma, lineFeed, carriageReturn: return .at(behind)
            default: return .misplaced
            }
        }
        return isLast || range.count > RecordScanner.quoteLimit ? .unclosed : .incomplete
    }

    /// Reports the first NUL and the first byte of no character in each field.
    ///
    /// - Returns: Whether there was none.
    private func reportBadCharacters(
        _ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ count: Int,
        _ log: inout DiagnosticLog
    ) -> Bool {
        var isSound = true
        for field in 0..<count {
            let start = ends[field - 1] + 1
            let text = UnsafeBufferPointer(start: base + start, count: ends[field] - start)
            guard let offset = firstBadCharacter(text) else { continue }
            isSound = false
            let place = Place(file: file, line: line, column: field + 1)
            let rest = UnsafeBufferPointer(rebasing: text[offset...])
            log.report(
                rest[0] == 0
                    ? .nulByte(at: place)
                    : .encodingInvalid(byte: BadByte.read(rest) ?? rest[0], at: place))
        }
        return isSound
    }
}

/// The offset of the first NUL or byte that is not UTF-8.
func firstBadCharacter(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var position = 0
    while position < text.count {
        let length = text[position] == 0 ? 0 : validLength(text, position)
        if length == 0 { return position }
        position += length
    }
    return nil
}
