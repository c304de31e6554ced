internal import CIsal
internal import CZlib

/// What a ZIP file says of packed bytes.
package struct PackedExtent: Sendable, Equatable {
    /// CRC-32 of what was packed.
    package private(set) var checksum: UInt32 = 0
    /// Bytes before packing.
    package private(set) var size = 0
    package internal(set) var packedSize = 0

    package init() {}

    /// That of these bytes with others behind them.
    package mutating func append(_ next: PackedExtent) {
        checksum = UInt32(
            truncatingIfNeeded: crc32_combine(UInt(checksum), UInt(next.checksum), next.size))
        size += next.size
        packedSize += next.packedSize
    }

    /// Takes bytes that are being packed into account.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        checksum = crc32_gzip_refl(checksum, start, UInt64(bytes.count))
        size += bytes.count
    }
}
