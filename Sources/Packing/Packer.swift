internal import CIsal

/// Packs bytes by deflate.
///
/// In sections: whole bytes of a raw stream, of which any one may follow any other. Or each piece
/// as a stream of zlib by itself.
///
/// ISA-L at its level 1 takes a quarter of the time of zlib's and packs a little better.
package final class Packer {
    package enum Form: Sendable {
        /// Sections of a raw deflate stream.
        case sections
        /// Streams with the header and the checksum of zlib [RFC1950].
        case zlib
    }

    private let form: Form
    private let stream: UnsafeMutableRawPointer
    private let level: UnsafeMutableRawPointer
    private let output: UnsafeMutableRawBufferPointer
    /// Of the section so far.
    private var extent = PackedExtent()

    package init(_ form: Form) {
        self.form = form
        stream = .allocate(byteCount: isal_stream_size(), alignment: 64)
        level = .allocate(byteCount: isal_level_size(), alignment: 64)
        output = .allocate(byteCount: 1 << 16, alignment: 64)
        isal_stream_start(stream, level, form == .zlib)
    }

    deinit {
        stream.deallocate()
        level.deallocate()
        output.deallocate()
    }

    /// Packs more of the section; `take` gets what is packed so far.
    package func append<Failure>(
        _ bytes: UnsafeRawBufferPointer,
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        extent.add(bytes)
        try run(bytes, .no, take)
    }

    /// Ends the section; the next bytes begin another.
    ///
    /// - Parameter isLast: Whether the stream ends with it.
    package func end<Failure>(
        isLast: Bool = false, _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> PackedExtent {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        try run(nothing, isLast ? .ofStream : .ofSection, take)
        return takeExtent()
    }

    /// Packs bytes as a stream by itself.
    package func packed(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        run(bytes, .ofStream) { result += $0 }
        _ = takeExtent()
        return result
    }

    private func takeExtent() -> PackedExtent {
        isal_stream_restart(stream, form == .zlib)
        defer { extent = PackedExtent() }
        return extent
    }

    private enum End { case no, ofSection, ofStream }

    private func run<Failure>(
        _ bytes: UnsafeRawBufferPointer, _ end: End,
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(bytes.count <= Int(UInt32.max), "a stream takes up to 4 GiB at a time")
        isal_stream_give(
            stream, bytes.baseAddress, UInt32(bytes.count), end == .ofSection, end == .ofStream)
        while true {
            let packed = isal_stream_take(stream, output.baseAddress, UInt32(output.count))
            precondition(packed.is_sound, "a stream takes any bytes at its level")
            extent.packedSize += Int(packed.count)
            if packed.count > 0 {
                try take(UnsafeRawBufferPointer(rebasing: output[..<Int(packed.count)]))
            }
            if packed.is_all { return }
        }
    }
}
