/// An entry of a ZIP file as its headers tell it [APPNOTE].
///
/// Every entry bears the first day that the format knows: the clock stays out.
struct ZipEntry: Sendable {
    let name: String
    /// 0: as it is; 8: deflate.
    let method: Int
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    /// Where its local header stands.
    let offset: Int

    /// A number of 32 bits that says: too large, see the one of 64.
    static let tooLarge = 0xFFFF_FFFF

    /// Both sizes, where 32 bits are too few for one of them.
    private var wideSizes: [Int] {
        max(size, packedSize) < Self.tooLarge ? [] : [size, packedSize]
    }

    private var wideOffset: [Int] { offset < Self.tooLarge ? [] : [offset] }

    var localHeader: [UInt8] {
        .littleEndian(0x0403_4B50, 4) + fields(wideSizes) + name.utf8 + extra(wideSizes)
    }

    var directoryRecord: [UInt8] {
        let wide = wideSizes + wideOffset
        // Made by a version; without a comment, on the first disk, a plain file.
        return .littleEndian(0x0201_4B50, 4) + .littleEndian(version(wide), 2) + fields(wide)
            + .littleEndian(0, 6) + .littleEndian(0, 4)
            + .littleEndian(min(offset, Self.tooLarge), 4) + name.utf8 + extra(wide)
    }

    private func version(_ wide: [Int]) -> Int { wide.isEmpty ? 20 : 45 }

    /// What both headers have in common, up to the name.
    private func fields(_ wide: [Int]) -> [UInt8] {
        let isWide = !wideSizes.isEmpty
        return .littleEndian(version(wide), 2) + .littleEndian(0, 2) + .littleEndian(method, 2)
            // Midnight of 1980-01-01
            + .littleEndian(0, 2) + .littleEndian(0x21, 2) + .littleEndian(Int(checksum), 4)
            + .littleEndian(isWide ? Self.tooLarge : packedSize, 4)
            + .littleEndian(isWide ? Self.tooLarge : size, 4)
            + .littleEndian(name.utf8.count, 2)
            + .littleEndian(extra(wide).count, 2)
    }

    private func extra(_ wide: [Int]) -> [UInt8] {
        wide.isEmpty
            ? []
            : .littleEndian(1, 2) + .littleEndian(8 * wide.count, 2)
                + wide.flatMap { [UInt8].littleEndian($0, 8) }
    }

    /// What ends a ZIP file: the directory and where it is.
    ///
    /// - Parameter start: Where the directory stands.
    static func directory(of entries: [ZipEntry], start: Int) -> [UInt8] {
        let records = entries.flatMap(\.directoryRecord)
        let (count, size) = (entries.count, records.count)
        let end = start + size
        let isWide = count >= 0xFFFF || max(size, start) >= tooLarge
        let wideEnd: [UInt8] =
            !isWide
            ? []
            : .littleEndian(0x0606_4B50, 4) + .littleEndian(44, 8) + .littleEndian(45, 2)
                + .littleEndian(45, 2) + .littleEndian(0, 8) + .littleEndian(count, 8)
                + .littleEndian(count, 8) + .littleEndian(size, 8) + .littleEndian(start, 8)
                // Where that record is, on the one disk.
                + .littleEndian(0x0706_4B50, 4) + .littleEndian(0, 4) + .littleEndian(end, 8)
                + .littleEndian(1, 4)
        return records + wideEnd + .littleEndian(0x0605_4B50, 4) + .littleEndian(0, 4)
            + .littleEndian(min(count, 0xFFFF), 2) + .littleEndian(min(count, 0xFFFF), 2)
            + .littleEndian(min(size, tooLarge), 4) + .littleEndian(min(start, tooLarge), 4)
            + .littleEndian(0, 2)
    }
}

extension [UInt8] {
    fileprivate static func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
