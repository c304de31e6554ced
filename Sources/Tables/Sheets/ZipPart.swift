internal import CZlib
internal import Languages

/// One entry of a ZIP file while it is being unpacked, in blocks of the caller's size.
///
/// Declared sizes are believed only once they have come true: bytes are counted as they come, and
/// checksum and lengths are compared at the end.
package final class ZipPart {
    /// A part may grow to this multiple of its packed size, once it is over `ratioFloor`.
    static let ratioLimit = 200
    static let ratioFloor = 16 << 20

    let name: String
    private let source: ByteSource
    private let entry: ZipArchive.Entry
    /// Bytes that the part may have, written in UTF-8 or not.
    let limit: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    /// Of the next packed byte in the source.
    private var offset: Int
    private var packedLeft: Int
    private var count = 0
    private var checksum: UInt = 0
    private var isEnded = false

    /// - Parameter limit: Bytes that the part may have.
    package init(_ archive: ZipArchive, _ entry: ZipArchive.Entry, limit: Int)
        throws(WorkbookProblem)
    {
        guard !entry.isEncrypted else { throw .encrypted }
        guard entry.method == 0 || entry.method == 8 else {
            throw .refused(
                Wording(zh: "使用了不支持的压缩方法", en: "it uses a packing method that isn't read"))
        }
        let packed = try archive.packedRange(of: entry)
        name = entry.name
        source = archive.source
        self.entry = entry
        self.limit = limit
        offset = packed.lowerBound
        packedLeft = packed.count
        input = .allocate(byteCount: 1 << 16, alignment: 64)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = zlib_inflate_start(stream)
        precondition(status == Z_OK, "zlib starts a stream")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// Fills the block as far as there are bytes; 0 only at the end, when everything has been
    /// compared with what was declared.
    package func read(
        into block: UnsafeMutableRawBufferPointer
    ) throws(WorkbookProblem) -> Int {
        if isEnded { return 0 }
        let filled = entry.method == 0 ? try copy(into: block) : try unpack(into: block)
        checksum = crc32(
            checksum, block.bindMemory(to: UInt8.self).baseAddress, UInt32(filled))
        count += filled
        guard count <= limit, count <= entry.size else {
            throw count <= limit ? .wrongContent : .tooLarge
        }
        let taken = entry.packedSize - packedLeft
        guard count <= ZipPart.ratioFloor || count <= ZipPart.ratioLimit * max(taken, 1) else {
            throw .tooLarge
        }
        if isEnded { try compare() }
        return filled
    }

    private func compare() throws(WorkbookProblem) {
        guard count == entry.size, UInt32(truncatingIfNeeded: checksum) == entry.checksum,
            packedLeft == 0, stream.pointee.avail_in == 0
        else { throw .wrongContent }
    }

    private func copy(into block: UnsafeMutableRawBufferPointer) throws(WorkbookProblem) -> Int {
        let wanted = min(block.count, packedLeft)
        try fill(UnsafeMutableRawBufferPointer(rebasing: block[..<wanted]))
        isEnded = packedLeft == 0
        return wanted
    }

    private func unpack(into block: UnsafeMutableRawBufferPointer) throws(WorkbookProblem) -> Int {
        stream.pointee.next_out = block.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(block.count)
        while stream.pointee.avail_out > 0 {
            if stream.pointee.avail_in == 0, packedLeft > 0 {
                let wanted = min(input.count, packedLeft)
                try fill(UnsafeMutableRawBufferPointer(rebasing: input[..<wanted]))
                stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
                stream.pointee.avail_in = UInt32(wanted)
            }
            let before = (stream.pointee.avail_in, stream.pointee.avail_out)
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END {
                isEnded = true
                break
            }
            // No progress: the packed bytes end before the content does.
            guard status == Z_OK, before != (stream.pointee.avail_in, stream.pointee.avail_out)
            else { throw .wrongContent }
        }
        return block.count - Int(stream.pointee.avail_out)
    }

    private func fill(_ block: UnsafeMutableRawBufferPointer) throws(WorkbookProblem) {
        try source.read(at: offset, into: block)
        offset += block.count
        packedLeft -= block.count
    }
}

extension WorkbookProblem {
    static let encrypted = foreign(
        Wording(zh: "加了密码的文件", en: "a file protected by a password"),
        remedy: Wording(
            zh: "请在 Excel 或 WPS 中打开，取消打开密码后另存为 .xlsx",
            en: "open it in Excel or WPS, take the password off and save it as .xlsx"))
}
