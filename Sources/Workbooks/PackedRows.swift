internal import Documents
internal import Packing
internal import Tables

/// The rows of worksheets, packed, in a file of their own: a workbook is written from it once it is
/// known how many rows each of its worksheets has.
final class PackedRows {
    /// What one worksheet holds below its header.
    struct Worksheet {
        /// Where its packed rows are in the file.
        fileprivate let start: Int
        fileprivate(set) var rowCount = 0
        fileprivate(set) var extent = PackedExtent()
        /// By row and column.
        fileprivate(set) var notes: [CellNote] = []
    }

    private let file: ScratchFile
    private let packer = Packer(.sections)
    /// Rows of a worksheet.
    private let rowLimit: Int

    /// - Parameter folder: Where the file is, as long as this value is there.
    init(in folder: String, rowLimit: Int) throws(FileError) {
        file = try ScratchFile(in: folder)
        self.rowLimit = rowLimit
    }

    /// Packs the rows of a sheet.
    ///
    /// - Returns: Its worksheets: one, and more where its rows fill more.
    func add(_ sheet: Sheet, _ looks: RowLooks) throws(FileError) -> [Worksheet] {
        var full: [Worksheet] = []
        var worksheet = Worksheet(start: file.size)
        var writer = RowWriter(looks)
        var part = Sheet.Part()
        for number in 0..<sheet.rows.count {
            part.clear()
            sheet.rows.add(number, to: &part)
            for row in 0..<part.rowCount {
                if worksheet.rowCount == rowLimit {
                    try end(&worksheet, &writer)
                    full.append(worksheet)
                    worksheet = Worksheet(start: file.size)
                }
                worksheet.rowCount += 1
                writer.write(part[row], at: worksheet.rowCount)
                if writer.isFull { try pack(&writer) }
            }
        }
        try end(&worksheet, &writer)
        return full + [worksheet]
    }

    private func pack(_ writer: inout RowWriter) throws(FileError) {
        try writer.xml.withBytes { rows throws(FileError) in
            try packer.append(rows) { bytes throws(FileError) in try file.append(bytes) }
        }
        writer.clear()
    }

    private func end(_ worksheet: inout Worksheet, _ writer: inout RowWriter) throws(FileError) {
        try pack(&writer)
        worksheet.extent = try packer.end { bytes throws(FileError) in try file.append(bytes) }
        worksheet.notes = writer.takeNotes()
    }

    /// Hands over the packed rows of a worksheet.
    func read(
        _ worksheet: Worksheet, _ take: (UnsafeRawBufferPointer) throws(FileError) -> Void
    ) throws(FileError) {
        try file.read(worksheet.start..<worksheet.start + worksheet.extent.packedSize, take)
    }
}
