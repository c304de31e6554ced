internal import CZlib

/// What a ZIP file says of packed bytes.
struct PackedExtent: Sendable, Equatable {
    /// CRC-32 of what was packed.
    fileprivate(set) var checksum: UInt32 = 0
    /// Bytes before packing.
    fileprivate(set) var size = 0
    fileprivate(set) var packedSize = 0

    /// That of these bytes with others behind them.
    mutating func append(_ next: PackedExtent) {
        checksum = UInt32(
            truncatingIfNeeded: crc32_combine(UInt(checksum), UInt(next.checksum), next.size))
        size += next.size
        packedSize += next.packedSize
    }
}

/// Packs bytes in sections: whole bytes of a raw deflate stream, of which any one may follow any
/// other.
///
/// zlib at its fastest level: at its usual one the rows of a sheet take three times as long and
/// become a fifth smaller.
final class Packer {
    private static let level: Int32 = 1
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer
    /// Of the section so far.
    private var extent = PackedExtent()

    init() {
        output = .allocate(byteCount: 1 << 16, alignment: 64)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = zlib_deflate_start(stream, Packer.level)
        precondition(status == Z_OK, "zlib takes its level and has memory")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Packs more of the section; `take` gets what is packed so far.
    func append<Failure>(
        _ bytes: UnsafeRawBufferPointer,
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        extent.checksum = UInt32(
            truncatingIfNeeded: crc32_z(UInt(extent.checksum), start, bytes.count))
        extent.size += bytes.count
        try run(bytes, Z_NO_FLUSH, take)
    }

    /// Ends the section; the next bytes begin another.
    ///
    /// - Parameter isLast: Whether the stream ends with it.
    func end<Failure>(
        isLast: Bool = false, _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> PackedExtent {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        try run(nothing, isLast ? Z_FINISH : Z_SYNC_FLUSH, take)
        deflateReset(stream)
        defer { extent = PackedExtent() }
        return extent
    }

    private func run<Failure>(
        _ bytes: UnsafeRawBufferPointer, _ flush: Int32,
        _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(bytes.count <= Int(UInt32.max), "zlib takes up to 4 GiB at a time")
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(bytes.count)
        repeat {
            stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            // An error only says that there was nothing to do.
            deflate(stream, flush)
            let count = output.count - Int(stream.pointee.avail_out)
            extent.packedSize += count
            try take(UnsafeRawBufferPointer(rebasing: output[..<count]))
        } while stream.pointee.avail_out == 0
    }
}
