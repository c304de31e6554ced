import Glibc
import Tables

/// A CSV file that grows row by row in constant memory.
final class SampleFile {
    private static let limit = 1 << 18

    private let path: String
    private let descriptor: Int32
    private let columns: Int
    private var cells = 0
    private var writer = CSVWriter()

    /// Writes the first row, which fixes the number of columns.
    init(path: String, header: [String]) throws(SampleError) {
        self.path = path
        columns = header.count
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .refused(path: path, errorNumber: errno) }
        writer.addRecord(header)
    }

    /// - Parameter columns: Names of the columns with blanks between them.
    convenience init(path: String, columns: String) throws(SampleError) {
        try self.init(path: path, header: columns.split(separator: " ").map(String.init))
    }

    func cell(_ text: String) {
        writer.add(text)
        cells += 1
    }

    func cell(_ number: Int) {
        writer.add(number)
        cells += 1
    }

    func cell(_ number: Int?) {
        if let number { cell(number) } else { blank() }
    }

    /// A decimal number given in hundredths: 40 is written 0.4.
    func cell(hundredths: Int) {
        writer.add(Double(hundredths) / 100)
        cells += 1
    }

    func cell(_ claim: Bool) {
        cell(claim ? "是" : "否")
    }

    func blank(_ count: Int = 1) {
        for _ in 0..<count { cell("") }
    }

    /// Ends a row, which has as many cells as the header.
    func end() throws(SampleError) {
        precondition(cells == columns, "a row has as many cells as the header: \(path)")
        cells = 0
        writer.endRecord()
        if writer.bytes.count >= Self.limit { try flush() }
    }

    private func flush() throws(SampleError) {
        var start = 0
        while start < writer.bytes.count {
            let written = writer.bytes[start...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                throw .refused(path: path, errorNumber: errno)
            }
        }
        writer.removeBytes()
    }

    /// Brings everything to the disk.
    func close() throws(SampleError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw .refused(path: path, errorNumber: errno) }
    }

    deinit {
        _ = Glibc.close(descriptor)
    }
}
