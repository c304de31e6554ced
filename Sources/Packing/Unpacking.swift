internal import CZlib

/// No bytes of deflate stand for more than this many: a match of 258 bytes takes two bits at least.
private let mostPerByte = 1_032

/// What a stream of zlib holds.
///
/// - Parameter size: How many bytes they are.
/// - Returns: nil where it is no whole stream of so many bytes, or its checksum is another one.
package func unpacked(_ packed: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    guard size >= 0, size / mostPerByte <= packed.count else { return nil }
    // One byte more, so that a stream that goes on is found out.
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { room, count in
        var (written, taken) = (UInt(room.count), UInt(packed.count))
        let status = uncompress2(
            room.baseAddress, &written, packed.bindMemory(to: UInt8.self).baseAddress, &taken)
        isWhole = status == Z_OK && written == size && taken == packed.count
        count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
}
