/// How a text file begins and how its lines end, so that a copy can do alike.
package struct TextStyle: Sendable, Hashable {
    /// A byte order mark, by which Excel knows UTF-8.
    package let mark: Bool
    package let lineEnd: CSVWriter.LineEnd

    /// Of a copy in UTF-8: without a mark where the file is UTF-8 without one, else with one.
    ///
    /// - Returns: Nil where the file can't be read; its reader tells why.
    package init?(copying source: TableSource) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        guard let bytes = try? source.peek(into: block) else { return nil }
        let start = UnsafeRawBufferPointer(rebasing: block[..<bytes])
        mark = TextEncoding.mark(start) != nil || !TextStyle.isUTF8(start)
        let firstEnd = start.firstIndex(of: 0x0A)
        let isDOS = firstEnd.map { $0 > 0 && start[$0 - 1] == 0x0D } ?? false
        lineEnd = isDOS ? .crlf : .lf
    }

    /// Whether bytes are UTF-8 as far as they go; the last character may be cut.
    private static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (0...min(3, bytes.count)).contains { cut in
            let whole = UnsafeRawBufferPointer(rebasing: bytes.dropLast(cut))
            return (try? UTF8Span(validating: whole.bindMemory(to: UInt8.self).span)) != nil
        }
    }
}
