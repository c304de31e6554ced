/// How the bytes of a supplied text stand for characters.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// GB 18030, of which GBK and GB 2312 are parts.
    case gb18030 = "GB18030"
    case big5 = "Big5"

    /// The encoding that a settings file names; nil if the name is none that is read here.
    ///
    /// Letter case, `-`, `_` and blanks don't matter. Plain `utf-16` is little-endian, as Windows
    /// writes it; a byte order mark at the start of a file always decides.
    package init?(name: String) {
        let plain = name.lowercased().filter { !"-_ ".contains($0) }
        switch plain {
        case "utf8", "utf8sig": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "gb18030", "gbk", "gb2312", "cp936", "euccn": self = .gb18030
        case "big5", "cp950", "big5hkscs": self = .big5
        default: return nil
        }
    }

    /// The encoding that a byte order mark at the start of a file says, and the mark's length.
    static func mark(_ start: UnsafeRawBufferPointer) -> (encoding: TextEncoding, length: Int)? {
        func begins(_ mark: [UInt8]) -> Bool { start.starts(with: mark) }
        if begins([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if begins([0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
        if begins([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if begins([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }
}
