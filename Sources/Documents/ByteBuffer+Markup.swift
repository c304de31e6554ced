extension ByteBuffer {
    /// Whether a text is content of an element as it is; one that is may be told not to be.
    package static func isPlain(markup text: String) -> Bool {
        EightBytes.pass(text) { !mayNeedCare($0) }
    }

    @inline(__always)
    private static func mayNeedCare(_ eight: UInt64) -> Bool {
        // What is not told apart by these bits: " # & ' and < = > ? | } ~ DEL.
        EightBytes.mayHold(below: 0x20, eight)
            | EightBytes.mayHold(0x27, eight | 0x0505_0505_0505_0505)
            | EightBytes.mayHold(0x7F, eight | 0x4343_4343_4343_4343)
            | EightBytes.mayBeginNonCharacter(eight) != 0
    }

    /// A text as content of an element of HTML or of a quoted attribute: whatever means something
    /// there is escaped, what is no character there becomes U+FFFD, breaks of lines are spaces.
    package mutating func append(markup text: String) {
        append(
            text,
            isSuspect: Self.mayNeedCare,
            write: { $0.append(markupByte: $1, at: $2) })
    }

    /// - Returns: How many bytes of the text are written.
    private mutating func append(markupByte text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int
    {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "<"): append("&lt;")
        case UInt8(ascii: ">"): append("&gt;")
        case UInt8(ascii: "\""): append("&quot;")
        case UInt8(ascii: "'"): append("&#39;")
        case 0x09, 0x0A, 0x0D: append(0x20)
        // U+FFFE and U+FFFF are no characters at all.
        case 0xEF
        where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] & 0xFE == 0xBE:
            append("\u{FFFD}")
            return 3
        // Control characters are no characters of HTML.
        case 0..<0x20, 0x7F: append("\u{FFFD}")
        default: append(byte)
        }
        return 1
    }
}
