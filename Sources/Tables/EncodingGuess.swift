/// Tells UTF-8 from GB 18030 by what follows the first byte that is not ASCII.
///
/// GB 18030 text all but never is valid UTF-8 for long: each Chinese character of UTF-8 would have
/// to be one and a half rare characters of GBK. So a text is UTF-8 as soon as eight different
/// characters beyond U+07FF have been met without a flaw, and at the end of the file if there was
/// no flaw at all. With flaws it is UTF-8 only if such characters outnumber them (a damaged
/// file); otherwise it is GB 18030. What comes before is ASCII in either.
struct EncodingGuess {
    static let enough = 8

    private var distinct: [UInt32] = []
    private var characterCount = 0
    private var flawCount = 0
    private(set) var verdict: TextEncoding?

    /// Looks at the next bytes; an incomplete character at the end is left unless they are the last.
    ///
    /// - Returns: How many bytes were looked at.
    mutating func look(at bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        var position = 0
        while position < bytes.count && verdict == nil {
            if bytes[position] < 0x80 {
                position += 1
                continue
            }
            let length = validLength(bytes, position)
            if length == 0 {
                if !isLast && bytes.count - position < 4 { return position }
                flawCount += 1
                position += 1
            } else {
                if length >= 3 { note(bytes, position, length) }
                position += length
            }
            if flawCount >= 4096 { settle() }
        }
        if isLast { settle() }
        return position
    }

    private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ length: Int)
    {
        characterCount += 1
        guard flawCount == 0 else { return }
        var character: UInt32 = 0
        for k in 0..<length { character = character << 8 | UInt32(bytes[position + k]) }
        if !distinct.contains(character) { distinct.append(character) }
        if distinct.count >= EncodingGuess.enough { verdict = .utf8 }
    }

    private mutating func settle() {
        if verdict == nil {
            verdict = characterCount > flawCount || flawCount == 0 ? .utf8 : .gb18030
        }
    }
}

/// The length of the valid UTF-8 character that starts at the position; 0 if there is none.
func validLength(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        position + offset < bytes.count && range.contains(bytes[position + offset])
    }
    switch bytes[position] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
    case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
}
