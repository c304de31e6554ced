extension LocatedJSON {
    /// Reads a text in UTF-8, with or without BOM, by RFC 8259.
    ///
    /// Bare words such as `NaN` are kept as `.word`, so that a reader can report all of them; keys
    /// given twice are kept both.
    /// - Throws: The first place at which the text isn't JSON.
    /// - Complexity: O(bytes).
    package init(_ text: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(text)
        self = try parser.document()
    }
}

/// A recursive descent through the bytes of a document.
private struct JSONParser {
    private let bytes: [UInt8]
    private var index: Int
    private var line = 1
    /// The column of the byte at `columnIndex`; counted on from there.
    private var column = 1
    private var columnIndex: Int
    private static let depthLimit = 256

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        columnIndex = index
    }

    mutating func document() throws(JSONSyntaxError) -> LocatedJSON {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONSyntaxError(
                reason: .notUTF8, position: JSONPosition(line: 1, column: 1), found: nil)
        }
        skipBlanks()
        if index == bytes.count { throw failure(.empty) }
        let value = try value(depth: 0)
        skipBlanks()
        if index < bytes.count { throw failure(.trailing) }
        return value
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> LocatedJSON {
        guard index < bytes.count else { throw failure(.unfinished) }
        let position = position()
        switch bytes[index] {
        case UInt8(ascii: "{"):
            if depth == JSONParser.depthLimit { throw failure(.tooDeep) }
            return LocatedJSON(.object(try members(depth: depth + 1)), at: position)
        case UInt8(ascii: "["):
            if depth == JSONParser.depthLimit { throw failure(.tooDeep) }
            return LocatedJSON(.array(try elements(depth: depth + 1)), at: position)
        case UInt8(ascii: "\""):
            return LocatedJSON(.string(try string()), at: position)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return LocatedJSON(try number(), at: position)
        case let byte where isLetter(byte):
            return LocatedJSON(word(prefix: ""), at: position)
        default:
            throw failure(.expected("…"))
        }
    }

    private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [LocatedJSON] {
        var elements: [LocatedJSON] = []
        index += 1
        skipBlanks()
        if take("]") { return [] }
        while true {
            elements.append(try value(depth: depth))
            skipBlanks()
            if take("]") { return elements }
            guard take(",") else { throw failure(.expected(", ]")) }
            skipBlanks()
        }
    }

    private mutating func members(depth: Int) throws(JSONSyntaxError) -> [LocatedJSON.Member] {
        var members: [LocatedJSON.Member] = []
        index += 1
        skipBlanks()
        if take("}") { return [] }
        while true {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw failure(.expected("\""))
            }
            let position = position()
            let key = try string()
            skipBlanks()
            guard take(":") else { throw failure(.expected(":")) }
            skipBlanks()
            let value = try value(depth: depth)
            members.append(LocatedJSON.Member(key: key, position: position, value: value))
            skipBlanks()
            if take("}") { return members }
            guard take(",") else { throw failure(.expected(", }")) }
            skipBlanks()
        }
    }

    private mutating func word(prefix: String) -> LocatedJSON.Content {
        let start = index
        while index < bytes.count, isLetter(bytes[index]) { index += 1 }
        let word = prefix + String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return .word(word)
        }
    }

    private mutating func number() throws(JSONSyntaxError) -> LocatedJSON.Content {
        let start = index
        if take("-"), index < bytes.count, isLetter(bytes[index]) { return word(prefix: "-") }
        let hasLeadingZero = index < bytes.count && bytes[index] == UInt8(ascii: "0")
        let whole = takeDigits()
        guard whole == 1 || whole > 1 && !hasLeadingZero else { throw failure(.badNumber) }
        if take("."), takeDigits() == 0 { throw failure(.badNumber) }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if takeDigits() == 0 { throw failure(.badNumber) }
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func takeDigits() -> Int {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
            index += 1
        }
        return index - start
    }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
            bytes[index] != UInt8(ascii: "\\")
        {
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            index += 1
            return String(decoding: bytes[start..<index - 1], as: UTF8.self)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20:
                throw failure(.badString)
            default:
                text.append(byte)
                index += 1
            }
        }
        throw failure(.unfinished)
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard index + 1 < bytes.count else { throw failure(.unfinished) }
        let letter = bytes[index + 1]
        if letter == UInt8(ascii: "u") { return try unicodeEscape() }
        let plain: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
            UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
            UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        guard let scalar = plain[letter] else { throw failure(.badString) }
        index += 2
        return scalar
    }

    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, index < bytes.count, bytes[index] == UInt8(ascii: "\\") else {
            throw failure(.badString)
        }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw failure(.badString) }
        return scalar
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
        guard index + 5 < bytes.count, bytes[index + 1] == UInt8(ascii: "u"),
            bytes[index + 2..<index + 6].allSatisfy({ isHexadecimal($0) }),
            let unit = UInt32(
                String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
        else { throw failure(.badString) }
        index += 6
        return unit
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    // MARK: Bytes and places

    private func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0D: index += 1
            case 0x0A:
                index += 1
                line += 1
                column = 1
                columnIndex = index
            default: return
            }
        }
    }

    private mutating func position() -> JSONPosition {
        while columnIndex < index {
            if bytes[columnIndex] & 0xC0 != 0x80 { column += 1 }
            columnIndex += 1
        }
        return JSONPosition(line: line, column: column)
    }

    private mutating func failure(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        guard index < bytes.count else {
            let isEmpty = reason == .empty
            return JSONSyntaxError(
                reason: isEmpty ? .empty : .unfinished, position: position(), found: nil)
        }
        let rest = String(decoding: bytes[index..<min(bytes.count, index + 16)], as: UTF8.self)
        return JSONSyntaxError(
            reason: reason, position: position(), found: rest.first.map(String.init))
    }
}
