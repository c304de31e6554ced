package import Diagnostics

/// A small text file, decoded.
package struct TextFile: Sendable, Hashable {
    package let text: String
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    package let sha256: String
    package let encoding: TextEncoding
}

/// Reads a whole text file (YAML, say) under the same encoding rules as tables.
///
/// - Parameters:
///   - name: The name in diagnostics.
///   - encoding: What the text is in unless a byte order mark says otherwise; nil: found out.
/// - Returns: nil when the file could not be read, was empty, or held what is no text; the reasons
///   were reported, bad characters with their line and character column.
package func readText(
    path: String, name: String, encoding: TextEncoding? = nil, into log: inout DiagnosticLog
) -> TextFile? {
    readText(TableSource(path: path, name: name, encoding: encoding), into: &log)
}

/// Reads a whole text from a file or memory under the same encoding rules as tables.
package func readText(_ source: TableSource, into log: inout DiagnosticLog) -> TextFile? {
    do throws(FileError) {
        let input = try source.open()
        var text = TextBuffer(capacity: source.blockSize)
        while !input.isAtEnd { try input.fill(&text, wanted: text.count) }
        if input.byteCount == 0 {
            log.report(.fileEmpty(at: Place(file: source.name)))
            return nil
        }
        let bytes = UnsafeBufferPointer(start: text.base + text.start, count: text.count)
        guard reportBadCharacters(bytes, source.name, &log) else { return nil }
        return TextFile(
            text: String(decoding: bytes, as: UTF8.self), sha256: input.finishDigest() ?? "",
            encoding: input.encoding)
    } catch {
        log.report(.unreadable(error, at: Place(file: source.name)))
        return nil
    }
}

/// Reports the first NUL or byte of no character in each line.
private func reportBadCharacters(
    _ text: UnsafeBufferPointer<UInt8>, _ name: String, _ log: inout DiagnosticLog
) -> Bool {
    var isSound = true
    for (index, line) in text.split(separator: lineFeed, omittingEmptySubsequences: false)
        .enumerated()
    {
        let bytes = UnsafeBufferPointer(rebasing: line)
        guard let offset = firstBadCharacter(bytes) else { continue }
        isSound = false
        let before = String(decoding: bytes[..<offset], as: UTF8.self)
        let place = Place(file: name, line: index + 1, column: before.unicodeScalars.count + 1)
        let rest = UnsafeBufferPointer(rebasing: bytes[offset...])
        log.report(
            rest[0] == 0
                ? .nulByte(at: place)
                : .encodingInvalid(byte: BadByte.read(rest) ?? rest[0], at: place))
    }
    return isSound
}
