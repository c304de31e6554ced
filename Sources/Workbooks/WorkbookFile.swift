internal import Glibc
internal import Packing
internal import Tables

/// Puts a workbook together: what the library wrote, with the rows where it wrote none.
struct WorkbookFile {
    /// The entries of the library's package, in its order.
    private let parts: [Part]

    private struct Part {
        let entry: ZipArchive.Entry
        let packed: [UInt8]
        /// What stands before the rows of a worksheet, and what behind them.
        let aroundRows: (before: Section, after: Section)?

        /// - Parameter rows: What the rows of a worksheet are.
        func zipEntry(around rows: PackedExtent?, at offset: Int) -> ZipEntry {
            guard let rows, let (before, after) = aroundRows else {
                return ZipEntry(
                    name: entry.name, method: entry.method, checksum: entry.checksum,
                    packedSize: packed.count, size: entry.size, offset: offset)
            }
            var whole = before.extent
            whole.append(rows)
            whole.append(after.extent)
            return ZipEntry(
                name: entry.name, method: 8, checksum: whole.checksum,
                packedSize: whole.packedSize, size: whole.size, offset: offset)
        }
    }

    /// Text around rows, packed.
    private struct Section {
        var bytes: [UInt8] = []
        var extent = PackedExtent()

        init(packing text: UnsafeRawBufferPointer, _ packer: Packer, isLast: Bool = false) {
            func take(_ packed: UnsafeRawBufferPointer) { bytes += packed }
            packer.append(text, take)
            extent = packer.end(isLast: isLast, take)
        }
    }

    /// - Parameters:
    ///   - package: The library's file.
    ///   - worksheets: Names of the entries that get rows.
    init(package: String, worksheets: Set<String>) throws(FileError) {
        do throws(WorkbookProblem) {
            parts = try WorkbookFile.parts(of: package, worksheets)
        } catch {
            guard case .file(let error) = error else { throw .notOurs(package) }
            throw error
        }
    }

    private static func parts(
        of package: String, _ worksheets: Set<String>
    ) throws(WorkbookProblem) -> [Part] {
        let source: ByteSource
        do throws(FileError) {
            source = try ByteSource(path: package)
        } catch {
            throw .file(error)
        }
        let archive = try ZipArchive(source)
        var parts: [Part] = []
        for entry in archive.entries {
            let packed = try source.bytes(archive.packedRange(of: entry))
            let isWorksheet = worksheets.contains(entry.name)
            let aroundRows = isWorksheet ? try aroundRows(of: entry, archive, package) : nil
            parts.append(Part(entry: entry, packed: packed, aroundRows: aroundRows))
        }
        return parts
    }

    private static func aroundRows(
        of entry: ZipArchive.Entry, _ archive: ZipArchive, _ package: String
    ) throws(WorkbookProblem) -> (before: Section, after: Section) {
        // With room for one byte more, so that it is read to its end and compared.
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: entry.size + 1, alignment: 16)
        defer { block.deallocate() }
        let size = try ZipPart(archive, entry, limit: entry.size).read(into: block)
        block[size] = 0
        let text = block.assumingMemoryBound(to: CChar.self)
        guard let start = text.baseAddress, let found = strstr(start, "</sheetData>")
        else { throw .file(.notOurs(package)) }
        let rowsEnd = UnsafePointer(found) - UnsafePointer(start)
        let packer = Packer(.sections)
        return (
            Section(packing: UnsafeRawBufferPointer(rebasing: block[..<rowsEnd]), packer),
            Section(
                packing: UnsafeRawBufferPointer(rebasing: block[rowsEnd..<size]), packer,
                isLast: true)
        )
    }

    /// Writes the workbook, whole or not at all; somebody brings it to the disk with others.
    ///
    /// - Parameter worksheets: Those that get rows, by the names of their entries.
    func write(
        to path: String, _ rows: PackedRows, _ worksheets: [String: PackedRows.Worksheet]
    ) throws(FileError) {
        let file = try WholeFile(path: path)
        var entries: [ZipEntry] = []
        var offset = 0
        for part in parts {
            let worksheet = worksheets[part.entry.name]
            let entry = part.zipEntry(around: worksheet?.extent, at: offset)
            try file.append(entry.localHeader)
            if let worksheet, let (before, after) = part.aroundRows {
                try file.append(before.bytes)
                try rows.read(worksheet) { bytes throws(FileError) in try file.append(bytes) }
                try file.append(after.bytes)
            } else {
                try file.append(part.packed)
            }
            entries.append(entry)
            offset += entry.localHeader.count + entry.packedSize
        }
        try file.append(ZipEntry.directory(of: entries, start: offset))
        try file.commit(isFlushed: false)
    }
}

extension FileError {
    /// The library's file is not as the library writes it.
    fileprivate static func notOurs(_ path: String) -> FileError {
        FileError(action: .read, path: path, number: EIO)
    }
}
