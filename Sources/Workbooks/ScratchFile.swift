internal import Glibc
internal import Synchronization
internal import Tables

/// A file for the time of writing another one; it goes with the value.
final class ScratchFile {
    let path: String
    private let descriptor: Int32
    /// Bytes that were appended.
    private(set) var size = 0

    private static let count = Atomic<Int>(0)

    /// - Parameter folder: Where it lies, under a name of its own.
    init(in folder: String) throws(FileError) {
        while true {
            let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
            let path = "\(folder)/.workbook.\(getpid()).\(number).part"
            let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            // What a killed run with our number left behind is in the way.
            if opened < 0, errno == EEXIST { continue }
            guard opened >= 0 else { throw FileError(action: .write, path: folder, number: errno) }
            (self.path, descriptor) = (path, opened)
            return
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try writeAll(bytes, to: descriptor, path)
        size += bytes.count
    }

    /// Hands over a range of what was appended, piece by piece.
    func read(
        _ range: Range<Int>, _ take: (UnsafeRawBufferPointer) throws(FileError) -> Void
    ) throws(FileError) {
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(1 << 18, range.count), alignment: 64)
        defer { block.deallocate() }
        var place = range.lowerBound
        while place < range.upperBound {
            let wanted = min(block.count, range.upperBound - place)
            let count = pread(descriptor, block.baseAddress, wanted, off_t(place))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw FileError(action: .read, path: path, number: count < 0 ? errno : EIO)
            }
            try take(UnsafeRawBufferPointer(rebasing: block[..<count]))
            place += count
        }
    }
}
