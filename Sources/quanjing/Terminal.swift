import Glibc
import Tables

/// Standard output and standard error as this process finds them.
enum Terminal {
    enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    /// Writes a result on standard output; silence must not pass for one.
    static func write(_ text: String) throws(FileError) {
        try write(Array(text.utf8))
    }

    static func write(_ bytes: [UInt8]) throws(FileError) {
        try check(bytes.withUnsafeBytes { write($0, to: .output) })
    }

    /// Writes a file's bytes on standard output, block by block.
    static func write(file path: String) throws(FileError) {
        try readBlocks(ofFile: path) { bytes throws(FileError) in
            try check(write(bytes, to: .output))
        }
    }

    private static func check(_ number: Int32?) throws(FileError) {
        if let number { throw FileError(action: .write, path: "standard output", number: number) }
    }

    /// Writes as much as the stream takes.
    static func write(_ text: String, to stream: Stream) {
        var text = text
        _ = text.withUTF8 { write(UnsafeRawBufferPointer($0), to: stream) }
    }

    /// - Returns: The system's error number; nil where all was written.
    private static func write(_ bytes: UnsafeRawBufferPointer, to stream: Stream) -> Int32? {
        var rest = bytes
        while let start = rest.baseAddress, rest.count > 0 {
            let count = Glibc.write(stream.rawValue, start, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return nil
    }

    static func line(_ text: String, to stream: Stream) {
        write(text + "\n", to: stream)
    }

    static func isInteractive(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Colour only on a terminal that has not refused it (https://no-color.org).
    static func allowsColour(_ stream: Stream) -> Bool {
        isInteractive(stream) && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }

    private static func variable(_ name: String) -> String? {
        if let value = getenv(name) { String(cString: value) } else { nil }
    }

    /// Columns of the terminal; 80 where it doesn't say.
    static var width: Int {
        var size = winsize()
        guard ioctl(Stream.error.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }
}

/// How a word stands out on a terminal.
enum Colour: String {
    case red = "31"
    case yellow = "33"
    case green = "32"
    case bold = "1"
    case dim = "2"

    func callAsFunction(_ text: String, on stream: Terminal.Stream) -> String {
        Terminal.allowsColour(stream) ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
