extension JSONValue {
    /// The document on one line, without a line feed at its end: one record of JSON lines.
    package var line: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The document for people: indented, one line for whatever holds no further list or object,
    /// a line feed at its end.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same in UTF-8.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indentation: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Appends the document in UTF-8.
    ///
    /// - Parameter indentation: Depth from which to indent; nil writes everything on one line.
    package func write(to bytes: inout [UInt8], indentation: Int? = nil) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value):
            bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        case .string(let value): JSONValue.write(value, to: &bytes)
        case .array(let values):
            let inner = values.contains(where: \.isContainer) ? indentation : nil
            JSONValue.write(values, between: "[]", to: &bytes, indentation: inner) {
                $0.write(to: &$1, indentation: $2)
            }
        case .object(let members):
            let inner = members.contains { $0.value.isContainer } ? indentation : nil
            JSONValue.write(members, between: "{}", to: &bytes, indentation: inner) {
                JSONValue.write($0.key, to: &$1)
                $1.append(contentsOf: ": ".utf8)
                $0.value.write(to: &$1, indentation: $2)
            }
        }
    }

    private var isContainer: Bool {
        switch self {
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    private static func write<Element>(
        _ elements: [Element], between brackets: StaticString, to bytes: inout [UInt8],
        indentation: Int?, _ writeOne: (Element, inout [UInt8], Int?) -> Void
    ) {
        let pair = brackets.withUTF8Buffer { ($0[0], $0[1]) }
        let depth = indentation.map { $0 + 1 }
        bytes.append(pair.0)
        for (index, element) in elements.enumerated() {
            if index > 0 {
                bytes.append(UInt8(ascii: ","))
                if depth == nil { bytes.append(UInt8(ascii: " ")) }
            }
            breakLine(depth, in: &bytes)
            writeOne(element, &bytes, depth)
        }
        if !elements.isEmpty { breakLine(indentation, in: &bytes) }
        bytes.append(pair.1)
    }

    private static func breakLine(_ depth: Int?, in bytes: inout [UInt8]) {
        guard let depth else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    /// Appends a text as a JSON string in UTF-8, quotes included.
    package static func write(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { all in
            var written = 0
            for index in all.indices where needsEscape(all[index]) {
                let length = lineSeparator(all, index)
                if all[index] >= 0x80, length == 0 { continue }
                bytes.append(contentsOf: all[written..<index])
                if length > 0 {
                    writeCode(length == 2 ? 0x85 : 0x2028 + UInt16(all[index + 2] & 1), &bytes)
                } else {
                    writeEscape(all[index], to: &bytes)
                }
                written = index + max(length, 1)
            }
            bytes.append(contentsOf: all[written...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xC2
            || byte == 0xE2
    }

    /// Bytes of a character at the place that ends a line for some who read line by line: U+0085,
    /// U+2028 and U+2029, which JSON needn't escape; 0 for any other.
    private static func lineSeparator(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let rest = text[index...].prefix(3)
        if rest.starts(with: [0xC2, 0x85]) { return 2 }
        return rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9])
            ? 3 : 0
    }

    private static func writeCode(_ code: UInt16, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] { bytes.append(hexadecimal(UInt8(code >> UInt16(shift) & 15))) }
    }

    private static func writeEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0..<0x20:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 15))
        default: bytes.append(byte)
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
