internal import Glibc

/// Turns the bytes of one encoding into UTF-8, block by block.
///
/// A byte that stands for no character becomes a `BadByte`; decoding goes on behind it.
protocol TextDecoder: AnyObject {
    /// Decodes as much of the input as is whole characters.
    ///
    /// - Parameters:
    ///   - output: Room for three bytes per input byte.
    ///   - isLast: No input follows, so an incomplete character at the end is a bad one.
    /// - Returns: How many bytes were taken, and how many written.
    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, isLast: Bool
    ) -> (taken: Int, written: Int)
}

/// Decodes with the C library's `iconv`.
final class IconvDecoder: TextDecoder {
    private let descriptor: iconv_t
    /// Bytes given up at a time where there is no character: the size of a code unit.
    private let unit: Int

    init(_ encoding: TextEncoding) {
        let name =
            switch encoding {
            case .big5: "BIG5-HKSCS"
            default: encoding.rawValue
            }
        guard let descriptor = iconv_open("UTF-8", name),
            descriptor != iconv_t(bitPattern: -1)
        else { preconditionFailure("the C library converts from \(name)") }
        self.descriptor = descriptor
        unit = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
    }

    deinit { iconv_close(descriptor) }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, isLast: Bool
    ) -> (taken: Int, written: Int) {
        guard let base = input.baseAddress else { return (0, 0) }
        var (taken, written) = (0, 0)
        while taken < input.count {
            let step = convert(base + taken, input.count - taken, output + written)
            taken += step.taken
            written += step.written
            if step.status == 0 { break }
            if step.status == EINVAL && !isLast { break }
            // A bad unit, or an incomplete character at the very end.
            for _ in 0..<min(unit, input.count - taken) {
                written += BadByte.write(base[taken], to: output + written)
                taken += 1
            }
        }
        return (taken, written)
    }

    /// Decodes a single character of known length.
    ///
    /// - Returns: The number of bytes written; 0 if the bytes are no character.
    func decodeOne(
        _ source: UnsafePointer<UInt8>, length: Int, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let step = convert(source, length, output)
        if step.status == 0 && step.taken == length { return step.written }
        iconv(descriptor, nil, nil, nil, nil)
        return 0
    }

    private func convert(
        _ source: UnsafePointer<UInt8>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>
    ) -> (taken: Int, written: Int, status: Int32) {
        let limit = count * 3 + 8
        return source.withMemoryRebound(to: CChar.self, capacity: count) { source in
            target.withMemoryRebound(to: CChar.self, capacity: limit) { target in
                var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: source)
                var to: UnsafeMutablePointer<CChar>? = target
                var (sourceLeft, targetLeft) = (count, limit)
                let result = iconv(descriptor, &from, &sourceLeft, &to, &targetLeft)
                let status = result == Int(bitPattern: UInt.max) ? errno : 0
                return (count - sourceLeft, limit - targetLeft, status)
            }
        }
    }
}
