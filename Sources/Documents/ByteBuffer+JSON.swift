extension ByteBuffer {
    /// The name of a member that needs no escape, with its colon.
    mutating func append(name: StaticString) {
        append(UInt8(ascii: "\""))
        append(name)
        append("\":")
    }

    /// The name of another member on the same line, with the comma before it.
    ///
    /// - Parameter isSpaced: Whether there are blanks behind the comma and the colon.
    mutating func append(nextName name: StaticString, isSpaced: Bool) {
        let count = name.utf8CodeUnitCount
        reserve(count + 6)
        var place = start + length
        func put(_ byte: UInt8) {
            place.pointee = byte
            place += 1
        }
        put(UInt8(ascii: ","))
        if isSpaced { put(UInt8(ascii: " ")) }
        put(UInt8(ascii: "\""))
        place.update(from: name.utf8Start, count: count)
        place += count
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
        if isSpaced { put(UInt8(ascii: " ")) }
        length = place - start
    }

    /// Appends a text as a JSON string, quotes included.
    ///
    /// U+0085, U+2028 and U+2029, which end a line for some who read line by line, are escaped as
    /// well, though JSON doesn't ask for it.
    package mutating func append(json text: String) {
        append(UInt8(ascii: "\""))
        append(
            text,
            isSuspect: { eight in
                // 0xC2 and 0xE2 differ in that bit alone.
                EightBytes.mayHold(below: 0x20, eight)
                    | EightBytes.mayHold(0xE2, eight | 0x2020_2020_2020_2020)
                    | EightBytes.mayHold(UInt8(ascii: "\""), eight)
                    | EightBytes.mayHold(UInt8(ascii: "\\"), eight) != 0
            },
            write: { $0.append(jsonByte: $1, at: $2) })
        append(UInt8(ascii: "\""))
    }

    /// - Returns: How many bytes of the text are written.
    private mutating func append(jsonByte text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"):
            append(escape: byte)
        case 0xC2 where index + 1 < text.count && text[index + 1] == 0x85:
            append("\\u0085")
            return 2
        case 0xE2
        where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
            append(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
            return 3
        default: append(byte)
        }
        return 1
    }

    private mutating func append(escape byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0..<0x20:
            append("u00")
            append(UInt8(ascii: "0") + byte >> 4)
            append(
                byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10)
        default: append(byte)
        }
    }
}
