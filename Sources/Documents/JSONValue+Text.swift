extension JSONValue {
    /// The document on one line, without a line feed at its end: one record of JSON lines.
    package var line: String {
        var bytes = ByteBuffer()
        write(to: &bytes)
        return bytes.string
    }

    /// The document for people: indented, one line for whatever holds no further list or object,
    /// a line feed at its end.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same in UTF-8.
    package var bytes: [UInt8] {
        var bytes = ByteBuffer()
        write(to: &bytes, indentation: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes.array
    }

    /// Appends the document in UTF-8.
    ///
    /// - Parameters:
    ///   - indentation: Depth from which to indent; nil writes everything on one line.
    ///   - deepest: Depth at which whatever is left stands on one line.
    package func write(
        to bytes: inout ByteBuffer, indentation: Int? = nil, deepest: Int = .max
    ) {
        let indentation = indentation.flatMap { $0 < deepest ? $0 : nil }
        switch self {
        case .null: bytes.append("null")
        case .bool(let value): bytes.append(value ? "true" : "false")
        case .integer(let value): bytes.append(decimal: value)
        case .number(let value):
            if value.isFinite { bytes.append(number: value) } else { bytes.append("null") }
        case .string(let value): bytes.append(json: value)
        case .array(let values):
            let inner = values.contains(where: \.isContainer) ? indentation : nil
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                JSONValue.separate(index, inner, in: &bytes)
                value.write(to: &bytes, indentation: inner.map { $0 + 1 }, deepest: deepest)
            }
            if !values.isEmpty { JSONValue.breakLine(inner, in: &bytes) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            let inner = members.contains { $0.value.isContainer } ? indentation : nil
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                JSONValue.separate(index, inner, in: &bytes)
                bytes.append(json: member.key)
                bytes.append(": ")
                member.value.write(
                    to: &bytes, indentation: inner.map { $0 + 1 }, deepest: deepest)
            }
            if !members.isEmpty { JSONValue.breakLine(inner, in: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private var isContainer: Bool {
        switch self {
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    private static func separate(_ index: Int, _ indentation: Int?, in bytes: inout ByteBuffer) {
        if index > 0 {
            bytes.append(UInt8(ascii: ","))
            if indentation == nil { bytes.append(UInt8(ascii: " ")) }
        }
        breakLine(indentation.map { $0 + 1 }, in: &bytes)
    }

    private static func breakLine(_ depth: Int?, in bytes: inout ByteBuffer) {
        guard let depth else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(UInt8(ascii: " "), times: 2 * depth)
    }
}

extension ByteBuffer {
    /// The name of a member that needs no escape, with its colon and the comma that goes before it.
    package mutating func append(member name: StaticString, isFirst: Bool) {
        reserve(name.utf8CodeUnitCount + 4)
        if !isFirst { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        append(name)
        append("\":")
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
                EightBytes.mayHold(below: 0x20, eight) | EightBytes.mayHold(0xC2, eight)
                    | EightBytes.mayHold(0xE2, eight)
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
