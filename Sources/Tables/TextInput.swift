internal import CBytes
internal import Languages

/// A supplied text as UTF-8, whatever its encoding, in blocks.
///
/// The text is not yet validated: bytes of no character come through (as they are in UTF-8, as
/// `BadByte` from other encodings).
final class TextInput {
    private enum Mode {
        /// Nothing but ASCII so far, which is the same in UTF-8 and GB 18030.
        case undecided
        case direct
        case decoding(any TextDecoder)
    }

    private let source: ByteSource
    private let blockSize: Int
    private var digest: SHA256?
    private var mode = Mode.undecided
    private var raw: UnsafeMutableRawBufferPointer
    /// Bytes at the start of `raw` that were read and not yet decoded.
    private var rawCount = 0
    private(set) var isAtEnd = false
    /// What the text is in, as far as is known; ASCII counts as UTF-8.
    private(set) var encoding = TextEncoding.utf8
    var byteCount: Int { source.position }

    /// - Parameter encoding: What the text is in unless a byte order mark says otherwise; nil: found out.
    init(_ source: ByteSource, encoding: TextEncoding?, blockSize: Int, wantsDigest: Bool)
        throws(FileError)
    {
        self.source = source
        self.blockSize = max(blockSize, 1)
        digest = wantsDigest ? SHA256() : nil
        raw = .allocate(byteCount: max(blockSize, 1) + 8, alignment: 64)
        try start(encoding)
    }

    deinit { raw.deallocate() }

    private func start(_ wanted: TextEncoding?) throws(FileError) {
        let first = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 4)
        defer { first.deallocate() }
        let count = try source.peek(at: 0, into: first)
        let bytes = UnsafeRawBufferPointer(rebasing: first[..<count])
        if let mark = TextEncoding.mark(bytes) {
            let skipped = UnsafeMutableRawBufferPointer(rebasing: first[..<mark.length])
            _ = try source.read(into: skipped)
            digest?.update(UnsafeRawBufferPointer(skipped))
            settle(mark.encoding)
        } else if let wanted {
            settle(wanted)
        }
    }

    private func settle(_ encoding: TextEncoding) {
        self.encoding = encoding
        switch encoding {
        case .utf8: mode = .direct
        case .gb18030: mode = .decoding(GB18030Decoder())
        case .big5, .utf16LittleEndian, .utf16BigEndian:
            mode = .decoding(IconvDecoder(encoding))
        }
    }

    /// What the file is if its first bytes say that it is no text at all.
    func foreignFormat() throws(FileError) -> Wording? {
        let first = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 4)
        defer { first.deallocate() }
        guard try source.peek(at: 0, into: first) == 4 else { return nil }
        if first.elementsEqual([0x50, 0x4B, 0x03, 0x04]) {
            return Wording(zh: "XLSX 工作簿或压缩文件", en: "an XLSX workbook or a ZIP file")
        }
        if first.elementsEqual([0xD0, 0xCF, 0x11, 0xE0]) {
            return Wording(zh: "旧版 Excel（.xls）工作簿", en: "an old Excel workbook (.xls)")
        }
        return nil
    }

    /// Appends the next block to the text; after the last, `isAtEnd`.
    ///
    /// - Parameter wanted: At least so many source bytes are read if there are any.
    func fill(_ text: inout TextBuffer, wanted: Int = 0) throws(FileError) {
        switch mode {
        case .direct: try readDirectly(&text, max(blockSize, wanted))
        case .undecided:
            let before = text.count
            try readDirectly(&text, max(blockSize, wanted))
            try decide(&text, from: text.start + before)
        case .decoding(let decoder): try decode(&text, decoder)
        }
    }

    private func readDirectly(_ text: inout TextBuffer, _ size: Int) throws(FileError) {
        text.makeRoom(size)
        let block = UnsafeMutableRawBufferPointer(rebasing: text.tail[..<size])
        let count = try source.read(into: block)
        digest?.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
        text.end += count
        isAtEnd = count < size
    }

    private func decode(_ text: inout TextBuffer, _ decoder: any TextDecoder) throws(FileError) {
        if !isAtEnd {
            let block = UnsafeMutableRawBufferPointer(
                rebasing: raw[rawCount..<min(raw.count, rawCount + blockSize)])
            let count = try source.read(into: block)
            digest?.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
            isAtEnd = count < block.count
            rawCount += count
        }
        decodeHeld(&text, decoder)
    }

    /// Settles on an encoding if the text since the position has a byte that is not ASCII.
    private func decide(_ text: inout TextBuffer, from position: Int) throws(FileError) {
        let new = UnsafeBufferPointer(start: text.base + position, count: text.end - position)
        guard let offset = firstBeyondASCII(new) else { return }
        settle(try guess(from: source.position - new.count + offset))
        guard case .decoding(let decoder) = mode else { return }
        // What was read as UTF-8 goes back to be decoded.
        let moved = new.count - offset
        if moved + blockSize + 8 > raw.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(
                byteCount: moved + blockSize + 8, alignment: 64)
            raw.deallocate()
            raw = larger
        }
        raw.copyMemory(
            from: UnsafeRawBufferPointer(start: text.base + position + offset, count: moved))
        rawCount = moved
        text.end -= moved
        decodeHeld(&text, decoder)
    }

    private func decodeHeld(_ text: inout TextBuffer, _ decoder: any TextDecoder) {
        text.makeRoom(rawCount * 3 + 16)
        let input = UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[..<rawCount])
        let (taken, written) = decoder.decode(input, into: text.base + text.end, isLast: isAtEnd)
        text.end += written
        rawCount -= taken
        raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[taken..<taken + rawCount]))
    }

    /// Looks ahead from a byte that is not ASCII, as far as it takes.
    private func guess(from start: Int) throws(FileError) -> TextEncoding {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
        defer { block.deallocate() }
        var guess = EncodingGuess()
        var position = start
        while true {
            let count = try source.peek(at: position, into: block)
            let bytes = UnsafeBufferPointer(rebasing: block.bindMemory(to: UInt8.self)[..<count])
            position += guess.look(at: bytes, isLast: count < block.count)
            if let verdict = guess.verdict { return verdict }
        }
    }

    /// SHA-256 of all source bytes, once everything has been read; nil if it wasn't wanted.
    func finishDigest() -> String? {
        let ended = digest.take()
        return ended?.hexadecimal()
    }
}

/// The offset of the first byte that isn't ASCII. Bytes behind the text must be readable, as in a
/// `TextBuffer`.
private func firstBeyondASCII(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress else { return nil }
    for start in stride(from: 0, to: text.count, by: 64) {
        let bits = bytes_high_bits(bytes_load(base + start))
        if bits != 0 {
            let offset = start + bits.trailingZeroBitCount
            return offset < text.count ? offset : nil
        }
    }
    return nil
}
