internal import Glibc

/// The system refused to read or write a file.
package struct FileError: Error, Sendable, Hashable {
    package enum Action: Sendable { case open, read, write }
    package let action: Action
    package let path: String
    /// The system's error number.
    package let number: Int32

    package init(action: Action, path: String, number: Int32) {
        self.action = action
        self.path = path
        self.number = number
    }

    /// There is no such file.
    package var isMissing: Bool { number == ENOENT || number == ENOTDIR }

    /// The system's own words, in English.
    package var reason: String {
        number == FileError.special ? "A pipe or a device" : String(cString: strerror(number))
    }

    /// What stands there can't be read as a file.
    static let special = ENOTSUP

    static func last(_ action: Action, _ path: String) -> FileError {
        FileError(action: action, path: path, number: errno)
    }
}

/// Bytes of a regular file, found without opening it; nil where there is none.
func regularFileSize(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
}

/// Bytes in reading order, from a file or from memory, in blocks of the caller's size.
package final class ByteSource {
    private enum Origin {
        case file(Int32, path: String)
        case memory([UInt8])
    }

    private let origin: Origin
    /// Bytes that there are, as far as was known at the start.
    let size: Int
    /// Bytes read so far.
    private(set) var position = 0

    init(bytes: [UInt8]) {
        origin = .memory(bytes)
        size = bytes.count
    }

    /// Opens a regular file; what a shell hands over to be read once is taken into memory whole.
    ///
    /// Any other pipe or device is refused: whoever reads it could wait, or read on, for ever.
    package init(path: String) throws(FileError) {
        let isHandedOver = path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isHandedOver ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw .last(.open, path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = FileError.last(.open, path)
            close(descriptor)
            throw error
        }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFREG {
            origin = .file(descriptor, path: path)
            size = Int(status.st_size)
            return
        }
        defer { close(descriptor) }
        if kind == S_IFDIR { throw FileError(action: .read, path: path, number: EISDIR) }
        guard isHandedOver, kind == S_IFIFO || isatty(descriptor) == 1 || path == "/dev/null" else {
            throw FileError(action: .read, path: path, number: FileError.special)
        }
        let bytes = try ByteSource.all(of: descriptor, path: path)
        origin = .memory(bytes)
        size = bytes.count
    }

    deinit {
        if case .file(let descriptor, _) = origin { close(descriptor) }
    }

    /// Fills the block as far as there are bytes; 0 only at the end.
    func read(into block: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let count = try peek(at: position, into: block)
        position += count
        return count
    }

    /// Reads at any position without moving the reading position.
    package func peek(at offset: Int, into block: UnsafeMutableRawBufferPointer) throws(FileError)
        -> Int
    {
        switch origin {
        case .memory(let bytes):
            let count = max(0, min(block.count, bytes.count - offset))
            bytes.withUnsafeBytes { all in
                block.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
            }
            return count
        case .file(let descriptor, let path):
            var filled = 0
            while filled < block.count {
                let target = block.baseAddress.map { $0 + filled }
                let count = pread(descriptor, target, block.count - filled, off_t(offset + filled))
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw .last(.read, path) }
                if count == 0 { break }
                filled += count
            }
            return filled
        }
    }

    private static func all(of descriptor: Int32, path: String) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = Glibc.read(descriptor, block.baseAddress, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .last(.read, path) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }
}
