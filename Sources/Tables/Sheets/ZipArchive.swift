internal import Languages

/// The directory of a ZIP file whose every claim is checked before anything is unpacked.
///
/// Refused: a directory that doesn't reach to the end, entries that overlap, that share a name or
/// lie outside the file, encryption, methods other than stored and deflated, too many entries.
/// Names are looked up, never used as paths.
package struct ZipArchive {
    package struct Entry {
        /// With `/` between folders and without one at the start.
        package let name: String
        /// Of the local header.
        let offset: Int
        let isEncrypted: Bool
        package let method: Int
        package let checksum: UInt32
        package let packedSize: Int
        package let size: Int
    }

    static let entryLimit = 20_000
    static let directoryLimit = 8 << 20

    package let source: ByteSource
    /// By offset.
    package let entries: [Entry]
    /// Where the directory starts; no entry reaches beyond it.
    let directoryStart: Int
    private let indexOfName: [String: Int]

    package init(_ source: ByteSource) throws(WorkbookProblem) {
        self.source = source
        let end = try ZipDirectoryEnd(source)
        guard end.count <= ZipArchive.entryLimit, end.size <= ZipArchive.directoryLimit else {
            throw .refused(
                Wording(zh: "压缩文件内的条目过多", en: "the ZIP file has too many entries"))
        }
        directoryStart = end.start
        let bytes = try source.bytes(end.start..<end.start + end.size)
        entries = try ZipArchive.read(bytes, count: end.count).sorted { $0.offset < $1.offset }
        var indexes: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            let next = index + 1 < entries.count ? entries[index + 1].offset : end.start
            guard entry.offset + 30 + entry.packedSize <= next else {
                throw .wrongDirectory
            }
            guard indexes.updateValue(index, forKey: entry.name.lowercased()) == nil else {
                throw .refused(
                    Wording(
                        zh: "压缩文件内有同名条目 \(entry.name)",
                        en: "the ZIP file has two entries of the name \(entry.name)"))
            }
        }
        indexOfName = indexes
    }

    /// The entry of a name; letter case doesn't matter in a workbook.
    func entry(_ name: String) -> Entry? {
        indexOfName[name.lowercased()].map { entries[$0] }
    }

    /// Where the packed bytes of an entry are in the source.
    package func packedRange(of entry: Entry) throws(WorkbookProblem) -> Range<Int> {
        let header = try source.bytes(entry.offset..<entry.offset + 30)
        let start = entry.offset + 30 + header.number(26, 2) + header.number(28, 2)
        guard header.number(0, 4) == 0x0403_4B50, start + entry.packedSize <= directoryStart
        else { throw .wrongDirectory }
        return start..<start + entry.packedSize
    }

    private static func read(_ bytes: [UInt8], count: Int) throws(WorkbookProblem) -> [Entry] {
        var entries: [Entry] = []
        var position = 0
        for _ in 0..<count {
            guard position + 46 <= bytes.count, bytes.number(position, 4) == 0x0201_4B50 else {
                throw .wrongDirectory
            }
            let nameLength = bytes.number(position + 28, 2)
            let extraLength = bytes.number(position + 30, 2)
            let next = position + 46 + nameLength + extraLength + bytes.number(position + 32, 2)
            guard next <= bytes.count else { throw .wrongDirectory }
            let extra = bytes[position + 46 + nameLength..<position + 46 + nameLength + extraLength]
            let name = String(
                decoding: bytes[position + 46..<position + 46 + nameLength].map {
                    $0 == 0x5C ? 0x2F : $0
                }, as: UTF8.self)
            entries.append(try entry(bytes, position, name, Array(extra)))
            position = next
        }
        guard position == bytes.count else { throw .wrongDirectory }
        return entries
    }

    private static func entry(
        _ bytes: [UInt8], _ start: Int, _ name: String, _ extra: [UInt8]
    ) throws(WorkbookProblem) -> Entry {
        var wide = ZipWideNumbers(extra)
        let size = try wide.value(bytes.number(start + 24, 4))
        let packed = try wide.value(bytes.number(start + 20, 4))
        let offset = try wide.value(bytes.number(start + 42, 4))
        let method = bytes.number(start + 10, 2)
        guard method != 0 || packed == size else { throw .wrongDirectory }
        return Entry(
            name: String(name.drop { $0 == "/" }), offset: offset,
            isEncrypted: bytes.number(start + 8, 2) & 1 != 0, method: method,
            checksum: UInt32(bytes.number(start + 16, 4)), packedSize: packed, size: size)
    }
}

