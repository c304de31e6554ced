internal import CZlib

/// A ZIP file put together entry by entry, right or wrong as a test wants it.
package struct ZipBuilder {
    package struct Entry {
        package var name: String
        package var content: [UInt8]
        package var isPacked = true
        /// What headers and directory say instead of the truth; nil: the truth.
        package var declaredSize: Int?
        package var declaredChecksum: UInt32?
        package var flags = 0
        package var method: Int?

        package init(_ name: String, _ content: [UInt8]) {
            (self.name, self.content) = (name, content)
        }

        package init(_ name: String, _ content: String) {
            self.init(name, Array(content.utf8))
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    package var bytes: [UInt8] {
        var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let packed = entry.isPacked ? deflated(entry.content) : entry.content
            let checksum =
                entry.declaredChecksum
                ?? entry.content.withUnsafeBufferPointer {
                    UInt32(crc32(0, $0.baseAddress, UInt32($0.count)))
                }
            let name = Array(entry.name.utf8)
            let common =
                number(20, 2) + number(entry.flags | 0x800, 2)
                + number(entry.method ?? (entry.isPacked ? 8 : 0), 2) + number(0, 2)
                + number(33, 2) + number(Int(checksum), 4) + number(packed.count, 4)
                + number(entry.declaredSize ?? entry.content.count, 4) + number(name.count, 2)
                + number(0, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 10)
                + number(bytes.count, 4) + name
            bytes += number(0x0403_4B50, 4) + common + name + packed
        }
        let start = bytes.count
        bytes += directory
        bytes +=
            number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2)
            + number(entries.count, 2) + number(directory.count, 4) + number(start, 4)
            + number(0, 2)
        return bytes
    }
}

private func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
}

/// The bytes as a raw deflate stream.
private func deflated(_ content: [UInt8]) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: Int(compressBound(UInt(content.count))) + 16)
    var length = UInt(packed.count)
    let status = compress(&packed, &length, content, UInt(content.count))
    precondition(status == Z_OK, "zlib packs bytes in memory")
    // Without the header of two bytes and the checksum of four.
    return Array(packed[2..<Int(length) - 4])
}
