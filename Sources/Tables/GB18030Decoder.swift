internal import Glibc

/// Decodes GB 18030 (and so GBK and GB 2312) by a table of its two-byte characters.
///
/// The mapping is the C library's. The byte 0x80 is the euro sign, as Windows writes it.
final class GB18030Decoder: TextDecoder {
    /// For the rare characters of four bytes.
    private lazy var library = IconvDecoder(.gb18030)

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, isLast: Bool
    ) -> (taken: Int, written: Int) {
        guard let source = input.baseAddress else { return (0, 0) }
        return GB18030Decoder.table.withUnsafeBufferPointer { table in
            decode(source, input.count, output, isLast, table)
        }
    }

    private func decode(
        _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>,
        _ isLast: Bool, _ table: UnsafeBufferPointer<UInt32>
    ) -> (taken: Int, written: Int) {
        var (taken, written) = (0, 0)
        while taken < count {
            let first = source[taken]
            if first < 0x80 {
                let length = copyASCII(source + taken, count - taken, to: output + written)
                taken += length
                written += length
                continue
            }
            let left = count - taken
            if left >= 2, first > 0x80, first < 0xFF {
                let packed = table[Int(first - 0x81) << 8 | Int(source[taken + 1])]
                if packed != 0 {
                    written += store(packed, to: output + written)
                    taken += 2
                    continue
                }
            }
            let step = decodeRare(source + taken, left, output + written, isLast)
            if step.taken == 0 { break }
            taken += step.taken
            written += step.written
        }
        return (taken, written)
    }

    /// Copies the ASCII bytes at the start, at least one; may write up to seven bytes more.
    private func copyASCII(
        _ source: UnsafePointer<UInt8>, _ count: Int, to output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var length = 0
        while count - length >= 8 {
            let word = UnsafeRawPointer(source + length).loadUnaligned(as: UInt64.self)
            let beyond = word & 0x8080_8080_8080_8080
            UnsafeMutableRawPointer(output + length).storeBytes(of: word, as: UInt64.self)
            if beyond != 0 {
                return length + UInt64(littleEndian: beyond).trailingZeroBitCount / 8
            }
            length += 8
        }
        while length < count, source[length] < 0x80 {
            output[length] = source[length]
            length += 1
        }
        return length
    }

    /// Four-byte characters, the euro sign, and what is no character; nothing if input is missing.
    private func decodeRare(
        _ source: UnsafePointer<UInt8>, _ left: Int, _ output: UnsafeMutablePointer<UInt8>,
        _ isLast: Bool
    ) -> (taken: Int, written: Int) {
        let first = source[0]
        if first == 0x80 { return (1, store(GB18030Decoder.pack([0xE2, 0x82, 0xAC]), to: output)) }
        if first == 0xFF { return (1, BadByte.write(first, to: output)) }
        if left == 1 { return isLast ? (1, BadByte.write(first, to: output)) : (0, 0) }
        if isDigit(source[1]) {
            if left < 4 && !isLast { return (0, 0) }
            let length = left < 4 ? 0 : library.decodeOne(source, length: 4, into: output)
            if length > 0 { return (4, length) }
            return (1, BadByte.write(first, to: output))
        }
        // A well-formed pair without a character goes as a whole, lest what follows be misread.
        let isPair = source[1] >= 0x80 && source[1] < 0xFF
        let written = BadByte.write(first, to: output)
        return isPair ? (2, written + BadByte.write(source[1], to: output + written)) : (1, written)
    }

    /// Writes a packed character; three bytes are touched whatever its length.
    @inline(__always)
    private func store(_ packed: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
        output[0] = UInt8(truncatingIfNeeded: packed)
        output[1] = UInt8(truncatingIfNeeded: packed >> 8)
        output[2] = UInt8(truncatingIfNeeded: packed >> 16)
        return Int(packed >> 24)
    }

    /// UTF-8 bytes from the lowest up, their number in the highest.
    private static func pack(_ bytes: some Collection<UInt8>) -> UInt32 {
        var packed = UInt32(bytes.count) << 24
        for (index, byte) in bytes.enumerated() { packed |= UInt32(byte) << UInt32(8 * index) }
        return packed
    }

    /// By first byte less 0x81 and second byte: the packed character, 0 if there is none.
    private static let table: [UInt32] = {
        let library = IconvDecoder(.gb18030)
        let output = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
        defer { output.deallocate() }
        var table = [UInt32](repeating: 0, count: 126 << 8)
        for lead in 0x81...0xFE {
            for trail in 0x40...0xFE where trail != 0x7F {
                let pair = [UInt8(lead), UInt8(trail)]
                let length = pair.withUnsafeBufferPointer { pair in
                    pair.baseAddress.map { library.decodeOne($0, length: 2, into: output) } ?? 0
                }
                guard (1...3).contains(length) else { continue }
                let bytes = UnsafeBufferPointer(start: output, count: length)
                table[(lead - 0x81) << 8 | trail] = pack(bytes)
            }
        }
        return table
    }()
}
