extension ByteBuffer {
    /// A text as content of an element of HTML or of a quoted attribute: whatever means something
    /// there is escaped, what is no character there becomes U+FFFD, breaks of lines are spaces.
    package mutating func append(markup text: String) {
        append(
            text,
            isSuspect: { eight in
                EightBytes.mayHold(below: 0x20, eight) | EightBytes.mayHold(0x7F, eight)
                    | EightBytes.mayHold(0xBE, eight) | EightBytes.mayHold(0xBF, eight)
                    | EightBytes.mayHold(UInt8(ascii: "&"), eight)
                    | EightBytes.mayHold(UInt8(ascii: "'"), eight)
                    | EightBytes.mayHold(UInt8(ascii: "\""), eight)
                    | EightBytes.mayHold(UInt8(ascii: "<"), eight)
                    | EightBytes.mayHold(UInt8(ascii: ">"), eight) != 0
            },
            write: { buffer, text, index in
                buffer.append(markupByte: text[index])
                return 1
            })
    }

    private mutating func append(markupByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "<"): append("&lt;")
        case UInt8(ascii: ">"): append("&gt;")
        case UInt8(ascii: "\""): append("&quot;")
        case UInt8(ascii: "'"): append("&#39;")
        case 0x09, 0x0A, 0x0D: append(0x20)
        // U+FFFE and U+FFFF are no characters at all; U+FFFD begins with the same bytes.
        case 0xBE, 0xBF: append(endsWith(0xEF, 0xBF) ? 0xBD : byte)
        // Control characters are no characters of HTML.
        case 0..<0x20, 0x7F: append("\u{FFFD}")
        default: append(byte)
        }
    }
}