/// Where the directory of a ZIP file stands.
private struct ZipDirectoryEnd {
    let start: Int
    let size: Int
    let count: Int

    /// Looks for the last end record that reaches to the end of the file.
    init(_ source: ByteSource) throws(WorkbookProblem) {
        let from = max(0, source.size - 22 - 0xFFFF)
        let tail = try source.bytes(from..<source.size)
        let found = stride(from: tail.count - 22, through: 0, by: -1).first { position in
            tail.number(position, 4) == 0x0605_4B50
                && position + 22 + tail.number(position + 20, 2) == tail.count
        }
        guard let found else { throw .truncated }
        var (count, size) = (tail.number(found + 10, 2), tail.number(found + 12, 4))
        var (start, end) = (tail.number(found + 16, 4), from + found)
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            guard end >= 20 + 56 else { throw .wrongDirectory }
            let locator = try source.bytes(end - 20..<end)
            guard locator.number(0, 4) == 0x0706_4B50 else { throw .wrongDirectory }
            let wideEnd = try locator.wideNumber(8)
            guard wideEnd <= end - 20 - 56 else { throw .wrongDirectory }
            let record = try source.bytes(wideEnd..<wideEnd + 56)
            guard record.number(0, 4) == 0x0606_4B50 else { throw .wrongDirectory }
            count = try record.wideNumber(32)
            size = try record.wideNumber(40)
            start = try record.wideNumber(48)
            end = wideEnd
        }
        let (sum, overflows) = start.addingReportingOverflow(size)
        guard !overflows, sum == end else { throw .wrongDirectory }
        (self.start, self.size, self.count) = (start, size, count)
    }
}

/// The 64-bit numbers that stand in for 32-bit ones that are too small, in their order.
private struct ZipWideNumbers {
    private var rest: ArraySlice<UInt8> = []

    init(_ extra: [UInt8]) {
        var position = 0
        while position + 4 <= extra.count {
            let length = extra.number(position + 2, 2)
            let end = position + 4 + length
            guard end <= extra.count else { return }
            if extra.number(position, 2) == 1 {
                rest = extra[position + 4..<end]
                return
            }
            position = end
        }
    }

    mutating func value(_ narrow: Int) throws(WorkbookProblem) -> Int {
        guard narrow == 0xFFFF_FFFF else { return narrow }
        guard rest.count >= 8 else { throw .wrongDirectory }
        let value = try Array(rest.prefix(8)).wideNumber(0)
        rest = rest.dropFirst(8)
        return value
    }
}

extension [UInt8] {
    /// A little-endian number of up to 4 bytes.
    func number(_ start: Int, _ length: Int) -> Int {
        self[start..<start + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// A little-endian number of 8 bytes that any file may hold.
    fileprivate func wideNumber(_ start: Int) throws(WorkbookProblem) -> Int {
        let (low, high) = (number(start, 4), number(start + 4, 4))
        guard high < 1 << 16 else { throw .wrongDirectory }
        return high << 32 | low
    }
}

extension ByteSource {
    /// The bytes of a range, all of them.
    package func bytes(_ range: Range<Int>) throws(WorkbookProblem) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size else { throw .truncated }
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: range.count, alignment: 16)
        defer { block.deallocate() }
        try read(at: range.lowerBound, into: block)
        return Array(block)
    }
    /// Fills the whole block.
    func read(at offset: Int, into block: UnsafeMutableRawBufferPointer) throws(WorkbookProblem) {
        let count: Int
        do throws(FileError) {
            count = try peek(at: offset, into: block)
        } catch {
            throw .file(error)
        }
        guard count == block.count else { throw .truncated }
    }
}
