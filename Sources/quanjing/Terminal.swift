import FoundationEssentials
import Glibc

/// Standard output and standard error as this process finds them.
enum Terminal {
    enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    static func write(_ text: String, to stream: Stream = .output) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0), to: stream) }
    }

    static func write(_ bytes: [UInt8], to stream: Stream = .output) {
        bytes.withUnsafeBytes { write($0, to: stream) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to stream: Stream) {
        var rest = bytes
        while let start = rest.baseAddress, rest.count > 0 {
            let count = Glibc.write(stream.rawValue, start, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    static func line(_ text: String = "", to stream: Stream = .output) {
        write(text + "\n", to: stream)
    }

    static func isInteractive(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Colour only on a terminal that has not refused it (https://no-color.org).
    static func allowsColour(_ stream: Stream) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isInteractive(stream) && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"] != "dumb"
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
